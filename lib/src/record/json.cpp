// lib/src/record/json.cpp: own parser, because no library at hand gives byte positions, forgives
// lone surrogates and Telegram's slips, and bounds the depth, all three.
#include "record/json.hpp"

#include "record/byte_source.hpp"

#include "oblio/text/utf8.hpp"

#include <array>
#include <charconv>

namespace oblio::record {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

int hex_digit(char c) noexcept {
    if (is_digit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Bytes of a string that need no work: neither quote, backslash nor control character.
constexpr std::array<bool, 256> make_plain() {
    std::array<bool, 256> plain{};
    for (std::size_t i = 0; i < plain.size(); ++i) {
        plain[i] = i >= 0x20 && i != '"' && i != '\\';
    }
    return plain;
}
constexpr auto plain_byte = make_plain();

} // namespace

/// Recursive descent over one document; the depth is bounded by the leniency.
class JsonParser {
public:
    JsonParser(JsonDocument& document, std::string_view bytes, const JsonLeniency& leniency)
        : document_{document}, bytes_{bytes}, leniency_{leniency} {}

    Result<void> run() {
        skip_spaces();
        if (!value({}, 0)) {
            return failure();
        }
        skip_spaces();
        if (at_ != bytes_.size()) {
            fail("something follows the value");
            return failure();
        }
        return {};
    }

private:
    using Type = Json::Type;

    std::uint32_t fail(const char* reason, ErrorCode code = ErrorCode::bad_json) {
        if (reason_ == nullptr) {
            reason_ = reason;
            code_ = code;
            document_.error_at_ = at_;
        }
        return 0;
    }
    Error failure() const { return {code_, reason_}; }

    void skip_spaces() {
        while (at_ < bytes_.size() && is_json_space(bytes_[at_])) {
            ++at_;
        }
    }
    bool take(char c) {
        if (at_ < bytes_.size() && bytes_[at_] == c) {
            ++at_;
            return true;
        }
        return false;
    }

    std::uint32_t add(Type type, std::string_view key) {
        document_.nodes_.push_back({{}, key, at_, at_, 0, 0, 0, type});
        return static_cast<std::uint32_t>(document_.nodes_.size() - 1);
    }

    /// The index of the node, 0 on failure.
    std::uint32_t value(std::string_view key, std::uint32_t depth) {
        if (at_ >= bytes_.size()) {
            return fail("ends inside a value");
        }
        if (depth >= leniency_.depth) {
            return fail("nested too deeply", ErrorCode::limit_exceeded);
        }
        switch (bytes_[at_]) {
        case '{':
            return container(Type::object, '}', key, depth);
        case '[':
            return container(Type::array, ']', key, depth);
        case '"': {
            const std::uint32_t node = add(Type::string, key);
            const auto text = string();
            if (!text) {
                return 0;
            }
            document_.nodes_[node].text = *text;
            document_.nodes_[node].end = at_;
            return node;
        }
        default:
            return scalar(key);
        }
    }

    std::uint32_t container(Type type, char close, std::string_view key, std::uint32_t depth) {
        const std::uint32_t node = add(type, key);
        ++at_;
        std::uint32_t last = 0;
        skip_spaces();
        bool more = !take(close);
        while (more) {
            std::string_view name;
            if (type == Type::object) {
                skip_spaces();
                if (at_ >= bytes_.size() || bytes_[at_] != '"') {
                    return fail("a key is expected");
                }
                const auto text = string();
                if (!text) {
                    return 0;
                }
                name = *text;
                skip_spaces();
                if (!take(':')) {
                    return fail("a colon is expected");
                }
            }
            skip_spaces();
            const std::uint32_t child = value(name, depth + 1);
            if (child == 0) {
                return 0;
            }
            (last == 0 ? document_.nodes_[node].first : document_.nodes_[last].next) = child;
            ++document_.nodes_[node].count;
            last = child;
            skip_spaces();
            more = take(',');
            if (!more && !take(close)) {
                return fail("a comma or the end is expected");
            }
        }
        document_.nodes_[node].end = at_;
        note_duplicates(node);
        return node;
    }

    /// Looked for in small objects only: the large ones are maps of ids.
    void note_duplicates(std::uint32_t node) {
        if (document_.nodes_[node].type != Type::object || document_.nodes_[node].count > 64) {
            return;
        }
        for (auto a = document_.nodes_[node].first; a != 0; a = document_.nodes_[a].next) {
            for (auto b = document_.nodes_[a].next; b != 0; b = document_.nodes_[b].next) {
                document_.duplicates_ =
                    document_.duplicates_ || document_.nodes_[a].key == document_.nodes_[b].key;
            }
        }
    }

    std::uint32_t scalar(std::string_view key) {
        const std::uint32_t node = add(Type::null, key);
        const std::string_view rest = bytes_.substr(at_);
        const auto word = [&](std::string_view text, Type type) {
            if (rest.substr(0, text.size()) != text) {
                return false;
            }
            at_ += text.size();
            document_.nodes_[node].type = type;
            return true;
        };
        const bool known = word("null", Type::null) || word("true", Type::boolean) ||
                           word("false", Type::boolean) || number(node);
        if (!known || !ends_here()) {
            if (!leniency_.bare_values || reason_ != nullptr) {
                return fail("a value is expected");
            }
            at_ = document_.nodes_[node].begin;
            bare(node);
        }
        document_.nodes_[node].end = at_;
        document_.nodes_[node].text =
            bytes_.substr(document_.nodes_[node].begin, at_ - document_.nodes_[node].begin);
        return node;
    }

    bool ends_here() const {
        return at_ >= bytes_.size() || is_json_space(bytes_[at_]) || bytes_[at_] == ',' ||
               bytes_[at_] == '}' || bytes_[at_] == ']';
    }

    bool number(std::uint32_t node) {
        std::size_t at = at_;
        const auto digits = [&] {
            const std::size_t from = at;
            while (at < bytes_.size() && is_digit(bytes_[at])) {
                ++at;
            }
            return at > from;
        };
        if (at < bytes_.size() && bytes_[at] == '-') {
            ++at;
        }
        const bool zero = at < bytes_.size() && bytes_[at] == '0';
        const std::size_t whole = at;
        if (!digits() || (zero && at - whole > 1)) {
            return false;
        }
        if (at < bytes_.size() && bytes_[at] == '.') {
            ++at;
            if (!digits()) {
                return false;
            }
        }
        if (at < bytes_.size() && (bytes_[at] == 'e' || bytes_[at] == 'E')) {
            ++at;
            if (at < bytes_.size() && (bytes_[at] == '+' || bytes_[at] == '-')) {
                ++at;
            }
            if (!digits()) {
                return false;
            }
        }
        at_ = at;
        document_.nodes_[node].type = Type::number;
        return true;
    }

    /// An unquoted run up to the line end or the next comma or brace.
    void bare(std::uint32_t node) {
        while (at_ < bytes_.size() && bytes_[at_] != ',' && bytes_[at_] != '}' &&
               bytes_[at_] != '\n' && bytes_[at_] != '\r') {
            ++at_;
        }
        document_.nodes_[node].type = Type::string;
    }

    /// After the opening quote to past the closing one. Plain strings are views into the input.
    std::optional<std::string_view> string() {
        const std::size_t from = ++at_;
        while (at_ < bytes_.size() && plain_byte[static_cast<unsigned char>(bytes_[at_])]) {
            ++at_;
        }
        if (at_ < bytes_.size() && bytes_[at_] == '"') {
            ++at_;
            return bytes_.substr(from, at_ - 1 - from);
        }
        // Decoding never makes a string longer, so the reserved room holds all of them.
        if (document_.decoded_.capacity() < bytes_.size()) {
            document_.decoded_.reserve(bytes_.size());
        }
        const std::size_t start = document_.decoded_.size();
        document_.decoded_.append(bytes_.substr(from, at_ - from));
        while (at_ < bytes_.size() && bytes_[at_] != '"') {
            if (!piece()) {
                return std::nullopt;
            }
        }
        if (at_ >= bytes_.size()) {
            fail("ends inside a string");
            return std::nullopt;
        }
        ++at_;
        return std::string_view{document_.decoded_}.substr(start);
    }

    bool piece() {
        const char c = bytes_[at_];
        if (c == '\\') {
            return escape();
        }
        if (!plain_byte[static_cast<unsigned char>(c)] && !leniency_.raw_controls) {
            fail("a control character inside a string");
            return false;
        }
        const std::size_t from = at_++;
        while (at_ < bytes_.size() && plain_byte[static_cast<unsigned char>(bytes_[at_])]) {
            ++at_;
        }
        document_.decoded_.append(bytes_.substr(from, at_ - from));
        return true;
    }

    bool escape() {
        if (at_ + 1 >= bytes_.size()) {
            fail("ends inside a string");
            return false;
        }
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view values = "\"\\/\b\f\n\r\t";
        const char c = bytes_[at_ + 1];
        if (const auto known = names.find(c); known != std::string_view::npos) {
            document_.decoded_.push_back(values[known]);
            at_ += 2;
            return true;
        }
        if (c == 'x' && leniency_.hex_escapes) {
            if (const auto value = hex(at_ + 2, 2)) {
                append_utf8(document_.decoded_, *value);
                at_ += 4;
                return true;
            }
        }
        if (c != 'u') {
            fail("an unknown escape");
            return false;
        }
        return unicode_escape();
    }

    bool unicode_escape() {
        const auto unit = hex(at_ + 2, 4);
        if (!unit) {
            fail("a \\u escape without four hexadecimal digits");
            return false;
        }
        at_ += 6;
        char32_t value = *unit;
        if (value >= 0xD800 && value <= 0xDFFF) {
            const bool high = value < 0xDC00;
            const auto low =
                high && bytes_.substr(at_, 2) == "\\u" ? hex(at_ + 2, 4) : std::nullopt;
            if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
                value = 0x10000 + ((value - 0xD800) << 10U) + (*low - 0xDC00);
                at_ += 6;
            } else {
                value = replacement;
                document_.replaced_ = true;
            }
        }
        append_utf8(document_.decoded_, value);
        return true;
    }

    std::optional<char32_t> hex(std::size_t at, std::size_t width) const {
        if (at + width > bytes_.size()) {
            return std::nullopt;
        }
        char32_t value = 0;
        for (std::size_t i = at; i < at + width; ++i) {
            const int digit = hex_digit(bytes_[i]);
            if (digit < 0) {
                return std::nullopt;
            }
            value = value * 16 + static_cast<char32_t>(digit);
        }
        return value;
    }

    JsonDocument& document_;
    std::string_view bytes_;
    JsonLeniency leniency_;
    std::size_t at_ = 0;
    const char* reason_ = nullptr;
    ErrorCode code_ = ErrorCode::bad_json;
};

Result<Json> JsonDocument::parse(std::string_view bytes, const JsonLeniency& leniency) {
    nodes_.clear();
    nodes_.emplace_back();
    decoded_.clear();
    bytes_ = bytes;
    error_at_ = 0;
    replaced_ = false;
    duplicates_ = false;
    if (const auto invalid = first_invalid_utf8(bytes)) {
        error_at_ = static_cast<std::size_t>(*invalid);
        return Error{ErrorCode::bad_utf8, "not UTF-8"};
    }
    if (auto done = JsonParser{*this, bytes, leniency}.run(); !done) {
        return done.error();
    }
    return Json{this, 1};
}

Json::Type Json::type() const noexcept {
    return document_ == nullptr ? Type::absent : document_->nodes_[index_].type;
}

std::optional<std::string_view> Json::string() const noexcept {
    return is_string() ? std::optional{document_->nodes_[index_].text} : std::nullopt;
}

std::optional<std::string_view> Json::string_or_number() const noexcept {
    const bool fits = type() == Type::string || type() == Type::number;
    return fits ? std::optional{document_->nodes_[index_].text} : std::nullopt;
}

std::optional<std::int64_t> Json::integer() const noexcept {
    const auto text = string_or_number();
    if (!text) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, value);
    return error == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

bool Json::is_true() const noexcept {
    return type() == Type::boolean && document_->nodes_[index_].text == "true";
}

Json Json::operator[](std::string_view key) const noexcept {
    if (!is_object()) {
        return {};
    }
    std::uint32_t found = 0;
    const auto& nodes = document_->nodes_;
    for (std::uint32_t at = nodes[index_].first; at != 0; at = nodes[at].next) {
        if (nodes[at].key == key) {
            found = at;
        }
    }
    return Json{document_, found};
}

std::size_t Json::size() const noexcept {
    return document_ == nullptr ? 0 : document_->nodes_[index_].count;
}

Json Json::first() const noexcept {
    return document_ == nullptr ? Json{} : Json{document_, document_->nodes_[index_].first};
}

Json Json::next() const noexcept {
    return document_ == nullptr ? Json{} : Json{document_, document_->nodes_[index_].next};
}

std::string_view Json::key() const noexcept {
    return document_ == nullptr ? std::string_view{} : document_->nodes_[index_].key;
}

std::size_t Json::from() const noexcept {
    return document_ == nullptr ? 0 : static_cast<std::size_t>(document_->nodes_[index_].begin);
}

std::size_t Json::to() const noexcept {
    return document_ == nullptr ? 0 : static_cast<std::size_t>(document_->nodes_[index_].end);
}

std::string_view Json::raw() const noexcept {
    return document_ == nullptr ? std::string_view{}
                                : document_->bytes_.substr(from(), to() - from());
}

void append_json_string(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out.push_back('"');
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (plain_byte[byte]) {
            continue;
        }
        out.append(text, from, at - from);
        from = at + 1;
        out.push_back('\\');
        switch (text[at]) {
        case '"':
        case '\\':
            out.push_back(text[at]);
            break;
        case '\n':
            out.push_back('n');
            break;
        case '\r':
            out.push_back('r');
            break;
        case '\t':
            out.push_back('t');
            break;
        default:
            out.append("u00");
            out.push_back(digits[byte >> 4U]);
            out.push_back(digits[byte & 15U]);
        }
    }
    out.append(text, from);
    out.push_back('"');
}

} // namespace oblio::record
