// lib/src/subject/identifiers.cpp
#include "subject/identifiers.hpp"

#include "detect/dates.hpp"
#include "detect/word_list.hpp"

#include "subject/name_form.hpp"
#include "subject/small_words.hpp"

#include "oblio/detect/scanner.hpp"
#include "oblio/text/fold.hpp"
#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::Token;
using detect::TokenKind;

constexpr std::array<std::string_view, 22> street_types{
    "via",    "viale",  "vico",  "vicolo",   "corso",    "piazza",   "piazzale", "piazzetta",
    "largo",  "strada", "rione", "borgo",    "contrada", "localita", "frazione", "lungomare",
    "salita", "calle",  "campo", "traversa", "vle",      "pza"};

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : fold_to_string(text)) {
        if (c >= '0' && c <= '9') {
            digits += c;
        }
    }
    return digits;
}

std::string alphanumerics_of(std::string_view text) {
    std::string kept;
    for (const char c : fold_to_string(text)) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
            kept += c;
        }
    }
    return kept;
}

/// A text without separators, and where each character of it stood.
struct Squeezed {
    std::string text;
    std::vector<std::size_t> at;
};

Squeezed squeeze(std::string_view folded, bool digits_only) {
    Squeezed squeezed;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const char c = folded[i];
        const bool digit = c >= '0' && c <= '9';
        const bool letter = c >= 'a' && c <= 'z';
        if (digit || (letter && !digits_only)) {
            squeezed.text += c;
            squeezed.at.push_back(i);
        }
    }
    return squeezed;
}

bool is_code_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/// The words of a street's name in a row from `at` on, small ones between; the token after them.
std::optional<std::size_t> street_at(const Document& document, std::size_t at,
                                     const std::vector<std::string>& street) {
    const auto& tokens = document.tokens();
    std::size_t word = 0;
    for (; at < tokens.size() && word < street.size(); ++at) {
        const std::string_view text = document.text(tokens[at]);
        if (tokens[at].kind == TokenKind::mark && text == "'") {
            continue;
        }
        if (text == street[word]) {
            ++word;
        } else if (word == 0 || !is_small_word(text)) {
            return std::nullopt;
        }
    }
    return word == street.size() ? std::optional{at} : std::nullopt;
}

/// The subject's number, with the same letter or with none: "21" stands for "21/A", "21/B" does
/// not.
bool is_own_civic(const Document& document, std::size_t number, const Identifiers& identifiers) {
    const std::string letter = letter_of_civic(document, number);
    return document.text(document.tokens()[number]) == identifiers.civic &&
           (letter.empty() || letter == identifiers.civic_letter);
}

class IdentifierFinder {
public:
    IdentifierFinder(const CorpusRecord& record, const Identifiers& identifiers)
        : record_{record}, identifiers_{identifiers} {}

    std::vector<IdentifierHit> run() {
        by_findings();
        if (!record_.document->source().empty()) {
            by_handles();
            by_codes();
            by_phones();
            by_birth_date();
            by_address();
        }
        by_entities();
        return std::move(hits_);
    }

private:
    void add(FieldRef field, ByteSpan where, std::string why) {
        const bool known = std::any_of(hits_.begin(), hits_.end(), [&](const IdentifierHit& hit) {
            return hit.span.field == field && hit.span.where.contains(where);
        });
        if (!known) {
            hits_.push_back({{field, where}, std::move(why)});
        }
    }
    void add_folded(std::size_t begin, std::size_t end, std::string why) {
        add({}, record_.document->source_span(begin, end), std::move(why));
    }

    void by_findings() {
        for (const FieldFinding& row : record_.findings) {
            const auto text = field_text(record_.record, row.field);
            if (!text || category_of(row.finding.type) != Category::identifier ||
                to_index(row.finding.where.end()) > text->size()) {
                continue;
            }
            const std::string value =
                Scanner::canonical(row.finding.type, row.finding.where.of(*text));
            if (identifiers_.values.contains({row.finding.type, value})) {
                add(row.field, row.finding.where, std::string(type_name(row.finding.type)));
            }
        }
    }

    void by_handles() {
        const std::string_view text = record_.document->text();
        const auto inside = [](char c) {
            return is_code_character(c) || c == '_' || c == '.' || c == '-';
        };
        for (const SubjectHandle& handle : identifiers_.handles) {
            if (handle.handle.size() < 3) {
                continue;
            }
            by_joined_handle(letters_of(handle.handle));
            for (std::size_t at = text.find(handle.handle); at != std::string_view::npos;
                 at = text.find(handle.handle, at + 1)) {
                const std::size_t end = at + handle.handle.size();
                const bool marked = at > 0 && text[at - 1] == '@';
                const bool mail = marked && at > 1 && inside(text[at - 2]);
                const bool begins =
                    at == 0 || marked || text[at - 1] == '/' || !inside(text[at - 1]);
                const bool ends = end == text.size() || !inside(text[end]) ||
                                  (text[end] == '.' &&
                                   (end + 1 == text.size() || !is_code_character(text[end + 1])));
                // A bare handle that is a plain word needs its @.
                const bool distinct =
                    marked || handle.handle.find_first_of("._0123456789") != std::string::npos;
                if (begins && ends && distinct && !mail) {
                    add_folded(marked ? at - 1 : at, end, "HANDLE");
                }
            }
        }
    }

    /// `adafittizia` for `ada_fittizia`: one word, long enough to be nobody else's.
    void by_joined_handle(const std::string& letters) {
        if (letters.size() < joined_handle_length) {
            return;
        }
        const auto& tokens = record_.document->tokens();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const bool inside =
                i > 0 && !tokens[i].space_before &&
                detect::in(record_.document->text(tokens[i - 1]), ".", "_", "-", "@");
            const bool goes_on =
                i + 2 < tokens.size() && !tokens[i + 1].space_before &&
                !tokens[i + 2].space_before &&
                detect::in(record_.document->text(tokens[i + 1]), ".", "_", "-", "@");
            if (tokens[i].kind == TokenKind::word && !inside && !goes_on &&
                record_.document->text(tokens[i]) == letters) {
                add_folded(tokens[i].begin, tokens[i].end, "HANDLE");
            }
        }
    }

    void by_codes() {
        const std::string_view text = record_.document->text();
        const Squeezed squeezed = squeeze(text, false);
        for (const std::string& code : identifiers_.codes) {
            for (std::size_t at = squeezed.text.find(code); at != std::string::npos;
                 at = squeezed.text.find(code, at + 1)) {
                const std::size_t begin = squeezed.at[at];
                const std::size_t end = squeezed.at[at + code.size() - 1] + 1;
                const bool alone = (begin == 0 || !is_code_character(text[begin - 1])) &&
                                   (end == text.size() || !is_code_character(text[end]));
                // Letters of other words may not be gathered: gaps are single separators.
                if (alone && end - begin <= code.size() * 2 + 2) {
                    add_folded(begin, end, "identifier code");
                }
            }
        }
    }

    void by_phones() {
        const std::string_view text = record_.document->text();
        const Squeezed squeezed = squeeze(text, true);
        for (const std::string& phone : identifiers_.phone_digits) {
            for (std::size_t at = squeezed.text.find(phone); at != std::string::npos;
                 at = squeezed.text.find(phone, at + 1)) {
                const std::size_t begin = squeezed.at[at];
                const std::size_t end = squeezed.at[at + phone.size() - 1] + 1;
                const bool ends = end == text.size() || text[end] < '0' || text[end] > '9';
                const bool begins = begin == 0 || text[begin - 1] < '0' || text[begin - 1] > '9';
                if (ends && (begins || international(text, begin)) &&
                    end - begin <= phone.size() * 2 + 4) {
                    add_folded(begin, end, "PHONE");
                }
            }
        }
    }
    /// `39316…`, `0039316…`: the digits before belong to the number.
    static bool international(std::string_view text, std::size_t begin) {
        return begin >= 2 && text.substr(begin - 2, 2) == "39";
    }

    void by_birth_date() {
        if (!identifiers_.birth_date) {
            return;
        }
        const Document& document = *record_.document;
        const auto& tokens = document.tokens();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (read_date(document, i) == identifiers_.birth_date) {
                const bool in_words = tokens[i + 1].kind == TokenKind::word;
                add_folded(tokens[i].begin, tokens[i + (in_words ? 2 : 4)].end, "DATE_OF_BIRTH");
            }
        }
    }

    /// The street's words in a row with the number after them, or `civico 14 di via …` before.
    void by_address() {
        if (identifiers_.street.empty() || identifiers_.civic.empty()) {
            return;
        }
        const Document& document = *record_.document;
        const auto& tokens = document.tokens();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto end = street_at(document, i, identifiers_.street);
            if (!end) {
                continue;
            }
            std::size_t begin = i;
            while (begin > 0 && i - begin < 3 && tokens[begin - 1].kind == TokenKind::word &&
                   (is_street_type(document.text(tokens[begin - 1])) ||
                    is_small_word(document.text(tokens[begin - 1])))) {
                --begin;
                if (is_street_type(document.text(tokens[begin]))) {
                    break;
                }
            }
            if (const auto number = civic_after(document, *end)) {
                add_folded(tokens[begin].begin, tokens[*number].end, "ADDRESS");
            } else if (const auto before = civic_before(document, begin)) {
                add_folded(tokens[*before].begin, tokens[*end - 1].end, "ADDRESS");
            }
        }
    }
    std::optional<std::size_t> civic_after(const Document& document, std::size_t at) const {
        const auto& tokens = document.tokens();
        for (std::size_t i = at; i < tokens.size() && i < at + 5; ++i) {
            if (tokens[i].kind == TokenKind::number) {
                return is_own_civic(document, i, identifiers_) ? std::optional{i} : std::nullopt;
            }
            if (!leads_to_civic(document, i)) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }
    std::optional<std::size_t> civic_before(const Document& document, std::size_t street) const {
        const auto& tokens = document.tokens();
        for (std::size_t i = street; i > 0 && street - i < 4; --i) {
            const Token& token = tokens[i - 1];
            if (token.kind == TokenKind::number) {
                const bool civic = i >= 2 && (document.text(tokens[i - 2]) == "civico" ||
                                              document.text(tokens[i - 2]) == "numero");
                if (!is_own_civic(document, i - 1, identifiers_)) {
                    return std::nullopt;
                }
                return civic ? i - 2 : i - 1;
            }
            if (token.kind != TokenKind::word || !is_small_word(document.text(token))) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// Tags that the platform itself marked.
    void by_entities() {
        const OffsetIndex index{record_.text()};
        for (const Entity& entity : record_.record.entities) {
            if (entity.type != "mention" || !entity.value) {
                continue;
            }
            const std::string value = fold_to_string(*entity.value);
            const auto same = [&](const SubjectHandle& handle) {
                return handle.handle == value &&
                       (!handle.platform || *handle.platform == record_.record.platform);
            };
            if (std::any_of(identifiers_.handles.begin(), identifiers_.handles.end(), same)) {
                const ByteOffset begin = index.bytes(entity.start);
                add({}, ByteSpan{begin, std::max(begin, index.bytes(entity.end))}, "tag");
            }
        }
    }

    const CorpusRecord& record_;
    const Identifiers& identifiers_;
    std::vector<IdentifierHit> hits_;
};

} // namespace

bool names_street(const Document& document, std::size_t at, const Identifiers& identifiers) {
    constexpr std::size_t reach = 8; // "che da una vita abita in via ..."
    const auto& tokens = document.tokens();
    if (identifiers.street.empty()) {
        return false;
    }
    for (std::size_t i = at; i < tokens.size() && i < at + reach; ++i) {
        const bool ends = tokens[i].kind == TokenKind::newline || document.text(tokens[i]) == ".";
        const bool named = tokens[i].letters == detect::LetterCase::capitalised &&
                           !is_street_type(document.text(tokens[i]));
        if (ends || named) {
            return false; // somebody else may live there
        }
        if (!is_street_type(document.text(tokens[i]))) {
            continue;
        }
        std::size_t street = i + 1;
        while (street < tokens.size() && is_small_word(document.text(tokens[street])) &&
               document.text(tokens[street]) != identifiers.street.front()) {
            ++street;
        }
        const auto end = street_at(document, street, identifiers.street);
        if (!end) {
            return false;
        }
        std::size_t number = *end;
        while (number < tokens.size() && leads_to_civic(document, number)) {
            ++number;
        }
        return number >= tokens.size() || tokens[number].kind != TokenKind::number ||
               is_own_civic(document, number, identifiers);
    }
    return false;
}

bool is_street_type(std::string_view word) {
    return detect::in(word, street_types);
}

std::string letter_of_civic(const Document& document, std::size_t number) {
    constexpr std::array<std::string_view, 4> more{"bis", "ter", "quater", "quinquies"};
    const auto& tokens = document.tokens();
    std::size_t at = number + 1;
    const bool joined =
        at < tokens.size() && (document.text(tokens[at]) == "/" ||
                               (document.text(tokens[at]) == "-" && !tokens[at].space_before));
    at += joined ? 1 : 0;
    if (at >= tokens.size() || tokens[at].kind == TokenKind::newline ||
        tokens[at].kind == TokenKind::mark) {
        return {};
    }
    const std::string_view text = document.text(tokens[at]);
    const bool letter = text.size() == 1 && tokens[at].kind == TokenKind::word &&
                        (joined || !tokens[at].space_before);
    const bool range = joined && tokens[at].kind == TokenKind::number &&
                       document.text(tokens[number + 1]) == "/"; // "21/2"
    return letter || range || detect::in(text, more) ? std::string{text} : std::string{};
}

bool leads_to_civic(const Document& document, std::size_t token) {
    const std::string_view text = document.text(document.tokens()[token]);
    return document.tokens()[token].kind == TokenKind::mark || text == "n" || text == "al" ||
           text == "nr" || text == "num" || text == "numero" || text == "civico";
}

std::optional<unsigned> month_named(std::string_view word) {
    constexpr const auto& months = detect::italian_months;
    const auto name = std::find(months.begin(), months.end(), word);
    return name == months.end() ? std::nullopt
                                : std::optional{static_cast<unsigned>(name - months.begin()) + 1};
}

std::optional<Date> read_date(const Document& document, std::size_t token) {
    const auto& tokens = document.tokens();
    const auto number = [&](std::size_t at) -> std::optional<int> {
        if (at >= tokens.size() || tokens[at].kind != TokenKind::number ||
            document.text(tokens[at]).size() > 4) {
            return std::nullopt;
        }
        return std::stoi(std::string(document.text(tokens[at])));
    };
    const auto day = number(token);
    if (!day || token + 2 >= tokens.size()) {
        return std::nullopt;
    }
    std::optional<int> month;
    std::optional<int> year;
    if (const auto named = month_named(document.text(tokens[token + 1]))) {
        month = static_cast<int>(*named);
        year = number(token + 2);
    } else if (tokens[token + 1].kind == TokenKind::mark && token + 4 < tokens.size() &&
               tokens[token + 3].kind == TokenKind::mark) {
        month = number(token + 2);
        year = number(token + 4);
    }
    if (!month || !year) {
        return std::nullopt;
    }
    if (*year < 100) {
        *year += *year > 30 ? 1900 : 2000;
    }
    const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() && *year >= 1000 ? std::optional{date} : std::nullopt;
}

Identifiers identifiers_of(const Subject& subject) {
    Identifiers identifiers;
    const auto add = [&identifiers](FindingType type, std::string_view value) {
        identifiers.values.emplace(type, Scanner::canonical(type, value));
    };
    for (const std::string& email : subject.emails) {
        add(FindingType::email, email);
    }
    for (const std::string& phone : subject.phones) {
        add(FindingType::phone, phone);
        std::string digits = digits_of(phone);
        if (digits.starts_with("0039")) {
            digits.erase(0, 4);
        } else if (digits.starts_with("39") && digits.size() > 10) {
            digits.erase(0, 2);
        }
        if (digits.size() >= 6) {
            identifiers.phone_digits.push_back(std::move(digits));
        }
    }
    if (subject.fiscal_code) {
        add(FindingType::fiscal_code, *subject.fiscal_code);
        identifiers.codes.push_back(alphanumerics_of(*subject.fiscal_code));
    }
    std::vector<std::string> plates = subject.plates;
    for (const std::string& alias : subject.aliases) {
        // An alias with digits is a code of some kind, such as a plate.
        if (alias.find_first_of("0123456789") != std::string::npos) {
            plates.push_back(alias);
        }
    }
    for (const std::string& plate : plates) {
        add(FindingType::plate, plate);
        if (std::string code = alphanumerics_of(plate); code.size() >= 5) {
            identifiers.codes.push_back(std::move(code));
        }
    }
    for (const SubjectHandle& handle : subject.handles) {
        add(FindingType::handle, "@" + handle.handle);
        identifiers.handles.push_back({handle.platform, fold_to_string(handle.handle)});
    }
    identifiers.birth_date = subject.birth_date;
    if (subject.address) {
        bool number = false;
        const Document document{*subject.address};
        for (std::size_t i = 0; i < document.tokens().size(); ++i) {
            const Token& token = document.tokens()[i];
            const std::string_view text = document.text(token);
            if (token.kind == TokenKind::number) {
                identifiers.civic = text;
                identifiers.civic_letter = letter_of_civic(document, i);
                number = true;
                break;
            }
            if (token.kind == TokenKind::word && !is_street_type(text) && !is_small_word(text) &&
                text != "n") {
                identifiers.street.emplace_back(text);
            }
        }
        if (!number) {
            identifiers.street.clear();
        }
    }
    return identifiers;
}

std::vector<IdentifierHit> find_identifiers(const CorpusRecord& record,
                                            const Identifiers& identifiers) {
    return IdentifierFinder{record, identifiers}.run();
}

} // namespace oblio::subject
