// lib/src/record/byte_source.hpp: bytes that come one after another, and lines cut from them.
#pragma once

#include "oblio/environment.hpp"
#include "oblio/result.hpp"

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace oblio::record {

/// How much is read at a time.
constexpr std::size_t chunk_size = std::size_t{256} << 10U;

/// Bytes in order, once. Threads: one thread at a time.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Fills the start of `out`; the bytes put there, 0 only at the end.
    /// Errors: io, damaged, limit_exceeded.
    virtual Result<std::size_t> read(std::span<char> out) = 0;
};

/// Borrows `bytes`.
[[nodiscard]] std::unique_ptr<ByteSource> bytes_source(std::string_view bytes);
/// Owns `file`. `name` is for messages.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> file_source(std::unique_ptr<File> file);
/// `head` was read already and comes again first. Borrows `stream`.
[[nodiscard]] std::unique_ptr<ByteSource> stream_source(std::string head, std::istream& stream,
                                                        std::string name);

/// Calls `visit` with the rest, piece by piece, until it fails. Errors: as read(), as `visit`.
template <class Visit> Result<void> each_chunk(ByteSource& source, const Visit& visit) {
    std::string buffer(chunk_size, '\0');
    while (true) {
        const auto got = source.read(buffer);
        if (!got) {
            return got.error();
        }
        if (*got == 0) {
            return {};
        }
        if (Result<void> visited = visit(std::string_view{buffer}.substr(0, *got)); !visited) {
            return visited;
        }
    }
}
/// All of the rest. Errors: as read(); limit_exceeded beyond `limit` bytes.
[[nodiscard]] Result<std::string> read_rest(ByteSource& source, std::uint64_t limit);
/// Up to `count` bytes.
[[nodiscard]] Result<std::string> read_some(ByteSource& source, std::size_t count);

constexpr std::size_t line_padding = 64;

/// Drops the first `used` bytes of `buffer`, `used` becomes 0, and reads on behind the others;
/// false at the end. `line_padding` bytes after the buffer may be read, too. Errors: as read().
[[nodiscard]] Result<bool> refill(ByteSource& source, std::string& buffer, std::size_t& used);

/// One line of a source.
struct Line {
    /// Without line end; lives until the next line is read. `line_padding` bytes after it may be
    /// read, too.
    std::string_view bytes;
    std::uint64_t from = 0;   ///< first byte in the source
    std::uint64_t to = 0;     ///< one past its line end
    std::uint64_t number = 0; ///< from 1
    bool too_long = false;    ///< longer than the limit; `bytes` are then of no use
};

/// What may stand between the tokens of JSON.
[[nodiscard]] constexpr bool is_json_space(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Nothing but spaces, tabs and carriage returns.
[[nodiscard]] bool is_blank(std::string_view line);

/// Cuts a source at `\n`; a `\r` before it belongs to the line end. Owns the source.
/// Threads: one thread at a time.
class LineReader {
public:
    LineReader(std::unique_ptr<ByteSource> source, std::uint64_t limit)
        : source_{std::move(source)}, limit_{limit} {}
    /// For a source that is the rest of a longer one: it starts at byte `offset`, and `lines`
    /// lines stand before it.
    LineReader(std::unique_ptr<ByteSource> source, std::uint64_t limit, std::uint64_t offset,
               std::uint64_t lines)
        : source_{std::move(source)}, limit_{limit}, offset_{offset}, number_{lines} {}
    /// False at the end. Errors: as the source.
    [[nodiscard]] Result<bool> next(Line& line);
    [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }

private:
    Result<bool> fill();
    std::unique_ptr<ByteSource> source_;
    std::uint64_t limit_;
    std::string buffer_;
    std::size_t at_ = 0; // first byte of buffer_ not given yet
    std::uint64_t offset_ = 0;
    std::uint64_t number_ = 0;
    bool ended_ = false;
};

/// Whole lines of a source, some at a time.
struct LineBlock {
    std::string bytes;        ///< empty at the end of the source
    std::uint64_t from = 0;   ///< first byte in the source
    std::uint64_t before = 0; ///< lines before it
};

/// Cuts a source into blocks at line ends. Owns the source. Threads: one thread at a time.
class LineBlocks {
public:
    LineBlocks(std::unique_ptr<ByteSource> source, std::uint64_t limit)
        : source_{std::move(source)}, limit_{limit} {}
    /// The next lines, about `bytes` bytes or one longer line. Of a line beyond the limit only
    /// more than the limit is kept. Errors: as the source; what was read is given first.
    [[nodiscard]] Result<LineBlock> next(std::size_t bytes);

private:
    void fill(std::size_t size);
    LineBlock take(std::size_t end);
    std::unique_ptr<ByteSource> source_;
    std::uint64_t limit_;
    std::string buffer_;
    std::uint64_t offset_ = 0;  // of buffer_ in the source
    std::uint64_t lines_ = 0;   // before buffer_
    std::uint64_t dropped_ = 0; // of the too long line in buffer_
    std::optional<Error> failed_;
    bool ended_ = false;
};

} // namespace oblio::record
