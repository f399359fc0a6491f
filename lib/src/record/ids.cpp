// lib/src/record/ids.cpp
#include "record/ids.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace oblio::record {
namespace {

constexpr std::string_view separator = "\x1f";

/// HMAC-SHA-256 that is fed piece by piece.
class Mac {
public:
    explicit Mac(const std::array<std::byte, 32>& key) {
        crypto_auth_hmacsha256_init(&state_, reinterpret_cast<const unsigned char*>(key.data()),
                                    key.size());
    }
    void feed(std::string_view bytes) {
        crypto_auth_hmacsha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                      bytes.size());
    }
    using Digest = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;
    [[nodiscard]] Digest digest() const {
        Digest digest{};
        crypto_auth_hmacsha256_state copy = state_;
        crypto_auth_hmacsha256_final(&copy, digest.data());
        return digest;
    }
    [[nodiscard]] std::uint64_t number() const {
        const Digest bytes = digest();
        std::uint64_t value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }

private:
    crypto_auth_hmacsha256_state state_;
};

} // namespace

std::size_t HashCounts::Table::slot_of(std::uint64_t hash) const noexcept {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != 0 && slots_[slot] != hash) {
        slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
}

void HashCounts::Table::grow() {
    std::vector<std::uint64_t> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    for (const std::uint64_t hash : old) {
        if (hash != 0) {
            slots_[slot_of(hash)] = hash;
        }
    }
}

std::uint64_t HashCounts::Table::count(std::uint64_t hash) const {
    if (slots_.empty() || slots_[slot_of(hash)] != hash) {
        return 0;
    }
    const auto more = more_.find(hash);
    return more == more_.end() ? 1 : more->second;
}

void HashCounts::Table::set(std::uint64_t hash, std::uint64_t count) {
    if (slots_.empty() || used_ * 5 >= slots_.size() * 4) {
        grow();
    }
    const std::size_t slot = slot_of(hash);
    used_ += slots_[slot] == 0 ? 1 : 0;
    slots_[slot] = hash;
    if (count > 1) {
        more_[hash] = count;
    }
}

std::uint64_t HashCounts::count_up(std::uint64_t hash) {
    constexpr std::size_t half = 500'000;
    hash = hash == 0 ? 1 : hash;
    if (recent_.size() >= half) {
        older_ = std::exchange(recent_, {});
    }
    std::uint64_t before = recent_.count(hash);
    before = before > 0 ? before : older_.count(hash);
    recent_.set(hash, before + 1);
    return before;
}

bool HashCounts::holds(std::uint64_t hash) const {
    hash = hash == 0 ? 1 : hash;
    return recent_.count(hash) > 0 || older_.count(hash) > 0;
}

AscendingIds::Met AscendingIds::meet(std::int64_t id, std::uint32_t tag) {
    if (runs_.empty() || id > runs_.back().last) {
        if (!runs_.empty() && id - 1 == runs_.back().last) {
            runs_.back().last = id;
        } else {
            runs_.push_back({id, id, tags_.size()});
        }
        tags_.push_back(tag);
        return Met::fresh;
    }
    const auto after =
        std::upper_bound(runs_.begin(), runs_.end(), id,
                         [](std::int64_t wanted, const Run& run) { return wanted < run.first; });
    if (after != runs_.begin() && id <= (after - 1)->last) {
        const Run& run = *(after - 1);
        const auto place = run.tags + static_cast<std::size_t>(id - run.first);
        return tags_[place] == tag ? Met::same : Met::other;
    }
    const auto [known, fresh] = late_.emplace(id, tag);
    return fresh ? Met::fresh : known->second == tag ? Met::same : Met::other;
}

void AscendingIds::clear() {
    runs_.clear();
    tags_.clear();
    late_.clear();
}

std::string IdMaker::synthesise(const Record& record, std::string_view written_time) {
    const auto& author = record.author;
    const std::string author_text =
        author.id.value_or(author.name.value_or(author.handle.value_or("")));
    Mac mac{key_};
    for (const std::string_view part :
         {std::string_view{record.platform}, std::string_view{record.channel},
          record.thread_id ? std::string_view{*record.thread_id} : std::string_view{},
          std::string_view{record.kind}, written_time, std::string_view{author_text},
          record.text ? std::string_view{*record.text} : std::string_view{}}) {
        mac.feed(part);
        mac.feed(separator);
    }
    const std::uint64_t ordinal = tuples_.count_up(mac.number());
    mac.feed(std::to_string(ordinal));
    const Mac::Digest digest = mac.digest();
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), 16);
    return record.platform + ":~" + hex.data();
}

std::uint64_t IdMaker::hash(std::span<const std::string_view> parts) const {
    // Never leaves the process, so the short and fast one will do.
    static_assert(crypto_shorthash_KEYBYTES <= 32);
    std::uint64_t sum = 0;
    for (const std::string_view part : parts) {
        std::array<unsigned char, crypto_shorthash_BYTES> digest{};
        crypto_shorthash(digest.data(), reinterpret_cast<const unsigned char*>(part.data()),
                         part.size(), reinterpret_cast<const unsigned char*>(key_.data()));
        std::uint64_t value = 0;
        std::memcpy(&value, digest.data(), sizeof value);
        sum = sum * 0x9E3779B97F4A7C15U + value;
    }
    return sum;
}

std::string IdMaker::distinct(const std::string& id, std::string_view content) {
    const std::array<std::string_view, 1> name{id};
    const std::array<std::string_view, 2> both{id, content};
    if (contents_.count_up(hash(both)) > 0) {
        return every_place_ ? id : std::string{};
    }
    const std::uint64_t before = ids_.count_up(hash(name));
    return before == 0 ? id : id + "#" + std::to_string(before);
}

} // namespace oblio::record
