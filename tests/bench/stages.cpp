// tests/bench/stages.cpp: each stage of a scan over the posts of a corpus, beside its rival.
// Usage: oblio_bench CORPUS.jsonl PATTERNS [Google Benchmark options]. Rates are bytes of text.
#include "corpus.hpp"
#include "rivals.hpp"

#include "detect/pattern_data.hpp"
#include "detect/stages.hpp"

#include "oblio/detect/scanner.hpp"
#include "oblio/text/fold.hpp"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace oblio;
using bench::Corpus;
using bench::set_bytes;

void fold_ours(benchmark::State& state, const Corpus& corpus) {
    FoldedText folded;
    for (auto _ : state) {
        for (const std::string_view text : corpus.texts) {
            fold_into(folded, text);
            benchmark::DoNotOptimize(folded.text().data());
        }
    }
    set_bytes(state, corpus);
}

void documents_ours(benchmark::State& state, const Corpus& corpus) {
    detect::Document document;
    for (auto _ : state) {
        for (const std::string_view text : corpus.texts) {
            document.read(text);
            benchmark::DoNotOptimize(document.tokens().size());
        }
    }
    set_bytes(state, corpus);
}

/// One stage alone, on documents made before.
template <class Stage> void stage(benchmark::State& state, const Corpus& corpus, const Stage& run) {
    bench::each_document(state, corpus, [&](const detect::Document& document) {
        detect::Candidates candidates;
        run(document, candidates);
        benchmark::DoNotOptimize(candidates.found.size());
    });
    set_bytes(state, corpus);
}

void lexicon_ours(benchmark::State& state, const Corpus& corpus) {
    std::vector<detect::LexiconHit> hits;
    std::vector<std::byte> bytes(std::size_t{64}
                                 << 10U); // used again for each text, as a scan does
    std::pmr::monotonic_buffer_resource memory{bytes.data(), bytes.size()};
    std::size_t all = 0;
    bench::each_document(state, corpus, [&](const detect::Document& document) {
        hits.clear();
        corpus.patterns->data().lexicons.find(document, hits, Engine::fast, &memory);
        memory.release();
        all += hits.size();
    });
    state.counters["hits"] = static_cast<double>(all) / static_cast<double>(state.iterations());
    set_bytes(state, corpus);
}

// As `scan` does: the texts of a block together.
void scan_ours(benchmark::State& state, const Corpus& corpus) {
    const Scanner scanner = Scanner::create(corpus.patterns).value();
    std::vector<ScanText> texts;
    for (const std::string_view text : corpus.texts) {
        texts.push_back({text, {}});
    }
    for (auto _ : state) {
        scanner.scan_each(texts, [](std::size_t, const std::vector<Finding>& findings) {
            benchmark::DoNotOptimize(findings.size());
        });
    }
    set_bytes(state, corpus);
}

void read(Corpus& corpus, const char* file, const char* patterns) {
    corpus.folder = patterns;
    corpus.phrases = bench::plain_phrases(patterns);
    std::ifstream in{file};
    std::vector<std::size_t> ends;
    for (std::string line; std::getline(in, line);) {
        corpus.letters += nlohmann::json::parse(line).at("text").get<std::string>();
        ends.push_back(corpus.letters.size());
        corpus.lines.push_back(line);
    }
    corpus.bytes = corpus.letters.size();
    for (std::size_t begin = 0; const std::size_t end : ends) {
        corpus.texts.push_back(std::string_view{corpus.letters}.substr(begin, end - begin));
        begin = end;
    }
    const std::vector<std::filesystem::path> folders{patterns};
    corpus.patterns = PatternSet::load(folders).value();
}

benchmark::internal::Benchmark* add(const char* name, const Corpus& corpus,
                                    void (*function)(benchmark::State&, const Corpus&)) {
    return benchmark::RegisterBenchmark(
        name, [function, &corpus](benchmark::State& state) { function(state, corpus); });
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("oblio_bench CORPUS.jsonl PATTERNS [options]\n", stderr);
        return 2;
    }
    Corpus corpus;
    read(corpus, argv[1], argv[2]);
    const PatternSet::Data& data = corpus.patterns->data();
    const ScanContext context;
    add("fold/ours", corpus, fold_ours);
    add("fold/icu", corpus, bench::fold_icu);
    add("document/ours", corpus, documents_ours);
    const auto add_stage = [&](const char* name, auto find) {
        benchmark::RegisterBenchmark(name, [&corpus, &data, &context, find](auto& state) {
            stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
                find(document, context, data, {}, found);
            });
        })->UseManualTime();
    };
    add_stage("identifiers/ours", detect::find_identifiers);
    add_stage("persons/ours", detect::find_persons);
    add_stage("ages/ours", detect::find_ages);
    add_stage("conditions/ours", detect::find_conditions);
    add("lexicon/ours", corpus, lexicon_ours)->UseManualTime();
#ifdef OBLIO_BENCH_ABSL
    add("lexicon/absl", corpus, bench::lexicon_absl)->UseManualTime();
#endif
    add("scan/ours", corpus, scan_ours);
    add("scan/naive", corpus, bench::naive);
    int options = argc - 2;
    argv[2] = argv[0];
    benchmark::Initialize(&options, argv + 2);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
