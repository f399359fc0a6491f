// lib/src/erasure/execute.cpp: the one guarded way; the order of writes is in the header, each part
// of it in execution_ready.cpp, execution_commit.cpp and execution_finish.cpp.
#include "oblio/erasure/execute.hpp"

#include "erasure/execution.hpp"
#include "erasure/proof.hpp"

namespace oblio {

Result<Receipt> Execution::run() {
    const Stopwatch whole;
    if (auto fit = check(); !fit) {
        return fit.error();
    }
    if (options_.proof) {
        if (auto measured = measure_before(archive_, plan_, options_.progress); !measured) {
            return measured.error();
        }
    }
    const Stopwatch purging;
    for (const auto step : {&Execution::prepare, &Execution::intend, &Execution::commit}) {
        if (auto done = (this->*step)(); !done) {
            return done.error();
        }
    }
    job_.receipt.purge_time = purging.elapsed();
    auto receipt = finish_execution(archive_, job_, options_);
    if (receipt) {
        receipt->total_time = whole.elapsed();
    }
    return receipt;
}

Result<bool> is_interrupted(const Archive& archive) {
    auto job = archive.store().meta("job");
    if (!job) {
        return job.error();
    }
    return job->has_value();
}

Result<Receipt> resume(Archive& archive, const ExecuteOptions& options) {
    if (auto may = archive.store().require_writable(); !may) {
        return may.error();
    }
    auto job = load_job(archive);
    if (!job) {
        return job.error();
    }
    if (!*job) {
        Receipt nothing;
        nothing.status = ExecuteStatus::nothing_to_erase;
        if (auto done = abandon_open_intents(archive); !done) {
            return done.error();
        }
        return nothing;
    }
    auto receipt = finish_execution(archive, std::move(**job), options);
    if (receipt) {
        receipt->status = ExecuteStatus::resumed;
    }
    return receipt;
}

Result<Receipt> execute_plan(Archive& archive, std::string_view hash,
                             const ExecuteOptions& options) {
    auto before = resume(archive, options);
    if (!before) {
        return before;
    }
    if (before->status == ExecuteStatus::resumed && before->plan == hash) {
        return before;
    }
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    auto earlier = earlier_execution(archive, hash);
    if (!earlier) {
        return earlier.error();
    }
    if (*earlier) {
        (*earlier)->status = ExecuteStatus::already_done;
        return **earlier;
    }
    if (plan->items.size() == plan->count(Action::keep)) {
        auto approval = approval_of(archive, hash);
        if (!approval) {
            return approval.error();
        }
        if (!*approval) {
            return Error{ErrorCode::not_executed, "the plan is not approved"};
        }
        Receipt nothing;
        nothing.status = ExecuteStatus::nothing_to_erase;
        nothing.plan = hash;
        nothing.kept = plan->count(Action::keep);
        return nothing;
    }
    return Execution{archive, *plan, options}.run();
}

} // namespace oblio
