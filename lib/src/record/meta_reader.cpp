// lib/src/record/meta_reader.cpp
#include "record/meta_reader.hpp"

#include "record/mojibake.hpp"
#include "record/whatsapp_body.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {

std::string media_type(std::string_view uri) {
    const std::string type = whatsapp::attachment_type(uri);
    return type == "contact" ? "file" : type;
}

bool is_gone_account(std::string_view name) {
    static constexpr std::array<std::string_view, 7> names{"Facebook user",
                                                           "Facebook User",
                                                           "Utente di Facebook",
                                                           "Instagram User",
                                                           "Instagram user",
                                                           "Utente di Instagram",
                                                           ""};
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string MetaReader::repaired(std::string_view given) {
    std::string text{given};
    switch (repair_mojibake(text)) {
    case Repair::none:
        break;
    case Repair::repaired:
        repaired_ = true;
        repaired_in_file_ = true;
        break;
    case Repair::truncated:
        repaired_in_file_ = true;
        suspect_ = true;
        break;
    case Repair::doubtful:
        doubtful_ = true;
        break;
    }
    return text;
}

std::optional<std::string> MetaReader::text(Json value) {
    const auto given = value.string();
    return given ? std::optional{repaired(*given)} : std::nullopt;
}

void MetaReader::flag_encoding(Record& record) {
    if (repaired_) {
        record.set_flag("encoding-repaired");
    }
    if (suspect_ || (doubtful_ && repaired_in_file_)) {
        record.set_flag("encoding-suspect");
        sink().warn("encoding-suspect");
    }
    repaired_ = suspect_ = doubtful_ = false;
}

void MetaReader::add_side(Record& record, Json value, const std::string& name) {
    for_each_string(value, name, [&](const std::string& path, std::string_view given) {
        if (!given.empty() && !path.ends_with("uri")) {
            record.side_text.push_back({repaired(path), repaired(given)});
        }
    });
}

Attachment MetaReader::attachment(std::string uri, std::string type) const {
    Attachment out;
    out.type = std::move(type);
    if (uri.starts_with("http://") || uri.starts_with("https://")) {
        out.url = std::move(uri);
        return out;
    }
    const auto& tree = const_cast<MetaReader*>(this)->context().tree;
    // A sentence stands there when the file could not be saved.
    const bool sentence = uri.find(' ') != std::string::npos && extension_of(uri).empty();
    out.missing = sentence || !tree.find(uri);
    out.name = std::string{file_name_of(uri)};
    out.path = std::move(uri);
    return out;
}

void MetaReader::add_media(Record& record, Json media, std::string type, bool skip_title) {
    const auto uri = text(media["uri"]);
    if (uri) {
        record.attachments.push_back(attachment(*uri, type.empty() ? media_type(*uri) : type));
    }
    for (Json child = media.first(); child; child = child.next()) {
        if (child.key() == "uri" || child.key() == "backup_uri" ||
            (skip_title && child.key() == "title")) {
            continue;
        }
        const auto words = text(child);
        if (words && (words->empty() || words == record.text)) {
            continue;
        }
        add_side(record, child, "media." + std::string{child.key()});
    }
    // Coordinates are numbers.
    const Json metadata = media["media_metadata"];
    for (Json kind = metadata.first(); kind; kind = kind.next()) {
        for (Json exif = kind["exif_data"].first(); exif; exif = exif.next()) {
            const auto latitude = exif["latitude"].string_or_number();
            const auto longitude = exif["longitude"].string_or_number();
            if (latitude && longitude) {
                record.side_text.push_back(
                    {"media.exif_data.coordinates",
                     std::string{*latitude} + "," + std::string{*longitude}});
            }
        }
    }
}

void MetaReader::set_own_author(Record& record) const {
    record.author = {own().id, own().name, own().handle};
    if (!record.author.name && !record.author.handle && !record.channel.empty()) {
        record.author.name = record.channel;
    }
    record.author_role = "channel";
}

void MetaReader::set_named_author(Record& record, std::optional<std::string> name) const {
    const bool gone = !name || is_gone_account(*name);
    const bool is_own =
        !gone && (name == own().name || name == own().handle || *name == record.channel);
    record.author_role = is_own ? "channel" : gone ? "unknown" : "other";
    record.author.name = std::move(name);
    if (is_own) {
        record.author.handle = own().handle;
    }
}

void MetaReader::show_mentions(Record& record) {
    if (!record.text || record.text->find("@[") == std::string::npos) {
        return;
    }
    const std::string& given = *record.text;
    std::string out;
    std::size_t at = 0;
    while (at < given.size()) {
        const auto open = given.find("@[", at);
        if (open == std::string::npos) {
            break;
        }
        const auto digits = given.find_first_not_of("0123456789", open + 2);
        const auto close = given.find(']', open);
        const bool markup = digits != std::string::npos && digits > open + 2 &&
                            close != std::string::npos && given.compare(digits, 6, ":2048:") == 0 &&
                            digits + 6 <= close;
        if (!markup) {
            out.append(given, at, open + 2 - at);
            at = open + 2;
            continue;
        }
        out.append(given, at, open - at);
        const std::size_t start = count_code_points(out);
        out.append(given, digits + 6, close - digits - 6);
        record.entities.push_back(
            {"mention", start, count_code_points(out), given.substr(open + 2, digits - open - 2)});
        at = close + 1;
    }
    out.append(given, at);
    record.text = std::move(out);
}

void MetaReader::finish(Record record, std::string_view written_time) {
    flag_encoding(record);
    if (context().tree.keeps_texts && record.text) {
        const std::array<std::string_view, 2> parts{record.platform, *record.text};
        context().tree.texts.count_up(context().ids.hash(parts));
    }
    record.id = context().ids.synthesise(record, written_time);
    sink().record(std::move(record));
}

} // namespace oblio::record
