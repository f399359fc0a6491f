// lib/src/detect/person_parse.cpp: adds up what lists, case and letters say of each reading.
#include "detect/person_parse.hpp"

#include "detect/person_letters.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

// "IV", "XXIII": the number of a king or a pope.
bool is_numeral(const NameWords& words, std::size_t at) noexcept {
    const std::string_view text = words.text(at);
    return words.token(at).letters == LetterCase::upper && text.size() <= 6 &&
           text.find_first_not_of("ivx") == std::string_view::npos;
}

constexpr std::size_t longest_surname = 3; // words: "de la Cruz"

// Some list has it among first names; first_name_score() says how sure that is.
bool may_be_first_name(const NameWord& word) noexcept {
    return word.entry != nullptr && (word.entry->first > 0 || word.entry->diminutive);
}

// What stands in the linked words after `at`, as far as a surname may reach.
struct GivenNear {
    bool name = false;
    bool initial = false;
};

// A surname with its particles: words [begin, end), the evidence for it.
struct SurnameReading {
    std::size_t end;
    double score;
    bool listed;
    bool ordinary; ///< its letters are an ordinary word too
};

bool usable(const NameWords& words, std::size_t at) noexcept {
    return at < words.size() && !words[at].glued;
}

bool linked(const NameWords& words, std::size_t at) noexcept {
    return usable(words, at) && words[at].linked && usable(words, at + 1);
}

GivenNear given_near(const NameWords& words, std::size_t at) noexcept {
    GivenNear near;
    for (std::size_t next = at + 1; next <= at + longest_surname && linked(words, next - 1);
         ++next) {
        near.name = near.name || may_be_first_name(words[next]);
        near.initial = near.initial || words[next].initial;
    }
    return near;
}

std::size_t length(const NameWords& words, std::size_t at) noexcept {
    return words.text(at).size();
}

// Case says nothing here, so that letters alone must convince.
bool blind(const NameWord& word) noexcept {
    return !word.capital();
}

// How much an ordinary word of this rank speaks against a name.
double word_penalty(std::uint16_t rank, bool is_blind) noexcept {
    if (rank == 0) {
        return 0;
    }
    if (is_blind) {
        return rank < 300 ? 4.0 : rank < 1500 ? 2.6 : rank < 5000 ? 1.5 : 0.8;
    }
    return rank < 300 ? 1.5 : rank < 1500 ? 0.7 : 0.3;
}

double listed_surname(const NameWord& word, const NameEntry& entry) noexcept {
    const bool is_blind = blind(word);
    double score = is_blind ? 1.2 + 0.2 * entry.surname : 1.6 + 0.25 * entry.surname;
    if (entry.contexts.has(NameContext::place)) {
        score -= is_blind ? 1.2 : 0.5;
    }
    if (entry.contexts.has(NameContext::month)) {
        score -= is_blind ? 2.5 : 0.5;
    }
    // A woman's first name is rarely a surname: "Maria Teresa" is a double first name.
    if (entry.sex == NameSex::female && entry.first >= 4) {
        score -= 1.6;
    } else if (entry.first >= 6 && entry.surname < 6) {
        score -= 0.8;
    }
    return score - word_penalty(entry.rank, is_blind);
}

double unlisted_surname(const NameWords& words, std::size_t at) noexcept {
    const NameWord& word = words[at];
    const std::string_view text = words.text(at);
    const NameEntry* entry = word.entry;
    if (is_noise(text)) {
        return -4;
    }
    if (text.size() < 3) {
        return word.hint == CaseHint::capital && text.size() == 2 ? 0.2 : -3;
    }
    if (entry != nullptr && entry->rank > 0) {
        if (blind(word)) {
            return -5;
        }
        return entry->rank < 1500 ? -2.5 : entry->rank < 5000 ? -1.0 : -0.4;
    }
    if (entry != nullptr &&
        (entry->contexts.has(NameContext::place) || entry->contexts.has(NameContext::month))) {
        return blind(word) ? -4 : -1.5;
    }
    if (entry != nullptr && (entry->first > 0 || entry->diminutive)) {
        // "Anna Maria": more likely a second first name.
        return blind(word) ? 0.1 : 0.6;
    }
    if (entry != nullptr && !entry->contexts.empty()) {
        return -3; // a title, a trade, a kind of place
    }
    const double shape = words.table().surname_shape(text);
    const bool inflected = words.table().is_inflected_word(text);
    if (blind(word)) {
        return (inflected ? -1.8 : 1.2) + 0.8 * shape;
    }
    if (word.hint == CaseHint::start) {
        return (inflected ? -1.2 : 1.0) + 0.5 * shape;
    }
    return (inflected ? 0.6 : 1.6) + 0.25 * shape;
}

// The entry of up to three words written as one, such as "de la cruz"; nullptr if not listed.
const NameEntry* glued_entry(const NameWords& words, std::size_t begin, std::size_t end) noexcept {
    std::array<char, 24> bytes{};
    std::size_t size = 0;
    for (std::size_t at = begin; at < end; ++at) {
        const std::string_view text = words.text(at);
        if (size + text.size() > bytes.size()) {
            return nullptr;
        }
        std::copy(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        size += text.size();
    }
    return words.table().find({bytes.data(), size});
}

// Particles that hardly ever follow a first name as a preposition or a pronoun.
bool firm_particle(std::string_view text) noexcept {
    static constexpr std::array<std::string_view, 10> firm{"de",  "d",   "el",  "ben", "abd",
                                                           "van", "von", "den", "mac", "dos"};
    return in(text, firm);
}

std::optional<SurnameReading> read_particle_surname(const NameWords& words, std::size_t at,
                                                    std::size_t base) noexcept {
    const NameWord& particle = words[at];
    const NameWord& word = words[base];
    if (word.has(NameContext::not_name) && word.hint != CaseHint::capital) {
        return std::nullopt;
    }
    if (blind(particle) && word.capital() &&
        (word.has(NameContext::street) || word.has(NameContext::institution) ||
         word.has(NameContext::month) || word.has(NameContext::place))) {
        return std::nullopt; // "la fontana di Piazza Vittoria"
    }
    const bool is_blind = blind(word);
    const NameEntry* whole = glued_entry(words, at, base + 1);
    if (whole != nullptr && whole->surname > 0 && length(words, base) >= 2) {
        double score = (is_blind ? 1.4 : 1.8) + 0.25 * whole->surname;
        if (!is_blind && blind(particle)) {
            score -= 0.3; // "Mario de Luca"
        }
        if (is_blind && !firm_particle(words.text(at))) {
            const bool place = word.has(NameContext::place) || word.has(NameContext::month);
            const bool ordinary = word.entry != nullptr && word.entry->rank > 0;
            score -= place ? 2.5 : ordinary ? 1.0 : 0.3;
        }
        return SurnameReading{base + 1, score, true, false};
    }
    if (length(words, base) < 3 || word.has(NameContext::not_name)) {
        return std::nullopt;
    }
    // "La Regina" where a sentence begins is an article with a noun.
    const bool article = particle.hint == CaseHint::start && words.text(at).size() == 2 &&
                         words.text(at).front() == 'l';
    const bool capitals = particle.capital() && word.capital() && !article;
    if (capitals) {
        const bool place = word.has(NameContext::place);
        return SurnameReading{base + 1, place ? 1.2 : 1.9, false, place};
    }
    if (firm_particle(words.text(at)) &&
        (!is_blind || word.entry == nullptr ||
         (word.entry->rank == 0 && !word.entry->contexts.has(NameContext::place)))) {
        return SurnameReading{base + 1, is_blind ? 1.0 : 1.4, false, false};
    }
    return std::nullopt;
}

std::optional<SurnameReading> read_surname(const NameWords& words, std::size_t at) noexcept {
    if (!usable(words, at) || is_numeral(words, at)) {
        return std::nullopt;
    }
    const NameWord& word = words[at];
    if (word.has(NameContext::particle)) {
        std::optional<SurnameReading> best;
        if (linked(words, at)) {
            best = read_particle_surname(words, at, at + 1);
            if (!best && words[at + 1].has(NameContext::particle) && linked(words, at + 1)) {
                best = read_particle_surname(words, at, at + 2);
            }
        }
        if (best || word.entry->surname == 0 || blind(word)) {
            return best;
        }
    }
    if (!word.capital() && (word.has(NameContext::greeting) || word.has(NameContext::intro_soft))) {
        return std::nullopt;
    }
    if (word.has(NameContext::role_tail) && word.hint != CaseHint::capital) {
        return std::nullopt; // "vigile urbano"
    }
    if (word.initial || word.has(NameContext::not_name)) {
        const bool may = word.entry != nullptr && word.entry->surname >= 4 && !word.initial &&
                         word.hint == CaseHint::capital;
        if (!may) {
            return std::nullopt;
        }
    }
    if (word.entry != nullptr && word.entry->surname > 0) {
        return SurnameReading{at + 1, listed_surname(word, *word.entry), true,
                              word.entry->rank > 0 || word.has(NameContext::word_name)};
    }
    return SurnameReading{at + 1, unlisted_surname(words, at), false,
                          word.entry != nullptr && word.entry->rank > 0};
}

// A second surname after the first: "Ferrante Gòdena", "Sanfelice di Bagnoli", "Bianchi-Neri".
SurnameReading extend_surname(const NameWords& words, SurnameReading reading) noexcept {
    const std::size_t last = reading.end - 1;
    if (!linked(words, last)) {
        return reading;
    }
    const NameWord& next = words[reading.end];
    const bool hyphen = words.token(last).end != words.token(reading.end).begin &&
                        !words.token(reading.end).space_before;
    if (next.has(NameContext::not_name) || next.has(NameContext::firm_tail) ||
        (next.entry != nullptr && next.entry->rank > 0 && next.entry->surname < 4) ||
        next.has(NameContext::place) || next.has(NameContext::month)) {
        return reading;
    }
    const std::optional<SurnameReading> second = read_surname(words, reading.end);
    if (!second) {
        return reading;
    }
    const bool sure = next.hint == CaseHint::capital && words[last].capital()
                          ? second->score >= (second->ordinary ? 2.4 : 1.4)
                          : second->listed && second->score >= 2.0 && !second->ordinary &&
                                (next.entry == nullptr || next.entry->first == 0);
    if (hyphen || (sure && !next.has(NameContext::particle)) ||
        (next.has(NameContext::particle) && second->listed && second->score >= 2.0)) {
        reading.end = second->end;
        reading.score += 0.2;
    }
    return reading;
}

double mixed_case(const NameWord& first, const NameWord& surname) noexcept {
    // "mario Rossi", "Mario rossi": one of the two is probably not a name.
    if (first.capital() && surname.hint == CaseHint::lower) {
        return -0.9;
    }
    if (first.hint == CaseHint::lower && surname.capital()) {
        return -0.5;
    }
    if (first.hint == CaseHint::lower) {
        return -0.6; // small letters in a text that knows capitals
    }
    return 0;
}

// First names from `at`, at most three; the evidence of the first and where they end.
struct FirstNames {
    std::size_t count = 0;
    std::array<double, 3> score{};
};

FirstNames read_first_names(const NameWords& words, std::size_t at, bool announced) noexcept {
    FirstNames names;
    for (std::size_t index = at; names.count < names.score.size(); ++index) {
        if (!usable(words, index)) {
            break;
        }
        const NameWord& word = words[index];
        double score = first_name_score(words, index);
        if (score <= 0) {
            // In capitals only an announcement and foreign letters tell a name from a word.
            const bool shouted = word.hint == CaseHint::shouted && announced &&
                                 word.entry == nullptr && looks_foreign(words.text(index));
            // "Adaobi Okafor mi chiamo": the capital of a sentence is one, too.
            const bool capital =
                word.hint == CaseHint::capital || (word.hint == CaseHint::start && announced);
            const bool unknown = (capital || shouted) && !word.initial &&
                                 length(words, index) >= 3 && !word.has(NameContext::not_name) &&
                                 !word.has(NameContext::place) && !word.has(NameContext::month) &&
                                 (word.entry == nullptr || word.entry->rank == 0);
            if (!unknown || names.count > 0) {
                break;
            }
            score = announced ? 1.2 : 0.4;
        } else if (names.count > 0 && word.initial) {
            score = 0.3;
        }
        names.score[names.count++] = score;
        if (!linked(words, index)) {
            break;
        }
    }
    return names;
}

void keep_better(std::optional<NameParse>& best, const NameParse& parse) noexcept {
    const bool better = !best || parse.score > best->score + 0.05 ||
                        (parse.score > best->score - 0.3 && parse.end > best->end);
    if (better) {
        best = parse;
    }
}

// Two words that no list knows, with the letters of other languages: together they are a name.
double foreign_pair(const NameWords& words, std::size_t first, std::size_t surname) noexcept {
    const auto unknown = [&](std::size_t at) {
        return words[at].entry == nullptr && length(words, at) >= 4 &&
               (words[at].hint == CaseHint::capital || words[at].hint == CaseHint::shouted);
    };
    if (surname != first + 1 || !unknown(first) || !unknown(surname)) {
        return 0;
    }
    const bool one = looks_foreign(words.text(first));
    const bool other = looks_foreign(words.text(surname));
    return one && other ? 1.3 : one || other ? 0.7 : 0;
}

void try_first_surname(const NameWords& words, std::size_t at, ParseHelp help,
                       std::optional<NameParse>& best) noexcept {
    const FirstNames firsts = read_first_names(words, at, help.announced);
    double given = 0;
    for (std::size_t count = 1; count <= firsts.count; ++count) {
        given = count == 1 ? firsts.score[0] : given + 0.25;
        const std::size_t next = at + count;
        if (!linked(words, next - 1)) {
            break;
        }
        const NameWord& lead = words[at];
        if (words[next].initial && length(words, at) > 1) {
            const NameWord& last = words[next];
            if (lead.capital() && given > 1.5 && last.capital()) {
                keep_better(best, {at, next + 1, next, NameShape::initialled, given + 0.6});
            }
            continue;
        }
        std::optional<SurnameReading> surname = read_surname(words, next);
        if (!surname) {
            continue;
        }
        double score = given + surname->score + mixed_case(lead, words[next]);
        score += foreign_pair(words, at, next);
        const bool word_first = lead.has(NameContext::word_name);
        if (word_first && surname->ordinary) {
            score -= surname->listed ? 0.8 : 2.0; // "Stella Cadente", "Rosa Bianca"
        } else if (word_first && !surname->listed && ends_as_adjective(words.text(next))) {
            score -= 2.2; // "Aurora Boreale"
        } else if (word_first && !surname->listed && firsts.score[0] < 2.0 &&
                   words.table().surname_shape(words.text(next)) < 0.5) {
            score -= 1.4; // a rare name that is a word, before a word that looks like no surname
        }
        const SurnameReading extended = extend_surname(words, *surname);
        const NameShape shape = lead.initial ? NameShape::initialled : NameShape::full;
        keep_better(best, {at, extended.end, next, shape,
                           score + (extended.end > surname->end ? 0.2 : 0.0)});
    }
}

void try_surname_first(const NameWords& words, std::size_t at, ParseHelp help,
                       std::optional<NameParse>& best) noexcept {
    std::optional<SurnameReading> surname = read_surname(words, at);
    if (!surname || !linked(words, surname->end - 1)) {
        return;
    }
    const std::size_t next = surname->end;
    const double given = first_name_score(words, next);
    if (given <= 0 || words[next].initial) {
        return;
    }
    const NameWord& lead = words[at];
    if (next - at > 1 && words[next - 1].has(NameContext::firm)) {
        return; // "Dal Bar Mario"
    }
    if (lead.has(NameContext::particle) && blind(lead) && words[at + 1].capital() &&
        !firm_particle(words.text(at))) {
        return; // "il comune di Somma Lombardo": a preposition
    }
    double score = surname->score + given + mixed_case(lead, words[next]) - 0.4;
    const NameWord& name = words[next];
    if (lead.has(NameContext::particle) && !lead.capital() && !words[next - 1].capital() &&
        !name.capital() && !help.list &&
        (name.entry->rank > 0 || name.has(NameContext::word_name))) {
        score -= 2.0; // "la macchia bianca": an article, a thing, and how it looks
    }
    if (lead.hint == CaseHint::lower && words[next].capital()) {
        score -= 1.5; // "benvenuto Enzo"
    }
    if (!surname->listed && ends_as_trade(words.text(at))) {
        score -= 1.5; // "Toelettatura Marilena"
    }
    if (lead.has(NameContext::place_head) || lead.has(NameContext::institution) ||
        lead.has(NameContext::street)) {
        score -= 2.5; // "Villa Aurora", "Castel Marzio"
    }
    if (lead.hint == CaseHint::start && !help.list) {
        score -= surname->listed && !surname->ordinary ? 0.2 : 0.8;
    }
    if (lead.has(NameContext::place) && !help.list) {
        score -= surname->ordinary ? 3.0 : 1.5; // "Croce Bianca"
    }
    if (!help.list && lead.entry != nullptr && surname->ordinary && lead.entry->rank > 0 &&
        lead.entry->rank < 3000) {
        score -= 2.0; // "Grande Marco!"
    }
    if (blind(lead) && !surname->listed) {
        score -= 1.1;
    }
    if (lead.entry != nullptr && lead.entry->first >= 4) {
        score -= 0.5; // two first names: see the other order
    }
    std::size_t end = next + 1;
    while (end < next + 3 && linked(words, end - 1) && first_name_score(words, end) > 1.2 &&
           !words[end].initial) {
        ++end;
    }
    keep_better(best, {at, end, at, NameShape::reversed, score});
}

// "De Santini A.", "Rossetti M.": the initial of the first name stands last.
void try_surname_initial(const NameWords& words, std::size_t at,
                         std::optional<NameParse>& best) noexcept {
    const std::optional<SurnameReading> surname = read_surname(words, at);
    if (!surname || surname->ordinary || !linked(words, surname->end - 1)) {
        return;
    }
    const std::size_t initial = surname->end;
    const NameWord& base = words[initial - 1];
    const bool particle =
        words[at].has(NameContext::particle) && words[at].capital() && initial > at + 1;
    const bool capital = base.capital() && words[initial].capital();
    // "Rossi A. Bianchi" are two names or one of another form.
    const bool goes_on = linked(words, initial) && words[initial + 1].capital();
    if (!words[initial].initial || !capital || goes_on || base.has(NameContext::place) ||
        (!particle && !surname->listed)) {
        return;
    }
    keep_better(best, {at, initial + 1, at, NameShape::initialled, surname->score + 1.1});
}

// "sarà", "SARA' ": no first name of the lists ends in an accented a, and many verbs do.
bool ends_in_accented_a(const NameWords& words, std::size_t at) noexcept {
    const Document& document = words.document();
    const std::string_view written = document.source_text(words.token(at));
    const std::size_t mark = words[at].token + 1;
    const auto& tokens = document.tokens();
    const bool apostrophe = words.text(at).ends_with("a") && words.mark(mark) == "'" &&
                            !tokens[mark].space_before &&
                            (mark + 1 == tokens.size() || tokens[mark + 1].space_before);
    return apostrophe || written.ends_with("à") || written.ends_with("À") ||
           written.ends_with("a\u0300");
}

} // namespace

double first_name_score(const NameWords& words, std::size_t at) noexcept {
    if (!usable(words, at)) {
        return 0;
    }
    const NameWord& word = words[at];
    if (word.initial) {
        return word.capital() ? 1.2 : 0.7;
    }
    const bool listed = may_be_first_name(word);
    if (!listed || word.has(NameContext::not_name) || words.text(at).size() < 3) {
        return word.hint == CaseHint::capital && listed && words.text(at).size() == 2 &&
                       !word.has(NameContext::not_name)
                   ? 1.2
                   : 0;
    }
    if (word.hint != CaseHint::capital && ends_in_accented_a(words, at)) {
        return 0;
    }
    if (!word.capital() && (word.has(NameContext::greeting) || word.has(NameContext::intro_soft))) {
        return 0; // "benvenuto Enzo"
    }
    if (!word.capital() && words.text(at) == "otto") {
        return 0; // the number
    }
    const NameEntry& entry = *word.entry;
    double score = entry.first > 0 ? 1.7 + 0.24 * entry.first : 2.1;
    const bool ambiguous = word.has(NameContext::word_name) || entry.rank > 0;
    if (entry.diminutive) {
        score = std::max(score, ambiguous ? 1.5 : 2.1);
    }
    switch (word.hint) {
    case CaseHint::capital:
        score -= ambiguous ? 0.3 : 0;
        break;
    case CaseHint::start:
        score -= ambiguous ? 1.0 : 0.1;
        break;
    case CaseHint::shouted:
    case CaseHint::silent:
    case CaseHint::lower:
        score -= ambiguous ? 2.0 : 0.2;
        // A rare name in small letters may be any unlisted word.
        if (!ambiguous && entry.first <= 2 && !entry.diminutive) {
            score -= words.table().is_inflected_word(words.text(at)) ? 1.6 : 0.5;
        }
        break;
    }
    if (entry.contexts.has(NameContext::place) || entry.contexts.has(NameContext::month)) {
        score -= 1.5;
    }
    return std::max(score, 0.05);
}

bool may_be_full_name(const NameWords& words, std::size_t at) noexcept {
    if (!linked(words, at)) {
        return false;
    }
    const NameWord& word = words[at];
    const GivenNear near = given_near(words, at);
    return word.initial || may_be_first_name(word) || word.hint == CaseHint::capital ||
           word.hint == CaseHint::shouted || near.name || near.initial;
}

std::optional<NameParse> parse_full_name(const NameWords& words, std::size_t at,
                                         ParseHelp help) noexcept {
    std::optional<NameParse> best;
    if (!linked(words, at)) {
        return best;
    }
    try_first_surname(words, at, help, best);
    // What a surname costs to read is spent only where a first name or an initial may follow it.
    const GivenNear near = given_near(words, at);
    if (near.name) {
        try_surname_first(words, at, help, best);
    }
    if (near.initial) {
        try_surname_initial(words, at, best);
    }
    return best;
}

std::optional<NameParse> parse_surname(const NameWords& words, std::size_t at) noexcept {
    const std::optional<SurnameReading> surname = read_surname(words, at);
    if (!surname) {
        return std::nullopt;
    }
    const SurnameReading extended = extend_surname(words, *surname);
    return NameParse{at, extended.end, at, NameShape::surname_only, extended.score};
}

std::optional<NameParse> parse_first_names(const NameWords& words, std::size_t at) noexcept {
    const double score = first_name_score(words, at);
    if (score <= 0 || words[at].initial) {
        return std::nullopt;
    }
    std::size_t end = at + 1;
    while (end < at + 3 && linked(words, end - 1) && !words[end].initial &&
           first_name_score(words, end) > 2) {
        ++end;
    }
    return NameParse{at, end, end, NameShape::first_only, score};
}

} // namespace oblio::detect
