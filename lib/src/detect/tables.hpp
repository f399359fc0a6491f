// lib/src/detect/tables.hpp: loaded patterns as one file that is mapped instead of read again.
//
//   header   "OBLIOTAB", layout, size of the payload, its checksum, signatures of the sources
//   payload  values one after another; arrays aligned to a line of the processor's memory (64
//   bytes)
//            and used where they lie
//
// Reading patterns/ means to parse, fold and sort some hundred thousand words: forty milliseconds
// for one sentence. The file holds what comes out of that. It says which files it was made from
// (names, sizes, times; failing that, their bytes): if they have changed, if the layout is of
// another version or a byte is damaged, it is not used and the patterns are read as always.
#pragma once

#include "detect/flat.hpp"

#include "oblio/result.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace oblio::detect {

constexpr std::size_t array_alignment = 64; ///< bytes, from the beginning of the payload

/// Writes values one after another. Threads: one thread at a time.
class TableWriter {
public:
    template <class Number> void number(Number value) {
        static_assert(std::is_trivially_copyable_v<Number>);
        append(&value, sizeof value);
    }
    void text(std::string_view text) {
        number(static_cast<std::uint32_t>(text.size()));
        append(text.data(), text.size());
    }
    template <class Item> void array(std::span<const Item> items) {
        static_assert(std::is_trivially_copyable_v<Item>);
        number(static_cast<std::uint64_t>(items.size()));
        static_assert(alignof(Item) <= array_alignment);
        bytes_.resize((bytes_.size() + array_alignment - 1) / array_alignment * array_alignment,
                      '\0');
        append(items.data(), items.size_bytes());
    }
    template <class Item> void array(const Flat<Item>& items) { array(items.span()); }
    void words(const SortedWords& words) {
        array(words.letters());
        array(words.starts());
    }
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    void append(const void* from, std::size_t size) {
        if (size > 0) {
            bytes_.append(static_cast<const char*>(from), size);
        }
    }
    std::string bytes_;
};

/// Reads what TableWriter wrote; past the end everything is empty and ok() false.
/// Views and arrays live as long as the bytes. Threads: one thread at a time.
class TableReader {
public:
    explicit TableReader(std::string_view bytes) : bytes_{bytes} {}

    template <class Number> Number number() {
        Number value{};
        if (const char* from = take(sizeof value); from != nullptr) {
            std::memcpy(&value, from, sizeof value);
        }
        return value;
    }
    std::string_view text() {
        const auto size = number<std::uint32_t>();
        const char* from = take(size);
        return from == nullptr ? std::string_view{} : std::string_view{from, size};
    }
    template <class Item> Flat<Item> array() {
        const auto count = number<std::uint64_t>();
        at_ = (at_ + array_alignment - 1) / array_alignment * array_alignment;
        ok_ = ok_ && at_ <= bytes_.size() && count <= (bytes_.size() - at_) / sizeof(Item);
        const char* from = ok_ ? take(count * sizeof(Item)) : nullptr;
        return from == nullptr
                   ? Flat<Item>{}
                   : Flat<Item>{std::span<const Item>{reinterpret_cast<const Item*>(from), count}};
    }
    SortedWords words() {
        auto letters = array<char>();
        return {std::move(letters), array<std::uint32_t>()};
    }
    [[nodiscard]] bool ok() const noexcept { return ok_; }

private:
    const char* take(std::size_t size) {
        ok_ = ok_ && size <= bytes_.size() - at_;
        if (!ok_) {
            return nullptr;
        }
        const char* from = bytes_.data() + at_;
        at_ += size;
        return from;
    }
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

/// A file mapped for reading. Threads: immutable.
class MappedFile {
public:
    /// Errors: not_found, io.
    static Result<std::shared_ptr<const MappedFile>> open(const std::filesystem::path& file);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();
    [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }

private:
    explicit MappedFile(std::string_view bytes) : bytes_{bytes} {}
    std::string_view bytes_;
};

/// The file of tables for these folders: beside the last one, `<folder>.tables`.
/// Requires: not empty.
[[nodiscard]] std::filesystem::path tables_file(std::span<const std::filesystem::path> directories);

/// The whole file of tables around `payload`. Errors: io if a source cannot be read.
[[nodiscard]] Result<std::string> frame_tables(std::string_view payload,
                                               std::span<const std::filesystem::path> directories);

/// The payload of the tables for `directories`, mapped. Errors: not_found; bad_pattern if the
/// sources or the layout have changed since; damaged if the checksum does not hold; io.
struct MappedTables {
    std::shared_ptr<const MappedFile> file;
    std::string_view payload;
};
[[nodiscard]] Result<MappedTables> map_tables(std::span<const std::filesystem::path> directories);

} // namespace oblio::detect
