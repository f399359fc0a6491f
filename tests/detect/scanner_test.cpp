// tests/detect/scanner_test.cpp
#include "oblio/detect/scanner.hpp"

#include "oblio/text/utf8.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace oblio;

namespace {

std::shared_ptr<const PatternSet> patterns() {
    static const auto loaded = [] {
        const std::vector<std::filesystem::path> folders{test::source_folder() / "patterns"};
        return PatternSet::load(folders).value();
    }();
    return loaded;
}

Scanner scanner(Engine engine = Engine::fast) {
    ScannerOptions options;
    options.engine = engine;
    for (int type = 0; type <= static_cast<int>(FindingType::handle); ++type) {
        options.types.push_back(static_cast<FindingType>(type));
    }
    return Scanner::create(patterns(), options).value();
}

/// Half of the text, to a whole character.
std::size_t first_boundary(std::string_view text) {
    std::size_t half = text.size() / 2;
    while (half < text.size() && (static_cast<unsigned char>(text[half]) & 0xC0U) == 0x80U) {
        ++half;
    }
    return half;
}

/// `TYPE[value] TYPE[value]`, in the order of the report.
std::string found_in(std::string_view text, const Scanner& with = scanner()) {
    std::string list;
    for (const Finding& finding : with.scan(text)) {
        list += list.empty() ? "" : " ";
        list +=
            std::string(type_name(finding.type)) + "[" + std::string(finding.where.of(text)) + "]";
    }
    return list;
}

bool same(const std::vector<Finding>& a, const std::vector<Finding>& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const Finding& x, const Finding& y) {
            return x.type == y.type && x.where == y.where && x.confidence == y.confidence &&
                   x.rule == y.rule && x.reasons == y.reasons && x.checked == y.checked;
        });
}

/// Texts out of pieces that look like identifiers, so that rules meet, overlap and are cut.
rc::Gen<std::string> pieces() {
    const auto piece =
        rc::gen::elementOf(std::vector<std::string>{"RSSMRA80A01M987G",
                                                    "rss mra 80a01 m987g",
                                                    "IT60X0542811101000000123456",
                                                    "IT60 X054 2811 1010 0000 0123 456",
                                                    "3191234567",
                                                    "319 12 34 567",
                                                    "+39 ",
                                                    "0331",
                                                    "774206",
                                                    "tel ",
                                                    "P.IVA ",
                                                    "01234560991",
                                                    "maria.verdi",
                                                    "@",
                                                    "posta.it",
                                                    " chiocciola ",
                                                    " punto ",
                                                    "4111 1111 1111 1111",
                                                    "80380001234567890123",
                                                    "patente ",
                                                    "MI1234567X",
                                                    "carta d'identità ",
                                                    "AV1234567",
                                                    "passaporto ",
                                                    "YA1234567",
                                                    "targa ",
                                                    "FX123YZ",
                                                    "via Roma ",
                                                    "12",
                                                    ", 00100 ",
                                                    "Milano",
                                                    "(MI)",
                                                    "nato il ",
                                                    "12/03/1980",
                                                    "1 aprile 1975",
                                                    " euro",
                                                    "prot. ",
                                                    "n. ",
                                                    "/",
                                                    "-",
                                                    ".",
                                                    ",",
                                                    "\n",
                                                    " ",
                                                    "tre uno nove ",
                                                    "due ",
                                                    "é",
                                                    "😀",
                                                    "\u200B",
                                                    "o",
                                                    "O",
                                                    "0",
                                                    "https://t.me/",
                                                    "anna_b",
                                                    "(",
                                                    ")",
                                                    "[at]",
                                                    "[dot]",
                                                    "corso ",
                                                    "snc",
                                                    "l'associazione nata "});
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& parts) {
                            std::string text;
                            for (const std::string& part : parts) {
                                text += part;
                            }
                            return text;
                        });
}

} // namespace

TEST_CASE("A nickname in quotes stands between first name and surname", "[scanner]") {
    const Scanner all = Scanner::create(patterns()).value();
    CHECK(found_in("che bello rivedere Ettore \"il Biondo\" Sgambati al bar", all) ==
          "PERSON[Ettore \"il Biondo\" Sgambati]");
    CHECK(found_in("la torta di Ettore \"Gente del Sud\" Torna domani", all).empty());
}

TEST_CASE("A text with one of each gives one of each", "[scanner]") {
    const std::string text =
        "Sono nata il 10/12/1985, CF BNCLRA85T50M987J, abito in via dei Mille 8, tel 319 1234567, "
        "mail laura.bianchi@posta.example, IBAN IT60X0542811101000000123456, targa FX123YZ.";
    CHECK(found_in(text) ==
          "DATE_OF_BIRTH[10/12/1985] FISCAL_CODE[BNCLRA85T50M987J] ADDRESS[via dei Mille 8] "
          "PHONE[319 1234567] EMAIL[laura.bianchi@posta.example] "
          "IBAN[IT60X0542811101000000123456] PLATE[FX123YZ]");
}

TEST_CASE("What other detectors get wrong on Italian text is right here", "[scanner]") {
    struct Case {
        std::string_view text;
        std::string_view found;
    };
    const Case cases[]{
        // A wrong check is no finding, at any confidence.
        {"codice fiscale RSSMRA80A01M987H", ""},
        {"XYRSSMRA80A01M987G99", ""},
        // The value after a full stop is not a web address.
        {"CF.Telefono:RSSMRA80A01M987G", "FISCAL_CODE[RSSMRA80A01M987G]"},
        // Eleven digits that pass the check are not a VAT number by themselves.
        {"il numero 01234560991 non va", ""},
        {"IT01234560991", "VAT_NUMBER[01234560991]"},
        {"partita iva 12345678903", ""}, // office 890
        // Context is whole words: "cie" is not in "societa".
        {"la società ha il prodotto AB1234567", ""},
        {"la specie CA12345AB", ""},
        // The same form is one document, told by the nearest word.
        {"passaporto YA1234567", "PASSPORT[YA1234567]"},
        {"documento AX1234567", "ID_CARD[AX1234567]"},
        {"documento YA1234567", "PASSPORT[YA1234567]"}, // Y is for passports
        {"carta d'identità YA1234567", "ID_CARD[YA1234567]"},
        {"la mia (AX8802731) e mia sorella ha solo il passaporto, YB1190273",
         "ID_CARD[AX8802731] PASSPORT[YB1190273]"},
        // The number alone says little: other things have such numbers, too.
        {"lavatrice CB77120MK, il documento di garanzia no; pacco AS4419027", ""},
        {"YA1234567 (passaporto)", "PASSPORT[YA1234567]"},
        // An IBAN survives the next word.
        {"IT60X0542811101000000123456Grazie", "IBAN[IT60X0542811101000000123456]"},
        {"IBAN\nIT60 X054 2811 1010\n0000 0123 456 grazie",
         "IBAN[IT60 X054 2811 1010\n0000 0123 456]"},
        // Numbers that are no telephones.
        {"10.2.3.4 e 31/02/2024, 08:30-12:30, 45.6721, 8.9043", ""},
        {"prot. 3191234567, CIG 3191234567, IUV 30112004578", ""},
        {"chiamate il 112 o il 1522", ""},
        {"n. inv. 0012345678, la password 0123456789", ""},
        {"il viale alberato 316 platani", ""},
        // A birth date corrected, of a child in a list, after a number of one person.
        {"nasceva il 15 luglio 2012? no aspetti 14 luglio 2012",
         "DATE_OF_BIRTH[15 luglio 2012] DATE_OF_BIRTH[14 luglio 2012]"},
        {"avete scritto 15/08/1990 ma sono nata il 16/08/1990",
         "DATE_OF_BIRTH[15/08/1990] DATE_OF_BIRTH[16/08/1990]"},
        {"nata il 16/08/1990, ma la pratica è del 16/08/2024", "DATE_OF_BIRTH[16/08/1990]"},
        {"mia figlia: 14/02/2016, primo turno", "DATE_OF_BIRTH[14/02/2016]"},
        {"mia figlia: 12/09/2024 primo giorno di scuola", ""},
        {"mio figlio ha 3 anni (2 settembre 2021), nido?", "DATE_OF_BIRTH[2 settembre 2021]"},
        {"passaporto nuovo YC5502619, quello rubato AA4120098",
         "PASSPORT[YC5502619] PASSPORT[AA4120098]"},
        {"badge AY2091734 smarrito in ufficio", ""},
        {"la nonna, 02/02/1931, chiede il pasto", "DATE_OF_BIRTH[02/02/1931]"},
        {"mia mamma, 12/03/2024, ha chiamato; seduta del 15/08/1990 non 16/08/1990", ""},
        {"date de naissance 8 avril 1988; né le 12 février 1985",
         "DATE_OF_BIRTH[8 avril 1988] DATE_OF_BIRTH[12 février 1985]"},
        {"data di nascita 03091971, protocollo 17111958", "DATE_OF_BIRTH[03091971]"},
        // Event dates are no birth dates.
        {"il 2 giugno 1946 gli italiani votarono; delibera del 12/03/2024", ""},
    };
    const Scanner scan = scanner();
    for (const Case& pain : cases) {
        INFO(pain.text);
        CHECK(found_in(pain.text, scan) == pain.found);
    }
}

TEST_CASE("A finding says which rule and how the confidence came about", "[scanner]") {
    const auto findings = scanner().scan("il mio codice fiscale: RSSMRA80A01M987G");
    REQUIRE(findings.size() == 1);
    const Finding& finding = findings[0];
    CHECK(finding.rule == "it-fiscal-code");
    CHECK(finding.checked);
    const auto says = [&](std::string_view words) {
        return std::any_of(
            finding.reasons.begin(), finding.reasons.end(),
            [&](const std::string& reason) { return reason.find(words) != std::string::npos; });
    };
    CHECK(says("check letter right"));
    CHECK(says("codice fiscale"));
    CHECK(says("form: 0.90"));
}

TEST_CASE("Rejected candidates are explained without a byte of the text", "[scanner]") {
    const auto explanation = scanner().explain("CF RSSMRA80A01M987H");
    CHECK(explanation.reported.empty());
    REQUIRE_FALSE(explanation.rejected.empty());
    CHECK(explanation.rejected[0].reasons.back() == "not accepted");
    for (const Finding& finding : explanation.rejected) {
        for (const std::string& reason : finding.reasons) {
            CHECK(reason.find("RSSMRA") == std::string::npos);
        }
    }
}

TEST_CASE("A scan whose findings hold on any day says so", "[scanner]") {
    const Scanner with = Scanner::create(patterns()).value();
    const auto found_on = [&with](std::string_view text, int year) {
        ScanContext context;
        context.date = Date{std::chrono::year{year}, std::chrono::month{5}, std::chrono::day{4}};
        std::vector<std::string> all;
        for (const Finding& finding : with.scan(text, context)) {
            all.push_back(std::string{type_name(finding.type)} + " " +
                          std::to_string(finding.age ? finding.age->most : 0));
        }
        return all;
    };
    CHECK(found_on("sono nata nel 2012", 2024) != found_on("sono nata nel 2012", 2026));
    CHECK(with.day_mattered());
    for (const auto* const timeless : {"Ornella Bottazzini", "316 555 7788", ""}) {
        INFO(timeless);
        CHECK(found_on(timeless, 2024) == found_on(timeless, 2026));
        CHECK_FALSE(with.day_mattered());
    }
}

TEST_CASE("The entity's own contacts are institutional, in any spelling", "[scanner]") {
    ScannerOptions options;
    options.contacts = {{"0331 774206"},
                        {"urp@comune.example"},
                        {"pec.comune.example"},
                        {"@comune"},
                        {"Piazza Municipio 1"}};
    const Scanner scan = Scanner::create(patterns(), options).value();
    for (const std::string_view own :
         {"tel +39 0331/774206", "scrivi a URP@comune.example", "a tributi@pec.comune.example",
          "seguite @comune", "siamo in piazza Municipio, 1"}) {
        const auto findings = scan.scan(own);
        INFO(own);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].institutional);
    }
    for (const std::string_view other : {"tel 0331 774207", "scrivi a anna@comune.example",
                                         "@comune2", "abito in piazza Dante 1"}) {
        const auto findings = scan.scan(other);
        INFO(other);
        REQUIRE(findings.size() == 1);
        CHECK_FALSE(findings[0].institutional);
    }
    options.contacts = {{"nessuno"}, {}, {}, {}, {}};
    CHECK(Scanner::create(patterns(), options).error().code == ErrorCode::bad_argument);
}

TEST_CASE("Equal values have one canonical form", "[scanner]") {
    const auto canonical = Scanner::canonical;
    CHECK(canonical(FindingType::phone, "0039 319.12.34.567") == "+393191234567");
    CHECK(canonical(FindingType::phone, "tre uno nove dodici trentaquattro cinque sei sette") ==
          "+393191234567");
    CHECK(canonical(FindingType::email, "Maria.Verdi chiocciola Posta punto it") ==
          "maria.verdi@posta.it");
    CHECK(canonical(FindingType::email, "maria.verdi[at]posta[dot]it") == "maria.verdi@posta.it");
    CHECK(canonical(FindingType::iban, "it60 x054 2811 1010 oooo 0123 456") ==
          "IT60X0542811101000000123456");
    CHECK(canonical(FindingType::fiscal_code, "rss mra 80a01 m987g") == "RSSMRA80A01M987G");
    CHECK(canonical(FindingType::handle, "https://www.instagram.com/Anna_B/") == "anna_b");
    CHECK(canonical(FindingType::handle, "@Anna_B") == "anna_b");
    CHECK(canonical(FindingType::plate, "fx 123 yz") == "FX123YZ");
    CHECK(canonical(FindingType::vat_number, "IT 012 3456 0991") == "01234560991");
    CHECK(canonical(FindingType::date_of_birth, "1° aprile 1975") == "1975-04-01");
    CHECK(canonical(FindingType::address, "V.le Trieste, n. 3/B") ==
          canonical(FindingType::address, "viale trieste 3 b"));
}

TEST_CASE("The fast way and the plain way give the same findings", "[scanner][property]") {
    const Scanner fast = scanner(Engine::fast);
    const Scanner plain = scanner(Engine::reference);
    REQUIRE(found_in("tel 3191234567", plain) == "PHONE[3191234567]");
    for (const PatternExample& example : patterns()->examples()) {
        INFO(example.text);
        CHECK(same(fast.scan(example.text), plain.scan(example.text)));
    }
    CHECK(rc::check("on texts of pieces", [&] {
        const std::string text = *pieces();
        RC_ASSERT(same(fast.scan(text), plain.scan(text)));
    }));
}

TEST_CASE("Findings are in the text, on whole characters, in order, apart", "[scanner][property]") {
    const Scanner scan = scanner();
    const Scanner other = scan.clone();
    CHECK(rc::check("on texts of pieces", [&] {
        const std::string text = *pieces();
        const auto findings = scan.scan(text);
        std::size_t last = 0;
        for (const Finding& finding : findings) {
            const std::size_t begin = to_index(finding.where.begin());
            const std::size_t end = to_index(finding.where.end());
            RC_ASSERT(begin >= last && begin < end && end <= text.size());
            RC_ASSERT(!first_invalid_utf8(finding.where.of(text)));
            RC_ASSERT(!first_invalid_utf8(std::string_view(text).substr(0, begin)));
            RC_ASSERT(finding.confidence >= 0.5 && finding.confidence <= 1.0);
            RC_ASSERT(!Scanner::canonical(finding.type, finding.where.of(text)).empty());
            last = end; // all are identifiers: one category, no two on one place
        }
        RC_ASSERT(same(findings, scan.scan(text)));
        RC_ASSERT(same(findings, other.scan(text)));
    }));
}

TEST_CASE("Texts made to be slow give work that grows with their size", "[scanner]") {
    // Counted, not timed: the candidates that are judged grow as the text does.
    const Scanner scan = scanner();
    std::vector<std::string> units{"3 ",           "it1",        "a.",
                                   "via ",         "@a",         "0331 ",
                                   "a@a.",         "tre ",       "IT60X054281110",
                                   "((((",         "X",          "RSSMRA80A01",
                                   "chiocciola ",  "zero ",      "zero a ",
                                   "nato il 1/1/", "4111 1111 ", "111111111111111111"};
    // And each recognizer and guard on what it finds and on what nearly fits it.
    std::string last;
    for (const PatternExample& example : patterns()->examples()) {
        if (const std::string kind = example.pattern + (example.must_find ? "+" : "-");
            kind != last && category_of(example.type) == Category::identifier) {
            last = kind;
            units.push_back(example.text);
            units.push_back(example.text.substr(0, first_boundary(example.text)) + " ");
        }
    }
    for (const std::string& unit : units) {
        const auto judged = [&](std::size_t bytes) {
            std::string text;
            while (text.size() < bytes) {
                text += unit;
            }
            const auto explanation = scan.explain(text);
            return explanation.reported.size() + explanation.rejected.size();
        };
        const std::size_t small = judged(4'000);
        const std::size_t large = judged(32'000);
        INFO(unit << ": " << small << " and " << large);
        CHECK(large <= 9 * small + 200);
    }
}

TEST_CASE("Findings deep inside a large text are found where they are", "[scanner]") {
    std::string text;
    while (text.size() < 2'000'000) {
        text += "Il consiglio comunale si riunisce giovedì alle 20.30, ingresso libero. ";
    }
    const std::size_t at = text.size();
    text += "tel 3191234567";
    const auto findings = scanner().scan(text);
    REQUIRE(findings.size() == 1);
    CHECK((findings[0].where == ByteSpan::of_indices(at + 4, at + 14)));
}

TEST_CASE("Many texts together give what each gives alone, with its own trace and its own day",
          "[scanner]") {
    const std::vector<std::string> kinds{
        "mia madre ha il diabete, chiamate il 316 555 7788",          "",
        "Grazie a Mario Fontanelli, compio 14 anni domani",           "il ponte è chiuso",
        std::string(40'000, 'a') + " scrivete a mario@posta.example", // a batch of its own
        "sono nato il 3 maggio 1970, lo dice anche Anna Bruni"};
    std::vector<ScanText> texts;
    for (std::size_t at = 0; at < 100; ++at) {
        texts.push_back({kinds[at % kinds.size()], {}});
        texts.back().context.date = std::chrono::year{2026} / 5 / (1 + static_cast<int>(at % 28));
    }
    const Scanner together = scanner();
    const Scanner alone = scanner();
    std::size_t next = 0;
    together.scan_each(texts, [&](std::size_t at, const std::vector<Finding>& findings) {
        REQUIRE(at == next++);
        INFO(at);
        CHECK(same(findings, alone.scan(texts[at].text, texts[at].context)));
        CHECK(together.day_mattered() == alone.day_mattered());
        CHECK(together.thread_trace().names == alone.thread_trace().names);
        CHECK(together.last_text(texts[at].text) != nullptr);
        // another scan in between takes nothing from those that wait
        CHECK(together.scan("chiamate il 316 555 7788").size() == 1);
    });
    CHECK(next == texts.size());
    together.scan_each({}, [](std::size_t, const std::vector<Finding>&) { FAIL("no text"); });
}
