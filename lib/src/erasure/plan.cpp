// lib/src/erasure/plan.cpp
#include "oblio/erasure/plan.hpp"

#include "archive/store.hpp"
#include "erasure/change.hpp"
#include "erasure/hex_list.hpp"
#include "erasure/request_json.hpp"
#include "oblio/detect/scanner.hpp"
#include "oblio/subject/subject.hpp"
#include "oblio/text/fold.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

namespace oblio {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 6> action_names{"purge",    "redact",     "keep",
                                                       "restrict", "quarantine", "release"};

bool is_exact(IndexKind kind) {
    return kind == IndexKind::account_id || kind == IndexKind::handle ||
           kind >= IndexKind::identifier;
}

json span_json(const RedactSpan& span) {
    json value{{"field", field_name(span.field)}};
    if (span.where) {
        value["start"] = to_index(span.where->begin());
        value["end"] = to_index(span.where->end());
    }
    if (span.with) {
        value["with"] = *span.with;
    }
    value["operator"] = span.with ? "replace" : span.where ? "label" : "remove";
    return value;
}

json item_json(const PlanItem& item) {
    json value{{"row", number_of(item.decision.row)},
               {"action", action_name(item.decision.action)},
               {"ground", item.decision.ground},
               {"digest", to_hex(item.digest)},
               {"platform", item.platform}};
    if (!item.decision.reason.empty()) {
        value["reason"] = item.decision.reason;
    }
    if (item.decision.review_on) {
        value["review_on"] = format_date(*item.decision.review_on);
    }
    if (!item.decision.author.empty()) {
        value["author"] = item.decision.author;
    }
    for (const RedactSpan& span : item.decision.spans) {
        value["spans"].push_back(span_json(span));
    }
    return value;
}

/// Everything but the hash; keys in order.
json plan_value(const Plan& plan) {
    json value{{"v", 1},
               {"id", plan.id},
               {"purpose", plan.purpose},
               {"author", plan.author},
               {"made", format_instant(plan.made)},
               {"archive", plan.archive},
               {"records", plan.archive_records},
               {"review", plan.left_for_review},
               {"suppression_days", plan.suppression_days},
               {"items", json::array()},
               {"suppress", hex_list(plan.suppress)}};
    for (const PlanItem& item : plan.items) {
        value["items"].push_back(item_json(item));
    }
    return value;
}

RedactSpan read_span(const json& value) {
    RedactSpan span;
    span.field = parse_field(value.at("field").get<std::string>()).value_or(FieldRef{});
    if (value.contains("start")) {
        const auto start = value.at("start").get<std::size_t>();
        span.where =
            ByteSpan::of_indices(start, std::max(start, value.at("end").get<std::size_t>()));
    }
    if (value.contains("with")) {
        span.with = value.at("with").get<std::string>();
    }
    return span;
}

PlanItem read_item(const json& value) {
    PlanItem item;
    item.decision.row = RecordRow{value.at("row").get<std::int64_t>()};
    // An unknown action cannot pass: the hash over the item read would not be the one given.
    item.decision.action =
        find_action(value.at("action").get<std::string>()).value_or(Action::keep);
    item.decision.ground = value.at("ground").get<std::string>();
    item.decision.reason = value.value("reason", "");
    item.decision.author = value.value("author", "");
    if (value.contains("review_on")) {
        item.decision.review_on = parse_date(value.at("review_on").get<std::string>());
    }
    if (value.contains("spans")) {
        for (const json& span : value.at("spans")) {
            item.decision.spans.push_back(read_span(span));
        }
    }
    item.digest = read_hex<sizeof(ContentDigest)>(value.at("digest"));
    item.platform = value.at("platform").get<std::string>();
    return item;
}

/// A correction is a way in, too: an identifier that was erased does not come back by it.
Result<void> ask_suppression(Archive::Store& store, const Decision& decision,
                             const std::string& name) {
    for (const RedactSpan& span : decision.spans) {
        for (const FindingType type : {FindingType::phone, FindingType::email,
                                       FindingType::fiscal_code, FindingType::plate}) {
            const std::string value =
                span.with ? Scanner::canonical(type, *span.with) : std::string{};
            if (value.empty()) {
                continue;
            }
            auto entry = store.suppressed(store.suppression_tag(identifier_kind(type), value));
            if (!entry) {
                return entry.error();
            }
            if (*entry) {
                return Error{ErrorCode::not_allowed,
                             name + ": what is to be written there was erased on request"};
            }
        }
    }
    return {};
}

Result<PlanItem> make_item(Archive::Store& store, const Decision& decision) {
    const std::string name = "record " + std::to_string(number_of(decision.row));
    auto opened = store.open(decision.row);
    if (!opened) {
        auto summary = store.summary(decision.row);
        const bool tombstone =
            summary && *summary &&
            ((*summary)->state == RecordState::purged || (*summary)->state == RecordState::lost);
        return tombstone ? Error{ErrorCode::not_allowed, name + " is erased already"}
                         : opened.error();
    }
    if (decision.ground.empty()) {
        return Error{ErrorCode::bad_argument, name + ": a decision needs its legal ground"};
    }
    if (decision.action == Action::redact) {
        const std::string wrong = wrong_span(opened->envelope.record, decision.spans);
        if (!wrong.empty()) {
            return Error{ErrorCode::bad_argument, name + ": " + wrong};
        }
        if (auto may = ask_suppression(store, decision, name); !may) {
            return may.error();
        }
    } else if (!decision.spans.empty()) {
        return Error{ErrorCode::bad_argument, name + ": spans are for redaction alone"};
    }
    return PlanItem{decision, opened->sealed.summary.digest, opened->sealed.summary.platform};
}

Result<std::vector<BlindKey>> suppression_tags(const Archive::Store& store,
                                               const std::vector<SuppressedIdentity>& identities) {
    std::vector<BlindKey> tags;
    for (const SuppressedIdentity& identity : identities) {
        if (!is_exact(identity.kind) || identity.value.empty()) {
            return Error{ErrorCode::bad_argument,
                         "only exact identities are suppressed: a name has homonyms"};
        }
        tags.push_back(store.suppression_tag(identity.kind, identity.value));
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

/// The words of a name, folded and sorted: "Rossi  Anna" is Anna Rossi.
std::string name_key(std::string_view name) {
    std::istringstream text{fold_to_string(name)};
    std::vector<std::string> words{std::istream_iterator<std::string>{text}, {}};
    std::sort(words.begin(), words.end());
    std::string key;
    for (const std::string& word : words) {
        key += word + " ";
    }
    return key;
}

/// Who asked and who is spoken of, if the plan is of a request; as name_key().
Result<std::vector<std::string>> people_of_case(const Archive& archive, const Plan& plan) {
    std::vector<std::string> names;
    if (plan.purpose != "request") {
        return names;
    }
    auto document = archive.document("request-person", plan.id);
    if (!document) {
        return document.error();
    }
    if (!*document) { // a plan that was made without a case
        return names;
    }
    auto person = parse_person((*document)->json);
    if (!person) {
        return person.error();
    }
    names.push_back(name_key(person->requester));
    if (auto subject = parse_subject(person->subject_json)) {
        names.push_back(name_key(subject->name));
    }
    std::erase(names, std::string{});
    return names;
}

/// Needles for a plan that names no subject: words of what is to go, so that the search has
/// something to find. Identifiers and long runs of text alone: a common word may stand in the
/// policy.
constexpr std::size_t most_samples = 200;

void add_samples(const Record& record, const Decision& decision,
                 std::vector<std::string>& needles) {
    constexpr std::size_t telling = 24;
    constexpr std::size_t longest = 48;
    if (decision.action == Action::purge && record.text && record.text->size() >= telling) {
        std::size_t end = std::min(longest, record.text->size());
        while (end < record.text->size() &&
               (static_cast<unsigned char>((*record.text)[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        needles.push_back(record.text->substr(0, end));
    }
    for (const RedactSpan& span : decision.spans) {
        const auto text = field_text(record, span.field);
        const std::string value{text && span.where ? span.where->of(*text) : std::string_view{}};
        if (value.size() >= 7 && value.find_first_of("0123456789@") != std::string::npos) {
            needles.push_back(value);
        }
    }
}

} // namespace

std::string_view action_name(Action action) noexcept {
    return action_names[static_cast<std::size_t>(action)];
}

std::optional<Action> find_action(std::string_view name) noexcept {
    const auto found = std::find(action_names.begin(), action_names.end(), name);
    return found == action_names.end()
               ? std::nullopt
               : std::optional{static_cast<Action>(found - action_names.begin())};
}

std::uint64_t Plan::count(Action action) const noexcept {
    return static_cast<std::uint64_t>(
        std::count_if(items.begin(), items.end(),
                      [action](const PlanItem& item) { return item.decision.action == action; }));
}

std::string plan_json(const Plan& plan) {
    json value = plan_value(plan);
    value["hash"] = plan.hash;
    return value.dump();
}

Result<Plan> parse_plan(std::string_view text) {
    try {
        const json value = json::parse(text);
        Plan plan;
        plan.id = value.at("id").get<std::string>();
        plan.purpose = value.at("purpose").get<std::string>();
        plan.author = value.at("author").get<std::string>();
        plan.made = parse_instant(value.at("made").get<std::string>()).value_or(Instant{});
        plan.archive = value.at("archive").get<std::string>();
        plan.archive_records = value.at("records").get<std::uint64_t>();
        plan.left_for_review = value.at("review").get<std::uint64_t>();
        plan.suppression_days = value.at("suppression_days").get<int>();
        for (const json& item : value.at("items")) {
            plan.items.push_back(read_item(item));
        }
        plan.suppress = read_hex_list<BlindKey>(value.at("suppress"));
        plan.hash = value.at("hash").get<std::string>();
        json content = value;
        content.erase("hash");
        // Both: what was given has this hash, and what was read is all that was given.
        if (plan.hash != plain_hash_hex(content.dump()) || content != plan_value(plan)) {
            return Error{ErrorCode::forged, "the plan is not the one that its hash names"};
        }
        return plan;
    } catch (const json::exception&) {
        return Error{ErrorCode::bad_json, "not a plan"};
    }
}

Result<Plan> make_plan(Archive& archive, const PlanInput& input) {
    Archive::Store& store = archive.store();
    if (auto may = store.require_writable(); !may) {
        return may.error();
    }
    Plan plan;
    plan.id = input.id;
    plan.purpose = input.purpose;
    plan.author = input.author;
    plan.made = store.environment.clock.now();
    plan.archive = archive.id();
    plan.suppression_days = input.suppression_days;
    plan.left_for_review = input.left_for_review;
    auto counted = store.database->integer("SELECT count(*) FROM record WHERE sealed IS NOT NULL");
    if (!counted) {
        return counted.error();
    }
    plan.archive_records = static_cast<std::uint64_t>(*counted);
    for (const Decision& decision : input.decisions) {
        auto item = make_item(store, decision);
        if (!item) {
            return item.error();
        }
        plan.items.push_back(std::move(*item));
    }
    std::sort(plan.items.begin(), plan.items.end(),
              [](const PlanItem& a, const PlanItem& b) { return a.decision.row < b.decision.row; });
    const auto twice = std::adjacent_find(
        plan.items.begin(), plan.items.end(),
        [](const PlanItem& a, const PlanItem& b) { return a.decision.row == b.decision.row; });
    if (twice != plan.items.end()) {
        return Error{ErrorCode::bad_argument, "record " +
                                                  std::to_string(number_of(twice->decision.row)) +
                                                  " is decided twice"};
    }
    auto tags = suppression_tags(store, input.suppress);
    if (!tags) {
        return tags.error();
    }
    plan.suppress = std::move(*tags);
    plan.hash = plain_hash_hex(plan_value(plan).dump());
    std::vector<std::string> needles = input.needles;
    for (std::size_t i = 0;
         input.purpose != "request" && i < input.decisions.size() && needles.size() < most_samples;
         ++i) {
        if (auto stored = archive.open_record(input.decisions[i].row)) {
            add_samples(stored->record, input.decisions[i], needles);
        }
    }
    const std::array documents{
        Document{"plan", plan.hash, plan_json(plan), {}},
        Document{"needles", plan.hash, json(needles).dump(), {}},
    };
    if (auto put = archive.put_documents(documents); !put) {
        return put.error();
    }
    return plan;
}

Result<Plan> load_plan(const Archive& archive, std::string_view hash) {
    auto document = archive.document("plan", hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Error{ErrorCode::not_found, "no plan " + std::string{hash.substr(0, 12)}};
    }
    auto plan = parse_plan((*document)->json);
    if (plan && (plan->hash != hash || plan->archive != archive.id())) {
        return Error{ErrorCode::forged, "the plan is not the one that its hash names"};
    }
    return plan;
}

Result<std::vector<Plan>> plans(const Archive& archive) {
    auto documents = archive.documents("plan");
    if (!documents) {
        return documents.error();
    }
    std::vector<Plan> all;
    for (const Document& document : *documents) {
        auto plan = parse_plan(document.json);
        if (!plan) {
            return plan.error();
        }
        all.push_back(std::move(*plan));
    }
    return all;
}

Result<Approval> approve_plan(Archive& archive, std::string_view hash, std::string_view by,
                              std::string_view role, const Policy& policy,
                              const Requester& requester, std::string_view over_cap_by) {
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    if (by.empty()) {
        return Error{ErrorCode::bad_argument, "an approval needs a name"};
    }
    if (role == "dpo") {
        return Error{ErrorCode::not_allowed,
                     "the data protection officer gives opinions and does not approve "
                     "(GDPR art. 38(6))"};
    }
    const auto& roles = policy.approval.roles;
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) {
        return Error{ErrorCode::not_allowed,
                     "the role " + std::string{role} + " may not approve under this policy"};
    }
    // Beyond the cap a second person is named, or a role: the DPO's or the desk's is not enough.
    if (std::find(roles.begin(), roles.end(), over_cap_by) == roles.end() &&
        std::any_of(policy.roles.begin(), policy.roles.end(),
                    [&](const PolicyRole& one) { return one.id == over_cap_by; })) {
        return Error{ErrorCode::not_allowed,
                     "the role " + std::string{over_cap_by} + " may not approve under this policy"};
    }
    auto interested = people_of_case(archive, *plan);
    if (!interested) {
        return interested.error();
    }
    if (!requester.name.empty()) {
        interested->push_back(name_key(requester.name));
    }
    for (const std::string_view approver : {by, over_cap_by}) {
        if (std::find(interested->begin(), interested->end(), name_key(approver)) !=
            interested->end()) {
            return Error{ErrorCode::not_allowed,
                         "who asked for the erasure, or is its subject, cannot approve it"};
        }
    }
    if (policy.approval.second_person && by == plan->author) {
        return Error{ErrorCode::not_allowed, "who made the plan cannot approve it"};
    }
    if (!over_cap_by.empty() && (over_cap_by == by || over_cap_by == plan->author)) {
        return Error{ErrorCode::not_allowed,
                     "a plan beyond the cap needs the approval of another person"};
    }
    Approval approval{std::string{hash}, std::string{by}, std::string{role},
                      archive.environment().clock.now(), std::string{over_cap_by}};
    const json value{{"by", approval.by},
                     {"role", approval.role},
                     {"at", format_instant(approval.at)},
                     {"over_cap_by", approval.over_cap_by}};
    if (auto put = archive.put_document("approval", hash, value.dump()); !put) {
        return put.error();
    }
    const json entry{{"plan", approval.plan}};
    if (auto noted = archive.store().record_in_ledger("approved", entry.dump()); !noted) {
        return noted.error();
    }
    return approval;
}

Result<std::optional<Approval>> approval_of(const Archive& archive, std::string_view hash) {
    auto document = archive.document("approval", hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return std::optional<Approval>{};
    }
    try {
        const json value = json::parse((*document)->json);
        return std::optional{
            Approval{std::string{hash}, value.at("by").get<std::string>(),
                     value.at("role").get<std::string>(),
                     parse_instant(value.at("at").get<std::string>()).value_or(Instant{}),
                     value.at("over_cap_by").get<std::string>()}};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "an approval cannot be read"};
    }
}

} // namespace oblio
