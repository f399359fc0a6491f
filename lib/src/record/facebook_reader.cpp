// lib/src/record/facebook_reader.cpp: posts, comments and albums of a Facebook download.
#include "record/meta_reader.hpp"
#include "record/times.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

std::string written(std::optional<std::int64_t> time) {
    return time ? std::to_string(*time) : std::string{};
}

/// Who is named before the verb of a generated sentence ("Anna ha scritto sul diario di …").
std::optional<std::string> actor_in(const std::string& title) {
    static constexpr std::array<std::string_view, 8> verbs{
        " ha scritto ", " ha pubblicato ", " ha condiviso ", " ha aggiunto ",
        " wrote on ",   " posted ",        " shared ",       " added "};
    std::size_t first = std::string::npos;
    for (const std::string_view verb : verbs) {
        first = std::min(first, title.find(verb));
    }
    return first == std::string::npos || first == 0 ? std::nullopt
                                                    : std::optional{title.substr(0, first)};
}

bool says_reply(const std::string& title) {
    static constexpr std::array<std::string_view, 4> phrases{
        " ha risposto al commento", " ha risposto a un commento", " ha risposto al suo commento",
        " replied to "};
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](auto phrase) { return title.find(phrase) != std::string::npos; });
}

class PostsReader final : public MetaReader {
public:
    explicit PostsReader(MemberContext& context)
        : MetaReader{context}, by_others_{context.member.path.find("other_people") !=
                                          std::string::npos} {}

private:
    bool is_bare(const std::set<std::string, std::less<>>& keys) override {
        return keys.contains("timestamp") || keys.contains("data");
    }
    void take(Json post, const JsonPart& part) override;
    void set_text(Record& record, Json post, const JsonPart& part);
    void add_attachments(Record& record, Json post);

    bool by_others_;
};

void PostsReader::take(Json post, const JsonPart& part) {
    sink().element();
    if (!post.is_object()) {
        sink().skip("not-an-object");
        return;
    }
    Record record = start_record(part, post);
    record.kind = "post";
    const bool video = !post["timestamp"] && post["uri"];
    const auto time = post[video ? "creation_timestamp" : "timestamp"].integer();
    set_created_seconds(record, time);
    record.title = text(post["title"]);
    set_text(record, post, part);
    if (by_others_ || part.path.starts_with("/wall_posts_sent_to_you")) {
        set_named_author(record, record.title ? actor_in(*record.title) : std::nullopt);
    } else {
        set_own_author(record);
    }
    show_mentions(record);
    for (Json tag = post["tags"].first(); tag; tag = tag.next()) {
        if (auto name = text(tag.is_object() ? tag["name"] : tag)) {
            record.side_text.push_back({"tags.name", std::move(*name)});
        }
    }
    add_attachments(record, post);
    if (video) {
        add_media(record, post, "video", true);
    }
    if (record.title == record.text && record.title && video) {
        record.title.reset();
    }
    record.permalink = text(post["permalink_url"]);
    finish(std::move(record), written(time));
}

void PostsReader::set_text(Record& record, Json post, const JsonPart& part) {
    std::vector<Json> tokens;
    for (Json item = post["data"].first(); item; item = item.next()) {
        for (Json child = item.first(); child; child = child.next()) {
            if (child.key() == "post" && child.is_string()) {
                tokens.push_back(child);
            } else if (child.key() != "update_timestamp") {
                const auto number =
                    child.type() == Json::Type::number ? child.string_or_number() : std::nullopt;
                number
                    ? record.side_text.push_back({std::string{child.key()}, std::string{*number}})
                    : add_side(record, child, std::string{child.key()});
            }
        }
    }
    if (tokens.empty()) {
        const Json fallback = post["title"].is_string() ? post["title"] : post["description"];
        if (fallback.is_string()) {
            tokens.push_back(fallback);
        }
    }
    for (const Json token : tokens) {
        if (record.text) {
            *record.text += "\n" + text(token).value_or("");
        } else {
            record.text = text(token);
        }
        record.source->text_parts.emplace_back(part.from + token.from(), part.from + token.to());
    }
    if (tokens.size() == 1) {
        record.source->text_parts.clear();
        place_text(record, part, tokens[0]);
    }
}

void PostsReader::add_attachments(Record& record, Json post) {
    for (Json group = post["attachments"].first(); group; group = group.next()) {
        for (Json item = group["data"].first(); item; item = item.next()) {
            for (Json child = item.first(); child; child = child.next()) {
                if (child.key() == "media") {
                    add_media(record, child, {});
                    continue;
                }
                add_side(record, child, std::string{child.key()});
                if (child.key() == "external_context") {
                    Attachment link;
                    link.type = "link";
                    link.url = text(child["url"]);
                    link.name = text(child["name"]);
                    record.attachments.push_back(std::move(link));
                } else if (child.key() == "place") {
                    Attachment place;
                    place.type = "location";
                    place.name = text(child["name"]);
                    record.attachments.push_back(std::move(place));
                    const Json where = child["coordinate"];
                    if (where["latitude"]) {
                        record.side_text.push_back(
                            {"place.coordinate",
                             std::string{where["latitude"].string_or_number().value_or("")} + "," +
                                 std::string{where["longitude"].string_or_number().value_or("")}});
                    }
                }
            }
        }
    }
}

class CommentsReader final : public MetaReader {
public:
    using MetaReader::MetaReader;

private:
    void take(Json item, const JsonPart& part) override {
        bool any = false;
        std::size_t index = 0;
        for (Json data = item["data"].first(); data; data = data.next(), ++index) {
            if (data["comment"].is_object()) {
                any = true;
                comment(item, data["comment"], part, "/data/" + std::to_string(index) + "/comment");
            }
        }
        if (!any) {
            sink().element();
            sink().skip("no-comment");
        }
    }

    void comment(Json item, Json comment, const JsonPart& part, const std::string& suffix) {
        sink().element();
        Record record = start_record(part, comment, suffix);
        if (item["data"].size() == 1) { // the whole item is the record then
            record.source->pointer = part.pointer();
            record.source->start = part.from;
            record.source->end = part.to;
            record.source->line = part.line;
        }
        record.title = text(item["title"]);
        record.kind = record.title && says_reply(*record.title) ? "reply" : "comment";
        auto time = comment["timestamp"].integer();
        time = time ? time : item["timestamp"].integer();
        set_created_seconds(record, time);
        record.text = text(comment["comment"]);
        if (record.text) {
            place_text(record, part, comment["comment"]);
        }
        set_named_author(record, text(comment["author"]));
        if (!comment["author"]) {
            set_own_author(record);
        }
        show_mentions(record);
        if (auto group = text(comment["group"])) {
            record.visibility = "private";
            record.side_text.push_back({"group", std::move(*group)});
        }
        for (Json group = item["attachments"].first(); group; group = group.next()) {
            for (Json one = group["data"].first(); one; one = one.next()) {
                for (Json child = one.first(); child; child = child.next()) {
                    child.key() == "media" ? add_media(record, child, {})
                                           : add_side(record, child, std::string{child.key()});
                }
            }
        }
        finish(std::move(record), written(time));
    }
};

/// An album: each photo is a post; comments by others hang on the album and on its photos.
class AlbumReader final : public MetaReader {
public:
    using MetaReader::MetaReader;

private:
    Visit decide(std::string_view path, char first) override {
        if (path.empty() || ((path == "/photos" || path == "/comments") && first == '[')) {
            return Visit::enter;
        }
        const bool wanted = path == "/photos/*" || path == "/comments/*" || path == "/description";
        return wanted ? Visit::keep : Visit::skip;
    }
    Result<void> prepare() override {
        return look(
            [](std::string_view path, char first) {
                const bool scalar = first != '{' && first != '[';
                return path.empty()                       ? Visit::enter
                       : scalar || path == "/cover_photo" ? Visit::keep
                                                          : Visit::skip;
            },
            [&](Json value, const JsonPart& part) {
                if (part.path == "/name") {
                    name_ = text(value);
                } else if (part.path == "/cover_photo") {
                    uri_ = text(value["uri"]);
                } else if (part.path == "/last_modified_timestamp") {
                    modified_ = value.integer();
                }
            });
    }
    void take(Json value, const JsonPart& part) override {
        if (part.path == "/comments/*") {
            comment(value, part, "", uri_ ? uri_ : name_);
        } else if (part.path == "/description") {
            if (const auto words = text(value); words && !words->empty()) {
                post(value, value, part, modified_);
            }
        } else {
            photo(value, part);
        }
    }
    void photo(Json photo, const JsonPart& part) {
        post(photo, photo["description"], part, photo["creation_timestamp"].integer());
        std::size_t index = 0;
        for (Json one = photo["comments"].first(); one; one = one.next(), ++index) {
            comment(one, part, "/comments/" + std::to_string(index), text(photo["uri"]));
        }
    }
    void post(Json value, Json words, const JsonPart& part, std::optional<std::int64_t> time) {
        sink().element();
        Record record = start_record(part, value);
        record.kind = "post";
        record.title = name_;
        record.text = text(words);
        if (record.text) {
            place_text(record, part, words);
        }
        set_created_seconds(record, time);
        set_own_author(record);
        show_mentions(record);
        if (value.is_object()) {
            record.thread_id = text(value["uri"]);
            record.attachments.push_back(attachment(record.thread_id.value_or(""), "image"));
            for (Json child = value.first(); child; child = child.next()) {
                if (child.key() != "uri" && child.key() != "comments" &&
                    child.key() != "description") {
                    add_side(record, child, std::string{child.key()});
                }
            }
        } else {
            record.thread_id = uri_ ? uri_ : name_;
        }
        finish(std::move(record), written(time));
    }
    void comment(Json comment, const JsonPart& part, const std::string& suffix,
                 std::optional<std::string> thread) {
        sink().element();
        Record record = start_record(part, comment, suffix);
        record.kind = "comment";
        record.thread_id = std::move(thread);
        record.text = text(comment["comment"]);
        if (record.text) {
            place_text(record, part, comment["comment"]);
        }
        const auto time = comment["timestamp"].integer();
        set_created_seconds(record, time);
        set_named_author(record, text(comment["author"]));
        show_mentions(record);
        if (auto group = text(comment["group"])) {
            record.visibility = "private";
            record.side_text.push_back({"group", std::move(*group)});
        }
        finish(std::move(record), written(time));
    }

    std::optional<std::string> name_, uri_;
    std::optional<std::int64_t> modified_;
};

} // namespace

std::unique_ptr<MemberReader> facebook_posts_reader(MemberContext& context) {
    return std::make_unique<PostsReader>(context);
}

std::unique_ptr<MemberReader> facebook_comments_reader(MemberContext& context) {
    return std::make_unique<CommentsReader>(context);
}

std::unique_ptr<MemberReader> facebook_album_reader(MemberContext& context) {
    return std::make_unique<AlbumReader>(context);
}

} // namespace oblio::record
