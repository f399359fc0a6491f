// cli/src/request_actions.cpp
#include "request_actions.hpp"

#include "erasure_output.hpp"
#include "mention_text.hpp"
#include "request_planning.hpp"
#include "request_review.hpp"
#include "subject_files.hpp"

#include "oblio/erasure/answer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

std::optional<Instant> parse_time(const std::string& text) {
    if (const auto date = parse_date(text)) {
        return Instant{std::chrono::sys_days{*date} + std::chrono::hours{10}};
    }
    return parse_instant(text);
}

} // namespace

template <class Step>
Exit RequestActions::with_archive(std::string_view command, Step step,
                                  std::optional<std::string_view> role) {
    return cli::with_archive(session_, arguments_.archive, command, std::move(step), role);
}

template <class Step> Exit RequestActions::stepping(std::string_view command, Step step) {
    return with_archive(command, [&](Archive& archive, const Policy& policy) -> Result<Exit> {
        return shown(step(archive), policy);
    });
}

Result<Exit> RequestActions::shown(const Result<Request>& request, const Policy& policy) const {
    if (!request) {
        return request.error();
    }
    print_request(session_, *request, policy, arguments_.json);
    return Exit::nothing;
}

Result<Date> RequestActions::day_of_option(const std::string& given,
                                           std::string_view option) const {
    return day_of(session_, given, option);
}

Exit RequestActions::open() {
    return stepping("request open", [&](Archive& archive) -> Result<Request> {
        const auto kind = find_request_kind(arguments_.kind);
        if (!kind) {
            return Error{ErrorCode::bad_argument, "--kind " + arguments_.kind};
        }
        const auto subject = load_subject(session_, arguments_.subject);
        if (!subject) {
            return subject.error();
        }
        NewRequest fresh;
        fresh.kind = *kind;
        fresh.channel = arguments_.channel;
        fresh.requester_role = arguments_.requester_role;
        fresh.again = arguments_.again;
        fresh.ground = arguments_.ground;
        fresh.by = arguments_.archive.by;
        fresh.received = session_.now();
        if (!arguments_.received.empty()) {
            const auto at = parse_time(arguments_.received);
            if (!at) {
                return Error{ErrorCode::bad_argument, "--received " + arguments_.received};
            }
            fresh.received = *at;
        }
        fresh.person.requester =
            arguments_.requester.empty() ? subject->name : arguments_.requester;
        fresh.person.subject_json = format_subject(*subject);
        return open_request(archive, fresh);
    });
}

Exit RequestActions::identify_person() {
    return stepping("request identify", [&](Archive& archive) -> Result<Request> {
        const auto on = day();
        if (!on) {
            return on.error();
        }
        const std::string& by = arguments_.archive.by;
        return arguments_.doubt.empty()
                   ? identify(archive, arguments_.number, arguments_.how, *on, by)
                   : ask_identity(archive, arguments_.number, arguments_.doubt, *on, by);
    });
}

Exit RequestActions::trace() {
    return with_archive("request trace", [&](Archive& archive, const Policy&) -> Result<Exit> {
        const auto traced = trace_request(session_, archive, arguments_.number);
        if (!traced) {
            return traced.error();
        }
        const Trace& trace = traced->trace;
        const auto after =
            note_trace(archive, arguments_.number, trace.review.size(), arguments_.archive.by);
        if (!after) {
            return after.error();
        }
        if (arguments_.json) {
            fmt::print("{}\n", Json{{"request", after->number},
                                    {"state", request_state_name(after->state)},
                                    {"certain", trace.certain.size()},
                                    {"review", trace.review.size()},
                                    {"excluded", trace.excluded.size()},
                                    {"addressed", trace.addressed.size()},
                                    {"bare_first_names_left_out", trace.bare_first_names_left_out},
                                    {"copies_left_out", trace.copies_left_out}}
                                   .dump());
        } else {
            fmt::print(
                "{}: {}  {}: {}  {}: {}  {}: {}\n", session_.text("certain", "certe"),
                trace.certain.size(), session_.text("to review", "da rivedere"),
                trace.review.size(), session_.text("excluded", "escluse"), trace.excluded.size(),
                session_.text("only addressed", "solo come destinatario"), trace.addressed.size());
            fmt::print("{}", left_out_text(session_, trace));
        }
        return trace.certain.empty() && trace.review.empty() ? Exit::nothing : Exit::found;
    });
}

Exit RequestActions::review() {
    return with_archive("request review", [&](Archive& archive, const Policy&) {
        return review_request(session_, archive, arguments_.number, arguments_.archive.by,
                              arguments_.answers_file, arguments_.list);
    });
}

Exit RequestActions::plan() {
    return with_archive(
        "request plan", [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const std::string& by = arguments_.archive.by;
            if (!arguments_.told.empty()) {
                const auto told = day_of_option(arguments_.told, "--told");
                if (!told) {
                    return told.error();
                }
                if (auto noted = tell_of_lifting(archive, arguments_.number, *told, by); !noted) {
                    return noted.error();
                }
            }
            const auto request = load_request(archive, arguments_.number);
            if (!request) {
                return request.error();
            }
            const auto input = plan_input(session_, archive, policy, *request, arguments_);
            if (!input) {
                return input.error();
            }
            const auto made = make_plan(archive, *input);
            if (!made) {
                return made.error();
            }
            if (const auto set = set_plan(archive, arguments_.number, made->hash, by); !set) {
                return set.error();
            }
            print_plan(session_, archive, *made, arguments_.json);
            return Exit::nothing;
        });
}

Exit RequestActions::keep() {
    return stepping("request keep", [&](Archive& archive) -> Result<Request> {
        KeepReason why{arguments_.ground, arguments_.reason, std::nullopt};
        if (!arguments_.until.empty()) {
            const auto until = day_of_option(arguments_.until, "--until");
            if (!until) {
                return until.error();
            }
            why.review_on = *until;
        }
        return keep_record(archive, arguments_.number, arguments_.record, why,
                           arguments_.archive.by);
    });
}

Exit RequestActions::release() {
    return stepping("request release", [&](Archive& archive) {
        return release_record(archive, arguments_.number, arguments_.record, arguments_.archive.by);
    });
}

Exit RequestActions::approve() {
    return with_archive(
        "request approve",
        [&](Archive& archive, const Policy& policy) {
            return shown(approve_request(archive, arguments_.number, arguments_.archive.by,
                                         arguments_.role, policy, arguments_.over_cap_by),
                         policy);
        },
        arguments_.role);
}

Exit RequestActions::execute() {
    return with_archive(
        "request execute", [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto request = load_request(archive, arguments_.number);
            if (!request) {
                return request.error();
            }
            if (request->state == RequestState::approved) {
                if (auto same = still_holds(session_, archive, policy, *request, arguments_);
                    !same) {
                    return same.error();
                }
            }
            ExecuteOptions options;
            options.caps = policy.caps;
            Progress progress{std::string{session_.text("execute", "esecuzione")}};
            options.progress = report_on(progress);
            const auto receipt =
                execute_request(archive, arguments_.number, arguments_.archive.by, options);
            if (!receipt) {
                return receipt.error();
            }
            print_receipt(session_, *receipt, arguments_.json);
            return Exit::nothing;
        });
}

Result<CaseFacts> RequestActions::facts(const Archive& archive, const Policy& policy) const {
    CaseFacts facts = case_facts(policy);
    if (const auto person = request_person(archive, arguments_.number)) {
        const auto subject = parse_subject(person->subject_json);
        if (!subject) {
            return subject.error();
        }
        facts.identifiers = identifying_values(*subject);
    }
    return facts;
}

/// Before anything is signed: the salt of the citizen's copy exists once, so a place that cannot be
/// written would lose it.
Result<void> RequestActions::can_write_copy() const {
    const std::string& copy = arguments_.citizen_copy;
    std::error_code failure;
    if (std::filesystem::is_directory(copy, failure)) {
        return Error{ErrorCode::io, copy + ": is a directory"};
    }
    Files& files = session_.environment().files;
    const std::string beside = copy + ".try";
    auto put = files.replace(beside, "");
    return put ? files.remove(beside) : put;
}

/// The citizen's copy is made with the certificate or never.
Result<void> RequestActions::write_copy(const Verification& proof) const {
    const std::string& copy = arguments_.citizen_copy;
    if (!proof.holds) {
        return {};
    }
    if (!proof.repeated) {
        if (copy.empty()) {
            fmt::print(stderr, "{}\n",
                       session_.text("no citizen's copy was written (--citizen-copy); its salt is "
                                     "not kept, so it cannot be made later",
                                     "nessuna copia per l'interessato (--citizen-copy); il suo "
                                     "sale non si conserva, quindi non si può fare dopo"));
            return {};
        }
        return session_.environment().files.replace(copy, proof.citizen_copy);
    }
    if (copy.empty()) {
        return {};
    }
    const auto there = session_.environment().files.read_all(copy);
    if (there && there->find(proof.file.stem().string()) != std::string::npos) {
        return {};
    }
    return Error{ErrorCode::not_allowed,
                 copy + ": the citizen's copy is made with the certificate; its salt was not kept"};
}

Exit RequestActions::verify() {
    return with_archive(
        "request verify", [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto known = facts(archive, policy);
            if (!known) {
                return known.error();
            }
            if (!arguments_.citizen_copy.empty()) {
                if (auto can = can_write_copy(); !can) {
                    return can.error();
                }
            }
            Progress progress{std::string{session_.text("verify", "verifica")}};
            const auto proof = verify_request(archive, arguments_.number, *known,
                                              arguments_.archive.by, report_on(progress));
            if (!proof) {
                return proof.error();
            }
            if (auto written = write_copy(*proof); !written) {
                return written.error();
            }
            print_proof(session_, *proof, arguments_.json);
            return proof->holds ? Exit::nothing : Exit::found;
        });
}

Exit RequestActions::refuse() {
    return stepping("request refuse", [&](Archive& archive) {
        return refuse_request(archive, arguments_.number, arguments_.ground, arguments_.reason,
                              arguments_.archive.by);
    });
}

Exit RequestActions::extend() {
    return stepping("request extend", [&](Archive& archive) -> Result<Request> {
        const auto on = day();
        return on ? extend_request(archive, arguments_.number, arguments_.reason, *on,
                                   arguments_.archive.by)
                  : Result<Request>{on.error()};
    });
}

Exit RequestActions::withdraw() {
    return stepping("request withdraw", [&](Archive& archive) {
        return withdraw_request(archive, arguments_.number, arguments_.archive.by);
    });
}

Exit RequestActions::duplicate() {
    return stepping("request duplicate", [&](Archive& archive) {
        return mark_duplicate(archive, arguments_.number, arguments_.of, arguments_.archive.by);
    });
}

Exit RequestActions::close() {
    return stepping("request close", [&](Archive& archive) {
        return close_request(archive, arguments_.number, session_.now(), arguments_.channel,
                             arguments_.archive.by);
    });
}

Exit RequestActions::forget() {
    return with_archive(
        "request forget", [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const int days = arguments_.days >= 0 ? arguments_.days : policy.requests.case_days;
            const auto done = forget_old_cases(archive, session_.today(), days);
            if (!done) {
                return done.error();
            }
            if (arguments_.json) {
                fmt::print("{}\n", Json{{"forgotten", done->forgotten},
                                        {"waiting", done->waiting},
                                        {"links_dropped", done->links},
                                        {"days", days}}
                                       .dump());
                return Exit::nothing;
            }
            fmt::print(
                "{:>8}  {}\n{:>8}  {}\n{:>8}  {}\n", done->forgotten,
                session_.text("cases forgot whom they were about",
                              "pratiche hanno dimenticato di chi parlavano"),
                done->waiting,
                session_.text("wait, because records of theirs are still kept by law",
                              "aspettano, perché contenuti loro sono ancora conservati"),
                done->links,
                session_.text("links of items that nobody had removed on the platforms",
                              "indirizzi di contenuti che nessuno ha tolto dalle piattaforme"));
            return Exit::nothing;
        });
}

Exit RequestActions::letter() {
    return with_archive(
        "request letter", [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto kind = find_answer_kind(arguments_.text);
            if (!kind) {
                return Error{ErrorCode::bad_argument, "--text " + arguments_.text +
                                                          ": receipt, extension, refusal, "
                                                          "completion"};
            }
            const auto request = load_request(archive, arguments_.number);
            if (!request) {
                return request.error();
            }
            const auto text = answer_text(archive, *request, policy, *kind, session_.language());
            if (!text) {
                return text.error();
            }
            fmt::print("{}", *text);
            return Exit::nothing;
        });
}

Exit RequestActions::list() {
    return with_archive(
        "request list", [&](Archive& archive, const Policy& policy) -> Result<Exit> {
            const auto all = requests(archive, policy, session_.today());
            if (!all) {
                return all.error();
            }
            for (const Request& request : *all) {
                print_request(session_, request, policy, arguments_.json);
            }
            const auto lost = lost_cases(archive);
            if (!lost) {
                return lost.error();
            }
            for (const auto& [number, newest] : *lost) {
                session_.warn(fmt::format(
                    "{} {} ({}): {}", session_.text("request", "richiesta"), number, newest,
                    session_.text("lost by a restore; oblio request open --again",
                                  "persa con un ripristino; oblio request open "
                                  "--again")));
            }
            return Exit::nothing;
        });
}

Exit RequestActions::show() {
    return with_archive("request show",
                        [&](Archive& archive, const Policy& policy) -> Result<Exit> {
                            const auto request = load_request(archive, arguments_.number);
                            auto done = shown(request, policy);
                            if (done && !arguments_.json) {
                                print_request_details(session_, archive, *request);
                            }
                            return done;
                        });
}

} // namespace oblio::cli
