// cli/src/scanning.hpp: the scanner that several commands share: its options, and one record's
// scan.
#pragma once

#include "app.hpp"
#include "output.hpp"

#include "oblio/archive/index_terms.hpp"
#include "oblio/detect/scanner.hpp"
#include "oblio/detect/thread_names.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/record/record.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace oblio::cli {

/// The options of every command that looks for personal data.
struct ScanArguments {
    std::string types;
    std::optional<double> min_confidence;
    std::string policy;
    std::string engine;
    bool each_alone = false; ///< without what a record's thread has named before

    void add_to(CLI::App& command);
    /// For commands that read threads: `each_alone`.
    void add_threads_to(CLI::App& command);
    /// Errors: bad_argument names the unknown type, confidence or engine.
    [[nodiscard]] Result<ScannerOptions> options() const;
};

/// The policy in `file`. Errors: not_found, io, bad_policy with file, pointer and line.
Result<Policy> load_policy(const Session& session, const std::string& file);

/// The scanner that `arguments` ask for, with the policy's own contacts as institutional.
Result<Scanner> make_scanner(const Session& session, const ScanArguments& arguments);

/// What is known of a record beside its text. Borrows `record`.
[[nodiscard]] ScanContext context_of(const Record& record);

/// The full names that stand in names of accounts: those of authors come again and again.
/// Memory: some thousand entries. Threads: one thread at a time.
class AuthorNames {
public:
    /// Folded; empty if the author is the entity itself or the name is not one person's in full.
    /// Requires: always the same scanner.
    [[nodiscard]] const std::string& of(const Scanner& scanner, const Record& record);

private:
    std::unordered_map<std::string, std::string> known_;
};

/// The findings in the text of a record without what its thread has named; none without a text.
[[nodiscard]] std::vector<Finding> scan_text(const Scanner& scanner, const Record& record);

/// The same of many records, in less time: a few dozen wait and are scanned together. What was
/// added and is not closed yet is lost without finish(). Borrows `scanner`. Threads: one thread at
/// a time.
class RecordBatch {
public:
    /// Given each record with the findings in its text, in order. Inside, that text is the one that
    /// the scanner scanned last, until there is another.
    using Close = std::function<void(Record&, std::vector<Finding>)>;
    RecordBatch(const Scanner& scanner, Close close)
        : scanner_{scanner}, close_{std::move(close)} {}

    void add(Record&& record);
    /// Closes those that wait.
    void finish();

private:
    const Scanner& scanner_;
    Close close_;
    std::vector<Record> waiting_;
    std::size_t bytes_ = 0; // of the texts that wait
};

/// What scan_text() gives ThreadNames: an empty one if there is no thread.
/// Requires: the text of `record` is the one that `scanner` scanned last.
[[nodiscard]] ThreadTrace trace_of(const Scanner& scanner, const Record& record,
                                   AuthorNames& authors);

/// A record whose findings may change with what its thread has named before it, or that names
/// somebody for the records after it: its trace is not empty.
struct OpenRecord {
    Record record;
    ThreadTrace trace;
};

/// Scans records one after another with what their threads have named before. They come in the
/// order of the input, each once. Threads: one thread at a time.
class ThreadScanner {
public:
    /// Borrows `scanner`.
    explicit ThreadScanner(const Scanner& scanner) : scanner_{scanner} {}
    /// The findings in the text.
    [[nodiscard]] std::vector<Finding> scan(const Record& record);
    /// The same of a record that scan_text() was given, by any scanner; nothing where they stay as
    /// they are, which is nearly always.
    [[nodiscard]] std::optional<std::vector<Finding>> scan_again(const Record& record,
                                                                 const ThreadTrace& trace);

private:
    const Scanner& scanner_;
    AuthorNames authors_;
    ThreadNames threads_;
};

/// What was found in short side fields lately: the names and ids of authors come again and again.
/// Findings depend on the text and the names beside it, so these are the key; and some on the day.
/// Memory: some thousand entries. Threads: one thread at a time.
class SideMemo {
public:
    /// As scanner.scan(). Requires: always the same scanner; no names of a thread in `context`.
    [[nodiscard]] std::vector<Finding> scan(const Scanner& scanner, std::string_view text,
                                            const ScanContext& context);

private:
    struct Known {
        std::vector<Finding> findings;
        bool of_any_day;
        std::optional<Date> day;
    };
    std::unordered_map<std::string, Known> known_;
    std::string key_;
};

/// The findings in every field but the text. Borrows `record`.
[[nodiscard]] std::vector<SideFindings> scan_side_fields(const Scanner& scanner,
                                                         const Record& record, SideMemo& memo);

/// `of_text` and everything found in the other strings of a record, with the string each stands in.
[[nodiscard]] std::vector<FieldFinding> field_findings(const Record& record,
                                                       std::vector<Finding> of_text,
                                                       const Scanner& scanner, SideMemo& memo);

} // namespace oblio::cli
