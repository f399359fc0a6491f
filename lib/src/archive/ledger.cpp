// lib/src/archive/ledger.cpp
#include "archive/ledger.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds clock_tolerance{60};

/// What the hash covers: keys in order, no white space.
std::string hashed_text(const LedgerEntry& entry) {
    return json{{"n", entry.number},
                {"at", format_instant(entry.at)},
                {"op", entry.operation},
                {"data", json::parse(entry.data)},
                {"prev", entry.previous}}
        .dump();
}

std::string line_of(const LedgerEntry& entry) {
    return json{{"n", entry.number},      {"at", format_instant(entry.at)},
                {"op", entry.operation},  {"data", json::parse(entry.data)},
                {"prev", entry.previous}, {"hash", entry.hash},
                {"mac", entry.mac}}
               .dump() +
           "\n";
}

Error bad_line(ErrorCode code, std::size_t line, std::string_view what) {
    return {code, "ledger.jsonl: line " + std::to_string(line) + ": " + std::string{what}};
}

Result<LedgerEntry> parse_line(std::string_view line, std::size_t number) {
    try {
        const json document = json::parse(line);
        const auto at = parse_instant(document.at("at").get<std::string>());
        if (!at || document.size() != 7 || !document.at("data").is_object()) {
            return bad_line(ErrorCode::damaged, number, "not a ledger entry");
        }
        LedgerEntry entry;
        entry.number = document.at("n").get<std::uint64_t>();
        entry.at = *at;
        entry.operation = document.at("op").get<std::string>();
        entry.data = document.at("data").dump();
        entry.previous = document.at("prev").get<std::string>();
        entry.hash = document.at("hash").get<std::string>();
        entry.mac = document.at("mac").get<std::string>();
        return entry;
    } catch (const json::exception&) {
        return bad_line(ErrorCode::damaged, number, "not a ledger entry");
    }
}

/// The bytes up to and with the last line end before any NUL: where the power went before a sync,
/// sectors of the last line may be missing and read as NUL, although its end arrived.
std::size_t acknowledged_size(std::string_view text) {
    text = text.substr(0, text.find('\0'));
    const auto end = text.rfind('\n');
    return end == std::string_view::npos ? 0 : end + 1;
}

} // namespace

Result<std::vector<LedgerEntry>> parse_ledger(std::string_view text) {
    std::vector<LedgerEntry> entries;
    text = text.substr(0, acknowledged_size(text));
    LedgerHead head;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto entry = parse_line(text.substr(0, end), entries.size() + 1);
        if (!entry) {
            return entry.error();
        }
        const std::size_t line = entries.size() + 1;
        if (entry->number != head.number + 1) {
            return bad_line(ErrorCode::forged, line, "an entry is missing or out of order");
        }
        if (entry->previous != head.hash) {
            return bad_line(ErrorCode::forged, line, "does not follow from the entry before");
        }
        if (entry->hash != plain_hash_hex(hashed_text(*entry))) {
            return bad_line(ErrorCode::forged, line, "was changed");
        }
        if (!entries.empty() && entry->at < entries.back().at) {
            return bad_line(ErrorCode::forged, line, "is dated before the entry before");
        }
        head = {entry->number, entry->hash};
        entries.push_back(std::move(*entry));
        text.remove_prefix(end + 1);
    }
    return entries;
}

bool holds_head(const std::vector<LedgerEntry>& entries, const LedgerHead& head) {
    if (head.number == 0) {
        return true;
    }
    return head.number <= entries.size() && entries[head.number - 1].hash == head.hash;
}

std::string ledger_mac(const SecretKey& key, std::string_view hash) {
    const std::span<const std::byte> part = bytes_of(hash);
    return to_hex(keyed_hash(key, {&part, 1}));
}

Result<Ledger> Ledger::open(std::filesystem::path path, const SecretKey& key,
                            Environment environment) {
    auto text = environment.files.read_all(path);
    if (!text && text.error().code == ErrorCode::not_found) {
        return Ledger{std::move(path), key, environment, {}, 0};
    }
    if (!text) {
        return text.error();
    }
    auto entries = parse_ledger(*text);
    if (!entries) {
        return entries.error();
    }
    for (const LedgerEntry& entry : *entries) {
        if (entry.mac != ledger_mac(key, entry.hash)) {
            return bad_line(ErrorCode::forged, entry.number, "was not written by this archive");
        }
    }
    return Ledger{std::move(path), key, environment, std::move(*entries), acknowledged_size(*text)};
}

LedgerHead Ledger::head() const {
    return entries_.empty() ? LedgerHead{}
                            : LedgerHead{entries_.back().number, entries_.back().hash};
}

/// A crash or a full disk may leave part of a line: it was never acknowledged.
Result<void> Ledger::cut_to_acknowledged() {
    if (!environment_.files.exists(path_)) {
        return {};
    }
    auto file = environment_.files.open(path_, OpenMode::read_write);
    if (!file) {
        return file.error();
    }
    const auto size = (*file)->size();
    if (!size) {
        return size.error();
    }
    if (*size < size_) {
        return Error{ErrorCode::damaged, "ledger.jsonl: was cut off while in use"};
    }
    if (*size == size_) {
        return {};
    }
    if (auto cut = (*file)->truncate(size_); !cut) {
        return cut;
    }
    return (*file)->sync();
}

Result<LedgerEntry> Ledger::append(std::string_view operation, std::string_view data) {
    Instant now = environment_.clock.now();
    if (!entries_.empty()) {
        const Instant newest = entries_.back().at;
        if (now + clock_tolerance < newest) {
            return Error{ErrorCode::clock_backwards, "the clock shows " + format_instant(now) +
                                                         ", the newest entry of the ledger is of " +
                                                         format_instant(newest)};
        }
        now = std::max(now, newest);
    }
    if (auto cut = cut_to_acknowledged(); !cut) {
        return cut.error();
    }
    const LedgerHead last = head();
    LedgerEntry entry;
    entry.number = last.number + 1;
    entry.at = now;
    entry.operation = operation;
    entry.data = data;
    entry.previous = last.hash;
    entry.hash = plain_hash_hex(hashed_text(entry));
    entry.mac = ledger_mac(key_, entry.hash);
    const std::string line = line_of(entry);
    if (auto written = environment_.files.append(path_, line); !written) {
        // If even this cannot be undone now, the next append or opening cuts it.
        [[maybe_unused]] const auto undone = cut_to_acknowledged();
        return written.error();
    }
    size_ += line.size();
    entries_.push_back(entry);
    return entry;
}

} // namespace oblio
