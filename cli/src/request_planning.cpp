// cli/src/request_planning.cpp
#include "request_planning.hpp"

#include "erasure_output.hpp"
#include "request_review.hpp"

#include "oblio/erasure/grounds.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio::cli {
namespace {

/// How long an original of cyberbullying stays sealed. Source: D.Lgs. 196/2003 art. 144-bis c. 4
/// asks 12 months of platforms; L. 71/2017 art. 2 names no term.
constexpr int sealed_original_days = 365;

std::string_view default_action(RequestKind kind) {
    switch (kind) {
    case RequestKind::rectification:
        return "rectify";
    case RequestKind::restriction:
    case RequestKind::cyberbullying:
        return "restrict";
    default:
        return "erase";
    }
}

/// The ground of the plan: given now, else the case's, if it is one for that; else what the kind
/// brings with it.
Result<std::string> ground_for(GroundUse use, const Request& request,
                               const RequestArguments& arguments) {
    for (const std::string& code : {arguments.ground, request.ground}) {
        const Ground* ground = find_ground(code);
        const bool sealed = use == GroundUse::restrict && code == "G_L71";
        if (ground != nullptr && (ground->use == use || sealed)) {
            return code;
        }
        if (!arguments.ground.empty()) {
            return Error{ErrorCode::bad_argument, "--ground " + arguments.ground};
        }
    }
    if (use == GroundUse::erase) {
        return std::string{request.kind == RequestKind::objection ? "G17C" : "G_POLICY"};
    }
    if (request.kind == RequestKind::cyberbullying) {
        return std::string{"G_L71"};
    }
    if (request.kind == RequestKind::objection) {
        return std::string{"R18D"}; // until the objection is decided
    }
    return Error{ErrorCode::bad_argument, "--ground: R18A, R18B, R18C, R18D"};
}

Result<std::vector<Correction>> read_corrections(const Session& session, const std::string& file) {
    if (file.empty()) {
        return Error{ErrorCode::bad_argument, "--corrections FILE"};
    }
    const auto text = session.environment().files.read_all(file);
    if (!text) {
        return text.error();
    }
    const Error refused{ErrorCode::bad_json, file + ": [{\"record\",\"from\",\"to\"}]"};
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_array() || json.empty()) {
        return refused;
    }
    std::vector<Correction> corrections;
    for (const auto& row : json) {
        Correction correction;
        for (const auto& [name, into] : {std::pair{"record", &correction.record},
                                         {"from", &correction.from},
                                         {"to", &correction.to}}) {
            if (!row.is_object() || row.size() != 3 || !row.contains(name) ||
                !row.at(name).is_string()) {
                return refused;
            }
            *into = row.at(name).get<std::string>();
        }
        corrections.push_back(std::move(correction));
    }
    return corrections;
}

Result<PlanInput> restriction_input(const Session& session, const Archive& archive,
                                    const Request& request, const Trace& trace,
                                    const RequestArguments& arguments) {
    const auto ground = ground_for(GroundUse::restrict, request, arguments);
    if (!ground) {
        return ground.error();
    }
    std::optional<Date> until;
    if (!arguments.until.empty()) {
        const auto given = day_of(session, arguments.until, "--until");
        if (!given) {
            return given.error();
        }
        until = *given;
    } else if (*ground == "G_L71") {
        until = add_days(session.today(), sealed_original_days);
    }
    return plan_for_restriction(archive, trace, *ground, arguments.reason, until);
}

Result<PlanInput> erasure_input(const Archive& archive, const Request& request,
                                const TracedRequest& traced, const RequestArguments& arguments) {
    const auto ground = ground_for(GroundUse::erase, request, arguments);
    if (!ground) {
        return ground.error();
    }
    const auto person = request_person(archive, request.number);
    if (!person) {
        return person.error();
    }
    return plan_for_subject(archive, traced.subject, traced.trace, *ground, person->keep);
}

/// The first few by name.
std::string name_some(const Archive& archive, std::string_view what,
                      const std::vector<RecordRow>& rows) {
    if (rows.empty()) {
        return {};
    }
    constexpr std::size_t named = 5;
    std::string text = fmt::format("; {} {}: ", rows.size(), what);
    for (std::size_t i = 0; i < std::min(named, rows.size()); ++i) {
        text += (i > 0 ? ", " : "") + record_name(archive, rows[i]);
    }
    return text + (rows.size() > named ? ", ..." : "");
}

} // namespace

Result<PlanInput> plan_input(const Session& session, Archive& archive, const Policy& policy,
                             const Request& request, const RequestArguments& arguments) {
    if (request.kind == RequestKind::access) {
        return Error{ErrorCode::not_allowed,
                     "request " + request.number +
                         ": access changes nothing; disclose with oblio access, then close"};
    }
    const std::string action =
        arguments.action.empty() ? std::string{default_action(request.kind)} : arguments.action;
    Result<PlanInput> input = Error{ErrorCode::bad_argument, "--action " + action +
                                                                 ": erase, restrict, release, "
                                                                 "rectify"};
    if (action == "rectify") {
        const auto corrections = read_corrections(session, arguments.corrections);
        input = corrections ? plan_for_correction(archive, *corrections)
                            : Result<PlanInput>{corrections.error()};
    } else if (action == "release") {
        const auto executed = load_plan(archive, request.plan);
        input =
            executed ? plan_for_release(archive, *executed) : Result<PlanInput>{executed.error()};
    } else if (action == "erase" || action == "restrict") {
        const auto traced = trace_request(session, archive, request.number);
        if (!traced) {
            return traced.error();
        }
        if (auto noted = note_trace(archive, request.number, traced->trace.review.size(),
                                    arguments.archive.by);
            !noted) {
            return noted.error();
        }
        input = action == "erase"
                    ? erasure_input(archive, request, *traced, arguments)
                    : restriction_input(session, archive, request, traced->trace, arguments);
    }
    if (input) {
        input->id = request.number;
        input->author = arguments.archive.by;
        input->suppression_days = policy.requests.suppression_days;
    }
    return input;
}

Result<void> still_holds(const Session& session, Archive& archive, const Policy& policy,
                         const Request& request, const RequestArguments& arguments) {
    const auto interrupted = is_interrupted(archive);
    const auto plan = load_plan(archive, request.plan);
    if (!interrupted || !plan) {
        return interrupted ? plan.error() : interrupted.error();
    }
    const auto correction = [](const PlanItem& item) { return item.decision.ground == "R16"; };
    const bool erases = plan->count(Action::purge) + plan->count(Action::redact) > 0 &&
                        std::none_of(plan->items.begin(), plan->items.end(), correction);
    if (request.state != RequestState::approved || *interrupted || !erases) {
        return {};
    }
    RequestArguments again = arguments;
    again.action = "erase";
    again.ground.clear();
    const auto now = plan_input(session, archive, policy, request, again);
    if (!now) {
        return now.error();
    }
    const auto changes = changes_since(archive, *plan, *now);
    if (!changes) {
        return changes.error();
    }
    if (changes->none()) {
        return {};
    }
    return Error{
        ErrorCode::stale_plan,
        fmt::format("request {}: the archive changed since the plan was made{}{}{}{}; make a new "
                    "plan: oblio request plan {}",
                    request.number,
                    name_some(archive, session.text("records more", "in più"), changes->added),
                    name_some(archive, session.text("fewer", "in meno"), changes->gone),
                    name_some(archive, session.text("decided otherwise", "decisi altrimenti"),
                              changes->decided_otherwise),
                    name_some(archive, session.text("edited", "modificati"), changes->edited),
                    request.number)};
}

} // namespace oblio::cli
