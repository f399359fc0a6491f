// lib/src/erasure/byte_scanner.hpp: searches files for many byte strings at once.
#pragma once

#include "archive/term_block.hpp"
#include "oblio/environment.hpp"
#include "oblio/result.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// Finds every place of every pattern, and every place where a row of the mention index stands
/// under its key. One pass: a filter of four-byte beginnings, then the patterns that begin so.
/// Threads: immutable.
class ByteScanner {
public:
    /// A pattern shorter than this is left out: it would be met by chance.
    static constexpr std::size_t shortest = 6;

    /// Bytes to search. With `records`, they are a key of the index, and what counts are the places
    /// where one of these records stands under it, as term_block.hpp has them.
    struct Pattern {
        std::string bytes;
        std::vector<std::uint32_t> records; ///< sorted, unique
        friend auto operator<=>(const Pattern&, const Pattern&) = default;
    };

    /// Patterns and rows may repeat; a repeated one is searched once.
    explicit ByteScanner(const std::vector<std::string>& bytes, std::vector<TermRow> rows = {});

    /// Sorted, unique, none shorter than `shortest`.
    [[nodiscard]] const std::vector<Pattern>& patterns() const noexcept { return patterns_; }

    /// Adds the number of places of each pattern to `counts`. Requires: counts.size() ==
    /// patterns().size(). Time: linear in bytes, some 1 ns each.
    void scan(std::string_view bytes, std::span<std::uint64_t> counts) const;

    /// The same for a file, read in pieces; gives its size. Errors: not_found, io.
    Result<std::uint64_t> scan_file(Files& files, const std::filesystem::path& path,
                                    std::span<std::uint64_t> counts) const;

private:
    static std::uint32_t beginning(const char* bytes) noexcept;
    void scan_until(std::string_view bytes, std::size_t last_start,
                    std::span<std::uint64_t> counts) const;

    std::vector<Pattern> patterns_;
    std::vector<std::uint64_t> filter_;    ///< a bit for each hashed beginning
    std::vector<std::uint32_t> buckets_;   ///< first pattern of each bucket, one past the end last
    std::vector<std::uint32_t> in_bucket_; ///< pattern numbers, bucket by bucket
    std::size_t longest_ = 0;              ///< bytes that a place may take
};

} // namespace oblio
