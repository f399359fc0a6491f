// lib/src/erasure/verify.cpp: reads everything again; the steps in order, whether the search can
// see at all, and the archive's own accounts. The other checks: verify_records.cpp,
// verify_files.cpp.
#include "oblio/erasure/verify.hpp"

#include "erasure/byte_scanner.hpp"
#include "erasure/needles.hpp"
#include "erasure/verifier.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oblio {
namespace {

using nlohmann::json;

Result<std::optional<Verification>> earlier_verification(const Archive& archive,
                                                         std::string_view hash) {
    auto document = archive.document("verification", hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return std::optional<Verification>{};
    }
    try {
        Verification earlier;
        const auto id = json::parse((*document)->json).at("certificate").get<std::string>();
        earlier.file = archive.directory() / "certificates" / (id + ".json");
        auto text = archive.environment().files.read_all(earlier.file);
        if (!text) {
            return text.error();
        }
        earlier.certificate = std::move(*text);
        earlier.repeated = true;
        const json value = json::parse(earlier.certificate);
        for (const json& check : value.at("proof").at("checks")) {
            earlier.checks.push_back({check.at("name").get<std::string>(),
                                      check.at("holds").get<bool>(),
                                      check.at("figure").get<std::string>()});
        }
        const auto key = to_hex(public_key(archive.store().vault.signing_seed));
        earlier.holds = check_certificate(earlier.certificate, key).has_value();
        return std::optional{std::move(earlier)};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the certificate cannot be read"};
    }
}

} // namespace

/// Before anything else: can this search see? Every spelling of every value is put into memory
/// and looked for; the index rows were counted in the files before the erasure.
Result<void> Verifier::check_control() {
    auto needles = load_needles(archive_, plan_.hash);
    if (!needles) {
        return needles.error();
    }
    needles_ = std::move(*needles);
    // Not only what the plan named: what identifies the person in the case, read again.
    constexpr std::size_t telling = 7;
    for (const std::string& value : facts_.identifiers) {
        if (value.size() >= telling &&
            std::find(needles_.begin(), needles_.end(), value) == needles_.end()) {
            needles_.push_back(value);
        }
    }
    bool seen = true;
    for (const std::string& value : needles_) {
        const ByteScanner scanner{needle_patterns(value)};
        short_needles_ += scanner.patterns().empty() ? 1U : 0U;
        for (std::size_t i = 0; i < scanner.patterns().size(); ++i) {
            std::vector<std::uint64_t> counts(scanner.patterns().size());
            scanner.scan("..." + scanner.patterns()[i] + "...", counts);
            seen = seen && counts[i] > 0;
            control_ += counts[i] > 0 ? 1U : 0U;
        }
    }
    std::uint64_t terms = 0;
    each_doomed([&](RecordRow, Slot, const auto& list) { terms += list.size(); });
    const bool rows_seen = terms == 0 || baseline_.rows_in_files > 0;
    report("control", seen && rows_seen,
           fmt::format("{} spellings found where they were put; {} index rows seen in the files "
                       "before, {} places of the values in the opened records before",
                       control_, baseline_.rows_in_files, baseline_.needles_in_bodies));
    return {};
}

Result<void> Verifier::check_ledger_chain() {
    auto head = verify_ledger(archive_);
    bool noted = false;
    for (const LedgerEntry& entry : store_.ledger->entries()) {
        if (entry.operation == "purge-intent" && entry.data.find(plan_.hash) != std::string::npos) {
            noted = true;
            before_ = {entry.number - 1, entry.previous};
        }
    }
    report("ledger", head.has_value() && noted,
           head ? fmt::format("{} entries in an unbroken chain", head->number)
                : head.error().detail);
    return {};
}

/// The figures of the execution and those of the plan agree with what is found.
Result<void> Verifier::check_counts() {
    const auto figure = [&](const char* name) { return executed_.at(name).get<std::uint64_t>(); };
    const bool agree = figure("purged") == plan_.count(Action::purge) &&
                       figure("purged") == baseline_.purged.size() &&
                       figure("redacted") == plan_.count(Action::redact) &&
                       figure("redacted") == baseline_.redacted.size() &&
                       figure("kept") == plan_.count(Action::keep);
    report("plan", agree,
           fmt::format("approved, executed and found: {} purged, {} redacted, {} kept",
                       figure("purged"), figure("redacted"), figure("kept")));
    return {};
}

Result<Verification> Verifier::run() {
    auto executed = archive_.document("execution", plan_.hash);
    if (!executed) {
        return executed.error();
    }
    if (!*executed) {
        return Error{ErrorCode::not_executed, "the plan was not executed"};
    }
    try {
        executed_ = json::parse((*executed)->json);
        for (const auto step :
             {&Verifier::check_control, &Verifier::check_records, &Verifier::check_slots,
              &Verifier::check_bodies, &Verifier::check_index, &Verifier::check_redactions,
              &Verifier::check_states, &Verifier::check_neighbours, &Verifier::check_store,
              &Verifier::check_files, &Verifier::check_ledger_chain, &Verifier::check_counts}) {
            if (auto looked = (this->*step)(); !looked) {
                return looked.error();
            }
        }
        found_.holds = std::all_of(found_.checks.begin(), found_.checks.end(),
                                   [](const ProofCheck& check) { return check.holds; });
        if (found_.holds) {
            if (auto done = publish(); !done) {
                return done.error();
            }
        }
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the account of the execution cannot be read"};
    }
    return std::move(found_);
}

Result<Verification> verify_plan(Archive& archive, std::string_view hash, const CaseFacts& facts,
                                 const ProgressReport& progress) {
    if (auto may = archive.store().require_writable(); !may) {
        return may.error();
    }
    auto interrupted = is_interrupted(archive);
    if (!interrupted) {
        return interrupted.error();
    }
    if (*interrupted) {
        return Error{ErrorCode::not_executed, "an execution was interrupted; execute again first"};
    }
    auto earlier = earlier_verification(archive, hash);
    if (!earlier) {
        return earlier.error();
    }
    if (*earlier) {
        return std::move(**earlier);
    }
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    auto executed = archive.document("execution", hash);
    if (!executed) {
        return executed.error();
    }
    if (!*executed) {
        return Error{ErrorCode::not_executed, "the plan was not executed"};
    }
    auto baseline = load_baseline(archive, hash);
    if (!baseline) {
        return baseline.error();
    }
    return Verifier{archive, std::move(*plan), std::move(*baseline), facts, progress}.run();
}

} // namespace oblio
