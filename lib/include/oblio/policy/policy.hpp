// lib/include/oblio/policy/policy.hpp: one municipality's rules, read from its policy file.
#pragma once

#include "oblio/detect/finding.hpp"
#include "oblio/detect/scanner.hpp"
#include "oblio/language.hpp"
#include "oblio/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// A sentence in both; the one that is missing in the file is a copy of the other.
struct LocalText {
    std::string it, en;
    [[nodiscard]] const std::string& in(Language language) const noexcept {
        return language == Language::italian ? it : en;
    }
    [[nodiscard]] bool empty() const noexcept { return it.empty() && en.empty(); }
};

/// `/entity`: who the policy belongs to.
struct PolicyEntity {
    std::string name; ///< required, such as "Comune di Pero"
    std::vector<std::string> aliases;
    Language language = Language::italian; ///< of reports and answers unless another is asked for
    std::string dpo;                       ///< contact of the DPO; published, so institutional
    std::string notice_url;                ///< where the privacy notice stands
};

/// One of `/accounts`: a channel that the entity itself runs.
struct OfficialAccount {
    std::string platform;                ///< as in Record::platform
    std::string name;                    ///< as in Record::channel
    std::string handle;                  ///< without @
    std::string id;                      ///< the platform's permanent id
    std::string service;                 ///< the office it serves; empty = the whole entity
    std::vector<std::string> managed_by; ///< ids of PolicyRole; people are never named here
    bool active = true;
};

/// `/contacts`: published on purpose, so never personal data when they are found.
struct PolicyContacts {
    std::vector<std::string> phones, mailboxes, domains, handles, addresses;
};

/// What happens to a record of a minor without valid consent.
enum class MinorAction { purge, quarantine, review };

/// `/minors`.
struct MinorsPolicy {
    int threshold = 14;          ///< full years; below it consent is asked (10 to 18)
    std::vector<int> thresholds; ///< further ones that are watched, such as 14 beside 16
    MinorAction action = MinorAction::purge;
    int quarantine_days = 0; ///< how long a record waits for the guardian; 0 unless quarantine
    int guardians = 1;       ///< how many holders of parental responsibility have to agree
    bool consent_is_legal_basis = false; ///< then a later withdrawal sends kept records to review
    LocalText guardian_must;             ///< what is asked of the guardian
};

/// One of `/publication/rules`: a sentence of the policy, quoted when it is broken.
struct PolicyRule {
    std::string id; ///< unique in the file
    std::vector<FindingType> types;
    LocalText sentence;
    std::vector<std::string> articles; ///< beyond those of articles_of()
};

/// `/publication`: what a text to be published must not hold.
struct PublicationPolicy {
    std::vector<FindingType> block;
    std::vector<FindingType> warn;
    double min_confidence = 0.5; ///< below it a block becomes a warning
    std::vector<PolicyRule> rules;
};

enum class ModerationTime { after, before, both };

/// What may happen to a moderated item or its author. The policies name them one by one.
enum class ModerationOutcome { reported, hidden, deleted, warned, blocked };

/// `/public_items`: comments and posts of others.
struct PublicItemsPolicy {
    std::vector<FindingType> remove; ///< about somebody else than the author
    std::vector<FindingType> hide;   ///< about the author: hidden with a courtesy note, no warning
    /// Whoever it is about, the author included: removed, never merely hidden.
    std::vector<FindingType> remove_always;
    ModerationTime moderation = ModerationTime::after;
    std::vector<ModerationOutcome> outcomes; ///< those in use; default all five
};

/// When a thread's clock runs.
enum class RetentionMode {
    after_last_message, ///< the days count from the last message, of either side
    service,            ///< a thread whose last message nobody answered also counts as open
};

/// A clock for private messages.
struct RetentionClock {
    int days = 180;        ///< after the last message
    int warning_days = 30; ///< "due" from so many days before the deadline
    RetentionMode mode = RetentionMode::after_last_message;
    int unanswered_days = 90; ///< in service mode, the longest that waiting for an answer keeps
};

/// One of `/private_messages/channels`: a clock of its own.
struct ChannelClock {
    std::string platform; ///< empty = every platform
    std::string channel;  ///< as in Record::channel; empty = every channel
    RetentionClock clock;
};

/// `/private_messages`.
struct PrivateMessagesPolicy {
    RetentionClock clock;
    std::vector<ChannelClock> channels; ///< the first that fits wins over `clock`
    std::vector<FindingType> remove;    ///< redacted even while the message is kept
    bool publish_impersonal = false;    ///< may be published, in impersonal form
    LocalText sentence;                 ///< what the policy says about them
};

/// One of `/watch_hours`. Half-open, minutes after midnight in Rome.
struct WatchHours {
    std::vector<unsigned> weekdays; ///< ISO: 1 = Monday ... 7 = Sunday
    int from = 0;
    int to = 0;
};

/// One of `/measures/steps`.
struct MeasureStep {
    int violation = 1; ///< first, second, ... within the expiry
    std::vector<ModerationOutcome> outcomes;
};

/// `/measures`: graduated measures against an author who breaks the rules.
struct MeasuresPolicy {
    std::vector<MeasureStep> steps; ///< by violation; the last also holds for later ones
    int expire_days = 365;          ///< a warning counts for so long
};

/// What a role may do; names of the file in role_power_name().
enum class RolePower {
    check,
    moderate,
    trace,
    plan,
    review,
    approve,
    execute,
    consent,
    hold,
    audit
};

/// One of `/roles`: people are allowed by role, never by name.
struct PolicyRole {
    std::string id; ///< such as "social_media_manager"
    LocalText title;
    std::vector<RolePower> may;
    bool external = false;  ///< not staff: a contract under GDPR art. 28 is needed
    int review_months = 12; ///< how often the executive confirms who holds it
};

/// `/approval`.
struct ApprovalPolicy {
    std::vector<std::string> roles; ///< who may approve a purge; never the DPO (GDPR art. 38(6))
    bool second_person = true;      ///< never the author of the plan
    /// Every command that changes an archive has to say in which role (`--by`), not the approval
    /// alone; see allow_command().
    bool role_required = false;
};

/// `/caps`: how much one plan may remove; see over_cap().
struct CapsPolicy {
    double share = 0.10; ///< of the archive's records, (0, 1]
    int always = 100;    ///< so many records are never too many
};

/// `/forwarding`: where requests, reports and complaints go.
struct ForwardingPolicy {
    std::string office, mailbox, phone;
    int within_working_days = 1;
};

/// `/albo`: legal notices. Source: TUEL art. 124, 15 consecutive days unless a law says otherwise.
struct AlboPolicy {
    int days = 15;
    bool count_first_day = true;
    std::string law; ///< required if days is not 15
};

/// `/requests`: data-subject requests.
struct RequestsPolicy {
    bool every_reference = false; ///< the entity promised to remove every individual reference
    LocalText sentence;
    int acknowledge_working_days = 3;
    int backup_days = 35;       ///< the longest life of a backup of the key file
    int suppression_days = 400; ///< at least backup_days: how long a re-import is refused
    int case_days = 365;        ///< after its end, a case forgets who it was about
};

/// A policy. Every field but entity.name may be left out of the file; what then holds is the value
/// given here, except `publication.block`, `publication.warn`, `public_items.remove`,
/// `public_items.hide` and `approval.roles`: see default_policy(). Threads: a plain value.
struct Policy {
    PolicyEntity entity;
    std::vector<OfficialAccount> accounts;
    PolicyContacts contacts;
    MinorsPolicy minors;
    PublicationPolicy publication;
    PublicItemsPolicy public_items;
    PrivateMessagesPolicy private_messages;
    std::vector<WatchHours> watch_hours; ///< empty = Monday to Friday, 9:00-13:00
    MeasuresPolicy measures;
    std::vector<PolicyRole> roles;
    ApprovalPolicy approval;
    CapsPolicy caps;
    ForwardingPolicy forwarding;
    AlboPolicy albo;
    RequestsPolicy requests;
};

/// What holds where a file says nothing. `entity.name` is empty. Publication blocks everything but
/// names, which are warned about; special, judicial and hardship data and the identifiers of others
/// are removed from public items, the author's own are hidden; `approver` approves.
/// Source: the decision table of GDPR art. 9, 10, Codice art. 2-ter and 2-septies, D.Lgs. 33/2013.
[[nodiscard]] Policy default_policy();

/// One reason why a policy file is refused.
struct PolicyProblem {
    std::string pointer; ///< RFC 6901, such as `/minors/threshold`; empty = the whole file
    std::size_t line;    ///< from 1
    std::string what;
};

/// Every problem of a policy file, by line; empty if parse_policy() accepts it.
/// A file that is not JSON has one problem.
[[nodiscard]] std::vector<PolicyProblem> check_policy(std::string_view json);

/// Reads a policy file. Keys named `_comment` hold remarks and `$schema` at the root the address of
/// patterns/policies/policy.schema.json; any other key that is not documented is an error.
/// Errors: bad_policy; the detail gives pointer and line of the first problem.
[[nodiscard]] Result<Policy> parse_policy(std::string_view json);

/// The whole policy in plain words, with the defaults that apply, for people who do not read JSON.
/// Lines end in \n, indented by two spaces below a heading.
[[nodiscard]] std::string describe(const Policy& policy, Language language);

/// What the scanner needs to know the entity's own contacts: those of `/contacts`, the handles of
/// the accounts, the forwarding contact and the DPO's; each once, sorted.
[[nodiscard]] InstitutionalContacts institutional_contacts(const Policy& policy);

/// The official account that a platform's id, handle or name belongs to; nullptr if none. Empty
/// values never match; handles and names are compared without regard to ASCII case.
[[nodiscard]] const OfficialAccount* find_account(const Policy& policy, std::string_view platform,
                                                  std::string_view id, std::string_view handle,
                                                  std::string_view name);

/// The clock of a private thread.
[[nodiscard]] const RetentionClock& clock_for(const Policy& policy, std::string_view platform,
                                              std::string_view channel);

/// May this be published?
enum class Verdict {
    allow,
    warn,        ///< a person has to say on which legal basis
    block,       ///< an approver may override with the norm that allows it
    block_always ///< no norm lifts it: health, genetic, biometric data, sex life
};

/// The verdict on one finding in a text to be published, and why.
struct PublicationVerdict {
    Verdict verdict;
    const PolicyRule* rule; ///< the first rule of the policy about this type; nullptr if none
};

/// Institutional findings are allowed. Below min_confidence a block becomes a warning.
/// The rule lives as long as `policy`.
[[nodiscard]] PublicationVerdict judge_publication(const Policy& policy, const Finding& finding);
PublicationVerdict judge_publication(Policy&& policy, const Finding& finding) = delete;

/// The articles that speak about a type, such as `GDPR art. 9(1); D.Lgs. 196/2003 art. 2-septies`.
[[nodiscard]] std::string_view articles_of(FindingType type) noexcept;

/// What people call a type, in lower case: "dati sulla salute", "health data".
[[nodiscard]] std::string_view type_label(FindingType type, Language language) noexcept;

/// `reported`, `hidden`, `deleted`, `warned`, `blocked`.
[[nodiscard]] std::string_view outcome_name(ModerationOutcome outcome) noexcept;
[[nodiscard]] std::optional<ModerationOutcome> find_outcome(std::string_view name) noexcept;
/// `check`, `moderate`, ... as in the file.
[[nodiscard]] std::string_view role_power_name(RolePower power) noexcept;

/// A plan that removes `count` of `total` records is more than both caps allow.
[[nodiscard]] bool over_cap(const Policy& policy, std::size_t count, std::size_t total) noexcept;

/// What the policy wants for an author's violation number `violation` (1 = first), counted within
/// `measures.expire_days`. Empty without steps. Requires: violation >= 1.
[[nodiscard]] std::vector<ModerationOutcome> measures_for(const Policy& policy, int violation);

/// May a holder of `role` do this? Roles of a policy without `/roles` may do everything they are
/// named for: `approver` and those of approval.roles approve, `dpo` audits, others all the rest.
[[nodiscard]] bool may(const Policy& policy, std::string_view role, RolePower power);

} // namespace oblio
