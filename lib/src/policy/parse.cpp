// lib/src/policy/parse.cpp: reads a policy file; every field is checked.
#include "oblio/policy/policy.hpp"

#include "policy/json_reader.hpp"
#include "policy/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace oblio {
namespace {

using policy::ObjectReader;

constexpr int longest_days = 36500;

void read_entity(ObjectReader& in, PolicyEntity& entity) {
    in.required_text("name", entity.name);
    in.texts("aliases", entity.aliases);
    in.choice("language", entity.language, policy::language_names);
    in.text("dpo", entity.dpo);
    in.text("notice_url", entity.notice_url);
}

void read_account(ObjectReader& in, OfficialAccount& account) {
    std::size_t platform = policy::platform_names.size();
    in.choice("platform", platform, policy::platform_names);
    if (platform < policy::platform_names.size()) {
        account.platform = policy::platform_names[platform];
    } else if (!in.has("platform")) {
        in.problem("platform", "is required");
    }
    in.text("name", account.name);
    in.text("handle", account.handle);
    in.text("id", account.id);
    if (!in.has("name") && !in.has("handle") && !in.has("id")) {
        in.problem("", "needs a name, a handle or an id");
    }
    if (!account.handle.empty() && account.handle.front() == '@') {
        in.problem("handle", "is written without @");
    }
    in.text("service", account.service);
    in.texts("managed_by", account.managed_by);
    in.flag("active", account.active);
}

void read_minors(ObjectReader& in, MinorsPolicy& minors) {
    in.integer("threshold", minors.threshold, 10, 18);
    in.integers("thresholds", minors.thresholds, 10, 18);
    in.choice("action", minors.action, policy::minor_action_names);
    in.integer("quarantine_days", minors.quarantine_days, 0, 365);
    in.integer("guardians", minors.guardians, 1, 2);
    in.flag("consent_is_legal_basis", minors.consent_is_legal_basis);
    in.local_text("guardian_must", minors.guardian_must);
    if (minors.action == MinorAction::quarantine && minors.quarantine_days == 0) {
        in.problem("quarantine_days", "must be at least 1 where the action is quarantine");
    }
    if (minors.action != MinorAction::quarantine && minors.quarantine_days != 0) {
        in.problem("quarantine_days", "has no meaning unless the action is quarantine");
    }
}

void read_publication(ObjectReader& in, PublicationPolicy& publication) {
    in.types("block", publication.block);
    in.types("warn", publication.warn);
    in.number("min_confidence", publication.min_confidence, 0.0, 1.0);
    std::set<std::string> ids;
    in.objects("rules", [&](ObjectReader& one) {
        PolicyRule rule;
        one.required_text("id", rule.id);
        if (!rule.id.empty() && !ids.insert(rule.id).second) {
            one.problem("id", "is used twice");
        }
        one.types("types", rule.types);
        one.local_text("sentence", rule.sentence);
        if (!one.has("sentence")) {
            one.problem("sentence", "is required");
        }
        one.texts("articles", rule.articles);
        publication.rules.push_back(std::move(rule));
    });
}

void read_public_items(ObjectReader& in, PublicItemsPolicy& items) {
    in.types("remove", items.remove);
    in.types("hide", items.hide);
    in.types("remove_always", items.remove_always);
    const auto both = std::find_first_of(items.hide.begin(), items.hide.end(),
                                         items.remove_always.begin(), items.remove_always.end());
    if (in.has("hide") && both != items.hide.end()) {
        in.problem("hide",
                   fmt::format("{} is removed in any case (remove_always)", type_name(*both)));
    }
    in.choice("moderation", items.moderation, policy::moderation_time_names);
    in.choices("outcomes", items.outcomes, policy::outcome_names);
}

void read_clock(ObjectReader& in, RetentionClock& clock) {
    in.integer("days", clock.days, 0, longest_days);
    in.integer("warning_days", clock.warning_days, 0, longest_days);
    in.choice("mode", clock.mode, policy::retention_mode_names);
    in.integer("unanswered_days", clock.unanswered_days, 0, longest_days);
    if (in.has("unanswered_days") && clock.mode != RetentionMode::service) {
        in.problem("unanswered_days", "has no meaning unless the mode is service");
    }
}

void read_private_messages(ObjectReader& in, PrivateMessagesPolicy& messages) {
    read_clock(in, messages.clock);
    in.objects("channels", [&](ObjectReader& one) {
        ChannelClock own;
        own.clock = messages.clock;
        std::size_t platform = policy::platform_names.size();
        one.choice("platform", platform, policy::platform_names);
        if (platform < policy::platform_names.size()) {
            own.platform = policy::platform_names[platform];
        }
        one.text("channel", own.channel);
        if (own.platform.empty() && own.channel.empty()) {
            one.problem("", "needs a platform or a channel");
        }
        read_clock(one, own.clock);
        messages.channels.push_back(std::move(own));
    });
    in.types("remove", messages.remove);
    in.flag("publish_impersonal", messages.publish_impersonal);
    in.local_text("sentence", messages.sentence);
}

/// `09:00` as minutes after midnight, up to 24:00; -1 if it is not of that form.
int minutes_of(std::string_view time) {
    const auto digit = [&](std::size_t i) { return time[i] >= '0' && time[i] <= '9'; };
    if (time.size() != 5 || time[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return -1;
    }
    const int hours = (time[0] - '0') * 10 + (time[1] - '0');
    const int minutes = (time[3] - '0') * 10 + (time[4] - '0');
    return minutes < 60 && hours * 60 + minutes <= 24 * 60 ? hours * 60 + minutes : -1;
}

void read_watch_hours(ObjectReader& in, WatchHours& hours) {
    std::vector<std::size_t> days;
    in.choices("days", days, policy::weekday_names);
    if (days.empty() && !in.has("days")) {
        in.problem("days", "is required");
    }
    for (const std::size_t day : days) {
        hours.weekdays.push_back(static_cast<unsigned>(day) + 1U);
    }
    std::string from;
    std::string to;
    in.required_text("from", from);
    in.required_text("to", to);
    hours.from = minutes_of(from);
    hours.to = minutes_of(to);
    if (hours.from < 0 && !from.empty()) {
        in.problem("from", "must be a time such as 09:00");
    }
    if (hours.to < 0 && !to.empty()) {
        in.problem("to", "must be a time such as 13:00");
    }
    if (hours.from >= 0 && hours.to >= 0 && hours.from >= hours.to) {
        in.problem("to", "must be later than \"from\"");
    }
}

void read_measures(ObjectReader& in, MeasuresPolicy& measures) {
    in.integer("expire_days", measures.expire_days, 1, longest_days);
    int last = 0;
    in.objects("steps", [&](ObjectReader& one) {
        MeasureStep step;
        one.integer("violation", step.violation, 1, 100);
        one.choices("outcomes", step.outcomes, policy::outcome_names);
        if (step.outcomes.empty()) {
            one.problem("outcomes", "is required and not empty");
        }
        if (step.violation <= last) {
            one.problem("violation", "must grow from step to step");
        }
        last = step.violation;
        measures.steps.push_back(std::move(step));
    });
}

void read_role(ObjectReader& in, PolicyRole& role) {
    in.required_text("id", role.id);
    in.local_text("title", role.title);
    in.choices("may", role.may, policy::power_names);
    in.flag("external", role.external);
    in.integer("review_months", role.review_months, 1, 120);
    if (std::find(role.may.begin(), role.may.end(), RolePower::approve) != role.may.end()) {
        in.problem("may", "approve is given in /approval/roles only");
    }
}

void read_approval(ObjectReader& in, ApprovalPolicy& approval) {
    in.texts("roles", approval.roles);
    in.flag("second_person", approval.second_person);
    in.flag("role_required", approval.role_required);
    if (in.has("roles") && approval.roles.empty()) {
        in.problem("roles", "must name at least one role");
    }
    if (std::find(approval.roles.begin(), approval.roles.end(), "dpo") != approval.roles.end()) {
        in.problem("roles", "must not hold the DPO, who may not decide (GDPR art. 38(6))");
    }
}

void read_albo(ObjectReader& in, AlboPolicy& albo) {
    in.integer("days", albo.days, 1, 366);
    in.flag("count_first_day", albo.count_first_day);
    in.text("law", albo.law);
    if (albo.days != 15 && albo.law.empty()) {
        in.problem("days", "other than 15 needs the law that sets it in /albo/law (TUEL art. 124)");
    }
}

void read_requests(ObjectReader& in, RequestsPolicy& requests) {
    in.flag("every_reference", requests.every_reference);
    in.local_text("sentence", requests.sentence);
    in.integer("acknowledge_working_days", requests.acknowledge_working_days, 0, 20);
    in.integer("backup_days", requests.backup_days, 0, longest_days);
    in.integer("suppression_days", requests.suppression_days, 1, longest_days);
    in.integer("case_days", requests.case_days, 0, longest_days);
    if (requests.suppression_days < requests.backup_days) {
        in.problem("suppression_days", "must not be shorter than backup_days");
    }
}

/// What one field alone cannot tell.
void check_together(const Policy& policy, ObjectReader& in) {
    std::set<std::string, std::less<>> roles;
    for (const PolicyRole& role : policy.roles) {
        if (!role.id.empty() && !roles.insert(role.id).second) {
            in.problem("roles", fmt::format("the id {} is used twice", role.id));
        }
    }
    if (roles.empty()) {
        return;
    }
    for (std::size_t i = 0; i < policy.accounts.size(); ++i) {
        for (const std::string& id : policy.accounts[i].managed_by) {
            if (!roles.contains(id)) {
                in.problem("accounts", fmt::format("account {} is managed by \"{}\", which is not "
                                                   "in /roles",
                                                   i, id));
            }
        }
    }
    for (const std::string& id : policy.approval.roles) {
        if (!roles.contains(id)) {
            in.problem("approval", fmt::format("\"{}\" is not in /roles", id));
        }
    }
}

Policy read_policy(const nlohmann::json& json, ObjectReader::Problems& problems) {
    Policy policy = default_policy();
    if (!json.is_object()) {
        problems.emplace_back("", "must be an object");
        return policy;
    }
    ObjectReader in{json, "", problems};
    std::string schema;
    in.text("$schema", schema);
    in.object("entity", [&](ObjectReader& one) { read_entity(one, policy.entity); });
    if (!in.has("entity")) {
        in.problem("entity", "is required");
    }
    in.objects("accounts",
               [&](ObjectReader& one) { read_account(one, policy.accounts.emplace_back()); });
    in.object("contacts", [&](ObjectReader& one) {
        one.texts("phones", policy.contacts.phones);
        one.texts("mailboxes", policy.contacts.mailboxes);
        one.texts("domains", policy.contacts.domains);
        one.texts("handles", policy.contacts.handles);
        one.texts("addresses", policy.contacts.addresses);
    });
    in.object("minors", [&](ObjectReader& one) { read_minors(one, policy.minors); });
    in.object("publication", [&](ObjectReader& one) { read_publication(one, policy.publication); });
    in.object("public_items",
              [&](ObjectReader& one) { read_public_items(one, policy.public_items); });
    in.object("private_messages",
              [&](ObjectReader& one) { read_private_messages(one, policy.private_messages); });
    in.objects("watch_hours", [&](ObjectReader& one) {
        read_watch_hours(one, policy.watch_hours.emplace_back());
    });
    in.object("measures", [&](ObjectReader& one) { read_measures(one, policy.measures); });
    in.objects("roles", [&](ObjectReader& one) { read_role(one, policy.roles.emplace_back()); });
    in.object("approval", [&](ObjectReader& one) { read_approval(one, policy.approval); });
    in.object("caps", [&](ObjectReader& one) {
        one.number("share", policy.caps.share, 0.000001, 1.0);
        one.integer("always", policy.caps.always, 0, 1000000);
    });
    in.object("forwarding", [&](ObjectReader& one) {
        one.text("office", policy.forwarding.office);
        one.text("mailbox", policy.forwarding.mailbox);
        one.text("phone", policy.forwarding.phone);
        one.integer("within_working_days", policy.forwarding.within_working_days, 0, 30);
    });
    in.object("albo", [&](ObjectReader& one) { read_albo(one, policy.albo); });
    in.object("requests", [&](ObjectReader& one) { read_requests(one, policy.requests); });
    in.finish();
    check_together(policy, in);
    return policy;
}

struct Outcome {
    Policy policy;
    std::vector<PolicyProblem> problems;
};

std::size_t line_at(std::string_view text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

Outcome read(std::string_view text) {
    Outcome outcome;
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        // The library's own words quote the input: only the place is kept.
        outcome.problems.push_back(
            {"", line_at(text, error.byte == 0 ? 0 : error.byte - 1), "is not JSON from here on"});
        return outcome;
    }
    const policy::JsonLines lines{text};
    ObjectReader::Problems problems;
    for (const std::string& pointer : lines.repeated()) {
        problems.emplace_back(pointer, "stands twice");
    }
    outcome.policy = read_policy(json, problems);
    for (auto& [pointer, what] : problems) {
        outcome.problems.push_back({pointer, lines.line(pointer), std::move(what)});
    }
    std::stable_sort(outcome.problems.begin(), outcome.problems.end(),
                     [](const auto& left, const auto& right) { return left.line < right.line; });
    return outcome;
}

} // namespace

std::vector<PolicyProblem> check_policy(std::string_view json) {
    return read(json).problems;
}

Result<Policy> parse_policy(std::string_view json) {
    Outcome outcome = read(json);
    if (outcome.problems.empty()) {
        return std::move(outcome.policy);
    }
    const PolicyProblem& first = outcome.problems.front();
    std::string more;
    if (outcome.problems.size() > 1) {
        more = fmt::format(" (and {} more)", outcome.problems.size() - 1);
    }
    return Error{ErrorCode::bad_policy,
                 fmt::format("{} (line {}): {}{}", first.pointer.empty() ? "/" : first.pointer,
                             first.line, first.what, more)};
}

} // namespace oblio
