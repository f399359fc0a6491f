// cli/src/ordered_workers.hpp: work done by several threads, results taken in the order of the
// work.
//
//   submit  ->  [ 5 | 4 | 3 ]  ->  a worker each  ->  take() gives 1, 2, 3 … in order
//
// The caller reads, the workers scan, the caller writes: results do not depend on how many there
// are or on which is done first.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace oblio::cli {

/// Runs a function over jobs on `threads` threads; with one, in the caller's own.
/// Threads: the caller's calls one at a time.
template <class Job, class Done> class OrderedWorkers {
public:
    /// What a worker does; called with its number, from 0, in its own thread.
    using Work = std::function<Done(std::size_t worker, Job& job)>;

    /// Requires: threads >= 1.
    OrderedWorkers(std::size_t threads, Work work) : work_{std::move(work)} {
        for (std::size_t worker = 0; threads > 1 && worker < threads; ++worker) {
            threads_.emplace_back([this, worker] { serve(worker); });
        }
    }
    OrderedWorkers(const OrderedWorkers&) = delete;
    OrderedWorkers& operator=(const OrderedWorkers&) = delete;
    ~OrderedWorkers() {
        {
            const std::lock_guard lock{mutex_};
            closed_ = true;
        }
        wake_workers_.notify_all();
        for (std::thread& thread : threads_) {
            thread.join();
        }
    }

    void submit(Job job) {
        auto task = std::make_shared<Task>(std::move(job));
        waiting_.push_back(task);
        if (threads_.empty()) {
            run(*task, 0);
            return;
        }
        {
            const std::lock_guard lock{mutex_};
            todo_.push_back(std::move(task));
        }
        wake_workers_.notify_one();
    }

    /// More jobs are under way than keep every worker busy: take() before the next submit().
    [[nodiscard]] bool full() const noexcept {
        return waiting_.size() > (threads_.empty() ? 0 : 2 * threads_.size());
    }
    [[nodiscard]] bool empty() const noexcept { return waiting_.empty(); }

    /// The result of the job submitted first of those not taken. Requires: not empty().
    /// Throws what the work threw.
    Done take() {
        const auto task = std::move(waiting_.front());
        waiting_.pop_front();
        std::unique_lock lock{mutex_};
        wake_caller_.wait(lock, [&] { return task->finished; });
        if (task->failure) {
            std::rethrow_exception(task->failure);
        }
        return std::move(task->done);
    }

private:
    struct Task {
        explicit Task(Job given) : job{std::move(given)} {}
        Job job;
        Done done{};
        std::exception_ptr failure;
        bool finished = false; // guarded by mutex_, as is what stands above once it is set
    };

    void run(Task& task, std::size_t worker) {
        try {
            task.done = work_(worker, task.job);
        } catch (...) {
            task.failure = std::current_exception();
        }
        const std::lock_guard lock{mutex_};
        task.finished = true;
    }

    void serve(std::size_t worker) {
        while (true) {
            std::shared_ptr<Task> task;
            {
                std::unique_lock lock{mutex_};
                wake_workers_.wait(lock, [this] { return closed_ || !todo_.empty(); });
                if (closed_) {
                    return; // what nobody waits for is not done
                }
                task = std::move(todo_.front());
                todo_.pop_front();
            }
            run(*task, worker);
            wake_caller_.notify_one();
        }
    }

    Work work_;
    std::deque<std::shared_ptr<Task>> waiting_; // the caller's alone
    std::mutex mutex_;
    std::condition_variable wake_workers_;
    std::condition_variable wake_caller_;
    std::deque<std::shared_ptr<Task>> todo_; // guarded
    bool closed_ = false;                    // guarded
    std::vector<std::thread> threads_;
};

} // namespace oblio::cli
