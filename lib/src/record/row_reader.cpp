// lib/src/record/row_reader.cpp
#include "record/row_reader.hpp"

#include "oblio/text/utf8.hpp"

#include <utility>

namespace oblio::record {

Result<bool> RowReader::advance() {
    if (!rows_) {
        auto rows = start();
        if (!rows) {
            return rows.error();
        }
        rows_.emplace(std::move(*rows));
    }
    CsvRow row;
    const auto more = rows_->next(row);
    if (!more || !*more) {
        return more;
    }
    if (!row.blank()) {
        context_.sink.element();
        if (is_sound(row)) {
            take(row);
        }
    }
    return true;
}

bool RowReader::is_sound(const CsvRow& row) {
    const auto bad = [&](ErrorCode code, const char* why, std::uint64_t byte) {
        context_.sink.bad_element({code, why}, placed_ ? std::optional{byte} : std::nullopt,
                                  row.line);
        return false;
    };
    if (row.too_long) {
        return bad(ErrorCode::limit_exceeded, "the record is too long", row.from);
    }
    if (row.open_quote) {
        return bad(ErrorCode::bad_record, "a quote is not closed", row.from);
    }
    width_ = width_ ? width_ : std::optional{row.cells.size()};
    if (row.cells.size() != *width_) {
        return bad(ErrorCode::bad_record, "too few or too many fields", row.from);
    }
    for (const CsvCell& cell : row.cells) {
        if (first_invalid_utf8(cell.text)) {
            return bad(ErrorCode::bad_utf8, "not UTF-8", cell.from);
        }
    }
    return true;
}

} // namespace oblio::record
