// lib/src/policy/publication.cpp
#include "oblio/policy/publication.hpp"

#include "policy/impersonal_text.hpp"

#include "oblio/text/fold.hpp"

#include <nlohmann/json.hpp>
#include <re2/re2.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace oblio {
namespace {

constexpr std::string_view inline_mark = "oblio:allow";
constexpr std::size_t context_bytes = 60; // on each side of a finding, for its fingerprint

std::string_view trimmed(std::string_view line) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!line.empty() && is_space(line.front())) {
        line.remove_prefix(1);
    }
    while (!line.empty() && is_space(line.back())) {
        line.remove_suffix(1);
    }
    return line;
}

/// The marks that take findings of their line back: `oblio:allow`, or with types after it. The
/// findings of one line, however long, look for its mark once.
class InlineMarks {
public:
    explicit InlineMarks(std::string_view text)
        : text_{text}, any_{text.find(inline_mark) != std::string_view::npos} {}

    /// True if the finding's line carries a mark for its type, or one without types.
    bool cover(const Finding& finding) {
        if (!any_) {
            return false;
        }
        const std::string_view whose = types_in_line(finding.where);
        const std::string list = "," + std::string(whose) + ",";
        return whose == "*" ||
               list.find("," + std::string(type_name(finding.type)) + ",") != std::string::npos;
    }

private:
    /// The types that the mark says, `*` if it says none; empty without a mark.
    std::string_view types_in_line(ByteSpan where) {
        const std::size_t first = to_index(where.begin());
        const std::size_t last = to_index(where.end());
        if (line_ && first >= line_->begin && last <= line_->end) {
            return line_->types;
        }
        const auto before = text_.rfind('\n', first);
        const auto end = text_.find('\n', last);
        Line line{before == std::string_view::npos || first == 0 ? 0 : before + 1,
                  std::min(end, text_.size()), ""};
        line.types = types_after_mark(text_.substr(line.begin, line.end - line.begin));
        if (where.of(text_).find('\n') == std::string_view::npos) { // else others have another one
            line_ = line;
        }
        return line.types;
    }

    static std::string_view types_after_mark(std::string_view line) {
        const auto at = line.find(inline_mark);
        if (at == std::string_view::npos) {
            return {};
        }
        std::string_view types = line.substr(at + inline_mark.size());
        types.remove_prefix(std::min(types.find_first_not_of(" :"), types.size()));
        types = types.substr(0, types.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_,"));
        return types.empty() ? "*" : types;
    }

    struct Line {
        std::size_t begin;
        std::size_t end;
        std::string_view types;
    };
    std::string_view text_;
    bool any_;
    std::optional<Line> line_; ///< looked at last
};

/// `text` with each finding replaced by its type, and where each then stands.
struct Blanked {
    std::string text;
    std::vector<std::pair<std::size_t, std::size_t>> places;
};

Blanked blank_out(std::string_view text, const std::vector<Finding>& findings) {
    Blanked blanked;
    std::size_t at = 0;
    for (const Finding& finding : findings) {
        const std::size_t begin = std::max(at, to_index(finding.where.begin()));
        blanked.text.append(text, at, begin - at);
        const std::size_t start = blanked.text.size();
        blanked.text += '\x01';
        blanked.text += type_name(finding.type);
        blanked.places.emplace_back(start, blanked.text.size());
        at = std::max(at, to_index(finding.where.end()));
    }
    blanked.text.append(text, std::min(at, text.size()));
    return blanked;
}

std::string hex_hash(std::string_view bytes) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                       0);
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.resize(hash.size() * 2);
    return hex;
}

bool is_fingerprint(std::string_view text) {
    return text.size() == 32 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::vector<std::string> fingerprints(std::string_view text, const std::vector<Finding>& findings) {
    const Blanked blanked = blank_out(text, findings);
    std::map<std::string, int> seen;
    std::vector<std::string> all;
    for (const auto& [begin, end] : blanked.places) {
        const std::size_t from = begin - std::min(begin, context_bytes);
        std::string key = blanked.text.substr(from, end - from + context_bytes);
        key += '\x02';
        key += std::to_string(begin - from);
        key += '\x02';
        key += std::to_string(seen[key]++);
        all.push_back(hex_hash(key));
    }
    return all;
}

Suppression suppression_of(std::string_view text, const PublicationItem& item, InlineMarks& marks,
                           const PublicationOptions& options) {
    const Finding& finding = item.finding;
    if (options.allow != nullptr && options.allow->allows(finding.type, finding.where.of(text))) {
        return Suppression::allow_list;
    }
    if (options.baseline != nullptr && options.baseline->holds(item.fingerprint)) {
        return Suppression::baseline;
    }
    if (item.verdict != Verdict::block_always && marks.cover(finding)) {
        return Suppression::inline_mark;
    }
    return Suppression::none;
}

struct Why {
    FindingType type;
    std::string_view it, en;
};

constexpr std::string_view one_person_it = "identifica una persona";
constexpr std::string_view one_person_en = "identifies one person";
constexpr std::array<Why, finding_type_count> whys{{
    {FindingType::fiscal_code, one_person_it, one_person_en},
    {FindingType::vat_number, "identifica un'impresa o un professionista",
     "identifies a firm or a professional"},
    {FindingType::iban, "è il conto di qualcuno", "is somebody's account"},
    {FindingType::phone, "permette a chiunque di raggiungere una persona",
     "lets anybody reach a person"},
    {FindingType::email, "permette a chiunque di raggiungere una persona",
     "lets anybody reach a person"},
    {FindingType::card_number, "è la carta di pagamento di qualcuno", "is somebody's payment card"},
    {FindingType::id_card, one_person_it, one_person_en},
    {FindingType::passport, one_person_it, one_person_en},
    {FindingType::driving_licence, one_person_it, one_person_en},
    {FindingType::health_card, one_person_it, one_person_en},
    {FindingType::plate, "porta al proprietario del veicolo", "leads to the owner of the vehicle"},
    {FindingType::address, "dice dove si trova la casa di una persona",
     "says where a person's home is"},
    {FindingType::date_of_birth, "con il nome identifica una persona",
     "identifies a person, with the name"},
    {FindingType::handle, "è il profilo di una persona", "is a person's profile"},
    {FindingType::person, "nomina una persona", "names a person"},
    {FindingType::age, "dice l'età di una persona", "tells a person's age"},
    {FindingType::health, "rivela la salute di una persona: non si diffonde mai",
     "reveals a person's health: it is never disseminated"},
    {FindingType::ethnic_origin, "rivela l'origine etnica di una persona",
     "reveals a person's ethnic origin"},
    {FindingType::politics, "rivela un'opinione politica", "reveals a political opinion"},
    {FindingType::religion, "rivela una convinzione religiosa o filosofica",
     "reveals a religious or philosophical belief"},
    {FindingType::trade_union, "rivela l'appartenenza a un sindacato",
     "reveals membership of a trade union"},
    {FindingType::sex_life, "rivela la vita o l'orientamento sessuale: non si diffonde mai",
     "reveals sex life or orientation: it is never disseminated"},
    {FindingType::genetic_biometric, "è un dato genetico o biometrico: non si diffonde mai",
     "is a genetic or biometric datum: it is never disseminated"},
    {FindingType::judicial, "rivela reati, condanne o misure penali",
     "reveals offences, convictions or criminal measures"},
    {FindingType::hardship, "rivela un disagio economico o sociale: non si pubblica",
     "reveals economic or social hardship: it is not published"},
}};

} // namespace

std::string_view why_protected(FindingType type, Language language) noexcept {
    const Why& row = whys[static_cast<std::size_t>(type)];
    return language == Language::italian ? row.it : row.en;
}

Result<AllowList> AllowList::parse(std::string_view lines) {
    AllowList list;
    std::size_t number = 0;
    while (!lines.empty()) {
        ++number;
        const auto end = lines.find('\n');
        const std::string_view line = trimmed(lines.substr(0, end));
        lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 1);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const Error refused{ErrorCode::bad_argument, "line " + std::to_string(number) +
                                                         ": TYPE value, or TYPE /expression/"};
        const auto space = line.find_first_of(" \t");
        const std::string_view name = line.substr(0, space);
        const auto type = find_type(name);
        if (space == std::string_view::npos || (!type && name != "*")) {
            return refused;
        }
        const std::string_view value = trimmed(line.substr(space));
        if (value.size() > 2 && value.front() == '/' && value.back() == '/') {
            std::string pattern{value.substr(1, value.size() - 2)};
            if (!RE2{pattern, RE2::Quiet}.ok()) {
                return refused;
            }
            list.expressions_.push_back({type, std::move(pattern)});
        } else if (type) {
            list.values_.emplace(static_cast<int>(*type), Scanner::canonical(*type, value));
        } else {
            list.values_.emplace(-1, fold_to_string(value));
        }
    }
    return list;
}

bool AllowList::allows(FindingType type, std::string_view value) const {
    if (values_.contains({static_cast<int>(type), Scanner::canonical(type, value)}) ||
        values_.contains({-1, fold_to_string(value)})) {
        return true;
    }
    return std::any_of(expressions_.begin(), expressions_.end(), [&](const Expression& row) {
        return (!row.type || *row.type == type) &&
               RE2::FullMatch(re2::StringPiece(value.data(), value.size()), row.pattern);
    });
}

Result<AcceptedFindings> AcceptedFindings::parse(std::string_view json) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("oblio_baseline") ||
        parsed["oblio_baseline"] != 1 || !parsed.contains("fingerprints") ||
        !parsed["fingerprints"].is_array()) {
        return Error{ErrorCode::bad_json, "not a baseline: {\"oblio_baseline\":1,…}"};
    }
    AcceptedFindings baseline;
    for (const auto& fingerprint : parsed["fingerprints"]) {
        if (!fingerprint.is_string() ||
            !is_fingerprint(fingerprint.get_ref<const std::string&>())) {
            return Error{ErrorCode::bad_json, "a fingerprint is 32 hexadecimal digits"};
        }
        baseline.fingerprints_.insert(fingerprint.get<std::string>());
    }
    return baseline;
}

bool AcceptedFindings::holds(std::string_view fingerprint) const {
    return fingerprints_.contains(fingerprint);
}

void AcceptedFindings::add(std::string fingerprint) {
    fingerprints_.insert(std::move(fingerprint));
}

std::string AcceptedFindings::text() const {
    const nlohmann::ordered_json json{{"oblio_baseline", 1}, {"fingerprints", fingerprints_}};
    return json.dump(1) + "\n";
}

PublicationReport check_publication(std::string_view text, const Scanner& scanner,
                                    const Policy& policy, const PublicationOptions& options) {
    const std::vector<Finding> findings = scanner.scan(text, options.context);
    const std::vector<std::string> prints = fingerprints(text, findings);
    PublicationReport report;
    InlineMarks marks{text};
    std::vector<Finding> replaced;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const PublicationVerdict judged = judge_publication(policy, findings[i]);
        PublicationItem item{findings[i], judged.verdict, judged.rule, Suppression::none,
                             prints[i]};
        item.suppressed = suppression_of(text, item, marks, options);
        if (item.suppressed == Suppression::none && item.verdict != Verdict::allow) {
            report.verdict = std::max(report.verdict, item.verdict);
            replaced.push_back(item.finding);
        }
        report.items.push_back(std::move(item));
    }
    report.impersonal = policy::impersonal_text(text, replaced);
    return report;
}

} // namespace oblio
