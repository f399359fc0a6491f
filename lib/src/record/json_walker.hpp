// lib/src/record/json_walker.hpp: walks a JSON file of any size and hands out the wanted parts.
#pragma once

#include "oblio/record/reader.hpp"
#include "record/byte_source.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::record {

/// What to do with a value met on the way.
enum class Visit {
    skip,  ///< go past it
    keep,  ///< hand it out whole
    enter, ///< an object or array: ask again for each of its parts; a scalar: hand it out
};

/// One value handed out; everything in it lives until the next one.
struct JsonPart {
    std::string_view path; ///< `/chats/list/*/messages/*`, `*` for any index; keys as written
    std::string_view key;  ///< the last key on the path, as written
    std::string_view bytes;
    std::vector<std::uint64_t> indexes; ///< of the arrays on the path, outermost first
    std::uint64_t from = 0;             ///< bytes in the source
    std::uint64_t to = 0;
    std::uint64_t line = 0; ///< of its first byte, from 1
    bool too_long = false;  ///< beyond the limit; `bytes` are then of no use
    /// RFC 6901, with the indexes in their places.
    [[nodiscard]] std::string pointer() const;
};

/// Walks values without recursion and without holding more than one part.
/// Only brackets, quotes and commas are looked at: what is inside a part is for its parser.
/// Threads: one thread at a time.
class JsonWalker {
public:
    /// `decide` is asked with the path and the first byte of a value, once for each object member
    /// and once for each array and kind of first byte. The root has the path "".
    using Decide = std::function<Visit(std::string_view path, char first)>;

    struct Form {
        bool many_roots = false; ///< JSON Lines, or values one after another
        bool assignment = false; ///< `window.YTD.x.part0 = value;`
    };

    JsonWalker(std::unique_ptr<ByteSource> source, const ReadLimits& limits, Decide decide,
               Form form);
    JsonWalker(std::unique_ptr<ByteSource> source, const ReadLimits& limits, Decide decide)
        : JsonWalker{std::move(source), limits, std::move(decide), Form{}} {}

    /// False at the end. Errors: bad_json (offset() and line() say where), io, and as the source;
    /// afterwards only the end.
    [[nodiscard]] Result<bool> next(JsonPart& part);
    [[nodiscard]] std::uint64_t offset() const noexcept { return base_ + at_; }
    [[nodiscard]] std::uint64_t line() const noexcept { return line_; }
    /// Number of root values met so far.
    [[nodiscard]] std::uint64_t roots() const noexcept { return roots_; }

private:
    struct Level {
        bool array = false;
        bool first = true;
        std::size_t path_length = 0; // of the container itself
        std::uint64_t index = 0;
        std::vector<std::pair<char, Visit>> decided; // arrays: by first byte
    };
    Result<bool> step(JsonPart& part, bool& produced);
    Result<bool> begin_root(JsonPart& part, bool& produced);
    Result<bool> value(JsonPart& part, bool& produced);
    Result<void> skip_assignment();
    Result<char> peek(); // next byte that is no space, 0 at the end
    Result<void> scan(bool keep, bool& too_long);
    Result<bool> key(std::string& name);
    Error bad(const char* reason) const;
    Result<bool> fill();
    void advance(std::size_t count);

    std::unique_ptr<ByteSource> source_;
    std::uint64_t record_limit_;
    std::size_t depth_limit_;
    Decide decide_;
    Form form_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::uint64_t base_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t roots_ = 0;
    std::vector<Level> levels_;
    std::string path_;
    std::string slice_;
    std::string key_;
    bool started_ = false;
    bool ended_ = false; // the source
    bool done_ = false;
};

} // namespace oblio::record
