// lib/src/archive/envelope.cpp
#include "archive/envelope.hpp"

#include "archive/body_dictionary.hpp"
#include "archive/byte_codec.hpp"
#include "archive/finding_phrases.hpp"
#include "archive/record_codec.hpp"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>

namespace oblio {
namespace {

/// The first byte of a body.
enum class Packing : std::uint8_t { plain = 1, dictionary_1 = 2 };
constexpr std::uint8_t whole_keys = 0x80;

/// As short as level 6 within 3 %, in half the time.
constexpr int compression_level = 2;
constexpr std::size_t magic_size = 4; // the same four bytes open every frame: not stored
constexpr std::array<char, magic_size> frame_magic{'\x28', '\xB5', '\x2F', '\xFD'};
constexpr std::size_t largest_body = std::size_t{256} << 20U;

void write_finding(ByteWriter& out, const FieldFinding& item) {
    const Finding& finding = item.finding;
    const std::size_t begin = to_index(finding.where.begin());
    const std::size_t end = to_index(finding.where.end());
    // First where it stands, then what it is: that part comes again in other records.
    out.number(begin);
    out.number(end - begin);
    out.number(pack(item.field));
    out.byte(static_cast<std::uint8_t>(finding.type));
    // Two digits after the point are what recognizers give; anything else keeps its eight bytes.
    const double hundredths = std::round(finding.confidence * 100);
    if (hundredths >= 0 && hundredths <= 100 && hundredths / 100 == finding.confidence) {
        out.byte(static_cast<std::uint8_t>(hundredths));
    } else {
        out.byte(0xFF);
        const auto bits = std::bit_cast<std::array<std::byte, 8>>(finding.confidence);
        out.raw(bits);
    }
    write_phrase(out, finding.rule);
    out.number(finding.reasons.size());
    for (const std::string& reason : finding.reasons) {
        write_phrase(out, reason);
    }
    out.byte(static_cast<std::uint8_t>((finding.institutional ? 1U : 0U) |
                                       (finding.checked ? 2U : 0U) | (finding.age ? 4U : 0U) |
                                       (finding.age && finding.age->birth_year ? 8U : 0U)));
    if (finding.age) {
        out.byte(static_cast<std::uint8_t>(finding.age->of));
        for (const int value :
             {finding.age->least, finding.age->most, finding.age->birth_year.value_or(0)}) {
            out.number(static_cast<std::uint32_t>(value));
        }
    }
}

std::optional<FieldFinding> read_finding(ByteReader& in) {
    const auto begin = static_cast<std::size_t>(in.number());
    const auto length = static_cast<std::size_t>(in.number());
    const FieldRef field = unpack_field(in.small());
    const std::uint8_t type = in.byte();
    if (type >= finding_type_count || begin > largest_body || length > largest_body) {
        return std::nullopt;
    }
    Finding finding{static_cast<FindingType>(type),
                    ByteSpan::of_indices(begin, begin + length),
                    0,
                    {},
                    {},
                    false,
                    false,
                    {}};
    const std::uint8_t hundredths = in.byte();
    if (hundredths == 0xFF) {
        std::array<std::byte, 8> bits{};
        in.raw(bits);
        finding.confidence = std::bit_cast<double>(bits);
    } else {
        finding.confidence = hundredths / 100.0;
    }
    finding.rule = read_phrase(in);
    finding.reasons.resize(in.count());
    for (std::string& reason : finding.reasons) {
        reason = read_phrase(in);
    }
    const std::uint8_t flags = in.byte();
    finding.institutional = (flags & 1U) != 0;
    finding.checked = (flags & 2U) != 0;
    if ((flags & 4U) != 0) {
        const auto of = static_cast<AgeOf>(in.byte());
        const int least = static_cast<int>(in.small());
        const int most = static_cast<int>(in.small());
        const int year = static_cast<int>(in.small());
        finding.age =
            AgeClaim{of, least, most, (flags & 8U) != 0 ? std::optional{year} : std::nullopt};
    }
    return FieldFinding{field, std::move(finding)};
}

/// Each place follows the one before: most are a step and a length within the same field.
void write_places(ByteWriter& out, std::span<const StoredTerm> terms) {
    out.number(terms.size());
    FieldRef field;
    std::uint32_t start = 0;
    for (const StoredTerm& term : terms) {
        const bool moved = term.field != field;
        if (moved) {
            start = 0;
        }
        out.number(std::uint64_t{term.start - start} << 1U | (moved ? 1U : 0U));
        if (moved) {
            out.number(pack(term.field));
        }
        out.number(term.end - term.start);
        field = term.field;
        start = term.start;
    }
}

std::vector<StoredTerm> read_places(ByteReader& in) {
    std::vector<StoredTerm> terms(in.count());
    FieldRef field;
    std::uint32_t start = 0;
    for (StoredTerm& term : terms) {
        const std::uint64_t step = in.number();
        if ((step & 1U) != 0) {
            field = unpack_field(in.small());
            start = 0;
        }
        start += static_cast<std::uint32_t>(step >> 1U);
        term.field = field;
        term.start = start;
        term.end = start + in.small();
    }
    return terms;
}

/// `keys` is memory to use.
bool begins_alike(std::span<const StoredTerm> terms, std::vector<BlindKey>& keys) {
    keys.clear();
    for (const StoredTerm& term : terms) {
        keys.push_back(term.key);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return std::adjacent_find(keys.begin(), keys.end(), [](const BlindKey& a, const BlindKey& b) {
               return same_term_key(shortened(a), shortened(b));
           }) != keys.end();
}

/// Made once, when the first archive of the process is used; never changed.
struct Dictionaries {
    std::unique_ptr<ZSTD_CDict, std::size_t (*)(ZSTD_CDict*)> packing{
        ZSTD_createCDict(body_dictionary().data(), body_dictionary().size(), compression_level),
        ZSTD_freeCDict};
    std::unique_ptr<ZSTD_DDict, std::size_t (*)(ZSTD_DDict*)> unpacking{
        ZSTD_createDDict(body_dictionary().data(), body_dictionary().size()), ZSTD_freeDDict};
};

const Dictionaries& dictionaries() {
    static const Dictionaries made;
    return made;
}

} // namespace

struct BodyCodec::Contexts {
    std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> packing{ZSTD_createCCtx(),
                                                                    ZSTD_freeCCtx};
    std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> unpacking{ZSTD_createDCtx(),
                                                                      ZSTD_freeDCtx};
    Contexts() {
        ZSTD_CCtx_setParameter(packing.get(), ZSTD_c_dictIDFlag, 0);
        ZSTD_CCtx_refCDict(packing.get(), dictionaries().packing.get());
        ZSTD_DCtx_refDDict(unpacking.get(), dictionaries().unpacking.get());
    }

    std::string made;           ///< the frame of the body packed last
    std::vector<BlindKey> keys; ///< of one body, while it is looked how they begin

    /// The frame without its magic number, until the next call; nothing if it would not be shorter.
    std::optional<std::string_view> pack(std::string_view plain) {
        if (const std::size_t room = ZSTD_compressBound(plain.size()); made.size() < room) {
            made.resize(room);
        }
        const std::size_t size =
            ZSTD_compress2(packing.get(), made.data(), made.size(), plain.data(), plain.size());
        if (ZSTD_isError(size) != 0 || size - magic_size >= plain.size()) {
            return std::nullopt;
        }
        return std::string_view{made}.substr(magic_size, size - magic_size);
    }

    std::optional<std::string> unpack(std::string_view packed) {
        std::string frame{frame_magic.data(), frame_magic.size()};
        frame += packed;
        const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
        if (size > largest_body) { // also the two values that say "unknown" and "broken"
            return std::nullopt;
        }
        std::string plain(static_cast<std::size_t>(size), '\0');
        const std::size_t got = ZSTD_decompressDCtx(unpacking.get(), plain.data(), plain.size(),
                                                    frame.data(), frame.size());
        return got == plain.size() ? std::optional{std::move(plain)} : std::nullopt;
    }
};

BodyCodec::BodyCodec() : contexts_{std::make_unique<Contexts>()} {}
BodyCodec::~BodyCodec() = default;
BodyCodec::BodyCodec(BodyCodec&&) noexcept = default;
BodyCodec& BodyCodec::operator=(BodyCodec&&) noexcept = default;

BlindKey shortened(BlindKey key) noexcept {
    std::fill(key.bytes.begin() + hint_size, key.bytes.end(), std::byte{0});
    return key;
}

bool same_term_key(const BlindKey& a, const BlindKey& b) noexcept {
    return a == b || (shortened(a) == shortened(b) && (a == shortened(a) || b == shortened(b)));
}

void sort_terms(std::vector<StoredTerm>& terms) {
    std::sort(terms.begin(), terms.end(), [](const StoredTerm& a, const StoredTerm& b) {
        return std::tie(a.field, a.start, a.end, a.key) < std::tie(b.field, b.start, b.end, b.key);
    });
}

void append_places(std::string& plain, std::span<const FieldFinding> findings,
                   std::span<const StoredTerm> terms) {
    ByteWriter out{plain};
    out.number(findings.size());
    for (const FieldFinding& finding : findings) {
        write_finding(out, finding);
    }
    write_places(out, terms);
}

std::string BodyCodec::encode(const Envelope& envelope) {
    std::string plain;
    encode_record(plain, envelope.record);
    append_places(plain, envelope.findings, envelope.terms);
    return encode(plain, envelope.terms);
}

std::string BodyCodec::encode(std::string_view plain, std::span<const StoredTerm> terms) {
    const auto packed = contexts_->pack(plain);
    const bool whole = begins_alike(terms, contexts_->keys);
    const std::size_t kept = whole ? sizeof(BlindKey) : hint_size;
    constexpr std::size_t head = 6; // what it is packed by, and how long it is
    std::string bytes;
    bytes.reserve(head + (packed ? *packed : plain).size() + kept * terms.size());
    ByteWriter out{bytes};
    const auto packing = static_cast<std::uint8_t>(packed ? Packing::dictionary_1 : Packing::plain);
    out.byte(static_cast<std::uint8_t>(packing | (whole ? whole_keys : 0U)));
    out.text(packed ? *packed : plain);
    for (const StoredTerm& term : terms) {
        out.raw(std::span{term.key.bytes}.first(kept));
    }
    return bytes;
}

std::optional<Envelope> BodyCodec::decode(std::string_view bytes) {
    ByteReader outer{bytes};
    const std::uint8_t first = outer.byte();
    const auto packing = static_cast<Packing>(first & 0x7FU);
    std::optional<std::string> plain;
    if (const std::string_view inner = outer.view(); packing == Packing::dictionary_1) {
        plain = contexts_->unpack(inner);
    } else if (packing == Packing::plain) {
        plain = std::string{inner};
    }
    if (!plain || !outer.ok()) {
        return std::nullopt;
    }
    ByteReader in{*plain};
    Envelope envelope;
    envelope.record = decode_record(in);
    const std::size_t findings = in.count();
    for (std::size_t i = 0; i < findings && in.ok(); ++i) {
        auto finding = read_finding(in);
        if (!finding) {
            return std::nullopt;
        }
        envelope.findings.push_back(std::move(*finding));
    }
    envelope.terms = read_places(in);
    const bool whole = (first & whole_keys) != 0;
    for (StoredTerm& term : envelope.terms) {
        outer.raw(std::span{term.key.bytes}.first(whole ? term.key.bytes.size() : hint_size));
    }
    return in.done() && outer.done() ? std::optional{std::move(envelope)} : std::nullopt;
}

} // namespace oblio
