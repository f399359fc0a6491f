// tests/detect/check_codes_test.cpp
#include "detect/check_codes.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace oblio::detect;

TEST_CASE("The example IBANs of the SWIFT registry hold, and no single change of them", "[iban]") {
    // The "IBAN (electronic format) Example" of each country in the registry, lower case.
    const std::string_view examples[]{
        "ad1200012030200359100100",
        "ae070331234567890123456",
        "al47212110090000000235698741",
        "at611904300234573201",
        "az21nabz00000000137010001944",
        "ba391290079401028494",
        "be68539007547034",
        "bg80bnbg96611020345678",
        "bh67bmag00001299123456",
        "br1800360305000010009795493c1",
        "ch9300762011623852957",
        "cy17002001280000001200527600",
        "cz6508000000192000145399",
        "de89370400440532013000",
        "dk5000400440116243",
        "do28bagr00000001212453611324",
        "ee382200221020145685",
        "es9121000418450200051332",
        "fi2112345600000785",
        "fo6264600001631634",
        "fr1420041010050500013m02606",
        "gb29nwbk60161331926819",
        "ge29nb0000000101904917",
        "gi75nwbk000000007099453",
        "gl8964710001000206",
        "gr1601101250000000012300695",
        "hr1210010051863000160",
        "hu42117730161111101800000000",
        "ie29aibk93115212345678",
        "il620108000000099999999",
        "is140159260076545510730339",
        "it60x0542811101000000123456",
        "kw81cbku0000000000001234560101",
        "kz86125kzt5004100100",
        "lb62099900000001001901229114",
        "li21088100002324013aa",
        "lt121000011101001000",
        "lu280019400644750000",
        "lv80bank0000435195001",
        "mc5811222000010123456789030",
        "md24ag000225100013104168",
        "me25505000012345678951",
        "mk07250120000058984",
        "mt84malt011000012345mtlcast001s",
        "mu17bomm0101101030300200000mur",
        "nl91abna0417164300",
        "no9386011117947",
        "pk36scbl0000001123456702",
        "pl61109010140000071219812874",
        "ps92pals000000000400123456702",
        "pt50000201231234567890154",
        "ro49aaaa1b31007593840000",
        "rs35260005601001611379",
        "sa0380000000608010167519",
        "se4550000000058398257466",
        "si56263300012039086",
        "sk3112000000198742637541",
        "sm86u0322509800000000270100",
        "tn5910006035183598478831",
        "tr330006100519786457841326",
        "vg96vpvg0000012345678901",
        "xk051212012345678906",
    };
    for (const std::string_view iban : examples) {
        INFO(iban);
        CHECK(iban_holds(iban));
        CHECK(iban.size() == iban_length(iban.substr(0, 2)));
        for (std::size_t at = 4; at < iban.size(); ++at) {
            std::string wrong{iban};
            wrong[at] = wrong[at] == '7' ? '4' : '7';
            CHECK_FALSE(iban_holds(wrong));
        }
        CHECK_FALSE(iban_holds(iban.substr(0, iban.size() - 1)));
    }
    CHECK(iban_length("us") == 0);
}

TEST_CASE("An Italian IBAN needs its CIN as well as mod 97", "[iban]") {
    REQUIRE(iban_holds("it60x0542811101000000123456"));
    // Another CIN letter with the check digits that go with it: mod 97 alone would let it pass.
    int passing = 0;
    for (char cin = 'a'; cin <= 'z'; ++cin) {
        for (int check = 2; check <= 98; ++check) {
            const std::string digits{static_cast<char>('0' + check / 10),
                                     static_cast<char>('0' + check % 10)};
            passing += iban_holds("it" + digits + cin + "0542811101000000123456") ? 1 : 0;
        }
    }
    CHECK(passing == 1);
}

TEST_CASE("O and I are read as digits in an IBAN only where the check then holds", "[iban]") {
    CHECK(repair_iban("it6ox0542811101000000123456") == "it60x0542811101000000123456");
    CHECK(repair_iban("it60xo5428iiioiooooooi23456") == "it60x0542811101000000123456");
    CHECK_FALSE(repair_iban("it60xo5428iiioiooooooi23457"));
}

TEST_CASE("VAT numbers need check digit and office", "[vat]") {
    // Published by their holders: ENI, Enel, Poste Italiane, Ferrari, INPS, Roma Capitale.
    for (const std::string_view known : {"00905811006", "00811720580", "01114601006", "00159560366",
                                         "02121151001", "01057861005"}) {
        INFO(known);
        CHECK(vat_number_holds(known));
    }
    CHECK(vat_number_holds("80078750587"));       // fiscal code of INPS, without a VAT number
    CHECK_FALSE(vat_number_holds("12345678903")); // the Luhn sum holds, office 890 does not exist
    CHECK_FALSE(vat_number_holds("00905811007"));
    CHECK_FALSE(vat_number_holds("00000000000"));
    CHECK_FALSE(vat_number_holds("0090581100"));
}

TEST_CASE("Card numbers belong to the ranges of their networks", "[card]") {
    struct Case {
        std::string_view digits;
        std::string_view network;
    };
    // The test numbers that the networks and payment processors publish.
    const Case cases[]{
        {"4111111111111111", "Visa"},
        {"4012888888881881", "Visa"},
        {"4222222222222", "Visa"},
        {"5555555555554444", "Mastercard"},
        {"5105105105105100", "Mastercard"},
        {"2223003122003222", "Mastercard"},
        {"378282246310005", "American Express"},
        {"371449635398431", "American Express"},
        {"6011111111111117", "Discover"},
        {"3530111333300000", "JCB"},
        {"30569309025904", "Diners"},
        {"38520000023237", "Diners"},
        {"6304000000000000", "Maestro"},
        {"6200000000000005", "UnionPay"},
    };
    for (const Case& known : cases) {
        INFO(known.digits);
        CHECK(luhn_holds(known.digits));
        CHECK(card_network(known.digits) == known.network);
    }
    CHECK(card_network("1234567890123452").empty());
    CHECK(card_network("411111111111").empty());
    CHECK_FALSE(luhn_holds("4111111111111112"));
}
