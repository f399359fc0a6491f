// lib/src/record/recognise.cpp
#include "record/recognise.hpp"

#include "record/json_walker.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

using What = Verdict::What;

constexpr std::string_view bom = "\xEF\xBB\xBF";
constexpr std::size_t sketched_depth = 6;
constexpr std::size_t sketched_parts = 4000;

std::string_view trimmed_start(std::string_view text) {
    if (text.starts_with(bom)) {
        text.remove_prefix(bom.size());
    }
    while (!text.empty() && is_json_space(text.front())) {
        text.remove_prefix(1);
    }
    return text;
}

std::string lower_ascii(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

/// `part` stands in `path` at the start or after a slash.
bool has_step(std::string_view path, std::string_view part) {
    const auto at = path.find(part);
    return at != std::string_view::npos && (at == 0 || path[at - 1] == '/');
}

Verdict content(Format format, std::string platform) {
    return {What::content, format, std::move(platform), std::nullopt};
}

Verdict refusal(std::string detail) {
    return {What::refused,
            Format::neutral_jsonl,
            {},
            Error{ErrorCode::unsupported_format, std::move(detail)}};
}

Verdict just(What what, std::string platform = {}) {
    return {what, Format::neutral_jsonl, std::move(platform), std::nullopt};
}

constexpr std::array<std::string_view, 10> chat_types{
    "personal_chat",      "bot_chat",      "saved_messages",     "replies",
    "verification_codes", "private_group", "private_supergroup", "public_supergroup",
    "private_channel",    "public_channel"};

bool is_telegram(const JsonSketch& json) {
    const std::string type = json.value("/type");
    const bool chat = json.has("/messages") &&
                      std::find(chat_types.begin(), chat_types.end(), type) != chat_types.end();
    const bool messages = json.has("/messages/*/date_unixtime") || json.has("/messages/*/from_id");
    const bool full = json.has("/chats/list") || json.has("/left_chats/list") ||
                      (json.has("/about") && json.has("/personal_information"));
    return chat || messages || full;
}

/// The rows that a Graph API answer may wrap.
bool is_graph(const JsonSketch& json) {
    for (const std::string_view prefix : {"/data/*", "", "/*", "/*/data/*"}) {
        const std::string at{prefix};
        const bool timed = json.has(at + "/created_time") ||
                           (json.has(at + "/timestamp") &&
                            (json.has(at + "/text") || json.has(at + "/caption") ||
                             json.has(at + "/media_type") || json.has(at + "/permalink"))) ||
                           json.has(at + "/messages/data") || json.has(at + "/comments/data");
        if (timed && (json.has(at + "/id") || json.has(at + "/permalink_url") ||
                      json.has(at + "/message") || json.has(at + "/text"))) {
            return true;
        }
    }
    // An object keyed by ids.
    return json.root == '{' && std::any_of(json.paths.begin(), json.paths.end(), [](const auto& p) {
               const auto slash = p.find('/', 1);
               const bool digits =
                   slash != std::string::npos && slash > 1 &&
                   std::all_of(p.begin() + 1, p.begin() + static_cast<std::ptrdiff_t>(slash),
                               [](char c) { return (c >= '0' && c <= '9') || c == '_'; });
               const std::string_view rest = digits ? std::string_view{p}.substr(slash) : "";
               return rest == "/created_time" || rest == "/timestamp";
           });
}

bool is_neutral(const JsonSketch& json) {
    return json.root == '{' &&
           ((json.has("/v") && json.has("/id")) || (json.has("/id") && json.has("/text")));
}

std::optional<Verdict> recognise_facebook(std::string_view path, const JsonSketch& json,
                                          bool alone) {
    const std::string_view name = file_name_of(path);
    if (json.has("/profile_v2") || (json.has("/profile") && json.has("/profile/name"))) {
        return just(What::account, "facebook");
    }
    if (json.has("/comments_v2") || json.has("/group_comments_v2") ||
        json.has("/comments/*/data/*/comment")) { // an album has comments of another shape
        return content(Format::facebook_comments, "facebook");
    }
    if (json.has("/status_updates") || json.has("/group_posts_v2") ||
        json.has("/wall_posts_sent_to_you") || json.has("/videos_v2")) {
        return content(Format::facebook_posts, "facebook");
    }
    if (json.has("/photos/*/uri") && (json.has("/name") || json.has("/cover_photo"))) {
        return content(Format::facebook_album, "facebook");
    }
    const bool posts_path = has_step(path, "posts/") || name.find("posts") != std::string::npos;
    for (const std::string_view at : {"/*", ""}) {
        const std::string prefix{at};
        const bool post = json.has(prefix + "/data/*/post") ||
                          json.has(prefix + "/attachments/*/data") || json.has(prefix + "/title");
        if (json.has(prefix + "/timestamp") && post &&
            (posts_path || (alone && json.has(prefix + "/data/*/post")))) {
            return content(Format::facebook_posts, "facebook");
        }
    }
    return std::nullopt;
}

std::optional<Verdict> recognise_instagram(std::string_view path, const JsonSketch& json,
                                           bool alone) {
    if (json.has("/profile_user")) {
        return just(What::account, "instagram");
    }
    for (const std::string_view root :
         {"/ig_stories", "/ig_reels_media", "/ig_archived_post_media", "/ig_other_media"}) {
        if (json.has(root)) {
            return content(Format::instagram_posts, "instagram");
        }
    }
    for (const std::string_view root :
         {"/comments_media_comments", "/comments_reels_comments", "/comments_story_comments"}) {
        if (json.has(root)) {
            return content(Format::instagram_comments, "instagram");
        }
    }
    const bool rows = json.has("/*/media/*/uri") || json.has("/media/*/uri");
    const bool bare = json.has("/*/uri") && json.has("/*/creation_timestamp");
    if (rows && !json.has("/*/label_values") && !json.has("/label_values")) {
        return content(Format::instagram_posts, "instagram");
    }
    if (bare && (alone || has_step(path, "content/") || has_step(path, "media/"))) {
        return content(Format::instagram_posts, "instagram");
    }
    const bool maps = json.has("/*/string_map_data") || json.has("/*/string_list_data") ||
                      json.has("/string_map_data");
    if (maps && (alone || has_step(path, "comments/"))) {
        return content(Format::instagram_comments, "instagram");
    }
    return std::nullopt;
}

std::optional<Verdict> recognise_meta(std::string_view path, const JsonSketch& json, bool alone) {
    const bool instagram = path.find("your_instagram_activity/") != std::string_view::npos;
    const bool facebook = path.find("your_facebook_activity/") != std::string_view::npos ||
                          path.find("your_activity_across_facebook/") != std::string_view::npos ||
                          path.find("_activity_across_facebook/") != std::string_view::npos;
    const std::string platform = instagram ? "instagram" : facebook ? "facebook" : "";
    if (json.has("/threadName") && json.has("/messages")) {
        return content(Format::meta_encrypted, platform);
    }
    if (json.has("/participants") && json.has("/messages") &&
        (json.has("/messages/*/timestamp_ms") || json.has("/thread_path") || json.has("/title"))) {
        return content(Format::meta_thread, platform);
    }
    if (json.has("/*/label_values") || json.has("/label_values")) {
        const bool wanted = alone || has_step(path, "posts/") || has_step(path, "content/") ||
                            has_step(path, "media/") || has_step(path, "groups/") ||
                            path.find("comments") != std::string_view::npos;
        return wanted ? content(Format::meta_labels, platform) : just(What::noise);
    }
    if (!instagram) {
        if (auto found = recognise_facebook(path, json, alone)) {
            return found;
        }
    }
    return facebook ? std::nullopt : recognise_instagram(path, json, alone);
}

std::optional<Verdict> recognise_json(std::string_view path, const JsonSketch& json, bool alone) {
    if (auto meta = recognise_meta(path, json, alone)) {
        return meta;
    }
    if (is_telegram(json)) {
        return content(Format::telegram_json, "telegram");
    }
    for (const std::string_view at : {"/kind", "/*/kind"}) {
        if (json.value(at).starts_with("youtube#comment")) {
            return content(Format::youtube_api, "youtube");
        }
    }
    if (json.value("/type") == "OrderedCollection") {
        return json.has("/orderedItems/*/type") || json.has("/orderedItems/*/object")
                   ? content(Format::mastodon_outbox, "mastodon")
                   : just(What::noise, "mastodon"); // likes, bookmarks: addresses only
    }
    if (json.has("/preferredUsername") && (json.has("/outbox") || json.has("/inbox"))) {
        return just(What::account, "mastodon");
    }
    const bool versioned = json.has("/v") && json.has("/id");
    if (!versioned && is_graph(json)) {
        return content(Format::graph_api, "");
    }
    if (is_neutral(json)) {
        return content(Format::neutral_jsonl, "");
    }
    return std::nullopt;
}

Verdict recognise_script(std::string_view path, std::string_view head) {
    const std::string_view start = trimmed_start(head);
    const std::string_view name = file_name_of(path);
    if (start.starts_with("window.__THAR_CONFIG")) {
        return just(What::account, "x");
    }
    constexpr std::string_view prefix = "window.YTD.";
    if (!start.starts_with(prefix)) {
        if (start.starts_with("Grailbird.data") || name == "tweet_index.js") {
            return refusal("an X archive of the form used before 2018: ask X for a new archive "
                           "(Settings, Your account, Download an archive of your data)");
        }
        return just(What::unknown);
    }
    const std::string_view rest = start.substr(prefix.size());
    const std::string_view kind = rest.substr(0, rest.find_first_of(". ="));
    const auto is = [&](std::initializer_list<std::string_view> kinds) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    if (is({"tweet", "tweets", "community_tweet", "community_tweets", "twitter_circle_tweet",
            "twitter_circle_tweets", "deleted_tweet", "deleted_tweets"})) {
        return content(Format::x_tweets, "x");
    }
    if (is({"note_tweet", "note_tweets"})) {
        return content(Format::x_notes, "x");
    }
    if (is({"direct_message", "direct_messages", "direct_message_group", "direct_message_groups",
            "direct_messages_group"})) {
        return content(Format::x_messages, "x");
    }
    return just(is({"account", "profile"}) ? What::account : What::noise, "x");
}

/// `messages.html`, `messages2.html`; Meta's are `message_1.html`.
bool is_telegram_page(std::string_view name) {
    constexpr std::string_view start = "messages";
    return name.starts_with(start) && name.ends_with(".html") &&
           std::all_of(name.begin() + start.size(), name.end() - 5,
                       [](char c) { return c >= '0' && c <= '9'; });
}

Verdict recognise_html(std::string_view path, std::string_view head, bool alone) {
    const std::string_view name = file_name_of(path);
    const std::string low = lower_ascii(head.substr(0, 65536));
    static constexpr std::array<std::string_view, 4> covers{"start_here.html", "Your archive.html",
                                                            "archive_browser.html", "index.html"};
    if (!alone && std::find(covers.begin(), covers.end(), name) != covers.end()) {
        return just(What::noise); // a page of links to what lies beside it
    }
    if (name == "my-comments.html" || name == "my-live-chat-messages.html") {
        return refusal("YouTube comments as HTML: ask Google Takeout for a new export (YouTube, "
                       "comments and live chats), which is CSV");
    }
    if (low.find("tgme") != std::string::npos || low.find("telegram") != std::string::npos ||
        is_telegram_page(name)) {
        return refusal("a Telegram export as HTML: export the chat again from Telegram Desktop "
                       "with the format \"Machine-readable JSON\"");
    }
    const bool meta_path = has_step(path, "messages/") || name.starts_with("message_") ||
                           name.find("posts") != std::string::npos ||
                           name.find("comments") != std::string::npos;
    if (meta_path || low.find("facebook") != std::string::npos ||
        low.find("instagram") != std::string::npos ||
        low.find("participants:") != std::string::npos) {
        return refusal("a Meta download as HTML: ask for the download again with the format JSON");
    }
    return refusal("an HTML page: ask the platform for the export as JSON or CSV");
}

/// The first row of a CSV, lower case, quotes removed.
std::vector<std::string> header_row(std::string_view head) {
    const std::string_view start = head.starts_with(bom) ? head.substr(bom.size()) : head;
    std::string line{start.substr(0, start.find_first_of("\r\n"))};
    std::vector<std::string> names;
    std::string name;
    for (const char c : line) {
        if (c == ',') {
            names.push_back(lower_ascii(name));
            name.clear();
        } else if (c != '"') {
            name += c;
        }
    }
    names.push_back(lower_ascii(name));
    return names;
}

bool is_youtube_csv(std::string_view head) {
    const auto names = header_row(head);
    const auto has = [&](std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    const bool english = (has("comment id") || has("live chat id")) && has("channel id");
    const bool italian = (has("id commento") || has("id chat dal vivo")) && has("id canale");
    // Another language: comment texts as JSON segments beside a channel id.
    const bool shape = names.size() >= 5 && head.find(",UC") != std::string_view::npos &&
                       head.find("{\"\"text\"\":") != std::string_view::npos;
    const bool shape_first = names.size() >= 5 && (head.find("\nUC") != std::string_view::npos) &&
                             (head.find("{\"\"text\"\":") != std::string_view::npos ||
                              head.find("takeoutSegments") != std::string_view::npos);
    return english || italian || shape || shape_first;
}

bool is_whatsapp(std::string_view head) {
    std::size_t lines = 0;
    while (!head.empty() && lines < 20) {
        const auto end = std::min(head.find('\n'), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 1, head.size()));
        if (line.find_first_not_of(" \r\t") == std::string_view::npos) {
            continue;
        }
        ++lines;
        if (is_whatsapp_header(line)) {
            return true;
        }
    }
    return false;
}

/// An ending under which exports keep what people wrote; a text or a file without one may be
/// anything.
bool ends_as_content(std::string_view extension) {
    static constexpr std::array<std::string_view, 13> endings{
        "json", "jsonl", "ndjson", "js",  "csv",  "tsv", "html",
        "htm",  "zip",   "gz",     "tgz", "mbox", "eml"};
    return std::find(endings.begin(), endings.end(), extension) != endings.end();
}

/// The names of the members whose beginning lies in the head of a zip.
std::vector<std::string_view> names_in_zip(std::string_view head) {
    constexpr std::size_t fixed = 30; // bytes of a local header before the name
    constexpr std::size_t length_at = 26;
    std::vector<std::string_view> names;
    std::size_t at = 0;
    while ((at = head.find("PK\x03\x04", at)) != std::string_view::npos &&
           at + fixed <= head.size()) {
        const auto byte = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(head[at + i]));
        };
        const std::size_t length = byte(length_at) + (byte(length_at + 1) << 8U);
        names.push_back(head.substr(at + fixed, length));
        at += fixed;
    }
    return names;
}

/// An archive beside the content that may be an export itself, by its name or by what is seen of
/// its members; another one is an attachment: a form, photographs. A tar shows no members.
bool may_be_export(const std::string& low_name, std::string_view head) {
    // As the platforms name their downloads. Source: the exports that the tests read.
    static constexpr std::array<std::string_view, 9> downloads{
        "facebook-",     "instagram-",    "twitter-",   "takeout-",  "archive-",
        "whatsapp chat", "chat whatsapp", "chatexport", "dataexport"};
    const auto names_it = [&](std::string_view start) { return low_name.starts_with(start); };
    if (std::any_of(downloads.begin(), downloads.end(), names_it)) {
        return true;
    }
    if (is_gzip(head)) {
        return low_name.ends_with(".tgz") || low_name.ends_with(".tar.gz");
    }
    const auto names = names_in_zip(head);
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        const std::string low = lower_ascii(file_name_of(name));
        const bool chat = low.ends_with(".txt") && low.find("chat") != std::string::npos;
        return chat || ends_as_content(extension_of(low));
    });
}

/// "chat.jsonl.gz": a file with content that was packed alone.
bool is_packed_content(std::string_view low_name) {
    constexpr std::string_view packed = ".gz";
    if (!low_name.ends_with(packed)) {
        return false;
    }
    low_name.remove_suffix(packed.size());
    return ends_as_content(extension_of(low_name));
}

std::optional<Verdict> recognise_refused(std::string_view path, std::string_view head, bool alone) {
    const std::string low_name = lower_ascii(file_name_of(path));
    if (low_name.find(".crypt") != std::string::npos || low_name.starts_with("msgstore")) {
        return refusal("a WhatsApp database backup: open the chat on the phone and use "
                       "\"Esporta chat\" instead");
    }
    if (is_gzip(head) && is_packed_content(low_name)) {
        return refusal("a file that is packed: unpack it first");
    }
    if (is_zip(head) || is_gzip(head)) {
        return alone || may_be_export(low_name, head)
                   ? refusal("an archive inside is not opened: if it is an export, give it by its "
                             "own name")
                   : just(What::noise);
    }
    const std::string extension = extension_of(path);
    if (extension == "mbox" || extension == "eml" || head.starts_with("From ") ||
        head.starts_with("Return-Path:") || head.starts_with("Received: ")) {
        return refusal("electronic mail: ask the platform itself for an export of its contents");
    }
    if (low_name == "tweets.csv" || path.find("data/js/tweets/") != std::string_view::npos) {
        return refusal("an X archive of the form used before 2018: ask X for a new archive "
                       "(Settings, Your account, Download an archive of your data)");
    }
    const std::string start = lower_ascii(trimmed_start(head).substr(0, 64));
    if (extension == "html" || extension == "htm" || start.starts_with("<!doctype html") ||
        start.starts_with("<html")) {
        return recognise_html(path, head, alone);
    }
    return std::nullopt;
}

/// JSON Lines may begin with a bad line: the first that parses decides.
JsonSketch sketch_lines(std::string_view head, bool whole) {
    JsonSketch first = sketch_json(head, whole);
    if (!first.error) {
        return first;
    }
    std::string_view rest = head;
    for (int tries = 0; tries < 50; ++tries) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(end + 1);
        const std::string_view line = rest.substr(0, rest.find('\n'));
        JsonSketch sketch = sketch_json(line, true);
        if (!sketch.error && is_neutral(sketch)) {
            return sketch;
        }
    }
    return first;
}

/// By the content, and by the path where the content fits several forms.
Verdict recognise_form(std::string_view path, std::string_view head, bool whole, bool alone) {
    if (auto refused = recognise_refused(path, head, alone)) {
        return *refused;
    }
    const std::string_view start = trimmed_start(head);
    if (start.starts_with("window.") || start.starts_with("Grailbird")) {
        return recognise_script(path, head);
    }
    if (start.starts_with('{') || start.starts_with('[')) {
        // A chat of an Apple phone begins with a bracket, too.
        if (is_whatsapp(head)) {
            return content(Format::whatsapp_text, "whatsapp");
        }
        const JsonSketch json = sketch_lines(head, whole);
        if (auto found = recognise_json(path, json, alone)) {
            return *found;
        }
        Verdict verdict = just(What::unknown);
        if (json.error) {
            verdict.error = Error{json.error->code, "byte " + std::to_string(json.error_at) + ": " +
                                                        json.error->detail};
        }
        return verdict;
    }
    if (is_whatsapp(head)) {
        return content(Format::whatsapp_text, "whatsapp");
    }
    if (is_youtube_csv(head)) {
        return content(Format::youtube_csv, "youtube");
    }
    Verdict verdict = just(What::unknown);
    if (const auto invalid = first_invalid_utf8(head);
        invalid && (whole || static_cast<std::size_t>(*invalid) + 4 < head.size())) {
        verdict.error =
            Error{ErrorCode::bad_utf8,
                  "byte " + std::to_string(static_cast<std::size_t>(*invalid)) + ": not UTF-8"};
    }
    return verdict;
}

/// What a mapping file may be for.
bool is_table(std::string_view extension) {
    return extension == "csv" || extension == "tsv" || extension == "json" ||
           extension == "jsonl" || extension == "ndjson";
}

} // namespace

std::string JsonSketch::value(std::string_view path) const {
    const auto found = values.find(path);
    if (found == values.end()) {
        return {};
    }
    std::string_view text = found->second;
    if (text.size() >= 2 && text.front() == '"') {
        text = text.substr(1, text.size() - 2);
    }
    return std::string{text};
}

JsonSketch sketch_json(std::string_view head, bool whole, bool assignment) {
    JsonSketch sketch;
    const ReadLimits limits;
    std::size_t parts = 0;
    const auto decide = [&](std::string_view path, char first) {
        if (path.empty()) {
            sketch.root = sketch.root == '\0' ? first : sketch.root; // a bad line may follow
            return Visit::enter;
        }
        sketch.paths.emplace(path);
        const auto depth = std::count(path.begin(), path.end(), '/');
        return depth < static_cast<std::ptrdiff_t>(sketched_depth) ? Visit::enter : Visit::skip;
    };
    JsonWalker walker{bytes_source(head), limits, decide, {true, assignment}};
    JsonPart part;
    while (parts++ < sketched_parts) {
        const auto more = walker.next(part);
        if (!more) {
            sketch.error_at = static_cast<std::size_t>(walker.offset());
            if (whole || sketch.error_at < head.size()) {
                sketch.error = more.error();
            }
            break;
        }
        if (!*more || walker.roots() > 1) {
            break;
        }
        sketch.values.emplace(part.path, part.bytes.substr(0, 200));
    }
    return sketch;
}

bool is_noise(std::string_view path) {
    const std::string_view name = file_name_of(path);
    return has_step(path, "__MACOSX/") || name.starts_with("._") || name == ".DS_Store" ||
           name == "Thumbs.db";
}

bool is_advertising(std::string_view path) {
    while (true) {
        const auto end = path.find('/');
        const std::string_view step = path.substr(0, end);
        if (step.starts_with("ads_") || step == "data_logs" || step == "ads" ||
            step == "logged_information") {
            return true;
        }
        if (end == std::string_view::npos) {
            return false;
        }
        path.remove_prefix(end + 1);
    }
}

bool may_hold_content(std::string_view path) {
    const std::string extension = extension_of(path);
    return extension.empty() || extension == "txt" || ends_as_content(extension) ||
           lower_ascii(path).find(".crypt") != std::string::npos;
}

Verdict recognise(std::string_view path, std::string_view head, bool whole, bool alone,
                  const ReadOptions& options) {
    if (options.plain_text) {
        return content(Format::plain_text, "");
    }
    const auto mapped = [&] {
        const std::string_view from = trimmed_start(head);
        const bool json = from.starts_with('{') || from.starts_with('[');
        return content(json ? Format::mapped_json : Format::mapped_csv, "");
    };
    if (options.mapping && alone) {
        return mapped();
    }
    Verdict verdict = recognise_form(path, head, whole, alone);
    const bool foreign = verdict.what == What::unknown && is_table(extension_of(path));
    return foreign && options.mapping ? mapped() : verdict;
}

} // namespace oblio::record
