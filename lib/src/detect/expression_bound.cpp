// lib/src/detect/expression_bound.cpp
#include "detect/expression_bound.hpp"

#include <algorithm>
#include <string>

namespace oblio::detect {
namespace {

constexpr std::size_t any_code_point = 4; // bytes of UTF-8 at most

/// A recursive descent over the expression that adds up lengths.
class Bound {
public:
    explicit Bound(std::string_view expression) : text_{expression} {}

    std::optional<std::size_t> whole() {
        const auto size = alternation();
        return size && at_ == text_.size() ? size : std::nullopt;
    }

private:
    [[nodiscard]] bool more() const { return at_ < text_.size(); }
    [[nodiscard]] char here() const { return text_[at_]; }

    std::optional<std::size_t> alternation() {
        std::size_t most = 0;
        while (true) {
            const auto branch = sequence();
            if (!branch) {
                return std::nullopt;
            }
            most = std::max(most, *branch);
            if (!more() || here() != '|') {
                return most;
            }
            ++at_;
        }
    }

    std::optional<std::size_t> sequence() {
        std::size_t sum = 0;
        while (more() && here() != '|' && here() != ')') {
            const auto size = atom();
            if (!size) {
                return std::nullopt;
            }
            const auto times = repeat();
            if (!times) {
                return std::nullopt;
            }
            sum += *size * *times;
        }
        return sum;
    }

    std::optional<std::size_t> atom() {
        switch (here()) {
        case '(':
            return group();
        case '[':
            return character_class();
        case '\\':
            return escape();
        case '^':
        case '$':
            ++at_;
            return 0;
        case '.':
            ++at_;
            return any_code_point;
        default:
            ++at_; // one byte: the bytes of a longer character are counted one by one
            return 1;
        }
    }

    std::optional<std::size_t> group() {
        ++at_;
        if (more() && here() == '?') {
            while (more() && here() != ':' && here() != ')' && here() != '>') {
                ++at_;
            }
            if (!more()) {
                return std::nullopt;
            }
            if (here() == ')') { // flags alone
                ++at_;
                return 0;
            }
            ++at_;
        }
        const auto size = alternation();
        if (!size || !more()) {
            return std::nullopt;
        }
        ++at_;
        return size;
    }

    std::optional<std::size_t> character_class() {
        std::size_t size = 1;
        ++at_;
        if (more() && here() == '^') {
            size = any_code_point;
            ++at_;
        }
        bool first = true;
        while (more() && (first || here() != ']')) {
            first = false;
            if (here() == '[') { // [:alpha:]
                at_ = text_.find(":]", at_);
                if (at_ == std::string_view::npos) {
                    return std::nullopt;
                }
                at_ += 2;
            } else if (here() == '\\') {
                const auto inner = escape();
                if (!inner) {
                    return std::nullopt;
                }
                size = std::max(size, *inner);
            } else {
                size = static_cast<unsigned char>(here()) >= 0x80U ? any_code_point : size;
                ++at_;
            }
        }
        if (!more()) {
            return std::nullopt;
        }
        ++at_;
        return size;
    }

    std::optional<std::size_t> escape() {
        ++at_;
        if (!more()) {
            return std::nullopt;
        }
        const char kind = here();
        ++at_;
        if (kind == 'b' || kind == 'B' || kind == 'A' || kind == 'z') {
            return 0;
        }
        if (kind == 'p' || kind == 'P') {
            at_ = more() && here() == '{' ? text_.find('}', at_) : at_;
            if (at_ >= text_.size()) {
                return std::nullopt;
            }
            ++at_;
            return any_code_point;
        }
        if (kind == 'D' || kind == 'S' || kind == 'W' || kind == 'x' || kind == 'Q' ||
            kind == 'C') {
            return std::nullopt; // not used in pattern files; say so instead of guessing
        }
        return 1;
    }

    /// How often the atom before may repeat; nothing if without limit.
    std::optional<std::size_t> repeat() {
        std::size_t most = 1;
        if (more() && here() == '?') {
            ++at_;
        } else if (more() && (here() == '*' || here() == '+')) {
            return std::nullopt;
        } else if (more() && here() == '{') {
            const auto close = text_.find('}', at_);
            if (close == std::string_view::npos) {
                return std::nullopt;
            }
            std::string_view range = text_.substr(at_ + 1, close - at_ - 1);
            if (const auto comma = range.find(','); comma != std::string_view::npos) {
                range = range.substr(comma + 1);
            }
            if (range.empty() || range.size() > 4 ||
                range.find_first_not_of("0123456789") != std::string_view::npos) {
                return std::nullopt;
            }
            most = std::stoul(std::string(range));
            at_ = close + 1;
        }
        if (more() && here() == '?') { // the lazy mark
            ++at_;
        }
        return most;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

std::optional<std::size_t> longest_match(std::string_view expression) {
    return Bound{expression}.whole();
}

} // namespace oblio::detect
