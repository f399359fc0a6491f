// lib/src/subject/name_form.cpp
#include "subject/name_form.hpp"

#include "detect/word_list.hpp"

#include "oblio/text/fold.hpp"
#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

// What is written before a surname and belongs to it. Source: Italian onomastics; San and Santa
// are left out, they name places.
constexpr std::array<std::string_view, 27> particles{
    "d",   "da",   "dal",   "dalla", "dalle", "dall",  "de",  "degli", "dei",
    "del", "dell", "della", "delle", "delli", "dello", "di",  "do",    "el",
    "la",  "le",   "li",    "lo",    "van",   "von",   "dos", "al",    "ben"};

bool is_letter(unsigned char byte) {
    return (byte >= 'a' && byte <= 'z') || byte >= 0x80U;
}

void sort_unique(std::vector<std::string>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

bool holds(const std::vector<std::string>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word, std::less<>{});
}

/// `Li Wei`, `Van Anh`: two short words, the first of which is a particle elsewhere.
bool is_short_pair(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 6> alike{"li", "lo", "le", "do", "di", "van"};
    constexpr std::size_t longest = 4; // letters
    return words.size() == 2 && detect::in(words[0], alike) && words[1].size() <= longest;
}

/// Words with particles joined to the part that follows: `francesca`, `desantis`.
std::vector<std::string> parts_of(const std::vector<std::string>& words) {
    if (is_short_pair(words)) {
        return words;
    }
    std::vector<std::string> parts;
    std::string open;
    for (std::size_t i = 0; i < words.size(); ++i) {
        open += words[i];
        // A particle at the very end belongs to nothing: it is a part of its own ("Mihaela D").
        if (i + 1 < words.size() && is_particle(words[i])) {
            continue;
        }
        parts.push_back(std::move(open));
        open.clear();
    }
    return parts;
}

/// Rocco: Rocchino, Rocchetto, Roccuccio. Source: Italian evaluative suffixes (-ino, -etto,
/// -uccio, -ello), spelled with ch and gh before e and i.
void add_regular_diminutives(std::string_view given, std::vector<std::string>& out) {
    constexpr std::array<std::string_view, 4> suffixes{"in", "ett", "ucci", "ell"};
    constexpr std::string_view vowels = "aeiou";
    if (given.size() < 4 || vowels.find(given.back()) == std::string_view::npos) {
        return;
    }
    const char ending = given.back() == 'a' ? 'a' : 'o';
    std::string stem{given.substr(0, given.size() - 1)};
    if (stem.back() == 'i') {
        stem.pop_back(); // Antonio: Antonino
    }
    const bool hard = stem.back() == 'c' || stem.back() == 'g';
    for (const std::string_view suffix : suffixes) {
        const bool front = suffix.front() == 'i' || suffix.front() == 'e';
        out.push_back(stem + (hard && front ? "h" : "") + std::string(suffix) + ending);
    }
}

/// `giampiero` of `gianpiero`: one name in two spellings before p and b; empty for others.
std::string other_gian(std::string_view given) {
    constexpr std::size_t head = 4;
    if (given.size() <= head || (given[head] != 'p' && given[head] != 'b')) {
        return {};
    }
    const std::string rest{given.substr(head)};
    return given.starts_with("gian")   ? "giam" + rest
           : given.starts_with("giam") ? "gian" + rest
                                       : "";
}

/// `giambattista`, `giovanbattista`, of Giovanni Battista; `pierluigi`, of Pietro Luigi: the first
/// of two first names shortened. Letters; the two may stand apart in a text.
std::vector<std::string> contracted(const std::vector<std::string>& given) {
    if (given.size() != 2 || given[1].size() < 4) {
        return {};
    }
    const std::string& rest = given[1];
    if (given[0] == "giovanni") {
        const bool labial = rest.front() == 'b' || rest.front() == 'p';
        return {"giovan" + rest, "gian" + rest, (labial ? "giam" : "gian") + rest};
    }
    return given[0] == "pietro" || given[0] == "piero" ? std::vector<std::string>{"pier" + rest}
                                                       : std::vector<std::string>{};
}

/// How many parts at the front are first names, of those that can be.
std::size_t given_count(const std::vector<std::string>& parts, const NameKnowledge& known) {
    const auto is_given = [&known](const std::string& part) { return known.is_first_name(part); };
    const auto front = static_cast<std::size_t>(
        std::find_if_not(parts.begin(), parts.end(), is_given) - parts.begin());
    return std::clamp<std::size_t>(front, 1, parts.size() - 1);
}

/// `don Gaetano`, `zia Ada`: a title before the subject's first name, or a short form of it, says
/// nothing that the name does not.
bool is_titled_given(std::string_view alias, const NameProfile& profile) {
    constexpr std::array<std::string_view, 22> titles{
        "don",     "donna",  "suor",   "fra",     "padre",   "zio",  "zia",    "zi",
        "nonno",   "nonna",  "mastro", "maestro", "maestra", "prof", "dottor", "dottoressa",
        "compare", "comare", "sor",    "sora",    "mister",  "mamma"};
    const std::vector<std::string> words = words_of(alias);
    return words.size() == 2 && detect::in(words[0], titles) &&
           (std::find(profile.given.begin(), profile.given.end(), words[1]) !=
                profile.given.end() ||
            std::find(profile.diminutives.begin(), profile.diminutives.end(), words[1]) !=
                profile.diminutives.end());
}

/// `Pasquale Marino di Rocco`, where Marino is the surname and might be a first name: what stands
/// from the subject's surname on is no first name.
void end_given_at_surname(PersonName& person, const NameProfile& profile) {
    const auto first =
        std::find_if(person.given.begin(), person.given.end(), [&profile](const std::string& part) {
            return std::find(profile.surnames.begin(), profile.surnames.end(), part) !=
                   profile.surnames.end();
        });
    if (first == person.given.begin() || first == person.given.end()) {
        return;
    }
    person.surnames.insert(person.surnames.begin(), first, person.given.end());
    person.given.erase(first, person.given.end());
}

/// "il Moro" is called Moro.
std::string_view without_article(std::string_view name) {
    constexpr std::array<std::string_view, 8> articles{"il ", "lo ", "la ", "l'",
                                                       "Il ", "Lo ", "La ", "L'"};
    for (const std::string_view article : articles) {
        if (name.starts_with(article)) {
            return name.substr(article.size());
        }
    }
    return name;
}

} // namespace

bool is_particle(std::string_view word) {
    return detect::in(word, particles);
}

std::string letters_of(std::string_view text) {
    std::string letters;
    const std::string folded = fold_to_string(text);
    std::copy_if(folded.begin(), folded.end(), std::back_inserter(letters),
                 [](char c) { return is_letter(static_cast<unsigned char>(c)); });
    return letters;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : fold_to_string(text)) {
        if (is_letter(static_cast<unsigned char>(c))) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) {
        words.push_back(std::move(word));
    }
    return words;
}

PersonName parse_person_name(std::string_view name, const NameKnowledge& known) {
    std::vector<std::string> words = words_of(name);
    std::vector<std::string> married;
    // "D'Aniello in Fusco": the married surname follows.
    if (const auto in = std::find(words.begin(), words.end(), "in");
        in != words.end() && in + 1 != words.end() && in - words.begin() >= 2) {
        married = parts_of({in + 1, words.end()});
        words.erase(in, words.end());
    }
    std::vector<std::string> parts = parts_of(words);
    PersonName person;
    if (parts.size() < 2) {
        person.given = std::move(parts);
        return person;
    }
    // "Ciccio Longo": a short form, though Longo is somebody's first name, too.
    const bool first_is_given =
        known.is_first_name(parts.front()) || !known.full_names_of(parts.front()).empty();
    const bool last_is_given = known.is_first_name(parts.back());
    if (!first_is_given && last_is_given) {
        // "MONTANARO GAIA SERAFINA": the surname stands first.
        const auto given = std::find_if(parts.begin() + 1, parts.end(), known.is_first_name);
        person.surnames.assign(parts.begin(), given);
        person.given.assign(given, parts.end());
    } else {
        const auto given = parts.begin() + static_cast<std::ptrdiff_t>(given_count(parts, known));
        person.given.assign(parts.begin(), given);
        person.surnames.assign(given, parts.end());
    }
    person.surnames.insert(person.surnames.end(), married.begin(), married.end());
    return person;
}

bool NameProfile::is_full_name(const std::vector<std::string>& words) const {
    const std::vector<std::string> parts = parts_of(words);
    for (const PersonName& name : names) {
        if (!name.full()) {
            continue;
        }
        std::vector<std::string> allowed = name.given;
        allowed.insert(allowed.end(), name.surnames.begin(), name.surnames.end());
        std::string joined_given;
        for (const std::string& part : name.given) {
            joined_given += part;
        }
        allowed.push_back(joined_given);
        sort_unique(allowed);
        const bool only_own = std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
            return holds(allowed, part);
        });
        const auto has = [&parts](const std::string& part) {
            return std::find(parts.begin(), parts.end(), part) != parts.end();
        };
        const bool has_given =
            has(joined_given) || std::all_of(name.given.begin(), name.given.end(), has);
        const bool has_surname = std::any_of(name.surnames.begin(), name.surnames.end(), has);
        if (only_own && has_given && has_surname) {
            return true;
        }
    }
    return false;
}

bool NameProfile::has_both_surnames(const std::vector<std::string>& words) const {
    const std::vector<std::string> parts = parts_of(words);
    return std::any_of(names.begin(), names.end(), [&parts](const PersonName& name) {
        return name.surnames.size() > 1 &&
               std::all_of(name.surnames.begin(), name.surnames.end(),
                           [&parts](const std::string& surname) {
                               return std::find(parts.begin(), parts.end(), surname) != parts.end();
                           });
    });
}

bool NameProfile::is_reversed(const std::vector<std::string>& words) const {
    const std::vector<std::string> parts = parts_of(words);
    return !parts.empty() && holds(surnames, parts.front()) && !holds(given, parts.front()) &&
           is_full_name(words);
}

bool NameProfile::compatible(const std::vector<std::string>& words) const {
    const std::vector<std::string> parts = parts_of(words);
    std::string initials;
    for (const std::string& word : words) {
        initials += word.front();
    }
    const auto fits = [this](const std::string& part) {
        if (holds(given, part) || holds(other_given, part) || holds(diminutives, part) ||
            holds(surnames, part) || holds(nicknames, part)) {
            return true;
        }
        return part.size() >= 3 &&
               std::any_of(given.begin(), given.end(),
                           [&part](const std::string& name) { return name.starts_with(part); });
    };
    if (std::any_of(parts.begin(), parts.end(), fits)) {
        return true;
    }
    // "MT" for Maria Teresa.
    return words.size() == 1 &&
           std::any_of(names.begin(), names.end(), [&words](const PersonName& name) {
               std::string all;
               for (const std::string& part : name.given) {
                   all += part.front();
               }
               return words.front().size() >= 2 && all == words.front();
           });
}

bool NameProfile::names_another(const std::vector<std::string>& words,
                                const NameKnowledge& known) const {
    // "Di Paolo" is a surname and holds no other first name.
    const std::vector<std::string> parts = parts_of(words);
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
        return known.is_first_name(part) && !known.is_common_word(part) && !compatible({part});
    });
}

bool NameProfile::is_shortened_name(const std::vector<std::string>& words) const {
    const std::vector<std::string> parts = parts_of(words);
    bool has_given = false;
    bool has_surname = false;
    bool initial = false;
    for (const std::string& part : parts) {
        if (holds(given, part) || holds(diminutives, part)) {
            has_given = true;
        } else if (holds(surnames, part)) {
            has_surname = true;
        } else if (part.size() == 1) {
            initial = true;
            const auto begins = [&part](const std::string& name) {
                return name.front() == part.front();
            };
            const bool of_given = std::any_of(given.begin(), given.end(), begins);
            const bool of_surname = std::any_of(surnames.begin(), surnames.end(), begins);
            if (!of_given && !of_surname) {
                return false;
            }
        } else if (!holds(other_given, part)) {
            return false;
        }
    }
    return (has_given && has_surname) || (has_surname && initial) || (has_given && initial);
}

std::vector<std::string> joined_handles(const NameProfile& profile) {
    constexpr std::size_t shortest_surname = 4; // with an initial alone
    std::vector<std::string> handles = profile.joined;
    std::vector<std::string> heads = profile.given;
    heads.insert(heads.end(), profile.diminutives.begin(), profile.diminutives.end());
    for (const std::string& surname : profile.surnames) {
        for (const std::string& head : heads) {
            handles.push_back(head + surname);
            handles.push_back(surname + head);
        }
        for (const std::string& given : profile.given) {
            if (surname.size() >= shortest_surname) {
                handles.push_back(given.front() + surname);
                handles.push_back(surname + given.front());
            }
        }
    }
    sort_unique(handles);
    return handles;
}

bool NameProfile::is_made_into(std::string_view handle) const {
    const std::vector<std::string> words = words_of(handle);
    if (words.size() >= 2 && (is_full_name(words) || is_shortened_name(words))) {
        return true;
    }
    const auto starts_one = [](const std::vector<std::string>& list, std::string_view start) {
        return start.size() >= 4 &&
               std::any_of(list.begin(), list.end(),
                           [start](const std::string& name) { return name.starts_with(start); });
    };
    // "ferru.baldri71": the beginnings of both.
    if (words.size() == 2 && ((starts_one(given, words[0]) && starts_one(surnames, words[1])) ||
                              (starts_one(surnames, words[0]) && starts_one(given, words[1])))) {
        return true;
    }
    return holds(joined_handles(*this), letters_of(handle));
}

NameProfile make_profile(const Subject& subject, const NameKnowledge& known) {
    NameProfile profile;
    std::vector<std::string> written{subject.name};
    written.insert(written.end(), subject.aliases.begin(), subject.aliases.end());
    for (const std::string& name : written) {
        if (name.find_first_of("0123456789@") != std::string::npos) {
            continue;
        }
        if (is_titled_given(name, profile)) {
            profile.titles.push_back(words_of(name).front());
            continue;
        }
        PersonName person = parse_person_name(without_article(name), known);
        end_given_at_surname(person, profile);
        if (!person.full()) {
            profile.nicknames.insert(profile.nicknames.end(), person.given.begin(),
                                     person.given.end());
            continue;
        }
        if (profile.names.empty()) {
            profile.sex = known.sex_of(person.given.front());
        }
        profile.given.push_back(person.given.front());
        std::string joined;
        for (const std::string& part : person.given) {
            joined += part;
        }
        profile.given.push_back(joined);
        std::string all = joined;
        for (const std::string& surname : person.surnames) {
            profile.joined.push_back(joined + surname);
            profile.joined.push_back(surname + joined);
            all += surname;
        }
        profile.joined.push_back(std::move(all));
        profile.other_given.insert(profile.other_given.end(), person.given.begin() + 1,
                                   person.given.end());
        profile.surnames.insert(profile.surnames.end(), person.surnames.begin(),
                                person.surnames.end());
        for (const std::string& diminutive : known.diminutives_of(person.given.front())) {
            profile.diminutives.push_back(letters_of(diminutive));
        }
        add_regular_diminutives(person.given.front(), profile.diminutives);
        for (const std::string& whole : known.full_names_of(person.given.front())) {
            profile.long_forms.push_back(letters_of(whole));
        }
        profile.reversible = profile.reversible || known.is_first_name(person.surnames.front());
        if (std::string other = other_gian(person.given.front()); !other.empty()) {
            profile.given.push_back(other);
            profile.diminutives.emplace_back("gianni");
            PersonName spelled = person;
            spelled.given.front() = std::move(other);
            profile.names.push_back(std::move(person));
            person = std::move(spelled);
        }
        profile.names.push_back(person);
        for (std::string& form : contracted(person.given)) {
            profile.given.push_back(form);
            person.given = {std::move(form)};
            profile.names.push_back(person);
        }
    }
    for (auto* list :
         {&profile.given, &profile.other_given, &profile.diminutives, &profile.long_forms,
          &profile.surnames, &profile.nicknames, &profile.joined}) {
        sort_unique(*list);
    }
    return profile;
}

std::vector<std::string> one_edit_from(std::string_view word) {
    constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz";
    std::vector<std::string> edits;
    const std::string whole{word};
    for (std::size_t at = 0; at <= whole.size(); ++at) {
        for (const char letter : alphabet) {
            std::string inserted = whole;
            inserted.insert(at, 1, letter);
            edits.push_back(std::move(inserted));
            if (at < whole.size()) {
                std::string replaced = whole;
                replaced[at] = letter;
                edits.push_back(std::move(replaced));
            }
        }
        if (at < whole.size()) {
            std::string deleted = whole;
            deleted.erase(at, 1);
            edits.push_back(std::move(deleted));
        }
        if (at + 1 < whole.size()) {
            std::string swapped = whole;
            std::swap(swapped[at], swapped[at + 1]);
            edits.push_back(std::move(swapped));
        }
    }
    sort_unique(edits);
    return edits;
}

bool within_one_edit(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) {
        std::swap(a, b);
    }
    if (b.size() - a.size() > 1) {
        return false;
    }
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) {
        ++same;
    }
    if (same == a.size()) {
        return true;
    }
    if (a.size() < b.size()) {
        return a.substr(same) == b.substr(same + 1);
    }
    if (a.substr(same + 1) == b.substr(same + 1)) {
        return true;
    }
    return same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same] &&
           a.substr(same + 2) == b.substr(same + 2);
}

} // namespace oblio::subject
