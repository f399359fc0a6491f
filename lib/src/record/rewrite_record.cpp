// lib/src/record/rewrite_record.cpp
#include "record/rewrite_record.hpp"

#include "record/csv.hpp"
#include "record/html_text.hpp"
#include "record/json.hpp"
#include "record/mojibake.hpp"
#include "record/rewrite_text.hpp"
#include "record/whatsapp_line.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace oblio::record {
namespace {

/// Keys whose values say when and which, not who or what.
bool is_structure(std::string_view key) {
    static constexpr std::array<std::string_view, 16> keys{
        "id",        "id_str",        "type",      "kind",       "created_time", "timestamp",
        "date",      "date_unixtime", "createdAt", "created_at", "published",    "publishedAt",
        "updatedAt", "media_type",    "v",         "platform"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// All string values of a JSON record, those of the records nested in it too.
template <class Visit> void each_token(Json value, const Visit& visit) {
    if (value.is_string()) {
        visit(value);
    }
    for (Json child = value.first(); child; child = child.next()) {
        each_token(child, visit);
    }
}

/// Pairs of values that say where something is: `latitude` and `longitude`, or two in a list of
/// `coordinates`.
template <class Visit> void each_place(Json value, const Visit& visit, bool listed = false) {
    const bool pair = listed && value.is_array() && value.size() == 2;
    const Json one = pair ? value.first() : value["latitude"];
    const Json other = pair ? value.first().next() : value["longitude"];
    if (one.string_or_number() && other.string_or_number()) {
        visit(one, other);
    }
    for (Json child = value.first(); child; child = child.next()) {
        each_place(child, visit, child.key() == "coordinates" || (listed && value.is_array()));
    }
}

bool is_json_writing(Writing writing) {
    return writing == Writing::json || writing == Writing::meta || writing == Writing::x ||
           writing == Writing::html;
}

using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

/// Those that lie in no other one, apart from each other. Requires: sorted by their beginning, each
/// inside of another or outside.
Ranges outermost(const Ranges& nested) {
    Ranges outer;
    for (const auto& range : nested) {
        if (outer.empty() || range.first >= outer.back().second) {
            outer.push_back(range);
        }
    }
    return outer;
}

class JsonRecordEditor {
public:
    JsonRecordEditor(const PlannedRecord& record, std::string_view raw, Writing writing)
        : record_{record}, raw_{raw}, writing_{writing}, start_{*record.source.start},
          nested_{outermost(record.nested)} {}

    Result<std::vector<ByteEdit>> run() {
        JsonLeniency leniency;
        leniency.hex_escapes = true;
        leniency.bare_values = true;
        const std::string_view line = raw_.substr(0, raw_.find_last_not_of("\r\n") + 1);
        const auto root = document_.parse(line, leniency);
        if (!root) {
            return Error{root.error().code, "the record is not there any more"};
        }
        if (record_.empty) {
            each_token(*root, [&](Json token) {
                if (!in_nested(token) && !is_structure(token.key())) {
                    out_.push_back({start_ + token.from(), start_ + token.to(), "\"\""});
                }
            });
            each_place(*root, [&](Json one, Json other) {
                for (const Json token : {one, other}) {
                    if (!in_nested(token) && !token.is_string()) {
                        out_.push_back({start_ + token.from(), start_ + token.to(),
                                        no_coordinate(token.raw())});
                    }
                }
            });
            return std::move(out_);
        }
        if (!record_.edit.text.empty() && record_.text) {
            edit_text(*root);
        }
        if (record_.edit.strings) {
            edit_places(*root);
            each_token(*root, [&](Json token) {
                if (!in_nested(token) && !touched(token)) {
                    const auto bytes =
                        edit_token(token.raw(), writing_ == Writing::meta, record_.edit.strings);
                    if (bytes) {
                        out_.push_back({start_ + token.from(), start_ + token.to(), *bytes});
                    }
                }
            });
        }
        return std::move(out_);
    }

private:
    void edit_text(Json root) {
        const RecordSource& source = record_.source;
        TextTokens tokens = source.text_parts;
        if (source.text_start && source.text_end) {
            tokens.emplace_back(*source.text_start, *source.text_end);
        }
        const bool telegram = source.format == "telegram-json";
        write_tokens(tokens, telegram ? "" : "\n");
        if (telegram) {
            repeat_in_entities(root);
        }
        // The same text may stand a second time (a title, a caption, another language).
        each_token(root, [&](Json token) {
            if (in_nested(token) || touched(token) || !same_text(token)) {
                return;
            }
            write_tokens({{start_ + token.from(), start_ + token.to()}}, "");
        });
    }

    /// Numbers cannot hold what the editor gives: both become what says nothing.
    void edit_places(Json root) {
        each_place(root, [&](Json one, Json other) {
            if (in_nested(one) || touched(one) ||
                !record_.edit.strings(
                    coordinates(*one.string_or_number(), *other.string_or_number()))) {
                return;
            }
            for (const Json token : {one, other}) {
                const std::pair range{start_ + token.from(), start_ + token.to()};
                written_.push_back(range);
                out_.push_back({range.first, range.second, no_coordinate(token.raw())});
            }
        });
    }

    /// Part by part if the parts give the text back, else a whole new value in the first one.
    void write_tokens(const TextTokens& tokens, std::string_view joiner) {
        for (const auto& [from, to] : tokens) {
            written_.emplace_back(from, to);
        }
        if (tokens.empty() || edit_in_place(record_, raw_, writing_, tokens, joiner, out_)) {
            return;
        }
        const std::string text = changed(*record_.text, record_.edit.text);
        bool first = true;
        for (const auto& [from, to] : tokens) {
            out_.push_back({from, to, first ? whole_value(text, writing_, true) : "\"\""});
            first = false;
        }
    }

    /// Telegram writes the text a second time, cut in parts.
    void repeat_in_entities(Json root) {
        TextTokens tokens;
        for (Json part = root["text_entities"].first(); part; part = part.next()) {
            const Json text = part["text"];
            if (text.is_string()) {
                tokens.emplace_back(start_ + text.from(), start_ + text.to());
            }
        }
        if (!tokens.empty() && (written_.empty() || tokens != written_)) {
            write_tokens(tokens, "");
        }
    }

    bool same_text(Json token) const {
        if (!token.string() || token.string()->empty() || !record_.text || record_.text->empty()) {
            return false;
        }
        std::string text{*token.string()};
        switch (writing_) {
        case Writing::meta:
            repair_mojibake(text);
            break;
        case Writing::html:
            text = html_to_text(text).text;
            break;
        case Writing::x:
            text = unescape_three(text);
            break;
        default:
            break;
        }
        return text == *record_.text || html_to_text(*token.string()).text == *record_.text;
    }

    bool in_nested(Json token) const {
        const std::uint64_t from = start_ + token.from();
        const auto after = std::upper_bound(
            nested_.begin(), nested_.end(), from,
            [](std::uint64_t place, const auto& range) { return place < range.first; });
        return after != nested_.begin() && from < std::prev(after)->second;
    }
    bool touched(Json token) const {
        const std::uint64_t from = start_ + token.from();
        const std::uint64_t to = start_ + token.to();
        return std::any_of(written_.begin(), written_.end(), [&](const auto& range) {
            return from < range.second && range.first < to;
        });
    }

    const PlannedRecord& record_;
    std::string_view raw_;
    Writing writing_;
    std::uint64_t start_;
    Ranges nested_; ///< a post may have a hundred thousand comments: each token is looked up here
    JsonDocument document_;
    std::vector<ByteEdit> out_;
    TextTokens written_;
};

/// A CSV row: the text cell is written anew, the other cells are asked for.
void edit_row(const PlannedRecord& record, std::string_view raw, Writing writing,
              std::vector<ByteEdit>& out) {
    const std::uint64_t start = *record.source.start;
    if (!record.edit.text.empty() && record.text && record.source.text_start) {
        out.push_back({*record.source.text_start, *record.source.text_end,
                       whole_value(changed(*record.text, record.edit.text), writing, false)});
    }
    if (!record.edit.strings) {
        return;
    }
    // The delimiter is what stands before the text cell, or whatever splits the row.
    const auto text_at = record.source.text_start.value_or(start) - start;
    const char before = text_at > 0 ? raw[static_cast<std::size_t>(text_at) - 1] : ',';
    CsvReader reader{bytes_source(raw), before == ';' || before == '\t' ? before : ',', '"',
                     raw.size() + 1};
    CsvRow row;
    if (const auto read = reader.next(row); !read || !*read) {
        return;
    }
    for (const CsvCell& cell : row.cells) {
        const bool is_text = record.source.text_start == start + cell.from;
        const auto value =
            is_text || cell.text.empty() ? std::nullopt : record.edit.strings(cell.text);
        if (value) {
            out.push_back({start + cell.from, start + cell.to, csv_cell(*value)});
        }
    }
}

/// A chat record: the body by its parts, the sender in the header.
Result<void> edit_lines(const PlannedRecord& record, std::string_view raw,
                        std::vector<ByteEdit>& out) {
    const RecordSource& source = record.source;
    TextTokens parts = source.text_parts;
    if (source.text_start && source.text_end) {
        parts.emplace_back(*source.text_start, *source.text_end);
    }
    if (!record.edit.text.empty() && record.text) {
        if (parts.empty() || !edit_in_place(record, raw, Writing::lines, parts, "\n", out)) {
            return Error{ErrorCode::bad_record, "the record is not there any more"};
        }
    }
    if (!record.edit.strings || source.format != "whatsapp-text") {
        return {};
    }
    const std::string_view line = raw.substr(0, raw.find('\n'));
    const std::string plain = whatsapp::plain(line);
    const auto header = whatsapp::parse_header(plain);
    const auto colon = header ? plain.find(": ", header->rest) : std::string::npos;
    if (colon == std::string::npos) {
        return {};
    }
    const std::size_t from = whatsapp::raw_offset(line, header->rest);
    const std::size_t to = whatsapp::raw_offset(line, colon);
    const std::uint64_t text_from = parts.empty() ? *source.end : parts.front().first;
    if (*source.start + to > text_from) {
        return {}; // a sentence of the program: all of it is the text
    }
    if (const auto name = record.edit.strings(
            std::string_view{plain}.substr(header->rest, colon - header->rest))) {
        out.push_back({*source.start + from, *source.start + to, *name});
    }
    return {};
}

} // namespace

bool is_meta_format(std::string_view format) {
    return format == "meta-thread" || format == "meta-encrypted-chat" || format == "meta-labels" ||
           format.starts_with("facebook-") || format.starts_with("instagram-");
}

bool is_line_format(std::string_view format) {
    return format == "neutral-jsonl" || format == "whatsapp-text" || format == "plain-text" ||
           format == "youtube-csv" || format == "mapped-csv";
}

std::string coordinates(std::string_view one, std::string_view other) {
    return std::string{one} + "," + std::string{other};
}

std::string no_coordinate(std::string_view token) {
    return token.starts_with('"') ? R"("0.0")" : "0.0";
}

std::optional<std::string> edit_token(std::string_view token, bool meta, const StringEditor& edit) {
    JsonDocument document;
    JsonLeniency leniency;
    leniency.hex_escapes = true;
    leniency.raw_controls = true;
    const auto value = document.parse(token, leniency);
    if (!value || !value->string() || value->string()->empty()) {
        return std::nullopt;
    }
    std::string text{*value->string()};
    const Repair repair = meta ? repair_mojibake(text) : Repair::doubtful;
    const auto fresh = edit(text);
    if (!fresh) {
        return std::nullopt;
    }
    const bool as_bytes = repair == Repair::repaired || repair == Repair::truncated ||
                          (meta && repair == Repair::none);
    return as_bytes ? meta_json_string(*fresh) : json_token(*fresh);
}

Result<std::vector<ByteEdit>> edits_of(const PlannedRecord& record, std::string_view raw) {
    const Writing writing = writing_of(record.source.format.value_or(""));
    std::vector<ByteEdit> out;
    if (is_json_writing(writing)) {
        auto edits = JsonRecordEditor{record, raw, writing}.run();
        if (!edits) {
            return edits;
        }
        out = std::move(*edits);
    } else if (writing == Writing::lines) {
        if (auto edited = edit_lines(record, raw, out); !edited) {
            return edited.error();
        }
    } else {
        edit_row(record, raw, writing, out);
    }
    std::sort(out.begin(), out.end(),
              [](const ByteEdit& a, const ByteEdit& b) { return a.from < b.from; });
    return out;
}

} // namespace oblio::record
