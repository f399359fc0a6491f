// lib/src/detect/person_known.cpp
#include "detect/person_known.hpp"

#include "text/word_hash.hpp"

#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

bool is_edge(char c) noexcept {
    return c == ' ' || c == '\'' || c == '-';
}

bool holds(const std::string& name, std::string_view word) {
    std::size_t at = name.find(word);
    while (at != std::string::npos) {
        if (is_edge(name[at - 1]) && is_edge(name[at + word.size()])) {
            return true;
        }
        at = name.find(word, at + 1);
    }
    return false;
}

} // namespace

KnownNames::KnownNames(const ScanContext& context) {
    add(context.author_name);
    add(context.replied_to_name);
    for (const std::string& name : context.named) {
        add(name);
    }
}

bool KnownNames::has_full(const NameWords& words, const NameParse& parse) const {
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
        int shared = 0;
        for (std::size_t at = parse.begin; at < parse.end; ++at) {
            shared += words.text(at).size() > 2 && holds(name, words.text(at)) ? 1 : 0;
        }
        return shared >= 2;
    });
}

bool KnownNames::has_word(std::string_view word) const {
    return word.size() > 2 &&
           std::any_of(names_.begin(), names_.end(),
                       [&](const std::string& name) { return holds(name, word); });
}

bool KnownNames::may_have(std::uint32_t hash) const noexcept {
    return std::find(hashes_.begin(), hashes_.end(), hash) != hashes_.end();
}

void KnownNames::add(std::string_view name) {
    if (name.empty()) {
        return;
    }
    const std::string& framed = names_.emplace_back(' ' + fold_to_string(name) + ' ');
    std::size_t begin = 0; // of the piece that the next edge ends
    for (std::size_t at = 0; at < framed.size(); ++at) {
        if (is_edge(framed[at])) {
            hashes_.push_back(text::word_hash(std::string_view{framed}.substr(begin, at - begin)));
            begin = at + 1;
        }
    }
}

std::string_view joined(const NameWords& words, std::size_t begin, std::size_t end,
                        std::array<char, 96>& buffer) noexcept {
    std::size_t size = 0;
    for (std::size_t at = begin; at < end; ++at) {
        const std::string_view text = words.text(at);
        if (size + text.size() + 1 > buffer.size()) {
            return {};
        }
        if (size > 0) {
            buffer[size++] = ' ';
        }
        std::copy(text.begin(), text.end(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
        size += text.size();
    }
    return {buffer.data(), size};
}

bool is_historical(const NameWords& words, const NameParse& parse) noexcept {
    std::array<char, 96> buffer{};
    const std::size_t most = std::min(parse.end + 1, words.size());
    const std::size_t least = parse.begin > 0 ? parse.begin - 1 : 0;
    for (std::size_t begin = least; begin < parse.end; ++begin) {
        for (std::size_t end = begin + 2; end <= most; ++end) {
            if (words.table().is_historical(joined(words, begin, end, buffer))) {
                return true;
            }
        }
    }
    if (parse.shape == NameShape::reversed) {
        const std::string_view first = words.text(parse.end - 1);
        const std::string_view last = words.text(parse.begin);
        std::string name{first};
        name += ' ';
        name += last;
        return words.table().is_historical(name);
    }
    if (parse.shape == NameShape::surname_only || parse.shape == NameShape::initialled) {
        return words.table().is_historical_surname(words.text(parse.end - 1));
    }
    return false;
}

} // namespace oblio::detect
