// lib/src/erasure/request_json.hpp: a case as the sealed document that it is stored in.
#pragma once

#include "oblio/erasure/request.hpp"

namespace oblio {

[[nodiscard]] std::string request_json(const Request& request);
/// Errors: damaged.
[[nodiscard]] Result<Request> parse_request(std::string_view json);
[[nodiscard]] std::string person_json(const RequestPerson& person);
/// Errors: damaged.
[[nodiscard]] Result<RequestPerson> parse_person(std::string_view json);

} // namespace oblio
