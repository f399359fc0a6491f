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

namespace {

using Times = std::vector<std::string>;

Times times(std::string_view chat, const ReadOptions& options = {}) {
    Times out;
    for (const Record& record : read_text("chat.txt", chat, options).records) {
        out.push_back(record.created.value_or("?"));
    }
    return out;
}

Record body(std::string_view text) {
    auto outcome = read_text("chat.txt", "13/03/24, 10:00 - Ada: " + std::string{text} + "\n");
    REQUIRE(outcome.records.size() == 1);
    return outcome.records[0];
}

/// One letter for each record: s for a sentence of the program, m for a message.
std::string kinds(std::string_view lines) {
    std::string out;
    for (const Record& record : read_text("chat.txt", lines).records) {
        out += record.has_flag("system") ? 's' : 'm';
    }
    return out;
}

} // namespace

TEST_CASE("Day and month are told apart for the whole chat by the first evidence that decides",
          "[whatsapp]") {
    // 3: a number beyond 12.
    CHECK(times("03/04/24, 10:00 - A: x\n13/04/24, 10:00 - A: y\n") ==
          Times{"2024-04-03T08:00:00Z", "2024-04-13T08:00:00Z"});
    CHECK(times("3/4/24, 10:00 - A: x\n3/14/24, 10:00 - A: y\n") ==
          Times{"2024-03-04T09:00:00Z", "2024-03-14T09:00:00Z"});
    // 2: a year of four digits in front says all.
    CHECK(times("2024/03/04, 10:00 - A: x\n") == Times{"2024-03-04T09:00:00Z"});
    // 4: the name of a picture.
    CHECK(times("3/4/24, 10:00 - A: IMG-20240304-WA0001.jpg (file allegato)\n") ==
          Times{"2024-03-04T09:00:00Z"});
    // 6: fewer steps backward.
    CHECK(times("1/5/24, 10:00 - A: x\n2/3/24, 10:00 - A: y\n3/1/24, 10:00 - A: z\n") ==
          Times{"2024-01-05T09:00:00Z", "2024-02-03T09:00:00Z", "2024-03-01T09:00:00Z"});
    // 7: the day takes more values.
    CHECK(times("03/01/24, 10:00 - A: x\n03/02/24, 10:00 - A: y\n") ==
          Times{"2024-03-01T09:00:00Z", "2024-03-02T09:00:00Z"});
    // 8: day first, unless the clock is the American one.
    CHECK(times("03/04/24, 10:00 - A: x\n") == Times{"2024-04-03T08:00:00Z"});
    CHECK(times("3/4/24, 9:00 AM - A: x\n") == Times{"2024-03-04T08:00:00Z"});
    // 1: the caller wins over all.
    ReadOptions month_first;
    month_first.date_order = DateOrder::month_first;
    CHECK(times("03/04/24, 10:00 - A: x\n", month_first) == Times{"2024-03-04T09:00:00Z"});
    const auto inferred = read_text("chat.txt", "03/04/24, 10:00 - A: x\n");
    CHECK(inferred.records.at(0).has_flag("date-order-inferred"));
    CHECK(inferred.account.members.at(0).warnings.at("date-order-guessed") == 1);
}

TEST_CASE("Chats of different phones in one file are an error that names both lines",
          "[whatsapp]") {
    const auto outcome = read_text("chat.txt", "13/04/24, 10:00 - A: x\n04/13/24, 10:00 - A: y\n");
    CHECK(outcome.records.empty());
    REQUIRE(outcome.problems.size() == 1);
    CHECK(outcome.problems[0].error.detail.find("line 1 has the day first and line 2") !=
          std::string::npos);
}

TEST_CASE("The hour that comes twice and the one that does not exist are resolved and flagged",
          "[whatsapp]") {
    const auto autumn =
        read_text("chat.txt", "[27/10/24, 02:40:00] A: x\n[27/10/24, 02:50:00] A: y\n"
                              "[27/10/24, 02:10:00] A: z\n[27/10/24, 03:10:00] A: w\n");
    REQUIRE(autumn.records.size() == 4);
    CHECK(autumn.records[0].created == "2024-10-27T00:40:00Z");
    CHECK(autumn.records[1].created == "2024-10-27T00:50:00Z");
    CHECK(autumn.records[2].created == "2024-10-27T01:10:00Z"); // the second time round
    CHECK(autumn.records[3].created == "2024-10-27T02:10:00Z");
    CHECK(autumn.records[2].has_flag("time-ambiguous"));
    CHECK_FALSE(autumn.records[3].has_flag("time-ambiguous"));
    const auto spring = read_text("chat.txt", "[31/03/24, 02:30:00] A: x\n");
    CHECK(spring.records.at(0).created == "2024-03-31T01:30:00Z");
    CHECK(spring.records.at(0).has_flag("time-ambiguous"));
}

TEST_CASE("Bodies with a meaning are told from ordinary text", "[whatsapp]") {
    for (const std::string_view text :
         {"<Media omessi>", "immagine omessa", "\u200eaudio omesso", "GIF esclusa",
          "sticker non incluso", "Scheda contatto omessa", "image omitted."}) {
        INFO(text);
        CHECK(body(text).attachments.at(0).missing);
        CHECK(body(text).text == "");
    }
    CHECK(body("Tranquilla, immagine omessa").text == "Tranquilla, immagine omessa");
    CHECK(body("<immagine omessa> la buca").text == "la buca");
    CHECK(body("<immagine omessa> la buca").attachments.size() == 1);
    CHECK(body("Hai eliminato questo messaggio").has_flag("deleted"));
    CHECK(body("\u200eChiamata vocale persa alle 10:00").has_flag("call"));
    CHECK(body("posizione: https://maps.google.com/?q=41.5,12.5").attachments.at(0).url ==
          "https://maps.google.com/?q=41.5,12.5");
    const Record poll = body("SONDAGGIO:\nChi?\nOPZIONE: Ugo (2 voti)");
    CHECK(poll.attachments.at(0).type == "poll");
    CHECK(poll.text->find("Ugo") != std::string::npos);
    CHECK_FALSE(body("null").text);
    CHECK(body("In attesa del messaggio di conferma vi ringrazio").text);
    CHECK(body("Modulo.pdf • 2 pagine \u200e<allegato: 00000012-Modulo.pdf>")
              .attachments.at(0)
              .name == "00000012-Modulo.pdf");
    CHECK(read_text("chat.txt", "13/03/24, 10:00 - Ada:\n").records.at(0).text == "");
    CHECK_FALSE(read_text("chat.txt", "13/03/24, 10:00 - Ada:.\n").records.at(0).text);
}

TEST_CASE("Sentences of the program are told from what people write", "[whatsapp]") {
    CHECK(kinds("13/03/24, 10:00 - Ada ha aggiunto Ugo\n13/03/24, 10:00 - Ugo è uscito\n") == "ss");
    CHECK(kinds("13/03/24, 10:00 - Ada ha cambiato l’oggetto da “Gita: ore 8” a “Gita: ore 9”\n") ==
          "s");
    CHECK(kinds("13/03/24, 10:00 - Ada: Ugo ha aggiunto Ofelia al gruppo\n") == "m");
    CHECK(kinds("13/03/24, 10:00 - Il codice di sicurezza di Ugo è cambiato. Tocca qui.\n") == "s");
    CHECK(kinds("[13/03/24, 10:00:00] Gita: \u200eHai creato il gruppo\n"
                "[13/03/24, 10:00:01] Gita: \u200equalcosa di nuovo\n"
                "[13/03/24, 10:00:02] Ada: \u200eimmagine omessa\n"
                "[13/03/24, 10:00:03] - Ugo è uscito\n") == "ssms");
    CHECK(kinds("[13/03/24, 10:00:00] Ugo: I messaggi e le chiamate sono crittografati "
                "end-to-end. Solo le persone in questa chat\n") == "s");
}

TEST_CASE("Texts may hold colons and a newer export gives the same ids", "[whatsapp]") {
    const std::string first = "13/03/24, 10:00 - Ada: uno: due\n13/03/24, 10:01 - Ugo: x\n";
    const std::string newer = first + "13/03/24, 10:01 - Ugo: x\n14/03/24, 10:01 - Ada: fine\n\n\n";
    const auto before = read_text("chat.txt", first);
    const auto after = read_text("chat.txt", newer);
    REQUIRE(after.records.size() == 4);
    CHECK(after.records[0].author.name == "Ada");
    CHECK(after.records[0].text == "uno: due");
    CHECK(after.records[0].id == before.records[0].id);
    CHECK(after.records[1].id == before.records[1].id);
    CHECK(after.records[2].id != after.records[1].id); // the same words once more
    CHECK(after.records[3].text == "fine");
    CHECK(after.records[3].source->end == newer.size() - 2);
    ReadOptions other_key;
    other_key.id_key.emplace().fill(std::byte{9});
    CHECK(read_text("chat.txt", first, other_key).records[0].id != before.records[0].id);
}

} // namespace oblio
