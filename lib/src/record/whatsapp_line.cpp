// lib/src/record/whatsapp_line.cpp
#include "record/whatsapp_line.hpp"

#include "record/recognise.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>

namespace oblio::record::whatsapp {
namespace {

/// Bytes of the invisible mark at `at`, 0 if there is none.
std::size_t mark_length(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at, 3);
    if (rest == "\xEF\xBB\xBF") { // U+FEFF
        return 3;
    }
    if (rest.size() < 3 || rest[0] != '\xE2') {
        return 0;
    }
    const auto second = static_cast<unsigned char>(rest[1]);
    const auto third = static_cast<unsigned char>(rest[2]);
    const bool general = second == 0x80 && (third == 0x8B || third == 0x8E || third == 0x8F ||
                                            (third >= 0xAA && third <= 0xAE));
    const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;
    return general || isolate ? 3 : 0;
}

/// Bytes of the unusual space at `at` (U+00A0, U+202F), 0 if there is none.
std::size_t space_length(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) == "\xC2\xA0") {
        return 2;
    }
    return text.substr(at, 3) == "\xE2\x80\xAF" ? 3 : 0;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Reads the grammar from left to right over one plain line.
class HeaderParser {
public:
    explicit HeaderParser(std::string_view text) : text_{text} {}

    std::optional<Header> run() {
        header_.apple = take('[');
        if (!date()) {
            return std::nullopt;
        }
        take(',');
        if (!spaces()) {
            return std::nullopt;
        }
        words();
        if (!time()) {
            return std::nullopt;
        }
        day_half();
        if (header_.apple) {
            if (!take(']')) {
                return std::nullopt;
            }
            take(' ');
        } else if (!dash()) {
            return std::nullopt;
        }
        header_.rest = at_;
        return plausible() ? std::optional{header_} : std::nullopt;
    }

private:
    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (here() != c) {
            return false;
        }
        ++at_;
        return true;
    }
    bool spaces() {
        const std::size_t from = at_;
        while (here() == ' ') {
            ++at_;
        }
        return at_ > from;
    }

    std::optional<unsigned> number(std::size_t longest, unsigned char* width) {
        unsigned value = 0;
        std::size_t count = 0;
        while (count < longest && is_digit(here())) {
            value = value * 10 + static_cast<unsigned>(text_[at_] - '0');
            ++at_;
            ++count;
        }
        if (count == 0 || is_digit(here())) {
            return std::nullopt;
        }
        if (width != nullptr) {
            *width = static_cast<unsigned char>(count);
        }
        return value;
    }

    bool date() {
        char separator = '\0';
        for (std::size_t i = 0; i < 3; ++i) {
            if (i > 0) {
                const char c = here();
                if ((c != '/' && c != '.' && c != '-') || (i == 2 && c != separator)) {
                    return false;
                }
                separator = c;
                ++at_;
                take(' ');
            }
            const auto value = number(4, &header_.widths[i]);
            if (!value || header_.widths[i] == 3) {
                return false;
            }
            header_.numbers[i] = *value;
        }
        take('.');
        return std::count(header_.widths.begin(), header_.widths.end(), 4) <= 1;
    }

    /// Localised words such as "at", between date and time.
    void words() {
        while (is_letter(here())) {
            const std::size_t from = at_;
            while (is_letter(here())) {
                ++at_;
            }
            take(',');
            if (!spaces()) {
                at_ = from;
                return;
            }
        }
    }

    bool time() {
        unsigned char width = 0;
        const auto hour = number(2, &width);
        if (!hour || (here() != ':' && here() != '.')) {
            return false;
        }
        header_.padded = width == 2;
        ++at_;
        const auto minute = number(2, &width);
        if (!minute || width != 2) {
            return false;
        }
        if ((here() == ':' || here() == '.') && at_ + 1 < text_.size() &&
            is_digit(text_[at_ + 1])) {
            ++at_;
            const auto second = number(2, &width);
            if (!second || width != 2) {
                return false;
            }
            header_.second = *second;
            header_.has_second = true;
        }
        header_.hour = *hour;
        header_.minute = *minute;
        return true;
    }

    /// AM or PM in one of its writings; nothing taken if there is none.
    void day_half() {
        const std::size_t from = at_;
        take(' ');
        const char half = here();
        const bool afternoon = half == 'p' || half == 'P';
        if (!afternoon && half != 'a' && half != 'A') {
            at_ = from;
            return;
        }
        ++at_;
        take('.');
        take(' ');
        if (here() != 'm' && here() != 'M') {
            at_ = from;
            return;
        }
        ++at_;
        take('.');
        header_.twelve_hours = true;
        afternoon_ = afternoon;
    }

    bool dash() {
        if (!spaces()) {
            return false;
        }
        if (!take('-')) {
            if (text_.substr(at_, 3) != "\xE2\x80\x93") {
                return false;
            }
            at_ += 3;
        }
        take(' ');
        return true;
    }

    bool plausible() {
        if (header_.twelve_hours) {
            if (header_.hour == 0 || header_.hour > 12) {
                return false;
            }
            header_.hour = header_.hour % 12 + (afternoon_ ? 12 : 0);
        }
        if (header_.hour > 23 || header_.minute > 59 || header_.second > 59) {
            return false;
        }
        const auto day = [](unsigned n) { return n >= 1 && n <= 31; };
        const auto month = [](unsigned n) { return n >= 1 && n <= 12; };
        const auto [a, b, c] = header_.numbers;
        if (header_.widths[0] == 4) {
            return a > 0 && month(b) && day(c);
        }
        if (header_.widths[1] == 4) {
            return false;
        }
        return (day(a) && month(b)) || (month(a) && day(b));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Header header_;
    bool afternoon_ = false;
};

/// `*` stands for any text, also none.
bool matches(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') {
        ++p;
    }
    return p == pattern.size();
}

template <std::size_t N>
bool matches_any(const std::array<std::string_view, N>& patterns, std::string_view text) {
    // A sentence of the program is short; a citizen's page of text is not compared at all.
    return text.size() <= 4096 && std::any_of(patterns.begin(), patterns.end(),
                                              [&](auto pattern) { return matches(pattern, text); });
}

constexpr std::array<std::string_view, 7> encryption{
    "i messaggi e le chiamate sono crittografati end-to-end*",
    "i messaggi e le chiamate in questa chat sono *crittografi* end-to-end*",
    "i messaggi in questa chat *protetti con la crittografia end-to-end*",
    "i messaggi che invii in questa chat e le chiamate sono *crittografia end-to-end*",
    "*messaggi*protetti con la crittografia end-to-end*",
    "messages and calls are end-to-end encrypted*",
    "messages *are * secured with end-to-end encryption*",
};

constexpr std::array<std::string_view, 42> group{
    "* ha creato il gruppo*",
    "hai creato il gruppo*",
    "hai creato questo gruppo*",
    "* ha creato questo gruppo*",
    "* ha aggiunto *",
    "hai aggiunto *",
    "* ti ha aggiunto*",
    "* è stato aggiunto*",
    "* è stata aggiunta*",
    "* si è unito*",
    "* si è unita*",
    "* è entrato usando il link d'invito*",
    "* è entrata usando il link d'invito*",
    "*tramite il link d'invito*",
    "* ha rimosso *",
    "hai rimosso *",
    "* ha abbandonato",
    "* ha abbandonato il gruppo",
    "hai abbandonato*",
    "* è uscito",
    "* è uscita",
    "* ha lasciato",
    "* ha lasciato il gruppo*",
    "* ha cambiato l'oggetto *",
    "* ha modificato l'oggetto *",
    "* ha cambiato il nome del gruppo*",
    "* ha cambiato l'immagine del gruppo*",
    "* ha cambiato l'icona *",
    "hai cambiato *",
    "l'oggetto è stato cambiato*",
    "* ha cambiato la descrizione del gruppo*",
    "* ha modificato le impostazioni del gruppo*",
    "ora sei un amministratore*",
    "hai revocato il link*",
    "* created group *",
    "you created group *",
    "* added *",
    "* left",
    "* removed *",
    "* changed the subject *",
    "* changed the group name *",
    "* joined using *",
};

constexpr std::array<std::string_view, 26> other{
    "* ha fissato un messaggio*",
    "* ha cambiato numero*",
    "* ha cambiato il suo numero di telefono*",
    "* è diventato +*",
    "il codice di sicurezza di * è cambiato*",
    "il tuo codice di sicurezza con * è cambiato*",
    "* messaggi effimeri*",
    "i messaggi effimeri *",
    "hai attivato *",
    "hai disattivato *",
    "hai bloccato questo contatto*",
    "hai sbloccato questo contatto*",
    "* usa un servizio sicuro di meta*",
    "* è tra i tuoi contatti*",
    "questa chat è con un account business*",
    "* changed their phone number*",
    "* changed to +*",
    "your security code with * changed*",
    "* security code changed*",
    "* pinned a message*",
    "*disappearing messages*",
    "you blocked this contact*",
    "you unblocked this contact*",
    "you're now an admin*",
    "* uses a secure service from meta*",
    "* is a contact*",
};

} // namespace

std::string plain(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '\xE2' || c == '\xEF' || c == '\xC2') {
            if (const std::size_t mark = mark_length(text, at)) {
                at += mark;
                continue;
            }
            if (const std::size_t space = space_length(text, at)) {
                out.push_back(' ');
                at += space;
                continue;
            }
        }
        out.push_back(c);
        ++at;
    }
    return out;
}

std::size_t raw_offset(std::string_view text, std::size_t wanted) {
    std::size_t at = 0;
    std::size_t made = 0;
    while (at < text.size()) {
        if (const std::size_t mark = mark_length(text, at)) {
            // Marks before the wanted place are passed, marks at it belong to what follows.
            if (made == wanted) {
                return at;
            }
            at += mark;
            continue;
        }
        if (made == wanted) {
            return at;
        }
        const std::size_t space = space_length(text, at);
        at += space == 0 ? 1 : space;
        ++made;
    }
    return at;
}

bool starts_marked(std::string_view text) {
    const std::string_view rest = skip_marks(text);
    return text.substr(0, text.size() - rest.size()).find("\xE2\x80\x8E") != std::string_view::npos;
}

std::string_view skip_marks(std::string_view text) {
    while (const std::size_t mark = text.empty() ? 0 : mark_length(text, 0)) {
        text.remove_prefix(mark);
    }
    return text;
}

std::optional<Header> parse_header(std::string_view plain_line) {
    if (plain_line.empty() || (plain_line[0] != '[' && !is_digit(plain_line[0]))) {
        return std::nullopt;
    }
    return HeaderParser{plain_line}.run();
}

std::string phrase(std::string_view text) {
    const std::string clean = plain(text);
    std::string out;
    out.reserve(clean.size());
    for (std::size_t at = 0; at < clean.size();) {
        const std::string_view rest = std::string_view{clean}.substr(at);
        if (rest.starts_with("’") || rest.starts_with("‘")) {
            out.push_back('\'');
            at += 3;
        } else if (rest.starts_with("“") || rest.starts_with("”")) {
            out.push_back('"');
            at += 3;
        } else if (rest.starts_with("«") || rest.starts_with("»")) {
            out.push_back('"');
            at += 2;
        } else if (rest[0] == '\xC3' && rest.size() > 1) { // À to Þ
            const auto second = static_cast<unsigned char>(rest[1]);
            const bool upper = second >= 0x80 && second <= 0x9E && second != 0x97;
            out.push_back(rest[0]);
            out.push_back(upper ? static_cast<char>(second + 0x20) : rest[1]);
            at += 2;
        } else {
            out.push_back(rest[0] >= 'A' && rest[0] <= 'Z' ? static_cast<char>(rest[0] - 'A' + 'a')
                                                           : rest[0]);
            ++at;
        }
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\r')) {
        out.pop_back();
    }
    if (out.ends_with('.')) {
        out.pop_back();
    }
    return out;
}

bool is_encryption_notice(std::string_view text) {
    return matches_any(encryption, text);
}

bool is_group_sentence(std::string_view text) {
    return matches_any(group, text);
}

bool is_system_sentence(std::string_view text) {
    return is_encryption_notice(text) || matches_any(group, text) || matches_any(other, text);
}

} // namespace oblio::record::whatsapp

namespace oblio::record {

bool is_whatsapp_header(std::string_view line) {
    return whatsapp::parse_header(whatsapp::plain(line)).has_value();
}

} // namespace oblio::record
