// lib/src/minors/judge.cpp: weighs what the records of an account say, and decides.
#include "oblio/minors/judge.hpp"

#include "minors/author_hints.hpp"
#include "minors/birth.hpp"
#include "minors/own_facts.hpp"
#include "oblio/text/fold.hpp"

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
using minors::Fact;
using minors::Own;

/// Whatever was answered was answered before it.
constexpr Date latest_day{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};

/// A stated age is taken as it was said for so many days before and after.
constexpr int as_said_days = 31;

struct AccountFacts {
    std::vector<Fact> said;    ///< in texts
    std::vector<Fact> profile; ///< in profiles: may be old when it is exported
    bool adult_seen = false;   ///< an adult has held the pen of this account
    bool managed = false;
    bool parent = false;
};

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

/// An adult writes: a child's account in question, or nobody's.
Answer by_adult(const Own& own, const std::vector<Fact>& others, Date day, int threshold,
                MinorsVerdict& verdict) {
    std::vector<Fact> all = own.text;
    all.insert(all.end(), others.begin(), others.end());
    all.insert(all.end(), own.weak.begin(), own.weak.end());
    if (all.empty() && !own.childs_profile) {
        verdict.decision = MinorsDecision::none;
        return {};
    }
    verdict.decision = MinorsDecision::keep;
    const bool child = std::any_of(all.begin(), all.end(), [&](const Fact& fact) {
        return under_of(range_of(fact, day), threshold) != Under::no;
    });
    if (all.empty()) {
        verdict.evidence = {*own.childs_profile}; // whose age nobody says
    } else if (child) {
        verdict.evidence = {*own.adult};
    } else {
        verdict.evidence = own.text_places;
        verdict.via_account = own.text.empty() && own.profile.empty();
    }
    Answer answer;
    answer.under = child || all.empty() ? Under::uncertain : Under::no;
    return answer;
}

/// The text says an age.
Answer by_text(const Own& own, const std::vector<Fact>& others, bool parents_account, Date day,
               int threshold) {
    if (own.borrowed) {
        return combine(own.text, day, threshold);
    }
    Answer answer = weigh(own.text, others, day, threshold);
    const bool doubtful = own.parent || own.long_since || parents_account;
    answer.under = doubtful && answer.under == Under::yes ? Under::uncertain : answer.under;
    return answer;
}

/// An account that says its age elsewhere answers a roll-call for itself.
Answer by_account(const Own& own, const std::vector<Fact>& others, Date day, int threshold) {
    Answer answer = combine(others, day, threshold);
    for (std::size_t i = 0; i < own.weak.size(); ++i) {
        if (own.weak_places[i].rule == minors::roll_call_rule) {
            answer = weigh(others, {own.weak[i]}, day, threshold);
        }
    }
    return answer;
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
    const Date day = own.earliest_day();
    std::vector<Fact> others = own.profile.empty() ? nearest(account.profile, day) : own.profile;
    others.insert(others.end(), account.said.begin(), account.said.end());
    if (own.adult && !own.borrowed) {
        return by_adult(own, others, day, threshold, verdict);
    }
    if ((own.parent || account.parent) && !own.borrowed && own.text.empty()) {
        return {}; // who has children is not one, and this record claims nothing
    }
    verdict.decision = MinorsDecision::keep; // there is evidence; decide() says what follows
    if (!own.text.empty()) {
        verdict.evidence = own.text_places;
        return by_text(own, others, account.parent, day, threshold);
    }
    Answer answer;
    if (!own.profile.empty()) {
        verdict.evidence = own.profile_places;
        answer = weigh(own.profile, account.said, day, threshold);
    } else if (!others.empty() && !own.borrowed) {
        verdict.via_account = true;
        answer = by_account(own, others, day, threshold);
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
    const bool adults_pen =
        !own.childs_voice && (own.managed || account.managed || account.adult_seen);
    if (answer.under == Under::yes && (own.long_since || adults_pen)) {
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
        static constexpr std::array<MinorsDecision, 3> actions{
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
    const Own own = minors::read_own(record, findings);
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
    const Own own = minors::read_own(record, findings);
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
    static constexpr std::array<std::string_view, 7> names{"none",  "keep", "review", "quarantine",
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
