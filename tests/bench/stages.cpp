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
        for (const std::string& text : corpus.texts) {
            fold_into(folded, text);
            benchmark::DoNotOptimize(folded.text().data());
        }
    }
    set_bytes(state, corpus);
}

void documents_ours(benchmark::State& state, const Corpus& corpus) {
    detect::Document document;
    for (auto _ : state) {
        for (const std::string& text : corpus.texts) {
            document.read(text);
            benchmark::DoNotOptimize(document.tokens().size());
        }
    }
    set_bytes(state, corpus);
}

/// One stage alone, on documents made before.
template <class Stage> void stage(benchmark::State& state, const Corpus& corpus, const Stage& run) {
    for (auto _ : state) {
        for (const auto& document : corpus.documents) {
            detect::Candidates candidates;
            run(*document, candidates);
            benchmark::DoNotOptimize(candidates.found.size());
        }
    }
    set_bytes(state, corpus);
}

void lexicon_ours(benchmark::State& state, const Corpus& corpus) {
    std::vector<detect::LexiconHit> hits;
    std::vector<std::byte> bytes(std::size_t{64}
                                 << 10U); // used again for each text, as a scan does
    std::pmr::monotonic_buffer_resource memory{bytes.data(), bytes.size()};
    for (auto _ : state) {
        std::size_t all = 0;
        for (const auto& document : corpus.documents) {
            hits.clear();
            corpus.patterns->data().lexicons.find(*document, hits, Engine::fast, &memory);
            memory.release();
            all += hits.size();
        }
        state.counters["hits"] = static_cast<double>(all);
    }
    set_bytes(state, corpus);
}

void scan_ours(benchmark::State& state, const Corpus& corpus) {
    const Scanner scanner = Scanner::create(corpus.patterns).value();
    for (auto _ : state) {
        for (const std::string& text : corpus.texts) {
            benchmark::DoNotOptimize(scanner.scan(text).size());
        }
    }
    set_bytes(state, corpus);
}

Corpus read(const char* file, const char* patterns) {
    Corpus corpus;
    corpus.folder = patterns;
    corpus.phrases = bench::plain_phrases(patterns);
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        corpus.texts.push_back(nlohmann::json::parse(line).at("text").get<std::string>());
        corpus.bytes += corpus.texts.back().size();
        corpus.lines.push_back(line);
    }
    for (const std::string& text : corpus.texts) {
        corpus.documents.push_back(std::make_unique<const detect::Document>(text));
    }
    const std::vector<std::filesystem::path> folders{patterns};
    corpus.patterns = PatternSet::load(folders).value();
    return corpus;
}

void add(const char* name, const Corpus& corpus,
         void (*function)(benchmark::State&, const Corpus&)) {
    benchmark::RegisterBenchmark(
        name, [function, &corpus](benchmark::State& state) { function(state, corpus); });
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("oblio_bench CORPUS.jsonl PATTERNS [options]\n", stderr);
        return 2;
    }
    const Corpus corpus = read(argv[1], argv[2]);
    const PatternSet::Data& data = corpus.patterns->data();
    const ScanContext context;
    add("fold/ours", corpus, fold_ours);
    add("fold/icu", corpus, bench::fold_icu);
    add("document/ours", corpus, documents_ours);
    benchmark::RegisterBenchmark("identifiers/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_identifiers(document, context, data, {}, found);
        });
    });
    benchmark::RegisterBenchmark("persons/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_persons(document, context, data, {}, found);
        });
    });
    benchmark::RegisterBenchmark("ages/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_ages(document, context, data, {}, found);
        });
    });
    benchmark::RegisterBenchmark("conditions/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_conditions(document, context, data, {}, found);
        });
    });
    add("lexicon/ours", corpus, lexicon_ours);
#ifdef OBLIO_BENCH_ABSL
    add("lexicon/absl", corpus, bench::lexicon_absl);
#endif
    add("scan/ours", corpus, scan_ours);
    add("scan/naive", corpus, bench::naive);
    int options = argc - 2;
    argv[2] = argv[0];
    benchmark::Initialize(&options, argv + 2);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
