// lib/src/erasure/execution.hpp: one execution of a plan, from the checks to the end of the
// transaction.
#pragma once

#include "archive/store.hpp"
#include "erasure/change.hpp"
#include "erasure/execution_job.hpp"
#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/hold.hpp"
#include "oblio/erasure/plan.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// How long a step took, for the receipt alone: nothing is decided by it.
class Stopwatch {
public:
    [[nodiscard]] std::chrono::microseconds elapsed() const {
        return std::chrono::duration_cast<std::chrono::microseconds>(Ticks::now() - start_);
    }

private:
    using Ticks = std::chrono::steady_clock;
    Ticks::time_point start_ = Ticks::now();
};

/// One item made ready before the transaction.
struct PreparedItem {
    const PlanItem* item = nullptr;
    OpenedRecord opened;
    std::string record_id;
    std::optional<RedactedBody> body;
    Slot new_slot = 0;
    std::array<std::byte, 32> new_key{};
};

/// One execution. Threads: one thread at a time.
class Execution {
public:
    /// The three live as long as this.
    Execution(Archive& archive, const Plan& plan, const ExecuteOptions& options)
        : archive_{archive}, store_{archive.store()}, plan_{plan}, options_{options} {}

    /// All steps. Errors: as execute_plan().
    Result<Receipt> run();

private:
    // execution_ready.cpp: may this plan be executed, and what is written before the transaction.
    Result<void> check();
    Result<void> check_approval();
    /// What one round of checks knows of the archive as it is now.
    struct Checked {
        HoldSet holds;
        std::optional<std::set<RecordRow>> hidden; ///< by this case; found when first asked for
        std::uint64_t changed = 0;                 ///< records that are not as the plan saw them
    };
    Result<void> check_item(const PlanItem& item, Checked& checked);
    Result<std::set<RecordRow>> hidden_by_this_case();
    Result<void> prepare();
    void prepare_erasure(PreparedItem& prepared, std::vector<std::array<std::byte, 32>>& keys);
    Result<void> intend();
    void will_suppress(const BlindKey& tag, SuppressionAction action);

    // execution_commit.cpp: the transaction.
    Result<void> commit();
    Result<void> change(const PreparedItem& prepared, std::int64_t generation);
    Result<void> purge(const PreparedItem& prepared, std::int64_t generation);
    Result<void> point_answers_at(const PreparedItem& prepared);
    Result<void> redact(const PreparedItem& prepared, std::int64_t generation);
    Result<void> set_state(const PreparedItem& prepared, std::int64_t generation);
    static std::vector<BlindKey> doomed_keys(const PreparedItem& prepared);
    Result<void> forget_terms();
    Result<void> close_empty_threads();
    Result<void> close_thread(const BlindKey& thread, const std::vector<RecordRow>& members);
    Result<void> suppress();
    Result<void> collect_erased();
    Result<void> keep_job();
    void tell(std::string_view what, std::uint64_t done, std::uint64_t total) const {
        if (options_.progress) {
            options_.progress(what, done, total);
        }
    }

    Archive& archive_;
    Archive::Store& store_;
    const Plan& plan_;
    const ExecuteOptions& options_;
    std::vector<PreparedItem> items_; ///< of the plan, without what is kept
    std::vector<Slot> doomed_purge_, doomed_redact_;
    std::vector<SuppressionEntry> suppression_;
    std::set<TermRow> touched_;          ///< index rows taken out
    std::set<TermRow> added_;            ///< and put in
    std::set<BlindKey> touched_threads_; ///< of purged records
    ExecutionJob job_;
};

/// Nothing of the record's content is left to erase.
[[nodiscard]] inline bool is_tombstone(RecordState state) noexcept {
    return state == RecordState::purged || state == RecordState::lost;
}

} // namespace oblio
