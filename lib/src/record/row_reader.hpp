// lib/src/record/row_reader.hpp: what readers of tables share: one row after another, each checked.
#pragma once

#include "record/csv.hpp"
#include "record/member_reader.hpp"

#include <cstdint>
#include <optional>

namespace oblio::record {

/// Reads a table. Threads: one thread at a time.
class RowReader : public MemberReader {
public:
    explicit RowReader(MemberContext& context) : context_{context} {}
    Result<bool> advance() final;

protected:
    /// The rows after the header; called once. Errors: as opening and reading.
    virtual Result<CsvReader> start() = 0;
    /// A row of the right width in UTF-8. It ends as one record or one skipped element.
    virtual void take(const CsvRow& row) = 0;

    MemberContext& context_;
    std::optional<std::size_t> width_; ///< of each row; else that of the first one
    bool placed_ = true;               ///< bytes of the rows are bytes of the member
    std::uint64_t index_ = 0;          ///< records given so far

private:
    [[nodiscard]] bool is_sound(const CsvRow& row);
    std::optional<CsvReader> rows_;
};

} // namespace oblio::record
