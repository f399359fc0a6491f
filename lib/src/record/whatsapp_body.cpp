// lib/src/record/whatsapp_body.cpp
#include "record/whatsapp_body.hpp"

#include "record/input.hpp"
#include "record/whatsapp_line.hpp"

#include <algorithm>
#include <array>

namespace oblio::record::whatsapp {
namespace {

using Kind = Body::Kind;

struct LeftOut {
    std::string_view words;
    std::string_view type;
};

/// As phrase() gives them, without angle brackets. Source: formats reference, section 4.5.
constexpr std::array<LeftOut, 26> left_out{{
    {"media omessi", "file"},
    {"media omesso", "file"},
    {"media omitted", "file"},
    {"immagine omessa", "image"},
    {"image omitted", "image"},
    {"foto omessa", "image"},
    {"video omesso", "video"},
    {"video omitted", "video"},
    {"messaggio video omesso", "video"},
    {"video message omitted", "video"},
    {"audio omesso", "audio"},
    {"audio omitted", "audio"},
    {"messaggio vocale omesso", "audio"},
    {"documento omesso", "file"},
    {"document omitted", "file"},
    {"gif esclusa", "gif"},
    {"gif omessa", "gif"},
    {"gif omitted", "gif"},
    {"sticker non incluso", "sticker"},
    {"sticker omesso", "sticker"},
    {"sticker omitted", "sticker"},
    {"scheda contatto omessa", "contact"},
    {"contatto omesso", "contact"},
    {"contact card omitted", "contact"},
    {"file omesso", "file"},
    {"file omitted", "file"},
}};

constexpr std::array<std::string_view, 7> deleted{
    "questo messaggio è stato eliminato",
    "hai eliminato questo messaggio",
    "messaggio eliminato",
    "this message was deleted",
    "you deleted this message",
    "questo messaggio è stato eliminato dall'amministratore",
    "hai eliminato questo messaggio per tutti"};

constexpr std::array<std::string_view, 10> calls{"chiamata vocale persa",
                                                 "videochiamata persa",
                                                 "chiamata vocale,",
                                                 "videochiamata,",
                                                 "missed voice call",
                                                 "missed video call",
                                                 "voice call,",
                                                 "video call,",
                                                 "chiamata vocale senza risposta",
                                                 "videochiamata senza risposta"};

/// Whole bodies; a citizen may well begin a sentence with the same words.
constexpr std::array<std::string_view, 4> waiting{
    "in attesa del messaggio", "in attesa del messaggio…", "in attesa del messaggio..",
    "waiting for this message"};
constexpr std::array<std::string_view, 3> waiting_sentences{
    "in attesa del messaggio. l'operazione potrebbe richiedere",
    "in attesa del messaggio. potrebbe volerci", "waiting for this message. this may take a while"};

constexpr std::array<std::string_view, 2> edited_suffixes{"<questo messaggio è stato modificato>",
                                                          "<this message was edited>"};

constexpr std::array<std::string_view, 2> attached_android{" (file allegato)", " (file attached)"};
constexpr std::array<std::string_view, 2> attached_apple{"<allegato: ", "<attached: "};

std::string_view without_brackets(std::string_view text) {
    if (text.size() >= 2 && text.front() == '<' && text.back() == '>') {
        text = text.substr(1, text.size() - 2);
    }
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

const LeftOut* find_left_out(std::string_view words) {
    const auto found = std::find_if(left_out.begin(), left_out.end(),
                                    [&](const LeftOut& one) { return one.words == words; });
    return found == left_out.end() ? nullptr : &*found;
}

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& starts) {
    return std::any_of(starts.begin(), starts.end(),
                       [&](auto start) { return text.starts_with(start); });
}

/// Adds the range without the spaces, line ends and marks around it; nothing if it is empty.
void add_part(Body& out, std::string_view body, std::size_t from, std::size_t to) {
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\r'; };
    const std::string_view head = body.substr(from, to - from);
    from += head.size() - skip_marks(head).size();
    while (from < to && is_space(body[from])) {
        ++from;
    }
    while (to > from &&
           (is_space(body[to - 1]) || body.substr(from, to - from).ends_with("\xE2\x80\x8E"))) {
        to -= is_space(body[to - 1]) ? 1 : 3;
    }
    if (from < to) {
        out.parts.emplace_back(from, to);
    }
}

std::size_t line_end(std::string_view body, std::size_t from) {
    return std::min(body.find('\n', from), body.size());
}

/// Removes the note that the message was edited; the body that is left.
std::string_view take_edit_note(std::string_view body, Body& out) {
    const auto open = body.rfind('<');
    if (open == std::string_view::npos) {
        return body;
    }
    const std::string note = phrase(body.substr(open));
    if (std::find(edited_suffixes.begin(), edited_suffixes.end(), note) == edited_suffixes.end()) {
        return body;
    }
    out.edited = true;
    body = body.substr(0, open);
    while (body.ends_with("\xE2\x80\x8E") || body.ends_with(' ')) {
        body.remove_suffix(body.ends_with(' ') ? 1 : 3);
    }
    return body;
}

bool read_apple_attachment(std::string_view body, Body& out) {
    for (const std::string_view open : attached_apple) {
        // The capital of a title line aside, WhatsApp writes these words in lower case.
        const auto at = body.find(open);
        if (at == std::string_view::npos) {
            continue;
        }
        const auto close = body.find('>', at);
        if (close == std::string_view::npos ||
            body.substr(at, close - at).find('\n') != std::string_view::npos) {
            continue;
        }
        out.kind = Kind::media;
        out.file = plain(body.substr(at + open.size(), close - at - open.size()));
        out.type = attachment_type(out.file);
        add_part(out, body, 0, at);
        add_part(out, body, close + 1, body.size());
        return true;
    }
    return false;
}

bool read_android_attachment(std::string_view body, Body& out) {
    const std::size_t end = line_end(body, 0);
    std::string_view line = body.substr(0, end);
    line = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    for (const std::string_view suffix : attached_android) {
        if (!line.ends_with(suffix)) {
            continue;
        }
        std::string file = plain(line.substr(0, line.size() - suffix.size()));
        if (extension_of(file).empty()) {
            continue;
        }
        out.kind = Kind::media;
        out.file = std::move(file);
        out.type = attachment_type(out.file);
        add_part(out, body, end, body.size());
        return true;
    }
    return false;
}

bool read_left_out(std::string_view body, Body& out) {
    const std::string whole = phrase(body.substr(0, 200));
    if (body.size() <= 200) {
        if (const LeftOut* const known = find_left_out(without_brackets(whole))) {
            out.kind = Kind::media_left_out;
            out.type = known->type;
            return true;
        }
    }
    // In angle brackets a caption may follow.
    const std::string_view start = skip_marks(body);
    const auto close = start.find('>');
    if (!start.starts_with('<') || close == std::string_view::npos || close > 60) {
        return false;
    }
    if (const LeftOut* const known =
            find_left_out(without_brackets(phrase(start.substr(0, close + 1))))) {
        out.kind = Kind::media_left_out;
        out.type = known->type;
        add_part(out, body, body.size() - start.size() + close + 1, body.size());
        return true;
    }
    return false;
}

bool read_location(std::string_view body, std::string_view words, Body& out) {
    const bool shared = words.starts_with("posizione: http") || words.starts_with("location: http");
    const bool live =
        words == "posizione in tempo reale condivisa" || words == "live location shared";
    const auto link = body.find("https://maps.google.com/?q=");
    const auto venue = body.find("https://foursquare.com/v/");
    const auto at = link != std::string_view::npos ? link : venue;
    if (!shared && !live && (at == std::string_view::npos || !words.starts_with("posizione:"))) {
        return false;
    }
    out.kind = Kind::location;
    out.type = "location";
    if (at != std::string_view::npos) {
        const auto stop = std::min(body.find_first_of(" \r\n", at), body.size());
        out.url = body.substr(at, stop - at);
    }
    add_part(out, body, 0, body.size());
    return true;
}

} // namespace

std::string attachment_type(std::string_view file) {
    const std::string extension = extension_of(file);
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), extension) != names.end();
    };
    if (file.find("-GIF-") != std::string_view::npos || extension == "gif") {
        return "gif";
    }
    if (extension == "webp" || file.find("STICKER") != std::string_view::npos ||
        file.starts_with("STK-")) {
        return "sticker";
    }
    if (is({"jpg", "jpeg", "png", "heic"})) {
        return "image";
    }
    if (is({"mp4", "3gp", "mov", "avi", "mkv"})) {
        return "video";
    }
    if (is({"opus", "ogg", "m4a", "mp3", "aac", "amr", "wav"})) {
        return "audio";
    }
    return extension == "vcf" ? "contact" : "file";
}

std::optional<unsigned> day_in_file_name(std::string_view file) {
    const auto number = [&](std::size_t at, std::size_t width) -> std::optional<unsigned> {
        unsigned value = 0;
        for (std::size_t i = at; i < at + width; ++i) {
            if (i >= file.size() || file[i] < '0' || file[i] > '9') {
                return std::nullopt;
            }
            value = value * 10 + static_cast<unsigned>(file[i] - '0');
        }
        return value;
    };
    const auto dash = file.find('-');
    if (dash == 3) { // IMG-20240312-WA0001.jpg
        const auto day = number(4, 8);
        if (day && file.substr(12, 3) == "-WA") {
            return day;
        }
    }
    if (dash == 8) { // 00000012-PHOTO-2024-03-12-18-45-10.jpg
        const auto next = file.find('-', 9);
        if (next != std::string_view::npos) {
            const auto year = number(next + 1, 4);
            const auto month = number(next + 6, 2);
            const auto day = number(next + 9, 2);
            if (year && month && day) {
                return *year * 10000 + *month * 100 + *day;
            }
        }
    }
    return std::nullopt;
}

Body read_body(std::string_view given) {
    Body out;
    const std::string_view body = take_edit_note(given, out);
    if (read_android_attachment(body, out) || read_apple_attachment(body, out) ||
        read_left_out(body, out)) {
        return out;
    }
    const std::string words = phrase(body.substr(0, 400));
    const std::string_view bare = without_brackets(words);
    if (body.size() <= 400 && std::find(deleted.begin(), deleted.end(), bare) != deleted.end()) {
        out.kind = Kind::deleted;
        return out;
    }
    if (body.size() <= 400 && starts_with_any(words, calls)) {
        out.kind = Kind::call;
        add_part(out, body, 0, body.size());
        return out;
    }
    if (words == "null" || words.empty() || starts_with_any(words, waiting_sentences) ||
        std::find(waiting.begin(), waiting.end(), words) != waiting.end()) {
        out.kind = Kind::waiting;
        return out;
    }
    if (read_location(body, words, out)) {
        return out;
    }
    const bool poll = words.starts_with("sondaggio:") || words.starts_with("poll:");
    out.kind = poll ? Kind::poll : Kind::text;
    // The author's text stands as it is, spaces included; only the program's marks before it go.
    const std::size_t from = body.size() - skip_marks(body).size();
    if (from < body.size()) {
        out.parts.emplace_back(from, body.size());
    }
    return out;
}

} // namespace oblio::record::whatsapp
