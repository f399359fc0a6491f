// lib/src/record/csv.hpp: rows of a CSV of any size, with the bytes of each cell.
#pragma once

#include "record/byte_source.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::record {

/// One cell, decoded, and where it stands (quotes included).
struct CsvCell {
    std::string text;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

struct CsvRow {
    std::vector<CsvCell> cells;
    std::uint64_t from = 0;
    std::uint64_t to = 0;   ///< past the line end
    std::uint64_t line = 0; ///< physical line of its first byte
    bool too_long = false;
    bool open_quote = false; ///< the file ended inside quotes
    [[nodiscard]] bool blank() const { return cells.size() == 1 && cells[0].text.empty(); }
};

/// RFC 4180 with LF, CRLF or CR between rows; doubled quotes; raw line ends inside quotes.
/// Threads: one thread at a time. Memory: one row.
class CsvReader {
public:
    CsvReader(std::unique_ptr<ByteSource> source, char delimiter, char quote, std::uint64_t limit)
        : source_{std::move(source)}, delimiter_{delimiter}, quote_{quote}, limit_{limit} {}
    /// False at the end. Errors: as the source. The byte order mark is no part of the first cell.
    [[nodiscard]] Result<bool> next(CsvRow& row);
    [[nodiscard]] std::uint64_t offset() const noexcept { return base_ + at_; }

private:
    Result<int> peek(); // -1 at the end
    void take() {
        line_ += buffer_[at_] == '\n' ? 1U : 0U;
        ++at_;
    }
    Result<bool> cell(CsvCell& cell, CsvRow& row);

    std::unique_ptr<ByteSource> source_;
    char delimiter_;
    char quote_;
    std::uint64_t limit_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::uint64_t base_ = 0;
    std::uint64_t line_ = 1;
    bool started_ = false;
    bool ended_ = false;
};

/// The delimiter among `,` `;` and tab that gives the same number of cells, more than one, on the
/// first rows of `head`; the comma if none does.
[[nodiscard]] char guess_delimiter(std::string_view head);
/// A cell for a CSV: in quotes, doubled ones inside.
[[nodiscard]] std::string csv_cell(std::string_view text, char quote = '"');

} // namespace oblio::record
