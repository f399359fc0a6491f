// lib/src/detect/person_known.cpp
#include "detect/person_known.hpp"

#include "detect/word_list.hpp"

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

/// Where the name begins that ends with word `at`: "Della Valle" with its particle.
std::size_t with_particle(const NameWords& words, std::size_t at, std::size_t free_from) {
    const bool joined = at > 0 && words[at - 1].linked && words[at - 1].capital() &&
                        words[at - 1].has(NameContext::particle) &&
                        words.token(at - 1).begin >= free_from;
    return joined ? at - 1 : at;
}

/// Where the words end that begin with `at` and belong to one known name.
std::size_t end_of_known(const NameWords& words, const KnownNames& known, std::size_t at) {
    std::size_t end = at + 1;
    while (end < words.size() && words[end - 1].linked && !words[end].glued &&
           words.text(end).size() > 2 && words.text(end) != words.text(at) &&
           known.bears_both(words.text(at), words.text(end))) {
        ++end;
    }
    return end;
}

/// With the capital of a name, or without and no other word.
bool written_as_name(const NameWords& words, std::size_t at) {
    const NameWord& word = words[at];
    if (word.hint == CaseHint::capital) {
        return true;
    }
    if (word.entry != nullptr && (word.entry->rank > 0 || !word.entry->contexts.empty())) {
        return false;
    }
    const bool given = word.entry != nullptr && (word.entry->first > 0 || word.entry->diminutive);
    const bool small = words.token(at).letters == LetterCase::lower;
    return !small || given || !words.table().is_inflected_word(words.text(at)); // "ruscelli"
}

/// "gli Zucchelloni", "dalle Lancellucci", "noi malvestiti".
bool is_plural(std::string_view before) {
    static constexpr std::array<std::string_view, 15> plurals{
        "i",    "gli", "le",    "dei",   "degli", "delle", "ai", "agli",
        "alle", "dai", "dagli", "dalle", "coi",   "noi",   "voi"};
    return in(before, plurals);
}

/// "la lista Umbertini", "il museo De Paolis"; "sposata in Vannoni"; "l'Assunta"; a family.
bool names_a_thing(const NameWords& words, std::size_t begin, bool given) {
    if (begin == 0 || !words[begin - 1].linked) {
        return false;
    }
    const NameWord& before = words[begin - 1];
    const std::string_view text = words.text(begin - 1);
    if (text == "in" || text == "l" || (!given && is_plural(text))) {
        return true;
    }
    const bool small = words.token(begin).letters == LetterCase::lower;
    if (small && !given && before.has(NameContext::article)) {
        return true;
    }
    const bool noun = before.hint != CaseHint::capital && before.entry != nullptr &&
                      before.entry->rank > 0 && before.entry->contexts.empty();
    return noun && begin >= 2 && words[begin - 2].linked &&
           words[begin - 2].has(NameContext::article);
}

/// No other name stands against it.
bool stands_apart(const NameWords& words, std::size_t begin, std::size_t end) {
    const bool before =
        begin > 0 && words[begin - 1].linked && words[begin - 1].hint == CaseHint::capital;
    const bool after =
        end < words.size() && words[end - 1].linked && words[end].hint == CaseHint::capital;
    return !before && !after;
}

} // namespace

bool tells_a_name(const NameEntry* entry, std::string_view word) noexcept {
    return word.size() > 2 &&
           (entry == nullptr || (!entry->contexts.has(NameContext::particle) &&
                                 (entry->first > 0 || entry->surname > 0 || entry->diminutive)));
}

std::vector<std::uint32_t> words_of_names(const Document& document, const NameTable& table) {
    std::vector<std::uint32_t> hashes;
    for (const Token& token : document.tokens()) {
        if (token.kind == TokenKind::word &&
            tells_a_name(table.find(document.text(token), token.hash), document.text(token))) {
            hashes.push_back(token.hash);
        }
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
}

std::string name_at(const Document& document, std::size_t begin, std::size_t end) {
    std::string name;
    const auto& tokens = document.tokens();
    for (std::size_t at = document.token_at(begin); at < tokens.size() && tokens[at].end <= end;
         ++at) {
        if (tokens[at].kind == TokenKind::word) {
            name += name.empty() ? "" : " ";
            name += document.text(tokens[at]);
        }
    }
    return name;
}

KnownNames::KnownNames(const ScanContext& context, const NameTable& table) {
    add(context.author_name, nullptr);
    add(context.replied_to_name, nullptr);
    thread_begin_ = hashes_.size();
    for (const std::string& name : context.named) {
        add(name, &table);
    }
}

bool KnownNames::has_full(const NameWords& words, const NameParse& parse) const {
    const std::string_view first = words.text(parse.begin);
    const std::string_view last = words.text(parse.end - 1);
    bool thread = false; // a word of the reading tells a name of the thread
    for (std::size_t at = parse.begin; at < parse.end; ++at) {
        thread = thread || thread_may_have(words.token(at).hash);
    }
    return std::any_of(names_.begin(), names_.end(), [&](const Name& name) {
        // "il vero Alvaro Tonsini": what stands beside the known name is no part of it.
        if (name.of_thread && !(thread && holds(name.framed, first) && holds(name.framed, last))) {
            return false;
        }
        int shared = 0;
        for (std::size_t at = parse.begin; at < parse.end; ++at) {
            shared += words.text(at).size() > 2 && holds(name.framed, words.text(at)) ? 1 : 0;
        }
        return shared >= 2;
    });
}

bool KnownNames::has_word(const NameWords& words, std::size_t at) const {
    return beside_has_word(words.text(at)) || bearers(words, at) > 0;
}

bool KnownNames::beside_has_word(std::string_view word) const {
    return word.size() > 2 && std::any_of(names_.begin(), names_.end(), [&](const Name& name) {
               return !name.of_thread && holds(name.framed, word);
           });
}

std::size_t KnownNames::bearers(const NameWords& words, std::size_t at) const {
    if (!thread_may_have(words.token(at).hash)) {
        return 0;
    }
    const std::string_view word = words.text(at);
    return static_cast<std::size_t>(
        std::count_if(names_.begin(), names_.end(), [&](const Name& name) {
            return name.of_thread && holds(name.framed, word);
        }));
}

bool KnownNames::bears_both(std::string_view one, std::string_view other) const {
    return std::any_of(names_.begin(), names_.end(), [&](const Name& name) {
        return name.of_thread && holds(name.framed, one) && holds(name.framed, other);
    });
}

bool KnownNames::in(const Document& document) const noexcept {
    const auto& tokens = document.tokens();
    return std::any_of(tokens.begin(), tokens.end(), [this](const Token& token) {
        return token.kind == TokenKind::word && thread_may_have(token.hash);
    });
}

bool KnownNames::may_have(std::uint32_t hash) const noexcept {
    return std::find(hashes_.begin(), hashes_.end(), hash) != hashes_.end();
}

bool KnownNames::thread_may_have(std::uint32_t hash) const noexcept {
    const auto first = hashes_.begin() + static_cast<std::ptrdiff_t>(thread_begin_);
    return std::find(first, hashes_.end(), hash) != hashes_.end();
}

void KnownNames::add(std::string_view name, const NameTable* of_thread) {
    if (name.empty()) {
        return;
    }
    const std::string& framed =
        names_.emplace_back(Name{' ' + fold_to_string(name) + ' ', of_thread != nullptr}).framed;
    std::size_t begin = 0; // of the piece that the next edge ends
    for (std::size_t at = 0; at < framed.size(); ++at) {
        if (is_edge(framed[at])) {
            const auto word = std::string_view{framed}.substr(begin, at - begin);
            if (of_thread == nullptr || tells_a_name(of_thread->find(word), word)) {
                hashes_.push_back(text::word_hash(word));
            }
            begin = at + 1;
        }
    }
}

std::optional<KnownAlone> read_known(const NameWords& words, const KnownNames& known,
                                     const Places* places, std::size_t at, std::size_t free_from) {
    const std::size_t bearers = known.bearers(words, at);
    if (bearers == 0) {
        return std::nullopt;
    }
    const std::size_t begin = with_particle(words, at, free_from);
    const std::size_t end = end_of_known(words, known, at);
    const NameWord& word = words[at];
    const bool given = word.entry != nullptr &&
                       (word.entry->diminutive || word.entry->first > word.entry->surname);
    if (end > at + 1) { // "salviato incoronata": two words of one name are no chance
        constexpr double of_both = 1.4;
        const NameShape shape = given ? NameShape::full : NameShape::reversed;
        return KnownAlone{{begin, end, given ? end - 1 : at, shape, 0}, of_both};
    }
    const NameBefore before = read_before(words, begin);
    const bool place = word.has(NameContext::place) || word.has(NameContext::month) ||
                       (places != nullptr && places->has_municipality(words.text(at)));
    const bool announced = before.announces() || before.greeting;
    if (!(place ? announced : written_as_name(words, at)) || !stands_apart(words, begin, end) ||
        names_a_thing(words, begin, given)) {
        return std::nullopt;
    }
    if (given && (bearers > 1 || words.table().is_figure(words.text(at)))) {
        return std::nullopt;
    }
    constexpr double of_given = 0.2; // a namesake may be meant
    constexpr double of_surname = 0.8;
    constexpr double of_plain_surname = 0.4; // its letters do not say that it is a name here
    const bool plain = word.hint != CaseHint::capital;
    return KnownAlone{
        {begin, end, given ? end : at, given ? NameShape::first_only : NameShape::surname_only, 0},
        given   ? of_given
        : plain ? of_plain_surname
                : of_surname};
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
