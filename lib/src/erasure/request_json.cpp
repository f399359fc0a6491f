// lib/src/erasure/request_json.cpp
#include "erasure/request_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace oblio {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 6> kind_names{"erasure",   "access",      "rectification",
                                                     "objection", "restriction", "cyberbullying"};
constexpr std::array<std::string_view, 14> state_names{
    "received", "id-asked", "identified", "traced", "in-review", "planned",   "approved",
    "executed", "proved",   "reopened",   "closed", "refused",   "withdrawn", "duplicate"};

void put(json& value, const char* name, const std::string& text) {
    if (!text.empty()) {
        value[name] = text;
    }
}
void put(json& value, const char* name, const std::optional<Date>& date) {
    if (date) {
        value[name] = format_date(*date);
    }
}
void put(json& value, const char* name, const std::optional<Instant>& time) {
    if (time) {
        value[name] = format_instant(*time);
    }
}

std::optional<Date> date(const json& value, const char* name) {
    return value.contains(name) ? parse_date(value.at(name).get<std::string>()) : std::nullopt;
}
std::optional<Instant> instant(const json& value, const char* name) {
    return value.contains(name) ? parse_instant(value.at(name).get<std::string>()) : std::nullopt;
}

/// Every text field of a case, under its name in the document.
constexpr std::array<std::pair<const char*, std::string Request::*>, 14> texts{{
    {"number", &Request::number},
    {"channel", &Request::channel},
    {"role", &Request::requester_role},
    {"ground", &Request::ground},
    {"identified_how", &Request::identified_how},
    {"identified_by", &Request::identified_by},
    {"doubt", &Request::doubt},
    {"extension_reason", &Request::extension_reason},
    {"plan", &Request::plan},
    {"certificate", &Request::certificate},
    {"refusal_ground", &Request::refusal_ground},
    {"refusal_reason", &Request::refusal_reason},
    {"duplicate_of", &Request::duplicate_of},
    {"answer_channel", &Request::answer_channel},
}};
constexpr std::array<std::pair<const char*, std::optional<Date> Request::*>, 5> dates{{
    {"reopened", &Request::reopened},
    {"told_of_lifting", &Request::told_of_lifting},
    {"id_asked", &Request::id_asked},
    {"id_answered", &Request::id_answered},
    {"extension_sent", &Request::extension_sent},
}};
constexpr std::array<std::pair<const char*, std::optional<Instant> Request::*>, 5> times{{
    {"decided", &Request::decided},
    {"executed", &Request::executed},
    {"proved", &Request::proved},
    {"answered", &Request::answered},
    {"ended", &Request::ended},
}};

} // namespace

std::string_view request_kind_name(RequestKind kind) noexcept {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<RequestKind> find_request_kind(std::string_view name) noexcept {
    const auto* found = std::find(kind_names.begin(), kind_names.end(), name);
    return found == kind_names.end()
               ? std::nullopt
               : std::optional{static_cast<RequestKind>(found - kind_names.begin())};
}

std::string_view request_state_name(RequestState state) noexcept {
    return state_names[static_cast<std::size_t>(state)];
}

LocalText request_state_words(RequestState state) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, state_names.size()>
        words{{{"ricevuta", "received"},
               {"identità chiesta", "identity asked for"},
               {"identità verificata", "identity verified"},
               {"tracciata", "traced"},
               {"in esame", "in review"},
               {"piano preparato", "plan made"},
               {"piano approvato", "plan approved"},
               {"eseguita", "executed"},
               {"verificata, attestato scritto", "verified, certificate written"},
               {"riaperta", "reopened"},
               {"risposta e chiusa", "answered and closed"},
               {"rifiutata", "refused"},
               {"ritirata", "withdrawn"},
               {"doppione", "duplicate"}}};
    const auto& [it, en] = words[static_cast<std::size_t>(state)];
    return {std::string{it}, std::string{en}};
}

std::string request_json(const Request& request) {
    json value{{"kind", request_kind_name(request.kind)},
               {"state", request_state_name(request.state)},
               {"received", format_instant(request.received)},
               {"person_shredded", request.person_shredded},
               {"steps", json::array()}};
    for (const auto& [name, member] : texts) {
        put(value, name, request.*member);
    }
    for (const auto& [name, member] : dates) {
        put(value, name, request.*member);
    }
    for (const auto& [name, member] : times) {
        put(value, name, request.*member);
    }
    for (const RequestStep& step : request.steps) {
        value["steps"].push_back({format_instant(step.at), step.what, step.by});
    }
    return value.dump();
}

Result<Request> parse_request(std::string_view text) {
    try {
        const json value = json::parse(text);
        Request request;
        request.kind =
            find_request_kind(value.at("kind").get<std::string>()).value_or(RequestKind::erasure);
        const auto* state =
            std::find(state_names.begin(), state_names.end(), value.at("state").get<std::string>());
        if (state == state_names.end()) {
            return Error{ErrorCode::damaged, "a request cannot be read"};
        }
        request.state = static_cast<RequestState>(state - state_names.begin());
        request.received = instant(value, "received").value_or(Instant{});
        request.person_shredded = value.at("person_shredded").get<bool>();
        for (const auto& [name, member] : texts) {
            request.*member = value.value(name, "");
        }
        for (const auto& [name, member] : dates) {
            request.*member = date(value, name);
        }
        for (const auto& [name, member] : times) {
            request.*member = instant(value, name);
        }
        for (const json& step : value.at("steps")) {
            request.steps.push_back(
                {parse_instant(step.at(0).get<std::string>()).value_or(Instant{}),
                 step.at(1).get<std::string>(), step.at(2).get<std::string>()});
        }
        return request;
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "a request cannot be read"};
    }
}

std::string person_json(const RequestPerson& person) {
    json keep = json::object();
    for (const auto& [record, why] : person.keep) {
        keep[record] = {{"ground", why.ground}, {"reason", why.reason}, {"author", why.author}};
        put(keep[record], "review_on", why.review_on);
    }
    return json{{"requester", person.requester},
                {"subject", person.subject_json},
                {"answers", person.answers},
                {"keep", std::move(keep)}}
        .dump();
}

Result<RequestPerson> parse_person(std::string_view text) {
    try {
        const json value = json::parse(text);
        RequestPerson person{value.at("requester").get<std::string>(),
                             value.at("subject").get<std::string>(),
                             value.at("answers").get<std::map<std::string, bool>>(),
                             {}};
        if (value.contains("keep")) {
            for (const auto& [record, why] : value.at("keep").items()) {
                person.keep[record] = {why.at("ground").get<std::string>(),
                                       why.at("reason").get<std::string>(), date(why, "review_on"),
                                       why.at("author").get<std::string>()};
            }
        }
        return person;
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "a request cannot be read"};
    }
}

} // namespace oblio
