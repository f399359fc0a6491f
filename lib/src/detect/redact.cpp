// lib/src/detect/redact.cpp: the operators. Pseudonyms are deterministic authenticated encryption
// in the synthetic-nonce form (the tag of the value is the nonce), so equal values give equal
// tokens and a token that was touched does not open.
#include "oblio/detect/redact.hpp"

#include "oblio/text/utf8.hpp"

#include <sodium.h>

#include <algorithm>
#include <cctype>

namespace oblio {
namespace {

constexpr std::size_t tag_size = 16;
constexpr std::string_view token_open = "[[";
constexpr std::string_view token_close = "]]";
constexpr int base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using Tag = std::array<unsigned char, tag_size>;
using SubKey = std::array<unsigned char, 32>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// A key for one purpose, so that no two uses share one. Source: libsodium's crypto_kdf.
SubKey derive(const RedactKey& key, std::uint64_t purpose) {
    SubKey derived{};
    crypto_kdf_derive_from_key(derived.data(), derived.size(), purpose, "oblio-rd",
                               reinterpret_cast<const unsigned char*>(key.data()));
    return derived;
}

constexpr std::uint64_t purpose_hash = 1;
constexpr std::uint64_t purpose_tag = 2;
constexpr std::uint64_t purpose_stream = 3;

Tag keyed_tag(const SubKey& key, FindingType type, std::string_view value) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), tag_size);
    const std::string_view name = type_name(type);
    const unsigned char zero = 0;
    crypto_generichash_update(&state, bytes_of(name), name.size());
    crypto_generichash_update(&state, &zero, 1);
    crypto_generichash_update(&state, bytes_of(value), value.size());
    Tag tag{};
    crypto_generichash_final(&state, tag.data(), tag.size());
    return tag;
}

/// XChaCha20 of `bytes` in place, under a nonce made of the tag.
void apply_stream(const RedactKey& key, const Tag& tag, std::string& bytes) {
    std::array<unsigned char, crypto_stream_xchacha20_NONCEBYTES> nonce{};
    std::copy(tag.begin(), tag.end(), nonce.begin());
    const SubKey stream_key = derive(key, purpose_stream);
    auto* data = reinterpret_cast<unsigned char*>(bytes.data());
    crypto_stream_xchacha20_xor(data, data, bytes.size(), nonce.data(), stream_key.data());
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), base64), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), base64);
    text.resize(text.size() - 1); // the terminating zero
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr, base64) != 0) {
        return std::nullopt;
    }
    bytes.resize(size);
    return bytes;
}

std::string pseudonym(const RedactKey& key, FindingType type, std::string_view value) {
    const Tag tag = keyed_tag(derive(key, purpose_tag), type, value);
    std::string sealed{value};
    apply_stream(key, tag, sealed);
    sealed.insert(0, reinterpret_cast<const char*>(tag.data()), tag.size());
    std::string token{token_open};
    token += type_name(type);
    token += ':';
    token += to_base64(sealed);
    token += token_close;
    return token;
}

/// The value of the token `NAME:BASE64`; nothing if this key did not make it.
std::optional<std::string> open_pseudonym(const RedactKey& key, std::string_view token) {
    const auto colon = token.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const auto type = find_type(token.substr(0, colon));
    auto sealed = from_base64(token.substr(colon + 1));
    if (!type || !sealed || sealed->size() < tag_size) {
        return std::nullopt;
    }
    Tag tag{};
    std::copy_n(sealed->begin(), tag_size, tag.begin());
    std::string value = sealed->substr(tag_size);
    apply_stream(key, tag, value);
    const Tag expected = keyed_tag(derive(key, purpose_tag), *type, value);
    if (sodium_memcmp(tag.data(), expected.data(), tag.size()) != 0) {
        return std::nullopt;
    }
    return value;
}

std::string keyed_hash(const RedactKey& key, FindingType type, std::string_view value) {
    const Tag tag = keyed_tag(derive(key, purpose_hash), type, value);
    std::string hex(tag.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), tag.data(), tag.size());
    hex.resize(tag.size() * 2);
    return "[" + std::string(type_name(type)) + "#" + hex + "]";
}

struct Words {
    FindingType type;
    std::string_view label_it, label_en;
    std::string_view impersonal_it, impersonal_en;
};

// [omissis] is what Italian administrative documents write for what is left out.
constexpr std::array<Words, finding_type_count> words{{
    {FindingType::fiscal_code, "codice fiscale", "fiscal code", "[omissis]", "[omitted]"},
    {FindingType::vat_number, "partita IVA", "VAT number", "[omissis]", "[omitted]"},
    {FindingType::iban, "IBAN", "IBAN", "[omissis]", "[omitted]"},
    {FindingType::phone, "telefono", "phone", "[recapito omesso]", "[contact omitted]"},
    {FindingType::email, "e-mail", "e-mail", "[recapito omesso]", "[contact omitted]"},
    {FindingType::card_number, "carta di pagamento", "payment card", "[omissis]", "[omitted]"},
    {FindingType::id_card, "carta d'identità", "identity card", "[omissis]", "[omitted]"},
    {FindingType::passport, "passaporto", "passport", "[omissis]", "[omitted]"},
    {FindingType::driving_licence, "patente", "driving licence", "[omissis]", "[omitted]"},
    {FindingType::health_card, "tessera sanitaria", "health card", "[omissis]", "[omitted]"},
    {FindingType::plate, "targa", "plate", "[omissis]", "[omitted]"},
    {FindingType::address, "indirizzo", "address", "un indirizzo della zona",
     "an address in the area"},
    {FindingType::date_of_birth, "data di nascita", "date of birth", "[omissis]", "[omitted]"},
    {FindingType::handle, "profilo", "profile", "un utente", "a user"},
    {FindingType::person, "nome", "name", "una persona", "a person"},
    {FindingType::age, "età", "age", "[omissis]", "[omitted]"},
    {FindingType::health, "salute", "health", "[omissis]", "[omitted]"},
    {FindingType::ethnic_origin, "origine", "origin", "[omissis]", "[omitted]"},
    {FindingType::politics, "opinione politica", "political opinion", "[omissis]", "[omitted]"},
    {FindingType::religion, "convinzione religiosa", "belief", "[omissis]", "[omitted]"},
    {FindingType::trade_union, "sindacato", "trade union", "[omissis]", "[omitted]"},
    {FindingType::sex_life, "vita sessuale", "sex life", "[omissis]", "[omitted]"},
    {FindingType::genetic_biometric, "dato genetico o biometrico", "genetic or biometric datum",
     "[omissis]", "[omitted]"},
    {FindingType::judicial, "dato giudiziario", "judicial datum", "[omissis]", "[omitted]"},
    {FindingType::hardship, "disagio", "hardship", "[omissis]", "[omitted]"},
}};

/// A span to be replaced, as data of `type`.
struct Part {
    ByteSpan where;
    FindingType type;
};

/// The type that a pseudonym names. Requires: find_pseudonyms() found it.
FindingType token_type(std::string_view token) {
    const std::string_view inside = token.substr(token_open.size());
    return find_type(inside.substr(0, inside.find(':'))).value_or(FindingType::person);
}

std::string substituted(std::string_view text, const std::vector<Substitution>& substitutions) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const Substitution& part : substitutions) {
        out.append(text, at, to_index(part.where.begin()) - at);
        out += part.value;
        at = to_index(part.where.end());
    }
    out.append(text, at);
    return out;
}

bool is_alphanumeric(char32_t c) noexcept {
    return c >= 0x80U || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

} // namespace

std::optional<RedactOperator> find_operator(std::string_view name) noexcept {
    static constexpr std::array<std::string_view, 5> names{"replace", "mask", "hash", "pseudonym",
                                                           "impersonal"};
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
        return std::nullopt;
    }
    return static_cast<RedactOperator>(at - names.begin());
}

Result<RedactKey> parse_redact_key(std::string_view hex) {
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    while (!hex.empty() && is_space(hex.front())) {
        hex.remove_prefix(1);
    }
    while (!hex.empty() && is_space(hex.back())) {
        hex.remove_suffix(1);
    }
    RedactKey key{};
    std::size_t size = 0;
    if (hex.size() != key.size() * 2 ||
        sodium_hex2bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), hex.data(),
                       hex.size(), nullptr, &size, nullptr) != 0 ||
        size != key.size()) {
        return Error{ErrorCode::bad_argument, "a key is 64 hexadecimal digits"};
    }
    return key;
}

Result<Redactor> Redactor::create(RedactOperator operation, Language language,
                                  std::optional<RedactKey> key) {
    const bool keyed = operation == RedactOperator::hash || operation == RedactOperator::pseudonym;
    if (keyed && !key) {
        return Error{ErrorCode::bad_argument, "operators hash and pseudonym need a key"};
    }
    return Redactor{operation, language, key};
}

std::string Redactor::replacement(FindingType type, std::string_view value) const {
    const Words& row = words[static_cast<std::size_t>(type)];
    const bool italian = language_ == Language::italian;
    switch (operation_) {
    case RedactOperator::replace:
        return "[" + std::string(italian ? row.label_it : row.label_en) + "]";
    case RedactOperator::mask:
        return mask_value(type, value);
    case RedactOperator::hash:
        return keyed_hash(*key_, type, value);
    case RedactOperator::pseudonym:
        return pseudonym(*key_, type, value);
    case RedactOperator::impersonal:
        return std::string(italian ? row.impersonal_it : row.impersonal_en);
    }
    return {};
}

std::vector<Substitution> Redactor::substitutions(std::string_view text,
                                                  std::span<const Finding> findings) const {
    std::vector<Part> parts;
    parts.reserve(findings.size());
    for (const Finding& finding : findings) {
        parts.push_back({finding.where, finding.type});
    }
    if (operation_ == RedactOperator::pseudonym) {
        for (const Substitution& token : find_pseudonyms(text, *key_)) {
            parts.push_back({token.where, token_type(token.where.of(text))});
        }
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        return a.where.begin() != b.where.begin() ? a.where.begin() < b.where.begin()
                                                  : a.where.end() > b.where.end();
    });
    std::vector<Substitution> made;
    for (std::size_t i = 0; i < parts.size();) {
        Part widest = parts[i];
        const std::size_t begin = to_index(widest.where.begin());
        std::size_t end = to_index(widest.where.end());
        for (++i; i < parts.size() && to_index(parts[i].where.begin()) < end; ++i) {
            end = std::max(end, to_index(parts[i].where.end()));
            if (parts[i].where.size() > widest.where.size()) {
                widest = parts[i];
            }
        }
        made.push_back({ByteSpan::of_indices(begin, end),
                        replacement(widest.type, text.substr(begin, end - begin))});
    }
    return made;
}

std::string Redactor::redact(std::string_view text, std::span<const Finding> findings) const {
    return substituted(text, substitutions(text, findings));
}

std::vector<Substitution> find_pseudonyms(std::string_view text, const RedactKey& key) {
    std::vector<Substitution> found;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find(token_open, at);
        if (open == std::string_view::npos) {
            break;
        }
        const std::size_t start = open + token_open.size();
        // A token holds no bracket: the nearest one decides, so the search stays linear.
        const std::size_t stop = text.find_first_of("[]", start);
        std::optional<std::string> value;
        if (stop != std::string_view::npos && text.substr(stop).starts_with(token_close)) {
            value = open_pseudonym(key, text.substr(start, stop - start));
        }
        if (value) {
            at = stop + token_close.size();
            found.push_back({ByteSpan::of_indices(open, at), std::move(*value)});
        } else {
            at = open + 1; // the second bracket may open a token
        }
    }
    return found;
}

std::string restore_pseudonyms(std::string_view text, const RedactKey& key) {
    return substituted(text, find_pseudonyms(text, key));
}

std::string mask_value(FindingType type, std::string_view value) {
    const Category category = category_of(type);
    const bool name = category == Category::name;
    const bool hidden = category == Category::special || category == Category::judicial ||
                        category == Category::hardship || category == Category::age;
    const auto total =
        static_cast<std::size_t>(std::count_if(value.begin(), value.end(), [](char c) {
            return is_alphanumeric(static_cast<unsigned char>(c)) &&
                   (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        }));
    std::string out;
    std::size_t seen = 0;
    bool word_start = true;
    for (std::size_t at = 0; at < value.size();) {
        const CodePoint c = decode_utf8(value, at);
        const bool letter = is_alphanumeric(c.value);
        seen += letter ? 1 : 0;
        const bool edge = !hidden && total >= 8 && (seen <= 2 || seen > total - 2);
        const bool initial = word_start;
        word_start = !letter;
        if (!letter || (name ? initial : edge)) {
            out.append(value, at, c.length);
        } else {
            out += '*';
        }
        at += c.length;
    }
    return out;
}

} // namespace oblio
