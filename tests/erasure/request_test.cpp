// tests/erasure/request_test.cpp: the life of a request, and what is refused on the way.
#include "erasure/erasure_world.hpp"
#include "oblio/erasure/request.hpp"

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
    CHECK(refused(close_request(archive, number, world.system.clock.time, "comment", "x")));
    const Request closed =
        must(close_request(archive, number, world.system.clock.time, "pec", "ufficio privacy"));
    CHECK(closed.state == RequestState::closed);
    CHECK_FALSE(closed.certificate.empty());

    // The case forgets too, when its term is over.
    CHECK(must(forget_old_cases(archive, add_days(today, 30), 30)) == 0);
    CHECK(request_person(archive, number).has_value());
    CHECK(must(forget_old_cases(archive, add_days(today, 31), 30)) == 1);
    CHECK(request_person(archive, number).error().code == ErrorCode::not_found);
    CHECK(must(load_request(archive, number)).steps.front().what == "received");
    CHECK(must(forget_old_cases(archive, add_days(today, 60), 30)) == 0);
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
