// lib/src/subject/corpus.cpp
#include "subject/corpus.hpp"

#include "archive/store.hpp"

#include <algorithm>
#include <utility>

namespace oblio::subject {
namespace {

class ArchiveCorpus final : public Corpus {
public:
    ArchiveCorpus(const Archive& archive, sqlite::Reading reading)
        : archive_{archive}, reading_{std::move(reading)} {}
    Result<std::vector<RecordRow>> hits(IndexKind kind, const std::string& value,
                                        std::size_t at_most) override {
        return archive_.store().terms.records(archive_.blind_key(kind, value), at_most);
    }
    Result<std::vector<RecordRow>> thread_rows(const std::string& thread) override {
        return archive_.thread_records(archive_.blind_key(IndexKind::thread, thread));
    }

protected:
    Result<CorpusRecord> load(RecordRow row) override {
        auto stored = archive_.open_record(row);
        if (!stored) {
            return stored.error();
        }
        CorpusRecord opened;
        opened.row = row;
        opened.record = std::move(stored->record);
        opened.findings = std::move(stored->findings);
        return opened;
    }

private:
    const Archive& archive_;
    sqlite::Reading reading_;
};

class MemoryCorpus final : public Corpus {
public:
    MemoryCorpus(std::span<const Record> records,
                 std::span<const std::vector<FieldFinding>> findings, const TermExtractor& terms)
        : records_{records}, findings_{findings} {
        for (std::size_t i = 0; i < records.size(); ++i) {
            const auto row = RecordRow{static_cast<std::int64_t>(i)};
            for (const IndexTerm& term : terms(records[i], findings[i], nullptr)) {
                auto& places = hits_[{term.kind, term.value}];
                if (places.empty() || places.back() != row) {
                    places.push_back(row);
                }
            }
            threads_[thread_value(records[i])].push_back(row);
        }
        for (auto& [thread, rows] : threads_) {
            std::stable_sort(rows.begin(), rows.end(), [this](RecordRow a, RecordRow b) {
                return at(a).created < at(b).created;
            });
        }
    }
    Result<std::vector<RecordRow>> hits(IndexKind kind, const std::string& value,
                                        std::size_t at_most) override {
        const auto found = hits_.find({kind, value});
        if (found == hits_.end()) {
            return std::vector<RecordRow>{};
        }
        const std::span<const RecordRow> all{found->second};
        const auto first = all.first(std::min(at_most, all.size()));
        return std::vector<RecordRow>{first.begin(), first.end()};
    }
    Result<std::vector<RecordRow>> thread_rows(const std::string& thread) override {
        const auto found = threads_.find(thread);
        return found == threads_.end() ? std::vector<RecordRow>{} : found->second;
    }

protected:
    Result<CorpusRecord> load(RecordRow row) override {
        CorpusRecord opened;
        opened.row = row;
        opened.record = at(row);
        opened.findings = findings_[static_cast<std::size_t>(row)];
        return opened;
    }

private:
    const Record& at(RecordRow row) const { return records_[static_cast<std::size_t>(row)]; }

    std::span<const Record> records_;
    std::span<const std::vector<FieldFinding>> findings_;
    std::map<std::pair<IndexKind, std::string>, std::vector<RecordRow>> hits_;
    std::map<std::string, std::vector<RecordRow>> threads_;
};

} // namespace

Result<const CorpusRecord*> Corpus::get(RecordRow row) {
    auto& slot = opened_[row];
    if (slot == nullptr) {
        auto loaded = load(row);
        if (!loaded) {
            opened_.erase(row);
            return loaded.error();
        }
        slot = std::make_unique<CorpusRecord>(std::move(*loaded));
        slot->thread = thread_value(slot->record);
        slot->document = std::make_unique<detect::Document>(slot->text());
    }
    return static_cast<const CorpusRecord*>(slot.get());
}

Result<std::unique_ptr<Corpus>> archive_corpus(const Archive& archive) {
    auto reading = sqlite::Reading::begin(*archive.store().database);
    if (!reading) {
        return reading.error();
    }
    return std::unique_ptr<Corpus>{std::make_unique<ArchiveCorpus>(archive, std::move(*reading))};
}

std::unique_ptr<Corpus> memory_corpus(std::span<const Record> records,
                                      std::span<const std::vector<FieldFinding>> findings,
                                      const TermExtractor& terms) {
    return std::make_unique<MemoryCorpus>(records, findings, terms);
}

} // namespace oblio::subject
