// lib/src/archive/envelope.cpp
#include "archive/envelope.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace oblio {
namespace {

constexpr std::uint8_t version = 1;

class Writer {
public:
    void number(std::uint64_t value, std::size_t width) {
        for (std::size_t i = 0; i < width; ++i) {
            out_.push_back(static_cast<char>(value >> (8 * i)));
        }
    }
    void text(std::string_view value) {
        number(value.size(), 4);
        out_.append(value);
    }
    void raw(std::span<const std::byte> bytes) {
        out_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what Writer wrote; once something is missing, everything after is zero and ok() false.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_{bytes} {}
    std::uint64_t number(std::size_t width) {
        const std::string_view part = take(width);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < part.size(); ++i) {
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(part[i])) << (8 * i);
        }
        return value;
    }
    std::uint32_t small() { return static_cast<std::uint32_t>(number(4)); }
    std::string text() { return std::string{take(small())}; }
    void raw(std::span<std::byte> out) {
        const std::string_view part = take(out.size());
        std::memcpy(out.data(), part.data(), part.size());
    }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool done() const { return ok_ && bytes_.empty(); }

private:
    std::string_view take(std::size_t size) {
        if (!ok_ || size > bytes_.size()) {
            ok_ = false;
            return {};
        }
        const std::string_view part = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return part;
    }
    std::string_view bytes_;
    bool ok_ = true;
};

void write_finding(Writer& out, const FieldFinding& item) {
    const Finding& finding = item.finding;
    out.number(pack(item.field), 4);
    out.number(static_cast<std::uint64_t>(finding.type), 1);
    out.number(to_index(finding.where.begin()), 4);
    out.number(to_index(finding.where.end()), 4);
    out.number(std::bit_cast<std::uint64_t>(finding.confidence), 8);
    out.text(finding.rule);
    out.number(finding.reasons.size(), 4);
    for (const std::string& reason : finding.reasons) {
        out.text(reason);
    }
    out.number((finding.institutional ? 1U : 0U) | (finding.checked ? 2U : 0U) |
                   (finding.age ? 4U : 0U) | (finding.age && finding.age->birth_year ? 8U : 0U),
               1);
    if (finding.age) {
        out.number(static_cast<std::uint64_t>(finding.age->of), 1);
        out.number(static_cast<std::uint32_t>(finding.age->least), 4);
        out.number(static_cast<std::uint32_t>(finding.age->most), 4);
        out.number(static_cast<std::uint32_t>(finding.age->birth_year.value_or(0)), 4);
    }
}

std::optional<FieldFinding> read_finding(Reader& in) {
    const FieldRef field = unpack_field(in.small());
    const auto type = in.number(1);
    const std::size_t begin = in.small();
    const std::size_t end = in.small();
    if (type >= finding_type_count || begin > end) {
        return std::nullopt;
    }
    Finding finding{static_cast<FindingType>(type),
                    ByteSpan::of_indices(begin, end),
                    std::bit_cast<double>(in.number(8)),
                    in.text(),
                    {},
                    false,
                    false,
                    {}};
    const std::uint32_t reasons = in.small();
    for (std::uint32_t i = 0; i < reasons && in.ok(); ++i) {
        finding.reasons.push_back(in.text());
    }
    const auto flags = in.number(1);
    finding.institutional = (flags & 1U) != 0;
    finding.checked = (flags & 2U) != 0;
    if ((flags & 4U) != 0) {
        const auto of = static_cast<AgeOf>(in.number(1));
        const int least = static_cast<int>(in.small());
        const int most = static_cast<int>(in.small());
        const int year = static_cast<int>(in.small());
        finding.age =
            AgeClaim{of, least, most, (flags & 8U) != 0 ? std::optional{year} : std::nullopt};
    }
    return FieldFinding{field, std::move(finding)};
}

} // namespace

std::string encode(const Envelope& envelope) {
    Writer out;
    out.number(version, 1);
    out.text(envelope.record_json);
    out.number(envelope.findings.size(), 4);
    for (const FieldFinding& finding : envelope.findings) {
        write_finding(out, finding);
    }
    out.number(envelope.terms.size(), 4);
    for (const StoredTerm& term : envelope.terms) {
        out.raw(term.key.bytes);
        out.number(pack(term.field), 4);
        out.number(term.start, 4);
        out.number(term.end, 4);
    }
    return out.take();
}

std::optional<Envelope> decode_envelope(std::string_view bytes) {
    Reader in{bytes};
    if (in.number(1) != version) {
        return std::nullopt;
    }
    Envelope envelope;
    envelope.record_json = in.text();
    const std::uint32_t findings = in.small();
    for (std::uint32_t i = 0; i < findings && in.ok(); ++i) {
        auto finding = read_finding(in);
        if (!finding) {
            return std::nullopt;
        }
        envelope.findings.push_back(std::move(*finding));
    }
    const std::uint32_t terms = in.small();
    for (std::uint32_t i = 0; i < terms && in.ok(); ++i) {
        StoredTerm term;
        in.raw(term.key.bytes);
        term.field = unpack_field(in.small());
        term.start = in.small();
        term.end = in.small();
        envelope.terms.push_back(term);
    }
    return in.done() ? std::optional{std::move(envelope)} : std::nullopt;
}

} // namespace oblio
