// lib/src/record/graph_reader.cpp: saved answers of Meta's Graph API, the only Meta source with
// citizens' comments.
#include "record/json_reader.hpp"
#include "record/times.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

std::optional<std::string> query_value(std::string_view url, std::string_view name) {
    const std::string wanted = std::string{name} + "=";
    for (auto at = url.find(wanted); at != std::string_view::npos; at = url.find(wanted, at + 1)) {
        if (at > 0 && (url[at - 1] == '?' || url[at - 1] == '&')) {
            const auto end = url.find_first_of("&#", at);
            return std::string{url.substr(at + wanted.size(), end == std::string_view::npos
                                                                  ? end
                                                                  : end - at - wanted.size())};
        }
    }
    return std::nullopt;
}

/// What a nested object hangs on.
struct Parent {
    std::string id; ///< the post, medium or comment, without platform
    std::string thread;
    bool in_comments = false;
    bool in_replies = false;
    bool in_messages = false;
    std::vector<Account> participants;
};

class GraphReader final : public JsonReader {
public:
    explicit GraphReader(MemberContext& context) : JsonReader{context, {}, {true, false}} {}

private:
    bool is_bare(const std::set<std::string, std::less<>>& keys) override {
        wrapped_ = keys.contains("data");
        bare_ = !wrapped_ && (keys.contains("id") || keys.contains("created_time") ||
                              keys.contains("timestamp") || keys.contains("permalink_url"));
        return bare_;
    }
    Visit decide(std::string_view path, char first) override {
        const bool container = first == '{' || first == '[';
        if (path.empty()) {
            return bare_ && first == '{' ? Visit::keep : Visit::enter;
        }
        if (path == "/paging" || path == "/summary" || !container) {
            return Visit::skip; // paging holds the access token
        }
        if (path == "/data" && wrapped_) {
            return first == '[' ? Visit::enter : Visit::keep;
        }
        const auto depth = std::count(path.begin(), path.end(), '/');
        return depth == 1 || path == "/data/*" ? Visit::keep : Visit::skip;
    }
    void take(Json value, const JsonPart& part) override { visit(value, part, "", Parent{}); }

    void visit(Json value, const JsonPart& part, const std::string& suffix, const Parent& parent);
    void edge(Json list, const JsonPart& part, const std::string& suffix, const Parent& parent);
    void object(Json value, const JsonPart& part, const std::string& suffix, const Parent& parent);
    void conversation(Json value, const JsonPart& part, const std::string& suffix);
    void set_ids(Record& record, Json value, const Parent& parent);
    void set_author(Record& record, Json value, bool message);
    void set_text(Record& record, Json value, const JsonPart& part);
    void set_attachments(Record& record, Json value);
    void add_attachment(Record& record, Json item);

    bool wrapped_ = false;
    bool bare_ = false;
};

void GraphReader::visit(Json value, const JsonPart& part, const std::string& suffix,
                        const Parent& parent) {
    if (value["data"].is_array() && !value["created_time"] && !value["timestamp"] && !value["id"]) {
        edge(value["data"], part, suffix + "/data", parent);
    } else if (value["messages"]["data"].is_array()) {
        conversation(value, part, suffix);
    } else if (value.is_object()) {
        object(value, part, suffix, parent);
    } else {
        sink().element();
        sink().skip("not-an-object");
    }
}

void GraphReader::edge(Json list, const JsonPart& part, const std::string& suffix,
                       const Parent& parent) {
    std::size_t index = 0;
    for (Json item = list.first(); item; item = item.next(), ++index) {
        visit(item, part, suffix + "/" + std::to_string(index), parent);
    }
}

void GraphReader::conversation(Json value, const JsonPart& part, const std::string& suffix) {
    Parent parent;
    parent.in_messages = true;
    parent.thread = std::string{value["id"].string_or_number().value_or("")};
    for (Json one = value["participants"]["data"].first(); one; one = one.next()) {
        parent.participants.push_back({owned(one["id"].string_or_number()),
                                       owned(one["name"].string()),
                                       owned(one["username"].string())});
    }
    const auto stated = value["message_count"].integer();
    if (stated && static_cast<std::size_t>(std::max<std::int64_t>(*stated, 0)) >
                      value["messages"]["data"].size()) {
        sink().warn("messages-incomplete");
    }
    edge(value["messages"]["data"], part, suffix + "/messages/data", parent);
}

/// Comments come with the post they hang on, replies with their comment.
void GraphReader::object(Json value, const JsonPart& part, const std::string& suffix,
                         const Parent& parent) {
    sink().element();
    const auto id = value["id"].string_or_number();
    const auto link = value["permalink_url"].string().value_or("");
    const bool message =
        parent.in_messages || id.value_or("").starts_with("m_") || value["to"]["data"].is_array();
    const bool timed = value["created_time"] || value["timestamp"] || value["message"] ||
                       value["text"] || value["caption"];
    if (!timed) {
        sink().skip("no-content");
        return;
    }
    const bool page_post = value["story"] || value["attachments"] || value["updated_time"] ||
                           value["comments"] || value["message_tags"].is_object();
    const bool instagram =
        value["timestamp"] || value["username"] || value["media_type"] || value["caption"];
    const bool linked_comment = query_value(link, "comment_id").has_value();
    const auto author = value["from"]["id"].string_or_number().value_or("");
    const bool own_prefix =
        !author.empty() && id.value_or("").starts_with(std::string{author} + "_");
    const bool comment = !message && (parent.in_comments || linked_comment || value["parent"] ||
                                      value["parent_id"] || value["text"] ||
                                      (!instagram && !page_post && !own_prefix && link.empty()));
    Record record = start_record(part, value, suffix);
    record.platform = instagram                    ? "instagram"
                      : context().platform.empty() ? "facebook"
                                                   : context().platform;
    const bool reply = comment && (parent.in_replies || value["parent"] || value["parent_id"] ||
                                   query_value(link, "reply_comment_id"));
    record.kind = message ? "direct-message" : reply ? "reply" : comment ? "comment" : "post";
    record.visibility = message ? "private" : "public";
    set_ids(record, value, parent);
    set_author(record, value, message);
    for (const Account& one : parent.participants) {
        const bool is_author = one.id ? one.id == record.author.id : one.name == record.author.name;
        if (message && !is_author && !value["to"]["data"].is_array()) {
            record.recipients.push_back(one);
        }
    }
    auto time = from_iso(value["created_time"].string().value_or(""));
    time = time ? time : from_iso(value["timestamp"].string().value_or(""));
    set_created(record, time);
    set_text(record, value, part);
    set_attachments(record, value);
    if (value["is_hidden"].is_true() || value["hidden"].is_true()) {
        record.set_flag("hidden");
    }
    const auto page = value["permalink"].string();
    record.permalink = owned(!link.empty() ? std::optional{link} : page);
    Parent below = parent;
    below.id = record.id.substr(record.id.find(':') + 1);
    below.thread = record.thread_id.value_or(below.id);
    below.in_replies = comment;
    below.in_comments = true;
    const Json comments = value["comments"]["data"];
    const Json replies = value["replies"]["data"];
    const std::string content = record.text.value_or("");
    if (!id && record.id.empty()) {
        record.id = context().ids.synthesise(record, digits_of(record.created.value_or("")));
    } else {
        record.id = context().ids.distinct(record.id, content);
    }
    record.id.empty() ? sink().skip("duplicate") : sink().record(std::move(record));
    edge(comments, part, suffix + "/comments/data", below);
    edge(replies, part, suffix + "/replies/data", below);
}

/// Own id, thread and what is answered; the permalink fills gaps of what was not asked for.
void GraphReader::set_ids(Record& record, Json value, const Parent& parent) {
    const std::string link{value["permalink_url"].string().value_or("")};
    const auto comment_id = query_value(link, "comment_id");
    const auto reply_id = query_value(link, "reply_comment_id");
    std::string post;
    if (const auto at = link.find("/posts/"); at != std::string::npos) {
        const auto from = at + 7;
        post = link.substr(from, link.find_first_of("/?", from) - from);
    }
    std::string id{value["id"].string_or_number().value_or("")};
    const std::string prefix = post.empty() ? std::string{} : post + "_";
    if (id.empty() && (reply_id || comment_id)) {
        id = prefix + (reply_id ? *reply_id : *comment_id);
    }
    record.id = id.empty() ? std::string{} : record.platform + ":" + id;
    if (record.kind == "direct-message") {
        record.thread_id = parent.thread.empty() ? std::nullopt : std::optional{parent.thread};
        return;
    }
    if (record.kind == "post") {
        record.thread_id = id;
        return;
    }
    auto above = value["parent"]["id"].string_or_number();
    above = above ? above : value["parent_id"].string_or_number();
    std::string answered{above.value_or("")};
    if (answered.empty() && parent.in_comments) {
        answered = parent.id;
    }
    if (answered.empty() && reply_id && comment_id) {
        answered = prefix + *comment_id;
    }
    std::string root{value["media"]["id"].string_or_number().value_or("")};
    root = root.empty() ? parent.thread : root;
    root = root.empty() ? post : root;
    if (const auto bar = id.find('_'); root.empty() && bar != std::string::npos) {
        root = id.substr(0, bar);
    }
    answered = answered.empty() ? root : answered;
    record.thread_id = root.empty() ? std::nullopt : std::optional{root};
    record.reply_to =
        answered.empty() ? std::nullopt : std::optional{record.platform + ":" + answered};
}

void GraphReader::set_author(Record& record, Json value, bool message) {
    const Json from = value["from"];
    record.author.id = owned(from["id"].string_or_number());
    record.author.name = owned(from["name"].string());
    record.author.handle =
        owned(from["username"].string() ? from["username"].string() : value["username"].string());
    if (!record.author.id) {
        record.author.id = owned(value["owner"]["id"].string_or_number());
    }
    if (!record.author.id) {
        record.author.id = owned(value["user"]["id"].string_or_number());
    }
    for (Json one = value["to"]["data"].first(); message && one; one = one.next()) {
        record.recipients.push_back({owned(one["id"].string_or_number()),
                                     owned(one["name"].string()), owned(one["username"].string())});
    }
    const auto& channel = context().options.channel;
    const auto is_own = [&](const Account& one) {
        return (channel && (one.name == channel || one.handle == channel || one.id == channel)) ||
               (own().name && one.name == own().name) ||
               (own().handle && one.handle == own().handle);
    };
    const bool known = record.author.id || record.author.name || record.author.handle;
    const bool post = record.kind == "post";
    // A page's own post carries the page's id in front; a medium belongs to the account.
    const bool page_voice =
        post && (!known || record.platform == "instagram" ||
                 (record.author.id &&
                  record.id.starts_with(record.platform + ":" + *record.author.id + "_")));
    record.author_role = is_own(record.author) || page_voice ? "channel"
                         : known                             ? "other"
                                                             : "unknown";
    if (record.channel.empty() && page_voice) {
        record.channel =
            record.author.name ? *record.author.name : record.author.handle.value_or("");
    }
}

void GraphReader::set_text(Record& record, Json value, const JsonPart& part) {
    for (const std::string_view key : {"message", "text", "caption"}) {
        if (value[key].is_string()) {
            record.text = owned(value[key].string());
            place_text(record, part, value[key]);
            break;
        }
    }
    record.title = owned(value["story"].string());
    const Json tags = value["message_tags"];
    for (Json tag = tags.first(); tag && record.text; tag = tag.next()) {
        const auto offset = tag["offset"].integer();
        const auto length = tag["length"].integer();
        if (tag["name"].is_string()) {
            record.side_text.push_back({"message_tags.name", std::string{*tag["name"].string()}});
        }
        if (offset && length && *offset >= 0 && *length >= 0) {
            // Counted in UTF-16 units.
            const OffsetIndex index{*record.text};
            std::size_t start = 0;
            std::size_t end = 0;
            for (std::size_t at = 0; at < record.text->size();) {
                const auto units = static_cast<std::int64_t>(index.utf16_units(ByteOffset{at}));
                const std::size_t points = index.code_points(ByteOffset{at});
                start = units <= *offset ? points : start;
                end = units < *offset + *length ? points + 1 : end;
                at += decode_utf8(*record.text, at).length;
            }
            record.entities.push_back(
                {"mention", start, std::max(start, end), owned(tag["id"].string_or_number())});
        }
    }
}

void GraphReader::add_attachment(Record& record, Json item) {
    Attachment attachment;
    const auto type = item["media_type"].string().value_or(item["type"].string().value_or(""));
    const auto mime = item["mime_type"].string().value_or("");
    const bool image =
        type == "photo" || type == "IMAGE" || mime.starts_with("image/") || item["image_data"];
    const bool video = type.starts_with("video") || type == "VIDEO" || mime.starts_with("video/") ||
                       item["video_data"];
    attachment.type = image                               ? "image"
                      : video                             ? "video"
                      : type == "share" || type == "link" ? "link"
                                                          : "file";
    for (const auto url :
         {item["url"].string(), item["media_url"].string(), item["file_url"].string(),
          item["image_data"]["url"].string(), item["video_data"]["url"].string(),
          item["media"]["image"]["src"].string()}) {
        if (url && !attachment.url) {
            attachment.url = std::string{*url};
        }
    }
    attachment.name = owned(item["name"].string() ? item["name"].string() : item["title"].string());
    attachment.alt = owned(item["description"].string());
    attachment.mime = owned(item["mime_type"].string());
    attachment.size = item["size"].integer();
    record.attachments.push_back(std::move(attachment));
    for (Json sub = item["subattachments"]["data"].first(); sub; sub = sub.next()) {
        add_attachment(record, sub);
    }
}

void GraphReader::set_attachments(Record& record, Json value) {
    for (Json item = value["attachments"]["data"].first(); item; item = item.next()) {
        add_attachment(record, item);
    }
    if (value["attachment"].is_object()) {
        add_attachment(record, value["attachment"]);
    }
    if (value["media_url"].is_string()) {
        add_attachment(record, value);
    }
    for (Json item = value["children"]["data"].first(); item; item = item.next()) {
        add_attachment(record, item);
    }
    // What has no place of its own. The e-mail of a conversation's member is made by the platform.
    static constexpr std::array<std::string_view, 35> placed{"id",
                                                             "message",
                                                             "text",
                                                             "caption",
                                                             "story",
                                                             "created_time",
                                                             "timestamp",
                                                             "updated_time",
                                                             "from",
                                                             "to",
                                                             "username",
                                                             "owner",
                                                             "user",
                                                             "permalink_url",
                                                             "permalink",
                                                             "message_tags",
                                                             "attachments",
                                                             "attachment",
                                                             "comments",
                                                             "replies",
                                                             "parent",
                                                             "parent_id",
                                                             "media",
                                                             "media_type",
                                                             "media_url",
                                                             "children",
                                                             "paging",
                                                             "tags",
                                                             "media_product_type",
                                                             "shortcode",
                                                             "thumbnail_url",
                                                             "picture",
                                                             "full_picture",
                                                             "icon",
                                                             "cursors"};
    for (Json child = value.first(); child; child = child.next()) {
        if (std::find(placed.begin(), placed.end(), child.key()) == placed.end()) {
            add_side_text(record, child, std::string{child.key()});
        }
    }
}

} // namespace

std::unique_ptr<MemberReader> graph_reader(MemberContext& context) {
    return std::make_unique<GraphReader>(context);
}

} // namespace oblio::record
