// lib/src/record/telegram_reader.cpp: Telegram Desktop's result.json, one chat or all.
#include "record/json.hpp"
#include "record/json_reader.hpp"
#include "record/json_walker.hpp"
#include "record/member_reader.hpp"
#include "record/telegram_message.hpp"
#include "record/times.hpp"

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

/// Entries that are no messages: the kind, or empty.
std::string_view side_kind(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kinds{
        {{"/contacts/list/*", "contacts"},
         {"/frequent_contacts/list/*", "frequent-contacts"},
         {"/sessions/list/*", "sessions"},
         {"/web_sessions/list/*", "web-sessions"}}};
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const auto& kind) { return kind.first == path; });
    return found == kinds.end() ? std::string_view{} : found->second;
}

bool is_side_list(std::string_view path) {
    return !side_kind(std::string{path} + "/*").empty() ||
           !side_kind(std::string{path} + "/list/*").empty();
}

bool is_public(const std::string& type) {
    return type == "public_channel" || type == "public_supergroup";
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
    void side(const JsonPart& part);
    void enter_chat(const JsonPart& part);
    bool make_distinct(Record& record, Json id, std::string_view bytes);
    Record make_record(Json json, const JsonPart& part);
    void set_kind(Record& record, Json json);
    void set_author(Record& record, Json json);
    void set_time(Record& record, Json json);
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
    auto source = context_.bytes.open_ahead();
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
        own_.id = telegram::peer_id((*parsed)["user_id"]);
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
                if (path.ends_with("/messages/*") || !side_kind(path).empty()) {
                    return Visit::keep;
                }
                const bool way = path.empty() || path == "/chats" || path == "/chats/list" ||
                                 path == "/left_chats" || path == "/left_chats/list" ||
                                 path == "/chats/list/*" || path == "/left_chats/list/*" ||
                                 is_message_array(path) || is_side_list(path);
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
    } else if (*more && !side_kind(part.path).empty()) {
        side(part);
    }
    return *more;
}

/// A contact or a session: who it is about, and all its strings.
void TelegramReader::side(const JsonPart& part) {
    const std::string kind{side_kind(part.path)};
    const auto json = document_.parse(part.bytes, leniency_);
    if (!json || !context_.options.side_data) {
        context_.sink.side(kind, std::nullopt);
        return;
    }
    Record record;
    record.platform = "telegram";
    record.id = "telegram:" + kind + "/" + std::to_string(part.indexes.back());
    record.channel =
        context_.options.channel.value_or(own_.handle.value_or(own_.name.value_or("")));
    record.thread_id = kind;
    record.visibility = "private";
    record.author.id = telegram::peer_id((*json)["user_id"]);
    if (!record.author.id) {
        record.author.id = telegram::peer_id((*json)["id"]);
    }
    const auto first = (*json)["first_name"].string().value_or("");
    const auto last = (*json)["last_name"].string().value_or("");
    std::string name{first};
    name += (first.empty() || last.empty() ? "" : " ") + std::string{last};
    record.author.name = name.empty() ? owned((*json)["name"].string()) : std::optional{name};
    record.author_role = kind.ends_with("contacts") ? "other" : "channel";
    for_each_string(*json, "", [&](const std::string& path, std::string_view text) {
        if (!text.empty()) {
            record.side_text.push_back({path, std::string{text}});
        }
    });
    RecordSource source = context_.source;
    source.pointer = part.pointer();
    source.index = part.indexes.back();
    source.start = part.from;
    source.end = part.to;
    source.line = part.line;
    record.source = std::move(source);
    context_.sink.side(kind, std::move(record));
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
    telegram::read_content(record, json, part.from, context_.zone, context_.tree);
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
    record.author.id = telegram::peer_id(json[service ? "actor_id" : "from_id"]);
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

} // namespace

std::unique_ptr<MemberReader> telegram_reader(MemberContext& context) {
    return std::make_unique<TelegramReader>(context);
}

} // namespace oblio::record
