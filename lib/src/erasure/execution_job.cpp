// lib/src/erasure/execution_job.cpp: the job and the receipt as sealed documents.
#include "erasure/execution_job.hpp"

#include "archive/store.hpp"
#include "erasure/hex_list.hpp"

#include <nlohmann/json.hpp>

namespace oblio {
namespace {

using nlohmann::json;

json receipt_json(const Receipt& receipt) {
    return {{"purged", receipt.purged},
            {"redacted", receipt.redacted},
            {"kept", receipt.kept},
            {"restricted", receipt.restricted},
            {"quarantined", receipt.quarantined},
            {"released", receipt.released},
            {"terms", receipt.terms_erased},
            {"slots", receipt.slots_shredded},
            {"rewritten", receipt.rewritten},
            {"at", format_instant(receipt.at)}};
}

Receipt read_receipt(const json& value, std::string_view plan) {
    Receipt receipt;
    receipt.plan = plan;
    receipt.purged = value.at("purged").get<std::uint64_t>();
    receipt.redacted = value.at("redacted").get<std::uint64_t>();
    receipt.kept = value.at("kept").get<std::uint64_t>();
    receipt.restricted = value.at("restricted").get<std::uint64_t>();
    receipt.quarantined = value.at("quarantined").get<std::uint64_t>();
    receipt.released = value.at("released").get<std::uint64_t>();
    receipt.terms_erased = value.at("terms").get<std::uint64_t>();
    receipt.slots_shredded = value.at("slots").get<std::uint64_t>();
    receipt.rewritten = value.at("rewritten").get<bool>();
    receipt.at = parse_instant(value.at("at").get<std::string>()).value_or(Instant{});
    return receipt;
}

} // namespace

Document job_document(const ExecutionJob& job) {
    const json value{{"plan", job.plan},
                     {"intent", job.intent},
                     {"receipt", receipt_json(job.receipt)},
                     {"erased_rows", hex_list(job.erased_rows)},
                     {"erased_keys", hex_list(job.erased_keys)}};
    return {"job", "current", value.dump(), {}};
}

Document execution_document(const ExecutionJob& job) {
    return {"execution", job.plan, receipt_json(job.receipt).dump(), {}};
}

Result<std::optional<ExecutionJob>> load_job(const Archive& archive) {
    auto document = archive.document("job", "current");
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return std::optional<ExecutionJob>{};
    }
    try {
        const json value = json::parse((*document)->json);
        ExecutionJob job;
        job.plan = value.at("plan").get<std::string>();
        job.intent = value.at("intent").get<std::uint64_t>();
        job.receipt = read_receipt(value.at("receipt"), job.plan);
        job.erased_rows = read_hex_list<TermRow>(value.at("erased_rows"));
        job.erased_keys = read_hex_list<BlindKey>(value.at("erased_keys"));
        return std::optional{std::move(job)};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the interrupted execution cannot be read"};
    }
}

Result<std::optional<Receipt>> earlier_execution(const Archive& archive, std::string_view plan) {
    auto document = archive.document("execution", plan);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return std::optional<Receipt>{};
    }
    try {
        return std::optional{read_receipt(json::parse((*document)->json), plan)};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "an execution cannot be read"};
    }
}

} // namespace oblio
