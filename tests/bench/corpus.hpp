// tests/bench/corpus.hpp: the posts that each stage is measured on.
#pragma once

#include "detect/document.hpp"

#include "oblio/detect/patterns.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace oblio::bench {

struct Corpus {
    std::filesystem::path folder; // of the patterns
    std::vector<std::string> lines, texts;
    std::vector<std::unique_ptr<const detect::Document>> documents;
    std::size_t bytes = 0;
    std::shared_ptr<const PatternSet> patterns;
    std::vector<std::string> phrases; // of the lexicons, for those who have no automaton
};

inline void set_bytes(benchmark::State& state, const Corpus& corpus) {
    state.SetBytesProcessed(static_cast<std::int64_t>(corpus.bytes) * state.iterations());
}

} // namespace oblio::bench
