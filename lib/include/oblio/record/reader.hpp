// lib/include/oblio/record/reader.hpp: platform exports in, neutral records out, one at a time.
#pragma once

#include "oblio/environment.hpp"
#include "oblio/record/record.hpp"
#include "oblio/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace oblio {

/// A place in an input. Bytes count from the start of the uncompressed member (or of the file),
/// lines from 1.
struct Position {
    std::string file;                  ///< as the caller gave it
    std::optional<std::string> member; ///< path inside an archive or folder
    std::optional<std::uint64_t> byte;
    std::optional<std::uint64_t> line;
};

/// `chat.zip: _chat.txt: line 12, byte 4096`.
[[nodiscard]] std::string format_position(const Position& position);

/// Something that could not be read while the rest goes on: one record, or one member.
struct Problem {
    Position where;
    Error error; ///< the detail names the position too, never a byte of the text
};

/// `chat.zip: _chat.txt: line 12, byte 4096: not UTF-8`.
[[nodiscard]] std::string format_problem(const Problem& problem);

/// What reading gives: a record, or what stood in the way of one.
using ReadItem = std::variant<Record, Problem>;

/// What was read of one member file. Invariant after the last item:
/// elements = records + the sum of `skipped`.
struct MemberAccount {
    std::string file;                  ///< as the caller gave it
    std::optional<std::string> member; ///< path inside an archive or folder
    std::string format;                ///< such as `whatsapp-text`
    std::uint64_t bytes = 0;           ///< uncompressed
    std::uint64_t elements = 0;        ///< array elements, header lines or CSV rows
    std::uint64_t records = 0;
    std::uint64_t system_records = 0; ///< of them, those with the flag `system`
    std::uint64_t authors = 0;        ///< distinct ones
    std::map<std::string, std::uint64_t> by_kind;
    std::map<std::string, std::uint64_t> skipped;  ///< reason -> elements
    std::map<std::string, std::uint64_t> warnings; ///< type -> times
    /// What stands beside the records and is none: contacts, sessions -> entries.
    std::map<std::string, std::uint64_t> side_data;
    std::optional<std::string> first, last; ///< RFC 3339 UTC, earliest and latest `created`
    /// What the source itself says it holds, where it says so; never a reason to fail.
    std::optional<std::uint64_t> stated;
};

/// What was read of an input, in the order of reading.
struct ReadAccount {
    std::vector<MemberAccount> members;
    std::vector<Problem> refused; ///< members that were recognised and refused, or not readable
    /// Members that hold no content (media, settings, noise): extension -> count.
    std::map<std::string, std::uint64_t> other_members;
    [[nodiscard]] std::uint64_t records() const noexcept;
    [[nodiscard]] std::uint64_t skipped() const noexcept;
};

/// How much an input may hold. Beyond it: limit_exceeded, never exhaustion.
struct ReadLimits {
    std::uint64_t record_bytes = 256ULL << 20U; ///< one record as it stands in the input
    std::uint32_t depth = 256;                  ///< nesting of JSON
    std::uint64_t members = 1'000'000;
    std::uint64_t member_bytes = 64ULL << 30U; ///< uncompressed
    std::uint64_t total_bytes = 512ULL << 30U; ///< uncompressed, all members together
    /// Uncompressed bytes for each compressed one, looked at from 16 MiB on.
    std::uint32_t expansion = 300;
    /// A stream (standard input) whose format has to be read twice is held in memory up to here.
    std::uint64_t buffered_bytes = 256ULL << 20U;
};

/// Order of day and month in dates such as 03/04/24.
enum class DateOrder { infer, day_first, month_first, year_first };

/// What the caller knows and the export does not say.
struct ReadOptions {
    std::optional<std::string> channel;  ///< the municipality's account; else from the export
    std::optional<std::string> platform; ///< for forms that several platforms share
    std::string zone = "Europe/Rome";    ///< IANA name, for wall clocks without a zone
    DateOrder date_order = DateOrder::infer;
    /// Says where the neutral fields are in foreign CSV or JSON (documented in formats). In a
    /// folder or archive it is for the CSV and JSON members that no reader knows.
    std::optional<std::filesystem::path> mapping;
    /// The input is running text: one record for each paragraph, no recognition.
    bool plain_text = false;
    /// Fills `source.sha256`; each member is then read once more.
    bool digests = true;
    /// Key of the ids made for records that have none. Without it a random one is drawn, and
    /// such ids hold for this reading only.
    std::optional<std::array<std::byte, 32>> id_key;
    /// Public user name by Telegram channel name or id: its posts then get a permalink.
    std::map<std::string, std::string> usernames;
    /// One record for each place where a text stands: what is known already comes again with the
    /// same id, long posts of X once as cut and once whole. For writing an export again.
    bool every_place = false;
    /// Gives contacts, sessions and the like as records too, for those who look through all of an
    /// export or write it again. They are nobody's utterances: `source.pointer` says what they are.
    bool side_data = false;
    ReadLimits limits;
};

/// A stretch of an input that one thread turns into records while others do theirs. Must not
/// outlive its reader. Threads: one thread at a time; different blocks at the same time.
class RecordBlock {
public:
    virtual ~RecordBlock() = default;
    /// Calls `visit` with each record and problem, in the order of the input. Call once.
    virtual void read(const std::function<void(ReadItem& item)>& visit) = 0;
};

/// Reads the records of one input. Made by open_input().
/// Threads: one thread at a time.
class RecordReader {
public:
    virtual ~RecordReader() = default;
    /// The next record or problem, in the order of the input; nothing at the end.
    /// Errors: io, limit_exceeded or damaged when reading cannot go on at all; a second call
    /// then gives nothing.
    /// Memory: one record and what an id costs (about 16 bytes a record without native id).
    [[nodiscard]] virtual Result<std::optional<ReadItem>> next() = 0;
    /// The next stretch of about `bytes` bytes of input, never cut inside a record; null at the
    /// end. JSON Lines are cut here and parsed in the block; other forms are parsed here. Records
    /// and problems of all blocks, in order, are those of next(), but those of JSON Lines have no
    /// `source.index` and do not show in the account. Calls of next() and next_block() do not mix.
    /// Errors and what follows them: as next().
    [[nodiscard]] virtual Result<std::unique_ptr<RecordBlock>> next_block(std::size_t bytes) = 0;
    /// What was read so far.
    [[nodiscard]] virtual const ReadAccount& account() const noexcept = 0;
};

/// Recognises `parts` (files, folders, zips, tar.gz: the parts of one export) by content.
/// Borrows `environment`'s parts until the reader goes.
/// Errors: not_found, io; unknown_format (also for an empty file); unsupported_format with what to
/// ask the platform for instead; bad_json, bad_utf8 if it stops being either before it can be
/// recognised; bad_argument (zone, mapping file); limit_exceeded; damaged (a broken archive).
[[nodiscard]] Result<std::unique_ptr<RecordReader>>
open_input(std::span<const std::filesystem::path> parts, const ReadOptions& options,
           Environment environment);
[[nodiscard]] Result<std::unique_ptr<RecordReader>>
open_input(const std::filesystem::path& path, const ReadOptions& options, Environment environment);

/// The same for a stream such as standard input, called `name` in messages. Archives are refused
/// there. Borrows `stream`.
[[nodiscard]] Result<std::unique_ptr<RecordReader>> open_input(std::istream& stream,
                                                               std::string name,
                                                               const ReadOptions& options,
                                                               Environment environment);

} // namespace oblio
