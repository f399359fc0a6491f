// lib/src/record/html_text.cpp
#include "record/html_text.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace oblio::record {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The entities that the platforms write, and Italian letters. Source: HTML 5 named references.
constexpr std::array<std::pair<std::string_view, char32_t>, 31> named{
    {{"amp", U'&'},     {"lt", U'<'},       {"gt", U'>'},      {"quot", U'"'},    {"apos", U'\''},
     {"nbsp", 0xA0},    {"agrave", 0xE0},   {"egrave", 0xE8},  {"eacute", 0xE9},  {"igrave", 0xEC},
     {"ograve", 0xF2},  {"ugrave", 0xF9},   {"Agrave", 0xC0},  {"Egrave", 0xC8},  {"Eacute", 0xC9},
     {"Igrave", 0xCC},  {"Ograve", 0xD2},   {"Ugrave", 0xD9},  {"laquo", 0xAB},   {"raquo", 0xBB},
     {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"ndash", 0x2013},
     {"mdash", 0x2014}, {"hellip", 0x2026}, {"euro", 0x20AC},  {"deg", 0xB0},     {"middot", 0xB7},
     {"bull", 0x2022}}};

std::optional<char32_t> entity_value(std::string_view name) {
    if (!name.starts_with('#')) {
        const auto found = std::find_if(named.begin(), named.end(),
                                        [&](const auto& one) { return one.first == name; });
        return found == named.end() ? std::nullopt : std::optional{found->second};
    }
    name.remove_prefix(1);
    const bool hex = name.starts_with('x') || name.starts_with('X');
    name.remove_prefix(hex ? 1 : 0);
    std::uint32_t value = 0;
    const auto [stop, error] =
        std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
    const bool valid = error == std::errc{} && stop == name.data() + name.size() && value > 0 &&
                       value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return valid ? std::optional{static_cast<char32_t>(value)} : std::nullopt;
}

/// Appends what the entity at `at` stands for; the byte after it.
std::size_t decode_entity(std::string_view html, std::size_t at, std::string& out) {
    const auto end = html.substr(at, 12).find(';');
    if (end != std::string_view::npos && end > 1) {
        if (const auto value = entity_value(html.substr(at + 1, end - 1))) {
            append_utf8(out, *value);
            return at + end + 1;
        }
    }
    out.push_back('&');
    return at + 1;
}

std::string decode(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '&') {
            at = decode_entity(text, at, out);
        } else {
            out.push_back(text[at++]);
        }
    }
    return out;
}

/// The value of `name` among a tag's attributes.
std::optional<std::string> attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != std::string_view::npos;
         at = tag.find(name, at + 1)) {
        const std::size_t quote = at + name.size() + 1;
        if (quote < tag.size() && tag[quote - 1] == '=' &&
            (tag[quote] == '"' || tag[quote] == '\'')) {
            const auto end = tag.find(tag[quote], quote + 1);
            if (end != std::string_view::npos) {
                return decode(tag.substr(quote + 1, end - quote - 1));
            }
        }
    }
    return std::nullopt;
}

class Converter {
public:
    HtmlText run(std::string_view html) {
        for (std::size_t at = 0; at < html.size();) {
            if (html[at] == '<') {
                // The end of a tag is not looked for beyond what a tag may be.
                const auto length = html.substr(at, 65536).find('>');
                if (length != std::string_view::npos) {
                    tag(html.substr(at + 1, length - 1));
                    at += length + 1;
                    continue;
                }
            }
            breaks();
            if (html[at] == '&') {
                at = decode_entity(html, at, out_.text);
            } else {
                out_.text.push_back(html[at] == '\r' ? '\n' : html[at]);
                at += html[at] == '\r' && at + 1 < html.size() && html[at + 1] == '\n' ? 2 : 1;
            }
        }
        return std::move(out_);
    }

private:
    /// Line feeds that are owed are written when something follows.
    void breaks() {
        if (!out_.text.empty()) {
            out_.text.append(owed_, '\n');
        }
        owed_ = 0;
        if (starts_link_) {
            starts_link_ = false;
            open_link_.start = count_code_points(out_.text);
        }
    }

    void tag(std::string_view inside) {
        const bool closing = inside.starts_with('/');
        inside.remove_prefix(closing ? 1 : 0);
        std::string name;
        for (const char c : inside) {
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
                break;
            }
            name.push_back(lower(c));
        }
        if (name == "br") {
            breaks();
            out_.text.push_back('\n');
        } else if (closing && name == "p") {
            owed_ = 2;
        } else if (closing && (name == "div" || name == "li")) {
            owed_ = std::max<std::size_t>(owed_, 1);
        } else if (name == "a") {
            link(inside, closing);
        }
    }

    void link(std::string_view inside, bool closing) {
        if (!closing) {
            open_link_.target = attribute(inside, "href").value_or("");
            starts_link_ = true;
            return;
        }
        if (!open_link_.target.empty()) {
            open_link_.end = count_code_points(out_.text);
            open_link_.start = starts_link_ ? open_link_.end : open_link_.start;
            out_.links.push_back(std::move(open_link_));
        }
        open_link_ = {};
        starts_link_ = false;
    }

    HtmlText out_;
    std::size_t owed_ = 0;
    HtmlLink open_link_;
    bool starts_link_ = false;
};

} // namespace

HtmlText html_to_text(std::string_view html) {
    return Converter{}.run(html);
}

std::string unescape_three(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("&amp;")) {
            out += '&';
            at += 5;
        } else if (rest.starts_with("&lt;") || rest.starts_with("&gt;")) {
            out += rest[1] == 'l' ? '<' : '>';
            at += 4;
        } else {
            out += rest[0];
            ++at;
        }
    }
    return out;
}

std::string escape_three(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<' || c == '>') {
            out += c == '<' ? "&lt;" : "&gt;";
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace oblio::record
