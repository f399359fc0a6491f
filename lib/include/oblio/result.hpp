// lib/include/oblio/result.hpp: what an operation that may fail returns: a value, or why there is
// none.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace oblio {

/// What went wrong, to branch on. Append only: scripts know the numbers.
enum class ErrorCode : int {
    bad_argument = 1,       ///< a value given by the caller of the program is not usable
    bad_utf8 = 2,           ///< bytes that are not UTF-8
    bad_json = 3,           ///< not JSON, or JSON of another shape than documented
    bad_pattern = 4,        ///< a file of patterns/ that is refused
    bad_policy = 5,         ///< a policy file that is refused
    bad_subject = 6,        ///< a subject file that is refused
    unknown_format = 7,     ///< no reader recognises the input
    unsupported_format = 8, ///< recognised, and refused with what to ask for instead
    bad_record = 9,         ///< one record of an input cannot be read
    not_found = 10,         ///< the named file, record or request is not there
    io = 11,                ///< the system refused a read, a write, a sync or a rename
    exists = 12,            ///< the thing to be created is already there
    locked = 13,            ///< another process holds the archive
    wrong_key = 14,         ///< the master key or passphrase does not open this archive
    damaged = 15,           ///< stored bytes that are not what was written
    restored_copy = 16,     ///< the archive is behind its ledger: a backup was put back
    stale_plan = 17,        ///< the archive changed since the plan was made
    forged = 18,            ///< a hash or a signature does not hold
    not_allowed = 19,       ///< the state, the role or the policy forbids it
    held = 20,              ///< a legal hold forbids it for now
    over_cap = 21,          ///< more would be removed than the policy allows in one go
    limit_exceeded = 22,    ///< an input is larger or deeper than the documented limit
    clock_backwards = 23,   ///< the clock is behind the newest entry of the ledger
    remnant_found = 24,     ///< bytes that should be gone were found
    not_executed = 25,      ///< the step that has to come before was not done
};

/// Why an operation failed.
struct Error {
    ErrorCode code;
    std::string detail; ///< for people: file, rule, position; never a byte of a scanned text
};

/// A value or an Error: our small part of std::expected, with its member names.
/// Threads: as T.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value)
        : state_{std::in_place_index<0>, std::move(value)} {
    } // NOLINT(google-explicit-constructor): as std::expected
    Result(Error error)
        : state_{std::in_place_index<1>, std::move(error)} {
    } // NOLINT(google-explicit-constructor): as std::unexpected

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// Requires: has_value().
    [[nodiscard]] T& value() & { return *checked(); }
    [[nodiscard]] const T& value() const& { return *checked(); }
    [[nodiscard]] T&& value() && { return std::move(*checked()); }
    [[nodiscard]] T& operator*() & { return *checked(); }
    [[nodiscard]] const T& operator*() const& { return *checked(); }
    [[nodiscard]] T&& operator*() && { return std::move(*checked()); }
    [[nodiscard]] T* operator->() { return checked(); }
    [[nodiscard]] const T* operator->() const { return checked(); }

    /// Requires: !has_value().
    [[nodiscard]] const Error& error() const {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }

private:
    [[nodiscard]] T* checked() {
        assert(has_value());
        return std::get_if<0>(&state_);
    }
    [[nodiscard]] const T* checked() const {
        assert(has_value());
        return std::get_if<0>(&state_);
    }

    std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : error_{std::in_place_index<1>, std::move(error)} {
    } // NOLINT(google-explicit-constructor): as std::unexpected

    [[nodiscard]] bool has_value() const noexcept { return error_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }
    /// Requires: !has_value().
    [[nodiscard]] const Error& error() const {
        assert(!has_value());
        return *std::get_if<1>(&error_);
    }

private:
    std::variant<std::monostate, Error> error_;
};

} // namespace oblio
