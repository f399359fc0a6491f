// lib/src/detect/expression_bound.cpp
#include "detect/expression_bound.hpp"

#include "detect/compact.hpp"

#include <algorithm>
#include <string>

namespace oblio::detect {
namespace {

constexpr std::size_t any_code_point = 4; // bytes of UTF-8 at most

/// Bytes of a piece of the expression, at least and at most.
struct Size {
    std::size_t least;
    std::size_t most;
};

/// A recursive descent over the expression that adds up lengths and gathers bytes.
class Bound {
public:
    explicit Bound(std::string_view expression) : text_{expression} {}

    std::optional<ExpressionBound> whole() {
        const auto size = alternation();
        if (!size || more()) {
            return std::nullopt;
        }
        return ExpressionBound{size->least, size->most, bytes_};
    }

private:
    [[nodiscard]] bool more() const { return at_ < text_.size(); }
    [[nodiscard]] char here() const { return text_[at_]; }

    void add(char first, char last) {
        const auto end = static_cast<unsigned char>(last);
        for (std::size_t byte = static_cast<unsigned char>(first); byte <= end; ++byte) {
            bytes_.set(byte);
        }
    }
    /// One character, whichever.
    Size anything() {
        bytes_.set();
        return {1, any_code_point};
    }

    std::optional<Size> alternation() {
        auto all = sequence();
        while (all && more() && here() == '|') {
            ++at_;
            const auto branch = sequence();
            if (!branch) {
                return std::nullopt;
            }
            all = Size{std::min(all->least, branch->least), std::max(all->most, branch->most)};
        }
        return all;
    }

    std::optional<Size> sequence() {
        Size sum{0, 0};
        while (more() && here() != '|' && here() != ')') {
            const auto size = atom();
            if (!size) {
                return std::nullopt;
            }
            const auto times = repeat();
            if (!times) {
                return std::nullopt;
            }
            sum.least += size->least * times->least;
            sum.most += size->most * times->most;
        }
        return sum;
    }

    std::optional<Size> atom() {
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
            return Size{0, 0};
        case '.':
            ++at_;
            return anything();
        default:
            return character();
        }
    }

    /// All bytes of one character, which a repetition behind it means together.
    Size character() {
        const std::size_t first = at_;
        do {
            add(here(), here());
            ++at_;
        } while (more() && (static_cast<unsigned char>(here()) & 0xC0U) == 0x80U);
        return {at_ - first, at_ - first};
    }

    std::optional<Size> group() {
        ++at_;
        if (more() && here() == '?') {
            ++at_;
            if (more() && here() != ':') {
                bytes_.set(); // flags may change what a letter stands for
            }
            while (more() && here() != ':' && here() != ')' && here() != '>') {
                ++at_;
            }
            if (!more()) {
                return std::nullopt;
            }
            if (here() == ')') { // flags alone
                ++at_;
                return Size{0, 0};
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

    std::optional<Size> character_class() {
        Size size{1, 1};
        ++at_;
        if (more() && here() == '^') {
            size = anything();
            ++at_;
        }
        bool first = true;
        while (more() && (first || here() != ']')) {
            first = false;
            if (here() == '[') { // [:alpha:]
                anything();
                at_ = text_.find(":]", at_);
                if (at_ == std::string_view::npos) {
                    return std::nullopt;
                }
                at_ += 2;
            } else {
                const auto inner = member();
                if (!inner) {
                    return std::nullopt;
                }
                size.most = std::max(size.most, inner->most);
            }
        }
        if (!more()) {
            return std::nullopt;
        }
        ++at_;
        return size;
    }

    /// "a", "\d" or "a-z" in a class, or one byte of a longer character.
    std::optional<Size> member() {
        const char first = here();
        const bool ascii = static_cast<unsigned char>(first) < 0x80U;
        Size size{1, ascii ? 1 : any_code_point};
        if (first == '\\') {
            const auto escaped = escape();
            if (!escaped) {
                return std::nullopt;
            }
            size = *escaped;
        } else {
            add(first, first);
            ++at_;
        }
        if (at_ + 1 < text_.size() && here() == '-' && text_[at_ + 1] != ']') {
            const char last = text_[at_ + 1];
            if (first == '\\' || last == '\\' || !ascii ||
                static_cast<unsigned char>(last) >= 0x80U) {
                size = anything(); // what lies between the two, nobody asks; the last comes next
                ++at_;
            } else {
                add(first, last);
                at_ += 2;
            }
        }
        return size;
    }

    std::optional<Size> escape() {
        ++at_;
        if (!more()) {
            return std::nullopt;
        }
        const char kind = here();
        ++at_;
        switch (kind) {
        case 'b':
        case 'B':
        case 'A':
        case 'z':
            return Size{0, 0};
        case 'p':
        case 'P':
            at_ = more() && here() == '{' ? text_.find('}', at_) : at_;
            if (at_ >= text_.size()) {
                return std::nullopt;
            }
            ++at_;
            return anything();
        case 'D':
        case 'S':
        case 'W':
        case 'x':
        case 'Q':
        case 'C':
            return std::nullopt; // not used in pattern files; say so instead of guessing
        case 'd':
            add('0', '9');
            break;
        case 'n':
            add('\n', '\n');
            break;
        default: // a mark stands for itself, a letter for some ASCII bytes
            add(is_lower(kind) ? '\0' : kind, is_lower(kind) ? '\x7F' : kind);
            break;
        }
        return Size{1, 1};
    }

    /// How often the atom before may repeat; nothing if without limit.
    std::optional<Size> repeat() {
        Size times{1, 1};
        if (more() && here() == '?') {
            times.least = 0;
            ++at_;
        } else if (more() && (here() == '*' || here() == '+')) {
            return std::nullopt;
        } else if (more() && here() == '{') {
            const auto close = text_.find('}', at_);
            if (close == std::string_view::npos) {
                return std::nullopt;
            }
            const std::string_view range = text_.substr(at_ + 1, close - at_ - 1);
            const auto comma = range.find(',');
            const auto most =
                number(comma == std::string_view::npos ? range : range.substr(comma + 1));
            if (!most) {
                return std::nullopt;
            }
            times = {number(range.substr(0, comma)).value_or(0), *most};
            at_ = close + 1;
        }
        if (more() && here() == '?') { // the lazy mark
            ++at_;
        }
        return times;
    }

    static std::optional<std::size_t> number(std::string_view digits) {
        if (digits.empty() || digits.size() > 4 ||
            digits.find_first_not_of("0123456789") != std::string_view::npos) {
            return std::nullopt;
        }
        return std::stoul(std::string(digits));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::bitset<256> bytes_;
};

} // namespace

std::optional<ExpressionBound> bound_of(std::string_view expression) {
    return Bound{expression}.whole();
}

} // namespace oblio::detect
