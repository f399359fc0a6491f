// lib/include/oblio/report/audit.hpp: the DPO's report: every figure once, as page, JSON and CSV.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"
#include "oblio/subject/trace.hpp"
#include "oblio/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace oblio {

/// A number, or words.
using AuditCell = std::variant<std::int64_t, LocalText>;

enum class AuditChart { none, bars };

/// One table of the report. The first column of a row is words and names the row. With bars the
/// numbers of a row are drawn as one bar in parts.
struct AuditTable {
    std::string id; ///< such as `holdings`; the name of its CSV file and its key in JSON
    LocalText title;
    LocalText note;                 ///< what is counted; may be empty
    std::vector<LocalText> columns; ///< of every row
    std::vector<std::string> keys;  ///< of every column, for JSON and CSV
    std::vector<std::vector<AuditCell>> rows;
    AuditChart chart = AuditChart::none;
};

/// One of the figures on top, and what it was at the last audit.
struct AuditFigure {
    std::string id;
    LocalText label;
    std::int64_t value = 0;
    std::optional<std::int64_t> before;
};

enum class Urgency { now, soon, know };

/// Something to do, the most urgent first.
struct AuditAction {
    Urgency urgency = Urgency::know;
    LocalText what;
    LocalText why;
    std::string command; ///< how the program helps; may be empty
};

/// The whole report. Holds counts, dates, codes and the words of holds; no text, name, handle or
/// id of a record. Threads: a plain value.
struct Audit {
    std::string entity;
    Date from{}, to{};          ///< the period, inclusive
    std::optional<Date> before; ///< day of the last audit
    std::vector<AuditAction> actions;
    std::vector<AuditFigure> figures;
    std::vector<AuditTable> tables;
};

struct AuditOptions {
    Date from{};                    ///< first day of the period
    Date to{};                      ///< last day, and the day on which every clock is read
    const Tracer* tracer = nullptr; ///< see private_threads(); borrowed for the call
};

/// Reads the whole archive and makes the report. Opens every record three times and more (findings,
/// minors), and one of each conversation. Changes nothing. Errors: io, damaged.
[[nodiscard]] Result<Audit> take_audit(const Archive& archive, const Policy& policy,
                                       const AuditOptions& options);

/// Remembers the figures, so that the next audit says what has changed. Errors: io, not_allowed.
Result<void> remember_audit(Archive& archive, const Audit& audit);

/// One self-contained page: no script, nothing to load; prints on A4.
[[nodiscard]] std::string audit_page(const Audit& audit, Language language);
/// Every figure, on one line.
[[nodiscard]] std::string audit_json(const Audit& audit);
/// Every table as CSV (RFC 4180, UTF-8), by file name.
[[nodiscard]] std::map<std::string, std::string> audit_csv(const Audit& audit, Language language);

} // namespace oblio
