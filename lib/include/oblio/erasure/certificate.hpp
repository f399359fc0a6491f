// lib/include/oblio/erasure/certificate.hpp: the signed proof of an executed request.
#pragma once

#include "oblio/policy/policy.hpp"
#include "oblio/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What a certificate's check found.
struct CertificateCheck {
    bool signature_holds = false;
    std::string id;
    std::string archive; ///< id of the archive it speaks of
    std::string key;     ///< public key that signed, 64 hex digits
    std::string ledger_head;
    std::uint64_t ledger_number = 0;
    /// With a subject: do salt and identifiers give the commitment? Nothing without either.
    std::optional<bool> subject_matches;
};

/// Checks a certificate (or a citizen's copy) offline: only its own bytes are needed.
/// `expected_key`: the controller's public key, if the reader has it; another one is forged.
/// `identifiers`: the subject's, to tie a citizen's copy to them.
/// Errors: bad_json, forged.
[[nodiscard]] Result<CertificateCheck>
check_certificate(std::string_view json, std::string_view expected_key = {},
                  const std::vector<std::string>& identifiers = {});

/// A printable page without anything to load, from a certificate's JSON.
/// Errors: bad_json.
[[nodiscard]] Result<std::string> certificate_page(std::string_view json, Language language);

/// SHA-256 of the salt and the identifiers (folded, sorted, each once, U+001F between).
[[nodiscard]] std::string subject_commitment(std::string_view salt,
                                             std::vector<std::string> identifiers);

} // namespace oblio
