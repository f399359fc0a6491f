// cli/src/output.cpp
#include "output.hpp"

#include "oblio/detect/redact.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string shown(const Finding& finding, std::string_view text, const OutputOptions& options) {
    const std::string_view value = finding.where.of(text);
    return options.show_values ? std::string(value) : mask_value(finding.type, value);
}

void append_finding(const Finding& finding, std::string_view text, const OffsetIndex& index,
                    const OutputOptions& options, std::string_view field, std::string& out) {
    out += "{\"type\":";
    append_json_string(out, type_name(finding.type));
    out += ",\"category\":";
    append_json_string(out, category_name(category_of(finding.type)));
    if (!field.empty()) {
        out += ",\"field\":";
        append_json_string(out, field);
    }
    const auto back = std::back_inserter(out);
    fmt::format_to(back, ",\"start\":{},\"end\":{}", index.code_points(finding.where.begin()),
                   index.code_points(finding.where.end()));
    if (options.all_units) {
        fmt::format_to(back, ",\"byte_start\":{},\"byte_end\":{}", to_index(finding.where.begin()),
                       to_index(finding.where.end()));
        fmt::format_to(back, ",\"utf16_start\":{},\"utf16_end\":{}",
                       index.utf16_units(finding.where.begin()),
                       index.utf16_units(finding.where.end()));
    }
    fmt::format_to(back, ",\"confidence\":{:.2f},\"rule\":", finding.confidence);
    append_json_string(out, finding.rule);
    out += ",\"reasons\":[";
    for (std::size_t i = 0; i < finding.reasons.size(); ++i) {
        out += i == 0 ? "" : ",";
        append_json_string(out, finding.reasons[i]);
    }
    out += finding.institutional ? "],\"institutional\":true" : "],\"institutional\":false";
    if (finding.age) {
        fmt::format_to(back, ",\"age\":{{\"of\":\"{}\",\"least\":{},\"most\":{}}}",
                       finding.age->of == AgeOf::author ? "author" : "other", finding.age->least,
                       finding.age->most);
    }
    out += options.show_values ? ",\"value\":" : ",\"masked\":";
    append_json_string(out, shown(finding, text, options));
    out += '}';
}

class JsonLinesWriter final : public FindingWriter {
public:
    explicit JsonLinesWriter(OutputOptions options) : options_{options} {}
    void write(const ScannedText& scanned, std::string& out) const override {
        out += "{\"id\":";
        append_json_string(out, scanned.id);
        out += ",\"findings\":[";
        if (!scanned.findings.empty()) {
            const OffsetIndex index{scanned.text};
            for (std::size_t i = 0; i < scanned.findings.size(); ++i) {
                out += i == 0 ? "" : ",";
                append_finding(scanned.findings[i], scanned.text, index, options_, "", out);
            }
        }
        out += ']';
        append_side(scanned, out);
        out += "}\n";
    }

private:
    void append_side(const ScannedText& scanned, std::string& out) const {
        bool first = true;
        for (const SideFindings& side : scanned.side) {
            const OffsetIndex index{side.text};
            for (const Finding& finding : side.findings) {
                out += first ? ",\"side_findings\":[" : ",";
                first = false;
                append_finding(finding, side.text, index, options_, side.field, out);
            }
        }
        out += first ? "" : "]";
    }
    OutputOptions options_;
};

class TextWriter final : public FindingWriter {
public:
    TextWriter(const Session& session, OutputOptions options)
        : session_{&session}, options_{options} {}
    void write(const ScannedText& scanned, std::string& out) const override {
        write_field(scanned, "", scanned.text, scanned.findings, out);
        for (const SideFindings& side : scanned.side) {
            write_field(scanned, side.field, side.text, side.findings, out);
        }
    }
    void end(const ScanTally& tally, std::string& out) const override {
        fmt::format_to(
            std::back_inserter(out), "{}\n",
            fmt::format(fmt::runtime(session_->text("{} findings in {} of {} records",
                                                    "{} riscontri in {} di {} contenuti")),
                        tally.findings, tally.with_findings, tally.records));
    }

private:
    void write_field(const ScannedText& scanned, std::string_view field, std::string_view text,
                     std::span<const Finding> findings, std::string& out) const {
        if (findings.empty()) {
            return;
        }
        const OffsetIndex index{text};
        for (const Finding& finding : findings) {
            fmt::format_to(
                std::back_inserter(out), "{}: {}{}{}-{} {} {:.2f} {}{}{}\n", scanned.id, field,
                field.empty() ? "" : ": ", index.code_points(finding.where.begin()),
                index.code_points(finding.where.end()), type_name(finding.type), finding.confidence,
                shown(finding, text, options_),
                finding.reasons.empty() ? "" : " — " + reasons_text(*session_, finding),
                finding.institutional ? session_->text(" (institutional)", " (istituzionale)")
                                      : "");
        }
    }
    const Session* session_;
    OutputOptions options_;
};

class CsvWriter final : public FindingWriter {
public:
    explicit CsvWriter(OutputOptions options) : options_{options} {}
    void begin(std::string& out) const override {
        out += "file,record,field,type,category,start,end,confidence,rule,reasons,institutional,";
        out += options_.show_values ? "value\r\n" : "masked\r\n";
    }
    void write(const ScannedText& scanned, std::string& out) const override {
        write_field(scanned, "text", scanned.text, scanned.findings, out);
        for (const SideFindings& side : scanned.side) {
            write_field(scanned, side.field, side.text, side.findings, out);
        }
    }

private:
    void write_field(const ScannedText& scanned, std::string_view field, std::string_view text,
                     std::span<const Finding> findings, std::string& out) const {
        const OffsetIndex index{text};
        for (const Finding& finding : findings) {
            append_csv_field(out, scanned.file);
            out += ',';
            append_csv_field(out, scanned.id);
            out += ',';
            append_csv_field(out, field);
            fmt::format_to(std::back_inserter(out), ",{},{},{},{},{:.2f},", type_name(finding.type),
                           category_name(category_of(finding.type)),
                           index.code_points(finding.where.begin()),
                           index.code_points(finding.where.end()), finding.confidence);
            append_csv_field(out, finding.rule);
            out += ',';
            append_csv_field(out, fmt::format("{}", fmt::join(finding.reasons, "; ")));
            out += finding.institutional ? ",true," : ",false,";
            append_csv_field(out, shown(finding, text, options_));
            out += "\r\n";
        }
    }
    OutputOptions options_;
};

/// To two decimals, as people read it.
double rounded(double confidence) {
    return std::round(confidence * 100) / 100;
}

/// SARIF 2.1.0 (OASIS): one run, one rule per type, one result per finding.
class SarifWriter final : public FindingWriter {
public:
    explicit SarifWriter(OutputOptions options) : options_{options} {}
    void begin(std::string& out) const override {
        Json rules = Json::array();
        for (std::size_t i = 0; i < finding_type_count; ++i) {
            const auto type = static_cast<FindingType>(i);
            rules.push_back(
                {{"id", type_name(type)},
                 {"shortDescription",
                  {{"text", fmt::format("{} ({})", type_name(type), articles_of(type))}}},
                 {"properties", {{"category", category_name(category_of(type))}}}});
        }
        const Json driver{{"name", "oblio"},
                          {"version", OBLIO_VERSION},
                          {"informationUri", "https://joinup.ec.europa.eu/collection/eupl"},
                          {"rules", rules}};
        out += R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",)";
        out += R"("runs":[{"tool":{"driver":)" + driver.dump();
        out += R"(},"columnKind":"unicodeCodePoints","results":[)";
    }
    void write(const ScannedText& scanned, std::string& out) const override {
        add_results(scanned, "text", scanned.text, scanned.findings, scanned.warnings, out);
        for (const SideFindings& side : scanned.side) {
            add_results(scanned, side.field, side.text, side.findings, {}, out);
        }
    }
    std::string_view separator() const override { return ","; }
    void end(const ScanTally& /*tally*/, std::string& out) const override { out += "]}]}\n"; }

private:
    static std::string_view level_of(const Finding& finding, bool warning) {
        return finding.institutional ? "note" : warning ? "warning" : "error";
    }
    void add_results(const ScannedText& scanned, std::string_view field, std::string_view text,
                     std::span<const Finding> findings, std::span<const std::uint8_t> warnings,
                     std::string& out) const {
        const OffsetIndex index{text};
        for (std::size_t i = 0; i < findings.size(); ++i) {
            const Finding& finding = findings[i];
            const auto start = index.code_points(finding.where.begin());
            const auto end = index.code_points(finding.where.end());
            Json region = Json::object();
            if (scanned.line) {
                region["startLine"] = *scanned.line;
            } else {
                region["charOffset"] = start;
                region["charLength"] = end - start;
            }
            Json result{
                {"ruleId", type_name(finding.type)},
                {"ruleIndex", static_cast<std::size_t>(finding.type)},
                {"level", level_of(finding, i < warnings.size() && warnings[i] != 0)},
                {"message",
                 {{"text", fmt::format("{}: {}", shown(finding, text, options_),
                                       fmt::join(finding.reasons, "; "))}}},
                {"locations",
                 Json::array({{{"physicalLocation",
                                {{"artifactLocation", {{"uri", file_uri(scanned.file)}}},
                                 {"region", region}}},
                               {"logicalLocations", Json::array({{{"name", field},
                                                                  {"fullyQualifiedName",
                                                                   std::string(scanned.id)}}})}}})},
                {"properties",
                 {{"confidence", rounded(finding.confidence)},
                  {"rule", finding.rule},
                  {"start", start},
                  {"end", end}}}};
            out += out.empty() ? "\n" : ",\n";
            out += result.dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }
    /// A relative reference with what RFC 3986 does not allow escaped.
    static std::string file_uri(std::string_view file) {
        if (file == "-") {
            return "stdin";
        }
        std::string uri;
        for (const char c : file) {
            const auto byte = static_cast<unsigned char>(c);
            const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                               (byte >= 'a' && byte <= 'z') ||
                               std::string_view{"/._-~"}.find(c) != std::string_view::npos;
            uri += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
        }
        return uri;
    }
    OutputOptions options_;
};

} // namespace

ScanTally& ScanTally::operator+=(const ScanTally& other) noexcept {
    records += other.records;
    with_findings += other.with_findings;
    findings += other.findings;
    return *this;
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20U && byte != '"' && byte != '\\') {
            continue;
        }
        out.append(text, from, at - from);
        from = at + 1;
        switch (byte) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
        }
    }
    out.append(text, from);
    out += '"';
}

void append_csv_field(std::string& out, std::string_view value) {
    const bool formula = !value.empty() &&
                         std::string_view{"=+-@\t\r"}.find(value.front()) != std::string_view::npos;
    if (!formula && value.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += value;
        return;
    }
    out += formula ? "\"'" : "\"";
    for (const char c : value) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    out += '"';
}

std::string reasons_text(const Session& session, const Finding& finding) {
    std::string out;
    for (const std::string& reason : finding.reasons) {
        out += (out.empty() ? "" : "; ") + session.said(reason);
    }
    return out;
}

std::unique_ptr<FindingWriter> make_writer(std::string_view format, const Session& session,
                                           OutputOptions options) {
    if (format == "jsonl") {
        return std::make_unique<JsonLinesWriter>(options);
    }
    if (format == "text") {
        return std::make_unique<TextWriter>(session, options);
    }
    if (format == "csv") {
        return std::make_unique<CsvWriter>(options);
    }
    if (format == "sarif") {
        return std::make_unique<SarifWriter>(options);
    }
    return nullptr;
}

} // namespace oblio::cli
