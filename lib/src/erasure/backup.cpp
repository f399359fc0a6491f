// lib/src/erasure/backup.cpp: backups, restoring, and the replay of erasures.
#include "oblio/erasure/backup.hpp"

#include "archive/private_folder.hpp"
#include "archive/slot_ranges.hpp"
#include "archive/store.hpp"
#include "archive/suppression_file.hpp"
#include "erasure/request_step.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace oblio {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view data_prefix = "oblio-data-";
constexpr std::string_view keys_prefix = "oblio-keys-";

/// `20260601T100000Z`.
std::string stamp(Instant time) {
    std::string text = format_instant(time);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::optional<Instant> parse_stamp(std::string_view text) {
    if (text.size() != 16) {
        return std::nullopt;
    }
    const std::string full = std::string{text.substr(0, 4)} + "-" + std::string{text.substr(4, 2)} +
                             "-" + std::string{text.substr(6, 5)} + ":" +
                             std::string{text.substr(11, 2)} + ":" + std::string{text.substr(13)};
    return parse_instant(full);
}

/// True if one of the two is the other or lies in it.
bool nested(const fs::path& a, const fs::path& b) {
    std::error_code none;
    const auto text = [&](const fs::path& path) {
        return fs::weakly_canonical(path, none).generic_string() + "/";
    };
    return text(a).starts_with(text(b)) || text(b).starts_with(text(a));
}

Result<void> copy_file(Files& files, const fs::path& from, const fs::path& to) {
    auto bytes = files.read_all(from);
    if (!bytes) {
        return bytes.error();
    }
    return files.replace(to, *bytes);
}

/// Overwrites the files of a copy, then removes it.
Result<void> destroy_copy(Files& files, const fs::path& folder) {
    auto paths = files.list(folder);
    if (!paths) {
        return paths.error();
    }
    for (const fs::path& path : *paths) {
        auto file = files.open(path, OpenMode::read_write);
        if (!file) {
            return file.error();
        }
        const auto size = (*file)->size();
        if (!size) {
            return size.error();
        }
        const std::string zeros(static_cast<std::size_t>(*size), '\0');
        auto written = (*file)->write(0, std::as_bytes(std::span{zeros}));
        if (written) {
            written = (*file)->sync();
        }
        if (!written) {
            return written;
        }
        if (auto gone = files.remove(path); !gone) {
            return gone;
        }
    }
    std::error_code failure;
    fs::remove_all(folder, failure);
    return failure ? Result<void>{Error{ErrorCode::io, folder.string() + ": " + failure.message()}}
                   : Result<void>{};
}

/// Destroys the copies below `parent` that are older than `keep_days`; gives how many.
Result<std::uint64_t> drop_older(Files& files, const fs::path& parent, std::string_view prefix,
                                 Instant now, int keep_days) {
    std::uint64_t dropped = 0;
    std::error_code failure;
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator{parent, failure}) {
        const std::string name = entry.path().filename().string();
        const auto taken = name.starts_with(prefix)
                               ? parse_stamp(std::string_view{name}.substr(prefix.size()))
                               : std::nullopt;
        if (taken && now - *taken > std::chrono::days{keep_days}) {
            old.push_back(entry.path());
        }
    }
    for (const fs::path& folder : old) {
        if (auto gone = destroy_copy(files, folder); !gone) {
            return gone.error();
        }
        ++dropped;
    }
    return dropped;
}

/// The slots of every erasure of the ledger that was not abandoned.
struct LedgerErasures {
    std::set<Slot> purged, redacted;
    Slot end = 0; ///< slots that had been given when the newest began
    std::uint64_t newest_done = 0;
    std::set<std::uint64_t> intents;
    std::uint64_t unknown = 0; ///< ended after `applied`
};

Result<LedgerErasures> erasures_of(const Archive::Store& store, std::uint64_t applied) {
    LedgerErasures found;
    json open;
    std::uint64_t number = 0;
    const auto close = [&] {
        for (const auto& [name, into] : {std::pair{"purge_slots", &found.purged},
                                         std::pair{"redact_slots", &found.redacted}}) {
            const auto slots = parse_slot_ranges(open.at(name).get<std::string>());
            if (!slots) {
                return false;
            }
            into->insert(slots->begin(), slots->end());
        }
        found.end = std::max(found.end, open.at("end").get<Slot>());
        found.intents.insert(number);
        return true;
    };
    try {
        for (const LedgerEntry& entry : store.ledger->entries()) {
            if (entry.operation == "purge-intent") {
                open = json::parse(entry.data);
                number = entry.number;
            } else if (entry.operation == "purge-abandoned") {
                open = nullptr;
            } else if (entry.operation == "purge-done" && !open.is_null()) {
                if (!close()) {
                    return Error{ErrorCode::damaged, "ledger.jsonl: slots cannot be read"};
                }
                open = nullptr;
                found.newest_done = entry.number;
                found.unknown += entry.number > applied ? 1U : 0U;
            }
        }
        if (!open.is_null()) { // never finished: its keys may be gone, so it is finished here
            if (!close()) {
                return Error{ErrorCode::damaged, "ledger.jsonl: slots cannot be read"};
            }
            ++found.unknown;
        }
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "ledger.jsonl: an erasure cannot be read"};
    }
    return found;
}

/// Rows of the database whose key is gone, and what became of them.
struct DeadRow {
    std::int64_t row;
    RecordState state;
};

Result<std::vector<DeadRow>> dead_rows(Archive::Store& store, const LedgerErasures& erasures) {
    std::vector<DeadRow> dead;
    auto read = store.database->for_each("SELECT row, facts FROM record WHERE sealed IS NOT NULL",
                                         [&](const sqlite::Statement& row) {
                                             const Slot slot = read_facts(row).slot.value_or(-1);
                                             if (store.slots->is_gone(slot)) {
                                                 dead.push_back(
                                                     {row.integer(0), erasures.purged.contains(slot)
                                                                          ? RecordState::purged
                                                                          : RecordState::lost});
                                             }
                                         });
    if (!read) {
        return read.error();
    }
    return dead;
}

Result<void> drop_terms(Archive::Store& store, const std::set<std::int64_t>& rows) {
    std::vector<TermRow> doomed;
    auto walked = store.terms.for_each([&](const TermRow& term) {
        if (rows.contains(number_of(term.row()))) {
            doomed.push_back(term);
        }
    });
    if (!walked) {
        return walked;
    }
    return store.terms.remove(doomed);
}

Result<std::uint64_t> drop_documents(Archive::Store& store) {
    std::vector<std::int64_t> dead;
    auto read = store.database->for_each("SELECT row, slot FROM document",
                                         [&](const sqlite::Statement& row) {
                                             if (store.slots->is_gone(row.integer(1))) {
                                                 dead.push_back(row.integer(0));
                                             }
                                         });
    if (!read) {
        return read.error();
    }
    for (const std::int64_t row : dead) {
        auto gone =
            store.database->execute("DELETE FROM document WHERE row = " + std::to_string(row));
        if (!gone) {
            return gone.error();
        }
    }
    return dead.size();
}

Result<void> merge_suppression(Archive::Store& store, const LedgerErasures& erasures) {
    auto lines = read_suppression(store);
    if (!lines) {
        return lines.error();
    }
    for (const SuppressionLine& line : *lines) {
        if (!erasures.intents.contains(line.intent)) {
            continue;
        }
        if (auto put = store.add_suppression(line.entry); !put) {
            return put;
        }
    }
    return lines->empty() ? Result<void>{} : store.set_meta("suppressing", 1);
}

Result<Replay> forget_again(Archive::Store& store, const LedgerErasures& erasures) {
    Replay account;
    account.erasures = erasures.unknown;
    auto dead = dead_rows(store, erasures);
    if (!dead) {
        return dead.error();
    }
    std::set<std::int64_t> rows;
    auto transaction = sqlite::Transaction::begin(*store.database);
    if (!transaction) {
        return transaction.error();
    }
    for (const DeadRow& item : *dead) {
        rows.insert(item.row);
        auto done = store.entomb(RecordRow{item.row}, item.state,
                                 [](RecordFacts& facts) { facts.summary.thread.reset(); });
        if (!done) {
            return done.error();
        }
        ++(item.state == RecordState::purged ? account.purged : account.lost);
    }
    if (auto done = drop_terms(store, rows); !done) {
        return done.error();
    }
    auto documents = drop_documents(store);
    if (!documents) {
        return documents.error();
    }
    account.documents = *documents;
    if (auto done = merge_suppression(store, erasures); !done) {
        return done.error();
    }
    for (const std::string_view sql :
         {"DELETE FROM shredding", "DELETE FROM meta WHERE name = 'job'"}) {
        if (auto done = store.database->execute(sql); !done) {
            return done.error();
        }
    }
    if (auto done = store.remember_slots(); !done) {
        return done.error();
    }
    if (auto done = transaction->commit(); !done) {
        return done.error();
    }
    return account;
}

/// What happened after entry `known`, the newest that the database remembers, is not in it. A step
/// of a case overwrites the key of how the case stood before, so a restored case has its older
/// steps only if the keys were put back too.
Result<Replay::Missing> missing_since(const Archive& archive, std::uint64_t known) {
    auto lost = lost_cases(archive);
    if (!lost) {
        return lost.error();
    }
    Replay::Missing missing;
    for (const auto& [number, step] : cases_in_ledger(archive, known)) {
        (lost->contains(number) ? missing.cases : missing.behind).push_back(number);
    }
    for (const LedgerEntry& entry : archive.store().ledger->entries()) {
        const json data = json::parse(entry.data, nullptr, false);
        if (entry.number <= known || !data.is_object()) {
            continue;
        }
        if (entry.operation == "act") {
            missing.acts[data.value("act", "")] += data.value("count", std::uint64_t{1});
        } else if (entry.operation == "import") {
            missing.acts["import"] += data.value("new", std::uint64_t{0});
        }
    }
    return missing;
}

/// The backup's ledger is the beginning of the archive's.
Result<bool> continues(const std::string& ours, const std::string& theirs) {
    auto longer = parse_ledger(ours);
    if (!longer) {
        return longer.error();
    }
    auto shorter = parse_ledger(theirs);
    if (!shorter) {
        return shorter.error();
    }
    const LedgerHead head =
        shorter->empty() ? LedgerHead{} : LedgerHead{shorter->back().number, shorter->back().hash};
    return holds_head(*longer, head);
}

Result<void> restore_ledger(Files& files, const fs::path& directory, const fs::path& copy) {
    auto theirs = files.read_all(copy / "ledger.jsonl");
    if (!theirs) {
        return theirs.error();
    }
    if (!files.exists(directory / "ledger.jsonl")) {
        return files.replace(directory / "ledger.jsonl", *theirs);
    }
    auto ours = files.read_all(directory / "ledger.jsonl");
    if (!ours) {
        return ours.error();
    }
    auto fits = continues(*ours, *theirs);
    if (!fits) {
        return fits.error();
    }
    if (*fits) {
        return {};
    }
    auto behind = continues(*theirs, *ours);
    if (!behind) {
        return behind.error();
    }
    return *behind ? files.replace(directory / "ledger.jsonl", *theirs)
                   : Result<void>{Error{ErrorCode::forged,
                                        "ledger.jsonl: not that of the archive the backup is of"}};
}

} // namespace

Result<BackupCopy> back_up(Archive& archive, const fs::path& data, const fs::path& keys,
                           BackupTerms terms) {
    Archive::Store& store = archive.store();
    if (auto may = store.require_writable(); !may) {
        return may.error();
    }
    if (nested(data, keys) || nested(data, store.directory) || nested(keys, store.directory)) {
        return Error{ErrorCode::bad_argument,
                     "data, keys and archive have to be in folders apart from each other"};
    }
    Files& files = store.environment.files;
    BackupCopy copy;
    copy.taken = store.environment.clock.now();
    copy.keys_expire = add_days(rome_date(copy.taken), terms.keys_days);
    copy.data = data / (std::string{data_prefix} + stamp(copy.taken));
    copy.keys = keys / (std::string{keys_prefix} + stamp(copy.taken));
    if (files.exists(copy.data) || files.exists(copy.keys)) {
        return Error{ErrorCode::exists, copy.data.string() + ": is there already"};
    }
    auto noted = store.record_in_ledger(
        "backup", json{{"keys_expire", format_date(copy.keys_expire)}}.dump());
    if (!noted) {
        return noted.error();
    }
    for (const fs::path& folder : {copy.data, copy.keys}) {
        if (auto made = make_private_folder(folder); !made) {
            return made.error();
        }
    }
    if (auto done = store.database->copy_to(copy.data / "archive.db"); !done) {
        return done.error();
    }
    std::error_code failure;
    fs::permissions(copy.data / "archive.db", fs::perms::owner_read | fs::perms::owner_write,
                    failure);
    if (failure) {
        return Error{ErrorCode::io, (copy.data / "archive.db").string() + ": " + failure.message()};
    }
    for (const std::string_view name : {"ledger.jsonl", "policy.json", "suppression.jsonl"}) {
        if (!files.exists(store.directory / name)) {
            continue;
        }
        if (auto done = copy_file(files, store.directory / name, copy.data / name); !done) {
            return done.error();
        }
    }
    for (const std::string_view name : {"keys.slots", "vault.key"}) {
        if (auto done = copy_file(files, store.directory / name, copy.keys / name); !done) {
            return done.error();
        }
    }
    auto dropped = drop_older(files, keys, keys_prefix, copy.taken, terms.keys_days);
    if (!dropped) {
        return dropped.error();
    }
    copy.dropped = *dropped;
    if (terms.data_days > 0) {
        dropped = drop_older(files, data, data_prefix, copy.taken, terms.data_days);
        if (!dropped) {
            return dropped.error();
        }
        copy.data_dropped = *dropped;
    }
    return copy;
}

std::vector<std::pair<Instant, Date>> live_backups(const Archive& archive, Date today) {
    std::vector<std::pair<Instant, Date>> live;
    for (const LedgerEntry& entry : archive.store().ledger->entries()) {
        if (entry.operation != "backup") {
            continue;
        }
        const json data = json::parse(entry.data, nullptr, false);
        const auto expires = parse_date(data.value("keys_expire", ""));
        if (expires && *expires >= today) {
            live.emplace_back(entry.at, *expires);
        }
    }
    return live;
}

Result<Replay> replay(const fs::path& directory, const MasterSecret& secret,
                      Environment environment, const ArchiveOptions& options) {
    ArchiveOptions allowing = options;
    allowing.allow_restored_copy = true;
    allowing.read_only = false;
    auto archive = Archive::open(directory, secret, environment, allowing);
    if (!archive) {
        return archive.error();
    }
    Archive::Store& store = archive->store();
    auto applied = store.meta("erasures");
    auto slots = store.meta("slots");
    auto known = store.meta("ledger_number");
    if (!applied || !slots || !known) {
        return !applied ? applied.error() : !slots ? slots.error() : known.error();
    }
    auto erasures = erasures_of(store, static_cast<std::uint64_t>(applied->value_or(0)));
    if (!erasures) {
        return erasures.error();
    }
    if (auto done = store.slots->extend(std::max(erasures->end, slots->value_or(0))); !done) {
        return done.error();
    }
    std::vector<Slot> doomed{erasures->purged.begin(), erasures->purged.end()};
    doomed.insert(doomed.end(), erasures->redacted.begin(), erasures->redacted.end());
    if (auto done = store.slots->shred(doomed); !done) {
        return done.error();
    }
    auto account = forget_again(store, *erasures);
    if (!account) {
        return account;
    }
    auto missing = missing_since(*archive, static_cast<std::uint64_t>(known->value_or(0)));
    if (!missing) {
        return missing.error();
    }
    auto unlisted = unlisted_erasures(store);
    if (!unlisted) {
        return unlisted.error();
    }
    account->unlisted = *unlisted;
    account->missing = std::move(*missing);
    if (account->erasures == 0 && account->purged + account->lost + account->documents == 0) {
        return account;
    }
    for (const auto step : {&sqlite::Database::vacuum, &sqlite::Database::empty_log}) {
        if (auto done = (*store.database.*step)(); !done) {
            return done.error();
        }
    }
    const json data{
        {"erasures", account->erasures}, {"purged", account->purged}, {"lost", account->lost}};
    // A `purge-done` closes an intent that a crash left open, and is what the database then knows.
    auto done = store.ledger->append("purge-done", json{{"replay", data}}.dump());
    if (!done) {
        return done.error();
    }
    auto transaction = sqlite::Transaction::begin(*store.database);
    if (!transaction) {
        return transaction.error();
    }
    if (auto put = store.set_meta("erasures", static_cast<std::int64_t>(done->number)); !put) {
        return put.error();
    }
    if (auto put = store.remember_ledger(); !put) {
        return put.error();
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed.error();
    }
    if (auto emptied = store.database->empty_log(); !emptied) {
        return emptied.error();
    }
    return account;
}

Result<Replay> restore(const fs::path& directory, const fs::path& data_copy,
                       const std::optional<fs::path>& keys_copy, const MasterSecret& secret,
                       Environment environment, const ArchiveOptions& options) {
    Files& files = environment.files;
    if (!files.exists(data_copy / "archive.db")) {
        return Error{ErrorCode::not_found, data_copy.string() + ": no backup of an archive"};
    }
    if (keys_copy && !files.exists(*keys_copy / "keys.slots")) {
        return Error{ErrorCode::not_found, keys_copy->string() + ": no backup of keys"};
    }
    if (auto made = make_private_folder(directory); !made) {
        return made.error();
    }
    const bool ledger_from_copy = !files.exists(directory / "ledger.jsonl");
    {
        auto lock = WriterLock::take(directory, options.wait);
        if (!lock) {
            return lock.error();
        }
        if (auto done = restore_ledger(files, directory, data_copy); !done) {
            return done.error();
        }
        for (const std::string_view log : {"archive.db-wal", "archive.db-shm"}) {
            if (auto gone = files.remove(directory / log); !gone) {
                return gone.error();
            }
        }
        if (auto done = copy_file(files, data_copy / "archive.db", directory / "archive.db");
            !done) {
            return done.error();
        }
        for (const std::string_view name : {"policy.json", "suppression.jsonl"}) {
            if (files.exists(data_copy / name) && !files.exists(directory / name)) {
                if (auto done = copy_file(files, data_copy / name, directory / name); !done) {
                    return done.error();
                }
            }
        }
        for (const std::string_view name : {"keys.slots", "vault.key"}) {
            if (keys_copy) {
                if (auto done = copy_file(files, *keys_copy / name, directory / name); !done) {
                    return done.error();
                }
            }
        }
        if (auto made = make_private_folder(directory / "certificates"); !made) {
            return made.error();
        }
    }
    auto account = replay(directory, secret, environment, options);
    if (account) {
        account->ledger_from_copy = ledger_from_copy;
    }
    return account;
}

} // namespace oblio
