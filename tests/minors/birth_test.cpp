// tests/minors/birth_test.cpp
#include "minors/birth.hpp"
#include "support/dates.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using oblio::test::day;
using namespace oblio::minors;

TEST_CASE("An age leaves exactly the birth days that give it", "[birth]") {
    for (const auto* on : {"2025-03-01", "2024-02-29", "2025-12-31", "2025-01-01", "2028-02-29"}) {
        const Date date = day(on);
        for (const int age : {0, 13, 15, 16}) {
            const BirthRange born = aged({age, age}, date);
            CHECK(full_years(Date{born.earliest}, date) == age);
            CHECK(full_years(Date{born.latest}, date) == age);
            CHECK(full_years(Date{born.earliest - std::chrono::days{1}}, date) == age + 1);
            CHECK(full_years(Date{born.latest + std::chrono::days{1}}, date) == age - 1);
        }
    }
}

TEST_CASE("A range of birth days gives all the ages it allows", "[birth]") {
    const AgeRange in_year = age_on(born_in(2010), day("2026-03-02"));
    CHECK(in_year.least == 15);
    CHECK(in_year.most == 16);
    CHECK(age_on(born_in(2010), day("2026-12-31")).least == 16);
    CHECK(age_on(BirthRange{}, day("2026-03-02")).most == 150);
    const BirthRange soon = turning(16, day("2025-08-19"), 120);
    CHECK(age_on(soon, day("2025-08-19")).most == 15);
    CHECK(age_on(soon, day("2026-01-20")).least == 16);
}

TEST_CASE("The birth day is read out of a fiscal code", "[birth]") {
    CHECK(birth_of_fiscal_code("PLLGNT13L59M987Y", day("2025-09-15")) == day("2013-07-19"));
    CHECK(birth_of_fiscal_code("CRBNTN56B03M987Q", day("2025-02-03")) == day("1956-02-03"));
    CHECK(birth_of_fiscal_code("PLLGNTMPLRVM987Y", day("2025-09-15")) == day("2013-07-19"));
    CHECK(birth_of_fiscal_code("PLLGNTXPLRVM987Y", day("2025-09-15")) == std::nullopt);
    CHECK(birth_of_fiscal_code("PLLGNT1PL5VM987Y", day("2025-09-15")) == day("2013-07-19"));
    CHECK(birth_of_fiscal_code("PLLGNT13L99M987Y", day("2025-09-15")) == std::nullopt);
    CHECK(birth_of_fiscal_code("RSS", day("2025-09-15")) == std::nullopt);
    CHECK(birth_of_fiscal_code("AAABBB26L01M987Y", day("2025-09-15")) == day("1926-07-01"));
}

TEST_CASE("A fiscal code shows whether it is of somebody of a name", "[birth]") {
    CHECK(code_fits_name("ZLZSCN14D04M987P", "ascanio zolezzi"));
    CHECK(code_fits_name("ZLZSCN14D04M987P", "zolezzi ascanio"));
    CHECK(code_fits_name("DLLGVR14D44M987A", "ginevra cecilia dalla longa"));
    CHECK(code_fits_name("FOXLUI14D04M987P", "lui fo"));
    CHECK(code_fits_name("RSSGRL14D04M987P", "gabriella russo")); // four consonants: 1, 3, 4
    for (const auto* name : {"marta zolezzi", "ascanio", "", "zolezzi", "ascanio bo zolezzi"}) {
        INFO(name);
        CHECK_FALSE(code_fits_name("ZLZSCN14D04M987P", name));
    }
    CHECK_FALSE(code_fits_name("ZLZ", "ascanio zolezzi"));
}

TEST_CASE("A written date is read in its usual forms", "[birth]") {
    for (const auto* text : {"3/9/2011", "03.09.2011", "3-9-11", "3 settembre 2011", "03 set 2011",
                             "2011-09-03", "3 09 2011"}) {
        INFO(text);
        CHECK(read_written_date(text, day("2026-01-01")) == day("2011-09-03"));
    }
    CHECK(read_written_date("3/9/71", day("2026-01-01")) == day("1971-09-03"));
    for (const auto* text : {"", "31/2/2011", "settembre", "3/9", "99"}) {
        CHECK(read_written_date(text, day("2026-01-01")) == std::nullopt);
    }
}
