// tests/bench/rivals.hpp: what one would use in place of each stage, and of the whole scan.
#pragma once

#include "corpus.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace oblio::bench {

/// Terms and traps as phrases of words that a text may hold: a verb or a class stands as one of its
/// words, each in its turn; a place for articles is left out; where a term has a gap, what stands
/// before it and after it are two phrases.
[[nodiscard]] std::vector<std::string> plain_phrases(const std::filesystem::path& patterns);

/// Case fold, then NFKD, both with Edits, then marks and invisible characters out, their places
/// kept: what the table replaces. Look-alikes and typographic marks would still have to go.
void fold_icu(benchmark::State& state, const Corpus& corpus);

#ifdef OBLIO_BENCH_ABSL
/// The longest phrase from each token on, in a map, over the tokens that our stage is given.
void lexicon_absl(benchmark::State& state, const Corpus& corpus);
#endif

/// What a first version does: a DOM of each line, ICU on the whole text, each expression in turn,
/// and names and phrases looked up as strings of one to five words.
void naive(benchmark::State& state, const Corpus& corpus);

} // namespace oblio::bench
