// lib/src/detect/phone.cpp: telephone numbers as Italians write them.
#include "detect/check_codes.hpp"
#include "detect/compact.hpp"
#include "detect/contacts.hpp"
#include "detect/dates.hpp"
#include "detect/phone_plan.hpp"
#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

/// One run of digits inside a match; letters O, I and L among them count as 0 and 1.
struct Group {
    std::size_t begin;
    std::size_t end;
    std::string digits;
    bool has_letters = false;
};

constexpr bool reads_as_digit(char c) noexcept {
    return is_digit(c) || c == 'o' || c == 'i' || c == 'l';
}

constexpr char as_phone_digit(char c) noexcept {
    return c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
}

std::vector<Group> groups_of(std::string_view text, std::size_t begin, std::size_t end) {
    std::vector<Group> groups;
    std::size_t at = begin;
    bool open = byte_before(text, begin) == '(';
    while (at < end) {
        if (!reads_as_digit(text[at])) {
            if (text[at] == ')' && !open) {
                break; // "1) 31.64 2) 31.90": the number of a line
            }
            open = (open || text[at] == '(') && text[at] != ')';
            ++at;
            continue;
        }
        Group group{at, at, {}};
        bool real = false;
        while (at < end && reads_as_digit(text[at])) {
            real = real || is_digit(text[at]);
            group.has_letters = group.has_letters || !is_digit(text[at]);
            group.digits += as_phone_digit(text[at]);
            ++at;
        }
        if (!real) {
            break; // the word "o" between two numbers, "il" after one
        }
        group.end = at;
        groups.push_back(std::move(group));
    }
    return groups;
}

bool is_label(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 17> labels{
        "tel", "cell", "cel", "telefono", "cellulare", "fax",      "whatsapp", "wa", "num",
        "n",   "nr",   "ph",  "numero",   "chiamate",  "telegram", "whats",    "mob"};
    return in(word, labels);
}

/// The letters directly before `at`.
std::string_view word_before(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && is_lower(text[begin - 1])) {
        --begin;
    }
    return text.substr(begin, at - begin);
}

bool is_day_and_month(std::string_view day, std::string_view month) {
    const auto number = [](std::string_view text) {
        return text.size() == 2 ? (text[0] - '0') * 10 + (text[1] - '0') : text[0] - '0';
    };
    return day.size() <= 2 && month.size() <= 2 && number(day) >= 1 && number(day) <= 31 &&
           number(month) >= 1 && number(month) <= 12;
}

/// "0830": an hour of the day at a multiple of five minutes.
bool is_hour_of_four_digits(std::string_view digits) {
    return digits.size() == 4 && digits.substr(0, 2) <= "24" && digits[2] <= '5' &&
           (digits[3] == '0' || digits[3] == '5');
}

/// Dates, hours and grouped amounts have their own shapes.
bool is_other_number(const std::vector<Group>& groups, std::size_t count, std::string_view text) {
    const auto separator = [&](std::size_t index) {
        return text.substr(groups[index].end, groups[index + 1].begin - groups[index].end);
    };
    const auto year = [](std::string_view digits) {
        return digits.size() == 4 && (digits.substr(0, 2) == "19" || digits.substr(0, 2) == "20");
    };
    if (count >= 3 && is_day_and_month(groups[0].digits, groups[1].digits) &&
        (year(groups[2].digits) || (count == 3 && groups[2].digits.size() == 2))) {
        return true;
    }
    if (count >= 3 && year(groups[0].digits) &&
        is_day_and_month(groups[2].digits, groups[1].digits)) {
        return true;
    }
    // "01748/2019": the number of an act and its year.
    if (count >= 2 && year(groups[count - 1].digits) && separator(count - 2) == "/") {
        return true;
    }
    // 0830-1230
    const bool all_hours =
        std::all_of(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(count),
                    [](const Group& group) { return is_hour_of_four_digits(group.digits); });
    if (all_hours && count >= 2) {
        return true;
    }
    // 08.30 12.30; with more of them the dots stand in every second place.
    const bool all_pairs =
        std::all_of(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(count),
                    [](const Group& group) { return group.digits.size() == 2; });
    return all_pairs && count >= 2 && (separator(0) == "." || separator(0) == ":") &&
           (count <= 4 || (separator(1) != separator(0) && separator(2) == separator(0)));
}

struct Reading {
    std::size_t groups = 0; // how many of them the number takes
    LineKind kind = LineKind::none;
    bool planned = false; // the plan has it
    bool ungrouped = false;
};

/// The area code is a group of its own or starts a longer one.
bool area_fits(const std::vector<Group>& groups, std::string_view digits) {
    const std::size_t first = groups.front().digits.size();
    const bool spaced_out = std::all_of(
        groups.begin(), groups.end(), [](const Group& group) { return group.digits.size() == 1; });
    return spaced_out || first >= area_code_length(digits);
}

/// A comma and one or two digits follow: an amount.
bool is_decimal_part(std::string_view text, std::size_t end) {
    return byte_at(text, end) == ',' && is_digit(byte_at(text, end + 1)) &&
           !is_digit(byte_at(text, end + 3));
}

/// The digits after the prefix of Italy (39 or 0039); empty if there is another prefix.
std::string without_italy(std::string_view digits) {
    for (const std::string_view prefix : {"0039", "39"}) {
        if (digits.starts_with(prefix)) {
            return std::string(digits.substr(prefix.size()));
        }
    }
    return {};
}

/// A telephone sign stands before `at`, with spaces or a colon between.
bool follows_phone_sign(std::string_view text, std::size_t at) {
    static constexpr std::array<std::string_view, 7> signs{
        "\u260e", "\u260f", "\u2706", "\U0001f4de", "\U0001f4f1", "\U0001f4f2", "\U0001f919"};
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == ':')) {
        --at;
    }
    constexpr std::string_view selector = "\ufe0f"; // "as a picture"
    std::string_view before = text.substr(0, at);
    if (before.ends_with(selector)) {
        before.remove_suffix(selector.size());
    }
    return std::any_of(signs.begin(), signs.end(),
                       [before](std::string_view sign) { return before.ends_with(sign); });
}

/// The area code stands apart and the rest is in groups as numbers are written: "0738 44 29 26".
/// Such a number needs no word beside it.
bool is_cut_at_area(const std::vector<Group>& groups, std::size_t count, std::string_view digits,
                    std::string_view text) {
    if (count < 2 || groups[0].digits.size() != area_code_length(digits)) {
        return false;
    }
    if (count == 2) {
        return groups[1].digits.size() >= 5;
    }
    // "0738 44 29 26 (9-13)": hours may follow, but no further group of the same code.
    const bool closed = count == groups.size() || groups[count].digits.size() == 1 ||
                        text[groups[count].begin - 1] == '(';
    return closed && digits.size() >= 9 &&
           std::all_of(groups.begin() + 1, groups.begin() + static_cast<std::ptrdiff_t>(count),
                       [](const Group& group) {
                           return group.digits.size() == 2 || group.digits.size() == 3;
                       });
}

/// The longest number that starts with the first group and ends with a group.
Reading read_groups(const std::vector<Group>& groups, bool international, std::string_view text) {
    std::string digits = international && groups.front().digits.substr(0, 2) != "00" ? "+" : "";
    Reading best;
    for (std::size_t count = 1; count <= groups.size(); ++count) {
        digits += groups[count - 1].digits;
        if (digits.size() > 16) {
            break;
        }
        const std::size_t end = groups[count - 1].end;
        if (is_alnum(byte_at(text, end)) || is_decimal_part(text, end)) {
            continue; // glued to something: part of a code or a decimal number
        }
        const auto number = read_phone(digits);
        if (!number || (!number->planned && digits.front() != '+')) {
            continue;
        }
        if (number->kind == LineKind::fixed && !international && !area_fits(groups, digits)) {
            continue;
        }
        const bool nine_after_ten =
            best.kind == LineKind::mobile && number->kind == LineKind::mobile;
        if ((!nine_after_ten || digits.size() > 9) && (number->planned || !best.planned)) {
            best = {count, number->kind, number->planned, count == 1};
        }
    }
    if (best.groups > 0) {
        return best;
    }
    // "39 319 5550101": the prefix of Italy without its sign, before a mobile number.
    digits.clear();
    for (std::size_t count = 1; !international && count <= groups.size(); ++count) {
        digits += groups[count - 1].digits;
        if (digits.size() == 12 && digits.starts_with("393") &&
            !is_alnum(byte_at(text, groups[count - 1].end))) {
            return {count, LineKind::mobile, true, count == 1};
        }
    }
    // Numbers of the right shape that the plan does not have (yet): only with +39, cut where an
    // area code is cut, or with a word that says so.
    digits.clear();
    for (std::size_t count = 1; count <= groups.size(); ++count) {
        digits += groups[count - 1].digits;
        if (is_alnum(byte_at(text, groups[count - 1].end))) {
            continue;
        }
        const std::string national = international ? without_italy(digits) : digits;
        if (national.size() < 8) {
            continue;
        }
        const bool mobile = national[0] == '3' && national.size() == 10;
        const bool fixed = national[0] == '0' && national.size() <= 10 && national[1] != '0' &&
                           (international || area_fits(groups, national));
        if (mobile || fixed) {
            best = {count, mobile ? LineKind::mobile : LineKind::fixed, false, count == 1};
        }
    }
    return best;
}

std::string_view kind_name(LineKind kind) {
    switch (kind) {
    case LineKind::fixed:
        return "fixed line";
    case LineKind::mobile:
        return "mobile";
    case LineKind::toll_free:
        return "toll-free";
    case LineKind::foreign:
        return "foreign";
    default:
        return "service number";
    }
}

} // namespace

std::string phone_digits(std::string_view folded) {
    std::string digits;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        const char c = folded[at];
        if (is_digit(c)) {
            digits += c;
        } else if (reads_as_digit(c) &&
                   (is_digit(byte_before(folded, at)) || is_digit(byte_at(folded, at + 1)))) {
            digits += as_phone_digit(c);
        } else if (c == '+' && digits.empty()) {
            digits += '+';
        }
    }
    return digits;
}

namespace {

/// Why the number at `begin` cannot start there; empty if it can.
std::string_view refused_by_left_side(const Match& match) {
    const std::string_view text = match.document.text();
    const char before = byte_before(text, match.begin);
    const bool emphasised = before == '_' && !is_alnum(byte_before(text, match.begin - 1));
    if (is_digit(before) || before == '@' || before == '#' || (before == '_' && !emphasised)) {
        return "inside a longer value";
    }
    if (is_lower(before) && !is_label(word_before(text, match.begin))) {
        return "glued to a word";
    }
    const bool joined = std::string_view("/.-:,").find(before) != std::string_view::npos &&
                        match.begin >= 2 && is_alnum(text[match.begin - 2]) &&
                        match.begin - 1 != match.previous_end &&
                        !is_label(word_before(text, match.begin - 1));
    // "YB-0513761": the letters of a document.
    const bool serial = joined && word_before(text, match.begin - 1).size() <= 2;
    return joined && (is_digit(text[match.begin - 2]) || before == '/' || serial)
               ? "inside a longer value"
               : "";
}

/// "passaporto rumeno 057718294": nine digits in one piece, right after the word or with one word
/// between.
bool follows_passport(const Match& match) {
    const auto& tokens = match.document.tokens();
    std::size_t at = match.document.token_at(match.begin);
    for (int words = 0; at > 0 && words < 2;) {
        const Token& token = tokens[--at];
        if (token.kind == TokenKind::word) {
            const std::string_view word = match.document.text(token);
            if (word == "passaporto" || word == "passport") {
                return true;
            }
            ++words;
        } else if (token.kind != TokenKind::mark) {
            return false;
        }
    }
    return false;
}

/// Before `end` stands a number of one or two digits after a word and a space.
bool is_small_number_in_words(std::string_view text, std::size_t end) {
    std::size_t at = end;
    while (at > 0 && end - at < 3 && is_digit(text[at - 1])) {
        --at;
    }
    return end - at <= 2 && at >= 2 && text[at - 1] == ' ' && is_lower(text[at - 2]);
}

/// A date in digits ends at `end`: "12/03/1951 319 123 4567".
bool ends_a_date(std::string_view text, std::size_t end) {
    constexpr std::size_t longest = 10;
    std::size_t at = end;
    while (at > 0 && end - at < longest &&
           (is_digit(text[at - 1]) ||
            std::string_view("./-").find(text[at - 1]) != std::string_view::npos)) {
        --at;
    }
    return read_date(text.substr(at, end - at)).has_value();
}

/// What the kind of line says for itself.
void weigh_line(const Reading& reading, std::string_view digits, bool international,
                Verdict& verdict) {
    switch (reading.kind) {
    case LineKind::foreign:
        verdict.adjustment = reading.planned ? 0.3 : 0.1;
        break;
    case LineKind::mobile:
        verdict.adjustment = 0.2;
        // Nine digits: numbers of before 1998, rare; most such runs are codes.
        // Twelve: with the prefix and without its sign.
        verdict.needs_context = !international && reading.ungrouped && digits.size() != 10;
        break;
    case LineKind::fixed:
        // Six or seven digits in one piece are a code unless the label stands right beside them.
        verdict.adjustment = !reading.ungrouped ? 0.15 : digits.size() >= 8 ? 0.1 : -0.25;
        verdict.needs_context = !international && (digits.size() <= (reading.ungrouped ? 8U : 7U) ||
                                                   (reading.ungrouped && digits.size() > 10));
        break;
    case LineKind::toll_free:
        verdict.adjustment = digits.size() >= 9 ? 0.15 : -0.25; // 803 and three digits
        verdict.needs_context = digits.size() < 9;
        break;
    case LineKind::voip:
        verdict.adjustment =
            -0.3; // hardly in use: ten digits that start with 55 are something else
        verdict.needs_context = true;
        break;
    default:
        verdict.needs_context = true;
        verdict.adjustment = digits.size() >= 8 ? 0.0 : -0.25;
    }
}

/// What the kind of line, its grouping and what stands before do to the confidence.
void weigh_phone(const Match& match, const std::vector<Group>& groups, const Reading& reading,
                 std::string_view digits, bool international, Verdict& verdict) {
    weigh_line(reading, digits, international, verdict);
    const bool cut_at_area = reading.kind == LineKind::fixed &&
                             is_cut_at_area(groups, reading.groups, digits, match.document.text());
    if (!reading.planned && cut_at_area) {
        verdict.adjustment = -0.05;
    }
    verdict.adjustment += international && reading.kind != LineKind::foreign ? 0.1 : 0.0;
    // A digit group just before makes it likely that this is the tail of a longer code, unless it
    // is one small number in words: "dalle 8 alle 20 316 555 0101".
    const std::string_view text = match.document.text();
    const char before = byte_before(text, match.begin);
    const bool tail = before == ' ' && match.begin >= 2 && is_digit(text[match.begin - 2]) &&
                      match.begin - 1 != match.previous_end && groups[0].digits.size() < 9 &&
                      !(digits.size() >= 10 && (is_small_number_in_words(text, match.begin - 1) ||
                                                ends_a_date(text, match.begin - 1)));
    // "0102 8837 4410 0029 71": groups of the same kind go on, and begin no other number.
    const bool head =
        reading.groups > 1 && reading.groups < groups.size() &&
        groups[reading.groups].digits.size() >= 4 &&
        text[groups[reading.groups].begin - 1] == ' ' &&
        std::string_view("038").find(groups[reading.groups].digits[0]) == std::string_view::npos;
    // Nine or ten digits with the head of an area code that is not in use: numbers more often than
    // codes, whose zeros come in twos or are many.
    const bool long_enough = reading.kind == LineKind::fixed && digits.size() >= 9;
    if (!reading.planned && !international && !cut_at_area && long_enough) {
        verdict.adjustment = -0.05;
    }
    const bool unplanned = !reading.planned && !international && !cut_at_area && !long_enough;
    const bool misspelt =
        reading.kind != LineKind::mobile &&
        std::any_of(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(reading.groups),
                    [](const Group& g) { return g.has_letters; });
    verdict.needs_context =
        !is_lower(before) && (verdict.needs_context || unplanned || tail || head || misspelt);
    if (follows_phone_sign(text, match.begin)) {
        verdict.needs_context = false;
        verdict.adjustment += 0.2;
        verdict.reasons.emplace_back("telephone sign before: +0.20");
    }
}

} // namespace

Verdict check_phone(const Match& match) {
    if (const std::string_view reason = refused_by_left_side(match); !reason.empty()) {
        return Verdict::no(reason);
    }
    const std::string_view text = match.document.text();
    const auto groups = groups_of(text, match.begin, match.end);
    if (groups.empty()) {
        return Verdict::no("no digits");
    }
    const bool international =
        match.text().find('+') != std::string_view::npos || groups[0].digits.substr(0, 2) == "00";
    const Reading reading = read_groups(groups, international, text);
    if (reading.groups == 0) {
        return Verdict::no("no such number in the numbering plans");
    }
    if (!international && is_other_number(groups, reading.groups, text)) {
        return Verdict::no("a date, an hour or an amount");
    }
    std::string digits;
    for (std::size_t index = 0; index < reading.groups; ++index) {
        digits += groups[index].digits;
    }
    if (reading.ungrouped && !international && digits.size() == 11 && vat_number_holds(digits)) {
        return Verdict::no("eleven digits with the check of a VAT number");
    }
    if (reading.ungrouped && digits.size() == 9 && follows_passport(match)) {
        return Verdict::no("the number of a passport");
    }
    if (reading.ungrouped &&
        std::string_view("01234567890123456789").find(digits) != std::string_view::npos) {
        return Verdict::no("digits counted up");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.end = groups[reading.groups - 1].end;
    verdict.checked = reading.planned;
    verdict.reasons.push_back(reading.planned
                                  ? "numbering plan: " + std::string(kind_name(reading.kind))
                                  : std::string("possible length, not in the numbering plan"));
    weigh_phone(match, groups, reading, digits, international, verdict);
    const std::string_view value = text.substr(match.begin, verdict.end - match.begin);
    if (value.front() == '(' && value.find(')') == std::string_view::npos) {
        ++verdict.begin; // "(328 4450019)": the bracket is not part of the number
    }
    return verdict;
}

Verdict check_phone_link(const Match& match) {
    const std::string_view text = match.document.text();
    std::size_t begin = match.end;
    while (begin > match.begin && is_digit(text[begin - 1])) {
        --begin;
    }
    const auto number = read_phone("+" + std::string(text.substr(begin, match.end - begin)));
    if (!number || is_alnum(byte_at(text, match.end))) {
        return Verdict::no("no such number in the numbering plans");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.begin = begin > match.begin && text[begin - 1] == '+' ? begin - 1 : begin;
    verdict.checked = number->planned;
    verdict.adjustment = number->planned ? 0.25 : 0.0;
    verdict.reasons.emplace_back("number of a chat link");
    return verdict;
}

} // namespace oblio::detect
