// lib/src/erasure/verify_files.cpp: the bytes of the archive's files: keys overwritten, index rows
// gone, no erased value or key in any file, the database whole.
#include "erasure/verifier.hpp"

#include "erasure/byte_scanner.hpp"
#include "erasure/line_reader.hpp"
#include "erasure/needles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>

namespace oblio {

namespace fs = std::filesystem;

/// Reads the key file itself, with its own arithmetic.
Result<void> Verifier::check_slots() {
    auto bytes = store_.environment.files.read_all(store_.directory / "keys.slots");
    if (!bytes) {
        return bytes.error();
    }
    std::uint64_t zero = 0;
    std::uint64_t other = 0;
    each_doomed([&](RecordRow, Slot slot, const auto&) {
        const auto at = 64 + 32 * static_cast<std::size_t>(slot);
        const std::string_view place =
            at + 32 <= bytes->size() ? std::string_view{*bytes}.substr(at, 32) : std::string_view{};
        const bool shredded = place.size() == 32 && place.find_first_not_of('\0') == place.npos;
        shredded ? ++zero : ++other;
    });
    report("keys", other == 0,
           fmt::format("{} keys overwritten in the key file, {} not", zero, other));
    return {};
}

/// Walks the blocks of the whole index with its own reading, without a search.
Result<void> Verifier::check_index() {
    std::set<TermRow> doomed;
    each_doomed([&](RecordRow, Slot, const std::vector<TermRow>& terms) {
        doomed.insert(terms.begin(), terms.end());
    });
    const auto rightful = rightful_keys();
    if (!rightful) {
        return rightful.error();
    }
    std::map<std::int64_t, WordFilter> known;
    auto read = store_.database->for_each(
        "SELECT block, words FROM term_first", [&](const sqlite::Statement& block) {
            known.emplace(block.integer(0), WordFilter{block.blob(1)});
        });
    if (!read) {
        return read;
    }
    std::uint64_t left = 0;
    std::uint64_t stray = 0;
    const auto look = [&](const BlindKey& key, std::uint32_t record) {
        left += doomed.contains(TermRow::of(key, RecordRow{record})) ? 1U : 0U;
        const auto keys = rightful->find(record);
        const bool right =
            keys == rightful->end() ||
            std::any_of(keys->second.begin(), keys->second.end(),
                        [&](const BlindKey& its) { return same_term_key(its, key); });
        stray += right ? 0U : 1U;
    };
    read = store_.database->for_each(
        "SELECT entries, id FROM term_block", [&](const sqlite::Statement& block) {
            const std::string_view entries = text_of(block.blob(0));
            WordFilter words;
            const std::size_t lines = entries.size() < 2 ? 0 : number_at(entries, 0) >> 16U;
            for (std::size_t at = 2; at < 2 + 12 * lines && at < entries.size(); at += 12) {
                BlindKey key;
                entries.copy(reinterpret_cast<char*>(key.bytes.data()), key.bytes.size(), at);
                words.add(key);
                each_record_of_line(entries.substr(at),
                                    [&](std::uint32_t record) { look(key, record); });
            }
            // The directory speaks of no other words than those of the block.
            const auto told = known.find(block.integer(1));
            stray += told != known.end() && told->second == words ? 0U : 1U;
        });
    if (!read) {
        return read;
    }
    report(
        "index", left + stray == 0,
        fmt::format("{} index rows are gone, {} are there; {} lead to what an erased or redacted "
                    "record no longer says",
                    doomed.size() - left, left, stray));
    return {};
}

/// By record of the plan, the keys under which it may still be found: what it says now, or only its
/// conversation.
Result<std::map<std::int64_t, std::vector<BlindKey>>> Verifier::rightful_keys() {
    std::map<std::int64_t, std::vector<BlindKey>> rightful;
    Result<void> read{};
    each_doomed([&](RecordRow row, Slot, const auto&) {
        auto summary = store_.summary(row);
        if (!summary) {
            read = summary.error();
            return;
        }
        std::vector<BlindKey>& keys = rightful[number_of(row)];
        if (*summary && (*summary)->thread) {
            keys.push_back(*(*summary)->thread);
        }
        if (const auto opened = store_.open(row)) {
            for (const StoredTerm& term : opened->envelope.terms) {
                keys.push_back(term.key);
            }
        }
    });
    return read ? Result<std::map<std::int64_t, std::vector<BlindKey>>>{std::move(rightful)}
                : Result<std::map<std::int64_t, std::vector<BlindKey>>>{read.error()};
}

/// What no file may hold: the values in every spelling, the index rows, and keys nobody else has.
Result<ByteScanner> Verifier::file_scanner() {
    std::vector<std::string> patterns;
    for (const std::string& value : needles_) {
        const auto forms = needle_patterns(value);
        patterns.insert(patterns.end(), forms.begin(), forms.end());
    }
    std::set<TermRow> rows;
    std::set<BlindKey> keys;
    each_doomed([&](RecordRow, Slot, const std::vector<TermRow>& terms) {
        for (const TermRow& term : terms) {
            rows.insert(term);
            keys.insert(term.key());
        }
    });
    // A redacted record may hold a key of its own again, by a later import.
    for (const auto& item : baseline_.redacted) {
        for (const TermRow& term : item.terms) {
            auto there = store_.terms.holds(term);
            if (!there) {
                return there.error();
            }
            if (*there) {
                rows.erase(term);
            }
        }
    }
    for (const BlindKey& key : keys) {
        auto hit = store_.terms.any_record(key);
        if (!hit) {
            return hit.error();
        }
        if (!*hit) {
            patterns.emplace_back(text_of(key.bytes));
        }
    }
    return ByteScanner{patterns, {rows.begin(), rows.end()}};
}

Result<void> Verifier::check_files() {
    const auto made = file_scanner();
    if (!made) {
        return made.error();
    }
    const ByteScanner& scanner = *made;
    patterns_ = scanner.patterns().size();
    std::vector<std::uint64_t> counts(patterns_);
    auto paths = store_.environment.files.list(store_.directory);
    if (!paths) {
        return paths.error();
    }
    std::string holding;
    std::uint64_t before = 0;
    for (const fs::path& path : *paths) {
        auto size = scanner.scan_file(store_.environment.files, path, counts);
        if (!size) {
            return size.error();
        }
        ++found_.files;
        found_.bytes += *size;
        const auto now = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        if (now > before) {
            holding += (holding.empty() ? "" : ", ") +
                       fs::relative(path, store_.directory).generic_string();
            before = now;
        }
        if (progress_) {
            progress_("search", found_.files, paths->size());
        }
    }
    report("files", before == 0,
           fmt::format("{} files, {} bytes searched for {} byte strings: {} found{}", found_.files,
                       found_.bytes, patterns_, before, holding.empty() ? "" : " in " + holding));
    return {};
}

Result<void> Verifier::check_store() {
    auto integrity = store_.database->integrity();
    if (!integrity) {
        return integrity.error();
    }
    auto secure = store_.database->integer("PRAGMA secure_delete");
    if (!secure) {
        return secure.error();
    }
    auto emptied = store_.database->empty_log();
    if (!emptied) {
        return emptied;
    }
    std::error_code none;
    const auto log = fs::file_size(store_.directory / "archive.db-wal", none);
    const bool empty = none || log == 0;
    report("database", *integrity == "ok" && *secure == 1 && empty,
           fmt::format("SQLite {}: integrity {}, secure_delete {}, write-ahead log {} bytes",
                       sqlite::Database::version(), *integrity == "ok" ? "ok" : "broken", *secure,
                       none ? 0 : log));
    return {};
}

} // namespace oblio
