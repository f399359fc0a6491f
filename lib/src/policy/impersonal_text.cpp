// lib/src/policy/impersonal_text.cpp
#include "policy/impersonal_text.hpp"

#include "oblio/detect/redact.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace oblio::policy {
namespace {

constexpr std::string_view somebody = "una persona";
constexpr std::string_view addressee = "utente"; // of either sex: "Gentile utente", "Cara utente"
constexpr std::size_t reach = 48;                // bytes before a name in which its title may stand

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

/// The bytes after the last white space but that at the end, small letters for capitals.
std::string last_piece(std::string_view before) {
    while (!before.empty() && is_space(before.back())) {
        before.remove_suffix(1);
    }
    const auto begin = std::find_if(before.rbegin(), before.rend(), is_space).base();
    std::string piece{begin, before.end()};
    std::transform(piece.begin(), piece.end(), piece.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return piece;
}

/// Whether `piece` may match an expression of which every match holds one of `parts`: most words
/// before a name do not, and to compile the expression costs as much as the rest of a check.
bool may_hold(std::string_view piece, std::initializer_list<std::string_view> parts) {
    const auto beyond_ascii = [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; };
    return std::any_of(piece.begin(), piece.end(), beyond_ascii) || // may fold to a letter of them
           std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
               return piece.find(part) != std::string_view::npos;
           });
}

/// False: before_name() finds nothing at the end of `before`.
bool may_be_title(std::string_view before) {
    std::string piece = last_piece(before);
    if (may_hold(piece, {"sig", "dot", "dr", "prof", "avv", "ing", "geom", "arch", "rag", "maestr",
                         "don", "suor", "'"})) {
        return true;
    }
    if (piece.ends_with('.')) {
        piece.pop_back();
    }
    for (const std::string_view end : {"il", "lo", "la", "el", "al", "ol", "ul"}) {
        if (piece.ends_with(end)) {
            return true;
        }
    }
    return piece == "ra" || piece == "re" || piece == "na"; // "sig. ra"
}

/// What stands before a name and belongs to it: an article or a preposition, titles.
const RE2& before_name() {
    static const RE2 expression{
        "(?i)(?:^|[^\\pL\\pN'’])"
        "(((?:il|lo|la|del|dello|della|al|allo|alla|dal|dallo|dalla|col|sul|sulla)\\s+"
        "|(?:l|dell|all|dall)['’]\\s*)?"
        "(?:(?:signor[ae]?|signorin[ao]|sig\\.?(?:\\s?r[ae]|\\s?na)?\\.?|dottor(?:e|essa)?"
        "|dott\\.?(?:ssa)?\\.?|dr\\.?(?:ssa)?\\.?|prof(?:essor(?:e|essa)?)?\\.?(?:ssa)?\\.?"
        "|avvocat[oa]|avv\\.?|ingegner[ea]?|ing\\.?|geometra|geom\\.?|architett[oa]|arch\\.?"
        "|ragionier[ea]?|rag\\.?|maestr[oa]|don|suor)\\s+)*)$"};
    return expression;
}

/// Who is spoken to: "Gentile", "Caro", "Ciao" stay, and what follows names nobody.
bool is_spoken_to(std::string_view before) {
    if (!may_hold(last_piece(before), {"gent", "egr", "spett", "stimat", "car", "ciao", "salve",
                                       "giorno", "sera", "grazie"})) {
        return false;
    }
    static const RE2 salutation{
        "(?i)(?:^|[^\\pL\\pN])(?:gentil(?:e|issim[oa])|gent\\.?(?:m[oa]\\.?|le\\.?)?|egregi[oa]|"
        "egr\\.?"
        "|spett(?:abil[ei]|\\.?le)?\\.?|stimat[oa]|car(?:issim)?[oa]|ciao|salve|buon ?giorno"
        "|buona ?sera|grazie)\\s+$"};
    return RE2::PartialMatch({before.data(), before.size()}, salutation);
}

/// The preposition without its article: "dal" is "da".
std::string_view bare(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> stems{
        {{"de", "di "}, {"al", "a "}, {"da", "da "}, {"co", "con "}, {"su", "su "}}};
    if (word.size() < 2) {
        return {};
    }
    const std::array<char, 2> start{static_cast<char>(word[0] | 0x20),
                                    static_cast<char>(word[1] | 0x20)};
    for (const auto& [stem, preposition] : stems) {
        if (std::equal(stem.begin(), stem.end(), start.begin())) {
            return preposition;
        }
    }
    return {};
}

/// Takes what belongs to a name into its substitution.
void take_title(std::string_view text, std::size_t from, Substitution& part) {
    const std::size_t begin = to_index(part.where.begin());
    std::size_t start = std::max(from, begin > reach ? begin - reach : 0);
    while (start < begin && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
        ++start;
    }
    const std::string_view before = text.substr(start, begin - start);
    re2::StringPiece whole{before.data() + before.size(), 0};
    re2::StringPiece word;
    if (may_be_title(before) &&
        !RE2::PartialMatch({before.data(), before.size()}, before_name(), &whole, &word)) {
        return;
    }
    // The first bytes may be the rest of a word that was cut.
    if (start > from && whole.size() == before.size()) {
        return;
    }
    const std::string_view rest = before.substr(0, before.size() - whole.size());
    part.value = is_spoken_to(rest) ? std::string{addressee}
                                    : std::string{bare({word.data(), word.size()})} + part.value;
    part.where = ByteSpan::of_indices(begin - whole.size(), to_index(part.where.end()));
}

/// A capital where a sentence begins with words that stand in.
void begin_sentences(std::string& text) {
    static const RE2 stand_in{"(^|[.!?\\n]\\s*)((?:di |a |da |con |su )?)(una persona|un utente|un "
                              "indirizzo della zona)"};
    re2::StringPiece rest{text};
    re2::StringPiece lead;
    re2::StringPiece preposition;
    re2::StringPiece words;
    while (RE2::FindAndConsume(&rest, stand_in, &lead, &preposition, &words)) {
        const re2::StringPiece first = preposition.empty() ? words : preposition;
        char& letter = text[static_cast<std::size_t>(first.data() - text.data())];
        letter = static_cast<char>(letter - 'a' + 'A');
    }
}

} // namespace

std::string impersonal_text(std::string_view text, std::span<const Finding> spans) {
    // The operator needs no key, so it is always made.
    const auto redactor = Redactor::create(RedactOperator::impersonal, Language::italian);
    std::string out;
    std::size_t at = 0;
    for (Substitution& part : redactor->substitutions(text, spans)) {
        if (part.value == somebody) {
            take_title(text, at, part);
        }
        out.append(text, at, to_index(part.where.begin()) - at);
        out += part.value;
        at = to_index(part.where.end());
    }
    out.append(text, at);
    begin_sentences(out);
    return out;
}

} // namespace oblio::policy
