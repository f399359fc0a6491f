// lib/src/minors/judge.cpp
#include "oblio/minors/judge.hpp"

#include "minors/author_hints.hpp"
#include "minors/birth.hpp"
#include "minors/birthday.hpp"
#include "oblio/text/fold.hpp"
#include "oblio/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace oblio {
namespace {

using minors::AgeRange;
using minors::BirthRange;

/// A stated age is taken as it was said for so many days before and after.
constexpr int as_said_days = 31;
/// "Almost sixteen": the birthday is at most so many days away.
constexpr int almost_days = 120;
/// Below it a finding of type age is no more than a hint; the higher one where the text names
/// somebody else, whose age it may be.
constexpr double sure_enough = 0.55;
constexpr double sure_among_names = 0.65;

/// One statement about the author's age.
struct Fact {
    BirthRange born;
    AgeRange said;       ///< only if `stated`
    bool stated = false; ///< an age, not a birth date or year
    Date day;            ///< when it was said
};

/// What one record says by itself.
struct Own {
    std::optional<Date> day; ///< of the record, in Rome
    std::vector<Fact> text, profile, weak;
    std::vector<AgeEvidence> text_places, profile_places, weak_places;
    std::optional<AgeEvidence> adult;
    bool borrowed = false;
    bool managed = false;
    bool parent = false;     ///< the profile is a parent's or a grandparent's
    bool long_since = false; ///< the profile says what its owner has been doing for ten years
};

struct AccountFacts {
    std::vector<Fact> said;    ///< in texts
    std::vector<Fact> profile; ///< in profiles: may be old when it is exported
    bool adult_seen = false;   ///< an adult has held the pen of this account
    bool managed = false;
    bool parent = false;
};

bool is_profile(std::string_view side_text) {
    constexpr std::array<std::string_view, 7> names{
        "bio",        "about", "profile", "description", "author_bio", "author_description",
        "profile_bio"};
    return std::find(names.begin(), names.end(), side_text) != names.end();
}

AgeEvidence place_in(std::string field, std::string_view text, ByteSpan where, std::string rule) {
    const OffsetIndex index{text};
    return {std::move(field), index.code_points(where.begin()), index.code_points(where.end()),
            std::move(rule)};
}

/// The ages a fact allows on `day`.
AgeRange range_of(const Fact& fact, Date day) noexcept {
    if (fact.stated && std::abs(days_between(fact.day, day)) <= as_said_days) {
        return fact.said;
    }
    return minors::age_on(fact.born, day);
}

struct Answer {
    Under under = Under::no;
    AgeRange age;
    bool contradictory = false;
};

Under under_of(AgeRange age, int threshold) noexcept {
    return age.most < threshold     ? Under::yes
           : age.least >= threshold ? Under::no
                                    : Under::uncertain;
}

/// What several facts say together. Requires: not empty.
Answer combine(const std::vector<Fact>& facts, Date day, int threshold) {
    Answer answer;
    BirthRange born;
    bool first = true;
    bool agree = true;
    for (const Fact& fact : facts) {
        const AgeRange age = range_of(fact, day);
        const Under under = under_of(age, threshold);
        agree = agree && (first || under == answer.under);
        answer.under = first ? under : answer.under;
        answer.age = {std::max(answer.age.least, age.least), std::min(answer.age.most, age.most)};
        born = born.and_also(fact.born);
        first = false;
    }
    if (answer.age.least > answer.age.most) {
        answer.contradictory = true;
        answer.age = {0, 150};
        answer.under = agree ? answer.under : Under::uncertain;
        return answer;
    }
    answer.under = under_of(answer.age, threshold);
    if (answer.under == Under::uncertain && !born.empty()) {
        const AgeRange tighter = minors::age_on(born, day);
        if (tighter.least >= answer.age.least && tighter.most <= answer.age.most) {
            answer.age = tighter;
            answer.under = under_of(tighter, threshold);
        }
    }
    return answer;
}

/// `own` speaks first; `others` may settle what it leaves open, or contradict it.
Answer weigh(const std::vector<Fact>& own, const std::vector<Fact>& others, Date day,
             int threshold) {
    const Answer alone = combine(own, day, threshold);
    if (others.empty()) {
        return alone;
    }
    std::vector<Fact> all = own;
    all.insert(all.end(), others.begin(), others.end());
    const Answer together = combine(all, day, threshold);
    if (!together.contradictory) {
        return alone.under == Under::uncertain ? together : alone;
    }
    const Answer apart = combine(others, day, threshold);
    return apart.under == alone.under ? alone : Answer{Under::uncertain, {0, 150}, true};
}

/// Reads one record: the findings of its fields, and what they leave out.
class Reader {
public:
    Reader(const Record& record, std::span<const FieldFinding> findings) : record_{record} {
        if (record.created) {
            if (const auto at = parse_instant(*record.created)) {
                own_.day = rome_date(*at);
            }
        }
        names_others_ = names_others(findings);
        read_profiles();
        read_findings(findings);
        read_text();
        add_profiles();
        read_names();
    }

    [[nodiscard]] Own take() && { return std::move(own_); }

private:
    [[nodiscard]] Date day() const {
        // Without a date of its own a record may be as old as the platforms are.
        return own_.day.value_or(
            Date{std::chrono::year{2004}, std::chrono::January, std::chrono::day{1}});
    }

    /// Birth dates and years say nothing certain about a record without a date.
    void add(Fact fact, AgeEvidence place, bool profile, bool weak) {
        if (!own_.day && !fact.stated) {
            fact = {{fact.born.earliest, fact.born.latest},
                    {minors::age_on(fact.born, day()).least, 150},
                    true,
                    day()};
            weak = true;
        }
        auto& facts = weak ? own_.weak : profile ? own_.profile : own_.text;
        auto& places = weak ? own_.weak_places : profile ? own_.profile_places : own_.text_places;
        facts.push_back(fact);
        places.push_back(std::move(place));
    }

    void read_findings(std::span<const FieldFinding> findings) {
        for (const FieldFinding& one : findings) {
            const bool profile = one.field.field == Field::side_text &&
                                 one.field.index < record_.side_text.size() &&
                                 is_profile(record_.side_text[one.field.index].name);
            if (!profile && one.field.field != Field::text && one.field.field != Field::title) {
                continue;
            }
            const auto text = field_text(record_, one.field);
            if (!text) {
                continue;
            }
            const std::string name =
                profile ? record_.side_text[one.field.index].name : field_name(one.field);
            if (profile && own_.parent) {
                continue; // the ages in a parent's profile are the children's
            }
            if (one.finding.type == FindingType::age) {
                read_age(one, *text, name, profile);
            } else if (one.finding.type == FindingType::fiscal_code ||
                       one.finding.type == FindingType::date_of_birth) {
                read_birth(one, *text, name, profile);
            }
        }
    }

    /// The text of a field, folded once for all that is asked of it. Views the last field asked.
    const FoldedText& folded(FieldRef field, std::string_view text) {
        if (!folded_ || folded_->first != field) {
            folded_.emplace(field, fold(text));
        }
        return folded_->second;
    }

    void read_age(const FieldFinding& one, std::string_view text, const std::string& name,
                  bool profile) {
        const Finding& finding = one.finding;
        if (!finding.age || finding.age->of != AgeOf::author) {
            return;
        }
        const FoldedText& all = folded(one.field, text);
        AgeClaim claim = *finding.age;
        const bool cheered =
            !profile && minors::is_cheered(text, finding.where) &&
            minors::follows_another_name(text, finding.where, record_.author.name.value_or(""));
        if (cheered || minors::is_of_pupils(text, finding.where) ||
            (!profile && (minors::is_long_ago(all, finding.where, day()) ||
                          minors::is_jest(all, finding.where)))) {
            return;
        }
        if (claim.least == claim.most && minors::lacks_some_days(text, finding.where)) {
            claim.least -= 1;
            claim.most -= 1;
        }
        Fact fact{
            minors::aged({claim.least, claim.most}, day()), {claim.least, claim.most}, true, day()};
        const auto birthday =
            profile ? std::nullopt : minors::read_birthday(all, finding.where, day());
        if (birthday) {
            fact = {*birthday, {}, false, day()};
        } else if (claim.birth_year) {
            fact = {minors::born_in(*claim.birth_year), {}, false, day()};
        } else if (claim.least == claim.most &&
                   fold_to_string(finding.where.of(text)).find("quasi") != std::string::npos) {
            fact.born = minors::turning(claim.least + 1, day(), almost_days);
        }
        (profile ? profile_ages_ : text_ages_) = true;
        const bool others = !profile && may_be_of_others(text, finding.where);
        const bool sure = finding.confidence >= (others ? sure_among_names : sure_enough) &&
                          (profile || !minors::is_memory(all, finding.where));
        add(fact, place_in(name, text, finding.where, finding.rule), profile, !sure);
    }

    void read_birth(const FieldFinding& one, std::string_view text, const std::string& name,
                    bool profile) {
        const Finding& finding = one.finding;
        const auto birth =
            finding.type == FindingType::fiscal_code
                ? minors::birth_of_fiscal_code(
                      Scanner::canonical(finding.type, finding.where.of(text)), day())
                : minors::read_written_date(fold_to_string(finding.where.of(text)), day());
        if (!birth) {
            return;
        }
        const auto owner = minors::owner_of(
            folded(one.field, text), finding.where,
            record_.author.name ? std::string_view{*record_.author.name} : std::string_view{});
        if (owner != minors::Owner::somebody_else) {
            add({minors::born_on(*birth), {}, false, day()},
                place_in(name, text, finding.where, finding.rule), profile,
                owner == minors::Owner::unknown);
        }
    }

    void read_text() {
        if (!record_.text) {
            return;
        }
        const FoldedText& all = folded({}, *record_.text);
        const minors::WriterHints hints = minors::read_writer(all);
        own_.borrowed = hints.borrowed.has_value();
        for (const minors::ProfileAge& age : minors::read_own_ages(all, day())) {
            if (!text_ages_) { // the detectors read this text already
                Fact fact{age.born, {}, true, day()};
                fact.said = minors::age_on(age.born, day());
                if (const auto birthday = minors::read_birthday(all, age.where, day())) {
                    fact = {*birthday, {}, false, day()};
                }
                add(fact, place_in("text", *record_.text, age.where, age.rule), false,
                    age.weak || may_be_of_others(*record_.text, age.where));
            }
        }
        if (hints.adult) {
            own_.adult = place_in("text", *record_.text, *hints.adult, "adult-writer");
        }
    }

    void read_profiles() {
        for (const SideText& side : record_.side_text) {
            if (!is_profile(side.name)) {
                continue;
            }
            const auto& [text, hints] =
                profiles_.emplace_back(&side, minors::read_profile(side.value, day()));
            own_.parent = own_.parent || hints.parent.has_value();
            own_.long_since = own_.long_since || hints.long_since.has_value();
            own_.managed = own_.managed || hints.managed.has_value();
        }
    }

    void add_profiles() {
        if (profile_ages_ || own_.parent) {
            return; // the detectors read the profile already, or it tells of children
        }
        for (const auto& [side, hints] : profiles_) {
            for (const minors::ProfileAge& age : hints.ages) {
                add_profile_age(age, side->name, side->value);
            }
        }
    }

    void add_profile_age(const minors::ProfileAge& age, const std::string& field,
                         std::string_view text) {
        const bool stated = age.rule == "profile-age" || age.rule == "profile-class";
        Fact fact{age.born, {}, stated, day()};
        if (stated) {
            fact.said = minors::age_on(age.born, day());
        }
        add(fact, place_in(field, text, age.where, age.rule), true, age.weak);
    }

    void read_names() {
        for (const auto& [field, value] : {std::pair{"author_handle", &record_.author.handle},
                                           std::pair{"author_name", &record_.author.name}}) {
            if (*value && own_.day) {
                if (const auto age = minors::read_handle(**value, day())) {
                    add_profile_age(*age, field, **value);
                }
            }
        }
    }

    /// The text names a person who is not the author, or a capitalised word that is no name of the
    /// author's stands right before `where` ("forza Livia, seconda media").
    [[nodiscard]] bool may_be_of_others(std::string_view text, ByteSpan where) const {
        return names_others_ ||
               minors::follows_another_name(text, where, record_.author.name.value_or(""));
    }

    [[nodiscard]] bool names_others(std::span<const FieldFinding> findings) const {
        const std::string author = fold_to_string(record_.author.name.value_or(""));
        return std::any_of(findings.begin(), findings.end(), [&](const FieldFinding& one) {
            return one.field.field == Field::text && one.finding.type == FindingType::person &&
                   record_.text && !minors::introduces_itself(*record_.text, one.finding.where) &&
                   author.find(fold_to_string(one.finding.where.of(*record_.text))) ==
                       std::string::npos;
        });
    }

    const Record& record_;
    Own own_;
    std::vector<std::pair<const SideText*, minors::ProfileHints>> profiles_;
    std::optional<std::pair<FieldRef, FoldedText>> folded_;
    bool names_others_ = false;
    bool text_ages_ = false;
    bool profile_ages_ = false;
};

/// What an account's profile says nearest to `day`: the same words stand there for years.
std::vector<Fact> nearest(const std::vector<Fact>& facts, Date day) {
    const auto distance = [&](const Fact& fact) { return std::abs(days_between(fact.day, day)); };
    int least = std::numeric_limits<int>::max();
    for (const Fact& fact : facts) {
        least = std::min(least, distance(fact));
    }
    std::vector<Fact> chosen;
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(chosen),
                 [&](const Fact& fact) { return distance(fact) == least; });
    return chosen;
}

bool speaks(const Record& record) {
    return record.author_role != "channel" && record.author_role != "system";
}

/// The account whose records hold for each other; empty without an id or a handle, because two
/// people may share a display name.
std::string account_of(const Record& record) {
    if (record.author.id) {
        return record.platform + '\x1f' + *record.author.id;
    }
    return record.author.handle ? record.platform + "\x1f@" + fold_to_string(*record.author.handle)
                                : std::string{};
}

} // namespace

struct MinorsJudge::State {
    MinorsPolicy policy;
    std::unordered_map<std::string, std::vector<Consent>> consents; ///< by author id
    std::unordered_map<std::string, AccountFacts> accounts;

    [[nodiscard]] std::vector<Consent> consents_of(const Record& record) const;
    [[nodiscard]] Answer answer(const Own& own, const AccountFacts& account, int threshold,
                                MinorsVerdict& verdict) const;
    void decide(const Record& record, const Own& own, MinorsVerdict& verdict) const;
};

/// Whatever was answered was answered before it.
constexpr Date latest_day{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};

std::vector<Consent> MinorsJudge::State::consents_of(const Record& record) const {
    std::vector<Consent> found;
    for (const auto* name : {&record.author.id, &record.author.handle}) {
        if (!*name) {
            continue;
        }
        for (const std::string& key : {**name, record.platform + ":" + **name}) {
            const auto given = consents.find(key);
            if (given == consents.end()) {
                continue;
            }
            for (const Consent& consent : given->second) {
                if (consent.platform.empty() || consent.platform == record.platform) {
                    found.push_back(consent);
                }
            }
        }
    }
    return found;
}

/// Who spoke first: an adult who holds the pen, the text, the profile, the account, a hint.
Answer MinorsJudge::State::answer(const Own& own, const AccountFacts& account, int threshold,
                                  MinorsVerdict& verdict) const {
    const Date day =
        own.day.value_or(Date{std::chrono::year{2004}, std::chrono::January, std::chrono::day{1}});
    std::vector<Fact> others = own.profile.empty() ? nearest(account.profile, day) : own.profile;
    others.insert(others.end(), account.said.begin(), account.said.end());
    Answer answer;
    if (own.adult && !own.borrowed) {
        std::vector<Fact> all = own.text;
        all.insert(all.end(), others.begin(), others.end());
        all.insert(all.end(), own.weak.begin(), own.weak.end());
        bool child = false;
        for (const Fact& fact : all) {
            child = child || under_of(range_of(fact, day), threshold) != Under::no;
        }
        if (child) {
            verdict.evidence = {*own.adult};
        } else if (!all.empty()) {
            verdict.evidence = own.text_places;
            verdict.via_account = own.text.empty() && own.profile.empty();
        }
        verdict.decision = all.empty() ? MinorsDecision::none : MinorsDecision::keep;
        answer.under = child ? Under::uncertain : Under::no;
        return answer;
    }
    if ((own.parent || account.parent) && !own.borrowed && own.text.empty()) {
        return answer; // who has children is not one, and this record claims nothing
    }
    verdict.decision = MinorsDecision::keep; // there is evidence; decide() says what follows
    if (!own.text.empty()) {
        verdict.evidence = own.text_places;
        answer = own.borrowed ? combine(own.text, day, threshold)
                              : weigh(own.text, others, day, threshold);
        const bool doubtful = own.parent || own.long_since || account.parent;
        if (doubtful && !own.borrowed && answer.under == Under::yes) {
            answer.under = Under::uncertain;
        }
        return answer;
    }
    if (!own.profile.empty()) {
        verdict.evidence = own.profile_places;
        answer = weigh(own.profile, account.said, day, threshold);
    } else if (!others.empty() && !own.borrowed) {
        verdict.via_account = true;
        answer = combine(others, day, threshold);
        // An account that says its age elsewhere answers a roll-call for itself.
        for (std::size_t i = 0; i < own.weak.size(); ++i) {
            if (own.weak_places[i].rule == minors::roll_call_rule) {
                answer = weigh(others, {own.weak[i]}, day, threshold);
            }
        }
    } else if (!own.weak.empty()) {
        verdict.evidence = own.weak_places;
        answer = combine(own.weak, day, threshold);
        answer.under = answer.under == Under::yes ? Under::uncertain : answer.under;
        return answer;
    } else {
        verdict.decision = MinorsDecision::none;
        return answer;
    }
    // Nobody says in this record who writes: where an adult uses the account, it may be they.
    if (answer.under == Under::yes &&
        (own.managed || own.long_since || account.managed || account.adult_seen)) {
        answer.under = Under::uncertain;
    }
    return answer;
}

void MinorsJudge::State::decide(const Record& record, const Own& own,
                                MinorsVerdict& verdict) const {
    if (verdict.decision == MinorsDecision::none) {
        return;
    }
    const std::vector<Consent> given = consents_of(record);
    if (own.day) {
        verdict.consent = state_on(given, *own.day, policy.guardians);
    }
    if (verdict.under == Under::no) {
        verdict.decision = MinorsDecision::keep;
    } else if (verdict.under == Under::uncertain) {
        verdict.decision = MinorsDecision::review;
    } else if (verdict.consent == ConsentState::valid) {
        const bool withdrawn = policy.consent_is_legal_basis && revoked_after(given, *own.day);
        verdict.decision = withdrawn ? MinorsDecision::review : MinorsDecision::keep;
    } else if (policy.action == MinorAction::quarantine &&
               refused_by(given, own.day.value_or(latest_day), latest_day)) {
        verdict.refused = true;
        verdict.decision = MinorsDecision::purge;
    } else {
        constexpr std::array<MinorsDecision, 3> actions{
            MinorsDecision::purge, MinorsDecision::quarantine, MinorsDecision::review};
        verdict.decision = actions[static_cast<std::size_t>(policy.action)];
    }
}

MinorsJudge::MinorsJudge(MinorsPolicy policy, std::span<const Consent> consents)
    : state_{std::make_unique<State>()} {
    state_->policy = std::move(policy);
    for (const Consent& consent : consents) {
        state_->consents[consent.author_id].push_back(consent);
    }
}
MinorsJudge::MinorsJudge(MinorsJudge&&) noexcept = default;
MinorsJudge& MinorsJudge::operator=(MinorsJudge&&) noexcept = default;
MinorsJudge::~MinorsJudge() = default;

void MinorsJudge::learn(const Record& record, std::span<const FieldFinding> findings) {
    const std::string account = account_of(record);
    if (!speaks(record) || account.empty()) {
        return;
    }
    const Own own = Reader{record, findings}.take();
    if (!own.day ||
        (own.text.empty() && own.profile.empty() && !own.adult && !own.managed && !own.parent)) {
        return;
    }
    AccountFacts& facts = state_->accounts[account];
    facts.managed = facts.managed || own.managed;
    facts.parent = facts.parent || own.parent;
    if (own.borrowed) {
        return;
    }
    if (own.adult) {
        facts.adult_seen = true;
    } else {
        facts.said.insert(facts.said.end(), own.text.begin(), own.text.end());
    }
    facts.profile.insert(facts.profile.end(), own.profile.begin(), own.profile.end());
}

MinorsVerdict MinorsJudge::judge(const Record& record, std::span<const FieldFinding> findings,
                                 int threshold) const {
    MinorsVerdict verdict;
    verdict.record = record.id;
    verdict.author =
        record.author.id.value_or(record.author.handle.value_or(record.author.name.value_or("")));
    verdict.threshold = threshold;
    if (!speaks(record)) {
        return verdict;
    }
    const Own own = Reader{record, findings}.take();
    const auto account = state_->accounts.find(account_of(record));
    static const AccountFacts nothing;
    const Answer answer = state_->answer(
        own, account == state_->accounts.end() ? nothing : account->second, threshold, verdict);
    verdict.under = answer.under;
    verdict.least_age = answer.age.least;
    verdict.most_age = answer.age.most;
    state_->decide(record, own, verdict);
    return verdict;
}

std::string_view minors_decision_name(MinorsDecision decision) noexcept {
    constexpr std::array<std::string_view, 7> names{"none",  "keep", "review", "quarantine",
                                                    "purge", "wait", "release"};
    return names[static_cast<std::size_t>(decision)];
}

std::string format_verdict(const MinorsVerdict& verdict) {
    nlohmann::ordered_json line{{"record", verdict.record}, {"author", verdict.author}};
    line["under"] = verdict.under == Under::yes  ? nlohmann::ordered_json(true)
                    : verdict.under == Under::no ? nlohmann::ordered_json(false)
                                                 : nlohmann::ordered_json("uncertain");
    line["threshold"] = verdict.threshold;
    line["evidence"] = nlohmann::ordered_json::array();
    for (const AgeEvidence& evidence : verdict.evidence) {
        line["evidence"].push_back({{"field", evidence.field},
                                    {"start", evidence.start},
                                    {"end", evidence.end},
                                    {"rule", evidence.rule}});
    }
    line["via_account"] = verdict.via_account;
    line["consent"] = consent_state_name(verdict.consent);
    if (verdict.refused) {
        line["refused"] = true;
    }
    line["action"] = minors_decision_name(verdict.decision);
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace oblio
