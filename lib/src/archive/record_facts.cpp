// lib/src/archive/record_facts.cpp
#include "archive/record_facts.hpp"

#include "archive/crypto.hpp"
#include "archive/record_codec.hpp"

#include <bit>

namespace oblio {
namespace {

constexpr unsigned imported_bytes = 5;
static_assert(sizeof(BlindKey) == sizeof(ContentDigest));

std::int64_t seconds_of(Instant instant) {
    return instant.time_since_epoch().count();
}

Instant instant_of(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

/// Most records have findings of one type: its number, or 0 and all bits.
void write_types(ByteWriter& out, std::uint32_t types) {
    if (std::has_single_bit(types)) {
        out.byte(static_cast<std::uint8_t>(std::countr_zero(types) + 1));
    } else {
        out.byte(0);
        out.number(types);
    }
}

std::uint32_t read_types(ByteReader& in) {
    const unsigned one = in.byte();
    return one == 0 ? in.small() : 1U << (one - 1) % 32U;
}

/// The number that the slot of a record has if every body has one and is written once.
Slot usual_slot(RecordRow row) {
    return number_of(row) - first_row;
}

struct Presence {
    bool thread, author, parent, created, slot, digest;
};

std::uint8_t packed(const Presence& is) {
    return static_cast<std::uint8_t>((is.thread ? 1U : 0U) | (is.author ? 2U : 0U) |
                                     (is.parent ? 4U : 0U) | (is.created ? 8U : 0U) |
                                     (is.slot ? 16U : 0U) | (is.digest ? 32U : 0U));
}

Presence unpacked(std::uint8_t bits) {
    return {(bits & 1U) != 0, (bits & 2U) != 0,  (bits & 4U) != 0,
            (bits & 8U) != 0, (bits & 16U) != 0, (bits & 32U) != 0};
}

} // namespace

std::string encode_facts(const RecordFacts& facts) {
    const RecordSummary& summary = facts.summary;
    const Presence is{summary.thread.has_value(), summary.author.has_value(),
                      summary.parent.has_value(), summary.created.has_value(),
                      facts.slot.has_value(),     summary.digest != ContentDigest{}};
    std::string bytes;
    ByteWriter out{bytes};
    out.byte(packed(is));
    out.byte(static_cast<std::uint8_t>(
        static_cast<unsigned>(summary.kind) | static_cast<unsigned>(summary.role) << 2U |
        (summary.is_private ? 1U : 0U) << 4U | static_cast<unsigned>(summary.state) << 5U));
    write_platform(out, summary.platform);
    if (is.thread) {
        out.raw(summary.thread->bytes);
    }
    if (is.author) {
        out.raw(summary.author->bytes);
    }
    const std::int64_t imported = seconds_of(summary.imported);
    for (unsigned i = imported_bytes; i-- > 0;) {
        out.byte(static_cast<std::uint8_t>(static_cast<std::uint64_t>(imported) >> 8U * i));
    }
    if (is.created) {
        out.signed_number(imported - seconds_of(*summary.created));
    }
    if (is.parent) {
        out.signed_number(number_of(summary.row) - number_of(*summary.parent));
    }
    if (is.slot) {
        out.signed_number(*facts.slot - usual_slot(summary.row));
    }
    out.number(static_cast<std::uint64_t>(facts.generation));
    write_types(out, summary.types);
    out.number(summary.findings);
    if (is.digest) {
        out.raw(summary.digest);
    }
    return bytes;
}

RecordFacts decode_facts(RecordRow row, std::span<const std::byte> bytes) {
    ByteReader in{text_of(bytes)};
    RecordFacts facts;
    RecordSummary& summary = facts.summary;
    summary.row = row;
    const Presence is = unpacked(in.byte());
    const unsigned kinds = in.byte();
    summary.kind = static_cast<RecordKind>(kinds & 3U);
    summary.role = static_cast<AuthorRole>(kinds >> 2U & 3U);
    summary.is_private = (kinds & 16U) != 0;
    summary.state = static_cast<RecordState>(kinds >> 5U);
    summary.platform = read_platform(in);
    if (is.thread) {
        in.raw(summary.thread.emplace().bytes);
    }
    if (is.author) {
        in.raw(summary.author.emplace().bytes);
    }
    std::uint64_t imported = 0;
    for (unsigned i = 0; i < imported_bytes; ++i) {
        imported = imported << 8U | in.byte();
    }
    summary.imported = instant_of(static_cast<std::int64_t>(imported));
    if (is.created) {
        summary.created = instant_of(static_cast<std::int64_t>(imported) - in.signed_number());
    }
    if (is.parent) {
        summary.parent = RecordRow{number_of(row) - in.signed_number()};
    }
    if (is.slot) {
        facts.slot = usual_slot(row) + in.signed_number();
    }
    facts.generation = static_cast<std::int64_t>(in.number());
    summary.types = read_types(in);
    summary.findings = in.small();
    if (is.digest) {
        in.raw(summary.digest);
    }
    return facts;
}

} // namespace oblio
