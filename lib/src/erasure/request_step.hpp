// lib/src/erasure/request_step.hpp: what every step of a request is made of.
#pragma once

#include "oblio/erasure/request.hpp"

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace oblio {

/// not_allowed, with the case's number and why.
[[nodiscard]] Error forbidden(const Request& request, std::string_view why);
[[nodiscard]] bool in(const Request& request, std::initializer_list<RequestState> states);
/// Extended for the clock that runs now: one that was reopened has a month of its own.
[[nodiscard]] bool is_extended(const Request& request);
/// Its identity was verified.
[[nodiscard]] bool identified(const Request& request);
/// bad_argument, naming `what` and the words there are, unless `given` is one of them. Does not
/// repeat what was given, which may name somebody.
[[nodiscard]] Result<void> one_of(std::string_view what, std::string_view given,
                                  std::span<const std::string_view> words);
/// Reasons of one word are none.
[[nodiscard]] bool says_something(std::string_view reason);

/// The cases that the ledger speaks of in entries after `after`: number -> the newest step.
[[nodiscard]] std::map<std::string, std::string> cases_in_ledger(const Archive& archive,
                                                                 std::uint64_t after = 0);
/// Notes the step in the case and, without any name, in the ledger; then stores the case.
Result<Request> step(Archive& archive, Request request, std::string_view what, std::string_view by);
/// not_allowed if the case ended.
[[nodiscard]] Result<void> still_open(const Request& request);
/// not_allowed if its plan was carried out.
[[nodiscard]] Result<void> not_executed(const Request& request);
/// The case if it is open; not_allowed otherwise.
Result<Request> open_one(const Archive& archive, std::string_view number);
/// The frame of a step: `change(request)`, a Result<void>, looks whether it may happen and makes
/// the change; then the step is noted and the case stored. Errors: of `request`, of `change`, io.
template <class Change>
Result<Request> take_step(Archive& archive, Result<Request> request, std::string_view what,
                          std::string_view by, Change change) {
    if (!request) {
        return request;
    }
    if (const Result<void> changed = change(*request); !changed) {
        return changed.error();
    }
    return step(archive, std::move(*request), what, by);
}

/// Stores what identifies people in a case.
Result<void> store_person(Archive& archive, std::string_view number, const RequestPerson& person);
/// Stores what `change(person)`, a Result<void>, makes of it. Errors: those of request_person(), of
/// `change`, io.
template <class Change>
Result<void> change_person(Archive& archive, std::string_view number, Change change) {
    auto person = request_person(archive, number);
    if (!person) {
        return person.error();
    }
    if (const Result<void> changed = change(*person); !changed) {
        return changed;
    }
    return store_person(archive, number, *person);
}

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
