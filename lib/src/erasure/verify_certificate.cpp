// lib/src/erasure/verify_certificate.cpp: the certificate of a verification that holds: its facts,
// its signature, its files.
#include "erasure/verifier.hpp"

#include "archive/private_folder.hpp"
#include "erasure/needles.hpp"
#include "erasure/signature.hpp"

#include <algorithm>
#include <filesystem>

namespace oblio {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string hash_pair(const std::string& left, const std::string& right) {
    return plain_hash_hex(left + right);
}

/// One number for all that was decided: keyed digests of the contents, paired upwards.
std::string merkle_root(const Plan& plan) {
    std::vector<std::string> level;
    for (const PlanItem& item : plan.items) {
        level.push_back(
            plain_hash_hex(std::string{action_name(item.decision.action)} + to_hex(item.digest)));
    }
    while (level.size() > 1) {
        std::vector<std::string> above;
        for (std::size_t i = 0; i < level.size(); i += 2) {
            above.push_back(hash_pair(level[i], level[std::min(i + 1, level.size() - 1)]));
        }
        level = std::move(above);
    }
    return level.empty() ? plain_hash_hex("") : level.front();
}

json time_or_null(const std::optional<Instant>& time) {
    return time ? json(format_instant(*time)) : json(nullptr);
}

/// How many records of which platform met which end, and why others were kept.
struct Tally {
    json platforms = json::object();
    json kept = json::object();
};

Tally tally_of(const Plan& plan) {
    const auto add_one = [](json& count) { count = count.is_null() ? 1 : count.get<int>() + 1; };
    Tally tally;
    for (const PlanItem& item : plan.items) {
        const Decision& decision = item.decision;
        add_one(tally.platforms[item.platform][std::string{action_name(decision.action)}]);
        if (decision.action == Action::keep || decision.action == Action::restrict) {
            const std::string until =
                decision.review_on ? " " + format_date(*decision.review_on) : "";
            add_one(tally.kept[decision.ground + until]);
        }
    }
    return tally;
}

json backups_of(const CaseFacts& facts) {
    json backups = json::array();
    for (const auto& backup : facts.backups) {
        backups.push_back(
            {{"taken", format_instant(backup.taken)}, {"expires", format_date(backup.expires)}});
    }
    return backups;
}

} // namespace

json Verifier::proof_facts() const {
    json checks = json::array();
    for (const ProofCheck& check : found_.checks) {
        checks.push_back({{"name", check.name}, {"holds", check.holds}, {"figure", check.figure}});
    }
    return {{"checks", checks},
            {"control", control_},
            {"rows_before", baseline_.rows_in_files},
            {"values_before", baseline_.needles_in_bodies},
            {"remnants", 0},
            {"files", found_.files},
            {"bytes", found_.bytes},
            {"byte_strings", patterns_},
            {"too_short_to_search", short_needles_},
            {"encodings", needle_encodings()},
            {"neighbours", compared_},
            {"written_since", later_}};
}

/// What the suppression list took up, and until when: counted from the execution.
json Verifier::suppression_facts(Instant now) const {
    const auto executed = parse_instant(executed_.at("at").get<std::string>());
    const Date until = add_days(rome_date(executed.value_or(now)), plan_.suppression_days);
    return {{"entries",
             plan_.suppress.size() + plan_.count(Action::purge) + plan_.count(Action::redact)},
            {"until", format_date(until)}};
}

/// Only where every check holds: no remnant, `secure_delete` on, and a checkpoint that answered
/// three zeros (nobody in the way, no page left in the log, none to move) stand as they were
/// asked for. With any other answer empty_log() or the check "database" had failed before.
json Verifier::certificate(const std::string& salt) {
    std::array<std::byte, 8> id{};
    store_.environment.random.fill(id);
    const Instant now = store_.environment.clock.now();
    const Tally tally = tally_of(plan_);
    const LedgerHead head = store_.ledger->head();
    json value{
        {"v", 1},
        {"kind", "oblio erasure certificate"},
        {"id", to_hex(id)},
        {"archive", archive_.id()},
        {"controller", facts_.controller},
        {"dpo", facts_.dpo},
        {"case", {{"number", facts_.number}, {"right", facts_.right}, {"channel", facts_.channel}}},
        {"grounds", facts_.grounds},
        {"times",
         {{"received", time_or_null(facts_.received)},
          {"decided", time_or_null(facts_.decided)},
          {"executed", executed_.at("at")},
          {"verified", format_instant(now)}}},
        {"plan", plan_.hash},
        {"executed_plan", plan_.hash},
        {"root", merkle_root(plan_)},
        {"actions",
         {{"purged", executed_.at("purged")},
          {"redacted", executed_.at("redacted")},
          {"kept", executed_.at("kept")},
          {"restricted", executed_.at("restricted")},
          {"quarantined", executed_.at("quarantined")},
          {"left_for_review", plan_.left_for_review}}},
        {"platforms", tally.platforms},
        {"exemptions", tally.kept},
        {"proof", proof_facts()},
        {"store",
         {{"sqlite", sqlite::Database::version()},
          {"secure_delete", "on"},
          {"checkpoint", {0, 0, 0}},
          {"rewritten", executed_.at("rewritten")}}},
        {"backups", backups_of(facts_)},
        {"suppression", suppression_facts(now)},
        {"told", {{"recipients", facts_.recipients}, {"of_them_told", facts_.recipients_told}}},
        {"on_platforms",
         {{"items", facts_.platform_items}, {"removed", facts_.platform_items_done}}},
        {"not_covered",
         {"blocks freed by the file system", "wear levelling of solid-state disks",
          "snapshots of copy-on-write file systems", "swap space", "copies outside this archive"}},
        {"ledger_before", {{"number", before_.number}, {"head", before_.hash}}},
        {"ledger", {{"number", head.number}, {"head", head.hash}}},
        {"program", facts_.program},
    };
    if (!facts_.identifiers.empty()) {
        value["subject"] = subject_commitment(salt, facts_.identifiers);
    }
    sign_certificate(value, store_.vault.signing_seed);
    return value;
}

/// The file for machines, and a page for people in each language.
Result<void> Verifier::write_certificate(const std::string& id) {
    Files& files = store_.environment.files;
    found_.file = certificate_path(id);
    const fs::path folder = found_.file.parent_path();
    if (auto made = make_private_folder(folder); !made) {
        return made;
    }
    if (auto put = files.replace(found_.file, found_.certificate + "\n"); !put) {
        return put;
    }
    for (const auto& [language, ending] :
         {std::pair{Language::italian, ".it.html"}, {Language::english, ".en.html"}}) {
        auto page = certificate_page(found_.certificate, language);
        if (!page) {
            return page.error();
        }
        if (auto put = files.replace(folder / (id + ending), *page); !put) {
            return put;
        }
    }
    return {};
}

/// The one of then is still there, signed by this archive, and speaks of this plan.
Result<void> Verifier::check_certificate_file() {
    auto text = store_.environment.files.read_all(found_.file);
    if (text) {
        found_.certificate = std::move(*text);
    }
    const auto signed_by_us =
        check_certificate(found_.certificate, to_hex(public_key(store_.vault.signing_seed)));
    const bool ours = signed_by_us && signed_by_us->signature_holds &&
                      json::parse(found_.certificate).value("plan", "") == plan_.hash;
    report("certificate", ours,
           found_.file.filename().string() + (!text  ? " is not there"
                                              : ours ? " is as it was signed"
                                                     : " is not as it was signed"));
    return {};
}

Result<void> Verifier::publish() {
    std::array<std::byte, 16> drawn{};
    store_.environment.random.fill(drawn);
    const std::string salt = to_hex(drawn);
    const json value = certificate(salt);
    const auto id = value.at("id").get<std::string>();
    found_.certificate = value.dump(1);
    json copy = value;
    if (copy.contains("subject")) {
        copy["salt"] = salt;
    }
    found_.citizen_copy = copy.dump(1);
    if (auto written = write_certificate(id); !written) {
        return written;
    }
    auto noted =
        store_.record_in_ledger("certificate", json{{"id", id}, {"plan", plan_.hash}}.dump());
    if (!noted) {
        return noted.error();
    }
    const json done{{"certificate", id}, {"at", format_instant(store_.environment.clock.now())}};
    if (auto put = archive_.put_document("verification", plan_.hash, done.dump()); !put) {
        return put;
    }
    return forget_measurements(archive_, plan_.hash);
}

} // namespace oblio
