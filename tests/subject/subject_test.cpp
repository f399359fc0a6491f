// tests/subject/subject_test.cpp
#include "oblio/subject/subject.hpp"

#include <catch2/catch.hpp>

using namespace oblio;

TEST_CASE("A subject file gives every field, and writes back as it was", "[subject]") {
    const std::string json =
        R"({"name":"Ada Fittizia","aliases":["la Fitti"],"handles":["instagram:ada_f","adina"],)"
        R"("emails":["ada@posta.example"],"phones":["316 555 0101"],"birth_date":"1980-02-29",)"
        R"("address":"via dei Finti 3","occupation":"fioraia",)"
        R"("relatives":[{"relation":"padre","name":"Ugo Fittizio"}]})";
    const Subject subject = parse_subject(json).value();
    CHECK(subject.name == "Ada Fittizia");
    CHECK(subject.handles.at(0).platform == "instagram");
    CHECK(subject.handles.at(0).handle == "ada_f");
    CHECK_FALSE(subject.handles.at(1).platform);
    CHECK(subject.birth_date == parse_date("1980-02-29"));
    CHECK(subject.relatives.at(0).name == "Ugo Fittizio");
    CHECK(format_subject(subject) == json);
}

TEST_CASE("A handle keeps a colon that is no platform's", "[subject]") {
    const Subject subject = parse_subject(R"({"handles":["@io:tu"]})").value();
    CHECK(subject.handles.at(0).handle == "io:tu");
}

TEST_CASE("What is wrong with a subject file is named with its place", "[subject]") {
    const auto detail = [](std::string_view json) { return parse_subject(json).error().detail; };
    CHECK(detail("{\n\"name\":\"A\",\n\"phone\":\"1\"}").find("line 3: /phone") !=
          std::string::npos);
    CHECK(detail(R"({"name":7})").find("/name") != std::string::npos);
    CHECK(detail(R"({"name":"A","birth_date":"31/12/1980"})").find("/birth_date") !=
          std::string::npos);
    CHECK(detail(R"({"occupation":"sarta"})").find("one identifier or a name") !=
          std::string::npos);
    CHECK(parse_subject("[]").error().code == ErrorCode::bad_subject);
    CHECK(parse_subject("{\"name\":").error().code == ErrorCode::bad_json);
    CHECK(detail("{\"name\":\"Ada Fittizia\",}").find("Ada") == std::string::npos);
}
