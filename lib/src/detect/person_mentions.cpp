// lib/src/detect/person_mentions.cpp: weighs each reading with its surroundings and decides.
//
//   text      "grazie al sindaco, la scala di via Po è nuova, lo dice Anna Neri"
//   read      nothing can begin at "grazie" or "nuova": words of every day, no first name, no
//   surname looked at "la", "scala", "di", "lo": a particle or a surname may begin a name ... left
//   ... but no title stands near, and no first name follows: no reading can come of them weighed
//   "Anna", with what stands before and after it
//
// Most words fall at the first look and most of the rest at the second; each costs a few bits of
// what the constructor of NameWords has read. Reading the surroundings costs a hundred times that.
#include "detect/person_mentions.hpp"

#include "detect/person_context.hpp"
#include "detect/person_known.hpp"
#include "detect/person_letters.hpp"
#include "detect/person_surname.hpp"
#include "detect/person_words.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

namespace oblio::detect {
namespace {

// A full name that needs no help from its surroundings scores this much.
constexpr double full_name_bar = 3.0;
constexpr double surname_bar = 2.6;
// How far below the bar a reading may stay and still be told with its reason ...
constexpr double least_told = -1.5;
// ... and still be told as refused for another one.
constexpr double least_refused = -1.0;
// What the surroundings can add at most to the score of a full name; see help_of().
constexpr double most_help = 2.6 + 0.8 + 2.0 + 1.5;

double to_confidence(double evidence) noexcept {
    const double chance = 1.0 / (1.0 + std::exp(-1.1 * evidence));
    return std::clamp(std::round(chance * 100) / 100, 0.02, 0.98);
}

class Finder {
public:
    Finder(const NameWords& words, const Places* places, KnownNames known, Engine engine)
        : words_{words}, places_{places}, known_{std::move(known)}, alone_{words, places},
          engine_{engine} {}

    std::vector<PersonMention> run() {
        std::size_t at = 0;
        while (at < words_.size()) {
            const std::size_t next = std::max(step(at), at + 1);
            for (; at < next; ++at) {
                last_role_ = is_title(words_[at]) ? at : last_role_;
            }
        }
        return std::move(mentions_);
    }

private:
    struct Weighed {
        NameParse parse;
        NameBefore before;
        NameAfter after;
        double evidence;
        std::string_view refused;
        bool of_thread = false; ///< one word of a name that the thread has given
    };

    // Where to go on.
    std::size_t step(std::size_t at) {
        if (is_title(words_[at]) || words_[at].has(NameContext::intro)) {
            last_title_ = at;
        }
        if (!worth_reading(at) || !may_be_read(at) ||
            (engine_ == Engine::fast && !may_be_reported(at))) {
            return at + 1;
        }
        const NameBefore before = read_before(words_, at);
        std::optional<Weighed> full = weigh_full(at, before);
        if (full && full->evidence >= 0 && full->refused.empty()) {
            // A word before the real name may look like part of it: "Condivido Mario Rossi".
            const std::optional<Weighed> later = better_start(*full);
            if (later) {
                full = later;
            }
            report(*full);
            return full->parse.end;
        }
        if (full && !full->refused.empty() && full->evidence >= least_refused) {
            report(*full);
            return full->parse.end;
        }
        if (const std::optional<Weighed> alone = weigh_surname(at, before); alone) {
            report(*alone);
            return alone->parse.end;
        }
        if (const std::optional<Weighed> known = weigh_known(at); known) {
            report(*known);
            return known->parse.end;
        }
        if (const std::optional<Weighed> first = weigh_first(at, before); first) {
            report(*first);
            return first->parse.end;
        }
        if (full && full->evidence >= least_told) {
            full->refused = "too little evidence";
            report(*full);
        }
        return at + 1;
    }

    bool worth_reading(std::size_t at) const {
        const NameWord& word = words_[at];
        if (word.glued) {
            return false;
        }
        if (word.initial) {
            return true;
        }
        if (word.capital()) {
            return !word.has(NameContext::not_name) || word.has(NameContext::particle) ||
                   (word.entry->surname > 0 || word.entry->first > 0);
        }
        if (word.entry == nullptr) {
            return at > 0 || word.linked; // an unlisted surname after a title or before a name
        }
        return word.entry->first > 0 || word.entry->surname > 0 || word.entry->diminutive ||
               word.has(NameContext::particle) || word.entry->rank == 0;
    }

    static bool is_title(const NameWord& word) {
        constexpr NameContexts titles{NameContext::title, NameContext::role, NameContext::office,
                                      NameContext::clergy};
        return word.has_any(titles);
    }
    static bool is_given(const NameWord& word) {
        return word.initial ||
               (word.entry != nullptr && (word.entry->first > 0 || word.entry->diminutive));
    }

    // A quick look that spares most words the reading: some reading needs a first name, a title
    // not far before, or two capitals in a row.
    bool may_be_read(std::size_t at) const {
        const NameWord& word = words_[at];
        if (is_given(word) || at - last_title_ <= 8) {
            return true;
        }
        if (word.linked && at + 1 < words_.size()) {
            const NameWord& next = words_[at + 1];
            if (word.has(NameContext::particle) || is_given(next) ||
                (word.hint == CaseHint::capital && next.hint == CaseHint::capital)) {
                return true;
            }
        }
        return near_known(at) || alone_.in_titled_pair(at) || opens_with_a_name(at);
    }

    // False only where step() would read the surroundings and report nothing, whatever they are:
    // a first name needs one here, a full name one here or soon, a surname a title before it.
    bool may_be_reported(std::size_t at) const {
        return is_given(words_[at]) || at - last_role_ <= longest_walk_before ||
               may_be_full_name(words_, at) || known_.may_have(words_.token(at).hash) ||
               alone_.in_titled_pair(at) || opens_with_a_name(at);
    }

    // "Adaobi Okafor mi chiamo", where no list knows the first word.
    bool opens_with_a_name(std::size_t at) const {
        return words_[at].hint == CaseHint::start && (introduced_after(words_, at) || signs(at));
    }

    // "... in partenza? Wladimir Toso": two words with a capital, the second a surname of the
    // lists, are the last of the text.
    bool signs(std::size_t at) const {
        if (at + 2 != words_.size() || words_[at].hint != CaseHint::start || !words_[at].linked ||
            words_[at].entry != nullptr || words_[at + 1].hint != CaseHint::capital || at == 0) {
            return false;
        }
        const NameEntry* surname = words_[at + 1].entry;
        return surname != nullptr && surname->surname > 0 && surname->rank == 0 &&
               surname->contexts.empty();
    }

    // A word of a known name stands in the linked words that begin here.
    bool near_known(std::size_t at) const {
        if (known_.empty()) {
            return false;
        }
        constexpr std::size_t longest = 5; // words of a name
        for (std::size_t end = std::min(at + longest, words_.size()); at < end; ++at) {
            if (known_.may_have(words_.token(at).hash)) {
                return true;
            }
            if (!words_[at].linked) {
                return false;
            }
        }
        return false;
    }

    std::optional<Weighed> weigh_full(std::size_t at, const NameBefore& before) const {
        const bool list =
            before.list || before.label || before.comma || before.line_start || follows_person(at);
        const bool introduced = words_[at].capital() && (introduced_after(words_, at) || signs(at));
        const ParseHelp help{before.announces() || introduced || joined_to_person(at),
                             list && (follows_person(at) || before.list)};
        const std::optional<NameParse> parse = parse_full_name(words_, at, help);
        if (!parse || parse->score + most_help - full_name_bar < least_told) {
            return std::nullopt;
        }
        const NameAfter after = read_after(words_, *parse);
        Weighed result{*parse, before, after, 0, {}};
        result.evidence = parse->score + help_of(result) + (introduced ? 1.5 : 0) - full_name_bar;
        if (result.evidence >= least_refused) { // else nobody asks
            result.refused = refuse(result);
        }
        return result;
    }

    // The same reading begun one or two words later, when it is clearly better.
    std::optional<Weighed> better_start(const Weighed& now) const {
        std::optional<Weighed> best;
        for (std::size_t at = now.parse.begin + 1; at < now.parse.end && at < now.parse.begin + 3;
             ++at) {
            if (!worth_reading(at)) {
                continue;
            }
            std::optional<Weighed> later = weigh_full(at, read_before(words_, at));
            // The words to its left are themselves part of the rival: compare letters alone.
            if (later && later->parse.end > now.parse.end &&
                later->parse.score > now.parse.score + 0.4 &&
                (!best || later->parse.score > best->parse.score) && refuse(*later).empty()) {
                best = later;
            }
        }
        return best;
    }

    // The person before ended right here, but for a comma, "e" or a line feed.
    bool follows_person(std::size_t at) const {
        if (mentions_.empty() || !mentions_.back().refused.empty()) {
            return false;
        }
        const std::size_t gap_begin = mentions_.back().end;
        const std::size_t begin = words_.token(at).begin;
        const std::string_view gap = words_.document().text().substr(gap_begin, begin - gap_begin);
        return gap == ", " || gap == " e " || gap == "," || gap == "; " || gap == " ed " ||
               gap == "\n" || gap == " - " || gap == " / ";
    }

    // "Dario Fumetti e Zdravka Milosavljeva": the second of a pair.
    bool joined_to_person(std::size_t at) const {
        return at > 0 && follows_person(at) &&
               (words_.text(at - 1) == "e" || words_.text(at - 1) == "ed");
    }

    double help_of(const Weighed& reading) const {
        const NameBefore& before = reading.before;
        const NameAfter& after = reading.after;
        double help = 0;
        // "l'assessora parla di arredo urbano": after a preposition a far office says nothing
        const bool office = before.office && !(before.far_office && before.preposition);
        help += before.title ? 2.0 : office ? 1.7 : before.role ? 1.3 : 0;
        help += before.clergy ? 1.0 : 0;
        help += before.intro ? 1.5 : before.intro_soft ? 0.6 : 0;
        help += before.relation ? 1.2 : 0;
        const bool capital = words_[reading.parse.begin].hint == CaseHint::capital;
        help += before.relation && before.comma && after.closed && capital
                    ? 1.5 // "mio genero, Aldo Mare,", not "mia moglie, ortodossa rumena,"
                    : 0;
        help += before.preposition ? 0.3 : before.article ? 0.2 : 0;
        help += before.label ? 0.5 : 0;
        help += before.list || follows_person(reading.parse.begin) ? 0.6 : 0;
        help += after.said ? 0.4 : 0;
        help += after.identified ? 0.7 : 0;
        if (after.line_end && (before.line_start || before.comma || before.closing)) {
            help += 0.8;
        } else if (after.text_end) {
            help += 0.3;
        }
        help = std::min(help, 2.6);
        // "la maestra Immacolata Trombini": after a title a word is a name.
        const NameEntry* given = words_[reading.parse.begin].entry;
        const NameEntry* family = reading.parse.surname < reading.parse.end
                                      ? words_[reading.parse.surname].entry
                                      : nullptr;
        const bool doubtful = given != nullptr && given->first > 0 &&
                              (given->rank > 0 || given->contexts.has(NameContext::month) ||
                               given->contexts.has(NameContext::word_name));
        if (reading.parse.shape == NameShape::full && doubtful && (before.title || before.role) &&
            (family == nullptr || (family->rank == 0 && family->contexts.empty()))) {
            help += 0.8;
        }
        // "a Pieve Sorana": a pair that begins with no first name after a word of place.
        const NameWord& lead = words_[reading.parse.begin];
        if (!begins_with_first_name(reading.parse) && !lead.initial &&
            (lead.entry == nullptr || lead.entry->surname < 3)) {
            help -= before.locative ? 1.4 : 0;
        }
        if (lead.has(NameContext::place_head)) {
            help -= before.locative ? 2.0 : before.preposition ? 1.0 : 0.3;
        }
        return help + (known_.has_full(words_, reading.parse) ? 2.0 : 0);
    }

    bool begins_with_first_name(const NameParse& parse) const {
        const NameEntry* lead = words_[parse.begin].entry;
        return lead != nullptr && (lead->first > 0 || lead->diminutive);
    }

    std::string_view refuse(const Weighed& reading) const {
        const NameBefore& before = reading.before;
        const NameParse& parse = reading.parse;
        if (before.street) {
            return "part of a street name";
        }
        if (before.institution) {
            return "name of a place or an institution";
        }
        if (before.quoted && reading.after.quoted && !before.announces()) {
            return "a title in quotation marks";
        }
        if (before.firm || reading.after.firm || leads_with_firm(parse)) {
            return "name of a firm";
        }
        if (!before.title && !before.intro && is_brand(parse)) {
            return "name of a product or a team";
        }
        if (is_group(parse)) {
            return "name of a group";
        }
        if (before.saint || is_saint(parse)) {
            return "saint";
        }
        // A citizen may bear a great name: who speaks or is described is a living person.
        const bool living = before.title || before.self || reading.after.identified;
        if (!living && is_historical(words_, parse)) {
            return "historical figure";
        }
        if ((before.post_code && !begins_with_first_name(parse)) || is_place(parse)) {
            return "place name";
        }
        return {};
    }

    // "Carrozzeria Marini Franco"
    bool leads_with_firm(const NameParse& parse) const {
        const NameWord& lead = words_[parse.begin];
        return parse.end >= parse.begin + 2 && lead.has(NameContext::firm) &&
               lead.entry->first == 0 && lead.entry->surname < 3;
    }

    // "Renault Clio", "Alfa Romeo Giulietta", "Pallavolo Martina": the maker or the sport begins
    // the name or stands right before it.
    bool is_brand(const NameParse& parse) const {
        const NameWord& lead = words_[parse.begin];
        const bool full = parse.end >= parse.begin + 2;
        if (full && lead.has(NameContext::brand) && lead.entry->first < 2) { // "Mercedes Bianchi"
            return true;
        }
        if (parse.begin == 0 || !words_[parse.begin - 1].linked) {
            return false;
        }
        const NameWord& before = words_[parse.begin - 1];
        return before.has(NameContext::brand) && before.hint != CaseHint::lower;
    }

    // "la signora Croce Rossa", "signora Amici della Musica": said to the account of a group.
    bool is_group(const NameParse& parse) const {
        if (parse.shape != NameShape::surname_only || !words_[parse.end - 1].linked ||
            parse.end >= words_.size()) {
            return false;
        }
        const NameWord& last = words_[parse.end - 1];
        const NameWord& next = words_[parse.end];
        if (last.has(NameContext::place) && next.has(NameContext::place)) {
            return true;
        }
        const std::string_view joint = words_.text(parse.end);
        const bool of = joint == "del" || joint == "dello" || joint == "della" || joint == "dell" ||
                        joint == "dei" || joint == "degli" || joint == "delle";
        return of && next.linked && parse.end + 1 < words_.size() &&
               words_[parse.end + 1].capital() && last.entry != nullptr && last.entry->rank > 0 &&
               !words_[parse.end + 1].has(NameContext::office);
    }

    // "Santo Stefano", "S. Lucia": the first word says saint, the second is a first name.
    bool is_saint(const NameParse& parse) const {
        const NameWord& lead = words_[parse.begin];
        if (!lead.has(NameContext::saint) || parse.end < parse.begin + 2) {
            return false;
        }
        const NameEntry* next = words_[parse.begin + 1].entry;
        return next != nullptr && (next->first > 0 || next->surname == 0);
    }

    bool is_place(const NameParse& parse) const {
        if (parse.end < parse.begin + 2) {
            return false;
        }
        std::array<char, 96> buffer{};
        if (places_ != nullptr &&
            places_->has_municipality(joined(words_, parse.begin, parse.end, buffer))) {
            return true;
        }
        std::size_t places = 0;
        for (std::size_t at = parse.begin; at < parse.end; ++at) {
            places += words_[at].has(NameContext::place) ? 1 : 0;
        }
        return places == parse.end - parse.begin; // "Reggio Emilia", "Emilia Romagna"
    }

    std::optional<Weighed> weigh_surname(std::size_t at, const NameBefore& before) const {
        const bool pair = alone_.in_titled_pair(at);
        const bool titled = before.title || before.office || before.role || before.clergy || pair ||
                            (at - last_role_ <= longest_walk_before && alone_.singled_out(at));
        const bool known = known_.has_word(words_, at);
        // The fast engine leaves texts alone in which nothing may begin a name, whoever wrote them.
        const bool beside = words_.may_hold_names() && known_.beside_has_word(words_.text(at));
        if ((!titled && !beside) || (before.comma && !alone_.between_commas(at, before)) ||
            alone_.is_acronym(at)) {
            return std::nullopt;
        }
        const std::optional<NameParse> parse = parse_surname(words_, at);
        if (!parse) {
            return std::nullopt;
        }
        const NameWord& word = words_[at];
        const bool listed = word.entry != nullptr && word.entry->surname > 0;
        const bool capital = word.hint == CaseHint::capital;
        // Asked below of small letters alone, and not where a title stands.
        const bool looks_like_one = !capital && !before.title && word.entry == nullptr &&
                                    words_.table().surname_shape(words_.text(at)) >= 0.6 &&
                                    !words_.table().is_inflected_word(words_.text(at));
        if (alone_.is_no_surname(at, before, *parse, listed || looks_like_one)) {
            return std::nullopt;
        }
        if ((before.preposition && !pair) || (before.far_office && !capital)) {
            return std::nullopt;
        }
        Weighed result{*parse, before, read_after(words_, *parse), 0, {}};
        double help = before.title ? 2.0 : before.office ? 1.6 : titled ? 1.3 : 0.8;
        help += known && titled ? 1.0 : 0;
        help += result.after.said ? 0.3 : 0;
        help += !word.capital() && (before.title || looks_like_one) && !listed ? 0.9 : 0;
        result.evidence = parse->score + help - surname_bar;
        result.refused = (before.plural || after_plural_article(at)) && !pair
                             ? std::string_view{"a family, not one person"}
                             : refuse(result);
        // "il dottor Quattrini": a title makes a surname even of an ordinary word.
        if (before.title && capital && !listed && word.entry != nullptr &&
            word.entry->rank >= 1500 && word.entry->contexts.empty()) {
            result.evidence += 1.0;
        }
        if (before.title && capital && word.entry == nullptr) {
            result.evidence += 0.8; // "il signor Trombatore", though its letters are a word's
        }
        if (result.evidence < 0) {
            return std::nullopt;
        }
        return result;
    }

    // "candidata con i Verdi"
    bool after_plural_article(std::size_t at) const {
        return at > 0 && words_[at - 1].linked &&
               in(words_.text(at - 1), "i", "gli", "coi", "dei", "degli", "dai", "ai", "nei");
    }

    // "Rossi" or "Marta" alone, where the thread has named somebody so in full.
    std::optional<Weighed> weigh_known(std::size_t at) const {
        const std::size_t free_from = mentions_.empty() ? 0 : mentions_.back().end;
        const auto known = read_known(words_, known_, places_, at, free_from);
        if (!known) {
            return std::nullopt;
        }
        const NameBefore before = read_before(words_, known->parse.begin);
        Weighed result{known->parse,    before, read_after(words_, known->parse),
                       known->evidence, {},     true};
        result.refused =
            before.plural ? std::string_view{"a family, not one person"} : refuse(result);
        return result;
    }

    std::optional<Weighed> weigh_first(std::size_t at, const NameBefore& before) const {
        const std::optional<NameParse> parse = parse_first_names(words_, at);
        if (!parse || parse->score < 1.6) {
            return std::nullopt;
        }
        Weighed result{*parse, before, read_after(words_, *parse), 0, {}};
        result.refused = refuse(result);
        // A first name alone identifies nobody by itself: it stays below one half, but where
        // the writer gives it as theirs.
        const bool signs = result.after.text_end && result.after.line_end &&
                           (before.closing || before.line_start || before.comma);
        const bool gives = (before.intro && before.self) || (signs && before.closing);
        const bool sure = parse->score >= 2.4;
        result.evidence = gives && sure                                        ? 0.2
                          : before.greeting || before.relation || signs        ? -0.3
                          : before.intro_soft || before.title || before.clergy ? -0.4
                                                                               : -0.9;
        return result;
    }

    void report(const Weighed& reading) {
        const NameParse& parse = reading.parse;
        const NameBefore& before = reading.before;
        PersonMention mention{words_.token(parse.begin).begin,
                              words_[parse.end - 1].end,
                              to_confidence(reading.evidence),
                              parse.shape,
                              {},
                              reading.refused};
        constexpr std::size_t most_reasons = 8; // so that the list does not grow step by step
        mention.reasons.reserve(most_reasons);
        const auto add = [&](bool holds, std::string_view reason) {
            if (holds) {
                mention.reasons.push_back(reason);
            }
        };
        switch (parse.shape) {
        case NameShape::full:
            add(true, "first name and surname");
            break;
        case NameShape::reversed:
            add(true, "surname and first name");
            break;
        case NameShape::initialled:
            add(true, "name with initials");
            break;
        case NameShape::surname_only:
            add(!reading.of_thread, "surname after a title or role");
            add(reading.of_thread, "surname of somebody named in the thread");
            break;
        case NameShape::first_only:
            add(!reading.of_thread, "first name alone");
            add(reading.of_thread, "first name of somebody named in the thread");
            break;
        }
        add(before.office, "public role");
        add(before.title || before.role || before.clergy, "title or role before it");
        add(before.relation, "relative or acquaintance");
        add(before.intro || before.intro_soft, "announced by the words before it");
        add(reading.after.said, "verb after it");
        add(reading.after.identified, "described after it");
        add(reading.after.line_end && (before.closing || before.line_start), "signature or line");
        add(known_.has_full(words_, parse), "named in the thread");
        // A reading that had too little evidence gives way to one inside it.
        while (!mentions_.empty() && !mentions_.back().refused.empty() &&
               mentions_.back().end > mention.begin) {
            mentions_.pop_back();
        }
        mentions_.push_back(std::move(mention));
    }

    static constexpr std::size_t far_ = static_cast<std::size_t>(-1) / 2; // from every word

    const NameWords& words_;
    const Places* places_; // may be null
    KnownNames known_;
    SurnameAlone alone_;
    Engine engine_;
    std::size_t last_title_ = far_;
    std::size_t last_role_ = far_; // the last title, also inside a mention
    std::vector<PersonMention> mentions_;
};

} // namespace

std::vector<PersonMention> find_mentions(const Document& document, const NameTable& table,
                                         const Places* places, const ScanContext& context,
                                         Engine engine, std::pmr::memory_resource* memory) {
    // A text in which nothing looks like a name may hold one that the thread has given.
    if (!context.named.empty() && KnownNames{context, table}.in(document)) {
        engine = Engine::reference;
    }
    const NameWords words{document, table, engine, memory};
    if (engine == Engine::fast && !words.may_hold_names()) {
        return {};
    }
    return Finder{words, places, KnownNames{context, table}, engine}.run();
}

} // namespace oblio::detect
