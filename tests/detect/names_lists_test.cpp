// tests/detect/names_lists_test.cpp: the lists of names load, answer and refuse what is broken.
#include "oblio/detect/names.hpp"

#include "detect/names_table.hpp"

#include "support/paths.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using oblio::NameLists;
using oblio::NameSex;

namespace {

std::filesystem::path shipped() {
    return oblio::test::source_folder() / "patterns" / "names";
}

const NameLists& lists() {
    static const auto loaded = NameLists::load(shipped());
    return *loaded.value();
}

bool holds(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

TEST_CASE("A name is a first name, a surname, both or neither", "[names]") {
    CHECK(lists().is_first_name("giuseppe"));
    CHECK(lists().surname_weight("giuseppe") < 6);
    CHECK(lists().is_surname("colombo"));
    CHECK(lists().is_surname("dangelo"));
    CHECK(lists().is_surname("bruno"));
    CHECK(lists().size() > 30000);
    CHECK(lists().is_first_name("bruno"));
    CHECK_FALSE(lists().is_first_name("marciapiede"));
    CHECK_FALSE(lists().is_surname("marciapiede"));
}

TEST_CASE("The sex of a first name is the one it is given to most often", "[names]") {
    CHECK(lists().sex_of("matteo") == NameSex::male); // the women's list holds some as well
    CHECK(lists().sex_of("alessio") == NameSex::male);
    CHECK(lists().sex_of("chiara") == NameSex::female);
    CHECK(lists().sex_of("marciapiede") == NameSex::unknown);
}

TEST_CASE("Short forms lead to full names and back", "[names]") {
    CHECK(holds(lists().full_names_of("beppe"), "giuseppe"));
    CHECK(holds(lists().diminutives_of("giuseppe"), "pino"));
    CHECK(holds(lists().full_names_of("lele"), "raffaele"));
    CHECK(holds(lists().full_names_of("toto"), "salvatore"));
    CHECK(lists().full_names_of("giuseppe").empty());
    CHECK(lists().diminutives_of("marciapiede").empty());
}

TEST_CASE("The letters of a surname are told from those of a word", "[names]") {
    const oblio::detect::NameTable& table = lists().table();
    CHECK(table.surname_shape("rondellini") > table.surname_shape("parcheggiate"));
    CHECK(table.surname_shape("bracchetti") > 0.3);
    CHECK(table.surname_shape("amichevolmente") < 0);
    CHECK(table.is_inflected_word("scrivevate"));
    CHECK_FALSE(table.is_inflected_word("zambrattini"));
}

TEST_CASE("A name that stands on streets is known in full and, where sure, by surname", "[names]") {
    const oblio::detect::NameTable& table = lists().table();
    CHECK(table.is_historical("giuseppe garibaldi"));
    CHECK(table.is_historical_surname("garibaldi"));
    CHECK(table.is_historical("giuseppe verdi"));
    CHECK_FALSE(table.is_historical_surname("verdi"));
}

TEST_CASE("A broken line of a list is refused with file and line", "[names]") {
    const oblio::test::TempDir dir;
    const auto folder = dir.path() / "names";
    std::filesystem::copy(shipped(), folder);
    REQUIRE(NameLists::load(folder).has_value()); // the copy is good until it is broken
    std::ofstream{folder / "surnames.tsv", std::ios::app} << "rossetti\tmany\n";

    const auto broken = NameLists::load(folder);

    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().code == oblio::ErrorCode::bad_pattern);
    CHECK(broken.error().detail.starts_with("surnames.tsv:"));
    std::filesystem::remove(folder / "surnames.tsv");
    CHECK(NameLists::load(folder).error().code == oblio::ErrorCode::io);
}
