// lib/src/erasure/request_step.hpp: what every step of a request is made of.
#pragma once

#include "oblio/erasure/request.hpp"

#include <initializer_list>
#include <string_view>

namespace oblio {

/// not_allowed, with the case's number and why.
[[nodiscard]] Error forbidden(const Request& request, std::string_view why);
[[nodiscard]] bool in(const Request& request, std::initializer_list<RequestState> states);
/// Its identity was verified.
[[nodiscard]] bool identified(const Request& request);
/// Reasons of one word are none.
[[nodiscard]] bool says_something(std::string_view reason);

/// Notes the step in the case and, without any name, in the ledger; then stores the case.
Result<Request> step(Archive& archive, Request request, std::string_view what, std::string_view by);
/// The case if it is open; not_allowed otherwise.
Result<Request> open_one(const Archive& archive, std::string_view number);
/// Stores what identifies people in a case.
Result<void> store_person(Archive& archive, std::string_view number, const RequestPerson& person);

/// Records that the case's plan left standing.
struct Deferred {
    std::uint64_t kept = 0;    ///< a hold or an exemption keeps them still
    std::uint64_t free = 0;    ///< nothing does any more
    std::optional<Date> since; ///< the first day on which an end that was named beforehand was past
};
[[nodiscard]] Result<Deferred> deferred_of(const Archive& archive, const Request& request,
                                           Date today);
/// The case as it stands on `today`: reopened, if a deferred record of it is free.
[[nodiscard]] Result<Request> as_of(const Archive& archive, Request request, Date today);
/// Stores `reopened` in every case that a hold released just now has opened again.
Result<void> reopen_cases(Archive& archive);

} // namespace oblio
