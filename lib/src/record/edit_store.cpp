// lib/src/record/edit_store.cpp
#include "record/edit_store.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

/// Where an edit begins and ends, and how many bytes of it follow. Never leaves this process.
using Head = std::array<std::uint64_t, 3>;

std::span<const char> bytes_of(const Head& head) {
    const auto bytes = std::as_bytes(std::span{head});
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class EditedSource final : public ByteSource {
public:
    EditedSource(std::unique_ptr<ByteSource> source, EditReader edits)
        : source_{std::move(source)}, edits_{std::move(edits)} {}

    Result<std::size_t> read(std::span<char> out) override {
        while (at_ == ready_.size()) {
            if (ended_) {
                return std::size_t{0};
            }
            if (auto more = fill(); !more) {
                return more.error();
            }
        }
        const std::size_t count = ready_.copy(out.data(), out.size(), at_);
        at_ += count;
        return count;
    }

private:
    /// The next chunk of the source, edited.
    Result<void> fill() {
        ready_.clear();
        at_ = 0;
        buffer_.resize(chunk_size);
        const auto got = source_->read(buffer_);
        if (!got) {
            return got.error();
        }
        ended_ = *got == 0;
        const std::uint64_t end = offset_ + *got;
        std::uint64_t from = offset_;
        while (true) {
            if (auto there = fetch(); !there) {
                return there;
            }
            if (!edit_ || (edit_->from >= end && !ended_)) {
                break;
            }
            if (edit_->from > from) {
                ready_.append(buffer_, static_cast<std::size_t>(from - offset_),
                              static_cast<std::size_t>(edit_->from - from));
                from = edit_->from;
            }
            ready_ += std::exchange(edit_->bytes, {});
            if (edit_->to > end) {
                from = end; // goes on in the next chunk
                break;
            }
            from = std::max(from, edit_->to);
            edit_.reset();
        }
        if (from < end) {
            ready_.append(buffer_, static_cast<std::size_t>(from - offset_),
                          static_cast<std::size_t>(end - from));
        }
        offset_ = end;
        return {};
    }

    /// The edit that comes next, if there is one.
    Result<void> fetch() {
        if (edit_ || all_fetched_) {
            return {};
        }
        ByteEdit edit;
        const auto more = edits_.next(edit);
        if (!more) {
            return more.error();
        }
        all_fetched_ = !*more;
        if (*more) {
            edit_ = std::move(edit);
        }
        return {};
    }

    std::unique_ptr<ByteSource> source_;
    EditReader edits_;
    std::optional<ByteEdit> edit_; // what is left of it
    bool all_fetched_ = false;
    bool ended_ = false;
    std::string buffer_;
    std::string ready_;
    std::size_t at_ = 0;
    std::uint64_t offset_ = 0;
};

} // namespace

Result<void> EditStore::add(EditRange& range, const ByteEdit& edit) {
    const Head head{edit.from, edit.to, edit.bytes.size()};
    const auto bytes = bytes_of(head);
    tail_.append(bytes.data(), bytes.size());
    tail_ += edit.bytes;
    range.end = size();
    range.growth += static_cast<std::int64_t>(edit.bytes.size()) -
                    static_cast<std::int64_t>(edit.to - edit.from);
    return tail_.size() > in_memory_ ? spill() : Result<void>{};
}

Result<void> EditStore::spill() {
    if (file_ == nullptr) {
        std::error_code status;
        std::filesystem::create_directories(path_.parent_path(), status);
        auto removed = files_.remove(path_);
        auto file = removed ? files_.open(path_, OpenMode::create)
                            : Result<std::unique_ptr<File>>{removed.error()};
        if (!file) {
            return file.error();
        }
        // Without a name it is gone whenever and however the program ends.
        if (removed = files_.remove(path_); !removed) {
            return removed;
        }
        file_ = std::move(*file);
    }
    if (auto done = file_->write(written_, std::as_bytes(std::span{tail_})); !done) {
        return done;
    }
    written_ += tail_.size();
    tail_.clear();
    return {};
}

Result<void> EditStore::read(std::uint64_t at, std::span<char> out) const {
    const auto filed = static_cast<std::size_t>(
        std::min<std::uint64_t>(at < written_ ? written_ - at : 0, out.size()));
    if (filed > 0) {
        if (auto done = file_->read(at, std::as_writable_bytes(out.first(filed))); !done) {
            return done;
        }
    }
    if (filed < out.size()) {
        tail_.copy(out.data() + filed, out.size() - filed,
                   static_cast<std::size_t>(at + filed - written_));
    }
    return {};
}

Result<bool> EditReader::next(ByteEdit& edit) {
    if (used_ == buffer_.size() && at_ == end_) {
        return false;
    }
    Head head{};
    const auto place = std::as_writable_bytes(std::span{head});
    if (auto taken = take({reinterpret_cast<char*>(place.data()), place.size()}); !taken) {
        return taken.error();
    }
    edit.from = head[0];
    edit.to = head[1];
    edit.bytes.resize(static_cast<std::size_t>(head[2]));
    if (auto taken = take(edit.bytes); !taken) {
        return taken.error();
    }
    return true;
}

Result<void> EditReader::take(std::span<char> out) {
    while (!out.empty()) {
        if (used_ == buffer_.size()) {
            buffer_.resize(
                static_cast<std::size_t>(std::min<std::uint64_t>(chunk_size, end_ - at_)));
            if (auto read = store_.read(at_, buffer_); !read) {
                return read;
            }
            at_ += buffer_.size();
            used_ = 0;
        }
        const std::size_t count = buffer_.copy(out.data(), out.size(), used_);
        used_ += count;
        out = out.subspan(count);
    }
    return {};
}

std::unique_ptr<ByteSource> edited_source(std::unique_ptr<ByteSource> source, EditReader edits) {
    return std::make_unique<EditedSource>(std::move(source), std::move(edits));
}

} // namespace oblio::record
