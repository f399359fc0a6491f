// cli/src/erasure_output.cpp
#include "erasure_output.hpp"

#include "oblio/erasure/grounds.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array all_actions{Action::purge,    Action::redact,     Action::keep,
                                 Action::restrict, Action::quarantine, Action::release};

std::string_view status_name(ExecuteStatus status) {
    switch (status) {
    case ExecuteStatus::executed:
        return "executed";
    case ExecuteStatus::resumed:
        return "resumed";
    case ExecuteStatus::already_done:
        return "already_done";
    case ExecuteStatus::nothing_to_erase:
        return "nothing_to_erase";
    }
    return "executed";
}

/// Where and with what: `text 5-17 -> [omissis]`.
std::string span_text(const RedactSpan& span) {
    std::string text = field_name(span.field);
    if (span.where) {
        text += fmt::format(" {}-{}", to_index(span.where->begin()), to_index(span.where->end()));
    }
    if (span.with) {
        return text + " -> " + *span.with;
    }
    return text + (span.where ? " -> [omissis]" : " -> -");
}

void print_item(const Session& session, const Archive& archive, const PlanItem& item) {
    const Decision& decision = item.decision;
    fmt::print("  {:<28} {:<10} {:<10} {:<10}", record_name(archive, decision.row), item.platform,
               session.word(action_name(decision.action)), decision.ground);
    std::string_view between = " ";
    for (const RedactSpan& span : decision.spans) {
        fmt::print("{}{}", between, span_text(span));
        between = "; ";
    }
    if (!decision.reason.empty()) {
        fmt::print(" {}", session.said(decision.reason));
    }
    if (!decision.author.empty()) {
        fmt::print(" ({})", decision.author);
    }
    if (decision.review_on) {
        fmt::print(" {} {}", session.text("until", "fino al"), format_date(*decision.review_on));
    }
    fmt::print("\n");
}

/// When the identity was verified: the step stays when the words are forgotten.
std::optional<Instant> identified_at(const Request& request) {
    for (const RequestStep& step : request.steps) {
        if (step.what == "identified") {
            return step.at;
        }
    }
    return std::nullopt;
}

/// Whether and how the identity was verified; how and by whom as long as the case knows it.
Json identity_json(const Request& request) {
    const auto at = identified_at(request);
    Json identity{{"verified", at.has_value()}};
    const auto put = [&](const char* name, const std::string& words) {
        if (!words.empty()) {
            identity[name] = words;
        }
    };
    if (at) {
        identity["at"] = format_instant(*at);
    }
    put("how", request.identified_how);
    put("by", request.identified_by);
    put("doubt", request.doubt);
    if (request.id_asked) {
        identity["asked"] = format_date(*request.id_asked);
    }
    if (request.id_answered) {
        identity["answered"] = format_date(*request.id_answered);
    }
    return identity;
}

void print_identity(const Session& session, const Request& request) {
    fmt::print("  {}", session.text("identity:", "identità:"));
    if (request.id_asked) {
        fmt::print(" {} {} ({})", session.text("asked on", "chiesta il"),
                   format_date(*request.id_asked), request.doubt);
    }
    if (const auto at = identified_at(request)) {
        fmt::print(" {} {}", session.text("verified on", "verificata il"), format_instant(*at));
        if (!request.identified_how.empty()) {
            fmt::print(" {} {}: {}", session.text("by", "da"), request.identified_by,
                       request.identified_how);
        }
        fmt::print("; {}\n", session.text("no copy of a document is kept",
                                          "nessuna copia di documenti è conservata"));
    } else {
        fmt::print(" {}\n", session.text("not verified yet", "non ancora verificata"));
    }
}

Json request_json(const Request& request, const Policy& policy, Date today) {
    const RequestClock clock = clock_of(request, policy);
    Json json{{"number", request.number},
              {"kind", request_kind_name(request.kind)},
              {"state", request_state_name(request.state)},
              {"channel", request.channel},
              {"requester_role", request.requester_role},
              {"identity", identity_json(request)},
              {"received", format_instant(request.received)},
              {"acknowledge_by", format_date(clock.acknowledge)},
              {"due", format_date(clock.due)},
              {"days_left", clock.days_left(today)},
              {"ground", request.ground},
              {"plan", request.plan},
              {"certificate", request.certificate}};
    if (clock.paused) {
        json["due_paused"] = format_date(*clock.paused);
    }
    if (clock.urgent) {
        json["urgent"] = format_instant(clock.first);
    }
    if (request.reopened) {
        json["reopened"] = format_date(*request.reopened);
    }
    Json steps = Json::array();
    for (const RequestStep& step : request.steps) {
        steps.push_back({{"at", format_instant(step.at)}, {"what", step.what}, {"by", step.by}});
    }
    json["steps"] = std::move(steps);
    return json;
}

} // namespace

Result<Date> day_of(const Session& session, const std::string& given, std::string_view option) {
    if (given.empty()) {
        return session.today();
    }
    const auto day = parse_date(given);
    return day ? Result<Date>{*day}
               : Result<Date>{Error{ErrorCode::bad_argument,
                                    fmt::format("{} {}: 2026-06-01", option, given)}};
}

ProgressReport report_on(Progress& progress) {
    return [&progress](std::string_view, std::uint64_t done, std::uint64_t total) {
        progress.update(done, total);
    };
}

CaseFacts case_facts(const Policy& policy) {
    CaseFacts facts;
    facts.controller = policy.entity.name;
    facts.dpo = policy.entity.dpo;
    facts.program = "oblio " OBLIO_VERSION;
    return facts;
}

std::string record_name(const Archive& archive, RecordRow row) {
    const auto stored = archive.open_record(row);
    return stored ? stored->record.id : fmt::format("#{}", static_cast<std::int64_t>(row));
}

void print_plan_line(const Session& session, const Plan& plan) {
    fmt::print("{}  {}  {}", plan.hash, session.word(plan.purpose), plan.id);
    for (const Action action : all_actions) {
        if (const auto count = plan.count(action); count > 0) {
            fmt::print("  {} {}", count, session.word(action_name(action)));
        }
    }
    if (plan.left_for_review > 0) {
        fmt::print("  {} {}", plan.left_for_review,
                   session.text("left for review", "da esaminare"));
    }
    fmt::print("\n");
}

void print_plan(const Session& session, const Archive& archive, const Plan& plan, bool json) {
    if (json) {
        fmt::print("{}\n", plan_json(plan));
        return;
    }
    fmt::print("{} {}\n", session.text("plan", "piano"), plan.hash);
    for (const Action action : all_actions) {
        if (const auto count = plan.count(action); count > 0) {
            fmt::print("{:>8}  {}\n", count, session.word(action_name(action)));
        }
    }
    fmt::print("{:>8}  {}\n", plan.left_for_review,
               session.text("left for review, untouched", "da rivedere, intatti"));
    for (const PlanItem& item : plan.items) {
        print_item(session, archive, item);
    }
}

void print_receipt(const Session& session, const Receipt& receipt, bool json) {
    if (json) {
        const Json value{{"status", status_name(receipt.status)},
                         {"plan", receipt.plan},
                         {"purged", receipt.purged},
                         {"redacted", receipt.redacted},
                         {"kept", receipt.kept},
                         {"restricted", receipt.restricted},
                         {"quarantined", receipt.quarantined},
                         {"released", receipt.released},
                         {"index_entries_erased", receipt.terms_erased},
                         {"keys_shredded", receipt.slots_shredded},
                         {"purge_microseconds", receipt.purge_time.count()},
                         {"total_microseconds", receipt.total_time.count()}};
        fmt::print("{}\n", value.dump());
        return;
    }
    std::string_view what = session.text("executed", "eseguita");
    if (receipt.status == ExecuteStatus::resumed) {
        what = session.text("an interrupted execution was brought to its end",
                            "un'esecuzione interrotta è stata portata a termine");
    } else if (receipt.status == ExecuteStatus::already_done) {
        what =
            session.text("executed before; nothing was changed", "già eseguita; nulla è cambiato");
    } else if (receipt.status == ExecuteStatus::nothing_to_erase) {
        what = session.text("nothing to erase", "nulla da cancellare");
    }
    fmt::print("{}\n", what);
    const auto line = [&](std::uint64_t count, std::string_view en, std::string_view it,
                          bool always) {
        if (always || count > 0) {
            fmt::print("{:>8}  {}\n", count, session.text(en, it));
        }
    };
    line(receipt.purged, "records purged", "contenuti cancellati", true);
    line(receipt.redacted, "records redacted", "contenuti oscurati", true);
    line(receipt.kept, "records kept", "contenuti conservati", false);
    line(receipt.restricted, "records restricted", "contenuti limitati", false);
    line(receipt.quarantined, "records set aside", "contenuti in quarantena", false);
    line(receipt.released, "records released", "contenuti non più limitati", false);
    line(receipt.slots_shredded, "keys overwritten", "chiavi sovrascritte", true);
}

void print_proof(const Session& session, const Verification& proof, bool json) {
    if (json) {
        Json checks = Json::array();
        for (const ProofCheck& check : proof.checks) {
            checks.push_back(
                {{"name", check.name}, {"holds", check.holds}, {"figure", check.figure}});
        }
        fmt::print("{}\n", Json{{"holds", proof.holds},
                                {"repeated", proof.repeated},
                                {"checks", std::move(checks)},
                                {"files", proof.files},
                                {"bytes", proof.bytes},
                                {"certificate", proof.file.string()}}
                               .dump());
        return;
    }
    if (proof.repeated) {
        fmt::print("{}\n", session.text("verified before; everything was read again",
                                        "già verificata; tutto è stato riletto"));
    }
    for (const ProofCheck& check : proof.checks) {
        fmt::print("  {} {:<22} {}\n", check.holds ? "✓" : "✗", session.word(check.name),
                   session.said(check.figure));
    }
    fmt::print("{}\n",
               proof.holds
                   ? session.text("The erasure is proved.", "La cancellazione è provata.")
                   : session.text("The erasure is NOT proved.", "La cancellazione NON è provata."));
    if (proof.holds) {
        fmt::print("{} {}\n", session.text("certificate:", "attestato:"), proof.file.string());
    } else if (proof.repeated) {
        fmt::print("{} {}\n",
                   session.text("What this certificate says no longer holds:",
                                "Quanto dice questo attestato non vale più:"),
                   proof.file.string());
    }
}

void print_request(const Session& session, const Request& request, const Policy& policy,
                   bool json) {
    if (json) {
        fmt::print("{}\n", request_json(request, policy, session.today()).dump());
        return;
    }
    const RequestClock clock = clock_of(request, policy);
    fmt::print("{} {}  {}  {} {}  {} {} ({} {})", session.text("request", "richiesta"),
               request.number, session.word(request_kind_name(request.kind)),
               session.text("state:", "stato:"),
               request_state_words(request.state).in(session.language()),
               session.text("answer due", "risposta entro"), format_date(clock.due),
               clock.days_left(session.today()), session.text("days left", "giorni"));
    if (clock.urgent) {
        fmt::print("  {} {}", session.text("urgent:", "urgente:"), format_instant(clock.first));
    }
    fmt::print("\n");
}

void print_request_details(const Session& session, const Archive& archive, const Request& request) {
    print_identity(session, request);
    for (const RequestStep& step : request.steps) {
        fmt::print("  {}  {:<18} {}\n", format_instant(step.at), session.word(step.what), step.by);
    }
    const auto person = request_person(archive, request.number);
    if (!person) {
        return;
    }
    for (const auto& [record, why] : person->keep) {
        const Ground* ground = find_ground(why.ground);
        fmt::print("  {} {}  {} ({})  {}  {} {}  {}\n", session.text("kept:", "conservato:"),
                   record, why.ground, ground == nullptr ? "" : ground->law, why.reason,
                   session.text("until", "fino al"),
                   why.review_on ? format_date(*why.review_on) : "?", why.author);
    }
}

} // namespace oblio::cli
