// lib/src/record/mapping.cpp
#include "record/mapping.hpp"

#include "record/html_text.hpp"
#include "record/json_reader.hpp"
#include "record/mojibake.hpp"
#include "record/times.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace oblio::record {
namespace {

constexpr std::array<std::string_view, 17> field_names{
    "native_id",     "thread_id",   "kind",       "author_id", "author_name",
    "author_handle", "author_role", "recipients", "created",   "edited",
    "text",          "title",       "permalink",  "reply_to",  "reply_to_author",
    "visibility",    "channel"};

Error bad(const std::string& file, const std::string& what) {
    return {ErrorCode::bad_argument, file + ": " + what};
}

Result<FieldSource> parse_source(Json json, const std::string& file, const std::string& name) {
    FieldSource source;
    if (const auto constant = json.string()) {
        source.constant = std::string{*constant};
        return source;
    }
    if (!json.is_object()) {
        return bad(file, "field " + name + ": an object is expected");
    }
    for (Json child = json.first(); child; child = child.next()) {
        const std::string_view key = child.key();
        const auto text = owned(child.string());
        if (key == "column" && text) {
            source.column = text;
        } else if (key == "pointer" && text && (text->empty() || text->starts_with('/'))) {
            source.pointer = text;
        } else if (key == "const" && text) {
            source.constant = text;
        } else if (key == "index" && child.integer() && *child.integer() >= 0) {
            source.index = static_cast<std::size_t>(*child.integer());
        } else if (key == "split" && text && !text->empty()) {
            source.split = *text;
        } else if (key == "time" && text) {
            source.time = *text;
        } else if (key == "zone" && text) {
            source.zone = text;
        } else if (key == "html" && child.type() == Json::Type::boolean) {
            source.html = child.is_true();
        } else if (key == "unescape" && child.type() == Json::Type::boolean) {
            source.unescape = child.is_true();
        } else if (key == "mojibake" && child.type() == Json::Type::boolean) {
            source.mojibake = child.is_true();
        } else if (key == "map" && child.is_object()) {
            for (Json one = child.first(); one; one = one.next()) {
                source.values.emplace(one.key(), one.string().value_or(""));
            }
        } else {
            return bad(file, "field " + name + ": \"" + std::string{key} + "\" is not understood");
        }
    }
    const int places = (source.column ? 1 : 0) + (source.pointer ? 1 : 0) +
                       (source.constant ? 1 : 0) + (source.index ? 1 : 0);
    return places == 1
               ? Result<FieldSource>{std::move(source)}
               : Result<FieldSource>{
                     bad(file, "field " + name +
                                   ": exactly one of column, index, pointer, const is expected")};
}

std::vector<std::string> split(const std::string& value, const std::string& separator) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    while (!separator.empty() && at <= value.size()) {
        const auto end = std::min(value.find(separator, at), value.size());
        parts.push_back(value.substr(at, end - at));
        at = end + separator.size();
    }
    if (separator.empty()) {
        parts.push_back(value);
    }
    for (std::string& part : parts) {
        part.erase(0, part.find_first_not_of(' ') == std::string::npos
                          ? part.size()
                          : part.find_first_not_of(' '));
        part.erase(part.find_last_not_of(' ') + 1);
    }
    parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
    return parts;
}

/// A wall clock by a pattern of yyyy yy MM dd HH hh mm ss a and literals.
std::optional<std::chrono::local_seconds> by_pattern(std::string_view text,
                                                     std::string_view pattern, bool* has_seconds) {
    std::map<char, unsigned> found;
    bool afternoon = false;
    bool half = false;
    std::size_t at = 0;
    for (std::size_t p = 0; p < pattern.size();) {
        const char c = pattern[p];
        std::size_t width = 0;
        while (p + width < pattern.size() && pattern[p + width] == c) {
            ++width;
        }
        if (c == 'a') {
            const char letter = at < text.size() ? text[at] : '\0';
            afternoon = letter == 'p' || letter == 'P';
            half = true;
            at = std::min(text.find_first_not_of("apmAPM. ", at), text.size());
            p += width;
            continue;
        }
        if (std::string_view{"yMdHhms"}.find(c) == std::string_view::npos) {
            if (at >= text.size() || text[at] != c) {
                return std::nullopt;
            }
            ++at;
            ++p;
            continue;
        }
        const std::size_t from = at;
        const std::size_t most = c == 'y' ? width : 2;
        while (at < text.size() && at - from < most && text[at] >= '0' && text[at] <= '9') {
            found[c] = found[c] * 10 + static_cast<unsigned>(text[at] - '0');
            ++at;
        }
        if (at == from || (c == 'y' && at - from != width)) {
            return std::nullopt;
        }
        found[c] += c == 'y' && width == 2 ? 2000U : 0U;
        p += width;
    }
    if (at != text.size() || !found.contains('y') || !found.contains('M') || !found.contains('d')) {
        return std::nullopt;
    }
    unsigned hour = found.contains('H') ? found['H'] : found['h'];
    if (half) {
        hour = hour % 12 + (afternoon ? 12U : 0U);
    }
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(found['y'])},
                                           std::chrono::month{found['M']},
                                           std::chrono::day{found['d']}};
    if (!date.ok() || hour > 23 || found['m'] > 59 || found['s'] > 59) {
        return std::nullopt;
    }
    *has_seconds = pattern.find('s') != std::string_view::npos;
    return std::chrono::local_days{date} + std::chrono::hours{hour} +
           std::chrono::minutes{found['m']} + std::chrono::seconds{found['s']};
}

Account account_of(const std::string& value) {
    if (value.starts_with('@')) {
        return {std::nullopt, std::nullopt, value.substr(1)};
    }
    return {std::nullopt, value, std::nullopt};
}

} // namespace

Result<Mapping> parse_mapping(std::string_view json, const std::string& file) {
    JsonDocument document;
    const auto root = document.parse(json);
    if (!root) {
        return bad(file,
                   "byte " + std::to_string(document.error_at()) + ": " + root.error().detail);
    }
    if (!root->is_object() || !(*root)["fields"].is_object()) {
        return bad(file, "an object with \"fields\" is expected");
    }
    Mapping mapping;
    for (Json child = root->first(); child; child = child.next()) {
        const std::string key{child.key()};
        const auto text = owned(child.string());
        if (key == "format" || key == "fields") {
            continue;
        }
        if (key == "encoding" && text &&
            (*text == "auto" || *text == "utf-8" || *text == "utf-16" || *text == "windows-1252")) {
            mapping.encoding = *text;
        } else if ((key == "delimiter" || key == "quote") && text && text->size() == 1) {
            (key == "quote" ? mapping.quote : mapping.delimiter) = (*text)[0];
        } else if (key == "delimiter" && text == "auto") {
            mapping.delimiter = '\0';
        } else if (key == "header" && child.type() == Json::Type::boolean) {
            mapping.header = child.is_true();
        } else if (key == "platform" && text) {
            mapping.platform = *text;
        } else if (key == "channel" && text) {
            mapping.channel = *text;
        } else if (key == "ignore" && child.is_array()) {
            for (Json one = child.first(); one; one = one.next()) {
                mapping.ignore.emplace(one.string().value_or(""));
            }
        } else if (key == "kind" || key == "visibility") {
            auto source = parse_source(child, file, key);
            if (!source) {
                return source.error();
            }
            mapping.fields.emplace(key, std::move(*source));
        } else {
            return bad(file, "\"" + key + "\" is not understood");
        }
    }
    for (Json field = (*root)["fields"].first(); field; field = field.next()) {
        const std::string name{field.key()};
        if (std::find(field_names.begin(), field_names.end(), name) == field_names.end()) {
            return bad(file, "field " + name + ": no field of a record");
        }
        auto source = parse_source(field, file, name);
        if (!source) {
            return source.error();
        }
        mapping.fields.insert_or_assign(name, std::move(*source));
    }
    if (!mapping.fields.contains("text")) {
        return bad(file, "field text is missing");
    }
    return mapping;
}

Result<void> FieldFiller::open_zones() {
    for (const auto& [name, source] : mapping_.fields) {
        if (source.zone && !zones_.contains(*source.zone)) {
            auto zone = Zone::open(*source.zone);
            if (!zone) {
                return zone.error();
            }
            zones_.emplace(*source.zone, std::move(*zone));
        }
    }
    return {};
}

bool FieldFiller::set_time(Record& record, bool edited, const FieldSource& source,
                           const std::string& value) {
    Record stamp;
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool whole = error == std::errc{} && stop == value.data() + value.size();
    if (source.time == "epoch-s" || source.time == "epoch-ms" || source.time == "epoch-us") {
        if (whole && source.time == "epoch-s") {
            set_created_seconds(stamp, number);
        } else if (whole && source.time == "epoch-ms") {
            set_created_milliseconds(stamp, number);
        } else if (whole) {
            stamp.created = from_microseconds(number);
            stamp.created_precision = "us";
            stamp.created_source = "utc";
        }
    } else if (const auto utc = from_iso(value)) {
        set_created(stamp, utc);
    } else {
        const Zone& zone = source.zone ? zones_.at(*source.zone) : zone_;
        bool seconds = true;
        const auto wall = source.time.empty() || source.time == "iso"
                              ? local_iso(value)
                              : by_pattern(value, source.time, &seconds);
        if (wall) {
            set_created_local(stamp, *wall, zone, std::nullopt, seconds ? "s" : "min");
        }
    }
    if (!stamp.created) {
        return value.empty();
    }
    if (edited) {
        record.edited = stamp.created;
        record.set_flag("edited");
        return true;
    }
    record.created = stamp.created;
    record.created_precision = stamp.created_precision;
    record.created_source = stamp.created_source;
    for (const std::string& flag : stamp.flags) {
        record.set_flag(flag);
    }
    written_time = digits_of(value);
    return true;
}

bool FieldFiller::fill(Record& record, const std::string& field, const FieldSource& source,
                       std::string value) {
    if (source.mojibake) {
        const Repair repair = repair_mojibake(value);
        if (repair == Repair::repaired || repair == Repair::truncated) {
            record.set_flag(repair == Repair::repaired ? "encoding-repaired" : "encoding-suspect");
        }
    }
    if (source.unescape) {
        value = unescape_three(value);
    }
    if (source.html) {
        HtmlText converted = html_to_text(value);
        value = std::move(converted.text);
        for (HtmlLink& link : converted.links) {
            if (field == "text") {
                record.entities.push_back({"url", link.start, link.end, std::move(link.target)});
            }
        }
    }
    if (const auto meant = source.values.find(value); meant != source.values.end()) {
        value = meant->second;
    }
    if (field == "created" || field == "edited") {
        return set_time(record, field == "edited", source, value);
    }
    if (field == "recipients") {
        for (const std::string& one : split(value, source.split)) {
            record.recipients.push_back(account_of(one));
        }
        return true;
    }
    if (field == "native_id") {
        native_id = value;
        return true;
    }
    if (field == "text") {
        record.text = std::move(value);
        return true;
    }
    if (value.empty()) {
        return true; // absent
    }
    const auto one_of = [&](std::initializer_list<std::string_view> allowed) {
        return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
    };
    if (field == "kind") {
        value = value == "dm" ? "direct-message" : value;
        record.kind = value;
        return one_of({"post", "comment", "reply", "direct-message"});
    }
    if (field == "visibility") {
        record.visibility = value;
        return one_of({"public", "private"});
    }
    if (field == "author_role") {
        record.author_role = value;
        return one_of({"channel", "other", "system", "unknown"});
    }
    if (field == "channel") {
        record.channel = value;
    } else if (field == "thread_id") {
        record.thread_id = std::move(value);
    } else if (field == "author_id") {
        record.author.id = std::move(value);
    } else if (field == "author_name") {
        record.author.name = std::move(value);
    } else if (field == "author_handle") {
        record.author.handle = value.starts_with('@') ? value.substr(1) : value;
    } else if (field == "title") {
        record.title = std::move(value);
    } else if (field == "permalink") {
        record.permalink = std::move(value);
    } else if (field == "reply_to") {
        record.reply_to = mapping_.platform + ":" + value;
    } else if (field == "reply_to_author") {
        record.reply_to_author = account_of(value);
    }
    return true;
}

} // namespace oblio::record
