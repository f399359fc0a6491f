// lib/src/erasure/verify_records.cpp: the records of the plan are gone, redacted or hidden as was
// decided, and all the others say what they said.
#include "erasure/verifier.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oblio {
namespace {

using nlohmann::json;

/// How often `value` stands in `text`, a record's JSON. Places do not overlap.
std::uint64_t places_of(const std::string& value, std::string_view text) {
    const std::string escaped = json(value).dump();
    const std::string inner = escaped.substr(1, escaped.size() - 2);
    std::uint64_t places = 0;
    for (auto at = text.find(inner); at != std::string_view::npos;
         at = text.find(inner, at + inner.size())) {
        ++places;
    }
    return places;
}

} // namespace

/// Purged records are tombstones: nothing opens, nothing is told but the place.
Result<void> Verifier::check_records() {
    std::uint64_t wrong = 0;
    for (const auto& item : baseline_.purged) {
        auto record = store_.sealed(item.row);
        if (!record) {
            return record.error();
        }
        const bool gone = *record && (*record)->summary.state == RecordState::purged &&
                          !(*record)->slot && (*record)->body.empty() &&
                          !(*record)->summary.author && (*record)->summary.types == 0 &&
                          (*record)->summary.digest == ContentDigest{};
        auto opened = store_.open(item.row);
        wrong += gone && !opened ? 0U : 1U;
    }
    report("records", wrong == 0,
           fmt::format("{} records are tombstones without content, {} are not",
                       baseline_.purged.size() - wrong, wrong));
    return {};
}

/// Bodies as any copy of the database still has them must not open, even with all our keys.
Result<void> Verifier::check_bodies() {
    auto bodies = load_bodies(archive_, plan_.hash);
    if (!bodies) {
        return bodies.error();
    }
    std::uint64_t closed = 0;
    std::uint64_t opens = 0;
    auto keys = store_.environment.files.read_all(store_.directory / "keys.slots");
    if (!keys) {
        return keys.error();
    }
    each_doomed([&](RecordRow row, Slot slot, const auto&) {
        const auto body = bodies->find(number_of(row));
        const auto at = 64 + 32 * static_cast<std::size_t>(slot);
        if (body == bodies->end() || at + 32 > keys->size()) {
            return;
        }
        std::array<std::byte, 32> key{};
        std::copy_n(bytes_of(*keys).begin() + static_cast<std::ptrdiff_t>(at), 32, key.begin());
        const bool open =
            unseal_once(store_.body_key(key, row), body->second, store_.body_bound(row))
                .has_value();
        open ? ++opens : ++closed;
    });
    report(
        "copies", opens == 0 && (closed > 0 || bodies->empty()),
        fmt::format("{} sealed bodies kept from before do not open with the keys of today, {} do",
                    closed, opens));
    return {};
}

/// Redacted records open, under another key, without what was redacted.
Result<void> Verifier::check_redactions() {
    std::uint64_t right = 0;
    std::uint64_t wrong = 0;
    for (const auto& item : baseline_.redacted) {
        auto opened = store_.open(item.row);
        auto summary = store_.summary(item.row);
        if (!opened) { // purged since, by a later plan: gone is more than redacted
            const bool gone = summary && *summary && (*summary)->state == RecordState::purged;
            gone ? ++right : ++wrong;
            continue;
        }
        bool clean = opened->sealed.slot != std::optional{item.slot};
        const std::string text = format_record(opened->envelope.record);
        for (const auto& [value, figures] : item.values) {
            const std::uint64_t places = places_of(value, text);
            clean = clean && places + figures.second <= std::max(figures.first, figures.second);
        }
        clean ? ++right : ++wrong;
    }
    report("redactions", wrong == 0,
           fmt::format("{} records open under a new key without the redacted words, {} do not",
                       right, wrong));
    return {};
}

/// Restricted, set aside or released, as was decided; or written again since by another plan.
Result<void> Verifier::check_states() {
    std::uint64_t right = 0;
    std::uint64_t wrong = 0;
    for (const PlanItem& item : plan_.items) {
        RecordState expected = RecordState::live;
        switch (item.decision.action) {
        case Action::restrict:
            expected = RecordState::restricted;
            break;
        case Action::quarantine:
            expected = RecordState::quarantined;
            break;
        case Action::release:
            break;
        default:
            continue;
        }
        auto record = store_.facts(item.decision.row);
        if (!record) {
            return record.error();
        }
        const bool later = *record && is_later((*record)->generation);
        const bool holds = later || (*record && (*record)->summary.state == expected);
        holds ? ++right : ++wrong;
    }
    if (right + wrong > 0) {
        report("states", wrong == 0,
               fmt::format("{} records are hidden or shown as decided, {} are not", right, wrong));
    }
    return {};
}

/// Records that had a body before and have none now: gone by a later plan, or changed.
Result<void> Verifier::count_missing(const std::vector<Leaf>& leaves, const std::vector<bool>& seen,
                                     std::uint64_t& changed) {
    for (std::size_t at = 0; at < leaves.size(); ++at) {
        if (leaves[at] == 0 || seen[at]) {
            continue;
        }
        auto record = store_.facts(RecordRow{first_row + static_cast<std::int64_t>(at)});
        if (!record) {
            return record.error();
        }
        // Purged by a later plan, with a certificate of its own.
        const bool later = *record && is_later((*record)->generation);
        later ? ++later_ : ++changed;
    }
    return {};
}

/// Every record outside the plan says what it said.
Result<void> Verifier::check_neighbours() {
    auto leaves = load_leaves(archive_, plan_.hash);
    if (!leaves) {
        return leaves.error();
    }
    std::uint64_t changed = 0;
    std::vector<bool> seen(leaves->size());
    auto read = for_each_leaf(archive_, [&](RecordRow row, std::int64_t generation, Leaf leaf) {
        const auto at = static_cast<std::size_t>(number_of(row) - first_row);
        if (at >= leaves->size() || (*leaves)[at] == 0) {
            return;
        }
        seen[at] = true;
        if (is_later(generation)) {
            ++later_;
        } else if (leaf == (*leaves)[at]) {
            ++compared_;
        } else {
            ++changed;
        }
        if (progress_ && (compared_ % 1000) == 0) {
            progress_("compare", compared_, baseline_.neighbours);
        }
    });
    if (!read) {
        return read;
    }
    if (auto counted = count_missing(*leaves, seen, changed); !counted) {
        return counted;
    }
    report("neighbours", changed == 0,
           fmt::format("{} other records open and say what they said, {} changed; {} were written "
                       "again since by an import or another plan",
                       compared_, changed, later_));
    return {};
}

} // namespace oblio
