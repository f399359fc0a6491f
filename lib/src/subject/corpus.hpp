// lib/src/subject/corpus.hpp: the records a trace looks at, in an archive or in memory.
#pragma once

#include "detect/document.hpp"

#include "oblio/archive/archive.hpp"
#include "oblio/archive/index_terms.hpp"
#include "oblio/record/record.hpp"
#include "oblio/result.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace oblio::subject {

/// One record, opened, with what a trace asks of it again and again.
struct CorpusRecord {
    RecordRow row{};
    Record record;
    std::vector<FieldFinding> findings;
    std::string thread;                         ///< thread_value()
    std::unique_ptr<detect::Document> document; ///< of the text; never null, may be empty

    [[nodiscard]] std::string_view text() const noexcept {
        return record.text ? std::string_view{*record.text} : std::string_view{};
    }
};

/// Where records are found. Threads: one thread at a time.
class Corpus {
public:
    virtual ~Corpus() = default;
    /// The rows of a term, in order; the first `at_most`.
    virtual Result<std::vector<RecordRow>> hits(IndexKind kind, const std::string& value,
                                                std::size_t at_most) = 0;
    Result<std::vector<RecordRow>> hits(IndexKind kind, const std::string& value) {
        return hits(kind, value, static_cast<std::size_t>(-1));
    }
    /// The rows of a thread, in order of time.
    virtual Result<std::vector<RecordRow>> thread_rows(const std::string& thread) = 0;
    /// Opens a record once; the reference lives as long as the corpus.
    Result<const CorpusRecord*> get(RecordRow row);
    [[nodiscard]] bool is_open(RecordRow row) const { return opened_.contains(row); }

protected:
    virtual Result<CorpusRecord> load(RecordRow row) = 0;

private:
    std::map<RecordRow, std::unique_ptr<CorpusRecord>> opened_;
};

/// The records of an archive, all of one moment. Borrows it; nothing may be written to it while
/// the corpus lives. Errors: locked, io.
[[nodiscard]] Result<std::unique_ptr<Corpus>> archive_corpus(const Archive& archive);

/// Records in memory, indexed by the terms that `terms` gives. Borrows all.
[[nodiscard]] std::unique_ptr<Corpus>
memory_corpus(std::span<const Record> records, std::span<const std::vector<FieldFinding>> findings,
              const TermExtractor& terms);

} // namespace oblio::subject
