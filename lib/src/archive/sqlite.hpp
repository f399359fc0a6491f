// lib/src/archive/sqlite.hpp: the part of SQLite that the archive uses, with every answer read.
#pragma once

#include "oblio/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace oblio::sqlite {

/// A prepared statement. Finalised with the object. Threads: one thread at a time.
class Statement {
public:
    Statement() = default;
    Statement(sqlite3* database, sqlite3_stmt* statement)
        : database_{database}, handle_{statement} {}

    /// Binds parameter `index` (from 1). Text and blobs are copied.
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, std::span<const std::byte> blob);
    Statement& bind_null(int index);
    Statement& bind(int index, std::optional<std::int64_t> value);

    /// True while there is a row. Errors: io, locked, damaged.
    Result<bool> step();
    /// Runs to the end and makes the statement ready to be bound again.
    Result<void> run();
    /// Ready to be bound again.
    void reset();

    /// Columns of the present row, from 0. Views live until the next step() or reset().
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::span<const std::byte> blob(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    struct Finalise {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    sqlite3* database_ = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalise> handle_;
    bool failed_bind_ = false;
};

/// Resets a statement at the end of a scope, so that no read transaction stays open.
class Using {
public:
    explicit Using(Statement& statement) : statement_{statement} {}
    ~Using() { statement_.reset(); }
    Using(const Using&) = delete;
    Using& operator=(const Using&) = delete;

private:
    Statement& statement_;
};

/// Steps through the rows that are left and calls `visit` with the statement at each: it gives
/// nothing, or a bool or Result<bool>, where false ends the walk. Errors: of step() and of `visit`.
template <class Visit> Result<void> for_each_row(Statement& statement, Visit visit) {
    for (;;) {
        auto more = statement.step();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            return {};
        }
        const Statement& row = statement;
        if constexpr (std::is_void_v<std::invoke_result_t<Visit&, const Statement&>>) {
            visit(row);
        } else {
            const Result<bool> go_on = visit(row);
            if (!go_on) {
                return go_on.error();
            }
            if (!*go_on) {
                return {};
            }
        }
    }
}

/// What `read` makes of the first row; nothing if there is none. The statement is then reset.
template <class Read>
auto one_row(Statement& statement, Read read)
    -> Result<std::optional<std::invoke_result_t<Read&, const Statement&>>> {
    std::optional<std::invoke_result_t<Read&, const Statement&>> found;
    const Using scope{statement};
    auto there = statement.step();
    if (!there) {
        return there.error();
    }
    if (*there) {
        found.emplace(read(statement));
    }
    return found;
}

/// An open database file. Threads: one thread at a time.
class Database {
public:
    /// Opens with WAL, synchronous FULL, temporary data in memory and secure_delete read back.
    /// Errors: not_found, locked, damaged, io; the detail names the file.
    static Result<Database> open(const std::filesystem::path& path, bool create,
                                 std::chrono::milliseconds wait);
    Database(Database&&) noexcept = default;
    Database& operator=(Database&&) noexcept = default;

    Result<void> execute(std::string_view sql);
    Result<Statement> prepare(std::string_view sql);
    /// Every row that `sql` gives, as for_each_row().
    template <class Visit> Result<void> for_each(std::string_view sql, Visit visit) {
        auto query = prepare(sql);
        if (!query) {
            return query.error();
        }
        return for_each_row(*query, std::move(visit));
    }
    /// The single integer that `sql` gives. Errors: damaged if it gives none.
    Result<std::int64_t> integer(std::string_view sql);
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] bool in_transaction() const;

    /// Moves the log into the file and cuts it to 0 bytes, waiting for readers as long as the
    /// database was opened to wait. Errors: locked if a reader stayed; call again.
    Result<void> empty_log();
    /// Rewrites the whole file. Requires: no transaction is open.
    Result<void> vacuum();
    /// `ok`, or the first problem.
    Result<std::string> integrity();
    /// A compact copy of the committed content; `target` must not exist.
    Result<void> copy_to(const std::filesystem::path& target);

    /// Such as `3.40.1`.
    [[nodiscard]] static std::string version();

private:
    struct Close {
        void operator()(sqlite3* database) const noexcept;
    };
    explicit Database(sqlite3* handle, std::string name, std::chrono::milliseconds wait)
        : handle_{handle}, name_{std::move(name)}, wait_{wait} {}
    std::unique_ptr<sqlite3, Close> handle_;
    std::string name_;
    std::chrono::milliseconds wait_{};
};

/// One read transaction: what is read while it lives is of one moment, and the file is locked once
/// and not for each question. Part of an open transaction, if there is one. It holds up
/// empty_log(), so it is for work of a second at most.
class Reading {
public:
    /// Errors: locked, io.
    static Result<Reading> begin(Database& database);
    Reading(Reading&& other) noexcept : database_{std::exchange(other.database_, nullptr)} {}
    Reading& operator=(Reading&&) = delete;
    ~Reading();

private:
    explicit Reading(Database* database) : database_{database} {}
    Database* database_; ///< nullptr: nothing to end
};

/// One write transaction; rolled back in the destructor unless committed.
class Transaction {
public:
    /// BEGIN IMMEDIATE. Errors: locked, io.
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept
        : database_{std::exchange(other.database_, nullptr)} {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(Database* database) : database_{database} {}
    Database* database_;
};

} // namespace oblio::sqlite
