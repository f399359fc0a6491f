// lib/src/report/formats.cpp: the report as JSON and CSV.
#include "oblio/report/audit.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace oblio {
namespace {

using Json = nlohmann::ordered_json;

/// A cell of a CSV file: quoted where it has to be, and never a formula for a spreadsheet.
std::string csv_cell(std::string text) {
    if (!text.empty() &&
        std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) {
        text.insert(0, 1, '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    }
    return quoted + '"';
}

Json both(const LocalText& text) {
    return Json{{"it", text.it}, {"en", text.en}};
}

} // namespace

std::string audit_json(const Audit& audit) {
    static constexpr std::array<std::string_view, 3> urgencies{"now", "soon", "know"};
    Json json{{"entity", audit.entity},
              {"from", format_date(audit.from)},
              {"to", format_date(audit.to)},
              {"before", audit.before ? Json(format_date(*audit.before)) : Json(nullptr)}};
    json["actions"] = Json::array();
    for (const AuditAction& action : audit.actions) {
        json["actions"].push_back({{"urgency", urgencies[static_cast<std::size_t>(action.urgency)]},
                                   {"what", both(action.what)},
                                   {"why", both(action.why)},
                                   {"command", action.command}});
    }
    json["figures"] = Json::object();
    for (const AuditFigure& figure : audit.figures) {
        json["figures"][figure.id] = {
            {"value", figure.value},
            {"before", figure.before ? Json(*figure.before) : Json(nullptr)}};
    }
    json["tables"] = Json::object();
    for (const AuditTable& table : audit.tables) {
        Json rows = Json::array();
        for (const auto& row : table.rows) {
            Json object = Json::object();
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (const auto* value = std::get_if<std::int64_t>(&row[i])) {
                    object[table.keys[i]] = *value;
                } else {
                    object[table.keys[i]] = std::get<LocalText>(row[i]).en;
                }
            }
            rows.push_back(std::move(object));
        }
        json["tables"][table.id] = std::move(rows);
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::map<std::string, std::string> audit_csv(const Audit& audit, Language language) {
    std::map<std::string, std::string> files;
    for (const AuditTable& table : audit.tables) {
        std::string& out = files[table.id + ".csv"];
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            out += (i == 0 ? "" : ",") + csv_cell(table.columns[i].in(language));
        }
        out += "\r\n";
        for (const auto& row : table.rows) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                out += i == 0 ? "" : ",";
                if (const auto* value = std::get_if<std::int64_t>(&row[i])) {
                    out += std::to_string(*value);
                } else {
                    out += csv_cell(std::get<LocalText>(row[i]).in(language));
                }
            }
            out += "\r\n";
        }
    }
    std::string& figures = files["figures.csv"];
    figures = "id,value,before\r\n";
    for (const AuditFigure& figure : audit.figures) {
        figures += fmt::format("{},{},{}\r\n", figure.id, figure.value,
                               figure.before ? std::to_string(*figure.before) : std::string{});
    }
    return files;
}

} // namespace oblio
