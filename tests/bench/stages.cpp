// tests/bench/stages.cpp: each stage of a scan over the posts of a corpus, beside its rival.
// Usage: oblio_bench CORPUS.jsonl PATTERNS [Google Benchmark options]. Rates are bytes of text.
#include "detect/stages.hpp"
#include "detect/pattern_data.hpp"

#include "oblio/detect/scanner.hpp"
#include "oblio/text/fold.hpp"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#ifdef OBLIO_BENCH_ABSL
#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#endif

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace oblio;

struct Corpus {
    std::vector<std::string> lines, texts;
    std::vector<std::unique_ptr<const detect::Document>> documents;
    std::size_t bytes = 0;
    std::shared_ptr<const PatternSet> patterns;
};

void set_bytes(benchmark::State& state, const Corpus& corpus) {
    state.SetBytesProcessed(static_cast<std::int64_t>(corpus.bytes) * state.iterations());
}

void fold_ours(benchmark::State& state, const Corpus& corpus) {
    for (auto _ : state) {
        for (const std::string& text : corpus.texts) {
            benchmark::DoNotOptimize(fold(text));
        }
    }
    set_bytes(state, corpus);
}

/// Case fold, then NFKD, both with Edits: what the table replaces (marks would still have to go).
void fold_icu(benchmark::State& state, const Corpus& corpus) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
    std::string once;
    std::string twice;
    for (auto _ : state) {
        for (const std::string& text : corpus.texts) {
            once.clear();
            twice.clear();
            icu::Edits first;
            icu::Edits second;
            icu::StringByteSink<std::string> to_once{&once};
            casefold->normalizeUTF8(0, text, to_once, &first, error);
            icu::StringByteSink<std::string> to_twice{&twice};
            decompose->normalizeUTF8(0, once, to_twice, &second, error);
            benchmark::DoNotOptimize(twice.data());
        }
    }
    set_bytes(state, corpus);
}

void documents_ours(benchmark::State& state, const Corpus& corpus) {
    for (auto _ : state) {
        for (const std::string& text : corpus.texts) {
            benchmark::DoNotOptimize(detect::Document{text}.tokens().size());
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
    for (auto _ : state) {
        for (const auto& document : corpus.documents) {
            hits.clear();
            corpus.patterns->data().lexicons.find(*document, hits);
            benchmark::DoNotOptimize(hits.size());
        }
    }
    set_bytes(state, corpus);
}

#ifdef OBLIO_BENCH_ABSL
/// Each token looked up in a map that holds every other distinct word of the corpus.
void lexicon_absl(benchmark::State& state, const Corpus& corpus) {
    absl::flat_hash_map<std::string, int> map;
    for (const auto& document : corpus.documents) {
        for (const detect::Token& token : document->tokens()) {
            const std::string_view word = document->text(token);
            if (word.size() > 5) {
                map.emplace(std::string{word}, 1);
            }
        }
    }
    for (auto _ : state) {
        int hits = 0;
        for (const auto& document : corpus.documents) {
            for (const detect::Token& token : document->tokens()) {
                const std::string_view word = document->text(token);
                hits += map.contains(absl::string_view{word.data(), word.size()}) ? 1 : 0;
            }
        }
        benchmark::DoNotOptimize(hits);
    }
    set_bytes(state, corpus);
}
#endif

void scan_ours(benchmark::State& state, const Corpus& corpus) {
    const Scanner scanner = Scanner::create(corpus.patterns).value();
    for (auto _ : state) {
        for (const std::string& text : corpus.texts) {
            benchmark::DoNotOptimize(scanner.scan(text).size());
        }
    }
    set_bytes(state, corpus);
}

/// What a first version does: a DOM of each line, ICU on the whole text, each expression in turn.
void naive(benchmark::State& state, const Corpus& corpus) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    for (auto _ : state) {
        std::size_t hits = 0;
        for (const std::string& line : corpus.lines) {
            const auto record = nlohmann::json::parse(line);
            std::string folded;
            icu::Edits edits;
            icu::StringByteSink<std::string> sink{&folded};
            casefold->normalizeUTF8(0, record.at("text").get<std::string>(), sink, &edits, error);
            for (const auto& recognizer : corpus.patterns->data().recognizers) {
                re2::StringPiece rest{folded};
                re2::StringPiece match;
                while (!rest.empty() &&
                       recognizer.expression->Match(rest, 0, rest.size(), re2::RE2::UNANCHORED,
                                                    &match, 1)) {
                    ++hits;
                    rest.remove_prefix(static_cast<std::size_t>(match.data() - rest.data()) +
                                       std::max<std::size_t>(1, match.size()));
                }
            }
        }
        benchmark::DoNotOptimize(hits);
    }
    set_bytes(state, corpus);
}

Corpus read(const char* file, const char* patterns) {
    Corpus corpus;
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
    add("fold/icu", corpus, fold_icu);
    add("document/ours", corpus, documents_ours);
    benchmark::RegisterBenchmark("identifiers/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_identifiers(document, context, data, {}, found);
        });
    });
    benchmark::RegisterBenchmark("persons/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_persons(document, context, data, found);
        });
    });
    benchmark::RegisterBenchmark("ages/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_ages(document, context, data, found);
        });
    });
    benchmark::RegisterBenchmark("conditions/ours", [&](benchmark::State& state) {
        stage(state, corpus, [&](const detect::Document& document, detect::Candidates& found) {
            detect::find_conditions(document, context, data, found);
        });
    });
    add("lexicon/ours", corpus, lexicon_ours);
#ifdef OBLIO_BENCH_ABSL
    add("lexicon/absl", corpus, lexicon_absl);
#endif
    add("scan/ours", corpus, scan_ours);
    add("scan/naive", corpus, naive);
    int options = argc - 2;
    argv[2] = argv[0];
    benchmark::Initialize(&options, argv + 2);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
