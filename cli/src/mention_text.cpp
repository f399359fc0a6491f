// cli/src/mention_text.cpp
#include "mention_text.hpp"

#include "oblio/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oblio::cli {
namespace {

/// On one line, whole characters, at most `most` bytes from `begin`.
std::string cut(std::string_view text, std::size_t begin, std::size_t most) {
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
        --begin;
    }
    std::string shown{text.substr(begin, most)};
    const bool more = begin + most < text.size();
    while (!shown.empty() && first_invalid_utf8(shown)) {
        shown.pop_back();
    }
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    return (begin > 0 ? "…" : "") + shown + (more ? "…" : "");
}

} // namespace

std::string short_text(std::string_view text) {
    return cut(text, 0, 100);
}

std::string author_text(const Record& record) {
    const Account& author = record.author;
    return author.name.value_or(author.handle.value_or(author.id.value_or("?")));
}

std::string left_out_text(const Session& session, const Trace& trace) {
    std::string lines;
    const auto tell = [&](std::size_t count, std::string_view en, std::string_view it) {
        if (count > 0) {
            lines += fmt::format(fmt::runtime(session.text(en, it)), count);
        }
    };
    tell(trace.bare_first_names_left_out, "{} more records have the first name alone\n",
         "altri {} record hanno solo il nome\n");
    tell(trace.copies_left_out, "{} more records begin a sentence as the person did\n",
         "altri {} record iniziano una frase come la persona\n");
    return lines;
}

std::string marked_text(std::string_view text, const Mention& mention) {
    constexpr std::size_t reach = 90;
    std::string out;
    std::size_t at = 0;
    std::size_t first = text.size();
    for (const MentionSpan& span : mention.spans) {
        if (span.field != FieldRef{} || to_index(span.where.begin()) < at) {
            continue;
        }
        first = std::min(first, out.size() + to_index(span.where.begin()) - at);
        out.append(text, at, to_index(span.where.begin()) - at);
        out += fmt::format("[{}]", span.where.of(text));
        at = to_index(span.where.end());
    }
    out.append(text, at);
    const std::size_t begin = first == text.size() || first < reach ? 0 : first - reach;
    return cut(out, begin, 2 * reach);
}

} // namespace oblio::cli
