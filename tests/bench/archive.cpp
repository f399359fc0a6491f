// tests/bench/archive.cpp: what tracing, purging and proving cost in a given archive.
//   oblio_archive_bench trace ARCHIVE PATTERNS SUBJECTS     each subject three times
//   oblio_archive_bench purge ARCHIVE PATTERNS SUBJECTS     erases them one by one, without proof
//   oblio_archive_bench prove ARCHIVE PATTERNS SUBJECTS     erases the first with its proof
// SUBJECTS holds subject files, one a line. The answer is one line of JSON; times are wall time in
// milliseconds (of a purge, `processor` is that of the process). The archive is opened with its own
// master.key.
#include "oblio/archive/archive.hpp"
#include "oblio/erasure/execute.hpp"
#include "oblio/erasure/subject_plan.hpp"
#include "oblio/erasure/verify.hpp"
#include "oblio/policy/policy.hpp"
#include "oblio/subject/trace.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>

using namespace oblio;

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double share(std::vector<double> times, double part) {
    std::sort(times.begin(), times.end());
    const auto at = static_cast<std::size_t>(part * static_cast<double>(times.size()));
    return times.at(std::min(at, times.size() - 1));
}

/// A benchmark has nobody to tell but its reader.
template <class T> T must(Result<T> result) {
    if (!result) {
        std::cerr << "archive: " << result.error().detail << '\n';
        std::exit(2);
    }
    return std::move(*result);
}

struct Bench {
    Archive archive;
    Tracer tracer;
    std::vector<Subject> subjects;
};

Json trace_all(Bench& bench) {
    std::vector<double> times;
    std::size_t certain = 0;
    for (int pass = 0; pass < 3; ++pass) {
        certain = 0;
        for (const Subject& subject : bench.subjects) {
            const auto start = Clock::now();
            const Trace trace = must(bench.tracer.trace(bench.archive, subject));
            times.push_back(milliseconds_since(start));
            certain += trace.certain.size();
        }
    }
    return {{"subjects", bench.subjects.size()},
            {"certain", certain},
            {"p50", share(times, 0.5)},
            {"p95", share(times, 0.95)}};
}

/// The approved plan of one subject; the trace counts as certain what it calls so.
Plan approved(Bench& bench, const Subject& subject) {
    const Trace trace = must(bench.tracer.trace(bench.archive, subject));
    PlanInput input = must(plan_for_subject(bench.archive, subject, trace, "G17A"));
    input.id = "bench " + subject.name;
    input.author = "privacy";
    input.suppression_days = 30;
    Plan plan = must(make_plan(bench.archive, input));
    must(approve_plan(bench.archive, plan.hash, "manager", "approver", default_policy()));
    return plan;
}

Json purge_all(Bench& bench) {
    std::vector<double> times;
    std::vector<double> processor;
    std::uint64_t records = 0;
    for (const Subject& subject : bench.subjects) {
        const Plan plan = approved(bench, subject);
        ExecuteOptions options;
        options.proof = options.scan = false;
        options.caps.share = 1;
        const std::clock_t start = std::clock();
        const Receipt receipt = must(execute_plan(bench.archive, plan.hash, options));
        processor.push_back(1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        times.push_back(static_cast<double>(receipt.purge_time.count()) / 1000);
        records += receipt.purged + receipt.redacted;
    }
    return {{"subjects", bench.subjects.size()},
            {"records", records},
            {"p50", share(times, 0.5)},
            {"slowest", share(times, 1)},
            {"processor", share(processor, 0.5)}};
}

Json prove_one(Bench& bench) {
    const Plan plan = approved(bench, bench.subjects.front());
    ExecuteOptions options;
    options.caps.share = 1;
    const Receipt receipt = must(execute_plan(bench.archive, plan.hash, options));
    const auto start = Clock::now();
    CaseFacts facts;
    facts.number = "2026-1";
    const Verification found = must(verify_plan(bench.archive, plan.hash, facts));
    const double verified = milliseconds_since(start);
    const double purge = static_cast<double>(receipt.purge_time.count()) / 1000;
    const double measured = static_cast<double>(receipt.total_time.count()) / 1000 - purge;
    return {{"holds", found.holds},
            {"bytes", found.bytes},
            {"purge", purge},
            {"measured_before", measured},
            {"verified_after", verified}};
}

} // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::cerr << "oblio_archive_bench trace|purge|prove ARCHIVE PATTERNS SUBJECTS\n";
        return 2;
    }
    const std::string what = arguments[1];
    const std::filesystem::path home = arguments[2];
    const std::vector<std::filesystem::path> patterns{arguments[3]};
    SystemEnvironment system;
    Archive archive =
        must(Archive::open(home, {home / "master.key", {}}, system.environment(), {}));
    Bench bench{std::move(archive), must(Tracer::create(patterns)), {}};
    std::ifstream in{arguments[4]};
    for (std::string line; std::getline(in, line);) {
        bench.subjects.push_back(must(parse_subject(line)));
    }
    if (bench.subjects.empty()) {
        std::cerr << "no subjects\n";
        return 2;
    }
    std::cout << (what == "trace"   ? trace_all(bench)
                  : what == "purge" ? purge_all(bench)
                                    : prove_one(bench))
              << '\n';
    return 0;
}
