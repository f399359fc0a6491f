// lib/src/retention/moderation.cpp
#include "oblio/retention/moderation.hpp"

#include "oblio/archive/act.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace oblio {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::sys_days;

constexpr std::string_view kind = "moderation";

std::string to_hex(const BlindKey& key) {
    std::string hex;
    for (const std::byte byte : key.bytes) {
        hex += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
    }
    return hex;
}

std::optional<BlindKey> from_hex(std::string_view hex) {
    BlindKey key;
    if (hex.size() != key.bytes.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < key.bytes.size(); ++i) {
        unsigned value = 0;
        const char* at = hex.data() + i * 2;
        if (std::from_chars(at, at + 2, value, 16).ptr != at + 2) {
            return std::nullopt;
        }
        key.bytes[i] = static_cast<std::byte>(value);
    }
    return key;
}

std::string format_moderation(const Moderation& one) {
    const Json json{{"record", one.record},
                    {"platform", one.platform},
                    {"author", one.author ? to_hex(*one.author) : std::string{}},
                    {"outcome", outcome_name(one.outcome)},
                    {"rule", one.rule},
                    {"courtesy", one.courtesy},
                    {"by", one.by},
                    {"day", format_date(one.day)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Moderation> parse_moderation(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    const auto outcome = find_outcome(json.value("outcome", std::string{}));
    const auto day = parse_date(json.value("day", std::string{}));
    if (!outcome || !day) {
        return std::nullopt;
    }
    return Moderation{json.value("record", std::string{}),
                      json.value("platform", std::string{}),
                      from_hex(json.value("author", std::string{})),
                      *outcome,
                      json.value("rule", std::string{}),
                      json.value("courtesy", false),
                      json.value("by", std::string{}),
                      *day};
}

std::string id_of(const Moderation& one) {
    return one.record + '\x1f' + std::string{outcome_name(one.outcome)} + '\x1f' +
           format_date(one.day);
}

Result<RecordSummary> find_summary(const Archive& archive, std::string_view record_id) {
    const auto row = archive.find_record(record_id);
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return Error{ErrorCode::not_found, "no record of that id"};
    }
    return archive.summary(**row);
}

bool holds(const std::vector<ModerationOutcome>& outcomes, ModerationOutcome one) {
    return std::find(outcomes.begin(), outcomes.end(), one) != outcomes.end();
}

const PolicyRule* find_rule(const Policy& policy, std::string_view id) {
    for (const PolicyRule& rule : policy.publication.rules) {
        if (rule.id == id) {
            return &rule;
        }
    }
    return nullptr;
}

} // namespace

int count_violations(std::span<const Moderation> all, const BlindKey& author,
                     std::string_view but_record, Date day, int expire_days) {
    std::set<std::string_view> items;
    for (const Moderation& one : all) {
        const int age = days_between(one.day, day);
        if (one.author == author && !one.courtesy && one.record != but_record && age >= 0 &&
            age <= expire_days) {
            items.insert(one.record);
        }
    }
    return static_cast<int>(items.size());
}

Result<ModerationAdvice> advise_moderation(const Archive& archive, const Policy& policy,
                                           std::string_view record_id, Date day) {
    const auto summary = find_summary(archive, record_id);
    if (!summary) {
        return summary.error();
    }
    const auto all = moderations(archive);
    if (!all) {
        return all.error();
    }
    ModerationAdvice advice;
    if (summary->author) {
        const int expire = policy.measures.expire_days;
        advice.violations = count_violations(*all, *summary->author, record_id, day, expire);
        advice.warned = std::any_of(all->begin(), all->end(), [&](const Moderation& one) {
            return one.author == summary->author && one.outcome == ModerationOutcome::warned &&
                   days_between(one.day, day) <= expire;
        });
    }
    advice.next = measures_for(policy, advice.violations + 1);
    return advice;
}

Result<void> moderate(Archive& archive, const Policy& policy, std::string_view record_id,
                      ModerationOutcome outcome, std::string_view rule, bool courtesy,
                      std::string_view by, Date day) {
    const auto summary = find_summary(archive, record_id);
    if (!summary) {
        return summary.error();
    }
    const auto& used = policy.public_items.outcomes;
    if (!used.empty() && !holds(used, outcome)) {
        return Error{ErrorCode::not_allowed,
                     fmt::format("the policy does not use the outcome {}", outcome_name(outcome))};
    }
    if (!rule.empty() && find_rule(policy, rule) == nullptr) {
        return Error{ErrorCode::bad_argument, fmt::format("no rule {} in the policy", rule)};
    }
    if (outcome == ModerationOutcome::blocked && !policy.measures.steps.empty()) {
        const auto advice = advise_moderation(archive, policy, record_id, day);
        if (!advice) {
            return advice.error();
        }
        if (!holds(advice->next, outcome)) {
            return Error{ErrorCode::not_allowed,
                         fmt::format("violation {} of this author: the policy does not block yet",
                                     advice->violations + 1)};
        }
    }
    const Moderation one{std::string{record_id}, summary->platform, summary->author, outcome,
                         std::string{rule},      courtesy,          std::string{by}, day};
    const std::string act =
        courtesy ? "moderation-courtesy" : fmt::format("moderation-{}", outcome_name(outcome));
    if (auto noted = note_act(archive, act, by); !noted) {
        return noted;
    }
    return archive.put_document(kind, id_of(one), format_moderation(one));
}

Result<std::vector<Moderation>> moderations(const Archive& archive) {
    const auto documents = archive.documents(kind);
    if (!documents) {
        return documents.error();
    }
    std::vector<Moderation> all;
    for (const Document& document : *documents) {
        auto one = parse_moderation(document.json);
        if (!one) {
            return Error{ErrorCode::damaged, "an entry of the register of moderation"};
        }
        all.push_back(std::move(*one));
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& left, const auto& right) {
        return sys_days{left.day} < sys_days{right.day};
    });
    return all;
}

Result<std::size_t> forget_moderations(Archive& archive, const Policy& policy, Date day,
                                       std::string_view by) {
    auto all = moderations(archive);
    if (!all) {
        return all.error();
    }
    std::erase_if(*all, [&](const Moderation& one) {
        return days_between(one.day, day) <= policy.measures.expire_days;
    });
    if (all->empty()) {
        return std::size_t{0};
    }
    if (auto noted = note_act(archive, "moderation-forget", by, all->size()); !noted) {
        return noted.error();
    }
    std::size_t forgotten = 0;
    for (const Moderation& one : *all) {
        const auto shredded = archive.shred_document(kind, id_of(one));
        if (!shredded) {
            return shredded.error();
        }
        forgotten += *shredded ? 1 : 0;
    }
    return forgotten;
}

std::string warning_text(const Policy& policy, const Moderation& moderation, int violation,
                         Language language) {
    const bool italian = language == Language::italian;
    if (moderation.courtesy) {
        const bool hidden = moderation.outcome == ModerationOutcome::hidden;
        return italian ? fmt::format("Abbiamo {} il Suo commento per proteggere Lei: riportava "
                                     "dati che La riguardano. Non è una violazione.",
                                     hidden ? "nascosto" : "rimosso")
                       : fmt::format("We {} your comment to protect you: it carried data about "
                                     "yourself. It is not a violation.",
                                     hidden ? "hid" : "removed");
    }
    const PolicyRule* rule = find_rule(policy, moderation.rule);
    const std::string quoted = rule == nullptr ? std::string{}
                               : italian       ? fmt::format(" («{}»)", rule->sentence.it)
                                               : fmt::format(" (\"{}\")", rule->sentence.en);
    const std::string day = format_date(moderation.day);
    const std::string contact =
        policy.forwarding.mailbox.empty() ? policy.entity.name : policy.forwarding.mailbox;
    if (italian) {
        return fmt::format("Il Suo contenuto è stato moderato il {}: è contrario a una regola "
                           "della nostra policy{}. È {}: se si ripete, l'account può essere "
                           "bloccato su questa pagina. Se pensa a un errore risponda a {}.",
                           day, quoted,
                           violation <= 1 ? std::string{"un avviso"}
                                          : fmt::format("l'avviso numero {}", violation),
                           contact);
    }
    return fmt::format("Your item was moderated on {}: it is against a rule of our policy{}. This "
                       "is {}: if it happens again the account may be blocked on this page. If you "
                       "think it is a mistake, write to {}.",
                       day, quoted,
                       violation <= 1 ? std::string{"a warning"}
                                      : fmt::format("warning number {}", violation),
                       contact);
}

} // namespace oblio
