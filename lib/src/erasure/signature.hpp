// lib/src/erasure/signature.hpp: signs the JSON of a certificate.
#pragma once

#include "archive/crypto.hpp"

#include <nlohmann/json_fwd.hpp>

namespace oblio {

/// What is signed: the object without `signature` and without the citizen's `salt`, keys in order,
/// no white space, UTF-8.
[[nodiscard]] std::string signed_text(const nlohmann::json& certificate);

/// Adds `key` and `signature`. Requires: an object.
void sign_certificate(nlohmann::json& certificate, const SecretKey& seed);

} // namespace oblio
