// tests/erasure/request_test.cpp: the life of a request, and what is refused on the way.
#include "erasure/erasure_world.hpp"
#include "oblio/erasure/hold.hpp"
#include "oblio/erasure/request.hpp"
#include "oblio/erasure/worklist.hpp"

#include <algorithm>
#include <set>

using namespace oblio;
using namespace oblio::test;

namespace {

Request opened(Archive& archive, RequestKind kind = RequestKind::erasure) {
    NewRequest fresh;
    fresh.kind = kind;
    fresh.channel = "pec";
    fresh.ground = "G17A";
    fresh.received = archive.environment().clock.now() - std::chrono::hours{1};
    fresh.person = {"Ginevra Inventata", R"({"name":"Ginevra Inventata"})", {}};
    return must(open_request(archive, fresh));
}

bool refused(const Result<Request>& result) {
    return !result && result.error().code == ErrorCode::not_allowed;
}

} // namespace

TEST_CASE("A request goes its way from receipt to the closing answer", "[request]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Policy policy = small_policy();
    const std::string number = opened(archive).number;
    CHECK(number == "2026-0001");
    const Date today{std::chrono::year{2026} / 6 / 1};

    PlanInput input = subject_input(archive);
    input.id = number;
    const Plan plan = must(make_plan(archive, input));
    CHECK(refused(set_plan(archive, number, plan.hash, "ufficio privacy"))); // identity first
    CHECK(refused(mark_duplicate(archive, number, "2026-0009", "ufficio privacy")));
    CHECK(refused(ask_identity(archive, number, "boh", today, "ufficio privacy")));
    must(ask_identity(archive, number, "scrive da un indirizzo mai visto", today,
                      "ufficio privacy"));
    CHECK(refused(identify(archive, number, "", today, "ufficio privacy")));
    must(identify(archive, number, "codice inviato al numero noto", today, "ufficio privacy"));
    must(set_plan(archive, number, plan.hash, "ufficio privacy"));
    CHECK(execute_request(archive, number, "x", {}).error().code == ErrorCode::not_executed);
    CHECK(refused(approve_request(archive, number, "Ginevra Inventata", "approver", policy)));
    CHECK(refused(approve_request(archive, number, "ufficio privacy", "approver", policy)));
    must(approve_request(archive, number, "la dirigente", "approver", policy));
    CHECK(must(execute_request(archive, number, "ufficio privacy", {})).status ==
          ExecuteStatus::executed);
    CHECK(must(execute_request(archive, number, "ufficio privacy", {})).status ==
          ExecuteStatus::already_done);
    CHECK(refused(close_request(archive, number, world.system.clock.time, "pec", "x")));
    CHECK(refused(withdraw_request(archive, number, "x")));
    CHECK(must(verify_request(archive, number, facts(), "ufficio privacy")).holds);
    CHECK(refused(close_request(archive, number, world.system.clock.time, "", "x")));
    CHECK(refused(mark_duplicate(archive, number, "2026-0009", "x"))); // it was carried out
    CHECK(refused(close_request(archive, number, world.system.clock.time, "comment", "x")));
    const Request closed =
        must(close_request(archive, number, world.system.clock.time, "pec", "ufficio privacy"));
    CHECK(closed.state == RequestState::closed);
    CHECK_FALSE(closed.certificate.empty());

    // The case forgets too, when its term is over.
    CHECK(must(forget_old_cases(archive, add_days(today, 30), 30)).forgotten == 0);
    CHECK(request_person(archive, number).has_value());
    CHECK(must(forget_old_cases(archive, add_days(today, 31), 30)).forgotten == 1);
    CHECK(request_person(archive, number).error().code == ErrorCode::not_found);
    CHECK(must(load_request(archive, number)).steps.front().what == "received");
    CHECK(must(forget_old_cases(archive, add_days(today, 60), 30)).forgotten == 0);
}

TEST_CASE("Extensions and refusals need their reasons and their time", "[request]") {
    World world;
    auto archive = world.create();
    const std::string number = opened(archive).number;
    const Date received{std::chrono::year{2026} / 6 / 1};
    CHECK(refused(extend_request(archive, number, "complesso", received, "x")));
    CHECK(refused(extend_request(archive, number, "molti contenuti da esaminare",
                                 Date{std::chrono::year{2026} / 7 / 2}, "x")));
    const Request extended = must(extend_request(archive, number, "molti contenuti da esaminare",
                                                 Date{std::chrono::year{2026} / 7 / 1}, "x"));
    CHECK(format_date(clock_of(extended, small_policy()).due) == "2026-09-01");
    CHECK(refused(extend_request(archive, number, "ancora molti contenuti", received, "x")));
    CHECK(refused(refuse_request(archive, number, "G17A", "non è possibile farlo", "x")));
    CHECK(refused(refuse_request(archive, number, "X17E", "no", "x")));
    CHECK(must(refuse_request(archive, number, "X17E", "causa pendente fino al 2027", "x")).state ==
          RequestState::refused);
    CHECK(refused(identify(archive, number, "SPID", received, "x")));
}

TEST_CASE("The list begins with what expires first", "[request]") {
    World world;
    auto archive = world.create();
    const std::string first = opened(archive).number;
    world.system.clock.time += std::chrono::hours{48};
    const std::string urgent = opened(archive, RequestKind::cyberbullying).number;
    const std::string second = opened(archive).number;
    must(withdraw_request(archive, first, "x"));
    const auto all = must(requests(archive, small_policy()));
    REQUIRE(all.size() == 3);
    CHECK(all[0].number == urgent);
    CHECK(all[1].number == second);
    CHECK(all[2].number == first);
    CHECK(clock_of(all[0], small_policy()).urgent->done ==
          all[0].received + std::chrono::hours{48});
    CHECK(refused(extend_request(archive, urgent, "molti contenuti da esaminare",
                                 Date{std::chrono::year{2026} / 6 / 3}, "x")));
}

TEST_CASE("Answers on uncertain records are remembered and undo a plan made before", "[request]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records(0));
    const std::string number = opened(archive).number;
    must(identify(archive, number, "SPID", Date{std::chrono::year{2026} / 6 / 1}, "x"));
    PlanInput input = subject_input(archive);
    input.id = number;
    must(set_plan(archive, number, must(make_plan(archive, input)).hash, "x"));
    const Request after = must(answer_review(archive, number, {{"facebook:9", false}}, "x"));
    CHECK(after.state == RequestState::identified);
    CHECK(after.plan.empty());
    CHECK(must(request_person(archive, number)).answers.at("facebook:9") == false);
    NewRequest future;
    future.received = world.system.clock.time + std::chrono::hours{5};
    CHECK(open_request(archive, future).error().code == ErrorCode::bad_argument);
}

namespace {

/// A case in which the whole plan of subject_input() is decided, less what is exempted or held.
struct KeptCase {
    World world;
    Archive archive = world.create();
    std::string number;
    const Policy policy = small_policy();
    Date today{std::chrono::year{2026} / 6 / 1};

    KeptCase() {
        import_all(archive, town_records());
        number = opened(archive).number;
        must(identify(archive, number, "SPID", today, "ufficio privacy"));
    }
    /// Plans what the case's exemptions and the holds leave, and goes on to the closing answer.
    Request carry_out() {
        PlanInput input = subject_input(archive);
        input.id = number;
        const auto person = must(request_person(archive, number));
        const HoldSet holds = must(HoldSet::load(archive, today));
        for (Decision& decision : input.decisions) {
            const auto stored = must(archive.open_record(decision.row));
            const auto kept = person.keep.find(stored.record.id);
            const Hold* hold = holds.on(stored.summary);
            if (kept == person.keep.end() && hold == nullptr) {
                continue;
            }
            decision.action = Action::keep;
            decision.spans.clear();
            decision.ground = hold != nullptr ? hold->ground : kept->second.ground;
            decision.review_on = hold != nullptr ? hold->until : kept->second.review_on;
        }
        must(set_plan(archive, number, must(make_plan(archive, input)).hash, "ufficio privacy"));
        must(approve_request(archive, number, "la dirigente", "approver", policy));
        must(execute_request(archive, number, "ufficio privacy", {}));
        REQUIRE(must(verify_request(archive, number, facts(), "ufficio privacy")).holds);
        return must(close_request(archive, number, world.system.clock.time, "pec", "x"));
    }
};

} // namespace

TEST_CASE("An exemption is of one record, has an end, and its end opens the case again by itself",
          "[request]") {
    KeptCase kept;
    Archive& archive = kept.archive;
    const Date end{std::chrono::year{2026} / 9 / 30};
    const KeepReason why{"X17A", "cronaca di una seduta pubblica", end};
    const auto exempt = [&](const KeepReason& reason) {
        return keep_record(archive, kept.number, "facebook:3", reason, "legale");
    };
    CHECK(exempt({"G17A", why.reason, end}).error().code == ErrorCode::bad_argument);
    CHECK(exempt({"X17A", "no", end}).error().code == ErrorCode::bad_argument);
    CHECK(exempt({"X17A", why.reason, {}}).error().code == ErrorCode::bad_argument);
    CHECK(keep_record(archive, kept.number, "facebook:999", why, "legale").error().code ==
          ErrorCode::not_found);
    must(exempt(why));
    CHECK(kept.carry_out().state == RequestState::closed);
    CHECK(archive.open_record(row_of(archive, "3")).value().record.text->find("Ginevra") !=
          std::string::npos);

    // Nothing is forgotten of the case while the record waits.
    const ForgottenCases early = must(forget_old_cases(archive, add_days(kept.today, 60), 30));
    CHECK(early.forgotten == 0);
    CHECK(early.waiting == 1);
    const auto before = must(requests(archive, kept.policy, end));
    CHECK(before.front().state == RequestState::closed);
    const auto after = must(requests(archive, kept.policy, add_days(end, 1)));
    REQUIRE(after.front().state == RequestState::reopened);
    CHECK(format_date(clock_of(after.front(), kept.policy).due) == "2026-11-02"); // a fresh month

    kept.world.system.clock.time = *parse_instant("2026-10-05T10:00:00Z");
    CHECK(must(load_request(archive, kept.number)).state == RequestState::reopened);
    must(release_record(archive, kept.number, "facebook:3", "legale"));
    PlanInput rest = subject_input(archive, {"3"});
    rest.id = kept.number;
    must(set_plan(archive, kept.number, must(make_plan(archive, rest)).hash, "ufficio privacy"));
    must(approve_request(archive, kept.number, "la dirigente", "approver", kept.policy));
    must(execute_request(archive, kept.number, "ufficio privacy", {}));
    CHECK(must(verify_request(archive, kept.number, facts(), "ufficio privacy")).holds);
    CHECK(
        must(close_request(archive, kept.number, kept.world.system.clock.time, "pec", "x")).state ==
        RequestState::closed);
    CHECK(archive.open_record(row_of(archive, "3")).value().record.text->find("Ginevra") ==
          std::string::npos);
    const auto later = must(forget_old_cases(archive, add_days(kept.today, 400), 30));
    CHECK(later.forgotten == 1);
    CHECK(later.links == 4); // nobody removed them on the platform: said, and forgotten
}

TEST_CASE("Releasing a hold opens the purge again that it deferred, without anybody's order",
          "[request]") {
    KeptCase kept;
    Archive& archive = kept.archive;
    REQUIRE(add_hold(archive, {"h",
                               row_of(archive, "2"),
                               {},
                               "",
                               "X17E",
                               "causa pendente",
                               "legale",
                               kept.world.system.clock.time,
                               {}}));
    REQUIRE(kept.carry_out().state == RequestState::closed);
    CHECK(archive.find_record("facebook:2").value());
    CHECK(must(load_request(archive, kept.number)).state == RequestState::closed);
    CHECK(refused(answer_review(archive, kept.number, {{"facebook:2", true}}, "x")));
    REQUIRE(must(release_hold(archive, "h")));
    const Request open = must(requests(archive, kept.policy)).front();
    CHECK(open.state == RequestState::reopened);
    CHECK(open.steps.back().what == "reopened");
    CHECK(open.reopened == kept.today);
    CHECK(must(requests(archive, kept.policy)).front().is_open());
}

TEST_CASE("A plan that could not run leaves nothing on the worklist once another takes its place",
          "[request]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Policy policy = small_policy();
    const std::string number = opened(archive).number;
    const Date day{std::chrono::year{2026} / 6 / 1};
    must(identify(archive, number, "SPID", day, "ufficio privacy"));
    const auto execute = [&](std::vector<std::string> ids) {
        PlanInput input = subject_input(archive, std::move(ids));
        input.id = number;
        const Plan plan = must(make_plan(archive, input));
        must(set_plan(archive, number, plan.hash, "ufficio privacy"));
        must(approve_request(archive, number, "la dirigente", "approver", policy));
        return execute_request(archive, number, "ufficio privacy", {});
    };
    REQUIRE(add_hold(archive, {"h",
                               row_of(archive, "1"),
                               {},
                               "",
                               "X17E",
                               "causa in corso",
                               "legale",
                               archive.environment().clock.now(),
                               {}}));
    CHECK(execute({"1", "2", "4"}).error().code == ErrorCode::held);
    REQUIRE(must(work_items(archive, number)).size() == 3);
    const WorkItem told = must(add_recipient(archive, number, "Regione"));
    must(finish_item(archive, number + "/2", day, "prot. 7"));
    CHECK(must(execute({"2", "4"})).purged == 1); // the held one is left out
    std::set<std::string> left;
    for (const WorkItem& item : must(work_items(archive, number))) {
        left.insert(item.id);
    }
    // What was done stays told; no number is given twice.
    CHECK(left == std::set<std::string>{number + "/2", told.id, number + "/5", number + "/6"});
    CHECK(must(add_recipient(archive, number, "ASL")).id == number + "/r7");
}

TEST_CASE("A restriction hides, is proved, and ends only after the person was told", "[request]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Date today{std::chrono::year{2026} / 6 / 1};
    const Policy policy = small_policy();
    const std::string number = opened(archive, RequestKind::restriction).number;
    must(identify(archive, number, "SPID", today, "ufficio privacy"));
    Trace trace;
    for (const char* id : {"1", "2", "3"}) {
        Mention mention;
        mention.row = row_of(archive, id);
        trace.certain.push_back(mention);
    }
    const auto carry_out = [&](PlanInput input) {
        input.id = number;
        const Plan plan = must(make_plan(archive, input));
        auto set = set_plan(archive, number, plan.hash, "ufficio privacy");
        if (!set) {
            return set;
        }
        must(approve_request(archive, number, "la dirigente", "approver", policy));
        must(execute_request(archive, number, "ufficio privacy", {}));
        const Verification proof = must(verify_request(archive, number, facts(), "x"));
        for (const ProofCheck& check : proof.checks) {
            INFO(check.name << ": " << check.figure);
            CHECK(check.holds);
        }
        return Result<Request>{must(load_request(archive, number))};
    };
    must(carry_out(must(plan_for_restriction(archive, trace, "R18A", "esattezza contestata",
                                             add_days(today, 90)))));
    const auto state = [&](const char* id) {
        return must(archive.summary(row_of(archive, id))).state;
    };
    CHECK(state("1") == RecordState::restricted);
    CHECK(state("4") == RecordState::live);
    CHECK(must(close_request(archive, number, world.system.clock.time, "pec", "x")).state ==
          RequestState::closed);
    const Plan executed = must(load_plan(archive, must(load_request(archive, number)).plan));
    const PlanInput release = must(plan_for_release(archive, executed));
    CHECK(refused(carry_out(release)));
    CHECK(refused(tell_of_lifting(archive, number, add_days(today, 1), "x")));
    must(tell_of_lifting(archive, number, today, "x"));
    must(carry_out(release));
    CHECK(state("1") == RecordState::live);
}

TEST_CASE("A rectification puts what is right in the place of what is wrong, and can be found",
          "[request]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const std::string number = opened(archive, RequestKind::rectification).number;
    must(identify(archive, number, "SPID", Date{std::chrono::year{2026} / 6 / 1}, "x"));
    const auto correct = [&](const char* record, const char* from, const char* to) {
        return plan_for_correction(archive, {{record, from, to}});
    };
    CHECK(correct("facebook:999", "a", "b").error().code == ErrorCode::not_found);
    CHECK(correct("facebook:3", "non c'è", "b").error().code == ErrorCode::bad_argument);
    CHECK(correct("facebook:3", "Dora", "Dora").error().code == ErrorCode::bad_argument);
    PlanInput input = must(correct("facebook:4", "3160000001", "3160000099"));
    PlanInput names = must(correct("facebook:3", "Dora Prova", "Doria Provata"));
    input.decisions.push_back(names.decisions.front());
    input.id = number;
    must(set_plan(archive, number, must(make_plan(archive, input)).hash, "ufficio privacy"));
    must(approve_request(archive, number, "la dirigente", "approver", small_policy()));
    must(execute_request(archive, number, "ufficio privacy", {}));
    CHECK(must(verify_request(archive, number, facts(), "x")).holds);
    CHECK(archive.open_record(row_of(archive, "4")).value().record.text ==
          "il numero è 3160000099 mi pare");
    CHECK(archive.open_record(row_of(archive, "3")).value().record.text ==
          "ha ragione Ginevra Inventata, è così! Anche Doria Provata lo dice");
    const auto found = [&](IndexKind kind, std::string_view value, const char* id) {
        const auto hits = must(archive.records_with(kind, value));
        return std::any_of(hits.begin(), hits.end(),
                           [&](const IndexHit& hit) { return hit.row == row_of(archive, id); });
    };
    CHECK(found(IndexKind::name_token, "doria", "3"));
    CHECK_FALSE(found(IndexKind::name_token, "dora", "3"));
    CHECK(found(identifier_kind(FindingType::phone),
                Scanner::canonical(FindingType::phone, "3160000099"), "4"));
    CHECK_FALSE(found(identifier_kind(FindingType::phone),
                      Scanner::canonical(FindingType::phone, "3160000001"), "4"));
    // The wrong words do not come back with the old export.
    import_all(archive, town_records());
    CHECK(archive.open_record(row_of(archive, "4")).value().record.text ==
          "il numero è 3160000099 mi pare");
}

TEST_CASE("What nobody asked for is executed and proved the same way, and not as a request's",
          "[request]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    PlanInput input = subject_input(archive);
    input.id = "retention-2026-06-01";
    input.purpose = "retention";
    input.needles.clear(); // taken from what is to go
    const Plan plan = must(make_plan(archive, input));
    must(approve_plan(archive, plan.hash, "la dirigente", "approver", small_policy()));
    CHECK(must(execute_own_plan(archive, plan.hash, {})).purged == 2);
    CHECK(must(work_items(archive, plan.id)).size() == 4);
    const Verification proof = must(verify_own_plan(archive, plan.hash, {}));
    for (const ProofCheck& check : proof.checks) {
        INFO(check.name << ": " << check.figure);
        CHECK(check.holds);
    }
    CHECK(proof.certificate.find("retention-2026-06-01") != std::string::npos);
    CHECK(proof.certificate.find("\"control\": 0") == std::string::npos);

    import_all(archive, {comment("900", "Ginevra Inventata", "altro", "2026-07-01T00:00:00Z")});
    const std::string number = opened(archive).number;
    PlanInput asked;
    asked.id = number;
    asked.purpose = "request";
    asked.author = "ufficio privacy";
    asked.decisions = {{row_of(archive, "900"), Action::purge, {}, "G17A", {}, {}}};
    const Plan request_plan = must(make_plan(archive, asked));
    // Not around the case either: neither the requester nor the subject approves it.
    CHECK(approve_plan(archive, request_plan.hash, "GINEVRA inventata", "approver", small_policy())
              .error()
              .code == ErrorCode::not_allowed);
    must(approve_plan(archive, request_plan.hash, "la dirigente", "approver", small_policy()));
    CHECK(execute_own_plan(archive, request_plan.hash, {}).error().code == ErrorCode::not_allowed);
    CHECK(verify_own_plan(archive, request_plan.hash, {}).error().code == ErrorCode::not_allowed);
}
