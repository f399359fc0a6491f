// tests/minors/age_text_test.cpp
#include "minors/age_text.hpp"

#include "minors/own_facts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace oblio;
using namespace oblio::minors;

TEST_CASE("A code or a birth date belongs to whom the words around it say", "[minors]") {
    const auto owner = [](std::string_view text, std::string_view value, std::string_view name) {
        const auto at = text.find(value);
        return AgeText{text, fold_to_string(name)}.owner_of(
            ByteSpan::of_indices(at, at + value.size()));
    };
    CHECK(owner("il mio codice è ABC", "ABC", "x") == Owner::author);
    CHECK(owner("Sono nata il 3/9/2011", "3/9/2011", "x") == Owner::author);
    CHECK(owner("iscrivo mio figlio, nato il 3/9/2011", "3/9/2011", "x") == Owner::somebody_else);
    CHECK(owner("il codice ABC è di mia nipote", "ABC", "x") == Owner::somebody_else);
    CHECK(owner("Nome Ugo, cognome Provetti, nato il 3/9/2011", "3/9/2011", "Ugo Provetti") ==
          Owner::author);
    CHECK(owner("Nome Ugo, cognome Provetti, nato il 3/9/2011", "3/9/2011", "Ada Provetti") ==
          Owner::unknown);
    CHECK(owner("cf ABC", "ABC", "") == Owner::unknown);
    for (const auto* text :
         {"io mi iscrivo, nata il 3/9/2011", "posso partecipare? nato il 3/9/2011",
          "vorrei iscrivermi al corso, nata a Fermo il 3/9/2011",
          "mi prenoto anche io! nato il 3/9/2011"}) {
        INFO(text);
        CHECK(owner(text, "3/9/2011", "x") == Owner::author);
    }
    for (const auto* text :
         {"vorrei iscriverla, nata il 3/9/2011", "ho un cane, nato il 3/9/2011",
          "posso venire con il cane? nato il 3/9/2011", "mi iscrivo con Lia, nata il 3/9/2011",
          "mi iscrivo. Qui abitava uno nato il 3/9/2011 e poi partito"}) {
        INFO(text);
        CHECK(owner(text, "3/9/2011", "x") != Owner::author);
    }
}

TEST_CASE("What is told of the past says nothing of today", "[minors]") {
    const auto memory = [](std::string_view text, std::string_view value) {
        const auto at = text.find(value);
        return AgeText{text, ""}.is_memory(ByteSpan::of_indices(at, at + value.size()));
    };
    CHECK(memory("io la terza media l'ho ripetuta due volte", "terza media"));
    CHECK(memory("Quando avevo 13 anni c'era il cinema", "13 anni"));
    CHECK(memory("facevo la seconda media nel '99", "seconda media"));
    CHECK(memory("ai miei tempi in terza media si lavorava", "terza media"));
    CHECK_FALSE(memory("faccio la terza media", "terza media"));
    CHECK_FALSE(memory("da quando avevo sei anni suono, adesso ne ho 13", "ne ho 13"));
    CHECK_FALSE(
        memory("andavo alle elementari, ora faccio la prima media", "faccio la prima media"));
    CHECK(memory("quando ero militare ho fatto 13 anni", "ho fatto 13 anni"));
    CHECK_FALSE(memory("L'ho visto ieri. Ho 13 anni", "13 anni"));
}

TEST_CASE("A class that belongs to somebody is its pupils'", "[minors]") {
    const auto pupils = [](std::string_view text, std::string_view value) {
        const auto at = text.find(value);
        return AgeText{text, ""}.is_of_pupils(ByteSpan::of_indices(at, at + value.size()));
    };
    CHECK(pupils("I miei di prima media sono pronti", "prima media"));
    CHECK(pupils("le nostre bimbe di quinta elementare", "quinta elementare"));
    CHECK_FALSE(pupils("sono di prima media", "prima media"));
    CHECK_FALSE(pupils("i miei non vogliono, faccio la prima media", "prima media"));
}

namespace {

/// The spans of `value` in `text`.
std::vector<ByteSpan> spans_of(std::string_view text, std::string_view value) {
    std::vector<ByteSpan> spans;
    for (auto at = text.find(value); at != std::string_view::npos; at = text.find(value, at + 1)) {
        spans.push_back(ByteSpan::of_indices(at, at + value.size()));
    }
    return spans;
}

} // namespace

TEST_CASE("Answers about one age do not depend on what was asked before", "[minors]") {
    const std::string text = "Quando avevo 13 anni c'era il cinema, a 13 anni! Io 13 anni, ora. "
                             "Ai miei tempi a 13. anni, 13 anni. Ne ho 13 anni";
    const Date day{std::chrono::year{2026}, std::chrono::March, std::chrono::day{10}};
    auto spans = spans_of(text, "13 anni");
    spans.push_back(spans_of(text, "13. anni").at(0)); // two sentences in one span
    AgeText all{text, ""};
    for (const bool forth : {true, false, true}) {
        for (const ByteSpan where : spans) {
            INFO(to_index(where.begin()));
            AgeText alone{text, ""};
            CHECK(all.is_memory(where) == alone.is_memory(where));
            CHECK(all.is_long_ago(where, day) == alone.is_long_ago(where, day));
            CHECK(all.owner_of(where) == alone.owner_of(where));
        }
        if (forth) {
            std::reverse(spans.begin(), spans.end());
        }
    }
    CHECK(all.is_memory(spans_of(text, "13 anni").at(0))); // both answers stand in this text
    CHECK_FALSE(all.is_memory(spans_of(text, "13 anni").at(2)));
}

/// With a look at the whole text for each age, this test would take an hour.
TEST_CASE("A text that is one long list of ages, dates and names is read in linear time",
          "[minors]") {
    constexpr int times = 100'000;
    Record record;
    record.author.name = "Ada Prova";
    record.created = "2026-03-10T10:00:00Z";
    std::string& text = record.text.emplace();
    std::vector<FieldFinding> findings;
    const auto say = [&](std::string_view before, std::string_view value, FindingType type) {
        text += before;
        const std::size_t begin = text.size();
        text += value;
        const auto claim = type == FindingType::age
                               ? std::optional{AgeClaim{AgeOf::author, 13, 13, {}}}
                               : std::nullopt;
        findings.push_back(
            {{Field::text, 0},
             {type, ByteSpan::of_indices(begin, text.size()), 0.9, "r", {}, false, false, claim}});
    };
    for (int i = 0; i < times; ++i) { // without a mark: one sentence
        say(" è così io", "13 anni", FindingType::age);
        say(" nata il ", "3/9/2012", FindingType::date_of_birth);
        say(" sono ", "Ada Prova", FindingType::person);
    }
    const Own own = read_own(record, findings);
    CHECK(own.text.size() + own.weak.size() == 2 * times);
}
