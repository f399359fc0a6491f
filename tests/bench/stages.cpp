// tests/bench/stages.cpp: each stage of a scan over the posts of a corpus, beside its rival.
// Usage: oblio_bench CORPUS.jsonl PATTERNS [Google Benchmark options]. Rates are bytes of text.
#include "detect/stages.hpp"
#include "detect/lexicon_file.hpp"
#include "detect/pattern_data.hpp"
#include "detect/pattern_file.hpp"

#include "oblio/detect/scanner.hpp"
#include "oblio/text/fold.hpp"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

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
    FoldedText folded;
    for (auto _ : state) {
        for (const std::string& text : corpus.texts) {
            fold_into(folded, text);
            benchmark::DoNotOptimize(folded.text().data());
        }
    }
    set_bytes(state, corpus);
}

/// Case fold, then NFKD, both with Edits, then marks and invisible characters out, their places
/// kept: what the table replaces. Look-alikes and typographic marks would still have to go.
void fold_icu(benchmark::State& state, const Corpus& corpus) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
    std::string once;
    std::string twice;
    std::string bare;
    std::vector<std::uint32_t> removed;
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
            bare.clear();
            removed.clear();
            const auto size = static_cast<std::int32_t>(twice.size());
            for (std::int32_t at = 0; at < size;) {
                const std::int32_t from = at;
                UChar32 c = 0;
                U8_NEXT_UNSAFE(twice.data(), at, c);
                if (c >= 0x80 &&
                    (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) {
                    removed.push_back(static_cast<std::uint32_t>(from));
                } else {
                    bare.append(twice, static_cast<std::size_t>(from),
                                static_cast<std::size_t>(at - from));
                }
            }
            benchmark::DoNotOptimize(bare.data());
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
/// What a phrase of the lexicons is in a map of strings.
struct PhraseUse {
    bool term = false;
    bool goes_on = false; // a longer phrase begins so
};

/// Every term and trap, words divided by one blank, and all their beginnings. Terms with a number
/// or a gap are left out: a map cannot say them.
absl::flat_hash_map<std::string, PhraseUse> phrases_of(const std::filesystem::path& patterns) {
    absl::flat_hash_map<std::string, PhraseUse> map;
    const auto add = [&map](const std::string& phrase) {
        const detect::Document document{phrase};
        std::string key;
        for (const detect::Token& token : document.tokens()) {
            if (!key.empty()) {
                map[key].goes_on = true;
                key += ' ';
            }
            key += document.text(token);
        }
        map[key].term = true;
    };
    for (const auto& entry : std::filesystem::directory_iterator{patterns / "lexicons"}) {
        const auto file = entry.path().extension() == ".json"
                              ? detect::PatternFile::read(entry.path())
                              : Result<detect::PatternFile>{Error{ErrorCode::not_found, ""}};
        if (!file) {
            continue;
        }
        const detect::Lexicon lexicon = detect::read_lexicon(*file).value();
        for (const detect::LexiconEntry& terms : lexicon.entries) {
            for (const auto* phrases : {&terms.terms, &terms.traps}) {
                for (const std::string& phrase : *phrases) {
                    if (phrase.find("<n>") == std::string::npos &&
                        phrase.find("...") == std::string::npos) {
                        const auto forms = detect::expand_braces(phrase).value();
                        std::for_each(forms.begin(), forms.end(), add);
                    }
                }
            }
        }
    }
    return map;
}

/// The longest phrase from each token on, in a map of the same phrases over the same tokens.
void lexicon_absl(benchmark::State& state, const Corpus& corpus,
                  const std::filesystem::path& patterns) {
    const auto map = phrases_of(patterns);
    std::string key;
    for (auto _ : state) {
        int hits = 0;
        for (const auto& document : corpus.documents) {
            const auto& tokens = document->tokens();
            for (std::size_t first = 0; first < tokens.size(); ++first) {
                const std::string_view word = document->text(tokens[first]);
                auto known = map.find(absl::string_view{word.data(), word.size()});
                bool term = known != map.end() && known->second.term;
                if (known != map.end() && known->second.goes_on) {
                    key = word;
                    for (std::size_t next = first + 1; next < tokens.size(); ++next) {
                        key += ' ';
                        key += document->text(tokens[next]);
                        known = map.find(key);
                        if (known == map.end()) {
                            break;
                        }
                        term = term || known->second.term;
                        if (!known->second.goes_on) {
                            break;
                        }
                    }
                }
                hits += term ? 1 : 0;
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
    const std::filesystem::path patterns{argv[2]};
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
    benchmark::RegisterBenchmark(
        "lexicon/absl", [&](benchmark::State& state) { lexicon_absl(state, corpus, patterns); });
#endif
    add("scan/ours", corpus, scan_ours);
    add("scan/naive", corpus, naive);
    int options = argc - 2;
    argv[2] = argv[0];
    benchmark::Initialize(&options, argv + 2);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
