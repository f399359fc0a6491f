// lib/src/archive/record_codec.cpp
#include "archive/record_codec.hpp"

#include "oblio/time.hpp"

#include <algorithm>
#include <array>

namespace oblio {
namespace {

// Append only: their places are stored.
constexpr std::array<std::string_view, 8> platforms{"facebook", "instagram", "whatsapp", "telegram",
                                                    "x",        "youtube",   "mastodon", "generic"};
constexpr std::array<std::string_view, 4> kinds{"post", "comment", "reply", "direct-message"};
constexpr std::array<std::string_view, 4> roles{"channel", "other", "system", "unknown"};
constexpr std::array<std::string_view, 2> visibilities{"public", "private"};

/// A word of a known list is one byte, any other is spelled after a 0.
template <std::size_t N>
void write_choice(ByteWriter& out, std::string_view value,
                  const std::array<std::string_view, N>& known) {
    const auto at = std::find(known.begin(), known.end(), value);
    if (at == known.end()) {
        out.byte(0);
        out.text(value);
    } else {
        out.byte(static_cast<std::uint8_t>(at - known.begin() + 1));
    }
}

template <std::size_t N>
std::string read_choice(ByteReader& in, const std::array<std::string_view, N>& known) {
    const std::uint8_t at = in.byte();
    if (at == 0 || at > N) {
        return in.text();
    }
    return std::string{known[at - 1U]};
}

/// Which of several optional parts are there: one bit each, asked and answered in the same order.
class PresenceWriter {
public:
    void add(bool present) { bits_ |= (present ? 1ULL : 0ULL) << count_++; }
    [[nodiscard]] std::uint64_t bits() const noexcept { return bits_; }

private:
    std::uint64_t bits_ = 0;
    unsigned count_ = 0;
};

class PresenceReader {
public:
    explicit PresenceReader(ByteReader& in) : bits_{in.number()} {}
    bool next() {
        const bool present = (bits_ & 1U) != 0;
        bits_ >>= 1U;
        return present;
    }

private:
    std::uint64_t bits_;
};

using Text = std::optional<std::string>;

template <class... Texts> void write_texts(ByteWriter& out, const Texts&... texts) {
    PresenceWriter present;
    (present.add(texts.has_value()), ...);
    out.number(present.bits());
    ((texts ? out.text(*texts) : void()), ...);
}

template <class... Texts> void read_texts(ByteReader& in, Texts&... texts) {
    PresenceReader present{in};
    const auto one = [&](Text& text) {
        if (present.next()) {
            text = in.text();
        }
    };
    (one(texts), ...);
}

/// Nothing, `2024-03-12T17:45:10Z` as its seconds, or any other spelling as it stands.
void write_time(ByteWriter& out, const Text& time) {
    if (!time) {
        out.byte(0);
        return;
    }
    const auto instant = parse_instant(*time);
    const auto seconds = instant ? instant->time_since_epoch().count() : -1;
    if (seconds >= 0 && format_instant(*instant) == *time) {
        out.byte(1);
        out.number(static_cast<std::uint64_t>(seconds));
    } else {
        out.byte(2);
        out.text(*time);
    }
}

Text read_time(ByteReader& in) {
    switch (in.byte()) {
    case 0:
        return std::nullopt;
    case 1:
        return format_instant(
            Instant{std::chrono::seconds{static_cast<std::int64_t>(in.number() & 0xFFFFFFFFFFU)}});
    default:
        return in.text();
    }
}

void write_account(ByteWriter& out, const Account& account) {
    write_texts(out, account.id, account.name, account.handle);
}

Account read_account(ByteReader& in) {
    Account account;
    read_texts(in, account.id, account.name, account.handle);
    return account;
}

void write_lists(ByteWriter& out, const Record& record) {
    out.number(record.recipients.size());
    for (const Account& account : record.recipients) {
        write_account(out, account);
    }
    out.number(record.attachments.size());
    for (const Attachment& item : record.attachments) {
        out.text(item.type);
        write_texts(out, item.path, item.url, item.name, item.mime, item.alt);
        out.number(item.size ? static_cast<std::uint64_t>(*item.size) + 1 : 0);
        out.byte(item.missing ? 1 : 0);
    }
    out.number(record.entities.size());
    for (const Entity& item : record.entities) {
        out.text(item.type);
        out.number(item.start);
        out.number(item.end - std::min(item.start, item.end));
        write_texts(out, item.value);
    }
    out.number(record.reactions.size());
    for (const Reaction& item : record.reactions) {
        write_texts(out, item.author_id, item.author_name, item.symbol, item.at);
    }
    out.number(record.side_text.size());
    for (const SideText& item : record.side_text) {
        out.text(item.name);
        out.text(item.value);
    }
    out.number(record.flags.size());
    for (const std::string& flag : record.flags) {
        out.text(flag);
    }
}

void read_lists(ByteReader& in, Record& record) {
    record.recipients.resize(in.count());
    for (Account& account : record.recipients) {
        account = read_account(in);
    }
    record.attachments.resize(in.count());
    for (Attachment& item : record.attachments) {
        item.type = in.text();
        read_texts(in, item.path, item.url, item.name, item.mime, item.alt);
        if (const auto size = in.number(); size > 0) {
            item.size = static_cast<std::int64_t>(size - 1);
        }
        item.missing = in.byte() != 0;
    }
    record.entities.resize(in.count());
    for (Entity& item : record.entities) {
        item.type = in.text();
        item.start = in.number();
        item.end = item.start + in.number();
        read_texts(in, item.value);
    }
    record.reactions.resize(in.count());
    for (Reaction& item : record.reactions) {
        read_texts(in, item.author_id, item.author_name, item.symbol, item.at);
    }
    record.side_text.resize(in.count());
    for (SideText& item : record.side_text) {
        item.name = in.text();
        item.value = in.text();
    }
    record.flags.resize(in.count());
    for (std::string& flag : record.flags) {
        flag = in.text();
    }
}

bool has_lists(const Record& record) {
    return !record.recipients.empty() || !record.attachments.empty() || !record.entities.empty() ||
           !record.reactions.empty() || !record.side_text.empty() || !record.flags.empty();
}

/// `facebook:123` on facebook is `123`.
bool names_platform(const Record& record) {
    return record.id.size() > record.platform.size() && record.id.starts_with(record.platform) &&
           record.id[record.platform.size()] == ':';
}

} // namespace

void write_platform(ByteWriter& out, std::string_view platform) {
    write_choice(out, platform, platforms);
}

std::string read_platform(ByteReader& in) {
    return read_choice(in, platforms);
}

void encode_record(std::string& bytes, const Record& record) {
    ByteWriter out{bytes};
    const bool own_thread = record.thread_id && *record.thread_id == record.id;
    const bool short_id = names_platform(record);
    PresenceWriter present;
    for (const bool part :
         {short_id, own_thread, record.thread_id && !own_thread, has_lists(record),
          record.reply_to_author.has_value(), record.title || record.permalink || record.reply_to,
          record.created_precision || record.created_source, record.edited.has_value(),
          record.text.has_value(), !record.channel.empty()}) {
        present.add(part);
    }
    out.number(present.bits());
    write_platform(out, record.platform);
    write_choice(out, record.kind, kinds);
    write_choice(out, record.author_role, roles);
    write_choice(out, record.visibility, visibilities);
    out.text(short_id ? std::string_view{record.id}.substr(record.platform.size() + 1)
                      : std::string_view{record.id});
    if (record.thread_id && !own_thread) {
        out.text(*record.thread_id);
    }
    if (!record.channel.empty()) {
        out.text(record.channel);
    }
    write_account(out, record.author);
    write_time(out, record.created);
    if (record.edited) {
        write_time(out, record.edited);
    }
    if (record.created_precision || record.created_source) {
        write_texts(out, record.created_precision, record.created_source);
    }
    if (record.title || record.permalink || record.reply_to) {
        write_texts(out, record.title, record.permalink, record.reply_to);
    }
    if (record.reply_to_author) {
        write_account(out, *record.reply_to_author);
    }
    if (has_lists(record)) {
        write_lists(out, record);
    }
    if (record.text) {
        out.text(*record.text);
    }
}

Record decode_record(ByteReader& in) {
    Record record;
    PresenceReader present{in};
    const bool short_id = present.next();
    const bool own_thread = present.next();
    const bool thread = present.next();
    const bool lists = present.next();
    const bool reply_to_author = present.next();
    const bool links = present.next();
    const bool precision = present.next();
    const bool edited = present.next();
    const bool text = present.next();
    const bool channel = present.next();
    record.platform = read_platform(in);
    record.kind = read_choice(in, kinds);
    record.author_role = read_choice(in, roles);
    record.visibility = read_choice(in, visibilities);
    record.id = short_id ? record.platform + ":" + in.text() : in.text();
    if (own_thread) {
        record.thread_id = record.id;
    } else if (thread) {
        record.thread_id = in.text();
    }
    if (channel) {
        record.channel = in.text();
    }
    record.author = read_account(in);
    record.created = read_time(in);
    if (edited) {
        record.edited = read_time(in);
    }
    if (precision) {
        read_texts(in, record.created_precision, record.created_source);
    }
    if (links) {
        read_texts(in, record.title, record.permalink, record.reply_to);
    }
    if (reply_to_author) {
        record.reply_to_author = read_account(in);
    }
    if (lists) {
        read_lists(in, record);
    }
    if (text) {
        record.text = in.text();
    }
    return record;
}

} // namespace oblio
