// lib/include/oblio/subject/trace.hpp: where an individual is in what is held, and how sure that
// is.
#pragma once

#include "oblio/archive/archive.hpp"
#include "oblio/detect/names.hpp"
#include "oblio/detect/patterns.hpp"
#include "oblio/record/record.hpp"
#include "oblio/result.hpp"
#include "oblio/subject/subject.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What a record has to do with the subject.
enum class MentionRole : std::uint8_t {
    authored,  ///< written by the subject: to be purged
    mentioned, ///< named or identified in what somebody else wrote: to be redacted
    addressed, ///< answers the subject and names nobody: listed, not touched
};

enum class MentionClass : std::uint8_t { certain, review, excluded };

/// A place in one string of a record. Bytes of that string.
struct MentionSpan {
    FieldRef field;
    ByteSpan where;
};

/// One record that concerns the subject, or was looked at and does not.
struct Mention {
    RecordRow row{};    ///< 0 where there is no archive
    std::string record; ///< Record::id
    std::string thread; ///< thread_value()
    MentionRole role = MentionRole::mentioned;
    MentionClass decision = MentionClass::review;
    std::vector<MentionSpan> spans; ///< by field, then place; may be empty for authored ones
    std::vector<std::string> why;   ///< what matched, and what spoke for or against
    double score = 0;               ///< how sure, in [0, 1]
};

/// The result of tracing one subject. Each list by time of the records, then by record id; a
/// record is in one list only.
struct Trace {
    std::vector<Mention> certain, review, excluded, addressed;
    /// Records with nothing but the first name, beyond those listed under review.
    std::uint64_t bare_first_names_left_out = 0;
    /// Records that begin a sentence or a quotation as the subject did, beyond those looked at.
    std::uint64_t copies_left_out = 0;
};

/// An answer that a person gave before: which records are, or are not, the subject's.
/// Wins over every rule.
struct ReviewAnswers {
    std::set<std::string> yes, no; ///< record ids
    /// Said to be a namesake's: settles what is open, not what is certain by its own evidence.
    std::set<std::string> namesakes = {};
};

/// Traces subjects in an archive or in a set of records. The rules of decision are those of the
/// project's documentation ("certain, review, excluded").
/// Threads: immutable; borrows nothing but what a call is given.
class Tracer {
public:
    /// With what these patterns know of names. Errors: not_found if that is nothing.
    static Result<Tracer> create(std::shared_ptr<const PatternSet> patterns);
    /// Loads them first. Errors: as PatternSet::load, too.
    static Result<Tracer> create(std::span<const std::filesystem::path> pattern_folders);
    ~Tracer();
    Tracer(Tracer&&) noexcept;
    Tracer& operator=(Tracer&&) noexcept;

    /// Asks the archive's index with every form of the subject's names and identifiers, opens
    /// what it answers and the threads around it.
    /// Errors: those of the archive. Time: the probes of the expansion (some hundred) and the
    /// records that answer them; not the size of the archive.
    [[nodiscard]] Result<Trace> trace(const Archive& archive, const Subject& subject,
                                      const ReviewAnswers& answers = {}) const;

    /// The same over records that are not in an archive: for filters. Findings are those of the
    /// records' strings, in the order of `records`.
    [[nodiscard]] Result<Trace> trace(std::span<const Record> records,
                                      std::span<const std::vector<FieldFinding>> findings,
                                      const Subject& subject,
                                      const ReviewAnswers& answers = {}) const;

    /// Where the strings of one record name the subject or give something of theirs, without
    /// asking whose the record is: what may be shown to them of what they wrote. By place.
    [[nodiscard]] std::vector<MentionSpan> own_places(const Record& record,
                                                      std::span<const FieldFinding> findings,
                                                      const Subject& subject) const;

    /// The terms an archive has to index so that trace() finds everything: for ImportOptions.
    /// The function shares what it needs and outlives this object.
    [[nodiscard]] TermExtractor term_extractor() const;

private:
    struct Knowledge;
    explicit Tracer(std::shared_ptr<const Knowledge> knowledge);
    std::shared_ptr<const Knowledge> knowledge_;
};

} // namespace oblio
