// tests/minors/judge_test.cpp
#include "oblio/minors/judge.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace oblio;

namespace {

struct Line {
    Record record;
    std::vector<FieldFinding> findings;
};

/// A record whose text or profile may hold one statement of age between [ and ].
class Build {
public:
    Build(std::string_view account, std::string_view day) {
        static int number = 0;
        line_.record.id = "instagram:" + std::to_string(++number);
        line_.record.platform = "instagram";
        line_.record.author_role = "other";
        line_.record.author.id = std::string{account};
        line_.record.created = std::string{day} + "T10:00:00Z";
    }
    Build& text(std::string_view marked, std::optional<AgeClaim> claim = {}) {
        line_.record.text = plain(marked, {Field::text, 0}, claim);
        return *this;
    }
    Build& bio(std::string_view marked, std::optional<AgeClaim> claim = {}) {
        line_.record.side_text.push_back({"bio", ""});
        line_.record.side_text[0].value = plain(marked, {Field::side_text, 0}, claim);
        return *this;
    }
    Build& name(std::string_view value) {
        line_.record.author.name = std::string{value};
        return *this;
    }
    Build& handle(std::string_view value) {
        line_.record.author.handle = std::string{value};
        return *this;
    }
    [[nodiscard]] Line line() const { return line_; }

private:
    std::string plain(std::string_view marked, FieldRef field, std::optional<AgeClaim> claim) {
        const auto open = marked.find('[');
        if (open == std::string_view::npos) {
            return std::string{marked};
        }
        const auto close = marked.find(']');
        std::string text{marked.substr(0, open)};
        text += marked.substr(open + 1, close - open - 1);
        line_.findings.push_back({field,
                                  {FindingType::age,
                                   ByteSpan::of_indices(open, close - 1),
                                   0.9,
                                   "age",
                                   {},
                                   false,
                                   false,
                                   claim}});
        return text + std::string{marked.substr(close + 1)};
    }

    Line line_;
};

AgeClaim author(int least, int most) {
    return {AgeOf::author, least, most, {}};
}
AgeClaim born(int year) {
    return {AgeOf::author, 0, 150, year};
}

MinorsPolicy policy_of(int threshold) {
    MinorsPolicy policy;
    policy.threshold = threshold;
    return policy;
}

std::vector<MinorsVerdict> judge_all(const std::vector<Line>& lines, int threshold,
                                     std::vector<Consent> consents = {},
                                     MinorsPolicy policy = policy_of(16)) {
    MinorsJudge judge{std::move(policy), consents};
    for (const Line& line : lines) {
        judge.learn(line.record, line.findings);
    }
    std::vector<MinorsVerdict> verdicts;
    for (const Line& line : lines) {
        verdicts.push_back(judge.judge(line.record, line.findings, threshold));
    }
    return verdicts;
}

MinorsVerdict judge_one(const Build& build, int threshold) {
    return judge_all({build.line()}, threshold).front();
}

Consent consent(std::string_view account, std::string_view given, std::string_view revoked = {}) {
    Consent one;
    one.author_id = account;
    one.guardian = "Ada";
    one.given = parse_date(given).value();
    one.revoked = parse_date(revoked);
    return one;
}

} // namespace

TEST_CASE("Somma Lombardo: who says to be under 16 and has no consent is purged", "[minors]") {
    const auto child = Build{"1", "2025-03-04"}.text("[ho 13 anni] e la rampa?", author(13, 13));
    const MinorsVerdict verdict = judge_one(child, 16);
    CHECK(verdict.under == Under::yes);
    CHECK(verdict.decision == MinorsDecision::purge);
    REQUIRE(verdict.evidence.size() == 1);
    CHECK(verdict.evidence[0].field == "text");
    CHECK(verdict.evidence[0].start == 0);
    CHECK(verdict.evidence[0].end == 10);
}

TEST_CASE("Both thresholds are answered from the same evidence", "[minors]") {
    const auto fourteen = Build{"1", "2025-05-11"}.text("[Ho 14 anni]", author(14, 14));
    CHECK(judge_one(fourteen, 16).under == Under::yes);
    CHECK(judge_one(fourteen, 14).under == Under::no);
    CHECK(judge_one(fourteen, 14).decision == MinorsDecision::keep);
    CHECK(judge_one(fourteen, 15).under == Under::yes);
}

TEST_CASE("Other people's ages never make the author a minor", "[minors]") {
    const AgeClaim other{AgeOf::other, 13, 13, {}};
    const auto parent = Build{"1", "2025-03-10"}.text("[Mio figlio ha 13 anni]", other);
    CHECK(judge_one(parent, 16).decision == MinorsDecision::none);
    CHECK(judge_one(Build{"1", "2025-03-10"}.text("Che bel murale"), 16).decision ==
          MinorsDecision::none);
}

TEST_CASE("A birth year gives all the ages it allows that day", "[minors]") {
    CHECK(judge_one(Build{"1", "2025-06-13"}.text("[Sono del 2010]", born(2010)), 16).under ==
          Under::yes);
    CHECK(judge_one(Build{"1", "2026-03-02"}.text("[Sono del 2010]", born(2010)), 16).under ==
          Under::uncertain);
    CHECK(judge_one(Build{"1", "2026-03-02"}.text("[Sono del 2009]", born(2009)), 16).under ==
          Under::no);
}

TEST_CASE("What one record says holds for the account's others of a compatible time", "[minors]") {
    const auto lines = std::vector{
        Build{"1", "2025-03-04"}.text("[ho 13 anni]", author(13, 13)).line(),
        Build{"1", "2025-03-15"}.text("grazie per la rampa").line(),
        Build{"1", "2024-03-15"}.text("la rampa quando?").line(),
        Build{"1", "2025-10-15"}.text("la rampa è rotta").line(),
        Build{"1", "2028-10-15"}.text("ciao").line(),
        Build{"2", "2025-03-15"}.text("altro account").line(),
    };
    const auto at16 = judge_all(lines, 16);
    CHECK(at16[1].under == Under::yes);
    CHECK(at16[1].via_account);
    CHECK(at16[1].evidence.empty());
    CHECK(at16[2].under == Under::yes);
    CHECK(at16[3].under == Under::yes);
    CHECK(at16[4].under == Under::no);
    CHECK(at16[5].decision == MinorsDecision::none);
    const auto at14 = judge_all(lines, 14);
    CHECK(at14[1].under == Under::yes);       // eleven days later: as it was said
    CHECK(at14[3].under == Under::uncertain); // seven months later: perhaps fourteen
}

TEST_CASE("Almost sixteen in August is sixteen in January", "[minors]") {
    const auto lines =
        std::vector{Build{"1", "2025-08-19"}.text("[quasi sedici anni]", author(15, 15)).line(),
                    Build{"1", "2026-01-20"}.text("la foto?").line()};
    const auto verdicts = judge_all(lines, 16);
    CHECK(verdicts[0].under == Under::yes);
    CHECK(verdicts[1].under == Under::no);
}

TEST_CASE("A child on a parent's phone counts for that record only", "[minors]") {
    const auto lines = std::vector{
        Build{"1", "2025-07-05"}
            .text("[ho dieci anni], ti scrivo col telefono di mamma", author(10, 10))
            .line(),
        Build{"1", "2025-07-06"}.text("Buonasera, sono la madre: rimedio io domattina").line(),
        Build{"1", "2025-08-06"}.text("La mensa ha cambiato menù?").line()};
    const auto verdicts = judge_all(lines, 16);
    CHECK(verdicts[0].under == Under::yes);
    CHECK(verdicts[1].decision == MinorsDecision::none);
    CHECK(verdicts[2].decision == MinorsDecision::none);
}

TEST_CASE("Whose child says so writes one record of the parent's account", "[minors]") {
    const auto verdicts = [](std::string_view account_name) {
        const auto lines = std::vector{
            Build{"1", "2025-07-05"}
                .name(account_name)
                .text("sono Sofia, la figlia di Ida, [ho dieci anni]: è aperto?", author(10, 10))
                .line(),
            Build{"1", "2025-08-06"}.name(account_name).text("La mensa ha cambiato menù?").line()};
        return judge_all(lines, 16);
    };
    CHECK(verdicts("Ida Fittizi")[0].under == Under::yes);
    CHECK(verdicts("Ida Fittizi")[1].decision == MinorsDecision::none);
    CHECK(verdicts("Sofia Fittizi")[1].under == Under::yes);
}

TEST_CASE("An adult who writes from a child's profile is uncertain, never purged", "[minors]") {
    const auto mother = Build{"1", "2025-11-19"}
                            .text("Sono la mamma di Livia, scrivo dal suo profilo: la mensa?")
                            .bio("[11 anni], danza", author(11, 11));
    CHECK(judge_one(mother, 16).under == Under::uncertain);
    CHECK(judge_one(mother, 16).decision == MinorsDecision::review);

    const auto quoted = Build{"2", "2025-11-19"}.text(
        "Mia figlia dice: [ho dodici anni]. Firmo io, la madre.", author(12, 12));
    CHECK(judge_one(quoted, 16).under == Under::uncertain);
}

TEST_CASE("An adult on a profile that is said to be a child's is uncertain without an age, too",
          "[minors]") {
    const auto mother =
        Build{"1", "2026-01-30"}.text("scrivo dal profilo di mia figlia: a che ora?");
    const MinorsVerdict verdict = judge_one(mother, 16);
    CHECK(verdict.under == Under::uncertain);
    CHECK(verdict.decision == MinorsDecision::review);
    const auto of_grown_up = Build{"2", "2026-01-30"}
                                 .text("scrivo dal profilo di mia figlia: a che ora?")
                                 .bio("[30 anni]", author(30, 30));
    CHECK(judge_one(of_grown_up, 16).under == Under::no);
    const auto husband = Build{"3", "2026-01-30"}.text("scrivo dal profilo di mio marito");
    CHECK(judge_one(husband, 16).decision == MinorsDecision::none);
}

TEST_CASE("Where an adult uses the account, silence about who writes is uncertain", "[minors]") {
    const auto lines = std::vector{
        Build{"1", "2025-11-19"}.text("Sono il papà, scrivo dal suo profilo").line(),
        Build{"1", "2025-11-20"}.text("bella la pista").bio("[11 anni]", author(11, 11)).line()};
    CHECK(judge_all(lines, 16)[1].under == Under::uncertain);
    const auto managed = Build{"2", "2025-11-20"}
                             .text("Complimenti alle ragazze")
                             .bio("ginnasta, [10 anni] · profilo gestito da mamma", author(10, 10));
    CHECK(judge_one(managed, 16).under == Under::uncertain);
    const auto child = Build{"3", "2025-11-20"}
                           .text("mamma ha scelto la mia")
                           .bio("ginnasta, [10 anni] · profilo gestito da mamma", author(10, 10));
    CHECK(judge_one(child, 16).under == Under::yes);
}

TEST_CASE("A roll-call counts where the account says its age elsewhere, alone it is asked",
          "[minors]") {
    const auto call = Build{"1", "2025-12-06"}.text("terza media presente, dov'era la torta?");
    CHECK(judge_one(call, 14).under == Under::uncertain);
    const auto lines = std::vector{
        call.line(),
        Build{"1", "2026-01-20"}.text("[sono in terza media] e vengo", author(12, 14)).line()};
    CHECK(judge_all(lines, 14)[0].under == Under::yes);
    const auto grown = std::vector{
        call.line(), Build{"1", "2026-01-20"}.text("[ho 40 anni]", author(40, 40)).line()};
    CHECK(judge_all(grown, 14)[0].under != Under::yes);
}

TEST_CASE("Two statements that cannot both be true are uncertain", "[minors]") {
    const auto lines =
        std::vector{Build{"1", "2025-03-04"}.text("[ho 45 anni]", author(45, 45)).line(),
                    Build{"1", "2025-03-05"}.text("[ho 12 anni]", author(12, 12)).line(),
                    Build{"2", "2025-03-04"}.text("[ho 11 anni]", author(11, 11)).line(),
                    Build{"2", "2025-03-05"}.text("[ho 13 anni]", author(13, 13)).line()};
    const auto verdicts = judge_all(lines, 16);
    CHECK(verdicts[0].under == Under::uncertain);
    CHECK(verdicts[1].under == Under::uncertain);
    CHECK(verdicts[2].under == Under::yes); // whichever is true
    CHECK(verdicts[3].under == Under::yes);
}

TEST_CASE("A year in a handle alone is uncertain", "[minors]") {
    const auto alone = Build{"1", "2025-10-11"}.text("bello il murale").handle("livia_2011");
    const MinorsVerdict verdict = judge_one(alone, 16);
    CHECK(verdict.under == Under::uncertain);
    CHECK(verdict.decision == MinorsDecision::review);
    REQUIRE(verdict.evidence.size() == 1);
    CHECK(verdict.evidence[0].field == "author_handle");
    CHECK(verdict.evidence[0].start == 6);
    const auto known =
        Build{"1", "2025-10-11"}.text("[ho 14 anni]", author(14, 14)).handle("livia_2011");
    CHECK(judge_one(known, 16).under == Under::yes);
}

TEST_CASE("A profile is read even where the detectors report nothing in it", "[minors]") {
    const auto profile =
        Build{"1", "2025-02-08"}.text("quando fate il karaoke?").bio("12 anni, gatti");
    const MinorsVerdict verdict = judge_one(profile, 16);
    CHECK(verdict.under == Under::yes);
    REQUIRE(verdict.evidence.size() == 1);
    CHECK(verdict.evidence[0].field == "bio");
}

TEST_CASE("A profile that was never changed counts on each record's own day", "[minors]") {
    const auto lines = std::vector{
        Build{"1", "2025-02-08"}.text("il record è mio").bio("[12 anni]", author(12, 12)).line(),
        Build{"1", "2026-02-27"}.text("foto venuta male").bio("[12 anni]", author(12, 12)).line(),
        Build{"1", "2026-03-02"}.text("senza profilo").line()};
    const auto verdicts = judge_all(lines, 14);
    CHECK(verdicts[0].under == Under::yes);
    CHECK(verdicts[1].under == Under::yes);
    CHECK(verdicts[2].under == Under::yes); // by the nearest one
}

TEST_CASE("An age that may be somebody else's or of the past is for a person to look at",
          "[minors]") {
    Line unsure = Build{"1", "2025-09-15"}
                      .text("per scienze, [seconda media], ci serve aiuto", author(11, 13))
                      .line();
    unsure.findings[0].finding.confidence = 0.6;
    CHECK(judge_all({unsure}, 14).front().decision == MinorsDecision::purge);
    Line other =
        Build{"1", "2025-09-15"}.text("forza Livia, [seconda media] si va", author(11, 13)).line();
    other.findings[0].finding.confidence = 0.6;
    CHECK(judge_all({other}, 14).front().decision == MinorsDecision::none); // she is cheered
    other.record.author.name = "Livia Provetti";                            // her own name
    CHECK(judge_all({other}, 14).front().decision == MinorsDecision::purge);
    other.findings.push_back({{Field::text, 0},
                              {FindingType::person,
                               ByteSpan::of_indices(26, 31),
                               0.6,
                               "person",
                               {},
                               false,
                               false,
                               {}}}); // somebody else is named
    CHECK(judge_all({other}, 14).front().decision == MinorsDecision::review);
    const auto memory =
        Build{"1", "2025-09-15"}.text("io la [terza media] l'ho ripetuta", author(12, 13));
    CHECK(judge_one(memory, 14).decision == MinorsDecision::review);
}

TEST_CASE("A fiscal code or a birth date gives the day of birth", "[minors]") {
    const auto with = [](std::string_view text, std::string_view value, FindingType type,
                         std::string_view day) {
        Line line = Build{"1", day}.text(text).line();
        const auto at = text.find(value);
        line.findings.push_back(
            {{Field::text, 0},
             {type, ByteSpan::of_indices(at, at + value.size()), 1.0, "r", {}, false, true, {}}});
        return judge_all({line}, 16).front();
    };
    const auto code = FindingType::fiscal_code;
    CHECK(with("il mio codice è PLLGNT13L59M987Y", "PLLGNT13L59M987Y", code, "2025-09-15").under ==
          Under::yes);
    CHECK(with("codice PLLGNT13L59M987Y", "PLLGNT13L59M987Y", code, "2025-09-15").under ==
          Under::uncertain);
    CHECK(with("codice CRBNTN56B03M987Q", "CRBNTN56B03M987Q", code, "2025-09-15").under ==
          Under::no);
    CHECK(
        with("per mio nipote: PLLGNT13L59M987Y", "PLLGNT13L59M987Y", code, "2025-09-15").decision ==
        MinorsDecision::none);
    const auto date = FindingType::date_of_birth;
    CHECK(with("sono nato il 15/9/2009", "15/9/2009", date, "2025-09-14").under == Under::yes);
    CHECK(with("sono nato il 15/9/2009", "15/9/2009", date, "2025-09-15").under == Under::no);
    // 23:30 UTC is already the birthday in Rome
    Line night = Build{"1", "2025-09-14"}.text("sono nato il 15/9/2009").line();
    night.record.created = "2025-09-14T22:30:00Z";
    night.findings.push_back(
        {{Field::text, 0}, {date, ByteSpan::of_indices(13, 22), 1.0, "r", {}, false, true, {}}});
    CHECK(judge_all({night}, 16).front().under == Under::no);
}

TEST_CASE("Consent on the day of the message decides between keeping and purging", "[minors]") {
    const auto lines =
        std::vector{Build{"1", "2025-03-04"}.text("[ho 13 anni]", author(13, 13)).line()};
    const auto decide = [&](std::vector<Consent> given, MinorsPolicy policy = policy_of(16)) {
        return judge_all(lines, 16, std::move(given), std::move(policy)).front().decision;
    };
    CHECK(decide({}) == MinorsDecision::purge);
    CHECK(decide({consent("1", "2025-03-04")}) == MinorsDecision::keep);
    CHECK(decide({consent("1", "2025-03-05")}) == MinorsDecision::purge);
    CHECK(decide({consent("2", "2025-03-04")}) == MinorsDecision::purge);
    CHECK(decide({consent("instagram:1", "2025-03-04")}) == MinorsDecision::keep);
    CHECK(decide({consent("1", "2025-01-01", "2025-03-04")}) == MinorsDecision::purge);
    CHECK(decide({consent("1", "2025-01-01", "2025-04-01")}) == MinorsDecision::keep);
    MinorsPolicy basis = policy_of(16);
    basis.consent_is_legal_basis = true;
    CHECK(decide({consent("1", "2025-01-01", "2025-04-01")}, basis) == MinorsDecision::review);
    MinorsPolicy wait = policy_of(16);
    wait.action = MinorAction::quarantine;
    CHECK(decide({}, wait) == MinorsDecision::quarantine);
    MinorsPolicy ask = policy_of(16);
    ask.action = MinorAction::review;
    CHECK(decide({}, ask) == MinorsDecision::review);
}

TEST_CASE("The channel's own records and records without a date are handled", "[minors]") {
    Line office = Build{"1", "2025-03-04"}.text("[ho 13 anni]", author(13, 13)).line();
    office.record.author_role = "channel";
    CHECK(judge_all({office}, 16).front().decision == MinorsDecision::none);
    Line undated = Build{"1", "2025-03-04"}.text("[ho 13 anni]", author(13, 13)).line();
    undated.record.created.reset();
    CHECK(judge_all({undated}, 16).front().under == Under::yes);
    Line year = Build{"1", "2025-03-04"}.text("[Sono del 2010]", born(2010)).line();
    year.record.created.reset();
    CHECK(judge_all({year}, 16).front().under == Under::uncertain);
    Line old = Build{"1", "2025-03-04"}.text("[Sono del 1960]", born(1960)).line();
    old.record.created.reset();
    CHECK(judge_all({old}, 16).front().under == Under::no);
}

TEST_CASE("A verdict is one JSON line of the contract", "[minors]") {
    const auto child = Build{"1", "2025-03-04"}.text("più [ho 13 anni]", author(13, 13));
    const auto line = nlohmann::json::parse(format_verdict(judge_one(child, 16)));
    CHECK(line["under"] == true);
    CHECK(line["threshold"] == 16);
    CHECK(line["consent"] == "none");
    CHECK(line["action"] == "purge");
    CHECK(line["author"] == "1");
    CHECK(line["evidence"][0]["start"] == 4); // code points
    CHECK(line["evidence"][0]["end"] == 14);
    CHECK(line["evidence"][0]["field"] == "text");
}
