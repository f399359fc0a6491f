// lib/src/record/telegram_message.cpp
#include "record/telegram_message.hpp"

#include "record/json_reader.hpp"
#include "record/times.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace oblio::record::telegram {
namespace {

/// What is not a path: `(File not included. …)`.
bool is_excuse(std::string_view file) {
    return file.starts_with('(') && file.ends_with(')');
}

/// Text gathered from parts, with the entities and the places of the parts.
struct GatheredText {
    std::string text;
    std::vector<Entity> entities;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> parts;
};

void add_entity(GatheredText& out, Json part, std::size_t start) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> types{
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

void set_text(Record& record, Json json, std::uint64_t base) {
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

void set_service(Record& record, Json json) {
    static constexpr std::array<std::string_view, 14> not_content{
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

void set_attachments(Record& record, Json json) {
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
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kinds{
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

void set_reactions(Record& record, Json json, const Zone& zone) {
    for (Json reaction = json["reactions"].first(); reaction; reaction = reaction.next()) {
        std::optional<std::string> symbol = owned(reaction["emoji"].string());
        if (!symbol) {
            symbol = owned(reaction["document_id"].string());
        }
        for (Json one = reaction["recent"].first(); one; one = one.next()) {
            const auto wall = local_iso(one["date"].string().value_or(""));
            record.reactions.push_back(
                {peer_id(one["from_id"]), owned(one["from"].string()), symbol,
                 wall ? std::optional{format_instant(zone.to_utc(*wall, {}).instant)}
                      : std::nullopt});
        }
    }
}

void set_side_text(Record& record, Json json, const Tree& tree) {
    static constexpr std::array<std::string_view, 30> placed{"id",
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
        const auto member = tree.find(*card);
        if (member && tree.read) {
            if (auto bytes = tree.read(*member); bytes && !first_invalid_utf8(*bytes)) {
                record.side_text.push_back({"vcard", std::move(*bytes)});
            }
        }
    }
}

} // namespace

std::optional<std::string> peer_id(Json value) {
    const auto text = value.string_or_number();
    if (!text) {
        return std::nullopt;
    }
    return value.is_string() ? std::string{*text} : "user" + std::string{*text};
}

void read_content(Record& record, Json message, std::uint64_t base, const Zone& zone,
                  const Tree& tree) {
    set_text(record, message, base);
    set_attachments(record, message);
    set_reactions(record, message, zone);
    set_side_text(record, message, tree);
    if (message["type"].string() == "service") {
        set_service(record, message);
    }
}

} // namespace oblio::record::telegram
