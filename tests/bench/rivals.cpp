// tests/bench/rivals.cpp: ICU, a map of phrases, and all of it the plain way.
#include "rivals.hpp"

#include "detect/lexicon_file.hpp"
#include "detect/pattern_data.hpp"
#include "detect/pattern_file.hpp"
#include "detect/word_families.hpp"

#include <nlohmann/json.hpp>
#include <re2/re2.h>
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
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace oblio::bench {
namespace {

/// What plain_phrases() gathers.
class PlainPhrases {
public:
    explicit PlainPhrases(const std::filesystem::path& patterns) {
        for (const auto& entry : std::filesystem::directory_iterator{patterns / "lexicons"}) {
            if (entry.path().extension() != ".json") {
                continue;
            }
            const auto file = detect::PatternFile::read(entry.path()).value();
            const detect::Lexicon lexicon = detect::read_lexicon(file).value();
            for (const detect::LexiconClass& list : lexicon.classes) {
                families_["~" + list.name].words = list.words;
            }
            for (const detect::LexiconEntry& terms : lexicon.entries) {
                for (const auto* phrases : {&terms.terms, &terms.traps}) {
                    for (const std::string& phrase : *phrases) {
                        const auto forms = detect::expand_braces(phrase).value();
                        std::for_each(forms.begin(), forms.end(),
                                      [this](const std::string& form) { add(form); });
                    }
                }
            }
        }
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(phrases_); }

private:
    struct Family {
        std::vector<std::string> words;
        std::size_t next = 0;
    };

    const std::string& word_of(const std::string& name) {
        Family& family = families_[name];
        if (family.words.empty()) {
            for (const auto& form : detect::word_family(name.substr(1))) {
                family.words.push_back(form.text);
            }
        }
        return family.words.at(family.next++ % family.words.size());
    }

    void add(const std::string& phrase) {
        std::string plain;
        const auto flush = [&] {
            if (!plain.empty()) {
                phrases_.push_back(std::exchange(plain, {}));
            }
        };
        const auto say = [&](std::string_view word) {
            plain += plain.empty() ? "" : " ";
            plain += word;
        };
        for (std::size_t at = 0; at < phrase.size();) {
            const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
            const std::string piece = phrase.substr(at, end - at);
            at = end + 1;
            if (piece == "...") {
                flush();
            } else if (piece.starts_with("<n>")) {
                say("3");
            } else if (piece.starts_with('~')) {
                say(word_of(piece));
            } else if (piece != "_" && piece != "|") {
                const detect::Document words{piece};
                for (const detect::Token& token : words.tokens()) {
                    say(words.text(token));
                }
            }
        }
        flush();
    }

    std::map<std::string, Family> families_;
    std::vector<std::string> phrases_;
};

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

} // namespace

std::vector<std::string> plain_phrases(const std::filesystem::path& patterns) {
    return PlainPhrases{patterns}.take();
}

void fold_icu(benchmark::State& state, const Corpus& corpus) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
    std::string once;
    std::string twice;
    std::string bare;
    std::vector<std::uint32_t> removed;
    for (auto _ : state) {
        for (const std::string_view text : corpus.texts) {
            once.clear();
            twice.clear();
            icu::Edits first;
            icu::Edits second;
            icu::StringByteSink<std::string> to_once{&once};
            casefold->normalizeUTF8(0, piece(text), to_once, &first, error);
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

#ifdef OBLIO_BENCH_ABSL
namespace {

/// What a phrase of the lexicons is in a map of strings.
struct PhraseUse {
    bool term = false;
    bool goes_on = false; // a longer phrase begins so
};

/// Every phrase and all its beginnings.
absl::flat_hash_map<std::string, PhraseUse> map_of(const std::vector<std::string>& phrases) {
    absl::flat_hash_map<std::string, PhraseUse> map;
    for (const std::string& phrase : phrases) {
        for (std::size_t at = phrase.find(' '); at != std::string::npos;
             at = phrase.find(' ', at + 1)) {
            map[phrase.substr(0, at)].goes_on = true;
        }
        map[phrase].term = true;
    }
    return map;
}

} // namespace

void lexicon_absl(benchmark::State& state, const Corpus& corpus) {
    const auto map = map_of(corpus.phrases);
    std::string key;
    std::size_t hits = 0;
    each_document(state, corpus, [&](const detect::Document& document) {
        const auto& tokens = document.tokens();
        for (std::size_t first = 0; first < tokens.size(); ++first) {
            const std::string_view word = document.text(tokens[first]);
            auto known = map.find(absl::string_view{word.data(), word.size()});
            bool term = known != map.end() && known->second.term;
            if (known != map.end() && known->second.goes_on) {
                key = word;
                for (std::size_t next = first + 1; next < tokens.size(); ++next) {
                    key += ' ';
                    key += document.text(tokens[next]);
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
    });
    benchmark::DoNotOptimize(hits);
    state.counters["hits"] = static_cast<double>(hits) / static_cast<double>(state.iterations());
    state.counters["phrases"] = static_cast<double>(corpus.phrases.size());
    set_bytes(state, corpus);
}
#endif

namespace {

/// Names and phrases as they stand in their files.
std::unordered_set<std::string> words_and_phrases(const Corpus& corpus) {
    std::unordered_set<std::string> all{corpus.phrases.begin(), corpus.phrases.end()};
    for (const char* file : {"first_names.tsv", "surnames.tsv"}) {
        std::ifstream in{corpus.folder / "names" / file};
        for (std::string line; std::getline(in, line);) {
            if (!line.starts_with('#')) {
                all.insert(line.substr(0, line.find('\t')));
            }
        }
    }
    return all;
}

/// How many strings of one to five words of `text` are among `known`.
std::size_t count_phrases(const std::string& text, const std::unordered_set<std::string>& known) {
    constexpr std::size_t most = 5;
    std::vector<std::string> words(1);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool inside =
            byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (inside) {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    std::size_t hits = 0;
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string phrase;
        for (std::size_t next = first; next < std::min(words.size(), first + most); ++next) {
            if (next > first) {
                phrase += ' ';
            }
            phrase += words[next];
            hits += known.contains(phrase) ? 1 : 0;
        }
    }
    return hits;
}

} // namespace

void naive(benchmark::State& state, const Corpus& corpus) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const auto known = words_and_phrases(corpus);
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
            hits += count_phrases(folded, known);
        }
        benchmark::DoNotOptimize(hits);
    }
    set_bytes(state, corpus);
}

} // namespace oblio::bench
