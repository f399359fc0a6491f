// lib/src/record/json_walker.cpp
#include "record/json_walker.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

constexpr std::size_t key_limit = std::size_t{64} << 10U;

bool is_container(char first) noexcept {
    return first == '{' || first == '[';
}

/// Finds the end of one value byte by byte, across chunks.
class EndFinder {
public:
    explicit EndFinder(char first) : scalar_{!is_container(first) && first != '"'} {}

    /// The count of bytes of `chunk` that belong to the value; done() tells if it ends there.
    std::size_t feed(std::string_view bytes) {
        if (scalar_) {
            const auto stop = bytes.find_first_of(",}]\n\r");
            done_ = stop != std::string_view::npos;
            return done_ ? stop : bytes.size();
        }
        std::size_t at = 0;
        while (at < bytes.size() && !done_) {
            at = in_string_ ? string_part(bytes, at) : structure_part(bytes, at);
        }
        return at;
    }
    [[nodiscard]] bool done() const { return done_; }
    /// A scalar ends with its source, too.
    [[nodiscard]] bool may_end() const { return scalar_; }

private:
    std::size_t string_part(std::string_view bytes, std::size_t at) {
        if (escaped_) {
            escaped_ = false;
            return at + 1;
        }
        while (at < bytes.size() && bytes[at] != '"' && bytes[at] != '\\') {
            ++at;
        }
        if (at == bytes.size()) {
            return at;
        }
        if (bytes[at] == '\\') {
            escaped_ = true;
        } else {
            in_string_ = false;
            done_ = depth_ == 0;
        }
        return at + 1;
    }
    std::size_t structure_part(std::string_view bytes, std::size_t at) {
        for (; at < bytes.size(); ++at) {
            const char c = bytes[at];
            if (c == '"') {
                in_string_ = true;
                return at + 1;
            }
            if (c == '{' || c == '[') {
                ++depth_;
            } else if (c == '}' || c == ']') {
                if (--depth_ == 0) {
                    done_ = true;
                    return at + 1;
                }
            }
        }
        return at;
    }

    bool scalar_;
    bool in_string_ = false;
    bool escaped_ = false;
    bool done_ = false;
    std::uint64_t depth_ = 0;
};

} // namespace

std::string JsonPart::pointer() const {
    std::string out;
    std::size_t index = 0;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at + 1), path.size());
        const std::string_view step = path.substr(at, end - at);
        if (step == "/*" && index < indexes.size()) {
            out += "/" + std::to_string(indexes[index++]);
        } else {
            out += step;
        }
        at = end;
    }
    return repair_utf8(out); // keys are as they stand in the file
}

JsonWalker::JsonWalker(std::unique_ptr<ByteSource> source, const ReadLimits& limits, Decide decide,
                       Form form)
    : source_{std::move(source)}, record_limit_{limits.record_bytes},
      depth_limit_{limits.depth}, decide_{std::move(decide)}, form_{form} {}

Error JsonWalker::bad(const char* reason) const {
    return {ErrorCode::bad_json, reason};
}

void JsonWalker::advance(std::size_t count) {
    line_ += static_cast<std::uint64_t>(
        std::count(buffer_.begin() + static_cast<std::ptrdiff_t>(at_),
                   buffer_.begin() + static_cast<std::ptrdiff_t>(at_ + count), '\n'));
    at_ += count;
}

Result<bool> JsonWalker::fill() {
    base_ += at_;
    const auto more = refill(*source_, buffer_, at_);
    ended_ = more && !*more;
    return more;
}

Result<char> JsonWalker::peek() {
    while (true) {
        std::size_t at = at_;
        while (at < buffer_.size() && is_json_space(buffer_[at])) {
            ++at;
        }
        advance(at - at_);
        if (at_ < buffer_.size()) {
            return buffer_[at_];
        }
        if (ended_) {
            return '\0';
        }
        if (auto filled = fill(); !filled) {
            return filled.error();
        }
    }
}

/// Goes past the value that starts here; what it is made of is in slice_ if `keep`.
Result<void> JsonWalker::scan(bool keep, bool& too_long) {
    slice_.clear();
    too_long = false;
    EndFinder finder{buffer_[at_]};
    while (true) {
        const std::string_view rest = std::string_view{buffer_}.substr(at_);
        const std::size_t count = finder.feed(rest);
        if (keep && !too_long) {
            too_long = slice_.size() + count > record_limit_;
            too_long ? slice_.clear() : void(slice_.append(rest.substr(0, count)));
        }
        advance(count);
        if (finder.done()) {
            return {};
        }
        if (ended_) {
            return finder.may_end() ? Result<void>{} : Result<void>{bad("ends inside a value")};
        }
        if (auto filled = fill(); !filled) {
            return filled.error();
        }
    }
}

Result<bool> JsonWalker::key(std::string& name) {
    const auto c = peek();
    if (!c) {
        return c.error();
    }
    if (*c != '"') {
        return *c == '\0' ? bad("ends inside an object") : bad("a key is expected");
    }
    bool too_long = false;
    if (auto scanned = scan(true, too_long); !scanned) {
        return scanned.error();
    }
    if (too_long || slice_.size() < 2 || slice_.size() > key_limit) {
        return bad("a key is too long");
    }
    name.assign(slice_, 1, slice_.size() - 2);
    const auto colon = peek();
    if (!colon) {
        return colon.error();
    }
    if (*colon != ':') {
        return bad("a colon is expected");
    }
    advance(1);
    return true;
}

Result<void> JsonWalker::skip_assignment() {
    while (true) {
        const auto found = buffer_.find('=', at_);
        if (found != std::string::npos) {
            advance(found + 1 - at_);
            return {};
        }
        advance(buffer_.size() - at_);
        if (ended_ || base_ + at_ > chunk_size) {
            return bad("no assignment");
        }
        if (auto filled = fill(); !filled) {
            return filled.error();
        }
    }
}

Result<bool> JsonWalker::begin_root(JsonPart& part, bool& produced) {
    if (!started_) {
        started_ = true;
        if (auto filled = fill(); !filled) {
            return filled.error();
        }
        if (buffer_.starts_with("\xEF\xBB\xBF")) {
            advance(3);
        }
        if (form_.assignment) {
            if (auto skipped = skip_assignment(); !skipped) {
                return skipped.error();
            }
        }
    }
    auto c = peek();
    if (!c) {
        return c.error();
    }
    if (form_.assignment && roots_ == 1 && *c == ';') {
        advance(1);
        c = peek();
        if (!c) {
            return c.error();
        }
    }
    if (*c == '\0') {
        return roots_ > 0 ? Result<bool>{false} : Result<bool>{bad("no value")};
    }
    if (roots_ > 0 && !form_.many_roots) {
        return bad("something follows the value");
    }
    ++roots_;
    path_.clear();
    return value(part, produced);
}

/// The value that starts here: skipped, handed out, or entered.
Result<bool> JsonWalker::value(JsonPart& part, bool& produced) {
    const auto first = peek();
    if (!first) {
        return first.error();
    }
    if (*first == '\0') {
        return bad("ends where a value is expected");
    }
    if (*first == ',' || *first == '}' || *first == ']' || *first == ':') {
        return bad("a value is expected");
    }
    Visit visit = Visit::skip;
    if (!levels_.empty() && levels_.back().array) {
        auto& decided = levels_.back().decided;
        const auto known = std::find_if(decided.begin(), decided.end(),
                                        [&](const auto& one) { return one.first == *first; });
        if (known != decided.end()) {
            visit = known->second;
        } else {
            visit = decide_(path_, *first);
            decided.emplace_back(*first, visit);
        }
    } else {
        visit = decide_(path_, *first);
    }
    if (visit == Visit::enter && is_container(*first)) {
        if (levels_.size() >= depth_limit_) {
            return Error{ErrorCode::limit_exceeded, "nested too deeply"};
        }
        levels_.push_back({*first == '[', true, path_.size(), 0, {}});
        advance(1);
        return true;
    }
    part.from = offset();
    part.line = line_;
    if (auto scanned = scan(visit != Visit::skip, part.too_long); !scanned) {
        return scanned.error();
    }
    part.to = offset();
    if (visit == Visit::skip) {
        return true;
    }
    while (!slice_.empty() && is_json_space(slice_.back())) { // after a scalar
        slice_.pop_back();
        --part.to;
    }
    part.path = path_;
    part.key = key_;
    part.bytes = slice_;
    part.indexes.clear();
    for (const Level& level : levels_) {
        if (level.array) {
            part.indexes.push_back(level.index);
        }
    }
    produced = true;
    return true;
}

Result<bool> JsonWalker::step(JsonPart& part, bool& produced) {
    if (levels_.empty()) {
        return begin_root(part, produced);
    }
    Level& level = levels_.back();
    path_.resize(level.path_length);
    const auto c = peek();
    if (!c) {
        return c.error();
    }
    if (*c == (level.array ? ']' : '}')) {
        advance(1);
        levels_.pop_back();
        return true;
    }
    if (*c == '\0') {
        return level.array ? bad("ends inside an array") : bad("ends inside an object");
    }
    if (!level.first) {
        if (*c != ',') {
            return bad("a comma or the end is expected");
        }
        advance(1);
        ++level.index;
    }
    level.first = false;
    if (level.array) {
        path_ += "/*";
    } else {
        if (auto read = key(key_); !read) {
            return read.error();
        }
        path_ += "/" + key_;
    }
    return value(part, produced);
}

Result<bool> JsonWalker::next(JsonPart& part) {
    bool produced = false;
    while (!done_ && !produced) {
        auto stepped = step(part, produced);
        if (!stepped || !*stepped) {
            done_ = true;
            return stepped;
        }
    }
    return produced;
}

} // namespace oblio::record
