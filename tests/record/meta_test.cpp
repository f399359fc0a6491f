// tests/record/meta_test.cpp: Facebook and Instagram downloads and Graph API answers.
#include "record/mojibake.hpp"
#include "record/reading.hpp"

namespace oblio {

using reading::read_path;
using reading::read_text;
using reading::TempDir;

namespace {

/// `text` as Meta writes it, without the quotes.
std::string damaged(std::string_view text) {
    const std::string quoted = record::meta_json_string(text);
    return quoted.substr(1, quoted.size() - 2);
}

const std::string thread =
    R"({"participants":[{"name":"Ginevra Provolini"},{"name":"Comune di Vattelapesca"}],
 "messages":[
  {"sender_name":"Comune di Vattelapesca","timestamp_ms":1710265570000,"content":"L'ufficio \u00c3\u00a8 aperto"},
  {"sender_name":"Ginevra Provolini","timestamp_ms":1710265510000,"content":"Perch\u00c3\u00a9 \u00c3\u00a8 chiuso? \u00e2\u0098\u0095",
   "reactions":[{"reaction":"\u00f0\u009f\u0091\u008d","actor":"Comune di Vattelapesca"}]}],
 "title":"Ginevra Provolini","is_still_participant":true,
 "thread_path":"inbox/ginevraprovolini_1000000001","magic_words":[]}
)";

} // namespace

TEST_CASE("Mojibake is repaired by the five steps and by no other", "[meta]") {
    const auto repair = [](std::string text) {
        const auto what = record::repair_mojibake(text);
        return std::pair{what, text};
    };
    using record::Repair;
    CHECK(repair("plain") == std::pair{Repair::none, std::string{"plain"}});
    CHECK(repair("Perch\u00c3\u00a9") == std::pair{Repair::repaired, std::string{"Perché"}});
    CHECK(repair("citt\u00c3\u00a0") == std::pair{Repair::repaired, std::string{"città"}});
    CHECK(repair("l\u00e2\u0080\u0099ora") == std::pair{Repair::repaired, std::string{"l’ora"}});
    CHECK(repair("già l’ora").first == Repair::none); // real Unicode beyond U+00FF
    CHECK(repair("perché") == std::pair{Repair::doubtful, std::string{"perché"}});
    CHECK(repair("così") == std::pair{Repair::doubtful, std::string{"così"}});
    CHECK(repair("\u00c3\u00a8 \u00e2\u0080") ==
          std::pair{Repair::truncated, std::string{"è \xEF\xBF\xBD"}});
    CHECK(repair("\u00c3\u00a8 \u00ff").first == Repair::doubtful);
    std::string twice = "Perch\u00c3\u00a9";
    record::repair_mojibake(twice);
    CHECK(repair(twice) == std::pair{Repair::doubtful, std::string{"Perché"}});
}

TEST_CASE("The documented thread is read with its repairs", "[meta]") {
    const TempDir dir;
    dir.write("fb/your_facebook_activity/messages/inbox/ginevraprovolini_1000000001/message_1.json",
              thread);
    dir.write("fb/personal_information/profile_information/profile_information.json",
              R"({"profile_v2":{"name":{"full_name":"Comune di Vattelapesca"}}})");
    const auto outcome = read_path(dir.path() / "fb");
    REQUIRE(outcome.records.size() == 2);
    const Record& answer = outcome.records[0];
    const Record& question = outcome.records[1];
    CHECK(answer.author_role == "channel");
    CHECK(question.text == "Perché è chiuso? ☕");
    CHECK(question.author.name == "Ginevra Provolini");
    CHECK(question.author_role == "other");
    CHECK(question.platform == "facebook");
    CHECK(question.channel == "Comune di Vattelapesca");
    CHECK(question.thread_id == "inbox/ginevraprovolini_1000000001");
    CHECK(question.created == "2024-03-12T17:45:10.000Z");
    CHECK(question.created_precision == "ms");
    CHECK(question.kind == "direct-message");
    CHECK(question.visibility == "private");
    CHECK(question.recipients.at(0).name == "Comune di Vattelapesca");
    CHECK(question.reactions.at(0).symbol == "👍");
    CHECK(question.flags == std::vector<std::string>{"encoding-repaired"});
    CHECK(question.id.starts_with("facebook:~"));
    CHECK(question.id.size() == 10 + 32);
    const RecordSource& source = *question.source;
    CHECK(source.pointer == "/messages/1");
    CHECK(thread.substr(*source.start, 15) == R"({"sender_name":)");
    CHECK(thread.substr(*source.text_start, *source.text_end - *source.text_start) ==
          R"("Perch\u00c3\u00a9 \u00c3\u00a8 chiuso? \u00e2\u0098\u0095")");
}

TEST_CASE("A thread may be pending, unsent, a call, a sticker or a share", "[meta]") {
    const auto outcome = read_text(
        "message_1.json", R"({"participants":[{"name":"A"},{"name":"B"},{"name":"C"}],"messages":[
      {"sender_name":"A","timestamp_ms":1,"is_unsent":true},
      {"sender_name":"A","timestamp_ms":2,"call_duration":10,"content":"x"},
      {"sender_name":"A","timestamp_ms":3,"sticker":{"uri":"messages/stickers/1.png","ai_stickers":[]}},
      {"sender_name":"Utente di Facebook","timestamp_ms":4,"content":"s","share":{"link":"https://a.example/","share_text":"di Ugo"},"ip":"192.0.2.7"},
      {"sender_name":"A","timestamp_ms":5,"users":[{"name":"Ugo"}],"type":"Subscribe","content":"y"},
      {"sender_name":"A","timestamp_ms":6,"photos":[{"uri":"messages/photos/1.jpg","creation_timestamp":1}]}],
      "title":"T","is_pending":true,"thread_path":"inbox/t_1"})");
    REQUIRE(outcome.records.size() == 6);
    CHECK(outcome.records[0].has_flag("deleted"));
    CHECK(outcome.records[0].has_flag("pending"));
    CHECK_FALSE(outcome.records[0].text);
    CHECK(outcome.records[0].recipients.size() == 2);
    CHECK(outcome.records[1].has_flag("call"));
    CHECK(outcome.records[2].attachments.at(0).type == "sticker");
    CHECK(outcome.records[3].author_role == "unknown");
    CHECK(outcome.records[3].attachments.at(0).url == "https://a.example/");
    std::vector<std::string> side;
    for (const SideText& one : outcome.records[3].side_text) {
        side.push_back(one.value);
    }
    CHECK(std::find(side.begin(), side.end(), "di Ugo") != side.end());
    CHECK(std::find(side.begin(), side.end(), "192.0.2.7") != side.end());
    CHECK(outcome.records[4].has_flag("system"));
    CHECK(outcome.records[4].side_text.at(0).value == "Ugo");
    CHECK(outcome.records[5].attachments.at(0).missing);
}

TEST_CASE("Encrypted chats keep withdrawn texts and meet their doubles once", "[meta]") {
    const TempDir dir;
    dir.write(
        "e/Taddeo Finzioni_1.json",
        R"({"participants":["Comune di Vattelapesca","Taddeo Finzioni"],"threadName":"Taddeo Finzioni",
 "messages":[{"senderName":"Taddeo Finzioni","text":"errore mio","timestamp":1710265510000,
  "type":"text","isUnsent":true,"media":[],"reactions":[]}]})");
    dir.write("e/messages/e2ee_cutover/taddeo_1/message_1.json",
              R"({"participants":[{"name":"Taddeo Finzioni"},{"name":"Comune di Vattelapesca"}],
 "messages":[{"sender_name":"Taddeo Finzioni","timestamp_ms":1710265510000,"content":"errore mio"}],"title":"Taddeo Finzioni","thread_path":"e2ee_cutover/taddeo_1"})");
    const auto outcome = read_path(dir.path() / "e");
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.records[0].text == "errore mio");
    CHECK(outcome.records[0].has_flag("deleted"));
    CHECK(outcome.records[0].channel == "Comune di Vattelapesca");
    CHECK(outcome.account.members.at(1).skipped.at("duplicate") == 1);
}

TEST_CASE("The documented Facebook post is read with mentions, address and place", "[meta]") {
    const auto outcome = read_text(
        "your_posts_1.json",
        R"([{"timestamp":1710265510,"data":[{"post":"Luned\u00c3\u00ac chiuso. @[100000000000001:2048:Taddeo Finzioni]"},{"update_timestamp":1710265600}],
  "attachments":[{"data":[{"media":{"uri":"your_facebook_activity/posts/media/your_posts/1.jpg","creation_timestamp":1710265500,
   "media_metadata":{"photo_metadata":{"exif_data":[{"upload_ip":"192.0.2.7","latitude":0.5,"longitude":1.5}]}}}}]}],
  "tags":[{"name":"Taddeo Finzioni"}],"title":"Comune di Vattelapesca ha aggiunto una foto."}])");
    REQUIRE(outcome.records.size() == 1);
    const Record& post = outcome.records[0];
    CHECK(post.text == "Lunedì chiuso. Taddeo Finzioni");
    REQUIRE(post.entities.size() == 1);
    CHECK(post.entities[0].start == 15);
    CHECK(post.entities[0].end == 30);
    CHECK(post.entities[0].value == "100000000000001");
    CHECK(post.kind == "post");
    CHECK(post.title == "Comune di Vattelapesca ha aggiunto una foto.");
    CHECK(post.author_role == "channel");
    std::string side;
    for (const SideText& one : post.side_text) {
        side += one.value + "|";
    }
    CHECK(side.find("192.0.2.7|") != std::string::npos);
    CHECK(side.find("0.5,1.5|") != std::string::npos);
    CHECK(side.find("Taddeo Finzioni|") != std::string::npos);
}

TEST_CASE("Facebook posts come as array, wrapped, or bare", "[meta]") {
    const std::string post = R"({"timestamp":1710265510,"data":[{"post":"Ciao"}]})";
    for (const std::string& file :
         {"[" + post + "]", R"({"status_updates":[)" + post + "]}", post,
          R"({"group_posts_v2":[)" + post + "]}",
          R"({"wall_posts_sent_to_you":{"activity_log_data":[)" + post + "]}}"}) {
        INFO(file);
        const auto outcome = read_text("your_posts.json", file);
        REQUIRE(outcome.records.size() == 1);
        CHECK(outcome.records[0].text == "Ciao");
    }
}

TEST_CASE("The documented Facebook comment is a reply", "[meta]") {
    const auto outcome =
        read_text("comments.json",
                  R"({"comments_v2":[{"timestamp":1,"data":[{"comment":{"timestamp":1710265510,
 "comment":"Verr\u00c3\u00a0 riaperto gioved\u00c3\u00ac.","author":"Comune di Vattelapesca"}}],
 "title":"Comune di Vattelapesca ha risposto al commento di Ginevra Provolini."},
 {"timestamp":2,"data":[{"comment":{"timestamp":2,"comment":"","author":"Comune di Vattelapesca","group":"Mamme"}}],"title":"x ha commentato il post di y"},
 {"timestamp":3,"title":"z"}]})");
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].kind == "reply");
    CHECK(outcome.records[0].text == "Verrà riaperto giovedì.");
    CHECK(outcome.records[0].created == "2024-03-12T17:45:10Z");
    CHECK(outcome.records[0].title->find("Ginevra") != std::string::npos);
    CHECK(outcome.records[1].kind == "comment");
    CHECK(outcome.records[1].text == "");
    CHECK(outcome.records[1].visibility == "private");
    CHECK(outcome.account.members.at(0).skipped.at("no-comment") == 1);
}

TEST_CASE("Albums hold comments by other people", "[meta]") {
    const auto outcome = read_text(
        "0.json",
        R"({"name":"Sagra","photos":[{"uri":"photos/1.jpg","creation_timestamp":5,"description":"Il palco",
      "comments":[{"timestamp":7,"comment":"Ci sono anch'io","author":"Ofelia Finta"}]}],
      "cover_photo":{"uri":"photos/0.jpg"},"last_modified_timestamp":9,"description":"Tutte le foto",
      "comments":[{"timestamp":8,"comment":"Bella","author":"Taddeo Finzioni"}]})");
    REQUIRE(outcome.records.size() == 4);
    CHECK(outcome.records[0].text == "Il palco");
    CHECK(outcome.records[1].author.name == "Ofelia Finta");
    CHECK(outcome.records[1].thread_id == "photos/1.jpg");
    CHECK(outcome.records[1].kind == "comment");
    CHECK(outcome.records[2].text == "Tutte le foto");
    CHECK(outcome.records[3].thread_id == "photos/0.jpg");
}

TEST_CASE("Instagram posts have their caption with one medium or with the post", "[meta]") {
    const auto one =
        read_text("posts_1.json",
                  R"([{"media":[{"uri":"media/posts/202403/1.jpg","creation_timestamp":1710265510,
 "media_metadata":{"photo_metadata":{"exif_data":[{"latitude":0.0,"longitude":0.0}]}},
 "title":"La piazza \u00c3\u00a8 pronta"}]},
 {"media":[{"uri":"a.jpg","creation_timestamp":1,"title":""},{"uri":"b.jpg","creation_timestamp":1,"title":""}],"title":"Due foto","creation_timestamp":1710265510}])");
    REQUIRE(one.records.size() == 2);
    CHECK(one.records[0].text == "La piazza è pronta");
    CHECK(one.records[0].platform == "instagram");
    CHECK(one.records[0].created == "2024-03-12T17:45:10Z");
    CHECK(one.records[0].side_text.at(0).value == "0.0,0.0");
    CHECK(one.records[1].text == "Due foto");
    CHECK(one.records[1].attachments.size() == 2);
    const auto stories = read_text(
        "stories.json",
        R"({"ig_stories":[{"uri":"media/stories/1.jpg","creation_timestamp":1710265510,"title":"Oggi"}]})");
    CHECK(stories.records.at(0).text == "Oggi");
}

TEST_CASE("Instagram comments are read in their three shapes", "[meta]") {
    const std::string owner = "ginevra.provolini";
    const auto map = read_text(
        "post_comments_1.json",
        R"([{"media_list_data":[{"uri":""}],"string_map_data":{"Commento":{"value":"Grazie \u00e2\u009d\u00a4"},
 "Proprietario del contenuto multimediale":{"value":"ginevra.provolini"},"Ora":{"timestamp":1710265510}}}])");
    const auto list = read_text(
        "post_comments.json",
        R"({"comments_media_comments":[{"title":"ginevra.provolini","string_list_data":[{"value":"Grazie \u00e2\u009d\u00a4","timestamp":1710265510}]}]})");
    const auto labels = read_text(
        "post_comments_1.json",
        R"([{"timestamp":1710265510,"media":[],"label_values":[{"label":"Comment","value":"Grazie \u00e2\u009d\u00a4"},{"label":"Media Owner","value":"ginevra.provolini"}],"fbid":"17"}])");
    const auto strange = read_text(
        "post_comments_1.json",
        R"([{"string_map_data":{"Kommentar":{"value":"Grazie \u00e2\u009d\u00a4"},"Besitzer":{"value":"ginevra.provolini"},"Zeit":{"timestamp":1710265510}}}])");
    for (const auto* outcome : {&map, &list, &labels, &strange}) {
        REQUIRE(outcome->records.size() == 1);
        const Record& record = outcome->records[0];
        CHECK(record.text == "Grazie ❤");
        CHECK(record.kind == "comment");
        CHECK(record.created == "2024-03-12T17:45:10Z");
        REQUIRE(record.reply_to_author);
        CHECK(record.reply_to_author->handle == owner);
        CHECK(record.author_role == "channel");
    }
}

TEST_CASE("Earlier versions of a text are records of their own, the current one is not", "[meta]") {
    const TempDir dir;
    dir.write("f/your_facebook_activity/posts/your_posts_1.json",
              R"([{"timestamp":1,"data":[{"post":"Orario nuovo"}]}])");
    dir.write(
        "f/your_facebook_activity/posts/edits_you_made_to_posts.json",
        R"([{"timestamp":2,"media":[],"label_values":[{"label":"Testo","value":"Orario nuovo"}],"fbid":"9"},
                  {"timestamp":1,"media":[],"label_values":[{"label":"Testo","value":"Orario di Taddeo"}],"fbid":"9"}])");
    const auto outcome = read_path(dir.path() / "f");
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[1].text == "Orario di Taddeo");
    CHECK(outcome.records[1].has_flag("superseded"));
    CHECK(outcome.account.members.at(1).skipped.at("duplicate") == 1);
}

TEST_CASE("Graph API answers give citizens' comments and no access token", "[meta]") {
    const auto comment = read_text(
        "comments.json",
        R"({"data":[{"id":"200_301","message":"Sono in via dei Girasoli 0","created_time":"2024-03-12T17:45:10+0000",
 "from":{"id":"900","name":"Ginevra Provolini"},
 "permalink_url":"https://www.facebook.com/100/posts/200/?comment_id=301"}],
 "paging":{"cursors":{"before":"b","after":"a"},"next":"https://graph.example/?access_token=SEGRETO"}})");
    REQUIRE(comment.records.size() == 1);
    const Record& record = comment.records[0];
    CHECK(record.id == "facebook:200_301");
    CHECK(record.kind == "comment");
    CHECK(record.thread_id == "200");
    CHECK(record.reply_to == "facebook:200");
    CHECK(record.author.id == "900");
    CHECK(record.created == "2024-03-12T17:45:10Z");
    CHECK(format_record(record).find("SEGRETO") == std::string::npos);
}

TEST_CASE("A saved page post brings its comments and their replies", "[meta]") {
    ReadOptions options;
    options.channel = "Comune di Vattelapesca";
    const auto outcome = read_text(
        "feed.json",
        R"({"data":[{"id":"100_200","message":"Chiusura","created_time":"2024-03-12T17:45:10+0000","from":{"id":"100","name":"Comune di Vattelapesca"},
      "comments":{"data":[{"id":"200_301","message":"Perché?","created_time":"2024-03-12T17:46:10+0000","from":{"id":"900","name":"Ginevra Provolini"},
         "comments":{"data":[{"id":"200_302","message":"Lavori","created_time":"2024-03-12T17:47:10+0000","from":{"id":"100","name":"Comune di Vattelapesca"}}]}}],"paging":{"next":"https://graph.example/?access_token=SEGRETO"}}}]})",
        options);
    REQUIRE(outcome.records.size() == 3);
    CHECK(outcome.records[0].kind == "post");
    CHECK(outcome.records[0].author_role == "channel");
    CHECK(outcome.records[1].kind == "comment");
    CHECK(outcome.records[1].author_role == "other");
    CHECK(outcome.records[1].reply_to == "facebook:100_200");
    CHECK(outcome.records[2].kind == "reply");
    CHECK(outcome.records[2].reply_to == "facebook:200_301");
    CHECK(outcome.records[2].thread_id == "100_200");
    for (const Record& record : outcome.records) {
        CHECK(format_record(record).find("SEGRETO") == std::string::npos);
    }
}

TEST_CASE("Conversations and Instagram media come out of the Graph API too", "[meta]") {
    const auto inbox = read_text(
        "c.json",
        R"({"data":[{"id":"t_1","updated_time":"2024-03-12T17:45:10+0000","participants":{"data":[{"name":"Ginevra Provolini","email":"900@facebook.com","id":"900"},{"name":"Comune","email":"100@facebook.com","id":"100"}]},
      "messages":{"data":[{"id":"m_1","created_time":"2024-03-12T17:45:10+0000","from":{"name":"Ginevra Provolini","email":"900@facebook.com","id":"900"},"message":"Buonasera"}]}}]})");
    REQUIRE(inbox.records.size() == 1);
    CHECK(inbox.records[0].kind == "direct-message");
    CHECK(inbox.records[0].visibility == "private");
    CHECK(inbox.records[0].thread_id == "t_1");
    CHECK(inbox.records[0].recipients.at(0).name == "Comune");
    CHECK(format_record(inbox.records[0]).find("facebook.com") == std::string::npos);
    const auto media = read_text(
        "m.json",
        R"({"data":[{"id":"17","caption":"La piazza","media_type":"IMAGE","media_url":"https://cdn.example/1.jpg","permalink":"https://ig.example/p/x","timestamp":"2024-03-12T17:45:10+0000","username":"comunevattelapesca",
      "comments":{"data":[{"id":"18","text":"Bella","timestamp":"2024-03-12T17:46:10+0000","username":"ofelia","replies":{"data":[{"id":"19","text":"Grazie","timestamp":"2024-03-12T17:47:10+0000","username":"comunevattelapesca"}]}}]}}]})");
    REQUIRE(media.records.size() == 3);
    CHECK(media.records[0].platform == "instagram");
    CHECK(media.records[0].text == "La piazza");
    CHECK(media.records[0].author.handle == "comunevattelapesca");
    CHECK(media.records[1].kind == "comment");
    CHECK(media.records[1].thread_id == "17");
    CHECK(media.records[2].kind == "reply");
    CHECK(media.records[2].reply_to == "instagram:18");
}

TEST_CASE("A missing comment id is taken from the permalink", "[meta]") {
    const auto outcome = read_text(
        "x.json",
        R"([{"message":"Sì","created_time":"2024-03-12T17:45:10+0000","permalink_url":"https://www.facebook.com/100/posts/200/?comment_id=301&reply_comment_id=302"}])");
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.records[0].id == "facebook:200_302");
    CHECK(outcome.records[0].kind == "reply");
    CHECK(outcome.records[0].reply_to == "facebook:200_301");
    CHECK(damaged("è") == "\\u00c3\\u00a8");
}

} // namespace oblio
