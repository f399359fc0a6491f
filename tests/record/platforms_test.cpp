// tests/record/platforms_test.cpp: X, YouTube, Mastodon, and forms read with a mapping file.
#include "record/html_text.hpp"
#include "record/reading.hpp"

namespace oblio {

using reading::read_path;
using reading::read_text;
using reading::TempDir;

namespace {

const std::string tweets =
    R"(window.YTD.tweets.part0 = [{"tweet":{"id_str":"1767000000000000001","created_at":"Tue Mar 12 17:45:10 +0000 2024",
 "full_text":"@ginevra_finta Scriva a info&amp;urp https://t.co/abc","in_reply_to_status_id_str":"1766999999999999999",
 "in_reply_to_screen_name":"ginevra_finta","in_reply_to_user_id_str":"900000001","lang":"it",
 "entities":{"user_mentions":[{"name":"Ginevra Provolini","screen_name":"ginevra_finta","id_str":"900000001","indices":["0","14"]}],
 "urls":[{"url":"https://t.co/abc","expanded_url":"https://comune.example/urp","display_url":"comune.example/urp","indices":["37","53"]}]}}}]
)";

} // namespace

TEST_CASE("The documented tweet is unescaped once and its links are expanded", "[x]") {
    const TempDir dir;
    dir.write("x/data/tweets.js", tweets);
    dir.write(
        "x/data/account.js",
        R"(window.YTD.account.part0 = [{"account":{"username":"comunevattel","accountId":"800000001","accountDisplayName":"Comune","email":"x@y.example"}}])");
    dir.write(
        "x/data/manifest.js",
        R"(window.__THAR_CONFIG = {"userInfo":{"accountId":"800000001","userName":"comunevattel","displayName":"Comune"},"dataTypes":{"tweets":{"files":[{"fileName":"data/tweets.js","globalName":"YTD.tweets.part0","count":"1"}]}}})");
    dir.write("x/data/tweet-headers.js",
              R"(window.YTD.tweet_headers.part0 = [{"tweet":{"tweet_id":"1"}}])");
    const auto outcome = read_path(dir.path() / "x");
    REQUIRE(outcome.records.size() == 1);
    const Record& tweet = outcome.records[0];
    CHECK(tweet.id == "x:1767000000000000001");
    CHECK(tweet.text == "@ginevra_finta Scriva a info&urp https://comune.example/urp");
    CHECK(tweet.kind == "reply");
    CHECK(tweet.reply_to == "x:1766999999999999999");
    CHECK(tweet.reply_to_author->handle == "ginevra_finta");
    CHECK(tweet.reply_to_author->name == "Ginevra Provolini");
    CHECK(tweet.thread_id == "1766999999999999999");
    CHECK(tweet.author.handle == "comunevattel");
    CHECK(tweet.author.id == "800000001");
    CHECK(tweet.permalink == "https://x.com/comunevattel/status/1767000000000000001");
    CHECK(tweet.created == "2024-03-12T17:45:10Z");
    REQUIRE(tweet.entities.size() == 2);
    CHECK(tweet.entities[1].type == "mention");
    CHECK(tweet.entities[1].start == 0);
    CHECK(tweet.entities[1].end == 14);
    CHECK(outcome.account.members.at(0).stated == 1);
}

TEST_CASE("X direct messages and group events are read", "[x]") {
    const auto outcome = read_text(
        "direct-messages.js",
        R"(window.YTD.direct_messages.part0 = [{"dmConversation":{"conversationId":"800000001-900000001","messages":[
 {"messageCreate":{"recipientId":"800000001","reactions":[],"urls":[],"text":"Il mio codice è XXXXXX00X00X000X","mediaUrls":[],
  "senderId":"900000001","id":"1767000000000000101","createdAt":"2024-03-12T17:45:10.000Z"}},
 {"messageCreate":{"recipientId":"800000001","text":"doppio","senderId":"900000001","id":"5","createdAt":"2024-03-12T17:45:10.000Z"}},
 {"messageCreate":{"recipientId":"800000001","text":"doppio","senderId":"900000001","id":"5","createdAt":"2024-03-12T17:45:10.000Z"}},
 {"messageCreate":{"recipientId":"800000001","text":"altro","senderId":"900000001","id":"5","createdAt":"2024-03-12T17:45:11.000Z"}}]}},
 {"dmConversation":{"conversationId":"77","messages":[
 {"messageCreate":{"recipientId":"0","text":"ciao","senderId":"1","id":"6","createdAt":"2024-03-12T17:45:10.000Z"}},
 {"conversationNameUpdate":{"initiatingUserId":"1","name":"Vicini","createdAt":"2024-03-12T17:45:10.000Z"}},
 {"joinConversation":{"initiatingUserId":"1","participantsSnapshot":["1","2","3"],"createdAt":"2024-03-12T17:45:10.000Z"}},
 {"newThing":{"x":1}}]}}]
;
)");
    REQUIRE(outcome.records.size() == 6);
    CHECK(outcome.records[0].id == "x:1767000000000000101");
    CHECK(outcome.records[0].created == "2024-03-12T17:45:10.000Z");
    CHECK(outcome.records[0].author.id == "900000001");
    CHECK(outcome.records[0].recipients.at(0).id == "800000001");
    CHECK(outcome.records[0].thread_id == "800000001-900000001");
    CHECK(outcome.records[2].id == "x:5#1");
    CHECK(outcome.records[3].recipients.size() == 2);
    CHECK(outcome.records[4].text == "conversationNameUpdate\nVicini");
    CHECK(outcome.records[4].has_flag("system"));
    CHECK(outcome.account.members.at(0).skipped.at("duplicate") == 1);
    CHECK(outcome.account.members.at(0).skipped.at("unknown-event") == 1);
}

TEST_CASE("A long post replaces the tweet that begins it", "[x]") {
    const TempDir dir;
    dir.write(
        "x/data/tweets.js",
        R"(window.YTD.tweets.part0 = [{"tweet":{"id_str":"5","created_at":"Tue Mar 12 17:45:10 +0000 2024","full_text":"Inizio…"}}])");
    dir.write(
        "x/data/note-tweet.js",
        R"(window.YTD.note_tweet.part0 = [{"noteTweet":{"noteTweetId":"6","tweetId":"5","createdAt":"2024-03-12T17:45:10.000Z","core":{"text":"Inizio e tutto il resto","mentions":[],"urls":[],"hashtags":[]}}},
      {"noteTweet":{"noteTweetId":"7","createdAt":"2024-03-12T18:45:10.000Z","core":{"text":"Senza tweet"}}}])");
    const auto outcome = read_path(dir.path() / "x");
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].text == "Inizio e tutto il resto");
    CHECK(outcome.records[1].text == "Senza tweet");
    CHECK(outcome.account.members.at(1).skipped.at("joined") == 1);
}

TEST_CASE("YouTube Takeout rows are read in the three forms of their text", "[youtube]") {
    const std::string csv =
        "Channel ID,Comment Create Timestamp,Price,Comment ID,Parent Comment ID,Post ID,Video "
        "ID,Comment Text,Top-Level Comment ID\n"
        "UCxxxxxxxxxxxxxxxxxxxxxx,2024-03-12T17:45:10.123456+00:00,0,UgFinto0001.9aFinto,"
        "UgFinto0001,,vidfinto001,\"{\"\"text\"\":\"\"Gentile "
        "Ofelia,\"\"},{\"\"text\"\":\"\"\\n\"\"},{\"\"text\"\":\"\"scriva "
        "all'URP\"\"}\",UgFinto0001\n"
        "UCxxxxxxxxxxxxxxxxxxxxxx,2024-03-12T17:45:10Z,0,Ug2,,,vidfinto001,\"{"
        "\"\"takeoutSegments\"\":[{\"\"text\"\":\"\"Vedi "
        "\"\"},{\"\"text\"\":\"\"qui\"\",\"\"link\"\":{\"\"linkUrl\"\":\"\"https://"
        "comune.example\"\"}}]}\",\n"
        "UCxxxxxxxxxxxxxxxxxxxxxx,2024-03-12T17:45:10Z,0,Ug3,,post1,,\"semplice, con "
        "\"\"virgolette\"\"\nsu due righe\",\n"
        "UCxx,bad row\n\n";
    const auto outcome = read_text("comments.csv", csv);
    REQUIRE(outcome.records.size() == 3);
    CHECK(outcome.records[0].text == "Gentile Ofelia,\nscriva all'URP");
    CHECK(outcome.records[0].kind == "reply");
    CHECK(outcome.records[0].reply_to == "youtube:UgFinto0001");
    CHECK(outcome.records[0].thread_id == "UgFinto0001");
    CHECK(outcome.records[0].created == "2024-03-12T17:45:10.123456Z");
    CHECK(outcome.records[0].created_precision == "us");
    CHECK(outcome.records[0].permalink ==
          "https://www.youtube.com/watch?v=vidfinto001&lc=UgFinto0001.9aFinto");
    CHECK(outcome.records[1].text == "Vedi qui");
    CHECK(outcome.records[1].entities.at(0).value == "https://comune.example");
    CHECK(outcome.records[1].entities.at(0).start == 5);
    CHECK(outcome.records[2].text == "semplice, con \"virgolette\"\nsu due righe");
    CHECK(outcome.records[2].permalink == "https://www.youtube.com/post/post1?lc=Ug3");
    const RecordSource& source = *outcome.records[2].source;
    CHECK(csv.substr(*source.text_start, *source.text_end - *source.text_start) ==
          "\"semplice, con \"\"virgolette\"\"\nsu due righe\"");
    CHECK(outcome.problems.size() == 1);
    const auto italian =
        read_text("commenti.csv", "ID canale,Timestamp creazione commento,ID commento,Testo "
                                  "commento\nUCx,2024-03-12T17:45:10Z,Ug1,Ciao\n");
    CHECK(italian.records.at(0).text == "Ciao");
    const auto live = read_text(
        "live.csv", "Live Chat ID,Channel ID,Live Chat Create Timestamp,Price,Video ID,Live Chat "
                    "Text\nL1,UCx,2024-03-12T17:45:10Z,0,vid,\"{\"\"text\"\":\"\"Ciao\"\"}\"\n");
    CHECK(live.records.at(0).thread_id == "vid");
    CHECK(live.records.at(0).text == "Ciao");
}

TEST_CASE("The documented YouTube thread is read", "[youtube]") {
    const auto outcome = read_text(
        "threads.json",
        R"({"kind":"youtube#commentThreadListResponse","pageInfo":{"totalResults":1,"resultsPerPage":20},"items":[
 {"kind":"youtube#commentThread","id":"UgFinto0001","snippet":{"channelId":"UCxxxxxxxxxxxxxxxxxxxxxx","videoId":"vidfinto001",
  "topLevelComment":{"kind":"youtube#comment","id":"UgFinto0001","snippet":{"authorDisplayName":"@ofelia_finta",
   "authorChannelId":{"value":"UCyyyyyyyyyyyyyyyyyyyyyy"},"videoId":"vidfinto001","textDisplay":"Quando riapre l&#39;ufficio?",
   "textOriginal":"Quando riapre l'ufficio?","publishedAt":"2024-03-12T17:45:10Z","updatedAt":"2024-03-12T17:45:10Z"}},
  "canReply":true,"totalReplyCount":2,"isPublic":true},"replies":{"comments":[{"kind":"youtube#comment","id":"UgFinto0001.1","snippet":{"parentId":"UgFinto0001","authorDisplayName":"Comune","authorChannelId":{"value":"UCxxxxxxxxxxxxxxxxxxxxxx"},"textDisplay":"Luned&igrave;<br>alle 9","publishedAt":"2024-03-12T17:45:11Z","updatedAt":"2024-03-12T18:45:11Z"}}]}},
 {"kind":"youtube#commentThread","id":"x"}]})");
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].text == "Quando riapre l'ufficio?");
    CHECK(outcome.records[0].author.handle == "ofelia_finta");
    CHECK(outcome.records[0].channel == "UCxxxxxxxxxxxxxxxxxxxxxx");
    CHECK(outcome.records[1].text == "Lunedì\nalle 9");
    CHECK(outcome.records[1].author_role == "channel");
    CHECK(outcome.records[1].kind == "reply");
    CHECK(outcome.records[1].has_flag("edited"));
    CHECK(outcome.account.members.at(0).warnings.at("replies-incomplete") == 1);
    CHECK(outcome.account.members.at(0).skipped.at("no-snippet") == 1);
}

TEST_CASE("The documented Mastodon note is a direct message", "[mastodon]") {
    const auto outcome = read_text(
        "outbox.json",
        R"({"id":"outbox.json","type":"OrderedCollection","totalItems":1,"orderedItems":[{"type":"Create",
 "id":"https://social.example/users/vattelapesca/statuses/1/activity","actor":"https://social.example/users/vattelapesca",
 "published":"2024-03-12T17:45:10Z","to":["https://altro.example/users/ofelia"],"cc":[],
 "object":{"type":"Note","id":"https://social.example/users/vattelapesca/statuses/1","inReplyTo":null,
  "published":"2024-03-12T17:45:10Z","content":"<p>@ofelia riceve una mail.<br>Saluti</p>","attachment":[],
  "tag":[{"type":"Mention","href":"https://altro.example/users/ofelia","name":"@ofelia@altro.example"}]}},
 {"type":"Announce","id":"a","actor":"https://social.example/users/vattelapesca","published":"2024-03-12T17:45:10Z","to":["https://www.w3.org/ns/activitystreams#Public"],"object":"https://altro.example/1"},
 {"type":"Create","id":"b","actor":"https://social.example/users/vattelapesca","published":"2024-03-12T17:45:10Z","to":"https://social.example/users/vattelapesca/followers","cc":["as:Public"],
  "object":{"type":"Question","id":"https://social.example/2","summary":"Avviso","content":"<p>A</p><p>B <a href=\"https://comune.example\"><span class=\"invisible\">https://</span>comune.example</a></p>","to":"https://social.example/users/vattelapesca/followers","cc":["as:Public"],
  "oneOf":[{"name":"Sì"},{"name":"No"}],"attachment":[{"type":"Document","mediaType":"image/png","url":"/media_attachments/1.png","name":"Ofelia in piazza"}]}},
 {"type":"Undo"}]})");
    REQUIRE(outcome.records.size() == 3);
    CHECK(outcome.records[0].text == "@ofelia riceve una mail.\nSaluti");
    CHECK(outcome.records[0].kind == "direct-message");
    CHECK(outcome.records[0].visibility == "private");
    CHECK(outcome.records[0].recipients.at(0).handle == "ofelia@altro.example");
    CHECK(outcome.records[1].has_flag("share"));
    CHECK_FALSE(outcome.records[1].text);
    CHECK(outcome.records[2].text == "A\n\nB https://comune.example");
    CHECK(outcome.records[2].title == "Avviso");
    CHECK(outcome.records[2].has_flag("unlisted"));
    CHECK(outcome.records[2].visibility == "public");
    CHECK(outcome.records[2].entities.at(0).start == 5);
    CHECK(outcome.records[2].attachments.back().alt == "Ofelia in piazza");
    CHECK(outcome.records[2].side_text.at(0).value == "Sì");
}

TEST_CASE("Foreign CSV is read with a mapping", "[mapping]") {
    const TempDir dir;
    ReadOptions options;
    options.mapping = dir.write(
        "map.json",
        R"({"format":"csv","delimiter":";","platform":"facebook","channel":"Comune di Vattelapesca","kind":{"const":"comment"},"visibility":{"const":"public"},
 "fields":{"native_id":{"column":"ID"},"author_name":{"column":"Autore"},"text":{"column":"Commento"},
  "created":{"column":"Data","time":"dd/MM/yyyy HH:mm","zone":"Europe/Rome"},"permalink":{"column":"Link"},
  "reply_to":{"column":"In risposta a"},"recipients":{"column":"Destinatari","split":"|"}},"ignore":["Like"]})");
    const std::string csv = "ID;Autore;Commento;Data;Link;In risposta a;Destinatari;Like;Note\r\n"
                            "1;Ginevra;\"Perché; mai\";12/03/2024 18:45;;7;Ugo|Ada;3;tel 0\r\n"
                            "2;Ugo;=1+1;12/03/2024 18:45;;;;;\r\n3;corto\r\n";
    const auto outcome = read_path(dir.write("c.csv", csv), options);
    REQUIRE(outcome.records.size() == 2);
    const Record& record = outcome.records[0];
    CHECK(record.id == "facebook:1");
    CHECK(record.text == "Perché; mai");
    CHECK(record.created == "2024-03-12T17:45:00Z");
    CHECK(record.created_precision == "min");
    CHECK(record.recipients.size() == 2);
    CHECK(record.reply_to == "facebook:7");
    REQUIRE(record.side_text.size() == 1);
    CHECK(record.side_text[0].name == "Note");
    CHECK(outcome.records[1].text == "=1+1");
    REQUIRE(outcome.problems.size() == 1);
    CHECK(outcome.problems[0].where.line == 4);
    // The same in the encoding of a spreadsheet, and with the directive of one.
    std::string latin = "sep=;\r\n" + csv;
    latin.replace(latin.find("é"), 2, "\xe9");
    const auto converted = read_path(dir.write("l.csv", latin), options);
    REQUIRE(converted.records.size() == 2);
    CHECK(converted.records[0].text == "Perché; mai");
    CHECK(converted.account.members.at(0).warnings.at("encoding-windows-1252") == 1);
}

TEST_CASE("Foreign JSON is read with a mapping, and a bad mapping names its field", "[mapping]") {
    const TempDir dir;
    ReadOptions options;
    options.mapping = dir.write(
        "map.json",
        R"({"platform":"x","fields":{"text":{"pointer":"/body/t","html":true},"created":{"pointer":"/when","time":"epoch-ms"},"author_handle":{"column":"who"}}})");
    const auto outcome = read_path(
        dir.write("c.jsonl",
                  "{\"body\":{\"t\":\"<p>Ciao</"
                  "p>\",\"ip\":\"192.0.2.7\"},\"when\":1710265510123,\"who\":\"@ofelia\"}\n"),
        options);
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.records[0].text == "Ciao");
    CHECK(outcome.records[0].created == "2024-03-12T17:45:10.123Z");
    CHECK(outcome.records[0].author.handle == "ofelia");
    CHECK(outcome.records[0].side_text.at(0).name == "body.ip");
    options.mapping =
        dir.write("bad.json", R"({"fields":{"text":{"column":"a"},"colour":{"column":"b"}}})");
    const auto bad = read_path(dir.write("d.csv", "a,b\n1,2\n"), options);
    REQUIRE(bad.problems.size() == 1);
    CHECK(bad.problems[0].error.detail.find("bad.json: field colour") != std::string::npos);
}

TEST_CASE("In a folder the mapping is for what no reader knows", "[mapping]") {
    const TempDir dir;
    dir.write("in/2024/gennaio.csv", "Autore;Testo\nAda;ciao\n");
    dir.write("in/2024/febbraio.csv", "Autore;Testo\nUgo;caff\xE8\n"); // windows-1252
    dir.write("in/tweets.jsonl", "{\"id\":\"1\",\"text\":\"x\",\"v\":1,\"kind\":\"post\"}\n");
    dir.write("in/leggimi.txt", "due righe\n");
    ReadOptions options;
    options.mapping = dir.write("m.json", R"({"fields":{"text":{"column":"Testo"},)"
                                          R"("author_name":{"column":"Autore"}}})");
    const auto outcome = read_path(dir.path() / "in", options);
    REQUIRE(outcome.records.size() == 3);
    CHECK(outcome.problems.empty());
    CHECK(outcome.records[0].text == "caffè");
    CHECK(outcome.records[1].author.name == "Ada");
    CHECK(outcome.records[2].id == "1");
    const auto without = read_path(dir.path() / "in");
    CHECK(without.records.size() == 1);
}

TEST_CASE("Markup becomes plain text", "[html]") {
    CHECK(record::html_to_text("<p>a</p><p>b</p>").text == "a\n\nb");
    CHECK(record::html_to_text("a<br/>b<div>c</div>d").text == "a\nbc\nd");
    CHECK(record::html_to_text("&lt;x&gt; &#8217; &#x20AC; &egrave; &unknown; 1 < 2").text ==
          "<x> ’ € è &unknown; 1 < 2");
    CHECK(record::html_to_text("&#xD800;").text == "&#xD800;");
}

} // namespace oblio
