// lib/src/subject/terms.cpp
#include "subject/terms.hpp"

#include "archive/text_terms.hpp"
#include "detect/document.hpp"
#include "detect/word_list.hpp"
#include "subject/identifiers.hpp"
#include "subject/small_words.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::NameTable;
using detect::Token;
using detect::TokenKind;

constexpr std::size_t shortest_word = 4; // a small ordinary-looking word below it is no name

IndexTerm term_at(const Document& document, IndexKind kind, std::string value, FieldRef field,
                  std::size_t begin, std::size_t end) {
    const ByteSpan where = document.source_span(begin, end);
    return {kind, std::move(value), field, static_cast<std::uint32_t>(to_index(where.begin())),
            static_cast<std::uint32_t>(to_index(where.end()))};
}

/// Words that are neither a name nor the part of one by which it is looked up. Short ones that are
/// surnames somewhere (Ma, Le, Ho) are not among them.
bool is_function_word(std::string_view word) {
    constexpr std::array<std::string_view, 44> words{
        "a",      "ad",     "agli",  "ai",   "al",    "alla", "alle", "allo",   "anche",
        "che",    "come",   "con",   "cosi", "degli", "dei",  "del",  "della",  "delle",
        "dello",  "di",     "e",     "ed",   "gli",   "i",    "il",   "in",     "mi",
        "nei",    "nel",    "nella", "non",  "o",     "per",  "piu",  "quella", "quello",
        "questa", "questo", "sono",  "sul",  "sulla", "un",   "una",  "uno"};
    return detect::in(word, words);
}

bool is_mark(const Document& document, std::size_t at, char mark) {
    const auto& tokens = document.tokens();
    return at < tokens.size() && tokens[at].kind == TokenKind::mark &&
           tokens[at].end == tokens[at].begin + 1 && document.text()[tokens[at].begin] == mark;
}

bool is_word(const Document& document, std::size_t at) {
    return at < document.tokens().size() && document.tokens()[at].kind == TokenKind::word;
}

/// What the word beside a small one says of it.
enum class Neighbour : std::uint8_t {
    none,
    first_name, ///< or an initial, or a title; an ordinary word, too, or written large
    small_name  ///< a first name and nothing else, written small as well
};

/// Words written small that may be surnames: all that are not ordinary, and an ordinary or short
/// one beside a first name. So "rosa bianchi" is found whatever the detectors decided, and "tre
/// fogli bianchi" costs no row. What no list has as a surname needs a name that is only that.
class SmallNames {
public:
    SmallNames(const Document& document, const NameTable& names) : document_{document} {
        entries_.reserve(document.tokens().size());
        for (const Token& token : document.tokens()) {
            entries_.push_back(token.kind == TokenKind::word
                                   ? names.find(document.text(token), token.hash)
                                   : nullptr);
        }
    }

    /// An ordinary word of Italian.
    [[nodiscard]] bool is_common(std::size_t at) const {
        return entries_[at] != nullptr && entries_[at]->rank > 0;
    }

    /// Requires: a word at `at`, written small.
    [[nodiscard]] bool has(std::size_t at) const {
        const Token& token = document_.tokens()[at];
        const bool short_one = token.end - token.begin < shortest_word;
        if (!short_one && !is_common(at)) {
            return true;
        }
        const bool surname = entries_[at] != nullptr && entries_[at]->surname > 0;
        if (short_one && !surname) {
            return false;
        }
        return std::max(before(at), after(at)) >=
               (surname ? Neighbour::first_name : Neighbour::small_name);
    }

private:
    [[nodiscard]] Neighbour neighbour(std::size_t at) const {
        if (at >= entries_.size() || entries_[at] == nullptr || entries_[at]->first == 0) {
            return Neighbour::none;
        }
        return !is_common(at) && document_.tokens()[at].letters == detect::LetterCase::lower
                   ? Neighbour::small_name
                   : Neighbour::first_name;
    }

    [[nodiscard]] bool is_initial(std::size_t at) const {
        return is_word(document_, at) && is_mark(document_, at + 1, '.') &&
               document_.text(document_.tokens()[at]).size() == 1;
    }

    /// `rosa bianchi`, `rosa della valle`, `r. bianchi`, `signora conti`: with nothing but a
    /// particle or a hyphen between.
    [[nodiscard]] Neighbour before(std::size_t at) const {
        if (at > 0 && is_mark(document_, at - 1, '-')) {
            --at;
        }
        if (at > 1 && is_initial(at - 2)) {
            return Neighbour::first_name;
        }
        const detect::NameEntry* const entry = at > 0 ? entries_[at - 1] : nullptr;
        if (entry == nullptr) {
            return Neighbour::none;
        }
        if (entry->contexts.has(detect::NameContext::title)) {
            return Neighbour::first_name;
        }
        const bool particle = at > 1 && entry->contexts.has(detect::NameContext::particle);
        return neighbour(particle ? at - 2 : at - 1);
    }

    /// `bianchi rosa`, `bianchi r.`
    [[nodiscard]] Neighbour after(std::size_t at) const {
        const std::size_t next = at + (is_mark(document_, at + 1, '-') ? 2 : 1);
        return is_initial(next) ? Neighbour::first_name : neighbour(next);
    }

    const Document& document_;
    std::vector<const detect::NameEntry*> entries_; ///< of each token; nullptr where none is known
};

void add_words(const Document& document, FieldRef field, const NameTable& names,
               std::vector<IndexTerm>& terms) {
    const auto& tokens = document.tokens();
    const SmallNames small{document, names};
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!is_word(document, i)) {
            continue;
        }
        const std::string_view word = document.text(tokens[i]);
        if (tokens[i].letters == detect::LetterCase::lower && small.has(i)) {
            terms.push_back(term_at(document, IndexKind::name_token, std::string(word), field,
                                    tokens[i].begin, tokens[i].end));
        }
        // D'Angelo, DELL'ACQUA, l'abbate; not l'altro.
        const bool glued = is_mark(document, i + 1, '\'') && is_word(document, i + 2) &&
                           word.size() <= 4 && !tokens[i + 1].space_before;
        if (glued &&
            !(tokens[i + 2].letters == detect::LetterCase::lower && small.is_common(i + 2))) {
            terms.push_back(term_at(document, IndexKind::name_token,
                                    std::string(word) + std::string(document.text(tokens[i + 2])),
                                    field, tokens[i].begin, tokens[i + 2].end));
        }
    }
}

/// `V.N.S.` as `v.n.s.`
void add_initials(const Document& document, FieldRef field, std::vector<IndexTerm>& terms) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size();) {
        std::string initials;
        std::size_t at = i;
        while (is_word(document, at) && document.text(tokens[at]).size() == 1 &&
               is_mark(document, at + 1, '.')) {
            initials += document.text(tokens[at]);
            initials += '.';
            at += 2;
        }
        if (initials.size() >= 4) {
            terms.push_back(term_at(document, IndexKind::name_token, std::move(initials), field,
                                    tokens[i].begin, tokens[at - 1].end));
        }
        i = std::max(at, i + 1);
    }
}

constexpr std::size_t shortest_number = 6;
constexpr std::size_t indexed_digits = 8;

bool is_separator(std::string_view mark) {
    return mark == "." || mark == "-" || mark == "/" || mark == "(" || mark == ")" || mark == "+";
}

/// Runs of digits as people write numbers: `316-555 01 01`. A separator may stand between groups.
void add_digits(const Document& document, FieldRef field, std::vector<IndexTerm>& terms) {
    const auto& tokens = document.tokens();
    for (std::size_t i = 0; i < tokens.size();) {
        std::string digits;
        std::size_t at = i;
        std::size_t last = i;
        while (at < tokens.size() &&
               (tokens[at].kind == TokenKind::number || tokens[at].kind == TokenKind::newline ||
                (tokens[at].kind == TokenKind::mark && is_separator(document.text(tokens[at]))))) {
            if (tokens[at].kind == TokenKind::number) {
                digits += document.text(tokens[at]);
                last = at;
                // Two numbers in a row: each end of a group may be the end of one.
                if (digits.size() >= shortest_number && digits.size() <= 15) {
                    terms.push_back(term_at(document, IndexKind::free, digits_value(digits), field,
                                            tokens[i].begin, tokens[at].end));
                }
            }
            ++at;
        }
        i = std::max(last, i) + 1;
    }
}

/// Plates (two letters, then three digits or more) and fiscal codes (six letters first, a letter
/// last; some digits may be letters).
/// Source: D.M. 4 agosto 1998 n. 355 (plates); D.M. 23 dicembre 1976 (fiscal codes).
bool is_code(std::string_view code) {
    const auto letter = [&](std::size_t i) { return code[i] >= 'a' && code[i] <= 'z'; };
    const auto digit = [&](std::size_t i) { return code[i] >= '0' && code[i] <= '9'; };
    if (code.size() == 7) {
        return letter(0) && letter(1) && digit(2) && digit(3) && digit(4);
    }
    bool right = code.size() == 16 && letter(15);
    for (std::size_t i = 0; i < 6 && right; ++i) {
        right = letter(i);
    }
    return right &&
           std::any_of(code.begin() + 6, code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Letters and digits that touch or stand apart one by one: `ZZ 999 ZZ`, `Z Z 9 9 9 Z Z`. Every
/// run that may be a code, from each word on.
void add_codes(const Document& document, FieldRef field, std::vector<IndexTerm>& terms) {
    const auto& tokens = document.tokens();
    const auto part = [&](std::size_t at) {
        return at < tokens.size() &&
               (tokens[at].kind == TokenKind::word || tokens[at].kind == TokenKind::number);
    };
    const auto is_number = [](const Token& token) { return token.kind == TokenKind::number; };
    if (std::none_of(tokens.begin(), tokens.end(), is_number)) {
        return;
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!part(i) || document.text(tokens[i]).size() > 6) {
            continue;
        }
        std::string code;
        for (std::size_t at = i; part(at) && code.size() < 16; ++at) {
            code += document.text(tokens[at]);
            if (is_code(code)) {
                terms.push_back(term_at(document, IndexKind::free, code_value(code), field,
                                        tokens[i].begin, tokens[at].end));
            }
        }
    }
}

/// The words of which one may be the last of a street's name that belongs to the number at `at`:
/// the one before it (`via Garibaldi, n. 12`), or those after it (`al 12 di via Garibaldi`).
std::vector<std::size_t> street_words(const Document& document, std::size_t at) {
    constexpr std::size_t reach = 5;
    const auto& tokens = document.tokens();
    std::vector<std::size_t> words;
    std::size_t before = at;
    while (before > 0 && at - before < reach && leads_to_civic(document, before - 1)) {
        --before;
    }
    if (before > 0 && tokens[before - 1].kind == TokenKind::word) {
        words.push_back(before - 1);
    }
    std::size_t after = at + 1;
    while (after < tokens.size() && after - at < reach && is_word(document, after) &&
           is_small_word(document.text(tokens[after]))) {
        ++after;
    }
    if (!is_word(document, after)) {
        return words;
    }
    if (!is_street_type(document.text(tokens[after]))) {
        if (tokens[after].letters != detect::LetterCase::lower) {
            words.push_back(after); // `al 12 di Garibaldi`
        }
        return words;
    }
    for (std::size_t i = after + 1; i <= after + reach && is_word(document, i); ++i) {
        if (!is_small_word(document.text(tokens[i]))) {
            words.push_back(i);
        }
    }
    return words;
}

/// Dates, and numbers beside the last word of what may be a street.
void add_dates_and_streets(const Document& document, FieldRef field,
                           std::vector<IndexTerm>& terms) {
    const auto& tokens = document.tokens();
    const auto number = [&](std::size_t at) -> std::optional<unsigned> {
        if (at >= tokens.size() || tokens[at].kind != TokenKind::number ||
            document.text(tokens[at]).size() > 4) {
            return std::nullopt;
        }
        return static_cast<unsigned>(std::stoul(std::string(document.text(tokens[at]))));
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto day = number(i);
        if (!day) {
            continue;
        }
        if (const auto date = read_date(document, i)) {
            terms.push_back(term_at(document, IndexKind::free, date_value(*date), field,
                                    tokens[i].begin, tokens[i].end));
        }
        const std::string civic{document.text(tokens[i])};
        for (const std::size_t at : street_words(document, i)) {
            if (document.text(tokens[at]).size() >= 3) {
                terms.push_back(term_at(
                    document, IndexKind::free, street_value(document.text(tokens[at]), civic),
                    field, tokens[std::min(at, i)].begin, tokens[std::max(at, i)].end));
            }
        }
    }
}

/// The words of a handle that may be somebody's names: `m.rossi84` is looked up as `rossi`.
void add_handle(std::string_view handle, const std::optional<std::string>& shown, FieldRef field,
                ByteSpan where, std::vector<IndexTerm>& terms) {
    const std::vector<std::string> known = words_of(shown.value_or(""));
    for (std::string& word : words_of(handle)) {
        // The display name has it already, for the same record.
        if (word.size() >= shortest_word &&
            std::find(known.begin(), known.end(), word) == known.end()) {
            terms.push_back({IndexKind::account_token, std::move(word), field,
                             static_cast<std::uint32_t>(to_index(where.begin())),
                             static_cast<std::uint32_t>(to_index(where.end()))});
        }
    }
}

/// The source spelling of the mark that closes a quotation opened at `at`; empty if none is.
std::string_view closing_mark(const Document& document, std::size_t at) {
    if (!is_mark(document, at, '"')) {
        return {};
    }
    const std::string_view mark = document.source_text(document.tokens()[at]);
    if (mark == "«") {
        return "»";
    }
    if (mark == "“" || mark == "„") {
        return "”";
    }
    return mark == "\"" ? mark : std::string_view{};
}

/// For each token that opens a quotation, the token that closes it; nothing where none does, and no
/// rows at all for a text without such marks. One walk from the right, so that many marks without a
/// partner cost nothing.
std::vector<std::optional<std::size_t>> closing_tokens(const Document& document) {
    const auto& tokens = document.tokens();
    std::vector<std::optional<std::size_t>> closed;
    std::optional<std::size_t> angular, curly, straight;
    for (std::size_t i = tokens.size(); i-- > 0;) {
        if (!is_mark(document, i, '"')) { // all of them fold to this one
            continue;
        }
        closed.resize(tokens.size());
        const std::string_view closing = closing_mark(document, i);
        closed[i] = closing == "»" ? angular : (closing == "”" ? curly : straight);
        if (closing.empty()) {
            closed[i].reset();
        }
        const std::string_view mark = document.source_text(tokens[i]);
        if (mark == "»") {
            angular = i;
        } else if (mark == "”") {
            curly = i;
        } else if (mark == "\"") {
            straight = i;
        }
    }
    return closed;
}

/// Calls `found(first, end, quoted)` for each quotation and each sentence, in tokens, half-open:
/// first what stands between two marks or on a line that begins with ">", then the sentences.
template <class Found> void each_passage(const Document& document, Found found) {
    const auto& tokens = document.tokens();
    const auto closed = closing_tokens(document);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind != TokenKind::mark) {
            continue;
        }
        const bool line_start = i == 0 || tokens[i - 1].kind == TokenKind::newline;
        if (!closed.empty() && closed[i]) {
            found(i + 1, *closed[i], true); // a quotation may stand inside this one
        } else if (line_start && is_mark(document, i, '>')) {
            std::size_t end = i + 1;
            while (end < tokens.size() && tokens[end].kind != TokenKind::newline) {
                ++end;
            }
            found(i + 1, end, true);
            i = end;
        }
    }
    for (std::size_t i = 0; i < tokens.size();) {
        std::size_t end = i;
        while (end < tokens.size() && tokens[end].kind != TokenKind::newline &&
               !is_mark(document, end, '.') && !is_mark(document, end, '!') &&
               !is_mark(document, end, '?')) {
            ++end;
        }
        if (end > i) {
            found(i, end, false);
        }
        i = end + 1;
    }
}

/// The words and numbers of [first, end), at most `most`.
std::vector<std::string_view> words_between(const Document& document, std::size_t first,
                                            std::size_t end, std::size_t most) {
    std::vector<std::string_view> words;
    for (std::size_t i = first; i < end && words.size() < most; ++i) {
        const Token& token = document.tokens()[i];
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            words.push_back(document.text(token));
        }
    }
    return words;
}

/// As many words say which passage it is.
constexpr std::size_t telling_words(bool quoted) noexcept {
    return quoted ? quoted_words : sentence_words;
}

/// What a passage that begins with `words` is indexed by.
template <class Word> std::string shingle_of(bool quoted, std::span<const Word> words) {
    std::string value = quoted ? "q" : "s";
    for (const Word& word : words.first(std::min(words.size(), telling_words(quoted)))) {
        value += ' ';
        value += word;
    }
    return value;
}

void add_shingles(const Document& document, FieldRef field, std::vector<IndexTerm>& terms) {
    each_passage(document, [&](std::size_t first, std::size_t end, bool quoted) {
        const auto words = words_between(document, first, end, telling_words(quoted));
        if (words.size() == telling_words(quoted)) {
            terms.push_back(
                term_at(document, IndexKind::shingle, shingle_of<std::string_view>(quoted, words),
                        field, document.tokens()[first].begin, document.tokens()[end - 1].end));
        }
    });
}

} // namespace

std::vector<Passage> passages_of(const Document& document) {
    std::vector<Passage> passages;
    each_passage(document, [&](std::size_t first, std::size_t end, bool quoted) {
        const auto words = words_between(document, first, end, end - first);
        if (words.size() >= telling_words(quoted)) {
            passages.push_back({first, end, quoted, {words.begin(), words.end()}});
        }
    });
    return passages;
}

std::string digits_value(std::string_view digits) {
    const std::size_t kept = std::min(digits.size(), indexed_digits);
    return "n " + std::string(digits.substr(digits.size() - kept));
}

std::string code_value(std::string_view code) {
    return "c " + std::string(code);
}

std::string date_value(Date date) {
    return "d " + format_date(date);
}

std::string street_value(std::string_view word, std::string_view number) {
    return "s " + std::string(word) + " " + std::string(number);
}

std::string shingle_value(bool quoted, std::span<const std::string> words) {
    return shingle_of(quoted, words);
}

std::vector<IndexTerm> index_terms(const Record& record, std::span<const FieldFinding> findings,
                                   const Document* text, const NameTable& names) {
    const auto add_text = [&names](const Document& document, FieldRef field,
                                   std::vector<IndexTerm>& terms) {
        if (field.field == Field::attachment_alt || field.field == Field::attachment_name) {
            return; // the basic terms alone
        }
        add_words(document, field, names, terms);
        add_initials(document, field, terms);
        add_digits(document, field, terms);
        add_codes(document, field, terms);
        add_dates_and_streets(document, field, terms);
        if (field.field == Field::text) {
            add_shingles(document, field, terms);
        }
    };
    std::vector<IndexTerm> terms = index_terms_with(record, findings, text, add_text);
    if (record.author.handle && !record.author.handle->starts_with('+')) {
        add_handle(*record.author.handle, record.author.name, {Field::author_handle, 0},
                   ByteSpan::of_indices(0, 0), terms);
    }
    for (const FieldFinding& row : findings) {
        const auto written = field_text(record, row.field);
        if (row.finding.type == FindingType::handle && !row.finding.institutional && written &&
            to_index(row.finding.where.end()) <= written->size()) {
            add_handle(row.finding.where.of(*written), std::nullopt, row.field, row.finding.where,
                       terms);
        }
    }
    // Written large at the start of a sentence or in shouting; nobody is called so.
    std::erase_if(terms, [&](const IndexTerm& term) {
        return term.kind == IndexKind::name_token && is_function_word(term.value);
    });
    return terms;
}

NameTokens name_tokens(const Subject& subject, const NameProfile& profile) {
    std::vector<std::string> tokens = profile.nicknames;
    std::vector<std::string> slips;
    const auto add_surname = [&](const std::string& surname) {
        tokens.push_back(surname);
        if (surname.size() >= typo_length) {
            const auto edits = one_edit_from(surname);
            slips.insert(slips.end(), edits.begin(), edits.end());
        }
    };
    for (const std::string& surname : profile.surnames) {
        add_surname(surname);
    }
    // "De Santis" stands in the index by its words: the longest of them finds it.
    std::vector<std::string> written{subject.name};
    written.insert(written.end(), subject.aliases.begin(), subject.aliases.end());
    for (const std::string& name : written) {
        for (const std::string& word : words_of(name)) {
            const bool inside = std::any_of(
                profile.surnames.begin(), profile.surnames.end(), [&word](const std::string& part) {
                    return word.size() >= 4 && part.size() > word.size() && part.ends_with(word);
                });
            if (inside) {
                add_surname(word);
            }
        }
    }
    const std::vector<std::string> handles = joined_handles(profile);
    tokens.insert(tokens.end(), handles.begin(), handles.end());
    for (const PersonName& name : profile.names) {
        std::string all;
        for (const std::string& part : name.given) {
            all += part.front();
            all += '.';
        }
        const std::string surname{name.surnames.front().front(), '.'};
        tokens.push_back(all + surname);
        tokens.push_back(std::string{name.given.front().front(), '.'} + surname);
    }
    NameTokens all;
    for (auto* list : {&tokens, &slips}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    std::set_difference(slips.begin(), slips.end(), tokens.begin(), tokens.end(),
                        std::back_inserter(all.slips));
    all.sure = std::move(tokens);
    return all;
}

} // namespace oblio::subject
