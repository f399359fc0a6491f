// tests/detect/lexicon_shipped_test.cpp: every shipped term is found by both engines alike, in
// texts that are made of the terms themselves.
#include "detect/lexicon_file.hpp"
#include "detect/lexicon_index.hpp"
#include "detect/pattern_data.hpp"
#include "detect/pattern_file.hpp"
#include "detect/word_families.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace oblio;
using namespace oblio::detect;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

/// Says terms in one of the ways that they stand for, with what may stand between their words.
class Speaker {
public:
    void learn(const Lexicon& lexicon) {
        for (const LexiconClass& list : lexicon.classes) {
            families_["~" + list.name] = list.words;
        }
    }

    std::string say(std::string_view term) {
        std::string text = some({"", "", "ieri ", "non ", "e' vero, ", "di "});
        for (std::size_t at = 0; at < term.size();) {
            const std::size_t end = std::min(term.find(' ', at), term.size());
            text += say_piece(std::string{term.substr(at, end - at)});
            at = end + 1;
        }
        return text + some({"", "", "da anni", ". Non so", "\n e poi"});
    }

private:
    std::string some(const Words& words) { return words[random_() % words.size()]; }

    std::string say_piece(std::string piece) {
        if (piece == "|") {
            return {};
        }
        if (piece == "_") {
            return some({"", "", "la ", "il suo ", "tutta la mia "});
        }
        if (piece == "...") {
            return some({"", "gia ", "a casa ", "per un anno ", "- "});
        }
        if (piece.starts_with("<n>")) {
            return some({"3", "tre", "4.300,50"}) + piece.substr(3) + " ";
        }
        if (!piece.starts_with('~')) {
            return piece + some({" ", " ", " ", "' "});
        }
        const bool verb = !families_.contains(piece);
        Words& forms = families_[piece];
        if (forms.empty()) {
            for (const VerbForm& form : word_family(std::string_view{piece}.substr(1))) {
                forms.push_back(form.text);
            }
        }
        return forms.empty() ? piece + " "
                             : some(forms) + some({" ", " ", verb ? " sempre " : " "});
    }

    std::map<std::string, Words> families_;
    std::mt19937 random_{20261122};
};

bool same(const std::vector<LexiconHit>& a, const std::vector<LexiconHit>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const LexiconHit& x, const LexiconHit& y) {
                          return x.begin == y.begin && x.end == y.end && x.term == y.term &&
                                 x.trap == y.trap && x.span == y.span;
                      });
}

/// Every `step`-th of the shipped terms and traps, said.
Words said_terms(std::size_t step) {
    std::vector<Lexicon> lexicons;
    Speaker speaker;
    for (const auto& entry : fs::directory_iterator{test::source_folder() / "patterns/lexicons"}) {
        if (entry.path().extension() == ".json") {
            const auto file = PatternFile::read(entry.path()).value();
            speaker.learn(lexicons.emplace_back(read_lexicon(file).value()));
        }
    }
    Words texts;
    std::size_t count = 0;
    for (const Lexicon& lexicon : lexicons) {
        for (const LexiconEntry& entry : lexicon.entries) {
            for (const auto* phrases : {&entry.terms, &entry.traps}) {
                for (const std::string& phrase : *phrases) {
                    const auto forms = expand_braces(phrase).value();
                    for (const std::string& form : forms) {
                        if (count++ % step == 0) {
                            texts.push_back(speaker.say(form));
                        }
                    }
                }
            }
        }
    }
    return texts;
}

} // namespace

TEST_CASE("Both engines find the same hits in texts made of the shipped terms", "[lexicon]") {
    const std::vector<fs::path> folders{test::source_folder() / "patterns"};
    const auto patterns = PatternSet::load(folders).value();
    const LexiconIndex& index = patterns->data().lexicons;
    const Words texts = said_terms(20);
    REQUIRE(texts.size() > 5'000);
    std::size_t with_hits = 0;
    std::size_t seen = 0; // texts in which the comparison sees that the first hit was dropped
    for (const std::string& text : texts) {
        INFO(text);
        const Document document{text};
        std::vector<LexiconHit> plain;
        std::vector<LexiconHit> fast;
        index.find(document, plain, Engine::reference);
        index.find(document, fast);
        REQUIRE(same(fast, plain));
        if (!fast.empty()) {
            ++with_hits;
            fast.erase(fast.begin());
            seen += same(fast, plain) ? 0U : 1U;
        }
    }
    CHECK(with_hits > texts.size() * 3 / 5);
    CHECK(seen == with_hits);
}
