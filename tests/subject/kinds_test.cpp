// tests/subject/kinds_test.cpp: kinds of look-alikes and of names, each with relatives and with
// what must not be taken for it.
#include "subject/tenure.hpp"
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;

using test::check;
using test::check_apart;
using test::Row;

TEST_CASE("Both ends of a time in office are read, however they are said", "[trace]") {
    const auto days = [](std::string_view text) {
        std::string out;
        for (const subject::Tenure& tenure : subject::tenures_in(text)) {
            out += (tenure.from ? format_date(*tenure.from) : "") + ".." +
                   (tenure.until ? format_date(*tenure.until) : "") + " ";
        }
        return out;
    };
    CHECK(days("assessora dal 1 dicembre 2025 al 31 maggio 2026") == "2025-12-01..2026-05-31 ");
    CHECK(days("sindaca dal 1° giugno 2019 al 9/6/2024") == "2019-06-01..2024-06-09 ");
    CHECK(days("da maggio 2020 a febbraio 2024") == "2020-05-01..2024-02-29 ");
    CHECK(days("consigliere dal 2019 al 2024, dal 2025") == "2019-01-01..2024-12-31 2025-01-01.. ");
    CHECK(days("assessore (2019-2024)") == "2019-01-01..2024-12-31 ");
    CHECK(days("in carica dal 3.5.2024") == "2024-05-03.. ");
    CHECK(days("fino al 15 ottobre 2024") == "..2024-10-15 ");
    CHECK(days("fino a ottobre 2024") == "..2024-10-31 ");
    CHECK(days("commissario nel 2021") == "2021-01-01..2021-12-31 ");
    CHECK(days("assessora all'ambiente, 3 figli").empty());
}

TEST_CASE("Before and after a time in office the subject is anybody", "[trace]") {
    const std::vector<Row> rows{{"Ada Fittizia", "Porto le torte", "", -1, "", "ada"},
                                {"Ugo Prova", "la torta di Ada Fittizia era buona", ""},
                                {"Ugo Prova", "brava Ada", "", 0}};
    const auto all = [&rows](const std::string& occupation, const std::string& expected) {
        INFO(occupation);
        std::vector<Row> asked = rows;
        for (Row& row : asked) {
            row.expected = expected;
        }
        check(R"({"name":"Ada Fittizia","handles":["ada"],"occupation":")" + occupation + "\"}",
              asked);
    };
    // The records are of March 2025.
    all("cuoca; assessora dal 1 aprile 2025 al 31 maggio 2026", "certain");
    all("cuoca; assessora da maggio 2020 a febbraio 2025", "certain");
    all("cuoca; assessora dal 2019 al 2024", "certain");
    all("cuoca; assessora dal 1 marzo 2025", "review");
    all("cuoca; assessora dal 2019 al 2025", "review");
    all("cuoca; assessora, in carica dal 2 gennaio 2025 al 30 giugno 2025", "review");
    all("cuoca; assessora fino al 30 giugno 2025", "review");
    all("assessora (2019-2021), cuoca dal 2022", "certain");
}

TEST_CASE("Who leaves something to the citizens' councillor does not speak as one", "[trace]") {
    check_apart(R"({"name":"Ada Fittizia","handles":["ada"]})",
                {"Ada Fittizia", "Io cucino", "certain", -1, "", "ada"},
                {{"Ada Fittizia", "Il resto va al vostro assessore", "certain", -1, "", "ada"},
                 {"Ada Fittizia", "La colpa è della vostra sindaca", "certain", -1, "", "ada"},
                 {"Ada Fittizia", "Chiedete dal vostro consigliere", "certain", -1, "", "ada"},
                 {"Ada Fittizia", "Scrivo da vostra assessora", "review", -1, "", "ada"},
                 {"Ada Fittizia", "Sono stata la vostra assessora", "review", -1, "", "ada"}});
}
