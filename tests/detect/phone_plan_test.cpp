// tests/detect/phone_plan_test.cpp
#include "detect/phone_plan.hpp"

#include <catch2/catch.hpp>
#include <phonenumbers/phonenumberutil.h>

#include <string>

using namespace oblio::detect;
namespace pn = i18n::phonenumbers;

namespace {

LineKind by_library(const std::string& national) {
    const auto* util = pn::PhoneNumberUtil::GetInstance();
    pn::PhoneNumber number;
    if (util->Parse("+39" + national, "IT", &number) != pn::PhoneNumberUtil::NO_PARSING_ERROR ||
        !util->IsValidNumber(number)) {
        return LineKind::none;
    }
    switch (util->GetNumberType(number)) {
    case pn::PhoneNumberUtil::FIXED_LINE:
        return LineKind::fixed;
    case pn::PhoneNumberUtil::MOBILE:
        return LineKind::mobile;
    case pn::PhoneNumberUtil::TOLL_FREE:
        return LineKind::toll_free;
    case pn::PhoneNumberUtil::SHARED_COST:
        return LineKind::shared_cost;
    case pn::PhoneNumberUtil::PREMIUM_RATE:
        return LineKind::premium;
    case pn::PhoneNumberUtil::PERSONAL_NUMBER:
        return LineKind::personal;
    case pn::PhoneNumberUtil::VOIP:
        return LineKind::voip;
    default:
        return LineKind::none; // voicemail: not a number that anybody writes
    }
}

std::string name(LineKind kind) {
    return std::to_string(static_cast<int>(kind));
}

} // namespace

TEST_CASE("The table says what libphonenumber says for all prefixes and lengths", "[phone]") {
    REQUIRE(by_library("0612345678") == LineKind::fixed); // the library knows Italy
    std::size_t compared = 0;
    std::size_t different = 0;
    for (int prefix = 0; prefix < 10'000; ++prefix) {
        std::string start = std::to_string(prefix);
        start.insert(0, 4 - start.size(), '0');
        if (start.substr(0, 2) == "00") {
            continue; // an international prefix
        }
        for (std::size_t length = 5; length <= 12; ++length) {
            const std::string number = start + std::string("12345678").substr(0, length - 4);
            const LineKind ours = italian_line(number);
            const LineKind theirs = by_library(number);
            ++compared;
            if (ours != theirs) {
                ++different;
                if (different < 20) {
                    UNSCOPED_INFO(number << ": table " << name(ours) << ", library "
                                         << name(theirs));
                }
            }
        }
    }
    CHECK(different == 0);
    CHECK(compared == 79'200);
}

TEST_CASE("Area codes have two, three or four digits", "[phone]") {
    CHECK(area_code_length("0612345678") == 2);
    CHECK(area_code_length("0212345678") == 2);
    CHECK(area_code_length("0111234567") == 3);
    CHECK(area_code_length("0512345678") == 3);
    CHECK(area_code_length("0331774206") == 4);
    CHECK(area_code_length("3191234567") == 0);
}

TEST_CASE("Numbers come out in the international form", "[phone]") {
    CHECK(read_phone("0331774206")->e164 == "+390331774206");
    CHECK(read_phone("+393191234567")->e164 == "+393191234567");
    CHECK(read_phone("00393191234567")->e164 == "+393191234567");
    CHECK(read_phone("+40744318209")->e164 == "+40744318209");
    CHECK(read_phone("+40744318209")->kind == LineKind::foreign);
    for (const std::string_view none : {"112", "1522", "+39112", "+3900", "", "+", "00",
                                        "9912345678", "+999123456789", "123456789012345678"}) {
        INFO(none);
        CHECK_FALSE(read_phone(none));
    }
}
