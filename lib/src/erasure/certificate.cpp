// lib/src/erasure/certificate.cpp: signing and checking.
#include "oblio/erasure/certificate.hpp"

#include "archive/crypto.hpp"
#include "erasure/signature.hpp"
#include "oblio/text/fold.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {

using nlohmann::json;

std::string signed_text(const json& certificate) {
    json content = certificate;
    content.erase("signature");
    content.erase("salt");
    return content.dump();
}

void sign_certificate(json& certificate, const SecretKey& seed) {
    certificate["key"] = to_hex(public_key(seed));
    certificate["signature"] = to_hex(sign(seed, signed_text(certificate)));
}

std::string subject_commitment(std::string_view salt, std::vector<std::string> identifiers) {
    for (std::string& value : identifiers) {
        value = fold_to_string(value);
    }
    std::sort(identifiers.begin(), identifiers.end());
    identifiers.erase(std::unique(identifiers.begin(), identifiers.end()), identifiers.end());
    std::string message{salt};
    for (const std::string& value : identifiers) {
        message += '\x1F';
        message += value;
    }
    return sha256_hex(message);
}

Result<CertificateCheck> check_certificate(std::string_view text, std::string_view expected_key,
                                           const std::vector<std::string>& identifiers) {
    try {
        const json certificate = json::parse(text);
        CertificateCheck check;
        check.id = certificate.at("id").get<std::string>();
        check.archive = certificate.at("archive").get<std::string>();
        check.key = certificate.at("key").get<std::string>();
        check.ledger_head = certificate.at("ledger").at("head").get<std::string>();
        check.ledger_number = certificate.at("ledger").at("number").get<std::uint64_t>();
        const auto key = from_hex(check.key);
        const auto signature = from_hex(certificate.at("signature").get<std::string>());
        if (!key || !signature || !signature_holds(*signature, signed_text(certificate), *key)) {
            return Error{ErrorCode::forged, "the signature does not fit the certificate"};
        }
        if (!expected_key.empty() && expected_key != check.key) {
            return Error{ErrorCode::forged, "signed with the key of another archive"};
        }
        check.signature_holds = true;
        if (certificate.contains("salt") && certificate.contains("subject") &&
            !identifiers.empty()) {
            check.subject_matches =
                subject_commitment(certificate.at("salt").get<std::string>(), identifiers) ==
                certificate.at("subject").get<std::string>();
        }
        return check;
    } catch (const json::exception&) {
        return Error{ErrorCode::bad_json, "not a certificate"};
    }
}

} // namespace oblio
