// tests/bench/corpus.hpp: the posts that each stage is measured on.
#pragma once

#include "detect/document.hpp"

#include "oblio/detect/patterns.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::bench {

struct Corpus {
    std::filesystem::path folder; // of the patterns
    std::vector<std::string> lines;
    std::string letters;                 // of all texts, one after another as in a block of a scan
    std::vector<std::string_view> texts; // of `letters`
    std::size_t bytes = 0;
    std::shared_ptr<const PatternSet> patterns;
    std::vector<std::string> phrases; // of the lexicons, for those who have no automaton
};

/// Processor time of this thread, in seconds.
inline double seconds_now() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Runs `stage` over the documents of all posts, `at_once` at a time, which are made just before
/// and not timed: in a scan, too, a stage is given what has been made this moment and lies near.
/// (All documents at once are 30 MB, and each stage waits for memory.)
template <class Stage>
void each_document(benchmark::State& state, const Corpus& corpus, const Stage& stage) {
    constexpr std::size_t at_once = 32;
    std::vector<detect::Document> documents(at_once);
    for (auto _ : state) {
        double seconds = 0;
        for (std::size_t from = 0; from < corpus.texts.size(); from += at_once) {
            const std::size_t count = std::min(at_once, corpus.texts.size() - from);
            for (std::size_t at = 0; at < count; ++at) {
                documents[at].read(corpus.texts[from + at]);
            }
            const double begin = seconds_now();
            for (std::size_t at = 0; at < count; ++at) {
                stage(documents[at]);
            }
            seconds += seconds_now() - begin;
        }
        state.SetIterationTime(seconds);
    }
}

inline void set_bytes(benchmark::State& state, const Corpus& corpus) {
    state.SetBytesProcessed(static_cast<std::int64_t>(corpus.bytes) * state.iterations());
}

} // namespace oblio::bench
