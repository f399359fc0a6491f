// lib/src/detect/email.cpp: e-mail addresses, mentions and profile pages.
#include "detect/compact.hpp"
#include "detect/contacts.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

// Endings in use in Italy; a spelled address must end in one of them, a plain one need not.
constexpr std::array<std::string_view, 34> common_endings{
    "it",  "com", "net",   "org",   "eu",     "info", "biz",  "edu", "gov", "example", "sm", "va",
    "ch",  "fr",  "de",    "at",    "uk",     "es",   "ro",   "al",  "ua",  "pl",      "me", "io",
    "app", "dev", "cloud", "email", "online", "site", "name", "pro", "us",  "live"};
constexpr std::array<std::string_view, 10> file_endings{"png", "jpg", "jpeg", "gif", "webp",
                                                        "svg", "pdf", "css",  "js",  "html"};
constexpr std::array<std::string_view, 16> mail_domains{
    "gmail.com",  "libero.it",   "hotmail.it",  "hotmail.com", "yahoo.it", "yahoo.com",
    "outlook.it", "outlook.com", "virgilio.it", "tiscali.it",  "alice.it", "tim.it",
    "icloud.com", "live.it",     "pec.it",      "legalmail.it"};
// Addresses to everybody, not to a person.
constexpr std::array<std::string_view, 14> group_mentions{
    "ore",      "casa",      "tutti",    "all",       "everyone",    "here",  "channel",
    "follower", "followers", "evidenza", "highlight", "in_evidenza", "admin", "moderatori"};

bool plain_address_holds(std::string_view address) {
    const auto sign = address.find('@');
    if (sign == std::string_view::npos || sign == 0) {
        return false;
    }
    const std::string_view local = address.substr(0, sign);
    const std::string_view domain = address.substr(sign + 1);
    const auto dot = domain.rfind('.');
    return local.front() != '.' && local.back() != '.' &&
           local.find("..") == std::string_view::npos && dot != std::string_view::npos && dot > 0 &&
           domain.find("-.") == std::string_view::npos &&
           domain.find(".-") == std::string_view::npos &&
           domain.find("..") == std::string_view::npos && domain.front() != '-' &&
           !in(domain.substr(dot + 1), file_endings);
}

std::string_view ending(std::string_view address) {
    return address.substr(address.rfind('.') + 1);
}

} // namespace

std::string plain_email(std::string_view folded) {
    std::string plain;
    std::size_t at = 0;
    while (at < folded.size()) {
        if (!is_lower(folded[at])) {
            const char c = folded[at];
            const bool kept = is_digit(c) || c == '.' || c == '@' || c == '_' || c == '-' ||
                              c == '+' || c == '\'' || c == '%' ||
                              static_cast<unsigned char>(c) >= 0x80U;
            if (kept) {
                plain += c;
            } else if (c == ',' && plain.find('@') != std::string::npos) {
                plain += '.'; // "nome@gmail,com"
            }
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < folded.size() && is_lower(folded[end])) {
            ++end;
        }
        const std::string_view word = folded.substr(at, end - at);
        // A spelled sign stands alone: spaces or brackets on both sides.
        const auto is_open = [](char c) {
            return c == ' ' || c == '(' || c == '[' || c == '{' || c == '<' || c == '\n' ||
                   c == '*' || c == '-' || c == '_';
        };
        const auto is_close = [](char c) {
            return c == ' ' || c == ')' || c == ']' || c == '}' || c == '>' || c == '\n' ||
                   c == '*' || c == '-' || c == '_';
        };
        const bool alone =
            at > 0 && end < folded.size() && is_open(folded[at - 1]) && is_close(folded[end]);
        const bool has_sign = plain.find('@') != std::string::npos;
        if (alone && !has_sign &&
            (word == "at" || word == "chiocciola" || word == "chiocciolina" ||
             (word == "a" && folded[end] != ' '))) {
            while (!plain.empty() && (plain.back() == '-' || plain.back() == '_')) {
                plain.pop_back();
            }
            plain += '@';
            while (end < folded.size() && (folded[end] == '-' || folded[end] == '_')) {
                ++end;
            }
        } else if (alone && (word == "dot" || word == "punto")) {
            plain += '.';
        } else if (alone && (word == "underscore" || word == "trattino") && folded[at - 1] == ' ') {
            const bool low = folded.substr(end, 6) == " basso";
            plain += low || word == "underscore" ? '_' : '-';
            end += low ? 6 : 0;
        } else {
            plain += word;
        }
        at = end;
    }
    return plain;
}

Verdict check_email(const Match& match) {
    const std::string_view text = match.document.text();
    if (!plain_address_holds(match.text())) {
        return Verdict::no("not an address");
    }
    const char before = byte_before(text, match.begin);
    if (is_alnum(before) || before == '@') {
        return Verdict::no("inside a longer value");
    }
    if (byte_at(text, match.end) == '@') {
        return Verdict::no("two signs");
    }
    Verdict verdict = Verdict::yes(match);
    // "nome@libero.itoppure": the domain of a provider ends where it ends.
    const auto sign = match.text().find('@') + 1;
    for (const std::string_view domain : mail_domains) {
        if (match.text().substr(sign, domain.size()) == domain) {
            verdict.end = match.begin + sign + domain.size();
        }
    }
    if (in(ending(match.text()), common_endings)) {
        verdict.reasons.emplace_back("known ending of the domain");
        verdict.adjustment = 0.05;
    }
    return verdict;
}

Verdict check_spelled_email(const Match& match) {
    const std::string address = plain_email(match.text());
    if (!plain_address_holds(address) || !in(ending(address), common_endings)) {
        return Verdict::no("not an address");
    }
    const std::string_view text = match.document.text();
    if (is_alnum(byte_before(text, match.begin)) || is_alnum(byte_at(text, match.end))) {
        return Verdict::no("inside a longer value");
    }
    // "we met at school.it": a bare "at" is an English word unless more speaks for an address.
    const bool bare = match.text().find(" at ") != std::string_view::npos;
    const bool spelled_dot = match.text().find(" dot ") != std::string_view::npos ||
                             match.text().find(" punto ") != std::string_view::npos ||
                             match.text().find_first_of("[({") != std::string_view::npos;
    const std::string_view local = std::string_view(address).substr(0, address.find('@'));
    if (bare && !spelled_dot && local.find_first_of("._-0123456789") == std::string_view::npos) {
        return Verdict::no("prose with \"at\" in it");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.reasons.emplace_back("spelled out");
    return verdict;
}

Verdict check_mention(const Match& match) {
    const std::string_view text = match.document.text();
    const char before = byte_before(text, match.begin);
    if (is_alnum(before) || before == '@' || before == '.' || before == '/' || before == '_' ||
        before == '-' || before == '+' || static_cast<unsigned char>(before) >= 0x80U) {
        return Verdict::no("part of an address");
    }
    std::size_t end = match.end;
    while (end > match.begin && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    const std::string_view name = text.substr(match.begin + 1, end - match.begin - 1);
    const auto letters = std::count_if(name.begin(), name.end(), is_lower);
    if (letters == 0 || name.size() < 3) {
        return Verdict::no("too short for an account");
    }
    const bool hour = name.starts_with("ore") && name.size() > 3 &&
                      std::all_of(name.begin() + 3, name.end(), is_digit); // "@ore21 in piazza"
    if (hour || in(name, mail_domains) || in(name, group_mentions)) {
        return Verdict::no("not the account of a person");
    }
    if (byte_at(text, end) == '@' || is_alnum(byte_at(text, match.end))) {
        return Verdict::no("part of an address");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.end = end;
    return verdict;
}

std::string plain_handle(std::string_view folded) {
    std::string_view rest = folded;
    if (const auto scheme = rest.find("://"); scheme != std::string_view::npos) {
        rest = rest.substr(scheme + 3);
    }
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        const std::string_view host = rest.substr(0, slash);
        rest = rest.substr(slash + 1);
        for (const std::string_view folder : {"in/", "user/", "c/", "channel/", "people/", "u/"}) {
            if (rest.substr(0, folder.size()) == folder) {
                rest = rest.substr(folder.size());
            }
        }
        if (host.find('.') == std::string_view::npos) {
            rest = folded;
        }
    }
    if (!rest.empty() && rest.front() == '@') {
        rest.remove_prefix(1);
    }
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        rest = rest.substr(0, slash);
    }
    while (!rest.empty() && (rest.back() == '/' || rest.back() == '.')) {
        rest.remove_suffix(1);
    }
    return std::string(rest.empty() ? folded : rest);
}

Verdict check_profile_url(const Match& match) {
    const std::string_view text = match.document.text();
    const char before = byte_before(text, match.begin);
    if (is_alnum(before) || before == '.' || before == '-' || before == '/' || before == '@') {
        return Verdict::no("inside a longer address");
    }
    static constexpr std::array<std::string_view, 44> pages{
        "events",        "event",     "groups",    "group",       "pages",       "watch",
        "share",         "sharer",    "p",         "reel",        "reels",       "stories",
        "story",         "hashtag",   "photo",     "photos",      "photo.php",   "video",
        "videos",        "login",     "joinchat",  "status",      "i",           "search",
        "explore",       "home",      "intent",    "shorts",      "playlist",    "help",
        "policies",      "privacy",   "about",     "marketplace", "gaming",      "messages",
        "settings",      "legal",     "story.php", "s",           "addstickers", "tv",
        "permalink.php", "sharer.php"};
    std::size_t end = match.end;
    while (end > match.begin && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    const std::string account = plain_handle(text.substr(match.begin, end - match.begin));
    if (account.size() < 2 || in(account, pages)) {
        return Verdict::no("not the page of a person");
    }
    const bool video_site = match.text().find("youtube.com/") != std::string_view::npos;
    if (video_site && match.text().find("/@") == std::string_view::npos &&
        match.text().find("/user/") == std::string_view::npos &&
        match.text().find("/c/") == std::string_view::npos) {
        return Verdict::no("not the page of a person");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.end = end;
    return verdict;
}

} // namespace oblio::detect
