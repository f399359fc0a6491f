// cli/src/erasure_output.hpp: how plans, executions, proofs and requests are shown.
#pragma once

#include "app.hpp"

#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/erasure/request.hpp"
#include "oblio/erasure/verify.hpp"
#include "oblio/policy/policy.hpp"

#include <string>

namespace oblio::cli {

/// The whole plan: counts, then one line a record: what is done, to which places and with what, or
/// why it stays, by whose word and until when. With `json` the plan as it is hashed.
void print_plan(const Session& session, const Archive& archive, const Plan& plan, bool json);
/// One line of hash, purpose and counts.
void print_plan_line(const Session& session, const Plan& plan);
void print_receipt(const Session& session, const Receipt& receipt, bool json);
/// The checks one by one, and what follows.
void print_proof(const Session& session, const Verification& proof, bool json);
/// One line; as JSON with all its steps.
void print_request(const Session& session, const Request& request, const Policy& policy, bool json);
/// The identity and how it was verified, the steps, the exemptions.
void print_request_details(const Session& session, const Archive& archive, const Request& request);

/// What an execution or a verification tells while it works, on `progress`, which outlives it.
ProgressReport report_on(Progress& progress);
/// What a certificate says of the office and of the program.
CaseFacts case_facts(const Policy& policy);

/// A name for a record on a terminal: its id, or its number once it is erased.
std::string record_name(const Archive& archive, RecordRow row);

/// A day given on the command line; today if none was given. Errors: bad_argument naming `option`.
Result<Date> day_of(const Session& session, const std::string& given, std::string_view option);

} // namespace oblio::cli
