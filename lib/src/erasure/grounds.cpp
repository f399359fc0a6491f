// lib/src/erasure/grounds.cpp
#include "oblio/erasure/grounds.hpp"

#include <algorithm>
#include <array>

namespace oblio {
namespace {

constexpr std::array all{
    Ground{"G17A", "non più necessari", "no longer needed", "GDPR art. 17(1)(a)", GroundUse::erase},
    Ground{"G17B", "consenso revocato", "consent withdrawn", "GDPR art. 17(1)(b)",
           GroundUse::erase},
    Ground{"G17C", "opposizione accolta", "objection upheld", "GDPR art. 17(1)(c), 21(1)",
           GroundUse::erase},
    Ground{"G17D", "trattamento illecito", "unlawful processing", "GDPR art. 17(1)(d)",
           GroundUse::erase},
    Ground{"G17E", "obbligo di legge", "legal duty to erase", "GDPR art. 17(1)(e)",
           GroundUse::erase},
    Ground{"G17F", "minore, servizio online", "child, online service", "GDPR art. 17(1)(f)",
           GroundUse::erase},
    Ground{"G_L71", "cyberbullismo, minore", "cyberbullying", "L. 71/2017 art. 2",
           GroundUse::erase},
    Ground{"G_EXOFF", "d’ufficio", "own initiative", "GDPR art. 5(1)(c)(e), 17(1)",
           GroundUse::erase},
    Ground{"G_POLICY", "impegno dell’ente", "promise of the policy", "social media policy",
           GroundUse::erase},
    Ground{"WHO_DEAD", "persona deceduta", "deceased person", "D.Lgs. 196/2003 art. 2-terdecies",
           GroundUse::erase},
    Ground{"R16", "dati inesatti", "inaccurate data", "GDPR art. 16", GroundUse::correct},
    Ground{"R18A", "esattezza contestata", "accuracy contested", "GDPR art. 18(1)(a)",
           GroundUse::restrict},
    Ground{"R18B", "illecito, ma l’interessato preferisce la limitazione",
           "unlawful, the person prefers restriction", "GDPR art. 18(1)(b)", GroundUse::restrict},
    Ground{"R18C", "serve all’interessato per un diritto", "needed by the person for a claim",
           "GDPR art. 18(1)(c)", GroundUse::restrict},
    Ground{"R18D", "opposizione in esame", "objection pending", "GDPR art. 18(1)(d)",
           GroundUse::restrict},
    Ground{"X17A", "libertà di espressione", "freedom of expression", "GDPR art. 17(3)(a)",
           GroundUse::keep},
    Ground{"X17B", "obbligo o compito pubblico", "legal duty, public task", "GDPR art. 17(3)(b)",
           GroundUse::keep},
    Ground{"X17B_ALBO", "pubblicazione in corso", "legal notice running",
           "GDPR art. 17(3)(b), D.Lgs. 267/2000 art. 124", GroundUse::keep},
    Ground{"X17B_ARCH", "documento d’archivio", "archive document",
           "GDPR art. 17(3)(b), D.Lgs. 42/2004 art. 21(1)(d)", GroundUse::keep},
    Ground{"X17C", "sanità pubblica", "public health", "GDPR art. 17(3)(c)", GroundUse::keep},
    Ground{"X17D", "archiviazione storica", "archiving", "GDPR art. 17(3)(d)", GroundUse::keep},
    Ground{"X17E", "difesa di un diritto", "legal claims", "GDPR art. 17(3)(e)", GroundUse::keep},
    Ground{"X2UND", "limiti di legge", "statutory limits", "D.Lgs. 196/2003 art. 2-undecies",
           GroundUse::keep},
    Ground{"X12_5", "infondata o eccessiva", "unfounded or excessive", "GDPR art. 12(5)",
           GroundUse::refuse},
    Ground{"X_ID", "identità non provata", "identity not proved", "GDPR art. 12(2), 12(6), 11(2)",
           GroundUse::refuse},
    Ground{"X_HOM", "omonimo", "homonym", "GDPR art. 4(1)", GroundUse::refuse},
};

} // namespace

std::span<const Ground> grounds() noexcept {
    return all;
}

const Ground* find_ground(std::string_view code) noexcept {
    const auto* found =
        std::find_if(all.begin(), all.end(), [&](const Ground& g) { return g.code == code; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace oblio
