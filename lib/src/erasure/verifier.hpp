// lib/src/erasure/verifier.hpp: one verification: every check, then the certificate. Shares no code
// with the execution.
#pragma once

#include "archive/store.hpp"
#include "erasure/byte_scanner.hpp"
#include "erasure/proof.hpp"
#include "oblio/erasure/verify.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace oblio {

/// One verification of an executed plan. Threads: one thread at a time.
class Verifier {
public:
    /// `executed` is the account that the execution left. The three references live as long as
    /// this.
    Verifier(Archive& archive, Plan plan, nlohmann::json executed, Baseline baseline,
             const CaseFacts& facts, const ProgressReport& progress)
        : archive_{archive}, store_{archive.store()}, plan_{std::move(plan)},
          baseline_{std::move(baseline)}, facts_{facts}, progress_{progress},
          executed_(std::move(executed)) {}

    /// All checks; if all hold, writes the certificate. Errors: as verify_plan().
    Result<Verification> run();
    /// Once proved, with the certificate of that id: all that can be looked at again. Notes in the
    /// ledger what it found. Errors: as verify_plan().
    Result<Verification> run_again(const std::string& certificate);

private:
    using Check = Result<void> (Verifier::*)();
    /// Does the checks in order, and says whether all hold.
    Result<void> look(std::initializer_list<Check> checks);

    // verify.cpp: whether the search can see, and the archive's own accounts.
    Result<void> check_control();
    Result<void> check_ledger_chain();
    Result<void> check_counts();
    Result<void> check_archive();

    // verify_records.cpp: the records of the plan, and all the others.
    Result<void> check_records();
    Result<void> check_bodies();
    Result<void> check_redactions();
    Result<void> check_states();
    Result<void> check_neighbours();
    Result<void> count_missing(const std::vector<Leaf>& leaves, const std::vector<bool>& seen,
                               std::uint64_t& changed);

    // verify_files.cpp: the bytes of every file of the archive.
    Result<void> check_slots();
    Result<void> check_index();
    Result<std::map<std::int64_t, std::vector<BlindKey>>> rightful_keys();
    Result<void> check_files();
    Result<ByteScanner> file_scanner();
    Result<void> check_store();

    // verify_certificate.cpp: what was found, signed and published.
    [[nodiscard]] nlohmann::json certificate(const std::string& salt);
    [[nodiscard]] nlohmann::json proof_facts() const;
    [[nodiscard]] nlohmann::json suppression_facts(Instant now) const;
    Result<void> check_certificate_file();
    Result<void> publish();
    Result<void> write_certificate(const std::string& id);

    void report(std::string name, bool holds, std::string figure) {
        found_.checks.push_back({std::move(name), holds, std::move(figure)});
    }
    [[nodiscard]] std::filesystem::path certificate_path(const std::string& id) const {
        return store_.directory / "certificates" / (id + ".json");
    }
    template <class Visit> void each_doomed(Visit visit) const {
        for (const auto& item : baseline_.purged) {
            visit(item.row, item.slot, item.terms);
        }
        for (const auto& item : baseline_.redacted) {
            visit(item.row, item.slot, item.terms);
        }
    }
    /// Written again since the execution, by an import or another plan.
    [[nodiscard]] bool is_later(std::int64_t generation) const noexcept {
        return generation > baseline_.generation + 1; // the execution itself is the first write
    }

    Archive& archive_;
    Archive::Store& store_;
    Plan plan_;
    Baseline baseline_;
    const CaseFacts& facts_;
    const ProgressReport& progress_;
    nlohmann::json executed_;
    std::vector<std::string> needles_; ///< the values that must be nowhere
    bool again_ = false;               ///< proved before: the values of then are shredded
    LedgerHead before_;                ///< of the ledger, when the execution began
    std::uint64_t control_ = 0, patterns_ = 0, short_needles_ = 0, later_ = 0, compared_ = 0;
    Verification found_;
};

} // namespace oblio
