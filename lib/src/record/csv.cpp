// lib/src/record/csv.cpp
#include "record/csv.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace oblio::record {

Result<int> CsvReader::peek() {
    while (at_ == buffer_.size()) {
        if (ended_) {
            return -1;
        }
        base_ += at_;
        at_ = 0;
        buffer_.resize(chunk_size);
        const auto got = source_->read(buffer_);
        buffer_.resize(got ? *got : 0);
        if (!got) {
            return got.error();
        }
        ended_ = *got == 0;
    }
    return static_cast<unsigned char>(buffer_[at_]);
}

/// One cell; true if another one follows in the row.
Result<bool> CsvReader::cell(CsvCell& cell, CsvRow& row) {
    cell.text.clear();
    cell.from = offset();
    bool quoted = false;
    auto c = peek();
    if (c && *c == static_cast<unsigned char>(quote_)) {
        quoted = true;
        take();
    }
    while (true) {
        c = peek();
        if (!c) {
            return c.error();
        }
        if (*c < 0) {
            row.open_quote = quoted;
            cell.to = offset();
            return false;
        }
        const char byte = static_cast<char>(*c);
        if (quoted && byte == quote_) {
            take();
            c = peek();
            if (!c) {
                return c.error();
            }
            if (*c == static_cast<unsigned char>(quote_)) {
                cell.text.push_back(quote_);
                take();
            } else {
                quoted = false;
            }
            continue;
        }
        if (!quoted && (byte == delimiter_ || byte == '\n' || byte == '\r')) {
            cell.to = offset();
            if (byte == delimiter_) {
                take();
                return true;
            }
            take();
            c = peek();
            if (!c) {
                return c.error();
            }
            if (byte == '\r' && *c == '\n') {
                take();
            }
            return false;
        }
        row.too_long = row.too_long || cell.text.size() >= limit_;
        if (!row.too_long) {
            cell.text.push_back(byte);
        }
        take();
    }
}

Result<bool> CsvReader::next(CsvRow& row) {
    row = CsvRow{};
    if (!started_) {
        started_ = true;
        if (auto first = peek(); !first) {
            return first.error();
        }
        if (buffer_.starts_with("\xEF\xBB\xBF")) {
            at_ = 3;
        }
    }
    const auto c = peek();
    if (!c) {
        return c.error();
    }
    if (*c < 0) {
        return false;
    }
    row.from = offset();
    row.line = line_;
    bool more = true;
    while (more) {
        CsvCell& fresh = row.cells.emplace_back();
        const auto follows = cell(fresh, row);
        if (!follows) {
            return follows.error();
        }
        more = *follows;
    }
    row.to = offset();
    return true;
}

char guess_delimiter(std::string_view head) {
    static constexpr std::array<char, 3> candidates{',', ';', '\t'};
    char best = ',';
    std::size_t best_columns = 1;
    for (const char candidate : candidates) {
        CsvReader reader{bytes_source(head), candidate, '"', head.size() + 1};
        CsvRow row;
        std::vector<std::size_t> counts;
        while (counts.size() < 20) {
            const auto more = reader.next(row);
            if (!more || !*more) {
                break;
            }
            if (!row.blank() && !(counts.empty() && row.cells[0].text.starts_with("sep="))) {
                counts.push_back(row.cells.size());
            }
        }
        if (counts.size() > 2) {
            counts.pop_back(); // the last one may be cut off
        }
        const bool same =
            !counts.empty() && std::all_of(counts.begin(), counts.end(),
                                           [&](auto count) { return count == counts[0]; });
        if (same && counts[0] > best_columns) {
            best = candidate;
            best_columns = counts[0];
        }
    }
    return best;
}

std::string csv_cell(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        out.append(c == quote ? 2 : 1, c);
    }
    return out + quote;
}

} // namespace oblio::record
