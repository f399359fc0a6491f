// lib/src/record/instagram_reader.cpp: posts and own comments of an Instagram download.
#include "record/meta_reader.hpp"
#include "record/times.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

std::string written(std::optional<std::int64_t> time) {
    return time ? std::to_string(*time) : std::string{};
}

class InstagramPosts final : public MetaReader {
public:
    using MetaReader::MetaReader;

private:
    bool is_bare(const std::set<std::string, std::less<>>& keys) override {
        return keys.contains("media") || keys.contains("uri");
    }
    void take(Json post, const JsonPart& part) override {
        sink().element();
        if (!post.is_object()) {
            sink().skip("not-an-object");
            return;
        }
        Record record = start_record(part, post);
        record.kind = "post";
        const Json media = post["media"].is_array() ? post["media"] : Json{};
        const Json first = media ? media.first() : post;
        // The caption stands with the medium if there is one, with the post if there are more.
        const bool single = media.size() <= 1;
        Json caption = single ? first["title"] : post["title"];
        if (!caption.is_string()) {
            caption = single ? post["title"] : first["title"];
        }
        record.text = text(caption);
        if (record.text) {
            place_text(record, part, caption);
        }
        auto time = post["creation_timestamp"].integer();
        time = time ? time : first["creation_timestamp"].integer();
        set_created_seconds(record, time);
        set_own_author(record);
        if (context().member.path.find("archived_posts") != std::string::npos) {
            record.visibility = "private";
        }
        for (Json one = first; one; one = media ? one.next() : Json{}) {
            add_media(record, one, {}, single);
        }
        for (Json child = post.first(); media && child; child = child.next()) {
            if (child.key() != "media" && child.key() != "title") {
                add_side(record, child, std::string{child.key()});
            }
        }
        finish(std::move(record), written(time));
    }
};

/// The meaning of a localised key of `string_map_data`.
enum class Role { comment, owner, time, unknown };

Role role_of(const std::string& key) {
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), key) != names.end();
    };
    if (is({"Comment", "Commento"})) {
        return Role::comment;
    }
    if (is({"Media Owner", "Proprietario del contenuto multimediale",
            "Proprietario dei contenuti multimediali"})) {
        return Role::owner;
    }
    return is({"Time", "Ora", "Date", "Data"}) ? Role::time : Role::unknown;
}

bool is_user_name(std::string_view text) {
    return !text.empty() && text.size() <= 30 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_';
    });
}

class InstagramComments final : public MetaReader {
public:
    using MetaReader::MetaReader;

private:
    bool is_bare(const std::set<std::string, std::less<>>& keys) override {
        return keys.contains("string_map_data") || keys.contains("string_list_data");
    }

    void take(Json item, const JsonPart& part) override {
        if (item["string_list_data"].is_array()) {
            std::size_t index = 0;
            for (Json one = item["string_list_data"].first(); one; one = one.next(), ++index) {
                from_list(item, one, part, index);
            }
            return;
        }
        sink().element();
        if (!item["string_map_data"].is_object()) {
            sink().skip("no-comment");
            return;
        }
        from_map(item, part);
    }

    void from_list(Json item, Json one, const JsonPart& part, std::size_t index) {
        sink().element();
        Record record = start_record(part, one, "/string_list_data/" + std::to_string(index));
        const Json words = one["value"];
        complete(record, item, part, words, text(item["title"]), one["timestamp"].integer(),
                 text(one["href"]));
    }

    /// Known names first; then what the structure says.
    void from_map(Json item, const JsonPart& part) {
        Json comment;
        Json owner;
        Json time;
        std::vector<Json> unclear;
        for (Json entry = item["string_map_data"].first(); entry; entry = entry.next()) {
            switch (role_of(repaired(entry.key()))) {
            case Role::comment:
                comment = entry;
                break;
            case Role::owner:
                owner = entry;
                break;
            case Role::time:
                time = entry;
                break;
            case Role::unknown:
                unclear.push_back(entry);
            }
        }
        for (const Json entry : unclear) {
            const auto value = entry["value"].string().value_or("");
            if (value.empty() && entry["timestamp"] && !time) {
                time = entry;
            } else if (!owner && is_user_name(value) && (comment || unclear.size() > 1) &&
                       entry["value"]) {
                owner = entry;
            } else if (!comment && entry["value"]) {
                comment = entry;
            }
        }
        if (!comment && owner) { // a comment of one word looks like a name
            std::swap(comment, owner);
        }
        Record record = start_record(part, item);
        auto when = time["timestamp"].integer();
        when = when ? when : comment["timestamp"].integer();
        if (!when && time["value"].is_string()) {
            record.side_text.push_back({"time", text(time["value"]).value_or("")});
        }
        complete(record, item, part, comment["value"], text(owner["value"]), when,
                 text(comment["href"]));
    }

    void complete(Record& record, Json item, const JsonPart& part, Json words,
                  std::optional<std::string> owner, std::optional<std::int64_t> time,
                  std::optional<std::string> href) {
        record.kind = "comment";
        record.text = text(words);
        if (record.text) {
            place_text(record, part, words);
        }
        set_created_seconds(record, time);
        if (!record.created) {
            sink().warn("time-unknown");
        }
        set_own_author(record);
        if (owner && !owner->empty()) {
            record.reply_to_author = Account{std::nullopt, std::nullopt, std::move(owner)};
        }
        for (Json media = item["media_list_data"].first(); media; media = media.next()) {
            const auto uri = text(media["uri"]);
            if (uri && !uri->empty()) {
                record.attachments.push_back(attachment(*uri, media_type(*uri)));
                record.thread_id = record.thread_id ? record.thread_id : uri;
            }
        }
        if (href && !href->empty()) {
            record.thread_id = record.thread_id ? record.thread_id : href;
            record.side_text.push_back({"href", std::move(*href)});
        }
        finish(std::move(record), written(time));
    }
};

} // namespace

std::unique_ptr<MemberReader> instagram_posts_reader(MemberContext& context) {
    return std::make_unique<InstagramPosts>(context);
}

std::unique_ptr<MemberReader> instagram_comments_reader(MemberContext& context) {
    return std::make_unique<InstagramComments>(context);
}

} // namespace oblio::record
