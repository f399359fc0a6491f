// lib/src/subject/subject.cpp: reading and writing the subject file.
#include "oblio/subject/subject.hpp"

#include "detect/word_list.hpp"

#include "policy/json_reader.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace oblio {
namespace {

using Json = nlohmann::ordered_json;
using policy::JsonLines;
using policy::ObjectReader;

constexpr std::array<std::string_view, 8> platforms{"facebook", "instagram", "whatsapp", "telegram",
                                                    "x",        "youtube",   "mastodon", "generic"};

SubjectHandle read_handle(std::string_view text) {
    const auto colon = text.find(':');
    std::optional<std::string> platform;
    if (colon != std::string_view::npos && detect::in(text.substr(0, colon), platforms)) {
        platform = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    if (text.starts_with('@')) {
        text.remove_prefix(1);
    }
    return {std::move(platform), std::string(text)};
}

void read_optional(ObjectReader& reader, std::string_view key, std::optional<std::string>& out) {
    std::string text;
    reader.text(key, text);
    if (!text.empty()) {
        out = std::move(text);
    }
}

void read_fields(ObjectReader& reader, Subject& subject) {
    reader.text("name", subject.name);
    reader.texts("aliases", subject.aliases);
    std::vector<std::string> handles;
    reader.texts("handles", handles);
    for (const std::string& handle : handles) {
        subject.handles.push_back(read_handle(handle));
    }
    reader.texts("emails", subject.emails);
    reader.texts("phones", subject.phones);
    reader.texts("plates", subject.plates);
    read_optional(reader, "fiscal_code", subject.fiscal_code);
    std::string birth_date;
    reader.text("birth_date", birth_date);
    if (!birth_date.empty()) {
        subject.birth_date = parse_date(birth_date);
        if (!subject.birth_date) {
            reader.problem("birth_date", "a date such as 1980-12-31");
        }
    }
    read_optional(reader, "address", subject.address);
    read_optional(reader, "occupation", subject.occupation);
    reader.objects("relatives", [&subject](ObjectReader& relative) {
        Relative row;
        relative.required_text("relation", row.relation);
        relative.required_text("name", row.name);
        relative.finish();
        subject.relatives.push_back(std::move(row));
    });
    reader.finish();
}

bool names_somebody(const Subject& subject) {
    return !subject.name.empty() || !subject.handles.empty() || !subject.emails.empty() ||
           !subject.phones.empty() || !subject.plates.empty() || subject.fiscal_code.has_value();
}

/// `line 3: /phone: not a field; line 5: …`, as one detail.
std::string listed(const ObjectReader::Problems& problems, const JsonLines& lines) {
    std::string detail;
    for (const auto& [pointer, what] : problems) {
        detail += detail.empty() ? "line " : "; line ";
        detail += std::to_string(lines.line(pointer)) + ": ";
        detail += pointer.empty() ? what : pointer + ": " + what; // of the whole file, or a field
    }
    return detail;
}

} // namespace

Result<Subject> parse_subject(std::string_view json) {
    nlohmann::json document;
    try {
        document = nlohmann::json::parse(json);
    } catch (const nlohmann::json::parse_error& refused) {
        // Only the position: what() may quote the person's data.
        return Error{ErrorCode::bad_json, "byte " + std::to_string(refused.byte) + ": not JSON"};
    }
    if (!document.is_object()) {
        return Error{ErrorCode::bad_subject, "line 1: not a JSON object"};
    }
    const JsonLines lines{json};
    ObjectReader::Problems problems;
    ObjectReader reader{document, "", problems};
    Subject subject;
    read_fields(reader, subject);
    for (const std::string& pointer : lines.repeated()) {
        problems.emplace_back(pointer, "given twice");
    }
    if (problems.empty() && !names_somebody(subject)) {
        problems.emplace_back("", "one identifier or a name is needed");
    }
    if (!problems.empty()) {
        return Error{ErrorCode::bad_subject, listed(problems, lines)};
    }
    return subject;
}

std::string format_subject(const Subject& subject) {
    Json json = Json::object();
    if (!subject.name.empty()) {
        json["name"] = subject.name;
    }
    const auto put = [&json](const char* key, const std::vector<std::string>& values) {
        if (!values.empty()) {
            json[key] = values;
        }
    };
    put("aliases", subject.aliases);
    std::vector<std::string> handles;
    for (const SubjectHandle& handle : subject.handles) {
        handles.push_back(handle.platform ? *handle.platform + ":" + handle.handle : handle.handle);
    }
    put("handles", handles);
    put("emails", subject.emails);
    put("phones", subject.phones);
    if (subject.fiscal_code) {
        json["fiscal_code"] = *subject.fiscal_code;
    }
    put("plates", subject.plates);
    if (subject.birth_date) {
        json["birth_date"] = format_date(*subject.birth_date);
    }
    if (subject.address) {
        json["address"] = *subject.address;
    }
    if (subject.occupation) {
        json["occupation"] = *subject.occupation;
    }
    for (const Relative& relative : subject.relatives) {
        json["relatives"].push_back({{"relation", relative.relation}, {"name", relative.name}});
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace oblio
