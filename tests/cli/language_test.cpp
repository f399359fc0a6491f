// tests/cli/language_test.cpp: who asks for Italian reads Italian, who asks for English reads
// English.
#include "cli/office.hpp"
#include "oblio/policy/permission.hpp"
#include "support/paths.hpp"

#include <cctype>
#include <filesystem>
#include <regex>

using namespace oblio::test;

namespace {

namespace fs = std::filesystem;

bool says(const std::string& text, std::string_view what) {
    return text.find(what) != std::string::npos;
}

/// C++ source with literals that follow each other joined into one.
std::string joined(const fs::path& file) {
    const std::string source = bytes_of_file(file);
    std::string out;
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] == '"' && source[at - 1] != '\\') {
            std::size_t next = at + 1;
            while (next < source.size() && std::isspace(static_cast<unsigned char>(source[next]))) {
                ++next;
            }
            if (next < source.size() && next > at + 1 && source[next] == '"') {
                at = next;
                continue;
            }
        }
        out += source[at];
    }
    return out;
}

/// The literals between the bracket that was opened just before `at` and its end.
void take_literals(const std::string& source, std::size_t at, std::vector<std::string>& found) {
    int depth = 1;
    for (std::size_t i = at; i < source.size() && depth > 0; ++i) {
        depth += source[i] == '{' || source[i] == '(' ? 1 : 0;
        depth -= source[i] == '}' || source[i] == ')' ? 1 : 0;
        if (source[i] != '"') {
            continue;
        }
        const std::size_t begin = ++i;
        while (source[i] != '"' || source[i - 1] == '\\') {
            ++i;
        }
        found.push_back(source.substr(begin, i - begin));
    }
}

/// The sentences among the literals of the errors, problems and figures of a proof that `source`
/// makes.
std::vector<std::string> told(const std::string& source) {
    std::vector<std::string> found;
    for (const std::string_view mark : {"Error{", " forbidden(", " bad(", " fail(", " refuse(",
                                        " refusal(", " error_at(", "problem(", " report("}) {
        for (std::size_t at = source.find(mark); at != std::string::npos;
             at = source.find(mark, at + 1)) {
            take_literals(source, at + mark.size(), found);
        }
    }
    // A value or a piece of punctuation is the same in both languages.
    std::erase_if(found, [](const std::string& one) {
        const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
        return std::count_if(one.begin(), one.end(), letter) < 4 || !says(one, " ") ||
               one.starts_with("--") || says(one, "{\\\"");
    });
    return found;
}

/// `archive.db: line 3: cut off` is known if each part of several words is.
bool knows(const std::string& catalogue, const std::string& sentence) {
    for (std::size_t at = 0; at < sentence.size();) {
        const std::size_t end = std::min(sentence.find(": ", at), sentence.size());
        std::string part = sentence.substr(at, end - at);
        part.erase(0, part.find_first_not_of(": "));
        part.erase(part.find_last_not_of(": ") + 1);
        part.erase(0, part.starts_with("\\\"") ? 3 : 0); // the end of a value in quotation marks
        at = end + 2;
        const std::string with_gap = std::regex_replace(part, std::regex{"[0-9]+"}, "{}");
        if (says(part, " ") && part.find_first_not_of("{} ") != std::string::npos &&
            !says(catalogue, part) && !says(catalogue, with_gap)) {
            return false;
        }
    }
    return true;
}

/// What follows the dash in the lines of a scan, reason by reason.
Words reasons_in(const std::string& out) {
    Words found;
    constexpr std::string_view dash = " — ";
    for (std::size_t at = out.find(dash); at != std::string::npos; at = out.find(dash, at + 1)) {
        const std::size_t begin = at + dash.size();
        std::string line = out.substr(begin, out.find('\n', begin) - begin);
        for (std::size_t from = 0; from < line.size();) {
            const std::size_t end = std::min(line.find("; ", from), line.size());
            found.push_back(line.substr(from, end - from));
            from = end + 2;
        }
    }
    return found;
}

/// A sentence is another one in Italian, and so is the last part of one that the program composes.
bool is_told(const std::string& english, const std::string& italian) {
    const auto last = [](const std::string& reason) {
        const std::size_t at = std::max(reason.rfind(": ") + 2, reason.rfind(", ") + 2);
        return reason.substr(at);
    };
    const bool composed = english.starts_with("link: ") || english.starts_with("kind: ") ||
                          english.starts_with("numbering plan: ");
    const std::string part = composed ? last(english) : english;
    const bool same = composed ? part == last(italian) : english == italian;
    return !same || !says(english, " ") || part == "partner" || part == "mobile";
}

ProgramRun ask(const Office& office, Words words, const std::string& language) {
    words.insert(words.end(), {"--lang", language});
    return office.run(std::move(words));
}

} // namespace

TEST_CASE("Every sentence with which the library refuses or proves something stands in the Italian "
          "catalogues",
          "[cli][language]") {
    std::string catalogue;
    for (const char* name : {"archives", "findings", "inputs"}) {
        catalogue +=
            joined(source_folder() / "cli" / "src" / ("sayings_of_" + std::string{name} + ".cpp"));
    }
    CHECK_FALSE(knows(catalogue, "archive.db: a sentence that nobody says")); // the control
    std::size_t sentences = 0;
    for (const auto& entry : fs::recursive_directory_iterator{source_folder() / "lib" / "src"}) {
        if (entry.path().extension() != ".cpp") {
            continue;
        }
        for (const std::string& sentence : told(joined(entry.path()))) {
            ++sentences;
            INFO(entry.path().filename().string() << ": " << sentence);
            CHECK(knows(catalogue, sentence));
        }
    }
    CHECK(sentences > 250);
}

TEST_CASE("Every check of a proof has a name in Italian", "[cli][language]") {
    const std::string words = bytes_of_file(source_folder() / "cli" / "src" / "words.cpp");
    std::size_t names = 0;
    for (const auto& entry : fs::directory_iterator{source_folder() / "lib" / "src" / "erasure"}) {
        const std::string source = joined(entry.path());
        const std::regex report{"report\\(\\s*\"([a-z]+)\""};
        for (std::sregex_iterator at{source.begin(), source.end(), report}, end; at != end; ++at) {
            ++names;
            INFO((*at)[1].str());
            CHECK(says(words, "Word{\"" + (*at)[1].str() + "\","));
        }
    }
    CHECK(names > 10);
}

TEST_CASE("Every reason of the shipped messages' findings is told in Italian", "[cli][language]") {
    std::size_t reasons = 0;
    for (const auto& entry : fs::directory_iterator{source_folder() / "fixtures" / "messages"}) {
        if (entry.path().extension() != ".jsonl") {
            continue;
        }
        const Words scan{"scan", "--format", "text", entry.path().string(), "--lang"};
        const auto in = [&](const char* language) {
            Words words = scan;
            words.emplace_back(language);
            return reasons_in(run_program(words).out);
        };
        const Words english = in("en");
        const Words italian = in("it");
        REQUIRE(english.size() == italian.size());
        reasons += english.size();
        for (std::size_t i = 0; i < english.size(); ++i) {
            INFO(english[i] << " | " << italian[i]);
            CHECK(is_told(english[i], italian[i]));
        }
    }
    CHECK(reasons > 1000);
    CHECK_FALSE(is_told("a reason that nobody knows", "a reason that nobody knows"));
    CHECK_FALSE(is_told("link: first person, unknown", "legame: prima persona, unknown"));
}

TEST_CASE("Help is in one language, every command's", "[cli][language]") {
    for (const auto& row : oblio::command_powers()) {
        Words words;
        std::string word;
        for (const char c : std::string{row.command} + " ") {
            if (c == ' ') {
                words.push_back(std::exchange(word, {}));
            } else {
                word += c;
            }
        }
        std::erase_if(words, [](const std::string& one) { return one.starts_with("--"); });
        words.insert(words.end(), {"--help", "--lang"});
        Words italian = words;
        words.emplace_back("en");
        italian.emplace_back("it");
        INFO(row.command);
        const std::string english_page = run_program(words).out;
        const std::string italian_page = run_program(italian).out;
        CHECK(says(english_page, "this page"));
        CHECK(says(italian_page, "questa pagina"));
        for (const std::string& page : {english_page, italian_page}) {
            CHECK_FALSE(says(page, " / "));
        }
        CHECK_FALSE(says(english_page, "cartella"));
        CHECK_FALSE(says(italian_page, "folder of"));
        CHECK_FALSE(says(italian_page, "Options"));
    }
}

TEST_CASE("A refusal is told in the language asked for", "[cli][language]") {
    const Office office;
    const std::string number = office.open();
    const auto early = ask(office, {"request", "plan", number, "--by", "privacy"}, "it");
    CHECK(early.exit == 2);
    CHECK(says(early.err, "l'identità non è verificata"));
    CHECK(says(early.err, "richiesta " + number));
    CHECK(says(ask(office, {"request", "plan", number, "--by", "privacy"}, "en").err,
               "the identity is not verified"));
    office.must_step({"identify", number, "--how", "SPID"});
    office.must_step({"plan", number});
    const auto self =
        ask(office, {"request", "approve", number, "--by", "privacy", "--role", "approver"}, "it");
    CHECK(says(self.err, "chi ha fatto il piano non lo può approvare"));
    CHECK(says(ask(office, {"request", "show", number}, "it").out, "pianificata"));
    CHECK(says(ask(office, {"request", "show", number}, "en").out, "planned"));
    CHECK(says(ask(office, {"retention", "thread", "open", "nessuna"}, "it").err,
               "nessuna conversazione privata"));
    CHECK(says(ask(office, {"trace"}, "it").err, "--subject è obbligatorio"));
    CHECK(says(ask(office, {"trace"}, "en").err, "--subject is required"));
}

TEST_CASE("check says when the text is not in Italian", "[cli][language]") {
    const Words words{"check", "--lang", "en", "-"};
    CHECK(says(run_program(words, "The neighbour, Ada Finti, 316 555 0101, is not at home").out,
               "does not read as Italian"));
    CHECK_FALSE(says(run_program(words, "La vicina, Ada Finti, 316 555 0101, non è in casa").out,
                     "does not read as Italian"));
}

TEST_CASE(
    "Policy problems, findings' reasons and import warnings are told in the language asked for",
    "[cli][language]") {
    const Office office;
    const auto policy =
        office.dir.write("bad.json", R"({"entity":{"name":"P"},"minors":{"threshold":3}})")
            .string();
    CHECK(says(run_program({"policy", "check", policy, "--lang", "it"}).out,
               "deve essere un numero intero da 10 a 18"));
    CHECK(says(run_program({"policy", "check", policy, "--lang", "en"}).out,
               "must be a whole number from 10 to 18"));
    const Words explain{"patterns", "explain", "La signora Ada Finti abita qui", "--lang"};
    for (const auto& [language, words] :
         {std::pair{"it", "titolo o ruolo"}, std::pair{"en", "title or role"}}) {
        Words told = explain;
        told.emplace_back(language);
        CHECK(says(run_program(told).out, words));
    }
}
