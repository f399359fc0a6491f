// lib/src/record/byte_source.cpp
#include "record/byte_source.hpp"

#include <algorithm>
#include <cstring>
#include <istream>
#include <utility>

namespace oblio::record {
namespace {

class BytesSource final : public ByteSource {
public:
    explicit BytesSource(std::string_view bytes) : bytes_{bytes} {}
    Result<std::size_t> read(std::span<char> out) override {
        const std::size_t count = std::min(out.size(), bytes_.size());
        std::copy_n(bytes_.data(), count, out.data());
        bytes_.remove_prefix(count);
        return count;
    }

private:
    std::string_view bytes_;
};

class FileSource final : public ByteSource {
public:
    FileSource(std::unique_ptr<File> file, std::uint64_t size)
        : file_{std::move(file)}, size_{size} {}
    Result<std::size_t> read(std::span<char> out) override {
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size_ - offset_));
        if (count == 0) {
            return count;
        }
        if (auto done = file_->read(offset_, std::as_writable_bytes(out.first(count))); !done) {
            return done.error();
        }
        offset_ += count;
        return count;
    }

private:
    std::unique_ptr<File> file_;
    std::uint64_t size_;
    std::uint64_t offset_ = 0;
};

class StreamSource final : public ByteSource {
public:
    StreamSource(std::string head, std::istream& stream, std::string name)
        : head_{std::move(head)}, stream_{stream}, name_{std::move(name)} {}
    Result<std::size_t> read(std::span<char> out) override {
        if (at_ < head_.size()) {
            const std::size_t count = head_.copy(out.data(), out.size(), at_);
            at_ += count;
            return count;
        }
        stream_.read(out.data(), static_cast<std::streamsize>(out.size()));
        if (stream_.bad()) {
            return Error{ErrorCode::io, name_ + ": cannot be read"};
        }
        return static_cast<std::size_t>(stream_.gcount());
    }

private:
    std::string head_;
    std::size_t at_ = 0;
    std::istream& stream_;
    std::string name_;
};

} // namespace

std::unique_ptr<ByteSource> bytes_source(std::string_view bytes) {
    return std::make_unique<BytesSource>(bytes);
}

Result<std::unique_ptr<ByteSource>> file_source(std::unique_ptr<File> file) {
    const auto size = file->size();
    if (!size) {
        return size.error();
    }
    return std::unique_ptr<ByteSource>{std::make_unique<FileSource>(std::move(file), *size)};
}

std::unique_ptr<ByteSource> stream_source(std::string head, std::istream& stream,
                                          std::string name) {
    return std::make_unique<StreamSource>(std::move(head), stream, std::move(name));
}

Result<std::string> read_some(ByteSource& source, std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t have = 0;
    while (have < count) {
        const auto got = source.read(std::span{bytes}.subspan(have));
        if (!got) {
            return got.error();
        }
        if (*got == 0) {
            break;
        }
        have += *got;
    }
    bytes.resize(have);
    return bytes;
}

Result<std::string> read_rest(ByteSource& source, std::uint64_t limit) {
    std::string bytes;
    while (true) {
        auto more = read_some(source, chunk_size);
        if (!more) {
            return more.error();
        }
        if (more->empty()) {
            return bytes;
        }
        if (bytes.size() + more->size() > limit) {
            return Error{ErrorCode::limit_exceeded,
                         "more than " + std::to_string(limit) + " bytes"};
        }
        bytes += *more;
    }
}

Result<bool> refill(ByteSource& source, std::string& buffer, std::size_t& used) {
    buffer.erase(0, used);
    used = 0;
    const std::size_t have = buffer.size();
    buffer.reserve(have + chunk_size + line_padding);
    buffer.resize(have + chunk_size);
    const auto got = source.read(std::span{buffer}.subspan(have));
    buffer.resize(have + (got ? *got : 0));
    return got ? Result<bool>{*got > 0} : Result<bool>{got.error()};
}

bool is_blank(std::string_view line) {
    return std::all_of(line.begin(), line.end(),
                       [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

Result<bool> LineReader::fill() {
    const auto more = refill(*source_, buffer_, at_);
    ended_ = more && !*more;
    return more;
}

Result<bool> LineReader::next(Line& line) {
    std::size_t searched = 0;
    std::uint64_t dropped = 0;
    while (true) {
        const void* const found =
            std::memchr(buffer_.data() + at_ + searched, '\n', buffer_.size() - at_ - searched);
        if (found != nullptr || (ended_ && buffer_.size() > at_) || (ended_ && dropped > 0)) {
            const std::size_t end =
                found == nullptr
                    ? buffer_.size()
                    : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
            const std::size_t stop = found == nullptr ? end : end + 1;
            line.bytes = std::string_view{buffer_}.substr(at_, end - at_);
            if (found != nullptr && line.bytes.ends_with('\r')) {
                line.bytes.remove_suffix(1);
            }
            line.from = offset_;
            line.to = offset_ + dropped + (stop - at_);
            line.number = ++number_;
            line.too_long = dropped > 0 || line.bytes.size() > limit_;
            offset_ = line.to;
            at_ = stop;
            return true;
        }
        if (ended_) {
            return false;
        }
        searched = buffer_.size() - at_;
        if (searched > limit_) {
            // Too long to keep: only its end is still looked for.
            dropped += searched;
            at_ = buffer_.size();
            searched = 0;
        }
        if (auto filled = fill(); !filled) {
            return filled.error();
        }
    }
}

/// Reads until buffer_ holds `size` bytes, or all there is.
void LineBlocks::fill(std::size_t size) {
    std::size_t have = buffer_.size();
    buffer_.resize(std::max(size, have));
    while (have < size && !ended_) {
        const auto got = source_->read(std::span{buffer_}.subspan(have));
        if (!got) {
            failed_ = got.error();
        }
        ended_ = !got || *got == 0;
        have += got ? *got : 0;
    }
    buffer_.resize(have);
}

LineBlock LineBlocks::take(std::size_t end) {
    LineBlock block{std::move(buffer_), offset_, lines_};
    buffer_.assign(block.bytes, end, std::string::npos);
    block.bytes.resize(end);
    offset_ += end + std::exchange(dropped_, 0);
    lines_ += static_cast<std::uint64_t>(std::count(block.bytes.begin(), block.bytes.end(), '\n'));
    return block;
}

Result<LineBlock> LineBlocks::next(std::size_t bytes) {
    std::size_t wanted = std::max<std::size_t>(bytes, 1);
    while (true) {
        fill(wanted);
        // After a dropped stretch offsets hold for its own line only: the block ends with it.
        const auto end = dropped_ > 0 ? buffer_.find('\n') : buffer_.rfind('\n');
        if (end != std::string::npos) {
            return take(end + 1);
        }
        if (ended_) {
            if (buffer_.empty() && failed_) {
                return *std::exchange(failed_, std::nullopt);
            }
            return take(buffer_.size());
        }
        if (buffer_.size() > limit_ + 1) {
            dropped_ += buffer_.size() - (limit_ + 1);
            buffer_.resize(limit_ + 1);
        }
        wanted =
            buffer_.size() + std::min<std::size_t>(std::max(bytes, buffer_.size()), chunk_size);
    }
}

} // namespace oblio::record
