// lib/src/record/member_reader.hpp: what a reader of one member file is given, and gives.
#pragma once

#include "oblio/record/reader.hpp"
#include "record/ids.hpp"
#include "record/input.hpp"
#include "record/zone.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace oblio::record {

/// The forms that are read.
enum class Format {
    neutral_jsonl,
    plain_text,
    whatsapp_text,
    telegram_json,
    meta_thread,
    meta_encrypted,
    facebook_posts,
    facebook_comments,
    facebook_album,
    meta_labels,
    instagram_posts,
    instagram_comments,
    graph_api,
    x_tweets,
    x_notes,
    x_messages,
    youtube_csv,
    youtube_api,
    mastodon_outbox,
    mapped_json,
    mapped_csv,
};
/// As in `source.format`.
[[nodiscard]] std::string_view format_name(Format format) noexcept;

/// Takes what a reader finds and keeps the account. Threads: one thread at a time.
class Sink {
public:
    Sink(MemberAccount& account, const Member& member, std::deque<ReadItem>& queue)
        : account_{account}, member_{member}, queue_{queue} {}

    /// One array element, header line or CSV row was met. It ends as one record() or one skip().
    void element() noexcept { ++account_.elements; }
    void record(Record record);
    void skip(const std::string& reason) { ++account_.skipped[reason]; }
    void warn(const std::string& type) { ++account_.warnings[type]; }
    /// An entry beside the records; `record` as it is given to those who ask for side data.
    void side(const std::string& kind, std::optional<Record> record) {
        ++account_.side_data[kind];
        if (record) {
            queue_.emplace_back(std::move(*record));
        }
    }
    /// An element that cannot be read: a problem, and skipped.
    void bad_element(Error error, std::optional<std::uint64_t> byte,
                     std::optional<std::uint64_t> line);
    /// A problem with the member as a whole.
    void problem(Error error, std::optional<std::uint64_t> byte, std::optional<std::uint64_t> line);
    void stated(std::uint64_t count) { account_.stated = count; }

private:
    MemberAccount& account_;
    const Member& member_;
    std::deque<ReadItem>& queue_;
    std::unordered_set<std::size_t> authors_;
};

/// Who the municipality is on a platform, as its own export says.
struct OwnAccount {
    std::optional<std::string> id, name, handle;
};

/// A long post of X, which stands apart from the tweet that begins it.
struct Note {
    std::string id, tweet, second, text;
    bool taken = false;
};

/// What is known of the whole input while one member is read.
class Tree {
public:
    std::map<std::string, OwnAccount> accounts; ///< by platform
    HashCounts texts;                           ///< hashes of Meta texts that were read
    bool keeps_texts = false;                   ///< there are files of earlier versions

    void add(const Member& member, std::size_t number);
    /// The number of the member whose path has the longest end in common with `path`; its file
    /// name must be the same.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view path) const;
    /// The whole of a small member (a vCard). Errors: as opening and reading.
    std::function<Result<std::string>(std::size_t)> read;
    std::function<Result<std::string>()> mapping_file;

    /// True if `hash` was met before in another member.
    [[nodiscard]] bool met_elsewhere(std::uint64_t hash, const std::string& member);

    void set_stated(const std::string& path, std::uint64_t count) { stated_[path] = count; }
    /// How many records the export says the member holds.
    [[nodiscard]] std::optional<std::uint64_t> stated(std::string_view path) const;

    void add_note(Note note) { notes_.push_back(std::move(note)); }
    /// The whole text of the tweet `id`, made at `created`, that begins with `text`.
    [[nodiscard]] std::optional<std::string>
    take_note(std::string_view id, std::string_view created, std::string_view text);
    [[nodiscard]] bool note_was_taken(std::string_view id) const;

private:
    std::unordered_multimap<std::string, std::pair<std::string, std::size_t>> by_name_;
    std::unordered_map<std::uint64_t, std::size_t> met_; ///< -> hash of the member's path
    std::map<std::string, std::uint64_t> stated_;
    std::vector<Note> notes_;
};

/// Takes from an account file (profile, actor, manifest) whose export it is.
void read_account(const std::string& platform, std::string_view bytes, Tree& tree);
/// Takes the long posts of X from their file.
void read_notes(std::string_view bytes, Tree& tree);

/// The bytes of the member that is read, as often as needed.
class MemberBytes {
public:
    /// `read`, if given, becomes the largest number of bytes that one source gave.
    MemberBytes(Container& container, std::size_t index, const ReadLimits& limits,
                std::uint64_t* read = nullptr)
        : container_{container}, index_{index}, limits_{limits}, read_{read} {}
    /// Errors: as the container's.
    Result<std::unique_ptr<ByteSource>> open();
    /// Makes open() work more than once. Errors: limit_exceeded for a long stream.
    Result<void> hold();
    /// For a look before the reading: hold(), then open().
    Result<std::unique_ptr<ByteSource>> open_ahead();

private:
    Container& container_;
    std::size_t index_;
    const ReadLimits& limits_;
    std::uint64_t* read_;
    std::optional<std::string> held_;
};

struct MemberContext;

/// The lines of a member. Opens it at the first one. Threads: one thread at a time.
class MemberLines {
public:
    explicit MemberLines(MemberContext& context) : context_{context} {}
    /// False at the end. Errors: as opening and reading.
    Result<bool> next(Line& line);

private:
    MemberContext& context_;
    std::optional<LineReader> lines_;
};

/// All that a reader works with. Outlives it.
struct MemberContext {
    const ReadOptions& options;
    const Zone& zone;
    IdMaker& ids;
    Tree& tree;
    const Member& member;
    MemberBytes& bytes;
    Sink& sink;
    Format format;
    std::string platform; ///< as far as the tree, the path or the caller tells
    RecordSource source;  ///< archive, member, format, digest filled in
};

/// Reads one member, piece by piece. Threads: one thread at a time.
class MemberReader {
public:
    virtual ~MemberReader() = default;
    /// Reads on and gives what it finds to the sink; false at the end.
    /// Errors: what ends this member; what was given before stays.
    virtual Result<bool> advance() = 0;
    /// As RecordReader::next_block(), for forms that are cut before they are parsed.
    [[nodiscard]] virtual bool gives_blocks() const noexcept { return false; }
    virtual Result<std::unique_ptr<RecordBlock>> block(std::size_t /*bytes*/) {
        return std::unique_ptr<RecordBlock>{};
    }
};

/// A form whose lines are gathered to records. Threads: one thread at a time.
class LineMemberReader : public MemberReader {
public:
    explicit LineMemberReader(MemberContext& context) : lines_{context} {}
    Result<bool> advance() override;

protected:
    virtual void take(const Line& line) = 0;
    /// After the last line.
    virtual void finish() = 0;

private:
    MemberLines lines_;
};

/// The reader of `context.format`; keeps a reference to `context`.
[[nodiscard]] std::unique_ptr<MemberReader> make_reader(MemberContext& context);

// One for each form. Each keeps a reference to `context`.
[[nodiscard]] std::unique_ptr<MemberReader> neutral_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> plain_text_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> whatsapp_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> telegram_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> meta_thread_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> facebook_posts_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> facebook_comments_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> facebook_album_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> meta_labels_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> instagram_posts_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> instagram_comments_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> graph_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> x_tweets_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> x_notes_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> x_messages_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> youtube_csv_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> youtube_api_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> mastodon_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> mapped_csv_reader(MemberContext& context);
[[nodiscard]] std::unique_ptr<MemberReader> mapped_json_reader(MemberContext& context);

} // namespace oblio::record
