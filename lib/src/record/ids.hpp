// lib/src/record/ids.hpp: ids for records whose source has none.
#pragma once

#include "oblio/record/record.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace oblio::record {

/// How often each 64-bit hash was met, among the last million of different ones at most, half a
/// million at least: exports come in the order of time, and what is told apart by its number stands
/// close together. At most 20 MB. Threads: one thread at a time.
class HashCounts {
public:
    /// How often `hash` was met before this time.
    std::uint64_t count_up(std::uint64_t hash);
    [[nodiscard]] bool holds(std::uint64_t hash) const;

private:
    /// An open table of hashes; 8 to 20 bytes each.
    class Table {
    public:
        [[nodiscard]] std::uint64_t count(std::uint64_t hash) const;
        void set(std::uint64_t hash, std::uint64_t count);
        [[nodiscard]] std::size_t size() const noexcept { return used_; }

    private:
        [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const noexcept;
        void grow();
        std::vector<std::uint64_t> slots_; // 0: free
        std::size_t used_ = 0;
        std::unordered_map<std::uint64_t, std::uint64_t> more_; // those met twice or more
    };
    Table recent_;
    Table older_; ///< the half million before
};

/// Ids of one conversation that come in ascending order, or nearly, each with a tag of its content;
/// 4 bytes for each id that follows the one before. Threads: one thread at a time.
class AscendingIds {
public:
    enum class Met { fresh, same, other };
    /// Notes `id`; was it met before, with the same tag or another?
    Met meet(std::int64_t id, std::uint32_t tag);
    void clear();

private:
    struct Run {
        std::int64_t first;
        std::int64_t last;
        std::size_t tags; ///< where the tags of the run begin
    };
    std::vector<Run> runs_;
    std::vector<std::uint32_t> tags_;
    std::unordered_map<std::int64_t, std::uint32_t> late_; ///< came after a greater one
};

/// Makes ids that a newer export of the same chat gives again. Threads: one thread at a time.
class IdMaker {
public:
    explicit IdMaker(std::array<std::byte, 32> key, bool every_place = false)
        : key_{key}, every_place_{every_place} {}

    /// `<platform>:~<32 hex>`: HMAC-SHA-256 over platform, channel, thread, kind, `written_time`
    /// (digits as in the source), author, text and the number of equal ones before.
    [[nodiscard]] std::string synthesise(const Record& record, std::string_view written_time);
    /// A keyed 64-bit hash of `parts`, for finding what was met before.
    [[nodiscard]] std::uint64_t hash(std::span<const std::string_view> parts) const;
    /// `id` the first time, `id#1`, `id#2`… when it comes again with another content; empty when
    /// id and content were met before, or `id` again if every place is asked for.
    [[nodiscard]] std::string distinct(const std::string& id, std::string_view content);

private:
    std::array<std::byte, 32> key_;
    bool every_place_;
    HashCounts tuples_;
    HashCounts ids_;
    HashCounts contents_;
};

} // namespace oblio::record
