// cli/src/output.hpp: findings as JSON Lines, text, CSV or SARIF.
#pragma once

#include "app.hpp"

#include "oblio/detect/finding.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace oblio::cli {

/// Appends `text` as a JSON string with its quotes. Requires: valid UTF-8.
void append_json_string(std::string& out, std::string_view text);

/// Appends one CSV field; a value that a spreadsheet would take for a formula is neutralised.
void append_csv_field(std::string& out, std::string_view value);

/// Why it was found, in the session's language, on one line.
[[nodiscard]] std::string reasons_text(const Session& session, const Finding& finding);

/// How findings are shown.
struct OutputOptions {
    bool show_values = false; ///< the matched text itself, not only its mask
    bool all_units = false;   ///< bytes and UTF-16 units beside the code points
};

/// The findings in one field of a record other than its text, such as an author's name.
struct SideFindings {
    std::string field;
    std::string_view text;
    std::vector<Finding> findings;
};

/// One scanned record, as it is printed.
struct ScannedText {
    std::string_view file; ///< as named on the command line; `-` for standard input
    std::string_view id;   ///< of the record
    std::string_view text;
    std::span<const Finding> findings;
    std::span<const SideFindings> side;
    std::optional<std::uint64_t> line; ///< of the record in its file, from 1
    /// One for each of `findings`: counts, but blocks nothing. Empty: none is a warning.
    std::span<const std::uint8_t> warnings = {};
};

/// What was scanned, for the summary of a format that has one.
struct ScanTally {
    std::uint64_t records = 0;
    std::uint64_t with_findings = 0;
    std::uint64_t findings = 0;
    ScanTally& operator+=(const ScanTally& other) noexcept;
};

/// Turns scanned records into the bytes of one output format: begin(), then blocks of records that
/// are not empty with separator() between them, then end().
/// Threads: immutable; several may write blocks of their own.
class FindingWriter {
public:
    virtual ~FindingWriter() = default;
    virtual void begin(std::string& out) const { static_cast<void>(out); }
    /// Adds a record to `block`, which holds nothing but earlier records.
    virtual void write(const ScannedText& scanned, std::string& block) const = 0;
    [[nodiscard]] virtual std::string_view separator() const { return {}; }
    virtual void end(const ScanTally& tally, std::string& out) const {
        static_cast<void>(tally);
        static_cast<void>(out);
    }
};

/// The writer of `jsonl`, `text`, `csv` or `sarif`; nothing for another name.
std::unique_ptr<FindingWriter> make_writer(std::string_view format, const Session& session,
                                           OutputOptions options);

} // namespace oblio::cli
