// lib/src/minors/consent.cpp
#include "oblio/minors/consent.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <set>

namespace oblio {
namespace {

using Json = nlohmann::ordered_json;

Error refused(std::size_t index, std::string_view key, std::string_view what) {
    return {ErrorCode::bad_argument, fmt::format("/{}/{}: {}", index, key, what)};
}

/// Reads one string; false if it is there and no string.
bool read_text(const Json& object, const char* key, std::string& out) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) {
        return true;
    }
    if (!found->is_string()) {
        return false;
    }
    out = found->get<std::string>();
    return true;
}

/// Reads one date; false if it is there and none.
bool read_date(const Json& object, const char* key, std::optional<Date>& out) {
    std::string text;
    if (!read_text(object, key, text)) {
        return false;
    }
    if (text.empty()) {
        return !object.contains(key) || object[key].is_null();
    }
    out = parse_date(text);
    return out.has_value();
}

Result<Consent> read_consent(const Json& object, std::size_t index) {
    if (!object.is_object()) {
        return refused(index, "", "must be an object");
    }
    static constexpr std::array<std::string_view, 10> known{
        "author_id", "platform", "guardian", "role",           "method",
        "given",     "expires",  "revoked",  "covers_earlier", "refused"};
    for (const auto& [key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            return refused(index, key, "is not a field of a consent");
        }
    }
    Consent consent;
    for (const auto& [key, target] :
         {std::pair{"author_id", &consent.author_id}, std::pair{"platform", &consent.platform},
          std::pair{"guardian", &consent.guardian}, std::pair{"role", &consent.role},
          std::pair{"method", &consent.method}}) {
        if (!read_text(object, key, *target)) {
            return refused(index, key, "must be a string");
        }
    }
    std::optional<Date> given;
    for (const auto& [key, target] :
         {std::pair{"given", &given}, std::pair{"expires", &consent.expires},
          std::pair{"revoked", &consent.revoked}}) {
        if (!read_date(object, key, *target)) {
            return refused(index, key, "must be a date such as 2026-06-01, or null");
        }
    }
    for (const auto& [key, target] : {std::pair{"covers_earlier", &consent.covers_earlier},
                                      std::pair{"refused", &consent.refused}}) {
        const auto flag = object.find(key);
        if (flag == object.end()) {
            continue;
        }
        if (!flag->is_boolean()) {
            return refused(index, key, "must be true or false");
        }
        *target = flag->get<bool>();
    }
    if (consent.author_id.empty()) {
        return refused(index, "author_id", "is required");
    }
    if (consent.guardian.empty()) {
        return refused(index, "guardian", "is required");
    }
    if (!given) {
        return refused(index, "given", "is required");
    }
    consent.given = *given;
    return consent;
}

std::chrono::sys_days days(Date date) noexcept {
    return std::chrono::sys_days{date};
}

} // namespace

std::string_view consent_state_name(ConsentState state) noexcept {
    static constexpr std::array<std::string_view, 4> names{"none", "valid", "expired", "revoked"};
    return names[static_cast<std::size_t>(state)];
}

ConsentState state_on(const Consent& consent, Date day) noexcept {
    if (consent.refused) {
        return ConsentState::none;
    }
    if (consent.revoked && days(*consent.revoked) <= days(day)) {
        return ConsentState::revoked;
    }
    if (consent.expires && days(*consent.expires) < days(day)) {
        return ConsentState::expired;
    }
    if (days(consent.given) > days(day) && !consent.covers_earlier) {
        return ConsentState::none;
    }
    return ConsentState::valid;
}

ConsentState state_on(std::span<const Consent> consents, Date day, int guardians) {
    std::set<std::string_view> agreed;
    const Consent* latest = nullptr;
    for (const Consent& consent : consents) {
        const ConsentState state = state_on(consent, day);
        if (state == ConsentState::valid) {
            agreed.insert(consent.guardian);
        } else if (state != ConsentState::none &&
                   (latest == nullptr || days(consent.given) > days(latest->given))) {
            latest = &consent;
        }
    }
    if (static_cast<int>(agreed.size()) >= guardians) {
        return ConsentState::valid;
    }
    return latest == nullptr ? ConsentState::none : state_on(*latest, day);
}

bool revoked_after(std::span<const Consent> consents, Date day) noexcept {
    for (const Consent& consent : consents) {
        if (consent.revoked && state_on(consent, day) == ConsentState::valid) {
            return true;
        }
    }
    return false;
}

bool refused_by(std::span<const Consent> consents, Date written, Date day) noexcept {
    bool no = false;
    for (const Consent& consent : consents) {
        no = no || (consent.refused && days(consent.given) <= days(day));
        if (state_on(consent, written) == ConsentState::valid) {
            return false;
        }
    }
    return no;
}

Result<std::vector<Consent>> parse_consents(std::string_view json) {
    Json document;
    try {
        document = Json::parse(json);
    } catch (const Json::parse_error& error) {
        return Error{ErrorCode::bad_json, fmt::format("byte {}", error.byte)};
    }
    if (document.is_object()) {
        document = Json::array({document});
    }
    if (!document.is_array()) {
        return Error{ErrorCode::bad_argument, "/: must be an array of consents"};
    }
    std::vector<Consent> consents;
    for (std::size_t i = 0; i < document.size(); ++i) {
        auto consent = read_consent(document[i], i);
        if (!consent) {
            return consent.error();
        }
        consents.push_back(std::move(consent).value());
    }
    return consents;
}

std::string format_consent(const Consent& consent) {
    const auto date = [](const std::optional<Date>& value) {
        return value ? Json(format_date(*value)) : Json(nullptr);
    };
    Json object{{"author_id", consent.author_id}, {"guardian", consent.guardian}};
    for (const auto& [key, value] :
         {std::pair{"platform", &consent.platform}, std::pair{"role", &consent.role},
          std::pair{"method", &consent.method}}) {
        if (!value->empty()) {
            object[key] = *value;
        }
    }
    object["given"] = format_date(consent.given);
    object["expires"] = date(consent.expires);
    object["revoked"] = date(consent.revoked);
    if (consent.covers_earlier) {
        object["covers_earlier"] = true;
    }
    if (consent.refused) {
        object["refused"] = true;
    }
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace oblio
