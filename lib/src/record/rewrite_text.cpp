// lib/src/record/rewrite_text.cpp: the bytes of a text's changes, whatever its member does to it.
//
//   in the file   "piove \u00c3\u00a8 vero"     what Meta makes of "piove è vero"
//   decoded        piove è vero                  and for each byte where it stands in the file
//   a change       [6, 8)  ->  the bytes from the first \u to the second one's end
//
// Where the decoded bytes are not the record's text (HTML, CSV), the value is written anew.
#include "record/rewrite_text.hpp"

#include "record/csv.hpp"
#include "record/html_text.hpp"
#include "record/json.hpp"
#include "record/mojibake.hpp"

#include "oblio/text/utf8.hpp"
#include "text/escape_html.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

/// Decoded bytes, and for each the place where it begins in the member; one place more at the end.
struct Decoded {
    std::string text;
    std::vector<std::uint64_t> places;
};

void push(Decoded& out, std::string_view bytes, std::uint64_t place) {
    out.text += bytes;
    out.places.insert(out.places.end(), bytes.size(), place);
}

/// The inside of a JSON string token, piece by piece; `base` is the place of its opening quote.
Decoded decode_json(std::string_view token, std::uint64_t base) {
    Decoded out;
    std::size_t at = 1;
    JsonDocument document;
    JsonLeniency leniency;
    leniency.hex_escapes = true;
    leniency.raw_controls = true;
    while (at + 1 < token.size()) {
        std::size_t length = 1;
        if (token[at] == '\\') {
            const char kind = at + 1 < token.size() ? token[at + 1] : '\0';
            length = kind == 'u' ? 6 : kind == 'x' ? 4 : 2;
            const bool pair = kind == 'u' && token.substr(at + 6, 2) == "\\u" &&
                              (token.substr(at + 2, 1) == "d" || token.substr(at + 2, 1) == "D");
            length = pair ? 12 : length;
            auto value =
                document.parse("\"" + std::string{token.substr(at, length)} + "\"", leniency);
            if (pair && (!value || count_code_points(value->string().value_or("")) != 1)) {
                length = 6; // two lone ones, or one and something else
                value = document.parse("\"" + std::string{token.substr(at, 6)} + "\"", leniency);
            }
            push(out, value ? value->string().value_or("") : std::string_view{}, base + at);
        } else {
            push(out, token.substr(at, 1), base + at);
        }
        at += length;
    }
    out.places.push_back(base + token.size() - 1);
    return out;
}

/// The same with Meta's damage repaired, as the readers do.
Decoded decode_meta(std::string_view token, std::uint64_t base, bool& repaired) {
    const Decoded plain = decode_json(token, base);
    std::string text = plain.text;
    const Repair repair = repair_mojibake(text);
    repaired = repair == Repair::repaired || repair == Repair::none;
    if (repair != Repair::repaired) {
        return plain;
    }
    Decoded out;
    for (std::size_t at = 0, byte = 0; at < plain.text.size(); ++byte) {
        push(out, std::string_view{text}.substr(byte, 1), plain.places[at]);
        at += decode_utf8(plain.text, at).length;
    }
    out.places.push_back(plain.places.back());
    return out;
}

Decoded decode_x(std::string_view token, std::uint64_t base) {
    const Decoded plain = decode_json(token, base);
    Decoded out;
    for (std::size_t at = 0; at < plain.text.size();) {
        const std::string_view rest = std::string_view{plain.text}.substr(at);
        const std::size_t length = rest.starts_with("&amp;")                              ? 5
                                   : rest.starts_with("&lt;") || rest.starts_with("&gt;") ? 4
                                                                                          : 1;
        push(out, unescape_three(rest.substr(0, length)), plain.places[at]);
        at += length;
    }
    out.places.push_back(plain.places.back());
    return out;
}

Decoded decode_lines(std::string_view bytes, std::uint64_t base) {
    Decoded out;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (!(bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n')) {
            push(out, bytes.substr(at, 1), base + at);
        }
    }
    out.places.push_back(base + bytes.size());
    return out;
}

std::string without_quotes(const std::string& quoted) {
    return quoted.substr(1, quoted.size() - 2);
}

/// Blank lines part paragraphs, single ones become `<br>`.
std::string as_html(std::string_view text) {
    std::string out = "<p>";
    const std::string escaped = escape_html(text);
    for (std::size_t at = 0; at < escaped.size(); ++at) {
        if (escaped[at] != '\n') {
            out += escaped[at];
        } else if (at + 1 < escaped.size() && escaped[at + 1] == '\n') {
            out += "</p><p>";
            ++at;
        } else {
            out += "<br />";
        }
    }
    return out + "</p>";
}

/// A piece that goes inside an existing value.
std::string piece(std::string_view text, Writing writing, bool meta_repaired, bool carriage) {
    if (writing == Writing::lines) {
        std::string out;
        for (const char c : text) {
            out += c == '\n' && carriage ? "\r\n" : std::string(1, c);
        }
        return out;
    }
    return without_quotes(whole_value(text, writing, meta_repaired));
}

/// The edits of one text that stands in `tokens`, one after another, `joiner` between them.
class TextEditor {
public:
    TextEditor(const PlannedRecord& record, std::string_view raw, Writing writing)
        : record_{record}, raw_{raw}, writing_{writing} {}

    /// False if the tokens do not give the text back: its value is then written anew.
    bool edit(const TextTokens& tokens, std::string_view joiner, std::vector<ByteEdit>& out) {
        if (writing_ == Writing::csv || writing_ == Writing::html ||
            writing_ == Writing::segments) {
            return false; // markup in between: no byte of the text has one place
        }
        Decoded all;
        std::vector<std::size_t> bounds; // where each token's text begins
        bool repaired = true;
        for (const auto& [from, to] : tokens) {
            if (from < *record_.source.start || to > *record_.source.end || from > to) {
                return false;
            }
            if (!bounds.empty()) {
                push(all, joiner, from);
            }
            bounds.push_back(all.text.size());
            bool token_repaired = true;
            Decoded one = decode(raw_.substr(static_cast<std::size_t>(from - *record_.source.start),
                                             static_cast<std::size_t>(to - from)),
                                 from, token_repaired);
            repaired = repaired && token_repaired;
            all.text += one.text;
            ends_.push_back(one.places.back());
            one.places.pop_back();
            all.places.insert(all.places.end(), one.places.begin(), one.places.end());
        }
        if (all.text != record_.text) {
            return false;
        }
        all.places.push_back(ends_.back());
        const bool carriage = raw_.find("\r\n") != std::string_view::npos;
        for (const TextChange& change : record_.edit.text) {
            split(change, all, bounds, joiner.size(),
                  piece(change.replacement, writing_, repaired, carriage), out);
        }
        return true;
    }

private:
    Decoded decode(std::string_view token, std::uint64_t base, bool& repaired) const {
        switch (writing_) {
        case Writing::meta:
            return decode_meta(token, base, repaired);
        case Writing::x:
            return decode_x(token, base);
        case Writing::lines:
            return decode_lines(token, base);
        default:
            return decode_json(token, base);
        }
    }

    /// The change within each token it touches; the replacement stands in the first one.
    void split(const TextChange& change, const Decoded& all, const std::vector<std::size_t>& bounds,
               std::size_t joiner, std::string replacement, std::vector<ByteEdit>& out) const {
        for (std::size_t t = 0; t < bounds.size(); ++t) {
            const std::size_t token_end =
                t + 1 < bounds.size() ? bounds[t + 1] - joiner : all.text.size();
            const std::size_t begin = std::max(change.begin, bounds[t]);
            const std::size_t end = std::min(change.end, token_end);
            if (begin > end || (begin == end && change.begin != change.end)) {
                continue;
            }
            const std::uint64_t from = begin == token_end ? ends_[t] : all.places[begin];
            const std::uint64_t to = end == token_end ? ends_[t] : all.places[end];
            out.push_back({from, to, std::move(replacement)});
            replacement.clear();
            if (change.begin == change.end) {
                return;
            }
        }
    }

    const PlannedRecord& record_;
    std::string_view raw_;
    Writing writing_;
    std::vector<std::uint64_t> ends_;
};

} // namespace

Writing writing_of(std::string_view format) {
    if (is_meta_format(format)) {
        return Writing::meta;
    }
    if (format == "x-tweets" || format == "x-messages" || format == "x-notes") {
        return Writing::x;
    }
    if (format == "mastodon-outbox") {
        return Writing::html;
    }
    if (format == "youtube-csv") {
        return Writing::segments;
    }
    if (format == "mapped-csv") {
        return Writing::csv;
    }
    return format == "whatsapp-text" || format == "plain-text" ? Writing::lines : Writing::json;
}

std::string json_token(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

std::string changed(std::string_view text, const std::vector<TextChange>& changes) {
    std::string out;
    std::size_t at = 0;
    for (const TextChange& change : changes) {
        out += text.substr(at, change.begin - at);
        out += change.replacement;
        at = change.end;
    }
    out += text.substr(at);
    return out;
}

std::string whole_value(std::string_view text, Writing writing, bool meta_repaired) {
    switch (writing) {
    case Writing::meta:
        return meta_repaired ? meta_json_string(text) : json_token(text);
    case Writing::x:
        return json_token(escape_three(text));
    case Writing::html:
        return json_token(as_html(text));
    case Writing::csv:
        return csv_cell(text);
    case Writing::segments:
        return csv_cell("{\"text\":" + json_token(text) + "}");
    case Writing::lines:
        return std::string{text};
    case Writing::json:
        break;
    }
    return json_token(text);
}

bool edit_in_place(const PlannedRecord& record, std::string_view raw, Writing writing,
                   const TextTokens& tokens, std::string_view joiner, std::vector<ByteEdit>& out) {
    return TextEditor{record, raw, writing}.edit(tokens, joiner, out);
}

} // namespace oblio::record
