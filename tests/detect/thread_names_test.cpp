// tests/detect/thread_names_test.cpp: a name that a thread has given helps the texts after it, in
// that thread alone; and the memory that knows which texts to scan again, against scanning all.
#include "oblio/detect/scanner.hpp"
#include "oblio/detect/thread_names.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace oblio;
namespace fs = std::filesystem;

namespace {

Scanner scanner(ScannerOptions options = {}) {
    static const auto patterns = [] {
        const std::vector<fs::path> folders{test::source_folder() / "patterns"};
        return PatternSet::load(folders).value();
    }();
    return Scanner::create(patterns, std::move(options)).value();
}

bool same(const std::vector<Finding>& a, const std::vector<Finding>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Finding& x, const Finding& y) {
                          return x.type == y.type && x.where == y.where && x.rule == y.rule &&
                                 x.confidence == y.confidence && x.reasons == y.reasons;
                      });
}

/// What is found as a PERSON, as it is written, after `named`.
std::vector<std::string> people(std::string_view text, std::vector<std::string> named = {}) {
    static const Scanner scan = scanner();
    ScanContext context;
    context.named = named;
    std::vector<std::string> found;
    for (const Finding& finding : scan.scan(text, context)) {
        if (finding.type == FindingType::person) {
            found.emplace_back(finding.where.of(text));
        }
    }
    return found;
}

using Names = std::vector<std::string>;

ThreadTrace trace_of(std::string_view text) {
    static const Scanner scan = scanner();
    static_cast<void>(scan.scan(text));
    return scan.thread_trace();
}

ScanContext context_of(const ThreadNames::Known& known) {
    ScanContext context;
    context.named = known.named;
    context.just_named = known.just_named;
    return context;
}

/// What is found in each text of a thread, in order.
std::vector<std::vector<Finding>> read_thread(const Scanner& scan, ThreadNames& threads,
                                              const std::vector<std::string>& texts,
                                              std::size_t& again) {
    std::vector<std::vector<Finding>> all;
    for (const std::string& text : texts) {
        auto findings = scan.scan(text);
        const ThreadTrace trace = scan.thread_trace();
        const auto known = threads.known("t", trace);
        if (!known.empty()) {
            ++again;
            findings = scan.scan(text, context_of(known));
        }
        threads.note("t", trace);
        all.push_back(std::move(findings));
    }
    return all;
}

} // namespace

TEST_CASE("A surname or a first name alone counts where the thread has named who bears it",
          "[threads]") {
    for (const std::string_view text :
         {"Bravate ieri di Brambati in consiglio", "ieri ho visto Brambati, sempre lui",
          "Io con Brambati non ci parlo più", "Brambati!", "ha ragione brambati"}) {
        CAPTURE(text);
        CHECK(people(text).empty()); // nobody knows who that is
        const auto after = people(text, {"Ezio Brambati"});
        REQUIRE(after.size() == 1);
        CHECK((after[0] == "Brambati" || after[0] == "brambati"));
        CHECK(people(text, {"Ezio Tavoletti"}).empty()); // somebody else's thread
    }
    CHECK(people("secondo me Ezio esagera").empty());
    CHECK(people("secondo me Ezio esagera", {"Ezio Brambati"}) == Names{"Ezio"});
    CHECK(people("ero con Della Bruna ieri", {"Ezio Della Bruna"}) == Names{"Della Bruna"});
}

TEST_CASE("A first name that two people of the thread have says not who is meant", "[threads]") {
    CHECK(people("secondo me Ezio esagera", {"Ezio Brambati", "Ezio Tavoletti"}).empty());
    CHECK(people("Io con Brambati non ci parlo", {"Ezio Brambati", "Lidia Brambati"}) ==
          Names{"Brambati"});
}

TEST_CASE("A known surname stays what else it is: a word, a place, a street, a firm", "[threads]") {
    const Names named{"Mario Rossi", "Dino Costa", "Lia Roma", "Ugo Conti"};
    for (const std::string_view text :
         {"la fontana di via Rossi perde", "la ditta Rossi ha vinto l'appalto",
          "Rossi Arredamenti chiude", "quanto costa il biglietto?", "Costa troppo, ragazzi",
          "domani vado a Roma", "i conti non tornano", "la scuola Rossi riapre lunedì",
          "i pomodori rossi del mercato", "i Rossi fanno il vino da sempre"}) {
        CAPTURE(text);
        CHECK(people(text, named).empty());
    }
    CHECK(people("l'ho sentito da Costa stamattina", named) == Names{"Costa"}); // it can see one
}

TEST_CASE("A thread remembers full names beyond doubt, not offices, in any order and once",
          "[threads]") {
    const auto trace = trace_of("Ha ragione Ezio Brambati, lo dice anche BRAMBATI EZIO");
    CHECK(trace.names == Names{"ezio brambati", "brambati ezio"});
    ThreadNames threads;
    threads.note("t", trace);
    CHECK(threads.known("t", trace_of("sempre Brambati")).named.size() == 1);
    CHECK(threads.known("u", trace_of("sempre Brambati")).empty());
    CHECK(threads.known("t", trace_of("sempre loro")).empty());
    CHECK(trace_of("il sindaco Ezio Brambati ha firmato").names.empty());
    CHECK(trace_of("Ezio non c'era").names.empty());
    CHECK(trace_of("la mostra su Giuseppe Garibaldi").names.empty());
}

TEST_CASE("What a text gives its thread does not depend on what is asked for", "[threads]") {
    constexpr std::string_view text = "Ieri Ezio Brambati era alle poste. È depresso.";
    const ThreadTrace all = trace_of(text);
    REQUIRE(all.names == Names{"ezio brambati"});
    ScannerOptions little;
    little.types = {FindingType::iban};
    little.min_confidence = 1.0;
    little.engine = Engine::reference;
    const Scanner other = scanner(little);
    CHECK(other.scan(text).empty());
    const ThreadTrace same = other.thread_trace();
    CHECK(same.names == all.names);
    CHECK(same.words == all.words);
    CHECK(same.asks_for_person == all.asks_for_person);
}

TEST_CASE("What is said of nobody is of the one person whom the text before has named",
          "[threads]") {
    const Scanner scan = scanner();
    constexpr std::string_view text = "Soffre di depressione da anni.";
    CHECK(scan.scan(text).empty());
    const ThreadTrace asks = scan.thread_trace();
    CHECK(asks.asks_for_person);
    ThreadNames threads;
    threads.note("t", trace_of("Ieri ho visto Ezio Brambati"));
    const auto found = scan.scan(text, context_of(threads.known("t", asks)));
    REQUIRE(found.size() == 1);
    CHECK(found[0].type == FindingType::health);
    threads.note("t", trace_of("piove anche oggi"));
    CHECK(threads.known("t", asks).empty()); // somebody else may be meant by now
    threads.note("t", trace_of("Ieri ho visto Ezio Brambati e Lidia Tavoletti"));
    CHECK(threads.known("t", asks).empty());
}

TEST_CASE("Whoever wrote in a thread is known to it from then on, and is not spoken of by that",
          "[threads]") {
    ThreadTrace wrote = trace_of("piove anche oggi");
    wrote.author = "ezio brambati";
    ThreadNames threads;
    threads.note("t", wrote);
    const auto known = threads.known("t", trace_of("sempre Brambati"));
    CHECK(known.named.size() == 1);
    CHECK(known.just_named.empty());
    CHECK(threads.known("t", trace_of("Soffre di depressione da anni.")).empty());
}

TEST_CASE("The memory of threads is bounded: the thread and the name that are oldest go",
          "[threads]") {
    ThreadNames threads{{2, 2}};
    const auto asks = trace_of("sempre Brambati");
    const auto gives = trace_of("Ha ragione Ezio Brambati");
    threads.note("a", gives);
    threads.note("b", gives);
    REQUIRE(threads.known("a", asks).named.size() == 1); // and is used now, so b is the older one
    threads.note("c", gives);
    CHECK(threads.known("b", asks).empty());
    CHECK(threads.known("a", asks).named.size() == 1);
    CHECK(threads.known("c", asks).named.size() == 1);
    threads.note("a", trace_of("C'era Lidia Tavoletti"));
    threads.note("a", gives); // said again: Lidia is the oldest now
    threads.note("a", trace_of("C'era Ottavio Zanella"));
    CHECK(threads.known("a", asks).named.size() == 2);
    CHECK(threads.known("a", trace_of("sempre Tavoletti")).empty());
}

namespace {
struct Before {
    Names names;
    std::string just_named;
};

std::multiset<std::string> sorted_words(const std::string& name) {
    std::istringstream words{name};
    return {std::istream_iterator<std::string>{words}, {}};
}
} // namespace

TEST_CASE("Scanning again the few that the memory names gives what scanning all would",
          "[threads]") {
    const Scanner fast = scanner();
    ScannerOptions plain;
    plain.engine = Engine::reference;
    const Scanner slow = scanner(plain);
    std::size_t records = 0;
    std::size_t again = 0;
    std::size_t gained = 0;
    for (const auto& entry : fs::directory_iterator{test::source_folder() / "fixtures" / "town"}) {
        std::ifstream lines{entry.path() / "town.jsonl"};
        ThreadNames threads;
        std::map<std::string, Before> all; // of each thread, nothing forgotten
        for (std::string line; std::getline(lines, line);) {
            const auto record = nlohmann::json::parse(line);
            if (!record.at("thread_id").is_string() || !record.at("text").is_string()) {
                continue;
            }
            const auto thread = record.at("thread_id").get<std::string>();
            const auto text = record.at("text").get<std::string>();
            ++records;
            auto findings = fast.scan(text);
            const auto alone = findings.size();
            const ThreadTrace trace = fast.thread_trace();
            const auto known = threads.known(thread, trace);
            if (!known.empty()) {
                ++again;
                findings = fast.scan(text, context_of(known));
            }
            gained += findings.size() > alone ? 1 : 0;
            threads.note(thread, trace);

            Before& before = all[thread];
            ScanContext everything;
            everything.named = before.names;
            everything.just_named = before.just_named;
            INFO(record.at("id"));
            REQUIRE(same(findings, slow.scan(text, everything)));
            before.just_named = trace.names.size() == 1 ? trace.names[0] : "";
            for (const std::string& name : trace.names) {
                // One person, whichever way about: "rossi mario" is "mario rossi".
                std::erase_if(before.names, [&](const std::string& earlier) {
                    return sorted_words(earlier) == sorted_words(name);
                });
                before.names.push_back(name);
            }
        }
    }
    CHECK(records > 3000);
    CHECK(gained > 50);         // names do something here
    CHECK(again < records / 5); // and little is scanned twice
}

TEST_CASE("Both engines read random threads alike", "[threads][property]") {
    const Scanner fast = scanner();
    ScannerOptions reference;
    reference.engine = Engine::reference;
    const Scanner plain = scanner(reference);
    const std::vector<std::string> pieces{"Ezio Brambati",
                                          "Brambati",
                                          "brambati",
                                          "BRAMBATI",
                                          "Ezio",
                                          "Lidia",
                                          "Lidia Costa",
                                          "Costa",
                                          "Di Costa",
                                          "della Costa",
                                          "D'Ezio",
                                          "sig.",
                                          "via",
                                          "la",
                                          "di",
                                          "con",
                                          "è",
                                          "soffre di",
                                          "depresso",
                                          "diabete",
                                          "ha",
                                          "E.",
                                          ".",
                                          ",",
                                          "\n",
                                          "!",
                                          "a",
                                          "i",
                                          "@",
                                          "Alba Neve",
                                          "neve",
                                          "Neve",
                                          "alba"};
    std::size_t again = 0;
    CHECK(rc::check([&] {
        std::vector<std::string> texts;
        const auto count = *rc::gen::inRange(2, 5);
        for (int i = 0; i < count; ++i) {
            std::string& text = texts.emplace_back();
            const auto parts = *rc::gen::inRange(1, 8);
            for (int part = 0; part < parts; ++part) {
                text += *rc::gen::elementOf(pieces) + ' ';
            }
        }
        ThreadNames one;
        ThreadNames other;
        const auto a = read_thread(fast, one, texts, again);
        const auto b = read_thread(plain, other, texts, again);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            RC_ASSERT(same(a[i], b[i]));
        }
    }));
    CHECK(again > 0); // names came to bear
}
