// lib/include/oblio/subject/subject.hpp: the individual who asks, as the privacy office knows them.
#pragma once

#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// An account name; without a platform it may be on any.
struct SubjectHandle {
    std::optional<std::string> platform; ///< as Record::platform
    std::string handle;                  ///< without @, or the platform's permanent id
};

/// Somebody of the subject's family: evidence, and a likely homonym.
struct Relative {
    std::string relation; ///< such as `padre`, `sorella`
    std::string name;
};

/// What is known of an individual. At least one of name, handles, emails, phones, fiscal_code,
/// plates is given. Values are as written; comparing them is the tracer's business.
struct Subject {
    std::string name;                 ///< first name and surname, in either order; may be empty
    std::vector<std::string> aliases; ///< other names, nicknames, and whatever else names them
    std::vector<SubjectHandle> handles;
    std::vector<std::string> emails, phones, plates;
    std::optional<std::string> fiscal_code;
    std::optional<Date> birth_date;
    std::optional<std::string> address;
    std::optional<std::string> occupation;
    std::vector<Relative> relatives;
};

/// Reads a subject file: one JSON object with the fields of Subject; handles may be written
/// `instagram:anna_b`. Errors: bad_json with line; bad_subject names every problem by JSON pointer
/// and line: unknown fields, wrong types, neither name nor identifier, a fiscal code or a birth
/// date that is none.
[[nodiscard]] Result<Subject> parse_subject(std::string_view json);

/// The subject as a JSON object in the documented order, on one line; parse_subject() of it gives
/// the same.
[[nodiscard]] std::string format_subject(const Subject& subject);

} // namespace oblio
