// cli/src/mention_text.cpp
#include "mention_text.hpp"

#include "oblio/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oblio::cli {

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
    std::size_t begin = first == text.size() || first < reach ? 0 : first - reach;
    while (begin > 0 && (static_cast<unsigned char>(out[begin]) & 0xC0U) == 0x80U) {
        --begin;
    }
    std::string shown = (begin > 0 ? "…" : "") + out.substr(begin, 2 * reach);
    while (!shown.empty() && first_invalid_utf8(shown)) {
        shown.pop_back();
    }
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    return shown;
}

} // namespace oblio::cli
