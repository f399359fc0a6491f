// lib/src/subject/town_names.cpp: by the words of moving and staying before a surname, and those of
// the land in it.
#include "subject/town_names.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"

#include <array>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;

// Words of the land that begin the names of towns and countries: "Costa d'Avorio", "Monte di
// Procida".
constexpr std::array<std::string_view, 24> land_words{
    "costa", "coste", "monte", "monti", "rocca", "valle", "riva",  "torre",
    "colle", "colli", "piana", "piano", "serra", "ponte", "porto", "castello",
    "isola", "lago",  "campo", "campi", "pieve", "borgo", "capo",  "marina"};

/// `fermatevi a Lavagna`, `passiamo per Prato`: nobody stops at people so.
bool stops_there(std::string_view verb, std::string_view preposition) {
    if (preposition == "per") {
        return verb.starts_with("pass") && verb.size() <= 9;
    }
    return verb.starts_with("ferma") || verb.starts_with("fermi") || verb.starts_with("sosta") ||
           verb.starts_with("pernott") || verb.starts_with("approd") || verb.starts_with("sbarc");
}

} // namespace

bool begins_place(const Document& document, const NameMatch& match) {
    constexpr std::array<std::string_view, 5> joins{"di", "del", "della", "dei", "delle"};
    constexpr std::array<std::string_view, 3> inside{"in", "verso", "nella"};
    const auto& tokens = document.tokens();
    const std::size_t at = match.end_token;
    if (match.form != NameForm::surname || !detect::in(match.parts.back(), land_words) ||
        !adjacent_word(document, at)) {
        return false;
    }
    const auto large = [&](std::size_t token) {
        return adjacent_word(document, token) && tokens[token].letters == LetterCase::capitalised;
    };
    const std::string_view join = document.text(tokens[at]);
    if (join == "d" && at + 1 < tokens.size() && document.text(tokens[at + 1]) == "'") {
        return large(at + 2);
    }
    const auto before = words_before(document, match.first_token, 1);
    // "a valle della strada"
    const bool below = !before.empty() && before[0] == "a" &&
                       (match.parts.back() == "valle" || match.parts.back() == "monte");
    return detect::in(join, joins) && !before.empty() &&
           (below || (large(at + 1) && detect::in(before[0], inside)));
}

bool is_gone_to(const Document& document, const NameMatch& match, const NameKnowledge& known) {
    constexpr std::array<std::string_view, 10> comes{"vengo",     "viene",  "veniamo", "vengono",
                                                     "venuto",    "venuta", "venuti",  "arrivo",
                                                     "arriviamo", "arriva"};
    constexpr std::array<std::string_view, 22> verbs{
        "vado",    "andiamo", "andavo", "andavamo", "andremo", "andro",    "abito",   "abita",
        "abitano", "abitava", "vivo",   "vive",     "vivono",  "viveva",   "risiede", "residente",
        "nato",    "nata",    "nati",   "gita",     "vacanze", "trasferta"};
    constexpr std::array<std::string_view, 8> gone{"andato",  "andata",  "andati",  "andate",
                                                   "tornato", "tornata", "tornati", "trasferiti"};
    constexpr std::array<std::string_view, 6> we{"siamo", "siete", "sei", "ero", "eravamo", "sono"};
    constexpr std::array<std::string_view, 5> away{"mare", "spiaggia", "vacanza", "ferie",
                                                   "villeggiatura"};
    const auto& tokens = document.tokens();
    const auto before = words_before(document, match.first_token, 4);
    if (match.form != NameForm::surname || before.empty()) {
        return false;
    }
    if (before.size() > 1 && detect::in(before[0], "a", "ad", "per") &&
        stops_there(before[1], before[0])) {
        return true;
    }
    // "vengo da Prato", where that is a town; whoever's shop that may be is asked.
    if (before.size() > 1 && before[0] == "da" && known.is_place(match.parts.front()) &&
        (detect::in(before[1], comes) || before[1].starts_with("provenien"))) {
        return true;
    }
    if (before[0] != "a" && before[0] != "ad") {
        return false;
    }
    for (std::size_t i = 1; i < before.size(); ++i) {
        const bool ours = i + 1 < before.size() && detect::in(before[i + 1], we) &&
                          (before[i + 1] != "sono" || before[i].back() != 'i');
        if (detect::in(before[i], verbs) || (detect::in(before[i], gone) && ours)) {
            return true;
        }
    }
    const std::size_t next = match.end_token;
    return adjacent_word(document, next) && adjacent_word(document, next + 1) &&
           (document.text(tokens[next]) == "al" || document.text(tokens[next]) == "in") &&
           detect::in(document.text(tokens[next + 1]), away);
}

} // namespace oblio::subject
