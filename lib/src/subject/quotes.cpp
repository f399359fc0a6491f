// lib/src/subject/quotes.cpp: every window of the person's words is asked of the index as the start
// of a quoted passage or of a sentence; what answers is compared word by word.
#include "subject/quotes.hpp"

#include "subject/terms.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace oblio::subject {
namespace {

using detect::TokenKind;

/// A passage is a quote if its words stand in a row in what the person said, but for the ends.
bool repeats(const SaidWords& said, const std::vector<std::string>& passage) {
    return std::search(said.begin(), said.end(), passage.begin(), passage.end()) != said.end();
}

} // namespace

SaidWords said_words(const detect::Document& document) {
    SaidWords words;
    for (const detect::Token& token : document.tokens()) {
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            words.emplace_back(document.text(token));
        }
    }
    return words;
}

std::vector<ByteSpan> repeated_runs(const detect::Document& document, const SaidWords& said) {
    constexpr std::size_t fewest = 5;
    constexpr std::size_t most_places = 8; // of one word: keeps the time linear
    constexpr std::size_t longest_run = 100;
    std::map<std::string_view, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < said.size(); ++i) {
        if (auto& row = places[said[i]]; row.size() < most_places) {
            row.push_back(i);
        }
    }
    std::vector<std::size_t> words; // tokens of the document that are words
    for (std::size_t i = 0; i < document.tokens().size(); ++i) {
        const TokenKind kind = document.tokens()[i].kind;
        if (kind == TokenKind::word || kind == TokenKind::number) {
            words.push_back(i);
        }
    }
    const auto text = [&](std::size_t at) { return document.text(document.tokens()[words[at]]); };
    std::vector<ByteSpan> runs;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t longest = 0;
        const auto starts = places.find(text(at));
        if (starts != places.end()) {
            for (const std::size_t from : starts->second) {
                std::size_t length = 0;
                while (length < longest_run && at + length < words.size() &&
                       from + length < said.size() && text(at + length) == said[from + length]) {
                    ++length;
                }
                longest = std::max(longest, length);
            }
        }
        std::size_t letters = 0;
        std::size_t telling = 0;
        for (std::size_t i = at; i < at + longest; ++i) {
            letters += text(i).size();
            telling += text(i).size() >= 5 ? 1U : 0U;
        }
        if (longest >= fewest && letters >= 20 && telling >= 2) {
            runs.push_back(document.source_span(document.tokens()[words[at]].begin,
                                                document.tokens()[words[at + longest - 1]].end));
            at += longest;
        } else {
            ++at;
        }
    }
    return runs;
}

Result<Quotes> find_quotes(Corpus& corpus, std::span<const SaidWords> said) {
    Quotes quotes;
    std::set<std::pair<RecordRow, std::size_t>> seen;
    std::set<RecordRow> left_out;
    for (const SaidWords& words : said) {
        for (std::size_t at = 0; at + quoted_words <= words.size(); ++at) {
            const std::span<const std::string> rest{words.data() + at, words.size() - at};
            for (const bool quoted : {true, false}) {
                if (!quoted && rest.size() < sentence_words) {
                    continue;
                }
                const auto hits = corpus.hits(IndexKind::shingle, shingle_value(quoted, rest));
                if (!hits) {
                    return hits.error();
                }
                std::size_t opened = 0;
                for (const RecordRow row : *hits) {
                    if (!corpus.is_open(row) && ++opened > most_copies) {
                        left_out.insert(row);
                        continue;
                    }
                    const auto record = corpus.get(row);
                    if (!record) {
                        return record.error();
                    }
                    const detect::Document& document = *(*record)->document;
                    for (const Passage& passage : passages_of(document)) {
                        if (passage.quoted != quoted || !repeats(words, passage.words) ||
                            !seen.emplace(row, passage.first_token).second) {
                            continue;
                        }
                        const auto& tokens = document.tokens();
                        quotes.found.push_back(
                            {row, document.source_span(tokens[passage.first_token].begin,
                                                       tokens[passage.end_token - 1].end)});
                    }
                }
            }
        }
    }
    std::sort(quotes.found.begin(), quotes.found.end(), [](const Quote& a, const Quote& b) {
        return std::pair{a.row, a.where.begin()} < std::pair{b.row, b.where.begin()};
    });
    quotes.left_out = static_cast<std::uint64_t>(
        std::count_if(left_out.begin(), left_out.end(),
                      [&corpus](RecordRow row) { return !corpus.is_open(row); }));
    return quotes;
}

} // namespace oblio::subject
