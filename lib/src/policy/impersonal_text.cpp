// lib/src/policy/impersonal_text.cpp
#include "policy/impersonal_text.hpp"

#include "oblio/detect/redact.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace oblio::policy {
namespace {

constexpr std::string_view somebody = "una persona";
constexpr std::string_view addressee = "utente"; // of either sex: "Gentile utente", "Cara utente"
constexpr std::size_t reach = 48;                // bytes before a name in which its title may stand

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
    static const RE2 salutation{
        "(?i)(?:^|[^\\pL\\pN])(?:gentil(?:e|issim[oa])|gent\\.?(?:m[oa]\\.?|le\\.?)?|egregi[oa]|"
        "egr\\.?"
        "|spett(?:abil[ei]|\\.?le)?\\.?|stimat[oa]|car(?:issim)?[oa]|ciao|salve|buon ?giorno"
        "|buona ?sera|grazie)\\s+$"};
    return RE2::PartialMatch({before.data(), before.size()}, salutation);
}

/// The preposition without its article: "dal" is "da".
std::string_view bare(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> stems{
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
    re2::StringPiece whole;
    re2::StringPiece word;
    if (!RE2::PartialMatch({before.data(), before.size()}, before_name(), &whole, &word)) {
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
