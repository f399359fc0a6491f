// lib/src/record/youtube_reader.cpp: comments of Google Takeout (CSV) and of the Data API (JSON).
#include "record/html_text.hpp"
#include "record/json_reader.hpp"
#include "record/row_reader.hpp"
#include "record/times.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace oblio::record {
namespace {

enum class Column { id, channel, time, price, parent, post, video, text, root, live_id, other };

struct ColumnName {
    std::string_view name; // lower case
    Column column;
};

/// Source: formats reference, section 7.1.
constexpr std::array<ColumnName, 26> column_names{{
    {"comment id", Column::id},
    {"id commento", Column::id},
    {"live chat id", Column::live_id},
    {"id chat dal vivo", Column::live_id},
    {"channel id", Column::channel},
    {"id canale", Column::channel},
    {"comment create timestamp", Column::time},
    {"live chat create timestamp", Column::time},
    {"timestamp creazione commento", Column::time},
    {"timestamp creazione chat dal vivo", Column::time},
    {"price", Column::price},
    {"prezzo", Column::price},
    {"parent comment id", Column::parent},
    {"id commento principale", Column::parent},
    {"post id", Column::post},
    {"id post", Column::post},
    {"video id", Column::video},
    {"id video", Column::video},
    {"comment text", Column::text},
    {"live chat text", Column::text},
    {"testo commento", Column::text},
    {"testo chat dal vivo", Column::text},
    {"top-level comment id", Column::root},
    {"id commento di primo livello", Column::root},
    {"comment create timestamp (utc)", Column::time},
    {"text", Column::text},
}};

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

bool is_channel_id(std::string_view text) {
    return text.size() == 24 && text.starts_with("UC");
}

/// Text and link targets of a comment written as segments; nothing if it is plain text.
struct Segments {
    std::string text;
    std::vector<Entity> entities;
};

std::optional<Segments> read_segments(std::string_view cell) {
    if (!cell.starts_with('{')) {
        return std::nullopt;
    }
    JsonLeniency leniency;
    leniency.raw_controls = true;
    JsonDocument document;
    const std::string list = "[" + std::string{cell} + "]";
    const auto parsed = document.parse(list, leniency);
    if (!parsed) {
        return std::nullopt;
    }
    Segments out;
    const auto add = [&](Json segment) {
        const std::size_t start = count_code_points(out.text);
        out.text += segment["text"].string().value_or("");
        const auto entity = [&](const char* type, std::optional<std::string_view> value) {
            if (value) {
                out.entities.push_back(
                    {type, start, count_code_points(out.text), std::string{*value}});
            }
        };
        entity("url", segment["link"]["linkUrl"].string());
        entity("mention", segment["mention"]["externalChannelId"].string());
        if (const auto video = segment["videoLink"]["externalVideoId"].string()) {
            entity("url", "https://www.youtube.com/watch?v=" + std::string{*video});
        }
    };
    for (Json item = parsed->first(); item; item = item.next()) {
        if (item["takeoutSegments"].is_array()) {
            for (Json segment = item["takeoutSegments"].first(); segment;
                 segment = segment.next()) {
                add(segment);
            }
        } else {
            add(item);
        }
    }
    return out;
}

class TakeoutReader final : public RowReader {
public:
    explicit TakeoutReader(MemberContext& context) : RowReader{context} {}

private:
    Result<CsvReader> start() override;
    void name_columns(const CsvRow& header, const CsvRow* sample);
    void take(const CsvRow& row) override;
    [[nodiscard]] std::string_view cell(const CsvRow& row, Column column) const {
        const auto found = columns_.find(column);
        return found == columns_.end() ? std::string_view{} : row.cells[found->second].text;
    }

    std::map<Column, std::size_t> columns_;
};

Result<CsvReader> TakeoutReader::start() {
    auto ahead = context_.bytes.open_ahead();
    if (!ahead) {
        return ahead.error();
    }
    const std::uint64_t limit = context_.options.limits.record_bytes;
    CsvReader look{std::move(*ahead), ',', '"', limit};
    CsvRow header;
    CsvRow sample;
    const auto first = look.next(header);
    const auto second = first && *first ? look.next(sample) : Result<bool>{false};
    if (!first || !second) {
        return first ? second.error() : first.error();
    }
    name_columns(header, *second ? &sample : nullptr);
    auto source = context_.bytes.open();
    if (!source) {
        return source.error();
    }
    CsvReader rows{std::move(*source), ',', '"', limit};
    const auto skipped = rows.next(header);
    return skipped ? Result<CsvReader>{std::move(rows)} : skipped.error();
}

/// By name; in another language by what stands in the first row.
void TakeoutReader::name_columns(const CsvRow& header, const CsvRow* sample) {
    width_ = header.cells.size();
    for (std::size_t i = 0; i < *width_; ++i) {
        const std::string name = lower(header.cells[i].text);
        const auto known = std::find_if(column_names.begin(), column_names.end(),
                                        [&](const ColumnName& one) { return one.name == name; });
        if (known != column_names.end()) {
            columns_.emplace(known->column, i);
        }
    }
    if (columns_.contains(Column::text) || sample == nullptr) {
        return;
    }
    context_.sink.warn("columns-by-content");
    for (std::size_t i = 0; i < std::min(*width_, sample->cells.size()); ++i) {
        const std::string_view text = sample->cells[i].text;
        if (text.starts_with('{')) {
            columns_.emplace(Column::text, i);
        } else if (from_iso(text)) {
            columns_.emplace(Column::time, i);
        } else if (is_channel_id(text)) {
            columns_.emplace(Column::channel, i);
        } else if (text.size() == 11 && text.find(' ') == std::string_view::npos) {
            columns_.emplace(Column::video, i);
        } else if (text.starts_with("Ug")) {
            columns_.emplace(Column::id, i);
        }
    }
}

void TakeoutReader::take(const CsvRow& row) {
    Record record;
    record.platform = "youtube";
    const bool live = columns_.contains(Column::live_id);
    const std::string id{cell(row, live ? Column::live_id : Column::id)};
    const std::string channel{cell(row, Column::channel)};
    record.channel = context_.options.channel.value_or(channel);
    record.author.id = channel;
    record.author_role = "channel";
    set_created(record, from_iso(cell(row, Column::time)));
    const std::string video{cell(row, Column::video)};
    const std::string post{cell(row, Column::post)};
    std::string parent{cell(row, Column::parent)};
    if (const auto dot = id.find('.'); parent.empty() && dot != std::string::npos) {
        parent = id.substr(0, dot);
    }
    const std::string root{cell(row, Column::root)};
    record.kind = parent.empty() ? "comment" : "reply";
    record.thread_id = live ? video : !root.empty() ? root : !parent.empty() ? parent : id;
    if (!parent.empty()) {
        record.reply_to = "youtube:" + parent;
    }
    if (!live && !video.empty()) {
        record.permalink = "https://www.youtube.com/watch?v=" + video + "&lc=" + id;
    } else if (!post.empty()) {
        record.permalink = "https://www.youtube.com/post/" + post + "?lc=" + id;
    }
    RecordSource source = context_.source;
    source.index = index_++;
    source.start = row.from;
    source.end = row.to;
    source.line = row.line;
    if (const auto column = columns_.find(Column::text); column != columns_.end()) {
        const CsvCell& text = row.cells[column->second];
        auto segments = read_segments(text.text);
        record.text = segments ? std::move(segments->text) : text.text;
        if (segments) {
            record.entities = std::move(segments->entities);
        }
        source.text_start = text.from;
        source.text_end = text.to;
    }
    record.source = std::move(source);
    for (std::size_t i = 0; i < *width_; ++i) {
        const bool placed = std::any_of(columns_.begin(), columns_.end(),
                                        [&](const auto& one) { return one.second == i; });
        if (!placed && !row.cells[i].text.empty()) {
            record.side_text.push_back({"column " + std::to_string(i + 1), row.cells[i].text});
        }
    }
    record.id = id.empty() ? context_.ids.synthesise(record, digits_of(cell(row, Column::time)))
                           : context_.ids.distinct("youtube:" + id, record.text.value_or(""));
    record.id.empty() ? context_.sink.skip("duplicate") : context_.sink.record(std::move(record));
}

class ApiReader final : public JsonReader {
public:
    explicit ApiReader(MemberContext& context) : JsonReader{context, {}, {true, false}} {}

private:
    bool is_bare(const std::set<std::string, std::less<>>& keys) override {
        bare_ = !keys.contains("items");
        return bare_;
    }
    Visit decide(std::string_view path, char first) override {
        if (path.empty()) {
            return bare_ && first == '{' ? Visit::keep : Visit::enter;
        }
        if (path == "/items") {
            return Visit::enter;
        }
        return path == "/*" || path == "/items/*" ? Visit::keep : Visit::skip;
    }
    void take(Json value, const JsonPart& part) override { visit(value, part, ""); }

    void visit(Json value, const JsonPart& part, const std::string& suffix) {
        const auto kind = value["kind"].string().value_or("");
        if (value["items"].is_array()) {
            std::size_t index = 0;
            for (Json item = value["items"].first(); item; item = item.next(), ++index) {
                visit(item, part, suffix + "/items/" + std::to_string(index));
            }
        } else if (kind == "youtube#commentThread" || value["snippet"]["topLevelComment"]) {
            thread(value, part, suffix);
        } else if (kind == "youtube#comment" || value["snippet"]["textDisplay"]) {
            comment(value, part, suffix, Json{}, "");
        } else {
            sink().element();
            sink().skip("no-comment");
        }
    }

    void thread(Json thread, const JsonPart& part, const std::string& suffix) {
        const Json snippet = thread["snippet"];
        if (!snippet["topLevelComment"].is_object()) {
            sink().element();
            sink().skip("no-snippet");
            return;
        }
        const std::string id{thread["id"].string().value_or("")};
        comment(snippet["topLevelComment"], part, suffix + "/snippet/topLevelComment", snippet, id);
        const Json replies = thread["replies"]["comments"];
        std::size_t index = 0;
        for (Json reply = replies.first(); reply; reply = reply.next(), ++index) {
            comment(reply, part, suffix + "/replies/comments/" + std::to_string(index), snippet,
                    id);
        }
        const auto stated = snippet["totalReplyCount"].integer();
        if (stated &&
            static_cast<std::size_t>(std::max<std::int64_t>(*stated, 0)) > replies.size()) {
            sink().warn("replies-incomplete");
        }
    }

    void comment(Json comment, const JsonPart& part, const std::string& suffix, Json outer,
                 const std::string& thread) {
        sink().element();
        const Json snippet = comment["snippet"];
        const auto id = comment["id"].string();
        if (!id || !snippet.is_object()) {
            sink().skip("no-snippet");
            return;
        }
        Record record = start_record(part, comment, suffix);
        record.platform = "youtube";
        const auto text_of = [&](std::string_view key) {
            return snippet[key].is_string() ? owned(snippet[key].string())
                                            : owned(outer[key].string());
        };
        const auto owner = text_of("channelId");
        record.channel = context().options.channel.value_or(owner.value_or(""));
        record.author.id = owned(snippet["authorChannelId"]["value"].string());
        record.author.name = owned(snippet["authorDisplayName"].string());
        if (record.author.name && record.author.name->starts_with('@')) {
            record.author.handle = record.author.name->substr(1);
        }
        const bool is_owner = record.author.id && record.author.id == owner;
        record.author_role = is_owner ? "channel" : "other";
        const auto parent = snippet["parentId"].string();
        record.kind = parent ? "reply" : "comment";
        if (parent) {
            record.reply_to = "youtube:" + std::string{*parent};
        }
        record.thread_id = !thread.empty() ? thread : std::string{parent.value_or(*id)};
        const auto created = from_iso(snippet["publishedAt"].string().value_or(""));
        set_created(record, created);
        if (const auto updated = from_iso(snippet["updatedAt"].string().value_or(""));
            updated && created && updated->text != created->text) {
            record.edited = updated->text;
            record.set_flag("edited");
        }
        if (const auto video = text_of("videoId")) {
            record.permalink =
                "https://www.youtube.com/watch?v=" + *video + "&lc=" + std::string{*id};
        }
        if (outer["isPublic"] && !outer["isPublic"].is_true()) {
            record.visibility = "private";
        }
        set_text(record, snippet, part);
        record.id = context().ids.distinct("youtube:" + std::string{*id}, record.text.value_or(""));
        record.id.empty() ? sink().skip("duplicate") : sink().record(std::move(record));
    }

    void set_text(Record& record, Json snippet, const JsonPart& part) {
        const Json plain = snippet["textOriginal"];
        const Json shown = snippet["textDisplay"];
        if (plain.is_string()) {
            record.text = owned(plain.string());
            place_text(record, part, plain);
        } else if (shown.is_string()) {
            HtmlText converted = html_to_text(*shown.string());
            record.text = std::move(converted.text);
            for (HtmlLink& link : converted.links) {
                record.entities.push_back({"url", link.start, link.end, std::move(link.target)});
            }
            place_text(record, part, shown);
        }
        if (const auto page = snippet["authorChannelUrl"].string()) {
            record.side_text.push_back({"authorChannelUrl", std::string{*page}});
        }
    }

    bool bare_ = false;
};

} // namespace

std::unique_ptr<MemberReader> youtube_csv_reader(MemberContext& context) {
    return std::make_unique<TakeoutReader>(context);
}

std::unique_ptr<MemberReader> youtube_api_reader(MemberContext& context) {
    return std::make_unique<ApiReader>(context);
}

} // namespace oblio::record
