// lib/src/record/rewrite_plan.hpp: all byte edits of one member of an export.
#pragma once

#include "record/byte_source.hpp"
#include "record/rewrite_record.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::record {

/// Gathers what is to be done to the records of one member, in the order of reading.
/// Threads: one thread at a time. Memory: the edited records, 16 bytes for each other one.
class MemberPlan {
public:
    /// Every record of the member, edited or not. `source` has start and end.
    void add(const Record& record, RecordEdit edit);
    [[nodiscard]] bool changes_nothing() const noexcept { return planned_.empty(); }

    /// Reads the member once and works out the bytes. `json`: strings outside of records are asked
    /// for with `outside`. Errors: as the source; bad_record if a record is not where it was read.
    Result<std::vector<ByteEdit>> work_out(std::unique_ptr<ByteSource> source, bool json, bool meta,
                                           const StringEditor& outside);

    std::uint64_t dropped = 0;
    std::uint64_t emptied = 0;
    std::uint64_t outside_changed = 0;

private:
    friend class MemberScan;
    [[nodiscard]] bool can_delete(const PlannedRecord& record) const;
    void settle();
    std::vector<PlannedRecord> planned_;
    std::vector<std::size_t> open_; ///< planned ones that may hold the records that come next
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges_; ///< of all records
    std::uint64_t roots_ = 0; ///< records that are a whole root value
};

/// `source` with the edits (sorted, none overlapping another) made.
[[nodiscard]] std::unique_ptr<ByteSource> edited_source(std::unique_ptr<ByteSource> source,
                                                        std::vector<ByteEdit> edits);

} // namespace oblio::record
