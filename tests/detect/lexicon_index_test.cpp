// tests/detect/lexicon_index_test.cpp: terms are found as sequences of folded words.
#include "detect/lexicon_index.hpp"
#include "detect/lexicon_stems.hpp"
#include "text/word_hash.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

using namespace oblio;
using namespace oblio::detect;

namespace {

Lexicon lexicon_of(std::vector<std::string> terms, std::vector<std::string> traps = {},
                   FindingType type = FindingType::judicial) {
    Lexicon lexicon{{"t", "T", type, "lexicon", "0.1.0", "here", 0}, {}, {}, {}};
    lexicon.entries.push_back({TermKind::condition, 0.9, std::move(terms), std::move(traps)});
    return lexicon;
}

LexiconIndex index_of(const Lexicon& lexicon) {
    LexiconIndex index;
    index.add(lexicon);
    index.finish();
    return index;
}

/// The source text of each hit, traps with a "!" before them.
std::vector<std::string> found(const LexiconIndex& index, std::string_view text,
                               Engine engine = Engine::fast) {
    const Document document{text};
    std::vector<LexiconHit> hits;
    index.find(document, hits, engine);
    std::vector<std::string> texts;
    for (const LexiconHit& hit : hits) {
        const ByteSpan span = document.source_span(document.tokens()[hit.begin].begin,
                                                   document.tokens()[hit.end - 1].end);
        texts.push_back((hit.trap ? "!" : "") + std::string{span.of(text)});
    }
    return texts;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("The longest term that begins at a word is the one that counts", "[lexicon]") {
    const auto index = index_of(lexicon_of({"sclerosi", "sclerosi multipla", "multipla"}));
    CHECK(found(index, "ho la sclerosi multipla") == Texts{"sclerosi multipla", "multipla"});
    CHECK(found(index, "ho la sclerosi") == Texts{"sclerosi"});
}

TEST_CASE("Case, accents, apostrophes and hyphens do not hide a term", "[lexicon]") {
    const auto index = index_of(lexicon_of({"disabilità", "l'isee basso", "sieropositivo"}));
    CHECK(found(index, "DISABILITA' grave") == Texts{"DISABILITA"});
    CHECK(found(index, "disabilita\xCC\x80 grave") == Texts{"disabilita\xCC\x80"});
    CHECK(found(index, "L\xE2\x80\x99ISEE basso") == Texts{"L\xE2\x80\x99ISEE basso"});
    CHECK(found(index, "siero-positivo").empty()); // a hyphen divides words; a term has to say so
    CHECK(found(index_of(lexicon_of({"siero positivo"})), "siero-positivo") ==
          Texts{"siero-positivo"});
}

TEST_CASE("A term is whole words and never crosses a line or a full stop", "[lexicon]") {
    const auto index = index_of(lexicon_of({"gay", "arresti domiciliari"}));
    CHECK(found(index, "gayo megagay").empty());
    CHECK(found(index, "arresti\ndomiciliari").empty());
    CHECK(found(index, "arresti. domiciliari").empty());
    CHECK(found(index, "arresti   domiciliari") == Texts{"arresti   domiciliari"});
}

TEST_CASE("<n> stands for a number in any grouping", "[lexicon]") {
    const auto index = index_of(lexicon_of({"isee di <n> euro", "invalido al <n>%"}));
    CHECK(found(index, "isee di 4.300,50 euro") == Texts{"isee di 4.300,50 euro"});
    CHECK(found(index, "isee di 4300 euro") == Texts{"isee di 4300 euro"});
    CHECK(found(index, "isee di tanti euro").empty());
    CHECK(found(index, "invalido al 75%") == Texts{"invalido al 75%"});
}

TEST_CASE("A gap skips up to three words and no mark", "[lexicon]") {
    const auto index = index_of(lexicon_of({"uscito ... dal carcere"}));
    CHECK(found(index, "uscito dal carcere") == Texts{"uscito dal carcere"});
    CHECK(found(index, "uscito a marzo dal carcere") == Texts{"uscito a marzo dal carcere"});
    CHECK(found(index, "uscito uno due tre quattro dal carcere").empty());
    CHECK(found(index, "uscito, dal carcere").empty());
}

TEST_CASE("~ before a verb takes all its forms, adverbs before its object too", "[lexicon]") {
    const auto index = index_of(lexicon_of({"~perdere _ casa", "~pagare l'affitto"}));
    for (const char* form : {"ho perso la casa", "perdiamo casa", "perderanno la mia casa",
                             "persero 'sta casa", "perdere casa", "perdendo anche la casa",
                             "ha perso un mese fa la casa", "paghiamo l'affitto"}) {
        INFO(form);
        CHECK(found(index, form).size() == 1);
    }
    CHECK(found(index, "perderei la casa").empty()); // it has not happened
    CHECK(found(index, "se perdessi la casa").empty());
    CHECK(found(index, "ho perso di vista la casa").empty());
    CHECK(index.verb_reading("perdiamo").persons == cue::first);
    CHECK(index.verb_reading("perso").not_finite);
    CHECK(index.verb_reading("casa").persons == 0);
}

TEST_CASE("~ before a preposition takes it with any article", "[lexicon]") {
    const auto index = index_of(lexicon_of({"in cura ~a csm"}));
    CHECK(found(index, "in cura al CSM") == Texts{"in cura al CSM"});
    CHECK(found(index, "in cura alla CSM").size() == 1);
    CHECK(found(index, "in cura dal CSM").empty());
}

TEST_CASE("What is reported begins at the bar", "[lexicon]") {
    const auto index = index_of(lexicon_of({"~prendere _ | litio"}));
    const Document document{"ormai prendo il litio"};
    std::vector<LexiconHit> hits;
    index.find(document, hits);
    REQUIRE(hits.size() == 1);
    CHECK(document.text(document.tokens()[hits[0].begin]) == "prendo");
    CHECK(document.text(document.tokens()[hits[0].span]) == "litio");
}

TEST_CASE("The words of a class stand for one another, phrases too", "[lexicon]") {
    Lexicon lexicon = lexicon_of({"~perdere _ ~#t.posto", "~perdere _ posto di lavoro"});
    lexicon.classes = {{"#t.posto", {"posto", "lavoro"}}};
    const auto index = index_of(lexicon);
    CHECK(found(index, "ha perso il lavoro") == Texts{"perso il lavoro"});
    CHECK(found(index, "ha perso il posto di lavoro") == Texts{"perso il posto di lavoro"});
    CHECK(found(index, "ha perso il treno").empty());
}

TEST_CASE("A number in words is a number", "[lexicon]") {
    const auto index = index_of(lexicon_of({"~vivere ~con <n> euro"}));
    CHECK(found(index, "viviamo con quattrocento euro").size() == 1);
    CHECK(found(index, "vive con 400 euro").size() == 1);
    CHECK(found(index, "vive con pochi euro").empty());
}

TEST_CASE("Traps are reported beside the terms", "[lexicon]") {
    const auto index = index_of(lexicon_of({"diabete"}, {"giornata del diabete"}));
    CHECK(found(index, "la giornata del diabete") == Texts{"!giornata del diabete", "diabete"});
}

TEST_CASE("Where no term stands, nobody looks for traps", "[lexicon]") {
    const auto index = index_of(lexicon_of({"diabete"}, {"giornata mondiale"}));
    CHECK(found(index, "giornata mondiale").empty());
    CHECK(found(index, "diabete, giornata mondiale") == Texts{"diabete", "!giornata mondiale"});
}

TEST_CASE("A trap that begins with what ends like a disease takes it away", "[lexicon]") {
    const auto index = index_of(lexicon_of({"x"}, {"vacanzite acuta"}, FindingType::health));
    CHECK(found(index, "pericardite acuta") == Texts{"pericardite"});
    CHECK(found(index_of(lexicon_of({"x"}, {"pericardite acuta"}, FindingType::health)),
                "pericardite acuta") == Texts{"!pericardite acuta"});
}

namespace {

/// Terms of small words, of verbs, of numbers and with gaps, and traps among them.
Lexicon small_words() {
    Lexicon lexicon = lexicon_of(
        {"non ci ~vedere piu", "~perdere _ ~#t.posto", "ho un altra", "in <n> ... di casa",
         "~vivere ~con <n> euro", "rarissimo", "mi ... ~lasciare per un altro", "<n>% ~di casa",
         "non ~vedere", "tutta la mia casa", "+ rarissimo", "~vedere ... ~vivere _ posto"},
        {"~perdere ... casa", "per un altro anno", "2026", "piu di casa"});
    lexicon.classes = {{"#t.posto", {"posto", "lavoro", "casa", "non"}}};
    return lexicon;
}

/// Texts of the words of small_words(), and of words and marks between them.
Texts random_texts(int count) {
    std::istringstream usual{
        "non ci vedo vede piu ho perso perdiamo la mia tutta casa ieri posto in 3 "
        "4.300 due euro vivo con mi ha per un nn altro rarissimo 2026 % di "
        "della ' - altra . lasciato anno mai +"};
    Texts words{"\n", "non ci vedo piu", "tutta la mia casa", "per un altro anno", "piu di casa"};
    words.insert(words.end(), std::istream_iterator<std::string>{usual}, {});
    std::mt19937 random{20260301};
    Texts texts;
    for (int round = 0; round < count; ++round) {
        std::string& text = texts.emplace_back();
        for (std::size_t left = random() % 60; left > 0; --left) {
            text += words[random() % words.size()] + (random() % 8 == 0 ? "" : " ");
        }
    }
    return texts;
}

} // namespace

TEST_CASE("Keys hide no term: both engines find the same hits among small words", "[lexicon]") {
    const auto index = index_of(small_words());
    std::size_t hits = 0;
    for (const std::string& text : random_texts(3'000)) {
        INFO(text);
        const Texts plain = found(index, text, Engine::reference);
        REQUIRE(found(index, text) == plain);
        hits += plain.size();
    }
    CHECK(hits > 1'000);
}

TEST_CASE("The comparison of engines sees each term and each trap that one of them drops",
          "[lexicon]") {
    const auto whole = index_of(small_words());
    Texts texts = random_texts(2'000);
    for (const auto* text :
         {"non ci vedo piu", "perso la casa", "ho un altra", "in 3 mesi di casa", "vivo con 3 euro",
          "rarissimo", "mi ha lasciato per un altro", "3% della casa", "non vedo",
          "tutta la mia casa", "+ rarissimo", "vedo ieri vivo la posto",
          "rarissimo perso ieri casa", "rarissimo per un altro anno", "rarissimo 2026",
          "rarissimo piu di casa"}) {
        texts.emplace_back(text); // each term and trap at least once
    }
    const auto drops = [&](const Lexicon& fewer, const std::string& dropped) {
        INFO(dropped);
        const auto index = index_of(fewer);
        CHECK(std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
            return found(index, text) != found(whole, text, Engine::reference);
        }));
    };
    const LexiconEntry all = small_words().entries[0];
    for (std::size_t at = 0; at < all.terms.size() + all.traps.size(); ++at) {
        Lexicon fewer = small_words();
        auto& phrases = at < all.terms.size() ? fewer.entries[0].terms : fewer.entries[0].traps;
        const auto place = phrases.begin() + static_cast<std::ptrdiff_t>(at % all.terms.size());
        const std::string dropped = *place;
        phrases.erase(place);
        drops(fewer, dropped);
    }
}

TEST_CASE("Two words of one hash are told apart", "[lexicon]") {
    std::unordered_map<std::uint32_t, std::string> by_hash;
    std::string first;
    std::string second;
    for (int number = 0; first.empty() && number < 1'000'000; ++number) {
        std::string word;
        for (int rest = number; word.size() < 5; rest /= 26) {
            word += static_cast<char>('a' + rest % 26);
        }
        const auto [entry, fresh] = by_hash.emplace(text::word_hash(word), word);
        if (!fresh) {
            first = entry->second;
            second = word;
        }
    }
    REQUIRE_FALSE(first.empty());
    const auto index = index_of(lexicon_of({first, second}));
    CHECK(found(index, first + " x " + second) == Texts{first, second});
    CHECK(found(index_of(lexicon_of({first})), second).empty());
}

TEST_CASE("Diseases are told by their endings, everyday words are not", "[lexicon]") {
    for (const auto* word : {"pericardite", "spondiloartrite", "osteoporosi", "liposarcoma",
                             "cardiomiopatia", "iperlipidemia", "fibromialgia", "emiplegia",
                             "mastectomia", "piastrinopenia", "polineuropatia"}) {
        INFO(word);
        CHECK_FALSE(disease_ending(word).empty());
    }
    for (const auto* word : {"uscite", "fornite", "famosi", "morosi", "diploma", "aroma",
                             "simpatia", "epidemia", "accademia", "nostalgia", "vite", "debite",
                             "partite", "satellite", "idioma", "omeopatia", "democrazia"}) {
        INFO(word);
        CHECK(disease_ending(word).empty());
    }
}

TEST_CASE("Endings count in a health lexicon only", "[lexicon]") {
    CHECK(found(index_of(lexicon_of({"x"}, {}, FindingType::health)), "ho la pericardite") ==
          Texts{"pericardite"});
    CHECK(found(index_of(lexicon_of({"x"})), "ho la pericardite").empty());
}

TEST_CASE("The index finds what comparing every term at every word finds", "[lexicon]") {
    // Few words, so that terms overlap and share beginnings.
    const std::vector<std::string> alphabet{"uno", "due", "tre", "quattro", "cinque"};
    std::mt19937 random{20260101};
    const auto phrase = [&](std::size_t longest) {
        std::string text;
        const std::size_t words = 1 + random() % longest;
        for (std::size_t i = 0; i < words; ++i) {
            text += (i == 0 ? "" : " ") + alphabet[random() % alphabet.size()];
        }
        return text;
    };
    std::size_t all_hits = 0;
    for (int round = 0; round < 200; ++round) {
        std::vector<std::string> terms;
        for (int i = 0; i < 6; ++i) {
            terms.push_back(phrase(3));
        }
        const std::string text = phrase(30);
        Texts expected;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (at != 0 && text[at - 1] != ' ') {
                continue;
            }
            std::string longest;
            for (const std::string& term : terms) {
                const bool here =
                    text.compare(at, term.size(), term) == 0 &&
                    (at + term.size() == text.size() || text[at + term.size()] == ' ');
                longest = here && term.size() > longest.size() ? term : longest;
            }
            if (!longest.empty()) {
                expected.push_back(longest);
            }
        }
        all_hits += expected.size();
        CHECK(found(index_of(lexicon_of(terms)), text) == expected);
    }
    CHECK(all_hits > 1000); // the comparison had something to compare
}
