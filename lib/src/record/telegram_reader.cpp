// lib/src/record/telegram_reader.cpp: Telegram Desktop's result.json, one chat or all.
#include "record/json.hpp"
#include "record/json_walker.hpp"
#include "record/member_reader.hpp"
#include "record/times.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace oblio::record {
namespace {

/// What stands beside the messages of a chat.
struct Chat {
    std::optional<std::string> id, name;
    std::string type;
};

/// The place of a chat in the file: empty for a file of one chat, else list and number.
std::string chat_key(std::string_view path, const std::vector<std::uint64_t>& indexes) {
    if (path.starts_with("/chats/list/*") || path.starts_with("/left_chats/list/*")) {
        return std::string{path.substr(1, 1)} + std::to_string(indexes.empty() ? 0 : indexes[0]);
    }
    return {};
}

bool is_message_array(std::string_view path) {
    return path == "/messages" || path == "/chats/list/*/messages" ||
           path == "/left_chats/list/*/messages";
}

bool is_public(const std::string& type) {
    return type == "public_channel" || type == "public_supergroup";
}

/// What is not a path: `(File not included. …)`.
bool is_excuse(std::string_view file) {
    return file.starts_with('(') && file.ends_with(')');
}

std::optional<std::string> owned(std::optional<std::string_view> text) {
    return text ? std::optional{std::string{*text}} : std::nullopt;
}

/// Ids since 2021 carry a letter prefix; a bare number before that is a user.
std::optional<std::string> peer_id(Json value) {
    const auto text = value.string_or_number();
    if (!text) {
        return std::nullopt;
    }
    return value.is_string() ? std::string{*text} : "user" + std::string{*text};
}

/// Text gathered from parts, with the entities and the places of the parts.
struct GatheredText {
    std::string text;
    std::vector<Entity> entities;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> parts;
};

void add_entity(GatheredText& out, Json part, std::size_t start) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> types{
        {{"mention", "mention"},
         {"mention_name", "mention"},
         {"hashtag", "hashtag"},
         {"link", "url"},
         {"text_link", "url"},
         {"email", "email"},
         {"phone", "phone"},
         {"bank_card", "card"}}};
    const auto type = part["type"].string().value_or("");
    const auto known = std::find_if(types.begin(), types.end(),
                                    [&](const auto& one) { return one.first == type; });
    if (known == types.end()) {
        return;
    }
    Entity entity{std::string{known->second}, start, count_code_points(out.text), std::nullopt};
    if (const auto href = part["href"].string()) {
        entity.value = std::string{*href};
    } else if (const auto user = part["user_id"].string_or_number()) {
        entity.value = "user" + std::string{*user};
    }
    out.entities.push_back(std::move(entity));
}

/// A string, or an array of strings and objects with `text`. `base` is where the record starts.
GatheredText gather(Json value, std::uint64_t base) {
    GatheredText out;
    const auto take = [&](Json text) {
        if (const auto bytes = text.string()) {
            out.text += *bytes;
            out.parts.emplace_back(base + text.from(), base + text.to());
        }
    };
    take(value);
    if (!value.is_array()) {
        return out;
    }
    std::size_t points = 0;
    for (Json part = value.first(); part; part = part.next()) {
        take(part.is_object() ? part["text"] : part);
        if (part.is_object()) {
            add_entity(out, part, points);
        }
        points = count_code_points(out.text);
    }
    return out;
}

/// Adds every string below `value` as side text.
void add_side(Record& record, Json value, const std::string& name) {
    for_each_string(value, name, [&](const std::string& path, std::string_view text) {
        if (!text.empty()) {
            record.side_text.push_back({path, std::string{text}});
        }
    });
}

class TelegramReader final : public MemberReader {
public:
    explicit TelegramReader(MemberContext& context) : context_{context} {
        leniency_.hex_escapes = true;
        leniency_.bare_values = true;
        leniency_.depth = context.options.limits.depth;
    }
    Result<bool> advance() override;

private:
    Result<void> look_ahead();
    void note(const JsonPart& part, std::map<std::string, Chat>& chats);
    void message(const JsonPart& part);
    void enter_chat(const JsonPart& part);
    bool make_distinct(Record& record, Json id, std::string_view bytes);
    Record make_record(Json json, const JsonPart& part);
    void set_kind(Record& record, Json json);
    void set_author(Record& record, Json json);
    void set_time(Record& record, Json json);
    void set_text(Record& record, Json json, std::uint64_t base);
    void set_service(Record& record, Json json);
    void set_attachments(Record& record, Json json);
    void set_reactions(Record& record, Json json);
    void set_side_text(Record& record, Json json);
    std::string channel_of(const Chat& chat) const;

    MemberContext& context_;
    JsonLeniency leniency_;
    JsonDocument document_;
    std::optional<JsonWalker> walker_;
    std::map<std::string, Chat> chats_;
    OwnAccount own_;
    std::string current_key_;
    const Chat* chat_ = nullptr;
    bool in_chat_ = false;
    std::optional<Instant> previous_;
    bool warned_duplicate_ = false;
    AscendingIds met_;
};

/// What stands beside the messages, all chats: a pass that skips them.
Result<void> TelegramReader::look_ahead() {
    auto held = context_.bytes.hold();
    auto source = held ? context_.bytes.open() : Result<std::unique_ptr<ByteSource>>{held.error()};
    if (!source) {
        return source.error();
    }
    JsonWalker walker{
        std::move(*source), context_.options.limits, [](std::string_view path, char first) {
            if (is_message_array(path)) {
                return Visit::skip;
            }
            const bool way = path.empty() || path == "/chats" || path == "/chats/list" ||
                             path == "/left_chats" || path == "/left_chats/list" ||
                             path == "/chats/list/*" || path == "/left_chats/list/*";
            if (way) {
                return Visit::enter;
            }
            const bool scalar = first != '{' && first != '[';
            return scalar || path == "/personal_information" ? Visit::keep : Visit::skip;
        }};
    JsonPart part;
    while (true) {
        const auto more = walker.next(part);
        if (!more || !*more) {
            return {}; // what is broken shows again, with its place, when the messages are read
        }
        note(part, chats_);
    }
}

void TelegramReader::note(const JsonPart& part, std::map<std::string, Chat>& chats) {
    const auto parsed = document_.parse(part.bytes, leniency_);
    if (!parsed) {
        return;
    }
    if (part.path == "/personal_information") {
        const auto first = (*parsed)["first_name"].string().value_or("");
        const auto last = (*parsed)["last_name"].string().value_or("");
        own_.id = peer_id((*parsed)["user_id"]);
        if (own_.id && !own_.id->starts_with("user")) {
            own_.id = "user" + *own_.id;
        }
        own_.name =
            std::string{first} + (first.empty() || last.empty() ? "" : " ") + std::string{last};
        own_.handle = owned((*parsed)["username"].string());
        return;
    }
    Chat& chat = chats[chat_key(part.path, part.indexes)];
    if (part.key == "id") {
        chat.id = owned(parsed->string_or_number());
    } else if (part.key == "name") {
        chat.name = owned(parsed->string());
    } else if (part.key == "type") {
        chat.type = std::string{parsed->string().value_or("")};
    }
}

Result<bool> TelegramReader::advance() {
    if (!walker_) {
        if (auto looked = look_ahead(); !looked) {
            return looked.error();
        }
        auto source = context_.bytes.open();
        if (!source) {
            return source.error();
        }
        walker_.emplace(
            std::move(*source), context_.options.limits, [](std::string_view path, char) {
                if (path.ends_with("/messages/*")) {
                    return Visit::keep;
                }
                const bool way = path.empty() || path == "/chats" || path == "/chats/list" ||
                                 path == "/left_chats" || path == "/left_chats/list" ||
                                 path == "/chats/list/*" || path == "/left_chats/list/*" ||
                                 is_message_array(path);
                return way ? Visit::enter : Visit::skip;
            });
    }
    JsonPart part;
    const auto more = walker_->next(part);
    if (!more) {
        context_.sink.problem(more.error(), walker_->offset(), walker_->line());
        return false;
    }
    if (*more && part.path.ends_with("/messages/*")) {
        message(part);
    }
    return *more;
}

void TelegramReader::enter_chat(const JsonPart& part) {
    const std::string key = chat_key(part.path, part.indexes);
    if (!in_chat_ || key != current_key_) {
        in_chat_ = true;
        current_key_ = key;
        chat_ = &chats_[key];
        previous_.reset();
        met_.clear();
    }
}

void TelegramReader::message(const JsonPart& part) {
    enter_chat(part);
    context_.sink.element();
    if (part.too_long) {
        context_.sink.bad_element({ErrorCode::limit_exceeded, "the record is too long"}, part.from,
                                  part.line);
        return;
    }
    const auto json = document_.parse(part.bytes, leniency_);
    if (!json || !json->is_object()) {
        context_.sink.bad_element(json ? Error{ErrorCode::bad_json, "a message is an object"}
                                       : json.error(),
                                  part.from + document_.error_at(), part.line);
        return;
    }
    if (document_.duplicate_keys() && !warned_duplicate_) {
        warned_duplicate_ = true;
        context_.sink.warn("duplicate-key");
    }
    if (!(*json)["id"].string_or_number()) {
        context_.sink.bad_element({ErrorCode::bad_record, "a message without id"}, part.from,
                                  part.line);
        return;
    }
    Record record = make_record(*json, part);
    if (!make_distinct(record, (*json)["id"], part.bytes)) {
        context_.sink.skip("duplicate");
        return;
    }
    context_.sink.record(std::move(record));
}

/// Ids hold within a chat; false if the same message came before.
bool TelegramReader::make_distinct(Record& record, Json id, std::string_view bytes) {
    const auto number = id.integer();
    if (!number) {
        record.id = context_.ids.distinct(record.id, bytes);
        return !record.id.empty();
    }
    const std::array<std::string_view, 1> parts{bytes};
    switch (met_.meet(*number, static_cast<std::uint32_t>(context_.ids.hash(parts)))) {
    case AscendingIds::Met::fresh:
        return true;
    case AscendingIds::Met::same:
        return context_.options.every_place;
    case AscendingIds::Met::other:
        break;
    }
    record.id = context_.ids.distinct(record.id + "#1", bytes);
    return !record.id.empty();
}

std::string TelegramReader::channel_of(const Chat& chat) const {
    if (context_.options.channel) {
        return *context_.options.channel;
    }
    const bool dialogue = chat.type.empty() || chat.type == "personal_chat" ||
                          chat.type == "bot_chat" || chat.type == "saved_messages";
    if (dialogue && (own_.handle || own_.name)) {
        return own_.handle ? *own_.handle : *own_.name;
    }
    return chat.name.value_or(chat.id.value_or(""));
}

Record TelegramReader::make_record(Json json, const JsonPart& part) {
    Record record;
    record.platform = "telegram";
    const std::string chat_id = chat_->id.value_or("");
    record.id = "telegram:" + chat_id + "/" + std::string{*json["id"].string_or_number()};
    record.channel = channel_of(*chat_);
    record.thread_id = chat_id;
    RecordSource source = context_.source;
    source.pointer = part.pointer();
    source.index = part.indexes.back();
    source.start = part.from;
    source.end = part.to;
    source.line = part.line;
    record.source = std::move(source);
    if (document_.replaced_surrogates()) {
        record.set_flag("encoding-suspect");
    }
    set_kind(record, json);
    set_author(record, json);
    set_time(record, json);
    set_text(record, json, part.from);
    set_attachments(record, json);
    set_reactions(record, json);
    set_side_text(record, json);
    if (json["type"].string() == "service") {
        set_service(record, json);
    }
    return record;
}

void TelegramReader::set_kind(Record& record, Json json) {
    const std::string& type = chat_->type;
    const auto reply = json["reply_to_message_id"].string_or_number();
    if (reply) {
        std::string chat = *record.thread_id;
        if (const auto peer = json["reply_to_peer_id"].string_or_number()) {
            const auto digits = peer->find_first_of("0123456789");
            chat = std::string{peer->substr(digits == std::string_view::npos ? 0 : digits)};
        }
        record.reply_to = "telegram:" + chat + "/" + std::string{*reply};
    }
    if (type == "public_channel" || type == "private_channel") {
        record.kind = "post";
    } else if (type == "public_supergroup") {
        record.kind = reply ? "reply" : "comment";
    } else {
        record.kind = "direct-message";
    }
    record.visibility = is_public(type) ? "public" : "private";
    if (type == "public_channel") {
        const auto& names = context_.options.usernames;
        auto name = names.find(chat_->name.value_or(""));
        name = name == names.end() ? names.find(*record.thread_id) : name;
        if (name != names.end()) {
            record.permalink =
                "https://t.me/" + name->second + "/" + std::string{*json["id"].string_or_number()};
        }
    }
}

void TelegramReader::set_author(Record& record, Json json) {
    const bool service = json["type"].string() == "service";
    record.author.id = peer_id(json[service ? "actor_id" : "from_id"]);
    record.author.name = owned(json[service ? "actor" : "from"].string());
    const bool channel_voice = (record.author.id && (record.author.id->starts_with("channel") ||
                                                     (own_.id && record.author.id == own_.id))) ||
                               (record.author.name && (*record.author.name == record.channel));
    const bool known = record.author.id || record.author.name;
    record.author_role = service         ? "system"
                         : channel_voice ? "channel"
                         : known         ? "other"
                                         : "unknown";
    if (chat_->type == "personal_chat" && own_.id && record.author.id != own_.id) {
        record.recipients.push_back({own_.id, own_.name, own_.handle});
    } else if (chat_->type == "personal_chat" && (chat_->name || chat_->id)) {
        const bool from_other = record.author.id == "user" + chat_->id.value_or("");
        if (!from_other) {
            record.recipients.push_back(
                {chat_->id ? std::optional{"user" + *chat_->id} : std::nullopt, chat_->name,
                 std::nullopt});
        }
    }
}

void TelegramReader::set_time(Record& record, Json json) {
    if (const auto seconds = json["date_unixtime"].integer()) {
        set_created_seconds(record, seconds);
    } else if (const auto wall = local_iso(json["date"].string().value_or(""))) {
        previous_ = set_created_local(record, *wall, context_.zone, previous_, "s");
    }
    if (!record.created && json["type"].string() != "unsupported") {
        context_.sink.warn("time-unknown");
    }
    if (const auto seconds = json["edited_unixtime"].integer()) {
        record.edited = from_seconds(*seconds);
    } else if (const auto wall = local_iso(json["edited"].string().value_or(""))) {
        record.edited = format_instant(context_.zone.to_utc(*wall, std::nullopt).instant);
    }
    if (record.edited) {
        record.set_flag("edited");
    }
}

void TelegramReader::set_text(Record& record, Json json, std::uint64_t base) {
    Json value = json["text"];
    if (!value) {
        value = json["text_entities"];
    }
    if (!value) {
        value = json["rich_message"];
    }
    if (!value.is_string() && !value.is_array()) {
        return;
    }
    GatheredText gathered = gather(value, base);
    record.text = std::move(gathered.text);
    record.entities = std::move(gathered.entities);
    if (value.is_string()) {
        record.source->text_start = gathered.parts.at(0).first;
        record.source->text_end = gathered.parts.at(0).second;
    } else {
        record.source->text_parts = std::move(gathered.parts);
    }
}

/// A service message has no text of its own: its strings, one a line.
void TelegramReader::set_service(Record& record, Json json) {
    constexpr std::array<std::string_view, 14> not_content{
        "id",      "type",          "date", "date_unixtime", "edited", "edited_unixtime",
        "actor",   "actor_id",      "text", "text_entities", "photo",  "from",
        "from_id", "discard_reason"};
    const std::string action{json["action"].string().value_or("")};
    record.set_flag(action == "phone_call" || action == "group_call" ? "call" : "system");
    record.set_flag("system");
    if (record.text && !record.text->empty()) {
        return;
    }
    std::string text;
    for (Json child = json.first(); child; child = child.next()) {
        if (std::find(not_content.begin(), not_content.end(), child.key()) != not_content.end()) {
            continue;
        }
        for_each_string(child, std::string{child.key()},
                        [&](const std::string&, std::string_view v) {
                            text += (text.empty() ? "" : "\n") + std::string{v};
                        });
    }
    record.text = std::move(text);
    record.source->text_start.reset();
    record.source->text_end.reset();
    record.source->text_parts.clear();
    record.side_text.clear(); // all of it is in the text now
}

void TelegramReader::set_attachments(Record& record, Json json) {
    const auto add = [&](std::string_view key, std::string type) {
        const auto path = json[key].string();
        if (!path) {
            return;
        }
        Attachment attachment;
        attachment.type = std::move(type);
        attachment.missing = is_excuse(*path);
        if (!attachment.missing) {
            attachment.path = std::string{*path};
        }
        attachment.name = owned(json["file_name"].string());
        attachment.mime = owned(json["mime_type"].string());
        attachment.size = json[key == "photo" ? "photo_file_size" : "file_size"].integer();
        record.attachments.push_back(std::move(attachment));
    };
    add("photo", "image");
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kinds{
        {{"sticker", "sticker"},
         {"video_message", "video"},
         {"voice_message", "audio"},
         {"animation", "gif"},
         {"video_file", "video"},
         {"audio_file", "audio"}}};
    const auto media = json["media_type"].string().value_or("");
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const auto& one) { return one.first == media; });
    add("file", std::string{kind == kinds.end() ? "file" : kind->second});
    for (const auto& [key, type] :
         {std::pair{"contact_information", "contact"},
          std::pair{"location_information", "location"}, std::pair{"poll", "poll"}}) {
        if (json[key].is_object()) {
            Attachment attachment;
            attachment.type = type;
            if (const auto card = json["contact_vcard"].string();
                card && json[key].key() == "contact_information") {
                attachment.missing = is_excuse(*card);
                attachment.path = attachment.missing ? std::nullopt : owned(card);
            }
            record.attachments.push_back(std::move(attachment));
        }
    }
}

void TelegramReader::set_reactions(Record& record, Json json) {
    for (Json reaction = json["reactions"].first(); reaction; reaction = reaction.next()) {
        std::optional<std::string> symbol = owned(reaction["emoji"].string());
        if (!symbol) {
            symbol = owned(reaction["document_id"].string());
        }
        for (Json one = reaction["recent"].first(); one; one = one.next()) {
            const auto wall = local_iso(one["date"].string().value_or(""));
            record.reactions.push_back(
                {peer_id(one["from_id"]), owned(one["from"].string()), symbol,
                 wall ? std::optional{format_instant(context_.zone.to_utc(*wall, {}).instant)}
                      : std::nullopt});
        }
    }
}

/// All strings that have no place of their own.
void TelegramReader::set_side_text(Record& record, Json json) {
    constexpr std::array<std::string_view, 30> placed{"id",
                                                      "type",
                                                      "date",
                                                      "date_unixtime",
                                                      "edited",
                                                      "edited_unixtime",
                                                      "from",
                                                      "from_id",
                                                      "actor",
                                                      "actor_id",
                                                      "action",
                                                      "text",
                                                      "text_entities",
                                                      "photo",
                                                      "file",
                                                      "file_name",
                                                      "mime_type",
                                                      "media_type",
                                                      "reactions",
                                                      "reply_to_message_id",
                                                      "reply_to_peer_id",
                                                      "file_size",
                                                      "width",
                                                      "height",
                                                      "duration_seconds",
                                                      "thumbnail",
                                                      "sticker_emoji",
                                                      "rich_message",
                                                      "photo_file_size",
                                                      "thumbnail_file_size"};
    for (Json child = json.first(); child; child = child.next()) {
        if (std::find(placed.begin(), placed.end(), child.key()) != placed.end()) {
            continue;
        }
        if (child.key() == "location_information") {
            record.side_text.push_back(
                {"location_information",
                 std::string{child["latitude"].string_or_number().value_or("")} + "," +
                     std::string{child["longitude"].string_or_number().value_or("")}});
            continue;
        }
        add_side(record, child, std::string{child.key()});
    }
    if (json["forwarded_from"] && !json["forwarded_from"].is_null()) {
        record.set_flag("forwarded");
    } else if (json["forwarded_from"]) {
        record.set_flag("forwarded"); // from a deleted account
    }
    // The link targets in text entities that the text itself repeats are entities already.
    if (const auto card = json["contact_vcard"].string(); card && !is_excuse(*card)) {
        const auto member = context_.tree.find(*card);
        if (member && context_.tree.read) {
            if (auto bytes = context_.tree.read(*member); bytes && !first_invalid_utf8(*bytes)) {
                record.side_text.push_back({"vcard", std::move(*bytes)});
            }
        }
    }
}

} // namespace

std::unique_ptr<MemberReader> telegram_reader(MemberContext& context) {
    return std::make_unique<TelegramReader>(context);
}

} // namespace oblio::record
