// lib/src/report/collect.cpp: reads the archive for the report.
#include "report/data.hpp"

#include "oblio/archive/ledger.hpp"
#include "oblio/erasure/hold.hpp"
#include "oblio/erasure/plan.hpp"
#include "oblio/erasure/request.hpp"
#include "oblio/minors/plan.hpp"
#include "oblio/policy/permission.hpp"
#include "oblio/retention/archive_threads.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <set>

namespace oblio::report {
namespace {

using Json = nlohmann::json;
using std::chrono::sys_days;

std::size_t age_band(const std::optional<Instant>& created, Date today) {
    if (!created) {
        return age_bands - 1;
    }
    static constexpr std::array<int, age_bands - 2> ends{183, 365, 730, 1826};
    const int days = days_between(rome_date(*created), today);
    const auto place = std::find_if(ends.begin(), ends.end(), [&](int end) { return days <= end; });
    return static_cast<std::size_t>(place - ends.begin());
}

void count_record(const RecordSummary& record, Date today, AuditData& data) {
    ++data.states[static_cast<std::size_t>(record.state)];
    if (record.state != RecordState::purged && record.state != RecordState::lost) {
        const std::size_t band = age_band(record.created, today);
        ++(record.is_private ? data.message_ages : data.public_ages)[band];
    }
}

/// Conversations whose channel is neither one of the policy's accounts nor a public page may be
/// called after a person: they are told together, by platform.
void hide_private_names(const Policy& policy, AuditData& data) {
    std::map<ChannelName, ChannelCounts> told;
    for (const auto& [name, counts] : data.channels) {
        ChannelName where = name;
        if (name.conversations && !name.name.empty()) {
            where.conversations = !data.channels.contains({name.platform, name.name, false}) &&
                                  find_account(policy, name.platform, "", "", name.name) == nullptr;
        }
        if (where.conversations) {
            where.name.clear();
        }
        ChannelCounts& sum = told[where];
        sum.posts += counts.posts;
        sum.comments += counts.comments;
        sum.messages += counts.messages;
        if (counts.oldest && (!sum.oldest || sys_days{*counts.oldest} < sys_days{*sum.oldest})) {
            sum.oldest = counts.oldest;
        }
    }
    data.channels = std::move(told);
}

void count_channel(const StoredRecord& stored, AuditData& data) {
    const RecordSummary& record = stored.summary;
    const bool message = record.is_private || record.kind == RecordKind::direct_message;
    ChannelCounts& channel = data.channels[{record.platform, stored.record.channel, message}];
    if (message) {
        ++channel.messages;
    } else {
        ++(record.kind == RecordKind::post ? channel.posts : channel.comments);
    }
    if (record.created) {
        const Date day = rome_date(*record.created);
        if (!channel.oldest || sys_days{day} < sys_days{*channel.oldest}) {
            channel.oldest = day;
        }
    }
}

/// What somebody wrote, not who they are or whom they address.
bool is_content(Field field) noexcept {
    return field == Field::text || field == Field::title || field == Field::attachment_alt;
}

void count_findings(const StoredRecord& stored, Date today, AuditData& data) {
    std::set<FindingType> types;
    for (const FieldFinding& one : stored.findings) {
        if (is_content(one.field.field) && !one.finding.institutional) {
            types.insert(one.finding.type);
        }
    }
    const RecordSummary& record = stored.summary;
    // What is restricted or in quarantine is out of sight already.
    const bool shown = !record.is_private &&
                       (record.state == RecordState::live || record.state == RecordState::redacted);
    const bool own = record.role == AuthorRole::channel;
    const auto count = [&](TypeCounts& counts) {
        if (record.is_private) {
            ++counts.messages;
        } else if (shown) {
            ++(own ? counts.own_public : counts.other_public);
            ++counts.public_ages[age_band(record.created, today)];
        }
    };
    std::set<Category> categories;
    for (const FindingType type : types) {
        count(data.types[static_cast<std::size_t>(type)]);
        categories.insert(category_of(type));
    }
    for (const Category category : categories) {
        count(data.categories[static_cast<std::size_t>(category)]);
    }
    if (shown && std::any_of(types.begin(), types.end(), is_sensitive)) {
        ++(own ? data.sensitive_own : data.sensitive_others);
    }
}

Result<void> collect_threads(const Archive& archive, const Policy& policy,
                             const AuditOptions& options, AuditData& data) {
    auto threads = private_threads(archive, options.tracer);
    if (!threads) {
        return threads.error();
    }
    std::vector<RetentionThread> clocks;
    clocks.reserve(threads->size());
    for (ArchiveThread& thread : *threads) {
        clocks.push_back(std::move(thread.clock));
    }
    data.threads = judge_threads(clocks, policy, options.to);
    auto all = holds(archive);
    if (!all) {
        return all.error();
    }
    for (const Hold& hold : *all) {
        data.holds.push_back({hold.ground, hold.reason, rome_date(hold.since), hold.until});
    }
    return {};
}

void count_minor(const MinorsVerdict& verdict, MinorsCounts& counts) {
    switch (verdict.decision) {
    case MinorsDecision::purge:
    case MinorsDecision::quarantine:
        ++counts.without;
        counts.withdrawn +=
            verdict.consent == ConsentState::expired || verdict.consent == ConsentState::revoked
                ? 1
                : 0;
        return;
    case MinorsDecision::review:
        ++counts.review;
        return;
    case MinorsDecision::wait:
        ++counts.waiting;
        return;
    case MinorsDecision::release:
        ++counts.release;
        [[fallthrough]];
    case MinorsDecision::keep:
        ++(verdict.under == Under::yes ? counts.consented : counts.other);
        return;
    case MinorsDecision::none:
        return;
    }
}

Result<void> collect_minors(const Archive& archive, const Policy& policy,
                            const AuditOptions& options, AuditData& data) {
    std::vector<int> thresholds = policy.minors.thresholds;
    thresholds.push_back(policy.minors.threshold);
    std::sort(thresholds.begin(), thresholds.end(), std::greater<>{});
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    for (const int threshold : thresholds) {
        data.minors.emplace_back().threshold = threshold;
    }
    return judge_due(archive, policy, thresholds, options.to,
                     [&](const StoredRecord&, const MinorsVerdict& verdict) {
                         for (MinorsCounts& counts : data.minors) {
                             if (counts.threshold == verdict.threshold) {
                                 count_minor(verdict, counts);
                             }
                         }
                     });
}

/// The ledger's own words, a key at a time; they hold no personal data.
void collect_operations(const std::vector<LedgerEntry>& entries, const AuditOptions& options,
                        AuditData& data) {
    for (const LedgerEntry& entry : entries) {
        const sys_days day{rome_date(entry.at)};
        if (day < sys_days{options.from} || day > sys_days{options.to}) {
            continue;
        }
        const Json json = Json::parse(entry.data, nullptr, false);
        const bool object = json.is_object();
        const auto by = object ? json.find("by") : json.end();
        if (entry.operation == "request" || entry.operation == "approved") {
            continue; // counted with their roles from the register of requests and of plans
        }
        const auto act = object ? json.find("act") : json.end();
        const std::string what = entry.operation == "act" && act != json.end() && act->is_string()
                                     ? act->get<std::string>()
                                     : entry.operation;
        const std::string who =
            object && by != json.end() && by->is_string() ? by->get<std::string>() : std::string{};
        ++data.operations[{what, who}];
        data.unnamed += who == "unnamed" ? 1 : 0;
        const auto refused = object ? json.find("suppressed") : json.end();
        if (object && refused != json.end() && refused->is_number_integer()) {
            data.suppressed += refused->get<std::int64_t>();
        }
    }
}

Result<void> collect_ledger(const Archive& archive, const AuditOptions& options, AuditData& data) {
    const auto head = verify_ledger(archive);
    data.ledger_holds = head.has_value();
    if (!head) {
        return {};
    }
    data.ledger_entries = head->number;
    data.ledger_head = head->hash;
    const auto text = archive.environment().files.read_all(archive.directory() / "ledger.jsonl");
    if (!text) {
        return text.error();
    }
    const auto entries = parse_ledger(*text);
    if (!entries) {
        return entries.error();
    }
    collect_operations(*entries, options, data);
    return {};
}

bool in_period(Instant at, const AuditOptions& options) {
    const sys_days day{rome_date(at)};
    return day >= sys_days{options.from} && day <= sys_days{options.to};
}

Result<void> collect_approvals(const Archive& archive, const Policy& policy,
                               const AuditOptions& options, AuditData& data) {
    const auto all = plans(archive);
    if (!all) {
        return all.error();
    }
    for (const Plan& plan : *all) {
        const auto approval = approval_of(archive, plan.hash);
        if (!approval) {
            return approval.error();
        }
        if (*approval && in_period((*approval)->at, options)) {
            ++data.operations[{"approved",
                               std::string{role_for_ledger(policy, (*approval)->role)}}];
        }
    }
    return {};
}

Result<void> collect_requests(const Archive& archive, const Policy& policy,
                              const AuditOptions& options, AuditData& data) {
    const auto all = requests(archive, policy);
    if (!all) {
        return all.error();
    }
    for (const Request& request : *all) {
        for (const RequestStep& step : request.steps) {
            if (in_period(step.at, options)) {
                ++data.operations[{"request", std::string{role_for_ledger(policy, step.by)}}];
            }
        }
        RequestLine line{
            request.state, rome_date(request.received), clock_of(request, policy).due, {}};
        if (!request.is_open()) {
            line.closed = rome_date(request.answered.value_or(
                request.ended.value_or(request.decided.value_or(request.received))));
        }
        data.requests.push_back(std::move(line));
    }
    return {};
}

Result<void> collect_registers(const Archive& archive, const AuditOptions& options,
                               AuditData& data) {
    const auto all = moderations(archive);
    if (!all) {
        return all.error();
    }
    for (const Moderation& one : *all) {
        if (sys_days{one.day} >= sys_days{options.from} &&
            sys_days{one.day} <= sys_days{options.to}) {
            data.moderations.push_back(one);
        }
    }
    const auto audits = archive.documents("audit");
    if (!audits) {
        return audits.error();
    }
    for (const Document& document : *audits) {
        const Json json = Json::parse(document.json, nullptr, false);
        const auto day =
            json.is_object() ? parse_date(json.value("day", std::string{})) : std::nullopt;
        if (!day || sys_days{*day} >= sys_days{options.to}) {
            continue; // an audit of the same day is the same audit
        }
        if (!data.before_day || sys_days{*day} >= sys_days{*data.before_day}) {
            data.before_day = day;
            data.before = json.value("figures", std::map<std::string, std::int64_t>{});
        }
    }
    const auto counts = archive.counts();
    if (!counts) {
        return counts.error();
    }
    data.suppressions = static_cast<std::int64_t>(counts->suppressions);
    return {};
}

} // namespace

bool is_sensitive(FindingType type) noexcept {
    const Category category = category_of(type);
    return category == Category::special || category == Category::judicial ||
           category == Category::hardship;
}

Result<AuditData> collect(const Archive& archive, const Policy& policy,
                          const AuditOptions& options) {
    AuditData data;
    auto counted = archive.for_each_summary([&](const RecordSummary& record) {
        count_record(record, options.to, data);
        return true;
    });
    if (!counted) {
        return counted.error();
    }
    auto read = archive.for_each_record([&](const StoredRecord& stored) {
        count_channel(stored, data);
        count_findings(stored, options.to, data);
        return true;
    });
    if (!read) {
        return read.error();
    }
    hide_private_names(policy, data);
    if (auto done = collect_threads(archive, policy, options, data); !done) {
        return done.error();
    }
    if (auto done = collect_minors(archive, policy, options, data); !done) {
        return done.error();
    }
    if (auto done = collect_requests(archive, policy, options, data); !done) {
        return done.error();
    }
    if (auto done = collect_approvals(archive, policy, options, data); !done) {
        return done.error();
    }
    if (auto done = collect_ledger(archive, options, data); !done) {
        return done.error();
    }
    if (auto done = collect_registers(archive, options, data); !done) {
        return done.error();
    }
    return data;
}

} // namespace oblio::report
