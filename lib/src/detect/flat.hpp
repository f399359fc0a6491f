// lib/src/detect/flat.hpp: arrays that lie in memory of their own or in a mapped file.
#pragma once

#include "text/word_hash.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::detect {

/// An array that never changes: built here, or borrowed from a mapped file that outlives it.
/// Threads: immutable.
template <class Item> class Flat {
public:
    Flat() = default;
    explicit Flat(std::vector<Item> items) : own_{std::move(items)}, items_{own_} {}
    /// Borrows `items`.
    explicit Flat(std::span<const Item> items) : items_{items} {}
    Flat(Flat&& other) noexcept { *this = std::move(other); }
    Flat& operator=(Flat&& other) noexcept {
        own_ = std::move(other.own_); // the items of a vector stay where they are
        items_ = std::exchange(other.items_, {});
        return *this;
    }
    ~Flat() = default;

    [[nodiscard]] const Item& operator[](std::size_t index) const noexcept { return items_[index]; }
    [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
    [[nodiscard]] bool empty() const noexcept { return items_.empty(); }
    [[nodiscard]] auto begin() const noexcept { return items_.begin(); }
    [[nodiscard]] auto end() const noexcept { return items_.end(); }
    [[nodiscard]] std::span<const Item> span() const noexcept { return items_; }

private:
    std::vector<Item> own_;
    std::span<const Item> items_;
};

/// Words in order, one after another. Threads: immutable.
class SortedWords {
public:
    SortedWords() = default;
    explicit SortedWords(std::vector<std::string> words) {
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        std::vector<char> letters;
        std::vector<std::uint32_t> at{0};
        for (const std::string& word : words) {
            letters.insert(letters.end(), word.begin(), word.end());
            at.push_back(static_cast<std::uint32_t>(letters.size()));
        }
        letters_ = Flat<char>{std::move(letters)};
        at_ = Flat<std::uint32_t>{std::move(at)};
    }
    /// Borrowed: the letters, and where each word begins and the last one ends.
    SortedWords(Flat<char> letters, Flat<std::uint32_t> at)
        : letters_{std::move(letters)}, at_{std::move(at)} {}

    [[nodiscard]] std::size_t size() const noexcept { return at_.empty() ? 0 : at_.size() - 1; }
    [[nodiscard]] std::string_view operator[](std::size_t index) const noexcept {
        return {letters_.span().data() + at_[index], at_[index + 1] - at_[index]};
    }
    /// The first word that is not before `word`; size() if there is none.
    [[nodiscard]] std::size_t lower_bound(std::string_view word) const noexcept {
        std::size_t first = 0;
        std::size_t last = size();
        while (first < last) {
            const std::size_t middle = first + (last - first) / 2;
            if ((*this)[middle] < word) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return first;
    }
    [[nodiscard]] bool contains(std::string_view word) const noexcept {
        const std::size_t at = lower_bound(word);
        return at < size() && (*this)[at] == word;
    }
    [[nodiscard]] const Flat<char>& letters() const noexcept { return letters_; }
    [[nodiscard]] const Flat<std::uint32_t>& starts() const noexcept { return at_; }

private:
    Flat<char> letters_;
    Flat<std::uint32_t> at_;
};

} // namespace oblio::detect
