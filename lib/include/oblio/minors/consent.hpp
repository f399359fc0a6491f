// lib/include/oblio/minors/consent.hpp: the register of guardians' authorisations.
#pragma once

#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// One authorisation by a holder of parental responsibility. No copy of a document is ever kept:
/// `method` says what was seen and by which role.
struct Consent {
    std::string author_id;       ///< the account's id, or its handle
    std::string platform;        ///< as in Record::platform; empty = any
    std::string guardian;        ///< who agreed
    std::string role;            ///< parent, tutor, foster, court
    std::string method;          ///< how it was verified, such as "e-mail, seen by privacy"
    Date given{};                ///< valid from this day on
    std::optional<Date> expires; ///< the last day it is valid
    std::optional<Date> revoked; ///< no longer valid on this day
    bool covers_earlier = false; ///< also releases what was written before `given`
    bool refused = false;        ///< the guardian said no, on the day `given`; never valid
};

/// How an authorisation stood on one day.
enum class ConsentState { none, valid, expired, revoked };
/// `none`, `valid`, `expired`, `revoked`.
[[nodiscard]] std::string_view consent_state_name(ConsentState state) noexcept;

/// One authorisation on one day.
[[nodiscard]] ConsentState state_on(const Consent& consent, Date day) noexcept;

/// Several on one day: valid if at least `guardians` different guardians' are (one of them given
/// for earlier messages counts, too); else what the latest given by then is. Requires:
/// guardians >= 1.
[[nodiscard]] ConsentState state_on(std::span<const Consent> consents, Date day, int guardians);

/// One of them was valid on `day` and was revoked after it.
[[nodiscard]] bool revoked_after(std::span<const Consent> consents, Date day) noexcept;

/// A guardian said no on or before `day`, and none of the consents is valid on `written`.
[[nodiscard]] bool refused_by(std::span<const Consent> consents, Date written, Date day) noexcept;

/// Reads `[{"author_id", "guardian", "given", "expires", "revoked", ...}]` or a single object.
/// author_id, guardian and given are required; dates are 2026-06-01 or null.
/// Errors: bad_json (not JSON; the detail gives the byte), bad_argument (the detail gives the
/// pointer of the field that is missing, unknown or of another form).
[[nodiscard]] Result<std::vector<Consent>> parse_consents(std::string_view json);

/// One as JSON, on one line. parse_consents() of it gives the same.
[[nodiscard]] std::string format_consent(const Consent& consent);

} // namespace oblio
