// tests/erasure/crash_world.hpp: an archive with an approved plan, executed again and again on
// copies while something goes wrong.
#pragma once

#include "erasure/erasure_world.hpp"
#include "support/faults.hpp"

#include <csignal>
#include <map>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

namespace oblio::test {

/// The steps of this process; SQLite goes through them from the first use on.
inline Steps& process_steps() {
    static Steps steps;
    [[maybe_unused]] static const bool once = [] {
        faulty_sqlite(steps);
        return true;
    }();
    return steps;
}

class CrashWorld {
public:
    explicit CrashWorld(const std::vector<Record>& records) : steps_{process_steps()} {
        steps_.arm(Fault::none, 0);
        {
            auto archive = must(Archive::create(home(), {}, "{}", system_.environment()));
            import_all(archive, records);
            plan_ = approved_plan(archive);
            expected_ = contents(archive);
        }
        for (const char* gone : {"facebook:1", "facebook:2"}) {
            expected_.erase(gone);
        }
        expected_["facebook:3"] = "ha ragione [omissis], è così! Anche Dora Prova lo dice";
        expected_["facebook:4"] = "il numero è [omissis] mi pare";
        std::filesystem::copy(home(), template_folder(), std::filesystem::copy_options::recursive);
    }

    [[nodiscard]] std::filesystem::path home() const {
        return std::filesystem::canonical(dir_.path()) / "A";
    }

    Result<Archive> open() { return Archive::open(home(), {}, faulty(), {}); }

    /// How many steps a whole execution takes.
    std::uint64_t count_steps() {
        fresh_copy();
        auto archive = must(open());
        steps_.arm(Fault::none, 0);
        REQUIRE(must(execute_plan(archive, plan_.hash)).status == ExecuteStatus::executed);
        const std::uint64_t all = steps_.done();
        const Verification proof = must(verify_plan(archive, plan_.hash, facts()));
        REQUIRE(proof.holds);
        REQUIRE(contents(archive) == expected_);
        return all;
    }

    /// Executes in another process that ends at step `at`; true if it ended there.
    bool run_ended_at(Fault fault, std::uint64_t at) {
        fresh_copy();
        return in_process([&] {
            auto archive = open();
            steps_.arm(fault, at);
            return archive && execute_plan(*archive, plan_.hash);
        });
    }

    /// Goes on with what is there in another process that ends at step `at`, if it gets so far.
    void resume_ended_at(Fault fault, std::uint64_t at) {
        in_process([&] {
            auto archive = open();
            steps_.arm(fault, at);
            return archive && execute_plan(*archive, plan_.hash);
        });
    }

    /// Executes here while step `at` fails. A failure that mattered is reported.
    void run_failing_at(Fault fault, std::uint64_t at) {
        fresh_copy();
        auto archive = must(open());
        steps_.arm(fault, at);
        const auto done = execute_plan(archive, plan_.hash);
        steps_.arm(Fault::none, 0);
        if (!done) {
            CHECK((done.error().code == ErrorCode::io || done.error().code == ErrorCode::locked));
        }
    }

    /// Executes once and keeps every change to a file; gives how many there were.
    std::size_t record_run() {
        fresh_copy();
        auto archive = must(open());
        journal_.clear();
        steps_.record_to(&journal_);
        must(execute_plan(archive, plan_.hash));
        steps_.record_to(nullptr);
        return journal_.size();
    }

    /// Imports once and keeps every change; the last one is of the commit that was acknowledged.
    std::size_t record_import(const std::vector<Record>& records) {
        fresh_copy();
        auto archive = must(open());
        journal_.clear();
        steps_.record_to(&journal_);
        import_all(archive, records);
        steps_.record_to(nullptr);
        return journal_.size();
    }

    [[nodiscard]] std::size_t changes() const noexcept { return journal_.size(); }

    /// The folder is as the power left it after the first `count` changes of what was recorded.
    void lose_power(std::size_t count, Unsynced unsynced) {
        after_power_loss(template_folder(), home(), journal_, count, unsynced, chance_, home());
    }

    /// The drive said that it had synced files of this name, and had not.
    void forget_syncs_of(const std::string& name) {
        std::erase_if(journal_, [&](const Change& change) {
            return change.kind == ChangeKind::sync && change.path.filename() == name;
        });
    }

    bool import_ended_at(std::uint64_t at, const std::vector<Record>& records) {
        fresh_copy();
        return in_process([&] {
            auto archive = open();
            steps_.arm(Fault::kill, at);
            auto importer = archive ? Importer::begin(*archive) : Result<Importer>{archive.error()};
            for (const Record& record : records) {
                if (!importer || !importer->add(record, {})) {
                    return false;
                }
            }
            return importer->commit().has_value();
        });
    }

    /// Executes to the end, then: nothing left, nobody else changed, database and ledger whole.
    void check_after_resuming() {
        auto archive = must(open());
        must(execute_plan(archive, plan_.hash));
        CHECK(must(execute_plan(archive, plan_.hash)).status == ExecuteStatus::already_done);
        CHECK(contents(archive) == expected_);
        const Verification proof = must(verify_plan(archive, plan_.hash, facts()));
        for (const ProofCheck& check : proof.checks) {
            INFO(check.name << ": " << check.figure);
            CHECK(check.holds);
        }
        CHECK(proof.holds);
    }

private:
    [[nodiscard]] std::filesystem::path template_folder() const {
        return std::filesystem::canonical(dir_.path()) / "T";
    }
    Environment faulty() { return {environment_.clock, environment_.random, files_}; }
    void fresh_copy() {
        steps_.arm(Fault::none, 0);
        std::filesystem::remove_all(home());
        std::filesystem::copy(template_folder(), home(), std::filesystem::copy_options::recursive);
    }
    static std::map<std::string, std::string> contents(const Archive& archive) {
        std::map<std::string, std::string> texts;
        auto read = archive.for_each_record([&](const StoredRecord& stored) {
            texts[stored.record.id] = stored.record.text.value_or("");
            return true;
        });
        REQUIRE(read.has_value());
        return texts;
    }
    /// True if the child was ended by a fault; false if it came to its end.
    template <class Run> bool in_process(Run run) {
        const pid_t child = ::fork();
        if (child == 0) {
            const bool done = run();
            ::_exit(done ? 0 : 3);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFSIGNALED(status)) {
            REQUIRE(WTERMSIG(status) == SIGKILL);
            return true;
        }
        REQUIRE(WEXITSTATUS(status) == 0);
        return false;
    }

    TempDir dir_{TempPlace::memory};
    TestEnvironment system_;
    Steps& steps_;
    Environment environment_ = system_.environment();
    FaultyFiles files_{environment_.files, steps_};
    std::vector<Change> journal_;
    std::mt19937 chance_{20261122};
    Plan plan_;
    std::map<std::string, std::string> expected_;
};

} // namespace oblio::test
