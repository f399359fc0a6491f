// tests/policy/parse_test.cpp: what a policy file may hold, and how it is refused.
#include "oblio/policy/policy.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace oblio;

namespace {

/// The pointers of the problems of a policy with this body beside its entity.
std::vector<std::string> pointers(const std::string& body) {
    std::vector<std::string> found;
    for (const auto& problem :
         check_policy(R"({"entity": {"name": "Comune di Prova"}, )" + body + "}")) {
        found.push_back(problem.pointer);
    }
    return found;
}

} // namespace

TEST_CASE("A name is all that a policy file has to say", "[policy]") {
    const auto policy = parse_policy(R"({"entity": {"name": "Comune di Prova"}})");
    REQUIRE(policy);
    CHECK(policy->entity.name == "Comune di Prova");
    CHECK(policy->minors.threshold == 14);
    CHECK(policy->private_messages.clock.days == 180);
    CHECK(policy->approval.second_person);
    CHECK(policy->albo.days == 15);
}

TEST_CASE("Without a name a policy is refused", "[policy]") {
    const auto refused = parse_policy(R"({"entity": {}})");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::bad_policy);
    CHECK(refused.error().detail == "/entity/name (line 1): is required");
    CHECK_FALSE(parse_policy("{}"));
    CHECK_FALSE(parse_policy("[]"));
    CHECK_FALSE(parse_policy(""));
}

TEST_CASE("Each kind of mistake is named with its place", "[policy]") {
    CHECK(pointers(R"("minors": {"threshold": 16})").empty());
    using V = std::vector<std::string>;
    CHECK(pointers(R"("minors": {"treshold": 16})") == V{"/minors/treshold"});
    CHECK(pointers(R"("minors": {"threshold": "16"})") == V{"/minors/threshold"});
    CHECK(pointers(R"("minors": {"threshold": 9})") == V{"/minors/threshold"});
    CHECK(pointers(R"("minors": {"threshold": 15.5})") == V{"/minors/threshold"});
    CHECK(pointers(R"("minors": {"threshold": 99999999999999999999})") == V{"/minors/threshold"});
    CHECK(pointers(R"("minors": {"action": "delete"})") == V{"/minors/action"});
    CHECK(pointers(R"("minors": {"action": "quarantine"})") == V{"/minors/quarantine_days"});
    CHECK(pointers(R"("minors": {"quarantine_days": 5})") == V{"/minors/quarantine_days"});
    CHECK(pointers(R"("minors": [])") == V{"/minors"});
    CHECK(pointers(R"("colour": 1)") == V{"/colour"});
    CHECK(pointers(R"("publication": {"block": ["healt"]})") == V{"/publication/block/0"});
    CHECK(pointers(R"("publication": {"rules": [{"id": "a", "sentence": {}}]})") ==
          V{"/publication/rules/0/sentence"});
    CHECK(pointers(R"("public_items": {"hide": ["HEALTH"], "remove_always": ["special"]})") ==
          V{"/public_items/hide"});
    CHECK(pointers(R"("public_items": {"remove_always": ["special"]})").empty());
    CHECK(pointers(R"("albo": {"days": 30})") == V{"/albo/days"});
    CHECK(pointers(R"("albo": {"days": 30, "law": "D.Lgs. 1/2000 art. 2"})").empty());
    CHECK(pointers(R"("approval": {"roles": ["dpo"]})") == V{"/approval/roles"});
    CHECK(pointers(R"("watch_hours": [{"days": ["mon"], "from": "13:00", "to": "09:00"}])") ==
          V{"/watch_hours/0/to"});
    CHECK(pointers(R"("watch_hours": [{"days": ["mon"], "from": "9:00", "to": "25:00"}])").size() ==
          2);
    CHECK(pointers(R"("accounts": [{"platform": "myspace", "name": "x"}])") ==
          V{"/accounts/0/platform"});
    CHECK(pointers(R"("accounts": [{"platform": "facebook"}])") == V{"/accounts/0"});
    CHECK(pointers(R"("requests": {"backup_days": 500})") == V{"/requests/suppression_days"});
}

TEST_CASE("A remark may stand in every object, a field twice in none", "[policy]") {
    CHECK(pointers(R"("_comment": "why", "minors": {"_comment": ["a", "b"]})").empty());
    CHECK(pointers(R"("minors": {"threshold": 14, "threshold": 16})") ==
          std::vector<std::string>{"/minors/threshold"});
}

TEST_CASE("A problem names the line it stands on", "[policy]") {
    const auto problems = check_policy("{\n  \"entity\": {\"name\": \"a\\\"b\"},\n"
                                       "  \"minors\": {\n    \"threshold\": 3,\n\n    \"x/y\": 1\n"
                                       "  }\n}\n");
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].pointer == "/minors/threshold");
    CHECK(problems[0].line == 4);
    CHECK(problems[1].pointer == "/minors/x~1y");
    CHECK(problems[1].line == 6);
}

TEST_CASE("What is not JSON is refused with its line and without a word of it", "[policy]") {
    const auto problems = check_policy("{\n\"entity\": segreto\n}");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].line == 2);
    CHECK(problems[0].what.find("segreto") == std::string::npos);
    CHECK_FALSE(check_policy(std::string(100000, '[') + std::string(100000, ']')).empty());
    CHECK_FALSE(check_policy("{\"entity\": {\"name\": \"\xff\"}}").empty());
}

TEST_CASE("A category stands for all its types", "[policy]") {
    const auto policy =
        parse_policy(R"({"entity": {"name": "P"}, "publication": {"block": ["special", "IBAN"]}})");
    REQUIRE(policy);
    CHECK(policy->publication.block.size() == 8);
    const Finding health{
        FindingType::health, ByteSpan::of_indices(0, 1), 0.9, "r", {}, false, false, {}};
    CHECK(judge_publication(*policy, health).verdict == Verdict::block_always);
    Finding union_card = health;
    union_card.type = FindingType::trade_union;
    CHECK(judge_publication(*policy, union_card).verdict == Verdict::block);
    union_card.confidence = 0.4;
    CHECK(judge_publication(*policy, union_card).verdict == Verdict::warn);
    union_card.institutional = true;
    CHECK(judge_publication(*policy, union_card).verdict == Verdict::allow);
}

TEST_CASE("The entity's own contacts come from everywhere in the file", "[policy]") {
    const auto policy = parse_policy(R"({
      "entity": {"name": "P", "dpo": "rpd@comune.prova.example"},
      "accounts": [{"platform": "instagram", "handle": "comuneprova"}],
      "contacts": {"phones": ["0738 111"], "domains": ["comune.prova.example"]},
      "forwarding": {"mailbox": "urp@comune.prova.example", "phone": "0738 222"}})");
    REQUIRE(policy);
    const auto contacts = institutional_contacts(*policy);
    CHECK(contacts.phones == std::vector<std::string>{"0738 111", "0738 222"});
    CHECK(contacts.emails ==
          std::vector<std::string>{"rpd@comune.prova.example", "urp@comune.prova.example"});
    CHECK(contacts.handles == std::vector<std::string>{"comuneprova"});
    CHECK(find_account(*policy, "instagram", "", "ComuneProva", "") == &policy->accounts[0]);
    CHECK(find_account(*policy, "facebook", "", "comuneprova", "") == nullptr);
    CHECK(find_account(*policy, "instagram", "", "", "") == nullptr);
}

TEST_CASE("A channel's own clock wins over the general one", "[policy]") {
    const auto policy = parse_policy(R"({"entity": {"name": "P"}, "private_messages": {
      "days": 90, "channels": [{"platform": "whatsapp", "days": 30},
                               {"channel": "Biblioteca", "days": 60, "mode": "service"}]}})");
    REQUIRE(policy);
    CHECK(clock_for(*policy, "facebook", "Comune").days == 90);
    CHECK(clock_for(*policy, "whatsapp", "Comune").days == 30);
    CHECK(clock_for(*policy, "facebook", "Biblioteca").days == 60);
    CHECK(clock_for(*policy, "facebook", "Biblioteca").warning_days == 30);
}

TEST_CASE("Nobody approves whom the policy does not name, and never the DPO", "[policy]") {
    Policy policy = default_policy();
    CHECK(may(policy, "approver", RolePower::approve));
    CHECK_FALSE(may(policy, "desk", RolePower::approve));
    policy.approval.roles = {"dpo"};
    CHECK_FALSE(may(policy, "dpo", RolePower::approve));
    CHECK(may(policy, "dpo", RolePower::audit));
    CHECK_FALSE(may(policy, "dpo", RolePower::execute));
    CHECK(may(policy, "desk", RolePower::trace));
}

TEST_CASE("A plan is too large only when it passes both caps", "[policy]") {
    const Policy policy = default_policy();
    CHECK_FALSE(over_cap(policy, 100, 100));
    CHECK(over_cap(policy, 101, 1000));
    CHECK_FALSE(over_cap(policy, 101, 1010));
}
