// lib/src/archive/sqlite.cpp
#include "archive/sqlite.hpp"

#include <sqlite3.h>

#include <thread>

namespace oblio::sqlite {
namespace {

/// SQLite's own words never quote a value here: constraints and parsers name columns only.
Error error_of(sqlite3* database, int code, std::string_view doing) {
    ErrorCode kind = ErrorCode::io;
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        kind = ErrorCode::locked;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_SCHEMA:
        kind = ErrorCode::damaged;
        break;
    default:
        break;
    }
    return {kind,
            "archive.db: " + std::string{doing} + ": " + sqlite3_errstr(code) + " (" +
                std::to_string(database != nullptr ? sqlite3_extended_errcode(database) : code) +
                ")"};
}

} // namespace

void Statement::Finalise::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Statement& Statement::bind(int index, std::int64_t value) {
    failed_bind_ |= sqlite3_bind_int64(handle_.get(), index, value) != SQLITE_OK;
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    failed_bind_ |= sqlite3_bind_text64(handle_.get(), index, text.data(), text.size(),
                                        SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK;
    return *this;
}

Statement& Statement::bind(int index, std::span<const std::byte> blob) {
    static constexpr std::byte nothing{};
    failed_bind_ |= sqlite3_bind_blob64(handle_.get(), index, blob.empty() ? &nothing : blob.data(),
                                        blob.size(), SQLITE_TRANSIENT) != SQLITE_OK;
    return *this;
}

Statement& Statement::bind_null(int index) {
    failed_bind_ |= sqlite3_bind_null(handle_.get(), index) != SQLITE_OK;
    return *this;
}

Statement& Statement::bind(int index, std::optional<std::int64_t> value) {
    return value ? bind(index, *value) : bind_null(index);
}

Result<bool> Statement::step() {
    if (failed_bind_) {
        return error_of(database_, SQLITE_TOOBIG, "bind");
    }
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    Error failure = error_of(database_, code, "step");
    sqlite3_reset(handle_.get());
    return failure;
}

Result<void> Statement::run() {
    auto done = for_each_row(*this, [](const Statement&) {});
    reset();
    return done;
}

void Statement::reset() {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
    failed_bind_ = false;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

std::optional<std::int64_t> Statement::maybe_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
}

std::string_view Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
    if (bytes == nullptr) {
        return {};
    }
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::span<const std::byte> Statement::blob(int column) const {
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(handle_.get(), column));
    if (bytes == nullptr) {
        return {};
    }
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* database) const noexcept {
    sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::filesystem::path& path, bool create,
                                std::chrono::milliseconds wait) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
                      (create ? SQLITE_OPEN_CREATE : 0);
    // NOFOLLOW refuses links anywhere in the path, so the directory is resolved first.
    std::error_code ignored;
    const auto directory = std::filesystem::canonical(path.parent_path(), ignored);
    const auto file = directory.empty() ? path : directory / path.filename();
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    Database database{handle, path.string(), wait};
    if (code != SQLITE_OK) {
        return code == SQLITE_CANTOPEN
                   ? Error{ErrorCode::not_found, path.string() + ": cannot open"}
                   : error_of(handle, code, "open");
    }
    sqlite3_busy_timeout(handle, static_cast<int>(wait.count()));
    sqlite3_extended_result_codes(handle, 1);
    // No file of ours is ever a place for memory-mapped surprises or trusted schema tricks.
    for (const std::string_view pragma :
         {"PRAGMA trusted_schema=OFF", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
          "PRAGMA secure_delete=ON", "PRAGMA temp_store=MEMORY", "PRAGMA wal_autocheckpoint=20000",
          "PRAGMA cache_size=-16384", "PRAGMA foreign_keys=ON"}) {
        if (auto done = database.execute(pragma); !done) {
            return done.error();
        }
    }
    auto secure = database.integer("PRAGMA secure_delete");
    if (!secure) {
        return secure.error();
    }
    if (*secure != 1) {
        return Error{ErrorCode::not_allowed, "archive.db: this SQLite does not overwrite what it "
                                             "deletes (secure_delete stays off)"};
    }
    auto mode = database.prepare("PRAGMA journal_mode");
    if (!mode) {
        return mode.error();
    }
    auto row = mode->step();
    if (!row) {
        return row.error();
    }
    if (mode->text(0) != "wal") {
        return Error{ErrorCode::not_allowed, "archive.db: write-ahead logging is not available"};
    }
    return database;
}

Result<void> Database::execute(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) {
        return statement.error();
    }
    return statement->run();
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), 0,
                                        &statement, nullptr);
    if (code != SQLITE_OK) {
        return error_of(handle_.get(), code, sql.substr(0, 40));
    }
    return Statement{handle_.get(), statement};
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) {
        return statement.error();
    }
    auto row = statement->step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return Error{ErrorCode::damaged, "archive.db: no answer to " + std::string{sql}};
    }
    return statement->integer(0);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_.get());
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

Result<void> Database::empty_log() {
    const auto until = std::chrono::steady_clock::now() + wait_;
    for (;;) {
        int frames = 0;
        int moved = 0;
        const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr,
                                                   SQLITE_CHECKPOINT_TRUNCATE, &frames, &moved);
        if (code == SQLITE_OK && frames == 0 && moved == 0) {
            return {};
        }
        if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) {
            return error_of(handle_.get(), code, "checkpoint");
        }
        if (std::chrono::steady_clock::now() >= until) {
            return Error{ErrorCode::locked, "archive.db: somebody is reading, so what was deleted "
                                            "is still in the write-ahead log; run it again"};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
}

Result<void> Database::vacuum() {
    return execute("VACUUM");
}

Result<std::string> Database::integrity() {
    auto statement = prepare("PRAGMA integrity_check(1)");
    if (!statement) {
        return statement.error();
    }
    auto row = statement->step();
    if (!row) {
        return row.error();
    }
    return std::string{statement->text(0)};
}

Result<void> Database::copy_to(const std::filesystem::path& target) {
    auto statement = prepare("VACUUM INTO ?1");
    if (!statement) {
        return statement.error();
    }
    const std::string name = target.string();
    statement->bind(1, std::string_view{name});
    return statement->run();
}

std::string Database::version() {
    return sqlite3_libversion();
}

Result<Reading> Reading::begin(Database& database) {
    if (database.in_transaction()) {
        return Reading{nullptr};
    }
    if (auto begun = database.execute("BEGIN"); !begun) {
        return begun.error();
    }
    return Reading{&database};
}

Reading::~Reading() {
    if (database_ != nullptr) {
        [[maybe_unused]] const auto ended = database_->execute("COMMIT"); // nothing was written
    }
}

Result<Transaction> Transaction::begin(Database& database) {
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) {
        return begun.error();
    }
    return Transaction{&database};
}

Transaction::~Transaction() {
    if (database_ != nullptr) {
        // Nothing can be done when even this fails; the next opening rolls back.
        [[maybe_unused]] const auto undone = database_->execute("ROLLBACK");
    }
}

Result<void> Transaction::commit() {
    auto done = database_->execute("COMMIT");
    if (done) {
        database_ = nullptr;
    }
    return done;
}

} // namespace oblio::sqlite
