// lib/src/record/whatsapp_reader.cpp: WhatsApp's "Esporta chat", Android and Apple phones.
#include "record/member_reader.hpp"
#include "record/whatsapp_body.hpp"
#include "record/whatsapp_dates.hpp"
#include "record/whatsapp_line.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace oblio::record {
namespace {

using whatsapp::Body;
using whatsapp::Header;

/// A name without `~` and the spaces around; tells whether the `~` was there.
struct Name {
    std::string text;
    bool unsaved = false;
};

Name clean_name(std::string_view plain_name) {
    Name name;
    std::string_view text = plain_name;
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    if (text.starts_with("~")) {
        name.unsaved = true;
        text.remove_prefix(1);
        while (text.starts_with(' ')) {
            text.remove_prefix(1);
        }
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    name.text = std::string{text};
    return name;
}

/// The number as E.164 if it has a country code, else its digits; nothing if it is a name.
std::optional<std::string> phone_of(std::string_view name) {
    std::string digits;
    for (const char c : name) {
        if (c >= '0' && c <= '9') {
            digits.push_back(c);
        } else if (!(c == '+' && digits.empty()) && c != ' ' && c != '(' && c != ')' && c != '-' &&
                   c != '.') {
            return std::nullopt;
        }
    }
    if (digits.size() < 6) {
        return std::nullopt;
    }
    if (name.starts_with('+')) {
        return "+" + digits;
    }
    return digits.starts_with("00") ? "+" + digits.substr(2) : digits;
}

bool is_own_word(std::string_view name) {
    return name == "Tu" || name == "You";
}

/// The name in `Chat WhatsApp con <nome>.txt` and the like; nothing if it is another name.
std::optional<std::string> title_in(std::string_view file) {
    static constexpr std::array<std::string_view, 5> prefixes{
        "Chat WhatsApp con ", "Chat di WhatsApp con ", "WhatsApp Chat with ", "WhatsApp Chat - ",
        "Chat WhatsApp - "};
    const auto dot = file.rfind('.');
    const bool extension =
        dot != std::string_view::npos && (file.substr(dot) == ".txt" || file.substr(dot) == ".zip");
    const std::string stem = whatsapp::plain(extension ? file.substr(0, dot) : file);
    for (const std::string_view prefix : prefixes) {
        if (std::string_view{stem}.starts_with(prefix) && stem.size() > prefix.size()) {
            return stem.substr(prefix.size());
        }
    }
    return std::nullopt;
}

/// What stands after the header: who, and where the body begins.
struct Rest {
    Name sender;
    bool has_sender = false;
    std::size_t body = 0; ///< byte of the plain line
    bool hidden = false;  ///< `:.`, a message that may be seen once
};

/// Splits `rest` (plain, from byte `from` of its line). `seen`: names that hold a colon.
Rest split_rest(std::string_view line, std::size_t from, const std::set<std::string>& seen) {
    Rest rest;
    rest.body = from;
    const std::string_view text = line.substr(from);
    std::size_t colon = text.find(": ");
    if (colon == std::string_view::npos) {
        if (text.ends_with(':') && text.size() > 1) {
            colon = text.size() - 1;
        } else if (text.ends_with(":.") && text.size() > 2) {
            colon = text.size() - 2;
            rest.hidden = true;
        } else {
            return rest;
        }
    }
    // A name with a colon in it: the longest one that was seen before.
    for (const std::string& name : seen) {
        if (name.size() > colon && text.starts_with(name) &&
            text.substr(name.size()).starts_with(": ")) {
            colon = name.size();
        }
    }
    rest.has_sender = true;
    rest.sender = clean_name(text.substr(0, colon));
    rest.body = from + colon + (text.substr(colon).starts_with(": ") ? 2 : 1);
    return rest;
}

/// What is known of a chat after one pass over it.
struct ChatFacts {
    whatsapp::Decision dates;
    std::optional<std::string> title;
    std::set<std::string> senders;
    bool group = false;
    [[nodiscard]] std::optional<std::string> owner() const;
};

/// In a chat of two whose title is the other one, the exporter is the one that is left.
std::optional<std::string> ChatFacts::owner() const {
    if (group || senders.size() != 2 || !title || !senders.contains(*title)) {
        return std::nullopt;
    }
    return *senders.begin() == *title ? *senders.rbegin() : *senders.begin();
}

/// One raw line as the grammar sees it.
struct ReadLine {
    std::string plain;
    std::optional<Header> header;
};

ReadLine read_line(std::string_view raw) {
    const std::string_view start = whatsapp::skip_marks(raw);
    const bool candidate =
        !start.empty() && (start[0] == '[' || (start[0] >= '0' && start[0] <= '9'));
    if (!candidate) {
        return {};
    }
    ReadLine line{whatsapp::plain(raw), std::nullopt};
    line.header = whatsapp::parse_header(line.plain);
    return line;
}

/// Is the line at its header a sentence of the program? Sees the whole of formats 4.4.
bool is_system(const Header& header, std::string_view plain_line, std::string_view raw_body,
               const Rest& rest, const ChatFacts& facts) {
    if (!rest.has_sender) {
        return true;
    }
    const std::string body = whatsapp::phrase(raw_body);
    if (whatsapp::is_encryption_notice(body)) {
        return true;
    }
    if (!header.apple) {
        const std::string_view whole = plain_line.substr(header.rest);
        return whatsapp::is_system_sentence(whatsapp::phrase(whole.substr(0, whole.find(": "))));
    }
    if (!whatsapp::starts_marked(raw_body)) {
        return false;
    }
    if (whatsapp::read_body(raw_body).kind != Body::Kind::text) {
        return false;
    }
    return whatsapp::is_system_sentence(body) ||
           (facts.group && facts.title && rest.sender.text == *facts.title);
}

class WhatsAppReader final : public LineMemberReader {
public:
    explicit WhatsAppReader(MemberContext& context)
        : LineMemberReader{context}, context_{context} {}
    Result<bool> advance() override;

private:
    Result<void> look_ahead();
    void look_at(const Line& line, whatsapp::DateEvidence& evidence, std::string& group_name);
    void take(const Line& line) override;
    void begin(const Line& line, ReadLine read);
    void finish() override;
    Record make_record(std::string_view body, std::uint64_t body_from);
    void set_time(Record& record);
    void set_author(Record& record);
    void set_people(Record& record);
    void set_text(Record& record, const Body& body, std::string_view raw, std::uint64_t from);
    void set_attachment(Record& record, const Body& body);

    MemberContext& context_;
    ChatFacts facts_;
    bool looked_ahead_ = false;
    std::set<std::string> seen_;
    std::optional<Instant> previous_;
    std::uint64_t index_ = 0;
    std::optional<std::uint64_t> skipped_before_first_;

    // The record that is being gathered.
    bool open_ = false;
    bool too_long_ = false;
    Header header_;
    Rest rest_;
    bool system_ = false;
    std::string plain_;    // the header line
    std::string raw_;      // all lines as they stand, from the first byte of the header line
    std::size_t body_ = 0; // byte of raw_ at which the body begins
    std::uint64_t from_ = 0;
    std::uint64_t line_ = 0;
    std::size_t filled_ = 0;       // raw_ without trailing blank lines
    std::uint64_t filled_end_ = 0; // the same in the file, with the line end
};

Result<bool> WhatsAppReader::advance() {
    if (!looked_ahead_) {
        looked_ahead_ = true;
        if (auto looked = look_ahead(); !looked) {
            return looked.error();
        }
    }
    return LineMemberReader::advance();
}

Result<void> WhatsAppReader::look_ahead() {
    auto source = context_.bytes.open_ahead();
    if (!source) {
        return source.error();
    }
    LineReader lines{std::move(*source), context_.options.limits.record_bytes};
    whatsapp::DateEvidence evidence;
    const std::string path = shown_path(context_.member.path);
    facts_.title = title_in(file_name_of(path));
    if (!facts_.title && context_.member.archive) {
        facts_.title = title_in(shown_path(*context_.member.archive));
    }
    std::string group_name;
    Line line;
    while (true) {
        const auto more = lines.next(line);
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        look_at(line, evidence, group_name);
    }
    if (!facts_.title && !group_name.empty()) {
        facts_.title = group_name;
    }
    auto decided = evidence.decide(context_.options.date_order, context_.member.modified);
    if (!decided) {
        return decided.error();
    }
    facts_.dates = *decided;
    if (decided->guessed) {
        context_.sink.warn("date-order-guessed");
    }
    return {};
}

/// Gathers dates, senders and whether it is a group from one line.
void WhatsAppReader::look_at(const Line& line, whatsapp::DateEvidence& evidence,
                             std::string& group_name) {
    const ReadLine read = read_line(line.bytes);
    // A line that is not UTF-8 becomes no record: who it names took no part as far as we know.
    if (!read.header || first_invalid_utf8(line.bytes)) {
        return;
    }
    evidence.add(*read.header, line.number);
    const Rest rest = split_rest(read.plain, read.header->rest, {});
    const std::string_view raw_body =
        line.bytes.substr(whatsapp::raw_offset(line.bytes, rest.body));
    const std::string sentence =
        whatsapp::phrase(rest.has_sender && read.header->apple
                             ? raw_body
                             : std::string_view{read.plain}.substr(read.header->rest));
    if (is_system(*read.header, read.plain, raw_body, rest, facts_)) {
        facts_.group = facts_.group || whatsapp::is_group_sentence(sentence);
        // On Apple phones the notice at the start has the chat's title as its sender.
        if (rest.has_sender && group_name.empty() && read.header->apple &&
            (whatsapp::is_encryption_notice(sentence) || whatsapp::is_group_sentence(sentence))) {
            group_name = rest.sender.text;
        }
        return;
    }
    if (rest.has_sender && facts_.senders.size() < 10'000) {
        facts_.senders.insert(rest.sender.text);
    }
    const Body body = whatsapp::read_body(raw_body);
    if (const auto day = whatsapp::day_in_file_name(body.file)) {
        evidence.add_file_day(*day);
    }
}

void WhatsAppReader::take(const Line& line) {
    ReadLine read = read_line(line.bytes);
    if (read.header) {
        finish();
        begin(line, std::move(read));
        return;
    }
    if (!open_) {
        if (!is_blank(whatsapp::plain(line.bytes)) && !skipped_before_first_) {
            skipped_before_first_ = line.number;
            context_.sink.warn("lines-before-first-record");
        }
        return;
    }
    too_long_ = too_long_ || line.too_long ||
                raw_.size() + line.bytes.size() > context_.options.limits.record_bytes;
    if (too_long_) {
        raw_.clear();
        return;
    }
    const bool carriage = line.from - from_ - raw_.size() == 2;
    raw_.append(carriage ? "\r\n" : "\n").append(line.bytes);
    if (!is_blank(line.bytes)) {
        filled_ = raw_.size();
        filled_end_ = line.to;
    }
}

void WhatsAppReader::begin(const Line& line, ReadLine read) {
    open_ = true;
    too_long_ = line.too_long;
    header_ = *read.header;
    plain_ = std::move(read.plain);
    rest_ = split_rest(plain_, header_.rest, seen_);
    from_ = line.from;
    line_ = line.number;
    raw_.assign(line.bytes);
    filled_ = raw_.size();
    filled_end_ = line.to;
    body_ = whatsapp::raw_offset(line.bytes, rest_.body);
    system_ = is_system(header_, plain_, std::string_view{raw_}.substr(body_), rest_, facts_);
    if (system_ && !header_.apple) {
        body_ = whatsapp::raw_offset(line.bytes, header_.rest);
    }
    if (!system_ && rest_.has_sender && seen_.size() < 10'000) {
        seen_.insert(std::string{std::string_view{plain_}.substr(
            header_.rest, rest_.body - header_.rest - (rest_.hidden ? 1 : 2))});
    }
}

void WhatsAppReader::finish() {
    if (!open_) {
        return;
    }
    open_ = false;
    context_.sink.element();
    if (too_long_) {
        context_.sink.bad_element({ErrorCode::limit_exceeded, "the record is too long"}, from_,
                                  line_);
        return;
    }
    raw_.resize(filled_); // trailing blank lines belong to nobody
    if (const auto invalid = first_invalid_utf8(raw_)) {
        context_.sink.bad_element({ErrorCode::bad_utf8, "not UTF-8"},
                                  from_ + static_cast<std::size_t>(*invalid), line_);
        return;
    }
    Record record = make_record(std::string_view{raw_}.substr(body_), from_ + body_);
    context_.sink.record(std::move(record));
    ++index_;
}

Record WhatsAppReader::make_record(std::string_view raw_body, std::uint64_t body_from) {
    Record record;
    record.platform = "whatsapp";
    record.kind = "direct-message";
    record.visibility = "private";
    const std::string path = shown_path(context_.member.path);
    record.thread_id = facts_.title.value_or(
        std::string{file_name_of(path).substr(0, file_name_of(path).rfind('.'))});
    const auto owner = facts_.owner();
    record.channel = context_.options.channel.value_or(owner.value_or(*record.thread_id));
    set_time(record);
    RecordSource source = context_.source;
    source.index = index_;
    source.start = from_;
    source.end = filled_end_;
    source.line = line_;
    record.source = std::move(source);
    if (system_) {
        record.set_flag("system");
        record.author_role = "system";
        Body sentence;
        std::string_view text = raw_body;
        if (text.starts_with("- ")) {
            text.remove_prefix(2);
        }
        const std::size_t lead = raw_body.size() - whatsapp::skip_marks(text).size();
        sentence.parts.emplace_back(lead, raw_body.size());
        set_text(record, sentence, raw_body, body_from);
        // Apple phones put the chat's title there, or the person the sentence is about.
        const std::string& sender = rest_.sender.text;
        if (!sender.empty() && sender != facts_.title && !is_own_word(sender) &&
            (!record.text || record.text->find(sender) == std::string::npos)) {
            record.side_text.push_back({"sender", sender});
        }
    } else {
        set_author(record);
        set_people(record);
        Body body = rest_.hidden ? Body{} : whatsapp::read_body(raw_body);
        set_text(record, body, raw_body, body_from);
        set_attachment(record, body);
    }
    std::string written;
    for (const unsigned number : header_.numbers) {
        written += std::to_string(number) + "-";
    }
    const auto wall = whatsapp::wall_clock(header_, facts_.dates.order);
    if (wall) {
        written = format_instant(Instant{wall->time_since_epoch()});
        written.erase(std::remove_if(written.begin(), written.end(),
                                     [](char c) { return c < '0' || c > '9'; }),
                      written.end());
    }
    record.id = context_.ids.synthesise(record, written);
    return record;
}

void WhatsAppReader::set_time(Record& record) {
    const auto wall = whatsapp::wall_clock(header_, facts_.dates.order);
    if (!wall) {
        context_.sink.warn("time-unknown");
        return;
    }
    const Zone::Moment moment = context_.zone.to_utc(*wall, previous_);
    previous_ = moment.instant;
    record.created = format_instant(moment.instant);
    record.created_precision = header_.has_second ? "s" : "min";
    record.created_source = "assumed:" + context_.zone.name();
    record.set_flag("zone-assumed");
    if (moment.ambiguous) {
        record.set_flag("time-ambiguous");
    }
    if (facts_.dates.inferred) {
        record.set_flag("date-order-inferred");
    }
}

void WhatsAppReader::set_author(Record& record) {
    const std::string& name = rest_.sender.text;
    record.author.name = name;
    record.author.handle = phone_of(name);
    if (record.author.handle || rest_.sender.unsaved) {
        record.set_flag("unsaved-contact");
    }
    const auto owner = facts_.owner();
    const bool own = is_own_word(name) || (owner && *owner == name) ||
                     (context_.options.channel && *context_.options.channel == name);
    record.author_role = own ? "channel" : "other";
}

/// In a chat of two the other one; who reads a group is not known.
void WhatsAppReader::set_people(Record& record) {
    if (facts_.group || facts_.senders.size() > 2) {
        return;
    }
    for (const std::string& other : facts_.senders) {
        if (other != rest_.sender.text) {
            record.recipients.push_back({std::nullopt, other, phone_of(other)});
        }
    }
}

/// The parts of the body that the author wrote, joined by line feeds, with where they stand.
void WhatsAppReader::set_text(Record& record, const Body& body, std::string_view raw,
                              std::uint64_t from) {
    if (body.edited) {
        record.set_flag("edited");
    }
    if (body.kind == Body::Kind::deleted) {
        record.set_flag("deleted");
        return;
    }
    if (body.kind == Body::Kind::call) {
        record.set_flag("call");
    }
    const bool unknown = body.kind == Body::Kind::waiting && !raw.empty();
    if (unknown || rest_.hidden) {
        return;
    }
    std::string text;
    for (const auto& [start, end] : body.parts) {
        if (start != body.parts.front().first) {
            text += '\n';
        }
        for (std::size_t at = start; at < end; ++at) {
            if (!(raw[at] == '\r' && at + 1 < raw.size() && raw[at + 1] == '\n')) {
                text += raw[at];
            }
        }
        record.source->text_parts.emplace_back(from + start, from + end);
    }
    if (body.parts.size() == 1) {
        record.source->text_start = record.source->text_parts[0].first;
        record.source->text_end = record.source->text_parts[0].second;
        record.source->text_parts.clear();
    }
    record.text = std::move(text);
}

void WhatsAppReader::set_attachment(Record& record, const Body& body) {
    if (body.type.empty() && body.kind != Body::Kind::poll) {
        return;
    }
    Attachment attachment;
    attachment.type = body.kind == Body::Kind::poll ? "poll" : body.type;
    attachment.missing = body.kind == Body::Kind::media_left_out;
    if (!body.url.empty()) {
        attachment.url = body.url;
    }
    if (!body.file.empty()) {
        attachment.name = body.file;
        const auto member = context_.tree.find(body.file);
        attachment.missing = !member;
        attachment.path = body.file;
        if (member && attachment.type == "contact" && context_.tree.read) {
            if (auto card = context_.tree.read(*member); card && !first_invalid_utf8(*card)) {
                record.side_text.push_back({"vcard", std::move(*card)});
            }
        }
    }
    record.attachments.push_back(std::move(attachment));
}

} // namespace

std::unique_ptr<MemberReader> whatsapp_reader(MemberContext& context) {
    return std::make_unique<WhatsAppReader>(context);
}

} // namespace oblio::record
