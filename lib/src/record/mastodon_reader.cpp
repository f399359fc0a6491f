// lib/src/record/mastodon_reader.cpp: the outbox of a Mastodon archive.
#include "record/html_text.hpp"
#include "record/json_reader.hpp"
#include "record/times.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

bool is_public_collection(std::string_view iri) {
    return iri == "https://www.w3.org/ns/activitystreams#Public" || iri == "as:Public" ||
           iri == "Public";
}

/// A string or an array of strings.
std::vector<std::string> strings(Json value) {
    std::vector<std::string> out;
    if (const auto one = value.string()) {
        out.emplace_back(*one);
    }
    for (Json item = value.is_array() ? value.first() : Json{}; item; item = item.next()) {
        if (const auto one = item.string()) {
            out.emplace_back(*one);
        }
    }
    return out;
}

/// `user@host` of `https://host/users/user` or `@user@host`.
std::optional<std::string> handle_of(std::string_view name) {
    if (name.starts_with('@')) {
        return std::string{name.substr(1)};
    }
    return std::nullopt;
}

class OutboxReader final : public JsonReader {
public:
    using JsonReader::JsonReader;

private:
    Visit decide(std::string_view path, char first) override {
        if (path.empty() || (path == "/orderedItems" && first == '[')) {
            return Visit::enter;
        }
        return path == "/orderedItems/*" ? Visit::keep : Visit::skip;
    }
    void take(Json activity, const JsonPart& part) override;
    void announce(Record record, Json activity, Json object);
    void set_note(Record& record, Json note, const JsonPart& part);
    void set_audience(Record& record, Json activity, Json note);
    void set_tags(Record& record, Json note);
    void set_attachments(Record& record, Json note);
    void finish(Record record);
};

void OutboxReader::take(Json activity, const JsonPart& part) {
    sink().element();
    const auto type = activity["type"].string().value_or("");
    const Json object = activity["object"];
    if (type != "Create" && type != "Announce") {
        sink().skip("activity-" + std::string{type.empty() ? "unknown" : type});
        return;
    }
    Record record = start_record(part, activity);
    record.platform = "mastodon";
    record.author = {owned(activity["actor"].string()), own().name, own().handle};
    record.author_role = "channel";
    set_created(record, from_iso(activity["published"].string().value_or("")));
    if (type == "Announce") {
        announce(std::move(record), activity, object);
        return;
    }
    const auto id = object["id"].string();
    if (!id) {
        sink().bad_element({ErrorCode::bad_record, "a note without id"}, part.from, part.line);
        return;
    }
    record.id = "mastodon:" + std::string{*id};
    set_note(record, object, part);
    set_audience(record, activity, object);
    set_tags(record, object);
    set_attachments(record, object);
    finish(std::move(record));
}

void OutboxReader::announce(Record record, Json activity, Json object) {
    record.id = "mastodon:" + std::string{activity["id"].string().value_or("")};
    record.set_flag("share");
    record.kind = "post";
    record.thread_id = owned(object.string() ? object.string() : object["id"].string());
    if (record.thread_id) {
        Attachment shared;
        shared.type = "link";
        shared.url = record.thread_id;
        record.attachments.push_back(std::move(shared));
    }
    set_audience(record, activity, Json{});
    finish(std::move(record));
}

void OutboxReader::finish(Record record) {
    const std::string id = record.id;
    record.id = context().ids.distinct(id, record.text.value_or("") + record.created.value_or(""));
    record.id.empty() ? sink().skip("duplicate") : sink().record(std::move(record));
}

void OutboxReader::set_note(Record& record, Json note, const JsonPart& part) {
    if (const auto html = note["content"].string()) {
        HtmlText converted = html_to_text(*html);
        record.text = std::move(converted.text);
        for (HtmlLink& link : converted.links) {
            record.entities.push_back({"url", link.start, link.end, std::move(link.target)});
        }
        place_text(record, part, note["content"]);
    }
    record.title = owned(note["summary"].string());
    record.permalink = owned(note["url"].string());
    if (const auto answered = note["inReplyTo"].string()) {
        record.reply_to = "mastodon:" + std::string{*answered};
    }
    if (const auto author = note["attributedTo"].string()) {
        record.author.id = std::string{*author};
    }
    auto thread = note["context"].string();
    thread = thread ? thread : note["conversation"].string();
    thread = thread ? thread : note["inReplyTo"].string();
    record.thread_id = owned(thread ? thread : note["id"].string());
    if (const auto time = from_iso(note["published"].string().value_or(""))) {
        set_created(record, time);
    }
    if (const auto time = from_iso(note["updated"].string().value_or(""))) {
        record.edited = time->text;
        record.set_flag("edited");
    }
    if (note["sensitive"].is_true()) {
        record.set_flag("sensitive");
    }
    for (const std::string_view key : {"oneOf", "anyOf"}) {
        std::size_t index = 0;
        for (Json option = note[key].first(); option; option = option.next(), ++index) {
            if (const auto name = option["name"].string()) {
                record.side_text.push_back(
                    {"poll.option[" + std::to_string(index) + "]", std::string{*name}});
            }
        }
        if (note[key].is_array()) {
            Attachment poll;
            poll.type = "poll";
            record.attachments.push_back(std::move(poll));
        }
    }
    for (const std::string_view key : {"quote", "quoteUri", "quoteUrl", "location"}) {
        add_side_text(record, note[key], std::string{key});
    }
    // Other languages of the same note, if they say something else.
    for (Json other = note["contentMap"].first(); other; other = other.next()) {
        if (other.string() && other.string() != note["content"].string()) {
            record.side_text.push_back(
                {"contentMap." + std::string{other.key()}, html_to_text(*other.string()).text});
        }
    }
}

void OutboxReader::set_audience(Record& record, Json activity, Json note) {
    const auto to = strings(note["to"] ? note["to"] : activity["to"]);
    const auto cc = strings(note["cc"] ? note["cc"] : activity["cc"]);
    const auto has_public = [](const auto& list) {
        return std::any_of(list.begin(), list.end(),
                           [](const auto& one) { return is_public_collection(one); });
    };
    const auto is_followers = [](const std::string& iri) { return iri.ends_with("/followers"); };
    const bool open = has_public(to);
    const bool unlisted = !open && has_public(cc);
    const bool followers = !open && !unlisted &&
                           (std::any_of(to.begin(), to.end(), is_followers) ||
                            std::any_of(cc.begin(), cc.end(), is_followers));
    record.kind = record.reply_to ? "reply" : "post";
    if (unlisted) {
        record.set_flag("unlisted");
    } else if (followers) {
        record.set_flag("followers-only");
        record.visibility = "private";
    } else if (!open) {
        record.visibility = "private";
        record.kind = "direct-message";
    }
    for (const auto* const list : {&to, &cc}) {
        for (const std::string& iri : *list) {
            if (!is_public_collection(iri) && !is_followers(iri)) {
                record.recipients.push_back({iri, std::nullopt, std::nullopt});
            }
        }
    }
}

/// Mentions name the recipients; where they stand in the text the links say.
void OutboxReader::set_tags(Record& record, Json note) {
    for (Json tag = note["tag"].first(); tag; tag = tag.next()) {
        const auto type = tag["type"].string().value_or("");
        const auto name = tag["name"].string();
        const auto href = tag["href"].string();
        if (type != "Mention" && type != "Hashtag") {
            continue;
        }
        const std::string target{href.value_or("")};
        bool placed = false;
        for (Entity& entity : record.entities) {
            if (entity.value == target && !target.empty()) {
                entity.type = type == "Mention" ? "mention" : "hashtag";
                placed = true;
            }
        }
        if (type == "Mention") {
            const auto known = std::find_if(record.recipients.begin(), record.recipients.end(),
                                            [&](const Account& one) { return one.id == target; });
            const auto handle = name ? handle_of(*name) : std::nullopt;
            if (known != record.recipients.end()) {
                known->handle = handle;
                placed = true;
            }
            if (record.reply_to && !record.reply_to_author &&
                record.reply_to->find(target) != std::string::npos) {
                record.reply_to_author = Account{target, std::nullopt, handle};
            }
        }
        if (!placed && name) {
            record.side_text.push_back({"tag", std::string{*name}});
        }
    }
}

void OutboxReader::set_attachments(Record& record, Json note) {
    for (Json file = note["attachment"].first(); file; file = file.next()) {
        Attachment attachment;
        attachment.mime = owned(file["mediaType"].string());
        const std::string mime = attachment.mime.value_or("");
        attachment.type = mime.starts_with("image/")   ? "image"
                          : mime.starts_with("video/") ? "video"
                          : mime.starts_with("audio/") ? "audio"
                                                       : "file";
        attachment.alt = owned(file["name"].string());
        std::string url{file["url"].string().value_or("")};
        if (url.starts_with("http")) {
            attachment.url = std::move(url);
        } else if (!url.empty()) {
            attachment.path = url.starts_with('/') ? url.substr(1) : url;
            attachment.missing = !context().tree.find(*attachment.path);
        }
        record.attachments.push_back(std::move(attachment));
    }
}

} // namespace

std::unique_ptr<MemberReader> mastodon_reader(MemberContext& context) {
    return std::make_unique<OutboxReader>(context);
}

} // namespace oblio::record
