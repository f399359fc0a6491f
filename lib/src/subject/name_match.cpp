// lib/src/subject/name_match.cpp: elements (a first name, a surname, an initial …) are read token
// by token and joined to runs; what a run holds says how much of the name was written.
#include "subject/name_match.hpp"

#include "subject/small_words.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::LetterCase;
using detect::Token;
using detect::TokenKind;

enum class Part : std::uint8_t {
    given,
    other_given,
    diminutive,
    long_form,
    surname,
    typo,
    nickname,
    initial
};

struct Element {
    Part part;
    std::size_t first; // tokens, half-open
    std::size_t end;
    std::string letters;
};

/// Letters of a whole name written as one word: `AdaFittizia`. A tag may be shorter.
constexpr std::size_t shortest_joined = 8;

bool holds(const std::vector<std::string>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word, std::less<>{});
}

class Matcher {
public:
    Matcher(const Document& document, const NameProfile& profile, const NameKnowledge& known)
        : document_{document}, tokens_{document.tokens()}, profile_{profile}, known_{known} {
        for (const auto* list : {&profile.surnames, &profile.given, &profile.nicknames,
                                 &profile.diminutives, &profile.other_given, &profile.long_forms}) {
            for (const std::string& name : *list) {
                if (!name.empty()) {
                    first_letters_.set(static_cast<unsigned char>(name.front()));
                }
            }
        }
    }

    std::vector<NameMatch> run() {
        std::vector<NameMatch> matches;
        for (std::size_t at = 0; at < tokens_.size();) {
            const auto match = match_at(at);
            if (match) {
                matches.push_back(*match);
                at = match->end_token;
            } else {
                ++at;
            }
        }
        if (!matches.empty() && writes_small()) {
            for (NameMatch& match : matches) {
                match.small = !match.capitalised;
            }
        }
        return matches;
    }

private:
    /// `Ieri ho visto mario rossi. Dove?`: a telephone sets the first letter of a sentence itself.
    bool writes_small() const {
        return std::all_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
            return token.kind != TokenKind::word || token.letters == LetterCase::lower ||
                   (token.letters == LetterCase::capitalised && token.starts_sentence);
        });
    }
    bool is_word(std::size_t at) const {
        return at < tokens_.size() && tokens_[at].kind == TokenKind::word;
    }
    std::string_view word(std::size_t at) const { return document_.text(tokens_[at]); }
    bool is_mark(std::size_t at, std::string_view mark) const {
        return at < tokens_.size() && tokens_[at].kind == TokenKind::mark && word(at) == mark;
    }

    /// What the letters are of the person's names.
    std::optional<Part> part_of(const std::string& letters) const {
        if (!first_letters_.test(static_cast<unsigned char>(letters.front()))) {
            return std::nullopt;
        }
        if (holds(profile_.surnames, letters)) {
            return Part::surname;
        }
        if (holds(profile_.given, letters)) {
            return Part::given;
        }
        if (holds(profile_.nicknames, letters)) {
            return Part::nickname;
        }
        if (holds(profile_.diminutives, letters)) {
            return Part::diminutive;
        }
        if (holds(profile_.other_given, letters)) {
            return Part::other_given;
        }
        if (holds(profile_.long_forms, letters)) {
            return Part::long_form;
        }
        return std::nullopt;
    }

    bool is_typo(const std::string& letters) const {
        return letters.size() + 1 >= typo_length &&
               std::any_of(profile_.surnames.begin(), profile_.surnames.end(),
                           [&letters](const std::string& surname) {
                               return surname.size() >= typo_length && surname != letters &&
                                      within_one_edit(letters, surname);
                           });
    }

    /// The longest element that starts at token `at`: up to three words that touch or stand apart
    /// by spaces or an apostrophe are read as one ("De  Santis", "D'Aniello").
    std::optional<Element> element_at(std::size_t at) const {
        std::optional<Element> best;
        std::optional<Element> typo;
        std::string letters;
        std::size_t words = 0;
        bool joined = false; // by an apostrophe, or after a particle
        for (std::size_t i = at; i < tokens_.size() && words < 3; ++i) {
            if (is_mark(i, "'") || is_mark(i, "-")) {
                continue;
            }
            if (!is_word(i)) {
                break;
            }
            joined = joined || (words > 0 && is_mark(i - 1, "'")) ||
                     (words == 1 && is_particle(letters));
            letters += word(i);
            ++words;
            std::size_t end = i + 1;
            // An apostrophe that ends the word stands for an accent ("Calo'").
            if (is_mark(end, "'") && !tokens_[end].space_before && !touches_word(end)) {
                ++end;
            }
            if (const auto part = part_of(letters)) {
                best = Element{*part, at, end, letters};
            } else if ((words == 1 || joined) && !is_lead(at, words) && is_typo(letters)) {
                typo = Element{Part::typo, at, end, letters};
            }
        }
        if (best) {
            return best;
        }
        if (const auto initial = initial_at(at); initial && (!typo || typo->end <= initial->end)) {
            return initial;
        }
        return typo;
    }

    /// "Nicolò di Angelo" is no slip for D'Angelo: small among capitals, the first of several words
    /// is a preposition.
    bool is_lead(std::size_t at, std::size_t words) const {
        return words > 1 && tokens_[at].letters == LetterCase::lower && !document_.all_lower() &&
               is_small_word(word(at));
    }

    bool touches_word(std::size_t mark) const {
        return is_word(mark + 1) && !tokens_[mark + 1].space_before;
    }

    /// `Spad.`, `Ant.`: a name cut short, with a capital and a full stop.
    bool is_cut_short(std::size_t at) const {
        constexpr std::size_t cut = 2; // letters at least that are left out
        if (!is_word(at) || word(at).size() < 2 || !is_mark(at + 1, ".") ||
            tokens_[at + 1].space_before || tokens_[at].letters == LetterCase::lower ||
            known_.is_common_word(word(at)) || known_.is_first_name(word(at))) {
            return false;
        }
        const auto starts = [&](const std::string& name) {
            return name.size() >= word(at).size() + cut && name.starts_with(word(at));
        };
        return std::any_of(profile_.given.begin(), profile_.given.end(), starts) ||
               std::any_of(profile_.surnames.begin(), profile_.surnames.end(), starts);
    }

    /// One capital with a full stop, or one capital alone, that begins one of the names, or more
    /// letters of it with a full stop.
    std::optional<Element> initial_at(std::size_t at) const {
        if (is_cut_short(at)) {
            return Element{Part::initial, at, at + 2, std::string(1, word(at).front())};
        }
        if (!is_word(at) || word(at).size() != 1) {
            return std::nullopt;
        }
        const bool dot = is_mark(at + 1, ".") && !tokens_[at + 1].space_before;
        const bool capital = tokens_[at].letters == LetterCase::capitalised;
        if (!dot && (!capital || document_.all_capitals())) {
            return std::nullopt;
        }
        const char letter = word(at).front();
        const auto begins = [letter](const std::string& name) { return name.front() == letter; };
        if (std::none_of(profile_.given.begin(), profile_.given.end(), begins) &&
            std::none_of(profile_.other_given.begin(), profile_.other_given.end(), begins) &&
            std::none_of(profile_.surnames.begin(), profile_.surnames.end(), begins)) {
            return std::nullopt;
        }
        return Element{Part::initial, at, at + (dot ? 2 : 1), std::string(word(at))};
    }

    /// Where the next element of the same run may start: just after, with nothing but space, a
    /// hyphen, or the `in` or `nata` of a married name between.
    std::size_t next_start(std::size_t end) const {
        if (is_mark(end, "-")) {
            return end + 1;
        }
        if (is_word(end) && word(end) == "in" && is_word(end + 1)) {
            return end + 1;
        }
        // "Ada Prova, nata Fittizia"
        const std::size_t born = end + (is_mark(end, ",") ? 1 : 0);
        if (is_word(born) && word(born) == "nata" && is_word(born + 1)) {
            return born + 1;
        }
        return end;
    }

    /// No part of a handle or an address: `@adafittizia`, `adafittizia77`, `/adafittizia`.
    bool stands_free(std::size_t at) const {
        const bool touched = at > 0 && tokens_[at - 1].kind != TokenKind::newline &&
                             !tokens_[at].space_before && !is_mark(at - 1, "\"");
        const bool goes_on = at + 1 < tokens_.size() && !tokens_[at + 1].space_before &&
                             (tokens_[at + 1].kind == TokenKind::number || is_mark(at + 1, "_") ||
                              is_mark(at + 1, "@"));
        return word(at).size() >= shortest_joined && !touched && !goes_on;
    }

    std::optional<NameMatch> match_at(std::size_t at) const {
        const bool tag = at > 0 && is_mark(at - 1, "#");
        if (is_word(at) && (tag || stands_free(at)) && holds(profile_.joined, word(at))) {
            NameMatch match =
                make({Element{Part::given, at, at + 1, std::string{word(at)}}}, NameForm::full);
            match.capitalised = true; // nothing else is written so
            return match;
        }
        std::vector<Element> run;
        std::size_t from = at;
        while (run.size() < 6) {
            auto element = element_at(from);
            if (!element && ends_surname(run) && is_mark(from, ",")) {
                element = listed_given(run.front().first, from + 1);
            }
            if (!element && !run.empty()) {
                element = beyond_byword(run, from);
            }
            if (!element || (!run.empty() && crosses_line(run.back().end, element->first))) {
                break;
            }
            from = next_start(element->end);
            run.push_back(std::move(*element));
        }
        while (!run.empty()) {
            if (auto match = classify(run)) {
                return match;
            }
            run.pop_back();
        }
        return clipped_at(at);
    }

    /// `Giuseppe "Pino" Finti`, `Giuseppe (Pino) Finti`, `Giuseppe detto il Moro Finti`: the
    /// surname after what somebody is called.
    std::optional<Element> beyond_byword(const std::vector<Element>& run, std::size_t at) const {
        constexpr std::size_t longest = 3; // tokens of a byword
        const bool only_given = std::all_of(run.begin(), run.end(), [](const Element& element) {
            return element.part == Part::given || element.part == Part::diminutive;
        });
        if (!only_given || at >= tokens_.size()) {
            return std::nullopt;
        }
        std::size_t end = at + 1;
        if (is_mark(at, "\"") || is_mark(at, "(")) {
            const std::string_view closing = is_mark(at, "(") ? ")" : "\"";
            while (is_word(end) && end <= at + longest) {
                ++end;
            }
            if (!is_mark(end, closing) || end == at + 1) {
                return std::nullopt;
            }
            ++end;
        } else if (is_word(at) && (word(at) == "detto" || word(at) == "detta")) {
            end += is_word(end) && is_small_word(word(end)) ? 1 : 0;
            ++end; // the byword
        } else {
            return std::nullopt;
        }
        auto surname = element_at(end);
        return surname && surname->part == Part::surname ? surname : std::nullopt;
    }

    static bool ends_surname(const std::vector<Element>& run) {
        return !run.empty() && std::all_of(run.begin(), run.end(), [](const Element& element) {
            return element.part == Part::surname;
        });
    }

    /// `CALÒ, NOEMI; ...`: an entry of a list has the first name after a comma, and nothing else
    /// before or after it.
    std::optional<Element> listed_given(std::size_t entry, std::size_t at) const {
        const auto parts = [&](std::size_t token) {
            return tokens_[token].kind == TokenKind::newline || is_mark(token, ";") ||
                   is_mark(token, ":") || is_mark(token, ")") || is_mark(token, "-");
        };
        auto element = element_at(at);
        const bool opens =
            entry == 0 || parts(entry - 1) || tokens_[entry - 1].kind == TokenKind::number;
        if (!element || element->part != Part::given || !opens ||
            !(element->end >= tokens_.size() || parts(element->end))) {
            return std::nullopt;
        }
        return element;
    }

    /// A slip or a short form of the first name, alone or with the surname: `Noemy Calò`.
    std::optional<NameMatch> clipped_at(std::size_t at) const {
        auto slip = slip_at(at);
        if (!slip) {
            return std::nullopt;
        }
        const auto surname = element_at(at + 1);
        if (!surname || surname->part != Part::surname || crosses_line(at + 1, surname->first)) {
            return slip;
        }
        const bool other_name = known_.is_first_name(slip->parts.front());
        auto match = make({Element{Part::diminutive, at, at + 1, slip->parts.front()}, *surname},
                          other_name ? NameForm::partial : NameForm::short_full);
        match.loose = other_name;
        return match;
    }

    bool crosses_line(std::size_t end, std::size_t next) const {
        for (std::size_t i = end; i <= next && i < tokens_.size(); ++i) {
            if (tokens_[i].kind == TokenKind::newline) {
                return true;
            }
        }
        return false;
    }

    std::optional<NameMatch> classify(const std::vector<Element>& run) const {
        const auto count = [&run](Part part) {
            return std::count_if(run.begin(), run.end(),
                                 [part](const Element& element) { return element.part == part; });
        };
        const bool given = count(Part::given) > 0;
        const bool other = count(Part::other_given) > 0;
        const bool diminutive = count(Part::diminutive) > 0;
        const bool surname = count(Part::surname) > 0;
        const bool typo = count(Part::typo) > 0;
        const bool initial = count(Part::initial) > 0;
        const bool nickname = count(Part::nickname) > 0;
        // A run never ends or begins with what only counts beside a full name.
        const Part last = run.back().part;
        if (last == Part::typo && !given) {
            return std::nullopt;
        }
        std::optional<NameForm> form;
        if (typo) {
            if (given) {
                form = NameForm::full_typo;
            }
        } else if (given && surname) {
            form = whole_given(run) ? NameForm::full : NameForm::partial;
        } else if (nickname && surname && !given && !diminutive) {
            form = NameForm::short_full;
        } else if ((diminutive || count(Part::long_form) > 0) && surname) {
            form = NameForm::short_full;
        } else if (other && surname) {
            form = NameForm::partial;
        } else if (surname && initial) {
            form = NameForm::initial;
        } else if (given && initial) {
            form = NameForm::initial;
        } else if (surname) {
            form = NameForm::surname;
        } else if (given) {
            form = NameForm::given;
        } else if (nickname) {
            form = NameForm::nickname;
        } else if (diminutive) {
            form = NameForm::diminutive;
        } else if (initial && are_initials(run)) {
            form = NameForm::initials_only;
        } else if (other) {
            form = NameForm::diminutive;
        }
        if (!form) {
            return std::nullopt;
        }
        NameMatch match = make(run, *form);
        match.loose = other && *form == NameForm::diminutive;
        return match;
    }

    /// Every first name of one of the names is there, joined or apart.
    bool whole_given(const std::vector<Element>& run) const {
        return std::any_of(
            profile_.names.begin(), profile_.names.end(), [&run](const PersonName& name) {
                std::string joined;
                for (const std::string& part : name.given) {
                    joined += part;
                }
                const auto has = [&run](const std::string& letters) {
                    return std::any_of(run.begin(), run.end(), [&letters](const Element& element) {
                        return element.letters == letters;
                    });
                };
                return has(joined) || std::all_of(name.given.begin(), name.given.end(), has);
            });
    }

    /// `V.N.S.`: the initials of one whole name, in its order, each with its full stop.
    bool are_initials(const std::vector<Element>& run) const {
        std::string letters;
        for (const Element& element : run) {
            if (element.part != Part::initial || element.end - element.first != 2) {
                return false;
            }
            letters += element.letters;
        }
        return std::any_of(
            profile_.names.begin(), profile_.names.end(), [&letters](const PersonName& name) {
                std::string own;
                for (const std::string& part : name.given) {
                    own += part.front();
                }
                const std::string first{name.given.front().front(), name.surnames.front().front()};
                own += name.surnames.front().front();
                return letters == own || letters == first;
            });
    }

    /// A slip or a short form of the first name: `Noemy`, `Gio`. Only with a capital.
    std::optional<NameMatch> slip_at(std::size_t at) const {
        if (!is_word(at) || tokens_[at].letters == LetterCase::lower) {
            return std::nullopt;
        }
        const std::string letters{word(at)};
        if (known_.is_common_word(letters)) {
            return std::nullopt;
        }
        const bool close = std::any_of(
            profile_.names.begin(), profile_.names.end(), [&](const PersonName& person) {
                const std::string& name = person.given.front();
                const bool start = letters.size() >= 3 && letters.size() < name.size() &&
                                   name.starts_with(letters);
                const bool slip = name.size() >= typo_length && letters.size() + 1 >= typo_length &&
                                  within_one_edit(letters, name) && !known_.is_first_name(letters);
                const bool tail =
                    letters.size() >= 4 && letters.size() < name.size() && name.ends_with(letters);
                return start || tail || slip || sounds_like(letters) == sounds_like(name);
            });
        if (!close) {
            return std::nullopt;
        }
        return make({Element{Part::diminutive, at, at + 1, letters}}, NameForm::diminutive);
    }

    /// Spellings that people swap for one another: y and i, k and c, double letters.
    static std::string sounds_like(std::string_view name) {
        std::string sound;
        for (char c : name) {
            c = c == 'y' || c == 'j' ? 'i' : (c == 'k' ? 'c' : c);
            if (sound.empty() || sound.back() != c) {
                sound += c;
            }
        }
        return sound;
    }

    NameMatch make(const std::vector<Element>& run, NameForm form) const {
        NameMatch match{tokens_[run.front().first].begin,
                        tokens_[run.back().end - 1].end,
                        run.front().first,
                        run.back().end,
                        form,
                        {},
                        run.front().part == Part::surname && run.back().part == Part::given,
                        true};
        for (const Element& element : run) {
            match.parts.push_back(element.letters);
            for (std::size_t i = element.first; i < element.end; ++i) {
                // "D'adda" has its capital before the apostrophe.
                if (i > element.first && is_mark(i - 1, "'") &&
                    tokens_[element.first].letters == LetterCase::capitalised) {
                    continue;
                }
                match.capitalised = match.capitalised && tokens_[i].letters != LetterCase::lower;
            }
        }
        // The full stop of a last initial belongs to the name; an apostrophe for an accent, too.
        return match;
    }

    const Document& document_;
    const std::vector<Token>& tokens_;
    const NameProfile& profile_;
    const NameKnowledge& known_;
    std::bitset<256> first_letters_; ///< of every name that part_of() knows: most words end there
};

} // namespace

std::vector<NameMatch> match_names(const Document& document, const NameProfile& profile,
                                   const NameKnowledge& known) {
    return Matcher{document, profile, known}.run();
}

} // namespace oblio::subject
