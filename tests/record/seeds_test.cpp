// tests/record/seeds_test.cpp: a short fixed run of what the fuzzers do at length.
#include "fuzz/one_export.hpp"
#include "fuzz/one_member.hpp"

#include "support/files.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>

namespace oblio {
namespace {

using record::Format;

/// Damage of the kinds that happen, and some that do not: cut, flipped, doubled, spliced.
std::string damaged(std::string bytes, std::mt19937& random) {
    const auto place = [&] { return random() % (bytes.size() + 1); };
    for (unsigned i = random() % 4; i < 4 && !bytes.empty(); ++i) {
        switch (random() % 5) {
        case 0:
            bytes.resize(place());
            break;
        case 1:
            bytes[place() % bytes.size()] = static_cast<char>(random());
            break;
        case 2:
            bytes.insert(place(), bytes.substr(place(), 40));
            break;
        case 3:
            bytes.erase(place(), random() % 8);
            break;
        default:
            bytes.insert(place(), std::vector<std::string>{
                                      "\"", "{", "]", "\\u", "\\ud83d", "\xE2\x80\x8E", ",", "\r\n",
                                      "\xff", "&#x1F600;", "@[1:2048:", "<"}[random() % 12]);
        }
    }
    return bytes;
}

} // namespace

TEST_CASE("No reader breaks on damaged exports, and its account always adds up", "[fuzz]") {
    const auto exports = test::source_folder() / "fixtures/town/seed1/exports";
    const std::vector<std::pair<Format, std::string>> seeds{
        {Format::whatsapp_text,
         "whatsapp/android/Chat WhatsApp con Segnalazioni Rione Filande.txt"},
        {Format::whatsapp_text, "whatsapp/varianti/unito/Chat WhatsApp con Michele Abbruscato.txt"},
        {Format::telegram_json, "telegram/non proprio json/result.json"},
        {Format::telegram_json, "telegram/DataExport_2026-09-30/result.json"},
        {Format::graph_api, "graph/ig_media.json"},
        {Format::graph_api, "graph/conversations.json"},
        {Format::x_tweets, "x/2019/data/tweet.js"},
        {Format::youtube_api, "youtube/api/commentThreads.json"},
        {Format::mapped_csv, "generici/segnalazioni.csv"},
        {Format::mapped_json, "generici/estratto.jsonl"},
        {Format::neutral_jsonl, "../gold.jsonl"}};
    std::mt19937 random{20240312};
    for (const auto& [format, path] : seeds) {
        INFO(path);
        std::string seed = test::bytes_of_file(exports / path);
        REQUIRE_FALSE(seed.empty());
        fuzz::read_member(format, seed);
        seed.resize(std::min<std::size_t>(seed.size(), 20'000)); // short enough to be hit often
        for (int i = 0; i < 60; ++i) {
            fuzz::read_member(format, damaged(seed, random));
        }
    }
    // Every form is read as every other one: nothing fits, nothing breaks.
    for (const auto& [format, path] : seeds) {
        std::string seed = test::bytes_of_file(exports / path);
        seed.resize(std::min<std::size_t>(seed.size(), 20'000));
        for (int other = 0; other <= static_cast<int>(Format::mapped_csv); ++other) {
            fuzz::read_member(static_cast<Format>(other), seed);
        }
    }
    SUCCEED();
}

TEST_CASE("No archive breaks what unpacks it, whatever is spoiled in it", "[fuzz]") {
    const auto exports = test::source_folder() / "fixtures/town/seed1/exports";
    std::mt19937 random{11};
    std::size_t archives = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{exports}) {
        const auto extension = entry.path().extension();
        if ((extension != ".zip" && extension != ".gz") || entry.file_size() > 16'384) {
            continue;
        }
        ++archives;
        INFO(entry.path().filename().string());
        const std::string whole = test::bytes_of_file(entry.path());
        fuzz::read_export(whole);
        for (int i = 0; i < 20; ++i) {
            fuzz::read_export(damaged(whole, random));
        }
    }
    CHECK(archives > 4);
}

TEST_CASE("What a fuzzer once found is found no more", "[fuzz]") {
    const std::map<std::string, Format> targets{{"neutral", Format::neutral_jsonl},
                                                {"plain_text", Format::plain_text},
                                                {"whatsapp", Format::whatsapp_text},
                                                {"telegram", Format::telegram_json},
                                                {"meta_thread", Format::meta_thread},
                                                {"meta_encrypted", Format::meta_encrypted},
                                                {"facebook_posts", Format::facebook_posts},
                                                {"facebook_comments", Format::facebook_comments},
                                                {"facebook_album", Format::facebook_album},
                                                {"meta_labels", Format::meta_labels},
                                                {"instagram_posts", Format::instagram_posts},
                                                {"instagram_comments", Format::instagram_comments},
                                                {"graph", Format::graph_api},
                                                {"x_tweets", Format::x_tweets},
                                                {"x_notes", Format::x_notes},
                                                {"x_messages", Format::x_messages},
                                                {"youtube_csv", Format::youtube_csv},
                                                {"youtube_api", Format::youtube_api},
                                                {"mastodon", Format::mastodon_outbox},
                                                {"mapped_csv", Format::mapped_csv},
                                                {"mapped_json", Format::mapped_json}};
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{test::source_folder() /
                                                                           "tests/fuzz/seeds"}) {
        if (entry.is_regular_file()) {
            INFO(entry.path().filename().string());
            ++files;
            const std::string name = entry.path().parent_path().filename().string();
            if (name == "export") {
                fuzz::read_export(test::bytes_of_file(entry.path()));
                continue;
            }
            const auto target = targets.find(name);
            REQUIRE(target != targets.end());
            fuzz::read_member(target->second, test::bytes_of_file(entry.path()));
        }
    }
    CHECK(files > 0);
}

TEST_CASE("Other forms bear damage too", "[fuzz]") {
    std::mt19937 random{7};
    const std::vector<std::pair<Format, std::string>> seeds{
        {Format::meta_thread,
         R"({"participants":[{"name":"G"}],"messages":[{"sender_name":"G","timestamp_ms":1,"content":"\u00c3\u00a8","share":{"link":"x"},"reactions":[{"reaction":"x","actor":"y"}]}],"title":"T"})"},
        {Format::meta_encrypted,
         R"({"participants":["G"],"threadName":"T","messages":[{"senderName":"G","text":"x","timestamp":1,"media":[{"uri":"./media/1.jpg"}]}]})"},
        {Format::facebook_posts,
         R"([{"timestamp":1,"data":[{"post":"a @[1:2048:B]"}],"attachments":[{"data":[{"media":{"uri":"a.jpg"}},{"place":{"name":"x","coordinate":{"latitude":1,"longitude":2}}}]}],"title":"t"}])"},
        {Format::facebook_comments,
         R"({"comments_v2":[{"timestamp":1,"data":[{"comment":{"timestamp":1,"comment":"a","author":"b"}},{"comment":{}}],"title":"x ha risposto al commento"}]})"},
        {Format::facebook_album,
         R"({"name":"n","photos":[{"uri":"p","description":"d","comments":[{"comment":"c","author":"a"}]}],"comments":[{"comment":"c"}],"description":"d"})"},
        {Format::meta_labels,
         R"([{"timestamp":1,"label_values":[{"label":"Text","value":"a"},{"title":"t","dict":[{"label":"x","vec":[{"value":"v"}]}]}],"fbid":"1"}])"},
        {Format::instagram_posts,
         R"([{"media":[{"uri":"a","title":"t","creation_timestamp":1}]}])"},
        {Format::instagram_comments,
         R"([{"string_map_data":{"A":{"value":"b"},"C":{"value":"d e"},"T":{"timestamp":1}}},{"title":"x","string_list_data":[{"value":"a"}]}])"},
        {Format::x_messages,
         R"(window.YTD.direct_messages.part0 = [{"dmConversation":{"conversationId":"1-2","messages":[{"messageCreate":{"id":"1","senderId":"2","text":"x https://t.co/a","urls":[{"url":"https://t.co/a","expanded":"https://e.example"}],"createdAt":"2024-03-12T17:45:10.000Z"}}]}}];)"},
        {Format::youtube_csv,
         "Channel ID,Comment ID,Comment "
         "Text\nUCx,Ug1,\"{\"\"text\"\":\"\"a\"\"},{\"\"text\"\":\"\"b\"\"}\"\n"},
        {Format::mastodon_outbox,
         R"({"type":"OrderedCollection","orderedItems":[{"type":"Create","object":{"id":"1","content":"<p>a <a href=\"b\">c</a> &amp;</p>","tag":[{"type":"Mention","href":"b","name":"@c@d"}]}}]})"}};
    for (const auto& [format, seed] : seeds) {
        for (int i = 0; i < 400; ++i) {
            fuzz::read_member(format, damaged(seed, random));
        }
    }
    SUCCEED();
}

} // namespace oblio
