// lib/include/oblio/detect/redact.hpp: replaces what was found, so that the text stays readable.
#pragma once

#include "oblio/detect/finding.hpp"
#include "oblio/language.hpp"
#include "oblio/result.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace oblio {

/// How a span is replaced.
enum class RedactOperator : std::uint8_t {
    replace,    ///< by the type in brackets: `[telefono]`
    mask,       ///< by asterisks, keeping separators and at most four characters
    hash,       ///< by a keyed hash: equal values give equal hashes, nothing leads back
    pseudonym,  ///< by a token that only the key turns back; equal values give equal tokens
    impersonal, ///< by words that keep the sentence readable: `una persona`, `[omissis]`
};

/// The operator of that name (`replace`, `mask`, `hash`, `pseudonym`, `impersonal`).
[[nodiscard]] std::optional<RedactOperator> find_operator(std::string_view name) noexcept;

/// A secret of 32 bytes for the keyed operators.
using RedactKey = std::array<std::byte, 32>;

/// A key from a key file's bytes: 64 hexadecimal digits, white space around them ignored.
/// Errors: bad_argument.
[[nodiscard]] Result<RedactKey> parse_redact_key(std::string_view hex);

/// A part of a text, and what is to stand there instead.
struct Substitution {
    ByteSpan where;
    std::string value;
};

/// Replaces spans of a text. Threads: immutable.
class Redactor {
public:
    /// `language` is that of the words that stand in for what was found.
    /// Errors: bad_argument if a keyed operator comes without a key.
    static Result<Redactor> create(RedactOperator operation, Language language,
                                   std::optional<RedactKey> key = std::nullopt);

    /// What stands in for one value of `type`.
    [[nodiscard]] std::string replacement(FindingType type, std::string_view value) const;

    /// What is replaced in `text`, and by what, in order and apart. Findings may overlap: a union
    /// of overlapping spans is replaced once, by its widest type. With the operator pseudonym, a
    /// pseudonym of the same key that stands in `text` already is sealed once more, as restoring
    /// would open it: so restoring takes back exactly one redaction.
    /// Requires: every span lies in `text`. Time: linear, and sorting the findings.
    [[nodiscard]] std::vector<Substitution> substitutions(std::string_view text,
                                                          std::span<const Finding> findings) const;

    /// `text` with its substitutions made; everything outside them is byte-identical.
    /// Requires and Time: as substitutions().
    [[nodiscard]] std::string redact(std::string_view text,
                                     std::span<const Finding> findings) const;

private:
    Redactor(RedactOperator operation, Language language, std::optional<RedactKey> key)
        : operation_{operation}, language_{language}, key_{key} {}
    RedactOperator operation_;
    Language language_;
    std::optional<RedactKey> key_;
};

/// The pseudonyms of `text` that `key` made, by position, with the values they stand for.
/// Time: linear.
[[nodiscard]] std::vector<Substitution> find_pseudonyms(std::string_view text,
                                                        const RedactKey& key);

/// Turns the pseudonyms of `text` that `key` made back into their values: the exact round trip of
/// Redactor::redact. A token that another key made, or that was altered, stays as it is.
/// Time: linear.
[[nodiscard]] std::string restore_pseudonyms(std::string_view text, const RedactKey& key);

/// `value` with only enough left to recognise it on paper: separators, and the first two and last
/// two characters of a long identifier; of a name the initials; nothing of a special category.
[[nodiscard]] std::string mask_value(FindingType type, std::string_view value);

} // namespace oblio
