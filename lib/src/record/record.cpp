// lib/src/record/record.cpp: the neutral record as one line of JSON, and back.
#include "oblio/record/record.hpp"

#include "record/json.hpp"
#include "record/neutral.hpp"

#include <algorithm>
#include <array>

namespace oblio {
namespace {

using record::append_json_string;
using record::Json;
using record::JsonDocument;

// ---------------------------------------------------------------- writing

/// Writes the members of one object, commas included.
class Writer {
public:
    explicit Writer(std::string& out) : out_{out} {}

    void key(std::string_view name) {
        out_.push_back(first_ ? '{' : ',');
        first_ = false;
        append_json_string(out_, name);
        out_.push_back(':');
    }
    void string(std::string_view name, const std::string& value) {
        key(name);
        append_json_string(out_, value);
    }
    void string(std::string_view name, const std::optional<std::string>& value) {
        key(name);
        value ? append_json_string(out_, *value) : void(out_.append("null"));
    }
    template <class Number> void number(std::string_view name, const std::optional<Number>& value) {
        key(name);
        out_.append(value ? std::to_string(*value) : "null");
    }
    void truth(std::string_view name, bool value) {
        key(name);
        out_.append(value ? "true" : "false");
    }
    template <class List, class Each>
    void list(std::string_view name, const List& values, const Each& each) {
        key(name);
        out_.push_back('[');
        bool comma = false;
        for (const auto& value : values) {
            if (comma) {
                out_.push_back(',');
            }
            comma = true;
            each(value);
        }
        out_.push_back(']');
    }
    void close() { out_.push_back('}'); }

private:
    std::string& out_;
    bool first_ = true;
};

void write_account(std::string& out, const Account& account) {
    Writer writer{out};
    writer.string("id", account.id);
    writer.string("name", account.name);
    writer.string("handle", account.handle);
    writer.close();
}

void write_attachment(std::string& out, const Attachment& attachment) {
    Writer writer{out};
    writer.string("type", attachment.type);
    writer.string("path", attachment.path);
    writer.string("url", attachment.url);
    writer.string("name", attachment.name);
    writer.string("mime", attachment.mime);
    writer.number("size", attachment.size);
    writer.string("alt", attachment.alt);
    writer.truth("missing", attachment.missing);
    writer.close();
}

void write_entity(std::string& out, const Entity& entity) {
    Writer writer{out};
    writer.string("type", entity.type);
    writer.number("start", std::optional{entity.start});
    writer.number("end", std::optional{entity.end});
    writer.string("value", entity.value);
    writer.close();
}

void write_reaction(std::string& out, const Reaction& reaction) {
    Writer writer{out};
    writer.string("author_id", reaction.author_id);
    writer.string("author_name", reaction.author_name);
    writer.string("symbol", reaction.symbol);
    writer.string("at", reaction.at);
    writer.close();
}

void write_side_text(std::string& out, const SideText& side) {
    Writer writer{out};
    writer.string("name", side.name);
    writer.string("value", side.value);
    writer.close();
}

void write_source(std::string& out, const RecordSource& source) {
    Writer writer{out};
    writer.string("archive", source.archive);
    writer.string("member", source.member);
    writer.string("pointer", source.pointer);
    writer.number("index", source.index);
    writer.number("start", source.start);
    writer.number("end", source.end);
    writer.number("text_start", source.text_start);
    writer.number("text_end", source.text_end);
    if (!source.text_parts.empty()) {
        writer.list("text_parts", source.text_parts, [&](const auto& part) {
            out.append("[" + std::to_string(part.first) + "," + std::to_string(part.second) + "]");
        });
    }
    writer.number("line", source.line);
    writer.string("format", source.format);
    writer.string("sha256", source.sha256);
    writer.close();
}

// ---------------------------------------------------------------- reading

/// Takes the fields of one object; remembers the first that has the wrong shape.
class Fields {
public:
    Fields(Json object, std::string where) : object_{object}, where_{std::move(where)} {
        if (object.type() != Json::Type::object) {
            bad("");
        }
    }

    void string(std::string_view name, std::string& out) {
        std::optional<std::string> value;
        string(name, value);
        if (value) {
            out = std::move(*value);
        }
    }
    void string(std::string_view name, std::optional<std::string>& out) {
        const Json value = object_[name];
        if (const auto text = value.string()) {
            out = std::string{*text};
        } else if (value && !value.is_null()) {
            bad(name);
        }
    }
    template <class Number> void number(std::string_view name, std::optional<Number>& out) {
        const Json value = object_[name];
        if (!value || value.is_null()) {
            return;
        }
        const auto whole = value.type() == Json::Type::number ? value.integer() : std::nullopt;
        if (!whole || *whole < 0) {
            bad(name);
            return;
        }
        out = static_cast<Number>(*whole);
    }
    void truth(std::string_view name, bool& out) {
        const Json value = object_[name];
        if (value && !value.is_null() && value.type() != Json::Type::boolean) {
            bad(name);
        }
        out = value.is_true();
    }
    template <class Each> void list(std::string_view name, const Each& each) {
        const Json value = object_[name];
        if (value && !value.is_null() && !value.is_array()) {
            bad(name);
            return;
        }
        std::size_t index = 0;
        for (Json item = value.first(); item; item = item.next(), ++index) {
            each(item, where_ + std::string{name} + "[" + std::to_string(index) + "]");
        }
    }
    void bad(std::string_view name) {
        if (!problem_) {
            problem_ = where_ + std::string{name};
        }
    }
    void merge(const Fields& inner) {
        if (!problem_) {
            problem_ = inner.problem_;
        }
    }
    [[nodiscard]] const std::optional<std::string>& problem() const { return problem_; }

private:
    Json object_;
    std::string where_;
    std::optional<std::string> problem_;
};

Account read_account(Fields& outer, Json value, const std::string& where) {
    Fields fields{value, where + "."};
    Account account;
    fields.string("id", account.id);
    fields.string("name", account.name);
    fields.string("handle", account.handle);
    outer.merge(fields);
    return account;
}

Attachment read_attachment(Fields& outer, Json value, const std::string& where) {
    Fields fields{value, where + "."};
    Attachment attachment;
    fields.string("type", attachment.type);
    fields.string("path", attachment.path);
    fields.string("url", attachment.url);
    fields.string("name", attachment.name);
    fields.string("mime", attachment.mime);
    fields.number("size", attachment.size);
    fields.string("alt", attachment.alt);
    fields.truth("missing", attachment.missing);
    outer.merge(fields);
    return attachment;
}

Entity read_entity(Fields& outer, Json value, const std::string& where) {
    Fields fields{value, where + "."};
    Entity entity;
    std::optional<std::size_t> start;
    std::optional<std::size_t> end;
    fields.string("type", entity.type);
    fields.number("start", start);
    fields.number("end", end);
    fields.string("value", entity.value);
    entity.start = start.value_or(0);
    entity.end = end.value_or(0);
    if (entity.end < entity.start) {
        fields.bad("end");
    }
    outer.merge(fields);
    return entity;
}

Reaction read_reaction(Fields& outer, Json value, const std::string& where) {
    Fields fields{value, where + "."};
    Reaction reaction;
    fields.string("author_id", reaction.author_id);
    fields.string("author_name", reaction.author_name);
    fields.string("symbol", reaction.symbol);
    fields.string("at", reaction.at);
    outer.merge(fields);
    return reaction;
}

RecordSource read_source(Fields& outer, Json value) {
    Fields fields{value, "source."};
    RecordSource source;
    fields.string("archive", source.archive);
    fields.string("member", source.member);
    fields.string("pointer", source.pointer);
    fields.number("index", source.index);
    fields.number("start", source.start);
    fields.number("end", source.end);
    fields.number("text_start", source.text_start);
    fields.number("text_end", source.text_end);
    fields.list("text_parts", [&](Json part, const std::string& where) {
        const auto start = part.first().integer();
        const auto end = part.first().next().integer();
        if (part.size() != 2 || !start || !end || *start < 0 || *end < *start) {
            fields.bad(where.substr(where.rfind('.') + 1));
            return;
        }
        source.text_parts.emplace_back(static_cast<std::uint64_t>(*start),
                                       static_cast<std::uint64_t>(*end));
    });
    fields.number("line", source.line);
    fields.string("format", source.format);
    fields.string("sha256", source.sha256);
    outer.merge(fields);
    return source;
}

constexpr std::array<std::string_view, 27> known_keys{
    "v",           "id",        "platform",          "channel",        "thread_id",
    "kind",        "author_id", "author_name",       "author_handle",  "author_role",
    "recipients",  "created",   "created_precision", "created_source", "edited",
    "text",        "title",     "permalink",         "reply_to",       "reply_to_author",
    "attachments", "entities",  "reactions",         "side_text",      "visibility",
    "flags",       "source"};

bool is_known(std::string_view key) {
    return std::find(known_keys.begin(), known_keys.end(), key) != known_keys.end();
}

template <std::size_t N>
bool is_one_of(std::string_view value, const std::array<std::string_view, N>& allowed) {
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

void read_choices(Fields& fields, Record& record) {
    static constexpr std::array<std::string_view, 4> kinds{"post", "comment", "reply",
                                                           "direct-message"};
    static constexpr std::array<std::string_view, 4> roles{"channel", "other", "system", "unknown"};
    static constexpr std::array<std::string_view, 2> visibilities{"public", "private"};
    fields.string("kind", record.kind);
    if (record.kind == "dm") {
        record.kind = "direct-message";
    }
    if (!is_one_of(record.kind, kinds)) {
        fields.bad("kind");
    }
    fields.string("author_role", record.author_role);
    if (!is_one_of(record.author_role, roles)) {
        fields.bad("author_role");
    }
    if (record.kind == "direct-message") {
        record.visibility = "private"; // unless the line says otherwise
    }
    fields.string("visibility", record.visibility);
    if (!is_one_of(record.visibility, visibilities)) {
        fields.bad("visibility");
    }
}

void read_lists(Fields& fields, Json object, Record& record) {
    fields.list("recipients", [&](Json item, const std::string& where) {
        record.recipients.push_back(read_account(fields, item, where));
    });
    if (const Json author = object["reply_to_author"]; author && !author.is_null()) {
        record.reply_to_author = read_account(fields, author, "reply_to_author");
    }
    fields.list("attachments", [&](Json item, const std::string& where) {
        record.attachments.push_back(read_attachment(fields, item, where));
    });
    fields.list("entities", [&](Json item, const std::string& where) {
        record.entities.push_back(read_entity(fields, item, where));
    });
    fields.list("reactions", [&](Json item, const std::string& where) {
        record.reactions.push_back(read_reaction(fields, item, where));
    });
    fields.list("side_text", [&](Json item, const std::string& where) {
        Fields inner{item, where + "."};
        SideText side;
        inner.string("name", side.name);
        inner.string("value", side.value);
        fields.merge(inner);
        record.side_text.push_back(std::move(side));
    });
    fields.list("flags", [&](Json item, const std::string& where) {
        const auto flag = item.string();
        flag ? record.set_flag(*flag) : fields.bad(where);
    });
    if (const Json source = object["source"]; source && !source.is_null()) {
        record.source = read_source(fields, source);
    }
}

} // namespace

bool Record::has_flag(std::string_view flag) const noexcept {
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

void Record::set_flag(std::string_view flag) {
    const auto place = std::lower_bound(flags.begin(), flags.end(), flag);
    if (place == flags.end() || *place != flag) {
        flags.emplace(place, flag);
    }
}

namespace record {

Result<Record> record_of(Json object) {
    if (!object.is_object()) {
        return Error{ErrorCode::bad_json, "a record is an object"};
    }
    oblio::Record record;
    record.platform = "generic";
    Fields fields{object, ""};
    if (const Json version = object["v"]; version && version.integer() != 1) {
        fields.bad("v");
    }
    if (const auto id = object["id"].string_or_number(); id && !id->empty()) {
        record.id = std::string{*id};
    } else {
        fields.bad("id");
    }
    fields.string("platform", record.platform);
    fields.string("channel", record.channel);
    fields.string("thread_id", record.thread_id);
    read_choices(fields, record);
    fields.string("author_id", record.author.id);
    fields.string("author_name", record.author.name);
    fields.string("author_handle", record.author.handle);
    fields.string("created", record.created);
    fields.string("created_precision", record.created_precision);
    fields.string("created_source", record.created_source);
    fields.string("edited", record.edited);
    fields.string("text", record.text);
    fields.string("title", record.title);
    fields.string("permalink", record.permalink);
    fields.string("reply_to", record.reply_to);
    read_lists(fields, object, record);
    if (fields.problem()) {
        return Error{ErrorCode::bad_record, "field " + *fields.problem()};
    }
    // A plain {id, text, …} line is somebody else's form: what its other keys mean is not known.
    if (object["v"]) {
        for (Json child = object.first(); child; child = child.next()) {
            if (!is_known(child.key())) {
                for_each_string(child, std::string{child.key()},
                                [&](const std::string& path, std::string_view text) {
                                    record.side_text.push_back({path, std::string{text}});
                                });
            }
        }
    }
    return record;
}

} // namespace record

Result<Record> parse_record(std::string_view json) {
    JsonDocument document;
    auto object = document.parse(json);
    if (!object) {
        Error error = object.error();
        error.detail += " at byte " + std::to_string(document.error_at());
        return error;
    }
    return record::record_of(*object);
}

std::string format_record(const Record& record, bool with_source) {
    std::string out;
    out.reserve(512 + record.text.value_or("").size());
    Writer writer{out};
    writer.key("v");
    out.push_back('1');
    writer.string("id", record.id);
    writer.string("platform", record.platform);
    writer.string("channel", record.channel);
    writer.string("thread_id", record.thread_id);
    writer.string("kind", record.kind);
    writer.string("author_id", record.author.id);
    writer.string("author_name", record.author.name);
    writer.string("author_handle", record.author.handle);
    writer.string("author_role", record.author_role);
    writer.list("recipients", record.recipients, [&](const auto& v) { write_account(out, v); });
    writer.string("created", record.created);
    writer.string("created_precision", record.created_precision);
    writer.string("created_source", record.created_source);
    writer.string("edited", record.edited);
    writer.string("text", record.text);
    writer.string("title", record.title);
    writer.string("permalink", record.permalink);
    writer.string("reply_to", record.reply_to);
    writer.key("reply_to_author");
    record.reply_to_author ? write_account(out, *record.reply_to_author) : void(out.append("null"));
    writer.list("attachments", record.attachments,
                [&](const auto& v) { write_attachment(out, v); });
    writer.list("entities", record.entities, [&](const auto& v) { write_entity(out, v); });
    writer.list("reactions", record.reactions, [&](const auto& v) { write_reaction(out, v); });
    writer.list("side_text", record.side_text, [&](const auto& v) { write_side_text(out, v); });
    writer.string("visibility", record.visibility);
    writer.list("flags", record.flags, [&](const auto& v) { append_json_string(out, v); });
    if (with_source && record.source) {
        writer.key("source");
        write_source(out, *record.source);
    }
    writer.close();
    return out;
}

} // namespace oblio
