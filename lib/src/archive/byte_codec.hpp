// lib/src/archive/byte_codec.hpp: numbers and strings as few bytes, and back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace oblio {

/// Appends to a string. Threads: one thread at a time.
class ByteWriter {
public:
    explicit ByteWriter(std::string& out) : out_{out} {}
    void byte(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
    /// Seven bits a byte, the lowest first.
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7U) {
            byte(static_cast<std::uint8_t>(value | 0x80U));
        }
        byte(static_cast<std::uint8_t>(value));
    }
    /// Small ones of either sign are short.
    void signed_number(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        number(bits << 1U ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }
    void text(std::string_view value) {
        number(value.size());
        out_.append(value);
    }
    void raw(std::span<const std::byte> bytes) {
        out_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }

private:
    std::string& out_;
};

/// Reads what ByteWriter wrote; once something is missing, everything after is zero and ok() false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_{bytes} {}
    std::uint8_t byte() {
        const std::string_view part = take(1);
        return part.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(part.front());
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t part = byte();
            value |= static_cast<std::uint64_t>(part & 0x7FU) << shift;
            if ((part & 0x80U) == 0) {
                return value;
            }
        }
        ok_ = false;
        return 0;
    }
    std::int64_t signed_number() {
        const std::uint64_t bits = number();
        return static_cast<std::int64_t>(bits >> 1U ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
    }
    std::uint32_t small() { return static_cast<std::uint32_t>(number()); }
    std::string_view view() { return take(number()); }
    std::string text() { return std::string{view()}; }
    void raw(std::span<std::byte> out) {
        const std::string_view part = take(out.size());
        if (!part.empty()) {
            std::memcpy(out.data(), part.data(), part.size());
        }
    }
    /// How many of something follow; never more than the bytes that are left.
    std::size_t count() {
        const std::uint64_t value = number();
        ok_ = ok_ && value <= bytes_.size();
        return ok_ ? static_cast<std::size_t>(value) : 0;
    }
    [[nodiscard]] bool ok() const noexcept { return ok_; }
    [[nodiscard]] bool done() const noexcept { return ok_ && bytes_.empty(); }

private:
    std::string_view take(std::uint64_t size) {
        if (!ok_ || size > bytes_.size()) {
            ok_ = false;
            return {};
        }
        const std::string_view part = bytes_.substr(0, static_cast<std::size_t>(size));
        bytes_.remove_prefix(static_cast<std::size_t>(size));
        return part;
    }
    std::string_view bytes_;
    bool ok_ = true;
};

} // namespace oblio
