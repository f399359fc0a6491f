// tests/record/quirks_test.cpp: quirks of the formats reference that the town does not show, each
// in the smallest file that has it.
#include "record/reading.hpp"

namespace oblio {

using reading::read_path;
using reading::read_text;
using reading::TempDir;

namespace {

/// The value of the first side text whose name ends so; empty if there is none.
std::string side_of(const Record& record, std::string_view name) {
    for (const SideText& side : record.side_text) {
        if (side.name.ends_with(name)) {
            return side.value;
        }
    }
    return {};
}

bool has_side(const Record& record, std::string_view value) {
    return std::any_of(record.side_text.begin(), record.side_text.end(), [&](const auto& side) {
        return side.value.find(value) != std::string::npos;
    });
}

/// The only record of an export that lies in a folder at `path`.
Record only(const std::string& path, std::string_view bytes) {
    const TempDir dir;
    dir.write("in/" + path, bytes);
    dir.write("in/zweite.txt", "kein Inhalt\n"); // so that the path counts
    const auto outcome = read_path(dir.path() / "in");
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.problems.empty());
    return outcome.records[0];
}

} // namespace

TEST_CASE("Facebook: what stands around a post is side text", "[quirk][meta]") {
    const Record post = only(
        "your_facebook_activity/posts/your_posts_1.json",
        R"([{"timestamp":1710265510,"data":[{"post":"ciao"},{"backdated_timestamp":1600000000}],
"attachments":[{"data":[{"media":{"uri":"a.jpg","description":"La piazza",
"media_metadata":{"photo_metadata":{"exif_data":[{"upload_ip":"192.0.2.7","latitude":43.123456,"longitude":13.654321,"taken_timestamp":-62169958800}]}}}},
{"fundraiser":{"title":"Per Ada Finta"}},{"poll":{"question":"Quando?","options":[{"option":"Sera da Ugo"}]}},
{"life_event":{"title":"Nozze","place":{"name":"Casa Finta"}}}]}]}])");
    CHECK(post.text == "ciao");
    CHECK(post.created == "2024-03-12T17:45:10Z"); // not the time it was dated back to
    CHECK(has_side(post, "192.0.2.7"));
    CHECK(has_side(post, "43.123456"));
    CHECK(has_side(post, "13.654321"));
    CHECK(has_side(post, "La piazza"));
    CHECK(has_side(post, "Per Ada Finta"));
    CHECK(has_side(post, "Sera da Ugo"));
    CHECK(has_side(post, "Casa Finta"));
}

TEST_CASE("Facebook: videos lie under a root of their own", "[quirk][meta]") {
    const Record video =
        only("your_facebook_activity/posts/your_videos.json",
             R"({"videos_v2":[{"uri":"v.mp4","creation_timestamp":1710265510,"title":"Consiglio",)"
             R"("description":"La seduta"}]})");
    CHECK(video.created == "2024-03-12T17:45:10Z");
    const std::string all = format_record(video);
    CHECK(all.find("La seduta") != std::string::npos);
    CHECK(all.find("Consiglio") != std::string::npos);
}

TEST_CASE("Facebook: a joinable conversation of two is a group", "[quirk][meta]") {
    const auto outcome =
        read_text("message_1.json",
                  R"({"participants":[{"name":"Facebook user"},{"name":"Comune"}],"messages":[
{"sender_name":"Facebook user","timestamp_ms":1710265510000},
{"sender_name":"Uscita Finta","timestamp_ms":1710265510000,"content":"prima"}],
"title":"Gruppo","joinable_mode":{"mode":1,"link":""},"thread_path":"inbox/gruppo_1"})");
    REQUIRE(outcome.records.size() == 2);
    CHECK_FALSE(outcome.records[0].text); // neither text nor media: kept
    CHECK(outcome.records[1].text == "prima");
    CHECK(outcome.records[1].author.name == "Uscita Finta"); // no longer a member
    CHECK(outcome.records[1].recipients.size() == 2);
    CHECK(outcome.records[0].id != outcome.records[1].id);
}

TEST_CASE("Instagram: archived posts are private, and a time may be a sentence", "[quirk][meta]") {
    const Record archived = only(
        "your_instagram_activity/media/archived_posts.json",
        R"({"ig_archived_post_media":[{"media":[{"uri":"a.jpg","title":"vecchio","creation_timestamp":1710265510}]}]})");
    CHECK(archived.text == "vecchio");
    CHECK(archived.visibility == "private");
    const Record comment = only(
        "your_instagram_activity/comments/post_comments_1.json",
        R"([{"string_map_data":{"Comment":{"value":"Brava!"},"Media Owner":{"value":"ada.finta"},"Time":{"value":"un giorno"}}}])");
    CHECK(comment.text == "Brava!");
    CHECK_FALSE(comment.created);
}

TEST_CASE("WhatsApp: an empty body, a lone full stop, the phone's own word for its owner",
          "[quirk][whatsapp]") {
    const auto outcome = read_text("Chat WhatsApp con Ada.txt",
                                   "12/03/24, 18:45 - Ada:\n"
                                   "12/03/24, 18:46 - Ada:.\n"
                                   "12/03/24, 18:47 - Ada: null\n"
                                   "12/03/24, 18:48 - Tu: eccomi\n"
                                   "12/03/24, 18:49 - Hai attivato i messaggi effimeri. I nuovi "
                                   "messaggi spariranno dopo 7 giorni.\n"
                                   "12/03/24, 18:50 - Ada: \u2068@Ugo Finto\u2069 guarda\n"
                                   "12/03/24, 18:51 - Ada: Tranquilla, immagine omessa\n");
    REQUIRE(outcome.records.size() == 7);
    CHECK(outcome.records[0].text.value_or("").empty());
    CHECK(outcome.records[1].author.name == "Ada");
    CHECK(outcome.records[3].author_role == "channel");
    CHECK(outcome.records[4].has_flag("system"));
    CHECK(outcome.records[6].text == "Tranquilla, immagine omessa");
    CHECK(outcome.records[6].attachments.empty());
}

TEST_CASE("Telegram: newer builds write the text elsewhere, a vCard is read with its message",
          "[quirk][telegram]") {
    const TempDir dir;
    dir.write("in/contacts/ada.vcf", "BEGIN:VCARD\nFN:Ada Finta\nTEL:+39 000\nEND:VCARD\n");
    dir.write("in/result.json",
              R"({"name":"X","type":"private_group","id":7,"messages":[
{"id":-3,"type":"message","date_unixtime":"1710265510","from":"Ugo","from_id":100,"rich_message":"nuovo testo"},
{"id":2,"type":"message","date_unixtime":"1710265511","from":"Ugo","from_id":"user100","text":"","contact_information":{"first_name":"Ada","phone_number":"+39 000"},"contact_vcard":"contacts/ada.vcf"},
{"id":3,"type":"message","date_unixtime":"1710265512","from":"Ugo","from_id":"user100","text":"","location_information":{"latitude":43.5,"longitude":13.25},"address":"via Finta 1"}]})");
    const auto outcome = read_path(dir.path() / "in");
    REQUIRE(outcome.records.size() == 3);
    CHECK(outcome.records[0].id == "telegram:7/-3"); // migrated history
    CHECK(outcome.records[0].text == "nuovo testo");
    CHECK(outcome.records[0].author.id == "user100");
    CHECK(has_side(outcome.records[1], "FN:Ada Finta"));
    CHECK(side_of(outcome.records[2], "location_information") == "43.5,13.25");
    CHECK(has_side(outcome.records[2], "via Finta 1"));
}

TEST_CASE("X: circle tweets are private, edits are flagged, unknown events are counted",
          "[quirk][x]") {
    const Record circle = only(
        "data/twitter-circle-tweet.js",
        R"(window.YTD.twitter_circle_tweet.part0 = [{"tweet":{"id_str":"5","created_at":"Tue Mar 12 17:45:10 +0000 2024","full_text":"tra noi","in_reply_to_user_id_str":"9","in_reply_to_screen_name":"ada_finta","edit_info":{"edit":{"initialTweetId":"4"}},"coordinates":{"type":"Point","coordinates":["13.25","43.5"]},"entities":{"user_mentions":[{"name":"Ada","screen_name":"ada_finta","id_str":"-1"}]}}}])");
    CHECK(circle.visibility == "private");
    CHECK(circle.has_flag("edited"));
    CHECK(circle.kind == "post"); // a mention of somebody, not an answer to something
    CHECK(circle.reply_to_author.value_or(Account{}).handle == "ada_finta");
    CHECK(has_side(circle, "43.5"));
    const auto messages = read_text(
        "direct-messages.js",
        R"(window.YTD.direct_messages.part0 = [{"dmConversation":{"conversationId":"1-2","messages":[{"somethingNew":{"id":"1"}},{"messageCreate":{"id":"2","senderId":"1","recipientId":"2","text":"ciao","createdAt":"2024-03-12T17:45:10.000Z"}}]}}])");
    CHECK(messages.records.size() == 1);
    CHECK(messages.account.members.at(0).elements == 2);
    CHECK(messages.account.skipped() == 1);
}

TEST_CASE("Mastodon: followers alone, a poll, one address in place of a list",
          "[quirk][mastodon]") {
    const auto outcome = read_text("outbox.json",
                                   R"({"type":"OrderedCollection","totalItems":9,"orderedItems":[
{"type":"Create","actor":"https://s.example/users/c","to":"https://s.example/users/c/followers","cc":[],"published":"2024-03-12T17:45:10Z","object":{"type":"Note","id":"https://s.example/1","attributedTo":"https://s.example/users/c","to":"https://s.example/users/c/followers","cc":[],"published":"2024-03-12T17:45:10Z","content":"<p>per voi</p>"}},
{"type":"Create","actor":"https://s.example/users/c","to":["as:Public"],"cc":[],"object":{"type":"Question","id":"https://s.example/2","to":["as:Public"],"content":"<p>Quando?</p>","oneOf":[{"name":"lunedì da Ada","replies":{"totalItems":1}}],"attachment":[{"type":"Document","mediaType":"image/png","url":"/media_attachments/a.png","name":"la foto di Ugo"}]}}]})");
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].visibility == "private");
    CHECK(outcome.records[0].has_flag("followers-only"));
    CHECK(has_side(outcome.records[1], "lunedì da Ada"));
    CHECK(format_record(outcome.records[1]).find("la foto di Ugo") != std::string::npos);
}

TEST_CASE("YouTube: markup where the original is missing, an answer that is not public",
          "[quirk][youtube]") {
    const auto outcome = read_text(
        "threads.json",
        R"({"kind":"youtube#commentThreadListResponse","items":[{"kind":"youtube#commentThread","id":"Ug1","snippet":{"channelId":"UCx","videoId":"v","isPublic":false,"totalReplyCount":5,"topLevelComment":{"kind":"youtube#comment","id":"Ug1","snippet":{"authorDisplayName":"@ada","textDisplay":"c&#39;è<br>sole","publishedAt":"2024-03-12T17:45:10Z","updatedAt":"2024-03-12T18:45:10Z"}}}}]})");
    REQUIRE(outcome.records.size() == 1);
    CHECK(outcome.records[0].text == "c'è\nsole");
    CHECK(outcome.records[0].visibility == "private");
    CHECK(outcome.records[0].has_flag("edited"));
    CHECK_FALSE(outcome.account.members.at(0).warnings.empty()); // answers are missing
}

TEST_CASE("Graph API: tags, pictures within pictures and hidden comments", "[quirk][meta]") {
    const auto outcome = read_text(
        "feed.json",
        R"({"data":[{"id":"1_2","message":"con Ada Finta","created_time":"2024-03-12T17:45:10+0000","from":{"id":"1","name":"Comune"},"message_tags":[{"id":"9","name":"Ada Finta","type":"user","offset":4,"length":9}],"attachments":{"data":[{"media_type":"album","subattachments":{"data":[{"description":"Ugo in piazza","media":{"image":{"src":"https://x.example/1.jpg"}}}]}}]},"comments":{"data":[{"id":"2_3","message":"via","is_hidden":true,"created_time":"2024-03-12T17:46:10+0000"}]}}],"paging":{"next":"https://g.example/?access_token=SEGRETO"}})");
    REQUIRE(outcome.records.size() == 2);
    CHECK(outcome.records[0].entities.at(0).value == "9");
    CHECK(format_record(outcome.records[0]).find("Ugo in piazza") != std::string::npos);
    CHECK(outcome.records[1].has_flag("hidden"));
    CHECK(outcome.records[1].author_role == "unknown"); // not allowed to see who
    for (const Record& record : outcome.records) {
        CHECK(format_record(record).find("SEGRETO") == std::string::npos);
    }
}

TEST_CASE("Mapping: several people in a cell, values with a meaning, microseconds",
          "[quirk][mapping]") {
    const TempDir dir;
    ReadOptions options;
    options.mapping = dir.write("m.json", R"({"format":"csv","platform":"facebook","fields":{
"native_id":{"index":0},"text":{"index":1},"recipients":{"index":2,"split":"|"},
"visibility":{"index":3,"map":{"sì":"public","no":"private"}},
"created":{"index":4,"time":"epoch-us"}},"ignore":["note"]})");
    const auto path = dir.write("t.csv", "id,testo,a,pubblico,quando,note,altro\n"
                                         "7,ciao,Ada Finta|Ugo Finto,no,1710265510123456,x,=1+1\n");
    const auto outcome = read_path(path, options);
    REQUIRE(outcome.records.size() == 1);
    const Record& record = outcome.records[0];
    CHECK(record.id == "facebook:7");
    REQUIRE(record.recipients.size() == 2);
    CHECK(record.recipients[1].name == "Ugo Finto");
    CHECK(record.visibility == "private");
    CHECK(record.created == "2024-03-12T17:45:10.123456Z");
    REQUIRE(record.side_text.size() == 1); // what is to be ignored is not kept
    CHECK(record.side_text[0].value == "=1+1");
}

} // namespace oblio
