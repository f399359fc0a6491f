// lib/src/record/x_reader.cpp: tweets, long posts and direct messages of an X archive.
#include "record/html_text.hpp"
#include "record/json_reader.hpp"
#include "record/times.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace oblio::record {
namespace {

constexpr JsonWalker::Form script{false, true};

/// Replaces each short link by where it leads; an empty target removes it and a space before it.
void replace_link(std::string& text, std::string_view link, std::string_view target) {
    if (link.empty()) {
        return;
    }
    std::string out;
    std::size_t at = 0;
    for (std::size_t found = text.find(link); found != std::string::npos;
         found = text.find(link, at)) {
        out.append(text, at, found - at);
        if (target.empty() && out.ends_with(' ')) {
            out.pop_back();
        }
        out += target;
        at = found + link.size();
    }
    out.append(text, at);
    text = std::move(out);
}

void add_url_entity(Record& record, std::string_view url) {
    const auto at = record.text ? record.text->find(url) : std::string::npos;
    if (at == std::string::npos || url.empty()) {
        return;
    }
    const std::size_t start = count_code_points(std::string_view{*record.text}.substr(0, at));
    record.entities.push_back({"url", start, start + count_code_points(url), std::string{url}});
}

class TweetReader final : public JsonReader {
public:
    explicit TweetReader(MemberContext& context)
        : JsonReader{context, {}, script}, deleted_{context.member.path.find("deleted-tweet") !=
                                                    std::string::npos},
          circle_{context.member.path.find("circle-tweet") != std::string::npos} {}

private:
    Visit decide(std::string_view path, char first) override {
        if (path.empty()) {
            return first == '[' ? Visit::enter : Visit::skip;
        }
        return path == "/*" ? Visit::keep : Visit::skip;
    }
    Result<void> prepare() override;
    void take(Json item, const JsonPart& part) override;
    void set_text(Record& record, Json tweet, const JsonPart& part);
    void set_entities(Record& record, Json tweet);
    void set_reply(Record& record, Json tweet);
    [[nodiscard]] std::string root_of(std::string id) const;

    std::unordered_map<std::string, std::string> answered_; ///< own replies -> what they answer
    bool deleted_;
    bool circle_;
};

Result<void> TweetReader::prepare() {
    if (const auto stated = context().tree.stated(context().member.path)) {
        sink().stated(*stated);
    }
    return look(
        [](std::string_view path, char) {
            return path == "/*" ? Visit::keep : path.empty() ? Visit::enter : Visit::skip;
        },
        [&](Json item, const JsonPart&) {
            const Json tweet = item["tweet"] ? item["tweet"] : item;
            const auto id = tweet["id_str"].string_or_number();
            const auto to = tweet["in_reply_to_status_id_str"].string();
            if (id) {
                answered_[std::string{*id}] = std::string{to.value_or("")};
            }
        });
}

std::string TweetReader::root_of(std::string id) const {
    for (int steps = 0; steps < 10'000; ++steps) {
        const auto found = answered_.find(id);
        if (found == answered_.end() || found->second.empty()) {
            break;
        }
        id = found->second;
    }
    return id;
}

void TweetReader::take(Json item, const JsonPart& part) {
    sink().element();
    const Json tweet = item["tweet"].is_object() ? item["tweet"] : item;
    auto id = tweet["id_str"].string_or_number();
    id = id ? id : tweet["id"].string_or_number();
    if (!id) {
        sink().bad_element({ErrorCode::bad_record, "a tweet without id"}, part.from, part.line);
        return;
    }
    Record record = start_record(part, item);
    record.id = "x:" + std::string{*id};
    record.author = {own().id, own().name, own().handle};
    record.author_role = "channel";
    record.visibility = circle_ ? "private" : "public";
    set_created(record, from_x_date(tweet["created_at"].string().value_or("")));
    record.thread_id = root_of(std::string{*id});
    set_reply(record, tweet);
    set_text(record, tweet, part);
    set_entities(record, tweet);
    if (own().handle) {
        record.permalink = "https://x.com/" + *own().handle + "/status/" + std::string{*id};
    }
    if (tweet["edit_info"]["edit"]) {
        record.set_flag("edited");
    }
    if (tweet["possibly_sensitive"].is_true()) {
        record.set_flag("sensitive");
    }
    if (deleted_) {
        record.set_flag("deleted");
    }
    add_side_text(record, tweet["place"], "place");
    for (const std::string_view key : {"coordinates", "geo"}) {
        const Json numbers = tweet[key]["coordinates"];
        if (numbers.size() == 2) {
            record.side_text.push_back(
                {std::string{key},
                 std::string{numbers.first().string_or_number().value_or("")} + "," +
                     std::string{numbers.first().next().string_or_number().value_or("")}});
        }
    }
    record.id = context().ids.distinct(record.id, part.bytes);
    record.id.empty() ? sink().skip("duplicate") : sink().record(std::move(record));
}

void TweetReader::set_reply(Record& record, Json tweet) {
    const auto status = tweet["in_reply_to_status_id_str"].string();
    const auto user = tweet["in_reply_to_user_id_str"].string();
    const auto name = tweet["in_reply_to_screen_name"].string();
    record.kind = status ? "reply" : "post";
    if (status) {
        record.reply_to = "x:" + std::string{*status};
    }
    if (user || name) {
        record.reply_to_author = Account{owned(user), std::nullopt, owned(name)};
    }
}

void TweetReader::set_text(Record& record, Json tweet, const JsonPart& part) {
    Json token = tweet["full_text"].is_string() ? tweet["full_text"] : tweet["text"];
    if (!token.is_string()) {
        return;
    }
    place_text(record, part, token);
    std::string text = unescape_three(*token.string());
    if (text.starts_with("RT @")) {
        record.set_flag("share");
    }
    const bool cut = text.ends_with("…") && record.has_flag("share");
    if (cut) {
        record.set_flag("truncated");
    }
    if (auto note =
            context().tree.take_note(record.id.substr(2), record.created.value_or(""), text)) {
        text = std::move(*note);
        record.source->text_start.reset(); // it stands in another file
        record.source->text_end.reset();
    }
    for (Json url = tweet["entities"]["urls"].first(); url; url = url.next()) {
        replace_link(text, url["url"].string().value_or(""),
                     url["expanded_url"].string().value_or(""));
    }
    for (const std::string_view key : {"entities", "extended_entities"}) {
        for (Json media = tweet[key]["media"].first(); media; media = media.next()) {
            replace_link(text, media["url"].string().value_or(""), "");
        }
    }
    record.text = std::move(text);
}

void TweetReader::set_entities(Record& record, Json tweet) {
    for (Json url = tweet["entities"]["urls"].first(); url; url = url.next()) {
        add_url_entity(record, url["expanded_url"].string().value_or(""));
    }
    for (Json user = tweet["entities"]["user_mentions"].first(); user; user = user.next()) {
        const std::string handle{user["screen_name"].string().value_or("")};
        const auto id = user["id_str"].string();
        const auto at = record.text ? record.text->find("@" + handle) : std::string::npos;
        if (at != std::string::npos && !handle.empty()) {
            const std::size_t start =
                count_code_points(std::string_view{*record.text}.substr(0, at));
            record.entities.push_back({"mention", start, start + 1 + handle.size(),
                                       id && *id != "-1" ? owned(id) : std::nullopt});
        }
        const auto name = user["name"].string();
        if (name && !name->empty()) {
            record.side_text.push_back({"user_mentions.name", std::string{*name}});
        }
        if (record.reply_to_author && record.reply_to_author->handle == handle) {
            record.reply_to_author->name = owned(name);
        }
    }
    const Json extended = tweet["extended_entities"]["media"];
    const Json list = extended.is_array() ? extended : tweet["entities"]["media"];
    for (Json media = list.first(); media; media = media.next()) {
        Attachment attachment;
        const auto type = media["type"].string().value_or("");
        attachment.type = type == "photo" ? "image" : type == "animated_gif" ? "gif" : "video";
        attachment.url = owned(media["media_url_https"].string());
        attachment.alt = owned(media["ext_alt_text"].string());
        if (attachment.url) {
            const std::string file =
                record.id.substr(2) + "-" + std::string{file_name_of(*attachment.url)};
            attachment.missing = !context().tree.find(file);
            attachment.path = attachment.missing ? std::nullopt : std::optional{file};
        }
        record.attachments.push_back(std::move(attachment));
    }
}

/// Long posts that no tweet of the archive begins.
class NoteReader final : public JsonReader {
public:
    explicit NoteReader(MemberContext& context) : JsonReader{context, {}, script} {}

private:
    void take(Json item, const JsonPart& part) override {
        sink().element();
        const Json note = item["noteTweet"].is_object() ? item["noteTweet"] : item;
        const auto id = note["noteTweetId"].string_or_number();
        const Json words = note["core"]["text"];
        if (!id || !words.is_string()) {
            sink().skip("no-text");
            return;
        }
        if (context().tree.note_was_taken(std::string{*id})) {
            sink().skip("joined");
            return;
        }
        Record record = start_record(part, item);
        record.id = "x:note/" + std::string{*id};
        record.kind = "post";
        record.thread_id = std::string{*id};
        record.author = {own().id, own().name, own().handle};
        record.author_role = "channel";
        set_created(record, from_iso(note["createdAt"].string().value_or("")));
        record.text = std::string{*words.string()};
        place_text(record, part, words);
        for (Json user = note["core"]["mentions"].first(); user; user = user.next()) {
            add_side_text(record, user, "mentions");
        }
        sink().record(std::move(record));
    }
};

class DirectReader final : public JsonReader {
public:
    explicit DirectReader(MemberContext& context) : JsonReader{context, {}, script} {}

private:
    Visit decide(std::string_view path, char first) override {
        const bool way = path.empty() || path == "/*" || path == "/*/dmConversation" ||
                         (path == "/*/dmConversation/messages" && first == '[');
        if (way) {
            return Visit::enter;
        }
        return path == "/*/dmConversation/messages/*" ? Visit::keep : Visit::skip;
    }
    Result<void> prepare() override {
        if (const auto stated = context().tree.stated(context().member.path)) {
            sink().stated(*stated);
        }
        return look(
            [](std::string_view path, char) {
                const bool way = path.empty() || path == "/*" || path == "/*/dmConversation" ||
                                 path == "/*/dmConversation/messages";
                const bool wanted = path == "/*/dmConversation/conversationId" ||
                                    path == "/*/dmConversation/messages/*";
                return way ? Visit::enter : wanted ? Visit::keep : Visit::skip;
            },
            [&](Json value, const JsonPart& part) {
                if (part.key == "conversationId") {
                    conversations_[part.indexes.at(0)] =
                        std::string{value.string_or_number().value_or("")};
                    return;
                }
                // Newest first, so the first set that is met is the last one known.
                std::vector<std::string>& group = members_[part.indexes.at(0)];
                const Json known = value["joinConversation"]["participantsSnapshot"];
                for (Json one = known.first(); group.empty() && one; one = one.next()) {
                    snapshot_.emplace_back(one.string_or_number().value_or(""));
                }
                group.insert(group.end(), snapshot_.begin(), snapshot_.end());
                snapshot_.clear();
            });
    }
    void take(Json event, const JsonPart& part) override;
    void message(Record& record, Json body, const JsonPart& part);
    bool event_of_group(Record& record, std::string_view kind, Json body);
    void set_people(Record& record, Json body, std::uint64_t conversation);

    std::unordered_map<std::uint64_t, std::string> conversations_;
    std::unordered_map<std::uint64_t, std::vector<std::string>> members_; ///< by conversation
    std::vector<std::string> snapshot_;
};

void DirectReader::take(Json event, const JsonPart& part) {
    sink().element();
    const Json body = event.first();
    const std::string_view kind = body.key();
    const std::string& conversation = conversations_[part.indexes.at(0)];
    Record record = start_record(part, event);
    record.kind = "direct-message";
    record.visibility = "private";
    record.thread_id = conversation;
    set_created(record, from_iso(body["createdAt"].string().value_or("")));
    if (kind == "messageCreate" || kind == "welcomeMessageCreate") {
        set_people(record, body, part.indexes.at(0));
        message(record, body, part);
        if (record.id.empty()) {
            sink().skip("duplicate");
            return;
        }
    } else if (!event_of_group(record, kind, body)) {
        sink().skip("unknown-event");
        return;
    }
    sink().record(std::move(record));
}

void DirectReader::set_people(Record& record, Json body, std::uint64_t conversation) {
    record.author.id = owned(body["senderId"].string_or_number());
    const bool is_own = own().id && record.author.id == own().id;
    record.author_role = is_own ? "channel" : "other";
    if (is_own) {
        record.author.name = own().name;
        record.author.handle = own().handle;
    }
    const auto recipient = body["recipientId"].string_or_number();
    if (recipient && *recipient != "0") {
        const bool to_own = own().id && *own().id == *recipient;
        record.recipients.push_back({std::string{*recipient}, to_own ? own().name : std::nullopt,
                                     to_own ? own().handle : std::nullopt});
        return;
    }
    for (const std::string& id : members_[conversation]) {
        if (id != record.author.id) {
            record.recipients.push_back({id, std::nullopt, std::nullopt});
        }
    }
}

void DirectReader::message(Record& record, Json body, const JsonPart& part) {
    const Json token = body["text"];
    if (token.is_string()) {
        std::string text = unescape_three(*token.string());
        for (Json url = body["urls"].first(); url; url = url.next()) {
            replace_link(text, url["url"].string().value_or(""),
                         url["expanded"].string().value_or(""));
        }
        record.text = std::move(text);
        place_text(record, part, token);
        for (Json url = body["urls"].first(); url; url = url.next()) {
            add_url_entity(record, url["expanded"].string().value_or(""));
        }
    }
    for (Json media = body["mediaUrls"].first(); media; media = media.next()) {
        Attachment attachment;
        attachment.type = "image";
        attachment.url = owned(media.string());
        if (attachment.url) {
            const std::string file = std::string{body["id"].string_or_number().value_or("")} + "-" +
                                     std::string{file_name_of(*attachment.url)};
            attachment.missing = !context().tree.find(file);
            attachment.path = attachment.missing ? std::nullopt : std::optional{file};
        }
        record.attachments.push_back(std::move(attachment));
    }
    for (Json reaction = body["reactions"].first(); reaction; reaction = reaction.next()) {
        record.reactions.push_back({owned(reaction["senderId"].string_or_number()), std::nullopt,
                                    owned(reaction["reactionKey"].string()),
                                    owned(reaction["createdAt"].string())});
    }
    if (body["editHistory"].size() > 0) {
        record.set_flag("edited");
        add_side_text(record, body["editHistory"], "editHistory");
    }
    const auto id = body["id"].string_or_number();
    if (!id) {
        record.id = context().ids.synthesise(record, digits_of(record.created.value_or("")));
        return;
    }
    record.id = context().ids.distinct(
        "x:" + std::string{*id}, record.created.value_or("") + "\x1f" + record.text.value_or(""));
}

/// Events of a group and reactions: system records, or a reaction on its own.
bool DirectReader::event_of_group(Record& record, std::string_view kind, Json body) {
    std::string text;
    const auto ids = [&](Json list) {
        for (Json one = list.first(); one; one = one.next()) {
            text += "\n" + std::string{one.string_or_number().value_or("")};
        }
    };
    if (kind == "reactionCreate") {
        text = "\n" + std::string{body["reactionKey"].string().value_or("")};
        record.author.id = owned(body["senderId"].string_or_number());
    } else if (kind == "joinConversation") {
        ids(body["participantsSnapshot"]);
    } else if (kind == "participantsJoin" || kind == "participantsLeave") {
        ids(body["userIds"]);
    } else if (kind == "conversationNameUpdate") {
        text = "\n" + std::string{body["name"].string().value_or("")};
    } else {
        return false;
    }
    if (const auto who = body["initiatingUserId"].string_or_number()) {
        record.author.id = std::string{*who};
    }
    record.author_role = "system";
    record.set_flag("system");
    record.text = std::string{kind} + text;
    record.id = context().ids.synthesise(record, digits_of(record.created.value_or("")));
    return true;
}

} // namespace

std::unique_ptr<MemberReader> x_tweets_reader(MemberContext& context) {
    return std::make_unique<TweetReader>(context);
}

std::unique_ptr<MemberReader> x_notes_reader(MemberContext& context) {
    return std::make_unique<NoteReader>(context);
}

std::unique_ptr<MemberReader> x_messages_reader(MemberContext& context) {
    return std::make_unique<DirectReader>(context);
}

} // namespace oblio::record
