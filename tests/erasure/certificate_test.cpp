// tests/erasure/certificate_test.cpp: a small program in another language agrees with ours.
#include "erasure/erasure_world.hpp"
#include "oblio/text/fold.hpp"
#include "support/paths.hpp"

#include <algorithm>
#include <cstdlib>

using namespace oblio;
using namespace oblio::test;

namespace {

/// The exit code of check_certificate.py.
int independent(const std::string& arguments) {
    const auto script = source_folder() / "tests" / "erasure" / "check_certificate.py";
    const int status =
        std::system(("python3 " + script.string() + " " + arguments + " >/dev/null 2>&1").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::ptrdiff_t lines_of_script() {
    const auto text = bytes_of_file(source_folder() / "tests" / "erasure" / "check_certificate.py");
    return std::count(text.begin(), text.end(), '\n');
}

} // namespace

TEST_CASE("A certificate is checked by a program that shares no code with this one",
          "[certificate]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records(2));
    const Plan plan = approved_plan(archive);
    must(execute_plan(archive, plan.hash));
    const Verification proof = must(verify_plan(archive, plan.hash, facts()));
    REQUIRE(proof.holds);
    const std::string file = world.dir.write("copy.json", proof.citizen_copy).string();
    const std::string ledger = " --ledger " + (world.home() / "ledger.jsonl").string();
    const std::string key = check_certificate(proof.certificate).value().key;
    std::string identifiers;
    for (const std::string& value : subject_values()) {
        identifiers += " '" + fold_to_string(value) + "'";
    }
    CHECK(lines_of_script() <= 100);
    CHECK(independent(file) == 0);
    CHECK(independent(file + " --key " + key + ledger + identifiers) == 0);
    CHECK(independent(file + " --key " + std::string(64, '0')) == 1);
    CHECK(independent(file + " 'altra persona'") == 1);
    CHECK(independent(world.dir.write("empty.json", "{}").string()) == 2);
    std::string changed = proof.citizen_copy;
    changed.replace(changed.find("\"redacted\": 2"), 13, "\"redacted\": 1");
    CHECK(independent(world.dir.write("changed.json", changed).string()) == 1);
    std::string text = bytes_of_file(world.home() / "ledger.jsonl");
    text.replace(text.find("\"purge\":2"), 9, "\"purge\":1");
    CHECK(independent(file + " --ledger " + world.dir.write("forged.jsonl", text).string()) == 1);
}
