// lib/src/detect/codes.cpp
#include "detect/codes.hpp"

#include "detect/check_codes.hpp"
#include "detect/compact.hpp"
#include "detect/pattern_data.hpp"
#include "detect/word_list.hpp"

#include "oblio/detect/fiscal_code.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

/// More of the value stands around it. Letters before it may be its label and are no part of it.
bool stands_in_a_longer_value(std::string_view text, std::size_t begin, std::size_t end) {
    return is_digit(byte_before(text, begin)) ||
           static_cast<unsigned char>(byte_before(text, begin)) >= 0x80U ||
           is_alnum(byte_at(text, end)) || static_cast<unsigned char>(byte_at(text, end)) >= 0xC0U;
}

std::string digits_with_o(std::string_view chars) {
    std::string digits{chars};
    for (char& c : digits) {
        c = c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
    }
    return digits;
}

/// Takes letters off the end that belong to the next word: "4755 ore 11" is no O for zero.
void drop_next_word(std::string_view text, Compact& found) {
    while (!found.chars.empty() && is_lower(found.chars.back())) {
        const std::size_t at = found.at.back();
        const bool next_letter = is_lower(byte_at(text, at + 1));
        const bool apart = !is_alnum(byte_before(text, at));
        if (!next_letter && !apart) {
            return;
        }
        found.chars.pop_back();
        found.at.pop_back();
    }
}

/// The expression may stop inside the next number: back to where that one starts.
void drop_broken_number(std::string_view text, Compact& found) {
    if (!is_digit(byte_at(text, found.at.back() + 1))) {
        return;
    }
    std::size_t size = found.size() - 1;
    while (size > 0 && found.at[size] == found.at[size - 1] + 1) {
        --size;
    }
    found.chars.resize(size);
    found.at.resize(size);
}

/// The value and its separators are inside a web address.
bool inside_url(std::string_view text, std::size_t begin) {
    std::size_t at = begin;
    const std::size_t least = begin > 120 ? begin - 120 : 0;
    while (at > least && text[at - 1] != ' ' && text[at - 1] != '\n') {
        --at;
    }
    const std::string_view word = text.substr(at, begin - at);
    return word.find("://") != std::string_view::npos || word.substr(0, 4) == "www." ||
           word.find(".it/") != std::string_view::npos ||
           word.find(".com/") != std::string_view::npos;
}

/// A fiscal code in one piece, in the groups of the card (3-3-5-5 and finer), one character a box,
/// or broken once by the end of a line. Prose that happens to pass the check is cut elsewhere.
bool is_grouped_as_printed(const Match& match) {
    const std::string_view text = match.document.text();
    const Compact found = compact(text, match.begin, match.end);
    std::size_t cuts = 0;
    std::size_t odd_cuts = 0;
    bool only_newlines = true;
    for (std::size_t at = 1; at < found.size(); ++at) {
        if (found.at[at] == found.at[at - 1] + 1) {
            continue;
        }
        ++cuts;
        const bool usual =
            at == 3 || at == 6 || at == 8 || at == 9 || at == 11 || at == 12 || at == 15;
        odd_cuts += usual ? 0 : 1;
        only_newlines = only_newlines &&
                        text.substr(found.at[at - 1], found.at[at] - found.at[at - 1]).find('\n') !=
                            std::string_view::npos;
    }
    const bool in_fours = cuts == 3 && found.at[4] > found.at[3] + 1 &&
                          found.at[8] > found.at[7] + 1 && found.at[12] > found.at[11] + 1;
    if (in_fours) {
        odd_cuts = 0;
    }
    if (cuts == 0 || cuts == found.size() - 1 || (cuts == 1 && only_newlines)) {
        return true;
    }
    // Groups stand alone, and are of letters or of digits where the code has them.
    const auto digits = std::count_if(found.chars.begin(), found.chars.end(), is_digit);
    return odd_cuts == 0 && digits >= 3 && !is_alnum(byte_before(text, match.begin)) &&
           !is_alnum(byte_at(text, match.end));
}

/// The first `size` characters stand in one piece, one by one, or in the groups of cards: fours
/// and a rest, 4-6-5 and 4-6-4, two eights.
bool is_cut_as_card(const Compact& found, std::size_t size) {
    std::vector<std::size_t> groups{1};
    for (std::size_t at = 1; at < size; ++at) {
        if (found.at[at] == found.at[at - 1] + 1) {
            ++groups.back();
        } else {
            groups.push_back(1);
        }
    }
    const auto all_of_size = [&groups](std::size_t wanted) {
        return std::all_of(groups.begin(), groups.end() - 1,
                           [wanted](std::size_t group) { return group == wanted; });
    };
    const bool three = groups.size() == 3 && groups[0] == 4 && groups[1] == 6;
    return groups.size() <= 2 || three || all_of_size(4) || all_of_size(1);
}

bool has_capitals(const Match& match) {
    const std::string_view source =
        match.document.source_span(match.begin, match.end).of(match.document.source());
    return std::none_of(source.begin(), source.end(), is_lower);
}

/// Somewhere stands Y, a letter and seven digits, in one piece or cut after the letters.
bool holds_ordinary_passport(std::string_view text) {
    for (std::size_t at = text.find('y'); at != std::string_view::npos;
         at = text.find('y', at + 1)) {
        if (is_alnum(byte_before(text, at)) || !is_lower(byte_at(text, at + 1))) {
            continue;
        }
        const bool cut = !is_alnum(byte_at(text, at + 2));
        const std::string_view digits = text.substr(std::min(text.size(), at + (cut ? 3 : 2)), 7);
        if (digits.size() == 7 && std::all_of(digits.begin(), digits.end(), is_digit)) {
            return true;
        }
    }
    return false;
}

// Words of one or two letters that stand before or after a number in a sentence.
bool is_short_word(std::string_view letters) {
    static constexpr std::array<std::string_view, 42> words{
        "a",  "e",  "i",  "o",  "di", "da", "in", "il", "la", "le",  "lo",  "un",  "su",  "se",
        "si", "no", "nr", "ha", "ho", "mi", "ti", "ci", "vi", "ne",  "al",  "ai",  "ad",  "ed",
        "od", "ma", "va", "so", "sa", "fa", "me", "te", "fu", "sta", "per", "con", "tra", "fra"};
    return in(letters, words);
}

} // namespace

Verdict check_fiscal_code(const Match& match) {
    const auto code = parse_fiscal_code(match.text());
    if (!code) {
        return Verdict::no("check letter or date of the fiscal code wrong");
    }
    const std::string_view text = match.document.text();
    const char before = byte_before(text, match.begin);
    const char after = byte_at(text, match.end);
    if (is_digit(before) || is_digit(after)) {
        return Verdict::no("inside a longer code");
    }
    if (!is_grouped_as_printed(match)) {
        return Verdict::no("cut where no fiscal code is cut");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.checked = true;
    verdict.reasons.emplace_back("check letter right");
    if (code->omocodia) {
        verdict.reasons.emplace_back("omocodia");
    }
    if (code->corrected) {
        verdict.reasons.emplace_back("letter O or I read as a digit");
        verdict.adjustment -= 0.05;
    }
    if ((is_lower(before) || is_lower(after)) && match.end - match.begin == 16) {
        verdict.adjustment -= 0.05; // glued to a word
    }
    const auto years = match.data.places.code_years(code->place);
    const int year = code->year_in_century;
    const bool in_use = years && ((1900 + year >= years->from && 1900 + year <= years->to) ||
                                  (2000 + year >= years->from && 2000 + year <= years->to));
    if (in_use) {
        verdict.reasons.emplace_back("place code in use in the year of birth");
        verdict.adjustment += 0.05;
    } else if (years) {
        verdict.reasons.emplace_back("place code of other years");
    } else {
        verdict.reasons.emplace_back("place code not in the table: may be newer");
        verdict.adjustment -= 0.05;
    }
    verdict.birth_date = Date{std::chrono::year{1900 + year}, std::chrono::month{code->month},
                              std::chrono::day{code->day}};
    return verdict;
}

Verdict check_vat_number(const Match& match) {
    const std::string_view text = match.document.text();
    const Compact found = compact(text, match.begin, match.end);
    const bool prefix = found.size() == 13 && found.chars.substr(0, 2) == "it";
    const std::string digits = digits_with_o(std::string_view(found.chars).substr(prefix ? 2 : 0));
    if (!vat_number_holds(digits)) {
        return Verdict::no("check digit or office of the VAT number wrong");
    }
    const std::size_t begin = found.at[prefix ? 2 : 0];
    const char before = byte_before(text, match.begin);
    const char after = byte_at(text, match.end);
    if (is_digit(before) || is_alnum(after) || (before == '+' && !prefix) ||
        ((after == ' ' || after == '.' || after == '-' || after == ',') &&
         is_digit(byte_at(text, match.end + 1)) && match.end - begin > 11)) {
        return Verdict::no("inside a longer number");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.begin = begin;
    verdict.checked = true;
    verdict.needs_context = !prefix;
    verdict.needs_label = is_lower(before); // "piva01234567890"
    verdict.adjustment = prefix ? 0.2 : 0.0;
    verdict.reasons.emplace_back("check digit and office right");
    if (prefix) {
        verdict.reasons.emplace_back("prefix IT");
    }
    return verdict;
}

Verdict check_iban(const Match& match) {
    const std::string_view text = match.document.text();
    const Compact found = compact(text, match.begin, match.end);
    const std::size_t length = iban_length(std::string_view(found.chars).substr(0, 2));
    if (length == 0 || found.size() < length) {
        return Verdict::no("no country has an IBAN of this form");
    }
    const auto value = repair_iban(std::string_view(found.chars).substr(0, length));
    if (!value) {
        return Verdict::no("check of the IBAN wrong");
    }
    // Prose read with O as zero may pass by chance: an IBAN is mostly digits, and groups of it
    // stand apart from words.
    const std::string_view used = std::string_view(found.chars).substr(0, length);
    const auto digits = static_cast<std::size_t>(std::count_if(used.begin(), used.end(), is_digit));
    const std::size_t end = found.at[length - 1] + 1;
    const bool spaced = end - match.begin > length;
    const bool check_digits = is_digit(used[2]) || is_digit(used[3]);
    if (!check_digits || digits * 3 < length) {
        return Verdict::no("letters that read as an IBAN by chance");
    }
    if (is_digit(byte_at(text, end)) || is_digit(byte_before(text, match.begin))) {
        return Verdict::no("inside a longer number");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.end = end;
    verdict.checked = true;
    verdict.needs_label = spaced && is_lower(byte_before(text, match.begin));
    verdict.reasons.emplace_back("length of the country and mod 97 right");
    if (length == 27 && (value->substr(0, 2) == "it" || value->substr(0, 2) == "sm")) {
        verdict.reasons.emplace_back("CIN right");
    }
    if (is_lower(byte_before(text, match.begin)) || is_lower(byte_at(text, end))) {
        verdict.reasons.emplace_back("glued to a word");
        verdict.adjustment = -0.05;
    }
    return verdict;
}

Verdict check_card_number(const Match& match) {
    const std::string_view text = match.document.text();
    Compact found = compact(text, match.begin, match.end);
    drop_next_word(text, found);
    if (found.size() < 13) {
        return Verdict::no("too short for a card");
    }
    drop_broken_number(text, found);
    if (found.size() < 13) {
        return Verdict::no("inside a longer number");
    }
    const std::size_t match_end = found.at.back() + 1;
    const char before = byte_before(text, match.begin);
    const char after = byte_at(text, match_end);
    const auto is_joint = [](char c) { return c == ' ' || c == '-' || c == '.'; };
    const bool longer =
        is_digit(before) || is_alnum(after) || before == '+' ||
        (is_joint(after) && is_digit(byte_at(text, match_end + 1)) && after != ' ') ||
        (is_joint(before) && before != ' ' && match.begin > 1 && is_digit(text[match.begin - 2]));
    if (longer) {
        return Verdict::no("inside a longer number");
    }
    // "4023 6009 8120 4755 09/27": the expiry is not part of it; try the shorter ends too.
    std::vector<std::size_t> ends;
    for (std::size_t size = found.size(); size >= 13; --size) {
        if (size == found.size() || found.at[size] > found.at[size - 1] + 1) {
            ends.push_back(size);
        }
    }
    for (const std::size_t size : ends) {
        const std::string digits = digits_with_o(std::string_view(found.chars).substr(0, size));
        const std::string_view network = card_network(digits);
        if (network.empty() || !luhn_holds(digits)) {
            continue;
        }
        if (inside_url(text, match.begin)) {
            return Verdict::no("inside a web address");
        }
        Verdict verdict = Verdict::yes(match);
        verdict.end = found.at[size - 1] + 1;
        verdict.checked = true;
        verdict.reasons.push_back("check digit right, issuer range of " + std::string(network));
        const bool grouped = verdict.end - verdict.begin > size;
        // "25-22 18-25 25-19 25-23" passes the check by chance: nobody cuts a card so.
        if (grouped && !is_cut_as_card(found, size)) {
            verdict.needs_context = true;
        }
        const bool usual = size == 16 && (network == "Visa" || network == "Mastercard");
        verdict.adjustment = grouped ? 0.1 : 0.0;
        verdict.needs_context = verdict.needs_context || !(usual || (grouped && size >= 15));
        verdict.needs_label = is_lower(before);
        return verdict;
    }
    return Verdict::no("check digit or issuer range of a card wrong");
}

Verdict check_health_card(const Match& match) {
    const std::string_view text = match.document.text();
    const Compact found = compact(text, match.begin, match.end);
    if (found.size() != 20 || stands_in_a_longer_value(text, match.begin, match.end)) {
        return Verdict::no("not 20 digits");
    }
    if (inside_url(text, match.begin)) {
        return Verdict::no("inside a web address");
    }
    if (!luhn_holds(digits_with_o(found.chars))) {
        return Verdict::no("check digit of the card wrong");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.checked = true;
    // 80 = health, 380 = Italy (ISO 3166-1): the card's own number starts so.
    const bool italian = digits_with_o(found.chars).substr(0, 5) == "80380";
    verdict.adjustment = italian ? 0.3 : 0.0;
    verdict.needs_context = !italian;
    verdict.needs_label = is_lower(byte_before(text, match.begin));
    verdict.reasons.emplace_back(italian ? "20 digits that start with 80380, check digit right"
                                         : "20 digits, check digit right");
    return verdict;
}

Verdict check_alone(const Match& match) {
    const std::string_view text = match.document.text();
    const char before = byte_before(text, match.begin);
    if (stands_in_a_longer_value(text, match.begin, match.end) || before == '@' || before == '_' ||
        before == '#' || byte_at(text, match.end) == '@' || inside_url(text, match.begin)) {
        return Verdict::no("inside a longer value");
    }
    Verdict verdict = Verdict::yes(match);
    verdict.needs_label = is_lower(before);
    if (has_capitals(match)) {
        verdict.adjustment = 0.05;
        verdict.reasons.emplace_back("in capitals");
    }
    return verdict;
}

Verdict check_document_code(const Match& match) {
    const std::string_view value = match.text();
    // "YA4410293 E PATENTE": a conjunction, no letter of the code. A capital alone says that it is
    // one only where capitals say something.
    const bool capitals_speak = has_capitals(match) && !match.document.all_capitals();
    std::size_t tail = value.size();
    while (tail > 0 && is_lower(value[tail - 1])) {
        --tail;
    }
    const bool tail_apart = tail > 0 && tail < value.size() && value[tail - 1] == ' ';
    const std::string_view text = match.document.text();
    const bool word_follows =
        byte_at(text, match.end) == ' ' && is_lower(byte_at(text, match.end + 1));
    const bool next_shouts = [&] {
        const auto next = match.document.token_at(match.end + 1);
        const auto& tokens = match.document.tokens();
        return next < tokens.size() && tokens[next].letters == LetterCase::upper;
    }();
    if (tail_apart && is_short_word(value.substr(tail)) && word_follows &&
        (!capitals_speak || next_shouts)) {
        return Verdict::no("a word after a number");
    }
    std::size_t head = 0;
    while (head < value.size() && is_lower(value[head])) {
        ++head;
    }
    const bool head_apart = head > 0 && head < value.size() && value[head] == ' ';
    // A letter after the number too: the form of a licence, which prose does not have by chance.
    const bool has_tail = is_lower(value.back());
    if (head_apart && is_short_word(value.substr(0, head)) && value[0] != 'a' && !capitals_speak &&
        !has_tail) {
        return Verdict::no("a word before a number"); // cards begin with A: "al 1234567" may be one
    }
    return check_alone(match);
}

Verdict check_card_code(const Match& match) {
    const std::string_view text = match.document.text();
    constexpr std::size_t label = 40;
    const std::size_t from = match.begin > label ? match.begin - label : 0;
    const std::string_view head = text.substr(from, match.begin - from);
    static constexpr std::array<std::string_view, 5> names{"identi", "c.i", "cie", "carta", "ci "};
    if (text[match.begin] == 'y' &&
        std::none_of(names.begin(), names.end(), [head](std::string_view name) {
            return head.find(name) != std::string_view::npos;
        })) {
        return Verdict::no("the form of a passport, and no word that says card");
    }
    return check_document_code(match);
}

Verdict check_passport_code(const Match& match) {
    const std::string_view text = match.document.text();
    if (text[match.begin] == 'y') {
        return check_document_code(match);
    }
    // The word belongs to the number of the ordinary form, "(AX 8802731) … passaporto, YB1190273",
    // unless it stands before this one: "passaporto nuovo YC5502619, quello rubato AA4120098".
    constexpr std::size_t reach = 400;
    constexpr std::size_t label = 80;
    const std::size_t from = match.begin > reach ? match.begin - reach : 0;
    const std::string_view near = text.substr(from, match.end + reach - from);
    const std::size_t before = match.begin > label ? match.begin - label : 0;
    const bool labelled =
        text.substr(before, match.begin - before).find("pass") != std::string_view::npos;
    if (!labelled && holds_ordinary_passport(near)) {
        return Verdict::no("another number beside it has the form of a passport");
    }
    return check_document_code(match);
}

Verdict check_document_by_form(const Match& match) {
    // "il modulo PR2091737R", "badge AY2091734": a common noun right before it is its label.
    const auto& tokens = match.document.tokens();
    const std::size_t at = match.document.token_at(match.begin);
    if (at > 0 && tokens[at].begin == match.begin && tokens[at - 1].kind == TokenKind::word &&
        tokens[at - 1].letters == LetterCase::lower) {
        constexpr std::size_t longest_small_word = 3;
        static constexpr std::array<std::string_view, 31> links{
            "duplicato", "motorizzazione", "questura", "ambasciata", "consolato", "quella",
            "quello",    "questa",         "questo",   "carta",      "carte",     "tessera",
            "documento", "cartacea",       "cartaceo", "numero",     "numeri",    "scritto",
            "leggo",     "elettronica",    "patente",  "passaporto", "invece",    "nuova",
            "nuovo",     "vecchia",        "vecchio",  "della",      "dalla",     "sulla",
            "risulta"};
        const std::string_view word = match.document.text(tokens[at - 1]);
        if (word.size() > longest_small_word &&
            std::find(links.begin(), links.end(), word) == links.end()) {
            return Verdict::no("another thing is named right before it");
        }
    }
    return check_document_code(match);
}

Verdict check_licence_code(const Match& match) {
    const Compact code = compact(match.document.text(), match.begin, match.end);
    constexpr std::ptrdiff_t least_digits = 4; // with the 1 of U1
    if (std::count_if(code.chars.begin(), code.chars.end(), is_digit) < least_digits) {
        return Verdict::no("words, not a code");
    }
    return check_alone(match);
}

Verdict check_foreign_document(const Match& match) {
    const std::string_view value = match.text();
    std::size_t letters = 0;
    while (letters < value.size() && is_lower(value[letters])) {
        ++letters;
    }
    static constexpr std::array<std::string_view, 16> words{"il", "al",  "del", "dal", "n", "nr",
                                                            "no", "num", "le",  "la",  "i", "lo",
                                                            "di", "da",  "in",  "tel"};
    const bool apart = letters > 0 && !is_digit(value[letters]);
    if (in(value.substr(0, letters), words) || (apart && !has_capitals(match))) {
        return Verdict::no("a word before a number");
    }
    return check_alone(match);
}

namespace {

/// Two letters that count or measure.
bool is_unit(std::string_view letters) {
    static constexpr std::array<std::string_view, 24> units{
        "ml", "kg", "kw", "gb", "mb", "km", "gr", "cv", "cc", "cm", "mm", "mt",
        "mc", "hp", "lt", "gg", "tb", "ah", "kv", "nm", "dm", "hl", "kb", "dl"};
    return in(letters, units);
}

std::string_view last_letters(const Compact& plate) {
    return std::string_view(plate.chars).substr(plate.size() - 2);
}

/// Why what has the form of a plate is none; empty if it may be one.
std::string_view other_than_plate(const Match& match, const Compact& plate) {
    const std::string_view value = match.text();
    // AA000AA and its like stand in forms and jokes.
    const bool letters_alike = plate.size() == 7 && plate.chars[0] == plate.chars[1] &&
                               plate.chars[1] == plate.chars[5] && plate.chars[5] == plate.chars[6];
    if (letters_alike) {
        return "a specimen";
    }
    const std::string_view tail = last_letters(plate);
    // "auto da 150 cv", "di 100 in": words around a number, unless the case says otherwise.
    const bool words = value.size() > 2 && value[2] == ' ' && plate.size() == 7 &&
                       is_short_word(value.substr(0, 2)) && (is_unit(tail) || is_short_word(tail));
    // "km 23000", "da 12500": the same before the five digits of a motorcycle.
    const std::string_view first = value.substr(0, 2);
    const bool counted = plate.size() == 7 && value.size() == 8 && value[2] == ' ' &&
                         std::all_of(plate.chars.begin() + 2, plate.chars.end(), is_digit);
    const bool word_of_count = counted && is_short_word(first);
    if (counted && is_unit(first)) {
        return "a unit before a number";
    }
    const bool silent = !has_capitals(match) || match.document.all_capitals();
    return (words || word_of_count) && silent ? "a word before a quantity" : "";
}

} // namespace

Verdict check_plate(const Match& match) {
    Verdict verdict = check_alone(match);
    if (!verdict.accepted) {
        return verdict;
    }
    const std::string_view value = match.text();
    const Compact plate = compact(match.document.text(), match.begin, match.end);
    if (const std::string_view reason = other_than_plate(match, plate); !reason.empty()) {
        return Verdict::no(reason);
    }
    const char joint = byte_before(match.document.text(), match.begin);
    const char next = byte_at(match.document.text(), match.end);
    if (joint == '/' || next == '/' || joint == '-' || next == '-') {
        verdict.adjustment -= 0.2;
    }
    const bool spaced =
        std::any_of(value.begin(), value.end(), [](char c) { return !is_alnum(c); });
    const bool misspelt =
        plate.size() == 7 && std::any_of(plate.chars.begin() + 2, plate.chars.end() - 2, is_lower);
    // "SE 581 SG" in a text that is not all in capitals is a plate; "SP 361 PU" is a road.
    const std::string_view head = std::string_view(plate.chars).substr(0, 2);
    const bool road = head == "ss" || head == "sp" || head == "sr" || head == "sc";
    const bool cut_as_plate = plate.size() == 7 && value.size() == 9 && !is_alnum(value[2]) &&
                              value[2] == value[6] && value[2] != '\n';
    const bool plain_capitals =
        has_capitals(match) && !match.document.all_capitals() && cut_as_plate && !road;
    // "G.A.6.6.2.R.V": a mark between all of them, as nobody cuts anything else.
    const bool boxed = value.size() == 13 && plate.size() == 7 && value[1] != ' ' &&
                       value[1] != '\n' && std::count(value.begin(), value.end(), value[1]) == 6;
    if (boxed && !misspelt) {
        return verdict;
    }
    if ((spaced && !plain_capitals) || is_unit(last_letters(plate)) || misspelt) {
        verdict.needs_context = true;
    } else if (!has_capitals(match)) {
        // "gd040ep": in one piece the form itself speaks, if a little less.
        verdict.needs_context = plate.size() != 7 || !is_digit(plate.chars[2]);
        verdict.adjustment -= 0.05;
    }
    return verdict;
}

Verdict check_provincial_plate(const Match& match) {
    Verdict verdict = check_alone(match);
    if (!verdict.accepted) {
        return verdict;
    }
    const Compact found = compact(match.document.text(), match.begin, match.end);
    const std::string sigla = found.chars.substr(0, found.chars.substr(0, 4) == "roma" ? 4 : 2);
    if (sigla != "roma" && sigla != "ps" && sigla != "fo" &&
        !match.data.places.has_province(sigla)) {
        return Verdict::no("no province has this sigla");
    }
    verdict.needs_context = true;
    return verdict;
}

} // namespace oblio::detect
