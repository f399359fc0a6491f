// tests/record/whatsapp_test.cpp: chat texts of Android and Apple phones.
#include "record/reading.hpp"
#include "record/whatsapp_line.hpp"

namespace oblio {

using reading::Outcome;
using reading::read_text;
using reading::refusal;

namespace {

const std::string android =
    R"(12/03/24, 18:40 - I messaggi e le chiamate sono crittografati end-to-end. Nessuno al di fuori di questa chat, nemmeno WhatsApp, può leggerne o ascoltarne il contenuto. Tocca per saperne di più.
12/03/24, 18:45 - Ginevra Provolini: Buongiorno,
il mio indirizzo è via dei Girasoli 0
12/03/24, 18:46 - +39 000 000 0000: IMG-20240312-WA0001.jpg (file allegato)
la buca davanti a casa
12/03/24, 18:47 - Taddeo Finzioni: Questo messaggio è stato eliminato
)";

const std::string apple = "[12/03/24, 18:40:01] Segnalazioni Vattelapesca: "
                          "\xE2\x80\x8E"
                          "Taddeo Finzioni ha aggiunto Ginevra Provolini\r\n"
                          "[12/03/24, 18:45:10] Ginevra Provolini: Buongiorno\r\n"
                          "\xE2\x80\x8E"
                          "[12/03/24, 18:45:12] ~\xE2\x80\xAFOfelia: "
                          "\xE2\x80\x8E"
                          "<allegato: 00000012-PHOTO-2024-03-12-18-45-12.jpg>\r\n"
                          "[12/03/24, 18:46:00] Taddeo Finzioni: Va bene "
                          "\xE2\x80\x8E"
                          "<Questo messaggio è stato modificato>\r\n";

std::string slice(const std::string& input, const Record& record) {
    return input.substr(*record.source->text_start,
                        *record.source->text_end - *record.source->text_start);
}

} // namespace

TEST_CASE("The documented Android chat gives one system line and three messages", "[whatsapp]") {
    const auto outcome = read_text("Chat WhatsApp con Ginevra Provolini.txt", android);
    REQUIRE(outcome.records.size() == 4);
    CHECK(outcome.problems.empty());
    const MemberAccount& account = outcome.account.members.at(0);
    CHECK(account.system_records == 1);
    CHECK(account.authors == 3);
    CHECK(account.by_kind.at("direct-message") == 4);
    const auto& [notice, hello, picture, gone] =
        std::tie(outcome.records[0], outcome.records[1], outcome.records[2], outcome.records[3]);
    CHECK(notice.has_flag("system"));
    CHECK(notice.author_role == "system");
    CHECK(hello.text == "Buongiorno,\nil mio indirizzo è via dei Girasoli 0");
    CHECK(hello.author.name == "Ginevra Provolini");
    CHECK(hello.created == "2024-03-12T17:45:00Z");
    CHECK(hello.created_precision == "min");
    CHECK(hello.created_source == "assumed:Europe/Rome");
    // The picture's name decides the order of day and month, so nothing was inferred.
    CHECK(hello.flags == std::vector<std::string>{"zone-assumed"});
    CHECK(hello.thread_id == "Ginevra Provolini");
    CHECK(hello.visibility == "private");
    CHECK(slice(android, hello) == *hello.text);
    CHECK(android.substr(*hello.source->start, 5) == "12/03");
    CHECK(*hello.source->end == *picture.source->start);
    CHECK(picture.author.handle == "+390000000000");
    CHECK(picture.author.name == "+39 000 000 0000");
    CHECK(picture.has_flag("unsaved-contact"));
    CHECK(picture.text == "la buca davanti a casa");
    CHECK(slice(android, picture) == *picture.text);
    CHECK(picture.attachments.at(0).type == "image");
    CHECK(picture.attachments.at(0).path == "IMG-20240312-WA0001.jpg");
    CHECK(gone.has_flag("deleted"));
    CHECK_FALSE(gone.text);
    CHECK(gone.source->end == android.size());
}

TEST_CASE("The documented Apple chat gives one system line and three messages", "[whatsapp]") {
    const auto outcome = read_text("_chat.txt", apple);
    REQUIRE(outcome.records.size() == 4);
    const MemberAccount& account = outcome.account.members.at(0);
    CHECK(account.system_records == 1);
    CHECK(account.authors == 3);
    CHECK(outcome.records[0].text == "Taddeo Finzioni ha aggiunto Ginevra Provolini");
    CHECK_FALSE(outcome.records[0].author.name);
    CHECK(outcome.records[0].thread_id == "Segnalazioni Vattelapesca");
    CHECK(outcome.records[1].created == "2024-03-12T17:45:10Z");
    CHECK(outcome.records[1].text == "Buongiorno");
    CHECK(slice(apple, outcome.records[1]) == "Buongiorno");
    CHECK(outcome.records[2].author.name == "Ofelia");
    CHECK(outcome.records[2].has_flag("unsaved-contact"));
    CHECK(outcome.records[2].text == "");
    CHECK(outcome.records[2].attachments.at(0).type == "image");
    CHECK(outcome.records[3].text == "Va bene");
    CHECK(outcome.records[3].has_flag("edited"));
    CHECK(slice(apple, outcome.records[3]) == "Va bene");
    CHECK(outcome.records[3].source->end == apple.size());
}

TEST_CASE("Every header of the reference is a header and look-alikes are not", "[whatsapp]") {
    const auto is_header = [](std::string_view line) {
        return record::whatsapp::parse_header(record::whatsapp::plain(line)).has_value();
    };
    for (const std::string_view line :
         {"12/03/24, 18:45 - Ginevra: x", "12/03/2024, 18:45 - Ginevra: x",
          "[12/03/24, 18:45:10] Ginevra: x",
          "\xE2\x80\x8E"
          "[12/03/24, 18:45:12] Ginevra: x",
          "3/12/24, 6:45\xE2\x80\xAFPM - Ginevra: x", "[12/03/2024, 6:45:10 PM] Ginevra: x",
          "12.03.24, 18:45 - x", "12-03-24 18:45 - x", "2024/03/12, 18:45 - x",
          "12/03/24, 18.45.10 - x", "12/03/24, 6:45 p.\xC2\xA0m. - x", "12/3/24 alle 18:45 - x",
          "12/03/24, 18:45 – x", "\xEF\xBB\xBF[12/03/24, 18:45:10] x"}) {
        INFO(line);
        CHECK(is_header(line));
    }
    for (const std::string_view line :
         {"2016-04-29 10:30:00 riunione", "12/03 ore 18", "12/03/24 - 18:45", "32/13/24, 18:45 - x",
          "12/03/24, 25:45 - x", "12/03/24, 18:61 - x", "12/03-24, 18:45 - x", "[12/03/24] x",
          "12/03/24, 13:45 PM - x", "(12/03/24, 18:45) x", "ciao", ""}) {
        INFO(line);
        CHECK_FALSE(is_header(line));
    }
}

} // namespace oblio
