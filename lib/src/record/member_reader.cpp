// lib/src/record/member_reader.cpp: what readers of all forms share: the account they keep, the
// tree of members around them, the bytes of their own.
#include "record/member_reader.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace oblio::record {

std::string_view format_name(Format format) noexcept {
    switch (format) {
    case Format::neutral_jsonl:
        return "neutral-jsonl";
    case Format::plain_text:
        return "plain-text";
    case Format::whatsapp_text:
        return "whatsapp-text";
    case Format::telegram_json:
        return "telegram-json";
    case Format::meta_thread:
        return "meta-thread";
    case Format::meta_encrypted:
        return "meta-encrypted-chat";
    case Format::facebook_posts:
        return "facebook-posts";
    case Format::facebook_comments:
        return "facebook-comments";
    case Format::facebook_album:
        return "facebook-album";
    case Format::meta_labels:
        return "meta-labels";
    case Format::instagram_posts:
        return "instagram-posts";
    case Format::instagram_comments:
        return "instagram-comments";
    case Format::graph_api:
        return "meta-graph-api";
    case Format::x_tweets:
        return "x-tweets";
    case Format::x_notes:
        return "x-notes";
    case Format::x_messages:
        return "x-messages";
    case Format::youtube_csv:
        return "youtube-csv";
    case Format::youtube_api:
        return "youtube-api";
    case Format::mastodon_outbox:
        return "mastodon-outbox";
    case Format::mapped_json:
        return "mapped-json";
    case Format::mapped_csv:
        return "mapped-csv";
    }
    return "";
}

namespace {

std::string_view code_name(ErrorCode code) noexcept {
    switch (code) {
    case ErrorCode::bad_utf8:
        return "bad_utf8";
    case ErrorCode::bad_json:
        return "bad_json";
    case ErrorCode::limit_exceeded:
        return "limit_exceeded";
    default:
        return "bad_record";
    }
}

} // namespace

void Sink::record(Record record) {
    ++account_.records;
    ++account_.by_kind[record.kind];
    account_.system_records += record.has_flag("system") ? 1 : 0;
    const auto& author = record.author;
    const std::string& name = author.id     ? *author.id
                              : author.name ? *author.name
                                            : author.handle.value_or("");
    if (!name.empty() && authors_.insert(std::hash<std::string>{}(name)).second) {
        ++account_.authors;
    }
    if (record.created) {
        if (!account_.first || *record.created < *account_.first) {
            account_.first = record.created;
        }
        if (!account_.last || *record.created > *account_.last) {
            account_.last = record.created;
        }
    }
    queue_.emplace_back(std::move(record));
}

void Sink::bad_element(Error error, std::optional<std::uint64_t> byte,
                       std::optional<std::uint64_t> line) {
    skip(std::string{code_name(error.code)});
    problem(std::move(error), byte, line);
}

void Sink::problem(Error error, std::optional<std::uint64_t> byte,
                   std::optional<std::uint64_t> line) {
    Position where = position_of(member_);
    where.byte = byte;
    where.line = line;
    error.detail = format_position(where) + ": " + error.detail;
    queue_.emplace_back(Problem{std::move(where), std::move(error)});
}

void Tree::add(const Member& member, std::size_t number) {
    by_name_.emplace(std::string{file_name_of(member.path)}, std::pair{member.path, number});
}

bool Tree::met_elsewhere(std::uint64_t hash, const std::string& member) {
    const std::size_t here = std::hash<std::string>{}(member);
    return met_.emplace(hash, here).first->second != here;
}

std::optional<std::uint64_t> Tree::stated(std::string_view path) const {
    for (const auto& [name, count] : stated_) {
        if (path.ends_with(name)) {
            return count;
        }
    }
    return std::nullopt;
}

std::optional<std::string> Tree::take_note(std::string_view id, std::string_view created,
                                           std::string_view text) {
    constexpr std::size_t compared = 60;
    for (Note& note : notes_) {
        const bool begins = !created.empty() && note.second == created.substr(0, 19) &&
                            count_code_points(text) >= compared &&
                            note.text.substr(0, compared) == text.substr(0, compared);
        if (note.tweet == id || (note.tweet.empty() && begins)) {
            note.taken = true;
            return note.text;
        }
    }
    return std::nullopt;
}

bool Tree::note_was_taken(std::string_view id) const {
    return std::any_of(notes_.begin(), notes_.end(),
                       [&](const Note& note) { return note.id == id && note.taken; });
}

std::optional<std::size_t> Tree::find(std::string_view path) const {
    const auto [from, to] = by_name_.equal_range(std::string{file_name_of(path)});
    std::optional<std::size_t> found;
    std::size_t best = 0;
    for (auto at = from; at != to; ++at) {
        const std::string& candidate = at->second.first;
        const auto [a, b] =
            std::mismatch(candidate.rbegin(), candidate.rend(), path.rbegin(), path.rend());
        const auto common = static_cast<std::size_t>(a - candidate.rbegin());
        if (!found || common > best) {
            found = at->second.second;
            best = common;
        }
    }
    return found;
}

namespace {

/// Says how much of it was read.
class CountedSource final : public ByteSource {
public:
    CountedSource(std::unique_ptr<ByteSource> source, std::uint64_t& most)
        : source_{std::move(source)}, most_{most} {}
    Result<std::size_t> read(std::span<char> out) override {
        auto got = source_->read(out);
        read_ += got ? *got : 0;
        most_ = std::max(most_, read_);
        return got;
    }

private:
    std::unique_ptr<ByteSource> source_;
    std::uint64_t& most_;
    std::uint64_t read_ = 0;
};

} // namespace

Result<std::unique_ptr<ByteSource>> MemberBytes::open() {
    auto source =
        held_ ? Result<std::unique_ptr<ByteSource>>{bytes_source(*held_)} : container_.open(index_);
    if (!source || read_ == nullptr) {
        return source;
    }
    return std::unique_ptr<ByteSource>{std::make_unique<CountedSource>(std::move(*source), *read_)};
}

Result<void> MemberBytes::hold() {
    constexpr std::uint64_t small = 16ULL << 20U;
    const auto size = container_.members()[index_].size;
    const bool once = container_.once();
    if (held_ || (!once && (!size || *size > small))) {
        return {};
    }
    auto source = container_.open(index_);
    if (!source) {
        return source.error();
    }
    auto bytes = read_rest(**source, once ? limits_.buffered_bytes : small);
    if (!bytes) {
        return once ? Error{bytes.error().code, bytes.error().detail +
                                                    " in a stream of a form that is read twice: "
                                                    "give it as a file"}
                    : bytes.error();
    }
    held_ = std::move(*bytes);
    return {};
}

Result<std::unique_ptr<ByteSource>> MemberBytes::open_ahead() {
    const auto held = hold();
    return held ? open() : Result<std::unique_ptr<ByteSource>>{held.error()};
}

Result<bool> LineMemberReader::advance() {
    Line line;
    const auto more = lines_.next(line);
    if (more) {
        *more ? take(line) : finish();
    }
    return more;
}

Result<bool> MemberLines::next(Line& line) {
    if (!lines_) {
        auto source = context_.bytes.open();
        if (!source) {
            return source.error();
        }
        lines_.emplace(std::move(*source), context_.options.limits.record_bytes);
    }
    return lines_->next(line);
}

std::unique_ptr<MemberReader> make_reader(MemberContext& context) {
    switch (context.format) {
    case Format::neutral_jsonl:
        return neutral_reader(context);
    case Format::plain_text:
        return plain_text_reader(context);
    case Format::whatsapp_text:
        return whatsapp_reader(context);
    case Format::telegram_json:
        return telegram_reader(context);
    case Format::meta_thread:
    case Format::meta_encrypted:
        return meta_thread_reader(context);
    case Format::facebook_posts:
        return facebook_posts_reader(context);
    case Format::facebook_comments:
        return facebook_comments_reader(context);
    case Format::facebook_album:
        return facebook_album_reader(context);
    case Format::meta_labels:
        return meta_labels_reader(context);
    case Format::instagram_posts:
        return instagram_posts_reader(context);
    case Format::instagram_comments:
        return instagram_comments_reader(context);
    case Format::graph_api:
        return graph_reader(context);
    case Format::x_tweets:
        return x_tweets_reader(context);
    case Format::x_notes:
        return x_notes_reader(context);
    case Format::x_messages:
        return x_messages_reader(context);
    case Format::youtube_csv:
        return youtube_csv_reader(context);
    case Format::youtube_api:
        return youtube_api_reader(context);
    case Format::mastodon_outbox:
        return mastodon_reader(context);
    case Format::mapped_csv:
        return mapped_csv_reader(context);
    case Format::mapped_json:
        return mapped_json_reader(context);
    }
    return nullptr;
}

} // namespace oblio::record
