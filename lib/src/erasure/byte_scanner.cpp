// lib/src/erasure/byte_scanner.cpp
#include "erasure/byte_scanner.hpp"

#include "archive/crypto.hpp"
#include "erasure/line_reader.hpp"

#include <algorithm>
#include <cstring>

namespace oblio {
namespace {

constexpr unsigned filter_bits = 21; // 256 KiB of bits: stays in the second-level cache
constexpr unsigned bucket_bits = 12;
constexpr std::size_t piece = 1U << 20U;

std::uint32_t hashed(std::uint32_t beginning, unsigned bits) {
    return (beginning * 0x9E3779B1U) >> (32U - bits);
}

/// How many of `wanted` stand in the line of a block that `bytes` begin with.
std::uint64_t records_under(std::string_view bytes, const std::vector<std::uint32_t>& wanted) {
    std::uint64_t found = 0;
    each_record_of_line(bytes, [&](std::uint32_t record) {
        found += std::binary_search(wanted.begin(), wanted.end(), record) ? 1U : 0U;
    });
    return found;
}

} // namespace

std::uint32_t ByteScanner::beginning(const char* bytes) noexcept {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

ByteScanner::ByteScanner(const std::vector<std::string>& bytes, std::vector<TermRow> rows) {
    for (const std::string& one : bytes) {
        if (one.size() >= shortest) {
            patterns_.push_back({one, {}});
            longest_ = std::max(longest_, one.size());
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i].key() != rows[i - 1].key()) {
            patterns_.push_back({std::string{text_of(rows[i].key().bytes)}, {}});
            longest_ = std::max(longest_, term_block_size);
        }
        patterns_.back().records.push_back(static_cast<std::uint32_t>(rows[i].row()));
    }
    std::sort(patterns_.begin(), patterns_.end());
    patterns_.erase(std::unique(patterns_.begin(), patterns_.end()), patterns_.end());
    filter_.resize((1U << filter_bits) / 64);
    buckets_.resize((1U << bucket_bits) + 1);
    std::vector<std::vector<std::uint32_t>> by_bucket(1U << bucket_bits);
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
        const std::uint32_t start = beginning(patterns_[i].bytes.data());
        const std::uint32_t bit = hashed(start, filter_bits);
        filter_[bit / 64] |= 1ULL << (bit % 64);
        by_bucket[hashed(start, bucket_bits)].push_back(static_cast<std::uint32_t>(i));
    }
    for (std::size_t i = 0; i < by_bucket.size(); ++i) {
        buckets_[i] = static_cast<std::uint32_t>(in_bucket_.size());
        in_bucket_.insert(in_bucket_.end(), by_bucket[i].begin(), by_bucket[i].end());
    }
    buckets_.back() = static_cast<std::uint32_t>(in_bucket_.size());
}

void ByteScanner::scan_until(std::string_view bytes, std::size_t last_start,
                             std::span<std::uint64_t> counts) const {
    if (bytes.size() < shortest || patterns_.empty()) {
        return;
    }
    const std::size_t end = std::min(last_start, bytes.size() - shortest + 1);
    for (std::size_t at = 0; at < end; ++at) {
        const std::uint32_t start = beginning(bytes.data() + at);
        const std::uint32_t bit = hashed(start, filter_bits);
        if (((filter_[bit / 64] >> (bit % 64)) & 1U) == 0) {
            continue;
        }
        const std::uint32_t bucket = hashed(start, bucket_bits);
        for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i) {
            const Pattern& pattern = patterns_[in_bucket_[i]];
            if (bytes.substr(at).starts_with(pattern.bytes)) {
                counts[in_bucket_[i]] +=
                    pattern.records.empty() ? 1 : records_under(bytes.substr(at), pattern.records);
            }
        }
    }
}

void ByteScanner::scan(std::string_view bytes, std::span<std::uint64_t> counts) const {
    scan_until(bytes, bytes.size(), counts);
}

Result<std::uint64_t> ByteScanner::scan_file(Files& files, const std::filesystem::path& path,
                                             std::span<std::uint64_t> counts) const {
    auto file = files.open(path, OpenMode::read);
    if (!file) {
        return file.error();
    }
    const auto size = (*file)->size();
    if (!size) {
        return size.error();
    }
    const std::size_t overlap = longest_ == 0 ? 0 : longest_ - 1;
    std::string buffer;
    std::uint64_t offset = 0;
    while (offset < *size) {
        const std::size_t kept = std::min(buffer.size(), overlap);
        buffer.erase(0, buffer.size() - kept);
        const auto fresh = static_cast<std::size_t>(std::min<std::uint64_t>(piece, *size - offset));
        buffer.resize(kept + fresh);
        if (auto read = (*file)->read(
                offset, std::as_writable_bytes(std::span{buffer}.subspan(kept, fresh)));
            !read) {
            return read.error();
        }
        offset += fresh;
        // What starts in the last `overlap` bytes is looked at with the next piece.
        const bool last = offset == *size;
        scan_until(buffer, last ? buffer.size() : buffer.size() - std::min(overlap, buffer.size()),
                   counts);
    }
    return *size;
}

} // namespace oblio
