// lib/src/erasure/verify.cpp: reads everything again; the steps in order, whether the search can
// see at all, and the archive's own accounts. The other checks: verify_records.cpp,
// verify_files.cpp.
#include "oblio/erasure/verify.hpp"

#include "erasure/byte_scanner.hpp"
#include "erasure/needles.hpp"
#include "erasure/verifier.hpp"
#include "oblio/archive/care.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oblio {
namespace {

using nlohmann::json;

Error unreadable_account() {
    return Error{ErrorCode::damaged, "the account of the execution cannot be read"};
}

/// The id of the certificate, once proved; empty before.
Result<std::string> certificate_of(const Archive& archive, std::string_view hash) {
    auto document = archive.document("verification", hash);
    if (!document) {
        return document.error();
    }
    try {
        return *document ? json::parse((*document)->json).at("certificate").get<std::string>()
                         : std::string{};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the account of the verification cannot be read"};
    }
}

/// The account that the execution left. Errors: io, not_executed, damaged.
Result<json> execution_of(const Archive& archive, std::string_view hash) {
    auto document = archive.document("execution", hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Error{ErrorCode::not_executed, "the plan was not executed"};
    }
    auto account = json::parse((*document)->json, nullptr, false);
    return account.is_object() ? Result<json>{std::move(account)} : unreadable_account();
}

} // namespace

/// Before anything else: can this search see? Every spelling of every value is put into memory
/// and looked for; the index rows were counted in the files before the erasure.
Result<void> Verifier::check_control() {
    if (!again_) {
        auto needles = load_needles(archive_, plan_.hash);
        if (!needles) {
            return needles.error();
        }
        needles_ = std::move(*needles);
    }
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
            scanner.scan("..." + scanner.patterns()[i].bytes + "...", counts);
            seen = seen && counts[i] > 0;
            control_ += counts[i] > 0 ? 1U : 0U;
        }
    }
    std::uint64_t terms = 0;
    each_doomed([&](RecordRow, Slot, const auto& list) { terms += list.size(); });
    const bool rows_seen = baseline_.rows_in_files >= terms;
    report("control", seen && rows_seen,
           fmt::format("{} spellings found where they were put; {} index rows seen in the files "
                       "before, {} places of the values in the opened records before",
                       control_, baseline_.rows_in_files, baseline_.needles_in_bodies) +
               (needles_.empty()
                    ? "; what identified the person is shredded: no value to search for"
                    : ""));
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

/// Nothing is left to compare the other records with: each is opened and held against its own
/// digest and its index rows.
Result<void> Verifier::check_archive() {
    auto health = inspect(archive_, [this](std::uint64_t done) {
        if (progress_) {
            progress_("compare", done, baseline_.neighbours);
        }
    });
    if (!health) {
        return health.error();
    }
    compared_ = health->opened;
    report("archive", health->sound(),
           fmt::format("{} records open and are what their digests say, {} do not; {} faults in {} "
                       "index rows",
                       health->opened, health->not_opening, health->index_faults, health->terms));
    return {};
}

Result<void> Verifier::look(std::initializer_list<Check> checks) {
    try {
        for (const Check check : checks) {
            if (auto looked = (this->*check)(); !looked) {
                return looked;
            }
        }
    } catch (const json::exception&) {
        return unreadable_account();
    }
    found_.holds = std::all_of(found_.checks.begin(), found_.checks.end(),
                               [](const ProofCheck& check) { return check.holds; });
    return {};
}

Result<Verification> Verifier::run() {
    auto looked =
        look({&Verifier::check_control, &Verifier::check_records, &Verifier::check_slots,
              &Verifier::check_bodies, &Verifier::check_index, &Verifier::check_redactions,
              &Verifier::check_states, &Verifier::check_neighbours, &Verifier::check_store,
              &Verifier::check_files, &Verifier::check_ledger_chain, &Verifier::check_counts});
    if (!looked) {
        return looked.error();
    }
    if (found_.holds) {
        if (auto done = publish(); !done) {
            return done.error();
        }
    }
    return std::move(found_);
}

Result<Verification> Verifier::run_again(const std::string& certificate) {
    again_ = found_.repeated = true;
    found_.file = certificate_path(certificate);
    auto looked =
        look({&Verifier::check_certificate_file, &Verifier::check_control, &Verifier::check_records,
              &Verifier::check_slots, &Verifier::check_index, &Verifier::check_redactions,
              &Verifier::check_states, &Verifier::check_archive, &Verifier::check_store,
              &Verifier::check_files, &Verifier::check_ledger_chain, &Verifier::check_counts});
    if (!looked) {
        return looked.error();
    }
    const json entry{{"certificate", certificate}, {"plan", plan_.hash}, {"holds", found_.holds}};
    if (auto noted = store_.record_in_ledger("verified-again", entry.dump()); !noted) {
        return noted.error();
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
    auto certificate = certificate_of(archive, hash);
    if (!certificate) {
        return certificate.error();
    }
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    auto executed = execution_of(archive, hash);
    if (!executed) {
        return executed.error();
    }
    auto baseline = load_baseline(archive, hash);
    if (!baseline) {
        return baseline.error();
    }
    Verifier verifier{archive, std::move(*plan), std::move(*executed), std::move(*baseline),
                      facts,   progress};
    return certificate->empty() ? verifier.run() : verifier.run_again(*certificate);
}

} // namespace oblio
