// tests/subject/trace_test.cpp: the rules of decision, each on a few records in memory.
#include "oblio/subject/trace.hpp"

#include "oblio/detect/scanner.hpp"
#include "oblio/record/texts.hpp"
#include "subject/name_form.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>

using namespace oblio;

namespace {

std::vector<std::filesystem::path> folders() {
    return {test::source_folder() / "patterns"};
}

/// Records in memory, and what a trace says of them.
class Town {
public:
    /// Adds a public comment; `reply_to` is the number of an earlier one in the same thread.
    Town& say(const std::string& thread, const std::string& author, const std::string& text,
              int reply_to = -1) {
        Record record;
        record.id = "facebook:" + std::to_string(records_.size());
        record.platform = "facebook";
        record.channel = "Comune";
        record.thread_id = thread;
        record.kind = "comment";
        record.author = {author, author, std::nullopt};
        record.author_role = "other";
        record.created = "2025-03-01T10:" + std::to_string(10 + records_.size()) + ":00Z";
        record.text = text;
        if (reply_to >= 0) {
            record.reply_to = "facebook:" + std::to_string(reply_to);
        }
        records_.push_back(std::move(record));
        return *this;
    }
    Record& last() { return records_.back(); }

    Trace trace(const std::string& subject, const ReviewAnswers& answers = {}) {
        static const auto patterns = PatternSet::load(folders()).value();
        static const Scanner scanner = Scanner::create(patterns).value();
        static const Tracer tracer = Tracer::create(folders()).value();
        std::vector<std::vector<FieldFinding>> findings;
        for (const Record& record : records_) {
            auto& found = findings.emplace_back();
            for_each_text(record, [&](std::string_view name, std::string_view text) {
                for (Finding& finding : scanner.scan(text)) {
                    found.push_back({parse_field(name).value(), std::move(finding)});
                }
            });
        }
        return tracer.trace(records_, findings, parse_subject(subject).value(), answers).value();
    }

private:
    std::vector<Record> records_;
};

/// `certain`, `review`, `excluded`, `addressed` or `-`.
std::string verdict(const Trace& trace, int record) {
    const std::string id = "facebook:" + std::to_string(record);
    const auto in = [&id](const std::vector<Mention>& list) {
        return std::any_of(list.begin(), list.end(),
                           [&id](const Mention& mention) { return mention.record == id; });
    };
    return in(trace.certain)     ? "certain"
           : in(trace.review)    ? "review"
           : in(trace.excluded)  ? "excluded"
           : in(trace.addressed) ? "addressed"
                                 : "-";
}

} // namespace

TEST_CASE("A full name that nobody else bears is certain, however it is written", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Ho visto Zelinda D'Amaranto al mercato")
        .say("2", "Ugo Prova", "la signora DAMARANTO ZELINDA abita qui")
        .say("3", "Ugo Prova", "chiedete a zelinda d’amaranto")
        .say("4", "Ugo Prova", "Zelinda D'Amarranto non risponde")
        .say("5", "Ugo Prova", "Bella giornata");
    const Trace trace = town.trace(R"({"name":"Zelinda D'Amaranto"})");
    CHECK(verdict(trace, 0) == "certain");
    CHECK(verdict(trace, 1) == "certain");
    CHECK(verdict(trace, 2) == "certain");
    CHECK(verdict(trace, 3) == "certain");
    CHECK(verdict(trace, 4) == "-");
    CHECK((trace.certain.at(0).spans.at(0).where == ByteSpan::of_indices(9, 27)));
}

TEST_CASE("Streets, schools and firms named after somebody are excluded", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Lavori in via Bonaventura Quagliata")
        .say("2", "Ugo Prova", "La scuola Quagliata resta chiusa")
        .say("3", "Ugo Prova", "Ha vinto la Quagliata Costruzioni");
    const Trace trace = town.trace(R"({"name":"Bonaventura Quagliata"})");
    CHECK(trace.certain.empty());
    CHECK(verdict(trace, 0) == "excluded");
    CHECK(verdict(trace, 1) == "excluded");
    CHECK(verdict(trace, 2) == "excluded");
}

TEST_CASE("A namesake's account is never the subject's, and bare names between two are asked",
          "[trace]") {
    Town town;
    town.say("1", "Rosa Tramontana", "Io sono contenta");
    town.last().author.handle = "rosa.t";
    town.say("2", "Rosa Tramontana", "Io invece no");
    town.last().author = {"other-account", "Rosa Tramontana", "rosatram55"};
    town.say("3", "Ugo Prova", "Grazie a Rosa Tramontana")
        .say("4", "Ugo Prova", "Grazie a Rosa Tramontana, la sarta");
    const Trace trace = town.trace(
        R"({"name":"Rosa Tramontana","handles":["facebook:rosa.t"],"occupation":"sarta"})");
    CHECK(verdict(trace, 0) == "certain");
    CHECK(verdict(trace, 1) == "excluded");
    CHECK(verdict(trace, 2) == "review");
    CHECK(verdict(trace, 3) == "certain");
}

TEST_CASE("An official in a public role is not a citizen of the same name", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Ringrazio l'assessora Rosa Tramontana per il cantiere")
        .say("2", "Ugo Prova", "Rosa Tramontana ha perso il gatto");
    const Trace citizen = town.trace(R"({"name":"Rosa Tramontana","occupation":"sarta"})");
    CHECK(verdict(citizen, 0) == "excluded");
    const Trace official =
        town.trace(R"({"name":"Rosa Tramontana","occupation":"assessora fino al 30 aprile 2025"})");
    CHECK(verdict(official, 0) == "review");
}

TEST_CASE("A first name or a surname counts where the conversation has the person", "[trace]") {
    Town town;
    town.say("1", "Zelinda Amaranto", "Io ci sarò")
        .say("1", "Ugo Prova", "Zelinda porta la torta", 0)
        .say("1", "Ugo Prova", "La solita Amaranto", 0)
        .say("2", "Ugo Prova", "Ma Zelinda viene?")
        .say("3", "Ugo Prova", "Zelinda Bianchi ha vinto");
    const Trace trace = town.trace(R"({"name":"Zelinda Amaranto"})");
    CHECK(verdict(trace, 0) == "certain");
    CHECK(verdict(trace, 1) == "certain");
    CHECK(verdict(trace, 2) == "certain");
    CHECK(verdict(trace, 3) == "review");
    CHECK(verdict(trace, 4) != "certain");
}

TEST_CASE("A given identifier is certain in any spelling", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "chiamate il 316-555 01 01")
        .say("2", "Ugo Prova", "abita al civico 7 di via dei Finti")
        .say("3", "Ugo Prova", "nata il 3/4/1970 a Roma")
        .say("4", "Ugo Prova", "in via dei Finti ci sono buche")
        .say("5", "Ugo Prova", "la targa Z Z 9 9 9 Z Z è ferma lì");
    const Trace trace = town.trace(
        R"({"name":"Ada Fittizia","phones":["+39 316 5550101"],"address":"via dei Finti 7",)"
        R"("birth_date":"1970-04-03","plates":["ZZ999ZZ"]})");
    for (const int record : {0, 1, 2, 4}) {
        CHECK(verdict(trace, record) == "certain");
    }
    CHECK(verdict(trace, 3) == "-");
}

TEST_CASE("Quoted words with the name are redacted with it; without the name they are asked",
          "[trace]") {
    Town town;
    town.say("1", "Zelinda Amaranto", "Da giovane correvo scalza fino al mulino vecchio")
        .say("2", "Ugo Prova", "Zelinda Amaranto: «correvo scalza fino al mulino»")
        .say("3", "Ugo Prova", "«correvo scalza fino al mulino» che ridere");
    const Trace trace = town.trace(R"({"name":"Zelinda Amaranto"})");
    CHECK(verdict(trace, 1) == "certain");
    CHECK(trace.certain.at(1).spans.size() == 2);
    CHECK(verdict(trace, 2) == "review");
}

TEST_CASE("A nickname that the archive declares is learned", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Zelinda Amaranto detta la Faina ha vinto")
        .say("1", "Ada Finta", "Brava Faina");
    const Trace trace = town.trace(R"({"name":"Zelinda Amaranto"})");
    CHECK(verdict(trace, 0) == "certain");
    CHECK(verdict(trace, 1) == "certain");
}

TEST_CASE("A person's answer wins over every rule", "[trace]") {
    Town town;
    town.say("1", "Ugo Prova", "Ma Zelinda viene?")
        .say("2", "Ugo Prova", "Ho visto Zelinda Amaranto");
    const std::string subject = R"({"name":"Zelinda Amaranto"})";
    CHECK(verdict(town.trace(subject), 0) == "review");
    CHECK(verdict(town.trace(subject), 1) == "certain");
    const Trace answered = town.trace(subject, {{"facebook:0"}, {"facebook:1"}});
    CHECK(verdict(answered, 0) == "certain");
    CHECK(verdict(answered, 1) == "excluded");
    CHECK(answered.excluded.at(0).why.back() == "answered: no");
}

TEST_CASE("The strings one edit away are those that the comparison accepts", "[trace]") {
    CHECK(rc::check([] {
        const std::string word = *rc::gen::container<std::string>(rc::gen::inRange('a', 'f'));
        for (const std::string& edit : subject::one_edit_from(word)) {
            RC_ASSERT(subject::within_one_edit(word, edit));
        }
    }));
    CHECK_FALSE(subject::within_one_edit("rossi", "russo"));
    CHECK_FALSE(subject::within_one_edit("ab", "ba c"));
}
