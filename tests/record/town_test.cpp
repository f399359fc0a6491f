// tests/record/town_test.cpp: the invented town in every export form gives the records expected.
#include "record/reading.hpp"
#include "record/town_cases.hpp"

#include "support/paths.hpp"

namespace oblio {

using nlohmann::json;

namespace {

const std::filesystem::path town_folder = test::source_folder() / "fixtures/town/seed1";

} // namespace

TEST_CASE("Every export form of the town gives the town's records", "[town]") {
    CHECK(town::check_exports(town_folder) > 50);
}

TEST_CASE("What is to be refused is refused by name", "[town]") {
    SystemEnvironment system;
    const json index = json::parse(test::bytes_of_file(town_folder / "exports/index.json"));
    for (const json& input : index["inputs"]) {
        if (input["format"] != "refused") {
            continue;
        }
        INFO(input["path"]);
        const auto reader = town::open_case(town_folder, input, system.environment());
        CHECK_FALSE(reader);
        if (!reader) {
            INFO(reader.error().detail);
            const std::string name =
                std::filesystem::path{input["path"].get<std::string>()}.filename().string();
            CHECK(reader.error().detail.find(name) != std::string::npos);
        }
    }
}

TEST_CASE("A file that is cut off gives what it holds and says where it ends", "[town]") {
    const auto outcome = reading::read_path(town_folder / "exports/rifiutati/monco/result.json");
    CHECK_FALSE(outcome.records.empty());
    REQUIRE(outcome.problems.size() == 1);
    CHECK(outcome.problems[0].error.code == ErrorCode::bad_json);
    CHECK(outcome.problems[0].where.byte);
}

TEST_CASE("An export gives the same ids when it is read again", "[town]") {
    const auto path =
        town_folder / "exports/whatsapp/android/Chat WhatsApp con Segnalazioni Rione Filande.txt";
    const auto once = reading::read_path(path);
    ReadOptions zone;
    zone.zone = "UTC"; // neither the zone nor the place in the file enters
    const auto again = reading::read_path(path, zone);
    REQUIRE(once.records.size() == again.records.size());
    for (std::size_t i = 0; i < once.records.size(); ++i) {
        CHECK(once.records[i].id == again.records[i].id);
    }
}

} // namespace oblio
