// lib/src/detect/person_context.cpp: walks left from a name to its title, its street or its verb.
#include "detect/person_context.hpp"

#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace oblio::detect {
namespace {

using Context = NameContext;

// The walk of read_before.
class Walk {
public:
    Walk(const NameWords& words, std::size_t at) : words_{words}, at_{at} {}

    NameBefore run() {
        std::size_t token = words_[at_].token;
        word_ = at_;
        for (std::size_t steps = 0; steps < longest_walk_before && !done_; ++steps) {
            if (token == 0) {
                before_.line_start = before_.line_start || first_;
                break;
            }
            --token;
            const Token& here = words_.document().tokens()[token];
            switch (here.kind) {
            case TokenKind::newline:
                before_.line_start = before_.line_start || first_;
                done_ = true;
                break;
            case TokenKind::number:
                before_.list = before_.list || (pending_list_ && first_);
                before_.post_code = first_ && !pending_list_ && here.end - here.begin == 5;
                done_ = true;
                break;
            case TokenKind::mark:
                read_mark(token);
                break;
            case TokenKind::word:
                --word_;
                read_word(token);
                articled_ = first_ && before_.article;
                first_ = false;
                break;
            }
        }
        return before_;
    }

private:
    void read_mark(std::size_t token) {
        const std::string_view mark = words_.mark(token);
        before_.quoted = before_.quoted || (first_ && mark == "\"");
        if (mark == "'" || mark == "\"" || mark == "(" || mark == "<" || mark == ">") {
            return;
        }
        if (mark == ":" && first_) {
            before_.label = true;
            return;
        }
        if (mark == "," && articled_) {
            before_.comma = true; // "la dirigente, la Sammartano,"
            return;
        }
        if ((mark == "," || mark == "-") && first_) {
            const bool bullet = mark == "-" && starts_line(token);
            before_.list = before_.list || bullet;
            before_.comma = !bullet;
            done_ = bullet;
            return;
        }
        if (mark == "." && abbreviates(token)) {
            return;
        }
        if (first_ && (mark == "." || mark == ")" || mark == "o" || mark == "a")) {
            pending_list_ = true; // "1." or "1)": the number decides
            if (token > 0 && words_.document().tokens()[token - 1].kind == TokenKind::number) {
                return;
            }
        }
        before_.list = before_.list || (first_ && starts_line(token) && mark.size() > 1);
        done_ = true;
    }

    bool starts_line(std::size_t token) const {
        return token == 0 || words_.document().tokens()[token - 1].kind == TokenKind::newline;
    }

    // The dot of "sig." or "dott.ssa": stands on the word before it, which is short.
    bool abbreviates(std::size_t token) const {
        if (word_ == 0 || words_[word_ - 1].token + 1 != token ||
            words_.document().tokens()[token].space_before) {
            return false;
        }
        const NameWord& word = words_[word_ - 1];
        return words_.text(word_ - 1).size() <= 6 &&
               (word.has(Context::title) || word.has(Context::role) || word.has(Context::office) ||
                word.has(Context::street) || word.has(Context::inner) ||
                word.has(Context::title_end) || word.has(Context::saint) ||
                word.has(Context::clergy) || word.has(Context::plural_title) || word.initial);
    }

    void read_word(std::size_t token) {
        const NameWord& word = words_[word_];
        const std::string_view text = words_.text(word_);
        const bool leads_in = first_ && (text == "in" || text == "presso");
        if (!leads_in && (word.entry == nullptr || word.entry->contexts.empty())) { // most words
            pass(word);
            return;
        }
        if (before_.comma && first_ && in(text, "li", "la", "qui", "qua")) {
            return; // "quel falegname lì, Pezzutti"
        }
        if (first_ && text == "e" && word_ > 0 && words_.text(word_ - 1) == "nome" &&
            words_[word_ - 1].token + 1 == token) {
            return; // "il mio nome è Tesfaye Bekele", "nome e Tesfaye Bekele"
        }
        if (word.has(Context::title_end) && token > 1 && words_.mark(token - 1) == "." &&
            word_ > 0 && words_[word_ - 1].has(Context::title)) {
            before_.title = before_.title || close_;
            return;
        }
        if (!before_.comma && !before_.label && read_place(word, text)) {
            return;
        }
        if (read_person_word(word)) {
            return;
        }
        if (leads_in) {
            before_.locative = text == "in";
            done_ = text == "in";
            return;
        }
        if (word.has(Context::preposition)) {
            before_.preposition = before_.preposition || first_;
            before_.locative = before_.locative || (first_ && (text == "a" || text == "ad"));
            passed_preposition_ = true;
            return;
        }
        if (word.has(Context::article)) {
            before_.article = before_.article || first_;
            if (unknown_ > 0) {
                done_ = true;
            }
            return;
        }
        // "col", "gen" are short for titles only with their dot.
        const bool short_form = word.has(Context::inner) && text.size() <= 3 &&
                                text.find_first_not_of("ivx") != std::string_view::npos &&
                                text != "don" && text != "re";
        if ((word.has(Context::inner) && (!short_form || words_.mark(token + 1) == ".")) ||
            word.has(Context::role_tail) || word.has(Context::possessive)) {
            return;
        }
        pass(word);
    }

    // "l'assessora alla Cultura e allo Sport Bianchi": only an office is worth the way.
    void pass(const NameWord& word) {
        if (!word.initial) {
            close_ = false;
            done_ = ++unknown_ > 3;
        }
    }

    // Streets, schools, saints, firms; true if the word was one of them.
    bool read_place(const NameWord& word, std::string_view text) {
        if (unknown_ > 0) {
            return false;
        }
        if (word.has(Context::saint) && first_ && (text.size() > 1 || word.initial)) {
            before_.saint = true;
        } else if (word.has(Context::street)) {
            // "v" and "str" need their dot, "mandare via" its preposition: they are names of
            // streets only right before the name.
            before_.street = true;
        } else if (first_ && word.hint == CaseHint::capital &&
                   in(text, "villa", "palazzo", "castello", "cascina", "torre")) {
            before_.institution = true; // "a Villa Pallavicini-Corti"
        } else if (word.has(Context::institution) && !before_.article && !before_.preposition) {
            const bool went_there = word_ > 0 && words_.text(word_ - 1) == "a" &&
                                    words_[word_ - 1].token + 1 == words_[word_].token;
            before_.institution = !went_there;
        } else if (word.has(Context::firm) && !before_.article && !before_.preposition &&
                   !before_.title) {
            before_.firm = true;
        } else {
            return false;
        }
        done_ = before_.street || before_.institution || before_.firm || before_.saint;
        return done_;
    }

    // Titles, trades, relatives, announcements; true if the word was one of them.
    bool read_person_word(const NameWord& word) {
        if (unknown_ > 0) {
            if (word.has(Context::office) && passed_preposition_) {
                before_.office = true;
                before_.far_office = true;
                done_ = true;
                return true;
            }
            return false;
        }
        const bool direct = !before_.preposition;
        if (word.has(Context::plural_title)) {
            before_.plural = true;
            done_ = true;
            return true;
        }
        if (direct && (word.has(Context::title) || word.has(Context::role) ||
                       word.has(Context::office) || word.has(Context::clergy))) {
            before_.title = before_.title || word.has(Context::title);
            before_.role = before_.role || word.has(Context::role);
            before_.office = before_.office || word.has(Context::office);
            before_.clergy = before_.clergy || word.has(Context::clergy);
            before_.relation = before_.relation || word.has(Context::relation);
            return true; // go on: "via dottor Rossi" is a street
        }
        const bool known = word.has(Context::relation) || word.has(Context::intro) ||
                           word.has(Context::intro_soft) || word.has(Context::closing) ||
                           word.has(Context::greeting);
        if (!known) {
            return false;
        }
        static constexpr std::array<std::string_view, 9> speaks{
            "sono", "sn",        "chiamo",    "sottoscritto", "sottoscritta",
            "io",   "intestato", "intestata", "firmato"};
        before_.self = in(words_.text(word_), speaks);
        before_.relation = before_.relation || word.has(Context::relation);
        before_.intro = before_.intro || word.has(Context::intro);
        before_.intro_soft = before_.intro_soft || word.has(Context::intro_soft);
        before_.closing = before_.closing || word.has(Context::closing);
        before_.greeting = before_.greeting || (word.has(Context::greeting) && first_);
        done_ = true;
        return true;
    }

    const NameWords& words_;
    std::size_t at_;
    std::size_t word_ = 0; // the word read last
    NameBefore before_;
    bool first_ = true;     // no word read yet
    bool articled_ = false; // an article is all that was read
    bool close_ = true;     // nothing but titles, articles and prepositions read
    bool done_ = false;
    bool pending_list_ = false;
    bool passed_preposition_ = false;
    int unknown_ = 0;
};

// Words that follow a comma after a name and speak of the person.
bool speaks_of_person(const NameWord& word, std::string_view text) noexcept {
    static constexpr std::array<std::string_view, 24> speaking{
        "nato",   "nata",   "residente", "domiciliato", "domiciliata", "classe", "mio",   "mia",
        "nostro", "nostra", "suo",       "sua",         "anni",        "via",    "tel",   "cell",
        "codice", "cf",     "telefono",  "ex",          "vicino",      "vicina", "abita", "moglie"};
    return in(text, speaking) || word.has(NameContext::relation) || word.has(NameContext::role) ||
           word.has(NameContext::office);
}

void read_word_after(const NameWords& words, std::size_t word, NameAfter& after) noexcept {
    const std::string_view text = words.text(word);
    // "s.r.l.", "s.n.c.": letters with dots.
    const bool dotted = text == "s" && word + 1 < words.size() &&
                        words.mark(words[word].token + 1) == "." &&
                        !words.document().tokens()[words[word].token + 1].space_before;
    after.firm = words[word].has(NameContext::firm_tail) || dotted;
    after.said = words[word].has(NameContext::said);
    after.identified = text == "nato" || text == "nata" || text == "residente";
    if (text == "e" && word + 1 < words.size() && words[word].linked) {
        after.firm = words[word + 1].has(NameContext::firm_tail);
    }
}

} // namespace

NameBefore read_before(const NameWords& words, std::size_t at) noexcept {
    return Walk{words, at}.run();
}

bool introduced_after(const NameWords& words, std::size_t at) noexcept {
    constexpr NameContexts speaking{Context::intro, Context::intro_soft, Context::said};
    constexpr std::size_t longest = 4; // words of a name
    const std::size_t last = std::min(at + longest + 2, words.size() - 1);
    for (std::size_t word = at + 2; word <= last; ++word) {
        if (!words[word].has_any(speaking)) { // most
            continue;
        }
        const std::string_view text = words.text(word);
        const std::string_view before = words.text(word - 1);
        if ((word > at + 2 &&
             ((before == "mi" && in(text, "chiamo", "kiamo")) ||
              (before == "mio" && text == "nome") || (before == "sono" && text == "io"))) ||
            (in(text, "nato", "nata", "residente", "domiciliato", "domiciliata") &&
             words.mark(words[word].token - 1) == ",")) {
            return true;
        }
    }
    return false;
}

NameAfter read_after(const NameWords& words, const NameParse& parse) noexcept {
    NameAfter after;
    const std::vector<Token>& tokens = words.document().tokens();
    const std::uint32_t end = words[parse.end - 1].end;
    std::size_t token = words[parse.end - 1].token + 1;
    while (token < tokens.size() && tokens[token].begin < end) {
        ++token; // the dot of an initial, the apostrophe of an accent
    }
    const std::size_t next_word = parse.end;
    const auto word_is_at = [&](std::size_t index) {
        return next_word < words.size() && words[next_word].token == index;
    };
    if (word_is_at(token)) {
        read_word_after(words, next_word, after);
    } else if (words.mark(token) == "&") {
        after.firm = true;
    } else if (words.mark(token) == "," || words.mark(token) == "(" || words.mark(token) == "-") {
        const std::size_t next = token + 1;
        after.identified =
            (next < tokens.size() && tokens[next].kind == TokenKind::number) ||
            (word_is_at(next) && speaks_of_person(words[next_word], words.text(next_word)));
    }
    after.closed = token >= tokens.size() || in(words.mark(token), ",", ".", "!", "?", ")");
    after.quoted = words.mark(token) == "\"";
    // To the end of the line there are only marks; little text follows on other lines.
    std::size_t scan = token;
    for (int steps = 0; steps < 6 && scan < tokens.size() && tokens[scan].kind == TokenKind::mark;
         ++steps) {
        ++scan;
    }
    after.line_end = scan >= tokens.size() || tokens[scan].kind == TokenKind::newline;
    after.text_end = after.line_end && tokens.size() - std::min(scan, tokens.size()) <= 24;
    return after;
}

} // namespace oblio::detect
