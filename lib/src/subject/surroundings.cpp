// lib/src/subject/surroundings.cpp
#include "subject/surroundings.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/introductions.hpp"
#include "subject/kinship.hpp"
#include "subject/ordinary.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {

const CorpusRecord* answered_subject(Scene& scene, const CorpusRecord& record) {
    const CorpusRecord* parent = scene.parent_of(record);
    return parent != nullptr && scene.accounts.of(*parent) == Attribution::mine ? parent : nullptr;
}

ToldTrade trade_said_next(Scene& scene, const CorpusRecord& record) {
    const std::vector<RecordRow>& rows = scene.threads[record.thread].rows;
    const std::size_t next = scene.position(record) + 1;
    if (next >= rows.size()) {
        return ToldTrade::none;
    }
    const auto other = scene.corpus.get(rows[next]);
    const bool goes_on =
        other && account_key(**other) == account_key(record) &&
        (!(*other)->record.reply_to || (*other)->record.reply_to == record.record.reply_to ||
         (*other)->record.reply_to == record.record.id) &&
        scene.names_in(**other).empty();
    return goes_on ? told_trade(*(*other)->document, scene.occupation) : ToldTrade::none;
}

bool answered_next(Scene& scene, const CorpusRecord& record) {
    const ThreadView& thread = scene.threads[record.thread];
    const std::size_t next = scene.position(record) + 1;
    if (next >= thread.rows.size() || !thread.own.contains(thread.rows[next])) {
        return false;
    }
    const auto other = scene.corpus.get(thread.rows[next]);
    return other && (*other)->record.reply_to == record.record.reply_to;
}

bool is_called_in_answer(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const detect::Document& document = *record.document;
    const auto& tokens = document.tokens();
    if (match.first_token != 0 || answered_subject(scene, record) == nullptr ||
        !speaks_to(document, match, scene.names)) {
        return false;
    }
    const std::size_t end = match.end_token;
    return end + 1 >= tokens.size() || document.text(tokens[end]) != "," ||
           !detect::in(document.text(tokens[end + 1]), definite_articles);
}

bool has_halves(Scene& scene, const CorpusRecord& record) {
    bool given = false;
    bool surname = false;
    for (const NameMatch& match : scene.names_in(record)) {
        given = given || match.form == NameForm::given;
        surname = surname || match.form == NameForm::surname;
    }
    return given && surname;
}

bool has_both_ways(Scene& scene, const CorpusRecord& record) {
    bool straight = false;
    bool reversed = false;
    for (const NameMatch& match : scene.names_in(record)) {
        if (match.form == NameForm::full) {
            (match.reversed ? reversed : straight) = true;
        }
    }
    return straight && reversed;
}

bool has_rival(const ThreadView& thread, const NameMatch& match, std::size_t until) {
    const auto seen = [until](const ThreadView::FirstSeen& list, const std::string& key) {
        const auto place = list.find(key);
        return place != list.end() && place->second <= until;
    };
    if (match.form == NameForm::initial) {
        return std::any_of(match.parts.begin(), match.parts.end(), [&](const auto& part) {
            return part.size() > 1 &&
                   std::any_of(match.parts.begin(), match.parts.end(), [&](const auto& other) {
                       return other.size() == 1 &&
                              seen(thread.other_initials, initial_pair(other, part));
                   });
        });
    }
    const bool surname = match.form == NameForm::surname;
    const auto borne = [&](const std::string& part) {
        return seen(thread.other_names, part) ||
               seen(surname ? thread.other_surname_bearers : thread.other_given_bearers, part);
    };
    // "Gian Fittizi" is not the Luigi Fittizi who is here, too.
    return match.form == NameForm::partial
               ? std::all_of(match.parts.begin(), match.parts.end(), borne)
               : std::any_of(match.parts.begin(), match.parts.end(), borne);
}

bool shares_name(Scene& scene, const CorpusRecord& record, const std::string& letters) {
    const AccountView* account = scene.accounts.find(record);
    return account != nullptr && account->account.name &&
           account->attribution != Attribution::mine &&
           letters_of(*account->account.name).find(letters) != std::string::npos;
}

bool is_relative(Scene& scene, const CorpusRecord& record) {
    const AccountView* account = scene.accounts.find(record);
    if (account == nullptr || account->full_name) {
        return false;
    }
    std::vector<std::string> display = account->name_words;
    std::sort(display.begin(), display.end());
    return std::any_of(scene.subject.relatives.begin(), scene.subject.relatives.end(),
                       [&display](const Relative& relative) {
                           std::vector<std::string> own = words_of(relative.name);
                           std::sort(own.begin(), own.end());
                           return own == display;
                       });
}

bool is_called_by_relative(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const Relative* relative =
        called_kin_by(*record.document, match.first_token, scene.subject.relatives);
    const AccountView* account = scene.accounts.find(record);
    if (relative == nullptr || account == nullptr || account->attribution == Attribution::mine) {
        return false;
    }
    std::vector<std::string> display = account->name_words;
    std::vector<std::string> own = words_of(relative->name);
    std::sort(display.begin(), display.end());
    std::sort(own.begin(), own.end());
    return own == display;
}

bool is_said_of_another(Scene& scene, const CorpusRecord& record, const NameMatch& match,
                        const Reason& why) {
    const detect::Document& document = *record.document;
    const AccountView* account = scene.accounts.find(record);
    if (account == nullptr || introduces(document, match)) {
        return false;
    }
    if (match.form == NameForm::full || match.form == NameForm::short_full) {
        const bool strange =
            std::any_of(match.parts.begin(), match.parts.end(), [account](const auto& part) {
                return letters_of(account->account.name.value_or("")).find(part) ==
                       std::string::npos;
            });
        return strange || why.but == Phrase::own_evidence;
    }
    return why.but == Phrase::from_relative ||
           (match.first_token == 0 && match.form == NameForm::given &&
            answered_subject(scene, record) != nullptr && speaks_to(document, match, scene.names));
}

bool is_small_ordinary(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    constexpr std::array<std::string_view, 15> singular{
        "il",  "la",  "del",    "della",   "al",     "alla",       "dal",          "dalla",
        "sul", "sig", "signor", "signora", "dottor", "dottoressa", "professoressa"};
    const detect::Document& document = *record.document;
    const std::string& letters = match.parts.front();
    if (!match.small || !is_ordinary(letters, scene.names)) {
        return false;
    }
    const std::string_view before = match.first_token == 0
                                        ? std::string_view{}
                                        : document.text(document.tokens()[match.first_token - 1]);
    return letters.back() != 'i' || !detect::in(before, singular);
}

bool is_from_elsewhere(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const detect::Document& document = *record.document;
    const auto& tokens = document.tokens();
    const std::size_t at = match.end_token;
    const auto before = words_before(document, match.first_token, 1);
    const bool led = !before.empty() && detect::in(before[0], definite_articles);
    if (at + 1 >= tokens.size() || !adjacent_word(document, at + 1) || document.all_capitals() ||
        tokens[at + 1].letters != detect::LetterCase::capitalised ||
        !detect::in(document.text(tokens[at]), "di", "da")) {
        return false;
    }
    const std::string_view town = document.text(tokens[at + 1]);
    // Without an article, "di" says whose child or from which town: only where a home is known, or
    // the town is.
    if (!(led && match.form == NameForm::surname) && scene.identifiers.street.empty() &&
        !scene.names.is_place(town)) {
        return false;
    }
    const std::vector<std::string> here = words_of(record.record.channel);
    const std::vector<std::string> home = words_of(scene.subject.address.value_or(""));
    return !scene.names.is_first_name(town) && !scene.profile.compatible({std::string{town}}) &&
           std::find(here.begin(), here.end(), town) == here.end() &&
           std::find(home.begin(), home.end(), town) == home.end();
}

bool is_beside_called(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    const CorpusRecord* parent = scene.parent_of(record);
    if (parent == nullptr || !parent->record.author.name) {
        return false;
    }
    const std::vector<std::string> called = words_of(*parent->record.author.name);
    if (called.empty()) {
        return false;
    }
    const bool bears = std::any_of(match.parts.begin(), match.parts.end(), [&](const auto& part) {
        return letters_of(*parent->record.author.name).find(part) != std::string::npos;
    });
    const detect::Document& document = *record.document;
    const auto calls = [&](std::size_t at) {
        return adjacent_word(document, at) &&
               document.tokens()[at].letters != detect::LetterCase::lower &&
               document.text(document.tokens()[at]) == called.front();
    };
    // Before the name it begins the text; after it, nothing of a name may follow.
    const bool before = match.first_token == 1 && calls(0);
    const bool after = match.first_token == 0 && calls(match.end_token) &&
                       !(adjacent_word(document, match.end_token + 1) &&
                         is_capitalised(document.tokens()[match.end_token + 1]));
    return !bears && (before || after);
}

bool is_unproved(Scene& scene, const CorpusRecord& record) {
    const AccountView* account = scene.accounts.find(record);
    return account != nullptr && !account->tells_trade;
}

bool may_be_of_old(Scene& scene, const CorpusRecord& record, const NameMatch& match,
                   const Cues& cues, bool identified) {
    return !identified && !cues.own_trade && answered_subject(scene, record) == nullptr &&
           (scene.text_cues_in(record).of_old || is_called_of_old(*record.document, match)) &&
           scene.place_has_name(match.parts);
}

bool may_be_its_place(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    if (!scene.threads[record.thread].place_named || record.record.is_private()) {
        return false;
    }
    if (!scene.has_subject(record)) {
        return true;
    }
    const detect::Document& document = *record.document;
    const auto before = words_before(document, match.first_token, 1);
    if (match.form == NameForm::surname) {
        return !before.empty() && detect::in(before[0], "l", "la", "il", "della", "del", "alla",
                                             "al", "nella", "dalla", "sulla");
    }
    // "il Toni Fittizi della ferramenta" is somebody
    const bool placed = match.end_token < document.tokens().size() &&
                        detect::in(document.text(document.tokens()[match.end_token]), "di", "del",
                                   "della", "dell", "dello", "dei");
    return match.form == NameForm::full && !placed && !before.empty() &&
           detect::in(before[0], "l", "la", "il", "dell", "della", "del", "all", "alla");
}

} // namespace oblio::subject
