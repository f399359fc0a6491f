// tests/policy/permission_test.cpp: who may give which command.
#include "oblio/policy/permission.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

using namespace oblio;

namespace {

Policy policy_with(const std::string& body) {
    return parse_policy(R"({"entity": {"name": "Comune di Prova"}, )" + body + "}").value();
}

Policy desk_and_others(const std::string& approval = "") {
    return policy_with(R"("roles": [{"id": "desk", "may": ["check", "moderate"]},
        {"id": "privacy", "may": ["trace", "plan", "hold", "consent", "execute"]},
        {"id": "manager", "may": ["review"]}, {"id": "dpo", "may": ["audit"]}],
        "approval": {"roles": ["manager"])" +
                       approval + "}");
}

} // namespace

TEST_CASE("A role may give the commands of its powers and no other", "[permission]") {
    const Policy policy = desk_and_others();
    CHECK(allow_command(policy, "moderation add", "desk"));
    CHECK(allow_command(policy, "retention hold add", "privacy"));
    CHECK(allow_command(policy, "plan approve", "manager"));
    CHECK(allow_command(policy, "audit", "dpo"));

    const auto refused = allow_command(policy, "retention hold add", "desk");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::not_allowed);
    CHECK(refused.error().detail.find("privacy") != std::string::npos); // who may is said
    CHECK_FALSE(allow_command(policy, "consent revoke", "desk"));
    CHECK_FALSE(allow_command(policy, "plan execute", "manager"));
    CHECK_FALSE(allow_command(policy, "minors --apply", "dpo"));
    CHECK_FALSE(allow_command(policy, "plan approve", "privacy"));
    CHECK_FALSE(allow_command(policy, "audit", "a stranger"));
}

TEST_CASE("The DPO never approves, whatever the policy's approvers are", "[permission]") {
    Policy policy = desk_and_others();
    policy.approval.roles.push_back("dpo"); // a policy file that says so is refused
    CHECK_FALSE(allow_command(policy, "plan approve", "dpo"));
}

TEST_CASE("Who acts may go unsaid unless the policy requires the role", "[permission]") {
    const Policy free = desk_and_others();
    CHECK(allow_command(free, "consent add", ""));
    const Policy strict = desk_and_others(R"(, "role_required": true)");
    CHECK_FALSE(allow_command(strict, "consent add", ""));
    CHECK_FALSE(allow_command(strict, "retention thread close", ""));
    CHECK(allow_command(strict, "consent add", "privacy"));
    CHECK(allow_command(strict, "retention", "")); // looking needs no role
}

TEST_CASE("Without roles in the policy everybody but approvers and the DPO may do the work",
          "[permission]") {
    const Policy policy = policy_with(R"("minors": {"threshold": 16})");
    CHECK(allow_command(policy, "retention hold add", "legal"));
    CHECK(allow_command(policy, "audit", "dpo"));
    CHECK_FALSE(allow_command(policy, "retention hold add", "dpo"));
    CHECK_FALSE(allow_command(policy, "plan execute", "approver"));
    CHECK(allow_command(policy, "plan approve", "approver"));
}

TEST_CASE("Each of the five municipalities has a role for every command", "[permission]") {
    for (const std::string name :
         {"somma-lombardo", "pero", "massa", "carpignano-sesia", "carpi"}) {
        std::ifstream file{test::source_folder() / "patterns" / "policies" / (name + ".json")};
        const std::string json{std::istreambuf_iterator<char>{file}, {}};
        const Policy policy = parse_policy(json).value();
        for (const CommandPowers& row : command_powers()) {
            INFO(name << ": " << row.command);
            const bool somebody =
                std::any_of(policy.roles.begin(), policy.roles.end(), [&](const PolicyRole& role) {
                    return allow_command(policy, row.command, role.id).has_value();
                });
            CHECK(somebody);
        }
    }
}

TEST_CASE("A name never stands for a role in the ledger", "[permission]") {
    const Policy policy = desk_and_others();
    CHECK(role_for_ledger(policy, "privacy") == "privacy");
    CHECK(role_for_ledger(policy, "Anna Rossi") == "other");
    CHECK(role_for_ledger(policy, "") == "unnamed");
}
