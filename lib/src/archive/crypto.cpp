// lib/src/archive/crypto.cpp
#include "archive/crypto.hpp"

#include <sodium.h>

#include <algorithm>

namespace oblio {
namespace {

const unsigned char* raw(std::span<const std::byte> bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(seal_overhead == nonce_size + tag_size);
constexpr std::array<std::byte, nonce_size> no_nonce{};

/// Requires: `out` has room for `plain` and a tag.
void encrypt(const SecretKey& key, std::span<const std::byte, nonce_size> nonce,
             std::span<const std::byte> plain, std::string_view bound, std::span<std::byte> out) {
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out), nullptr, raw(plain), plain.size(),
                                               raw(bytes_of(bound)), bound.size(), nullptr,
                                               raw(nonce), raw(key.bytes()));
}

std::optional<std::string> decrypt(const SecretKey& key,
                                   std::span<const std::byte, nonce_size> nonce,
                                   std::span<const std::byte> cipher, std::string_view bound) {
    if (cipher.size() < tag_size) {
        return std::nullopt;
    }
    std::string plain(cipher.size() - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            raw(std::as_writable_bytes(std::span{plain})), nullptr, nullptr, raw(cipher),
            cipher.size(), raw(bytes_of(bound)), bound.size(), raw(nonce), raw(key.bytes())) != 0) {
        return std::nullopt;
    }
    return plain;
}

} // namespace

SecretKey::SecretKey(std::span<const std::byte, 32> bytes) {
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

SecretKey::~SecretKey() {
    wipe(bytes_);
}

SecretKey SecretKey::draw(Random& random) {
    SecretKey key;
    random.fill(key.bytes_);
    return key;
}

void wipe(std::span<std::byte> bytes) noexcept {
    sodium_memzero(bytes.data(), bytes.size());
}

std::array<std::byte, 32> keyed_hash(const SecretKey& key,
                                     std::span<const std::span<const std::byte>> parts) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, raw(key.bytes()), 32, 32);
    for (const auto part : parts) {
        std::array<unsigned char, 8> length{};
        for (std::size_t i = 0; i < length.size(); ++i) {
            length[i] = static_cast<unsigned char>(part.size() >> (8 * i));
        }
        crypto_generichash_update(&state, length.data(), length.size());
        crypto_generichash_update(&state, raw(part), part.size());
    }
    std::array<std::byte, 32> hash{};
    crypto_generichash_final(&state, raw(std::span<std::byte>{hash}), hash.size());
    return hash;
}

std::array<std::byte, 16> short_hash(const SecretKey& key, std::span<const std::byte> data) {
    std::array<std::byte, 16> hash{};
    crypto_generichash(raw(std::span<std::byte>{hash}), hash.size(), raw(data), data.size(),
                       raw(key.bytes()), 32);
    return hash;
}

std::string plain_hash_hex(std::string_view data) {
    std::array<std::byte, 32> hash{};
    crypto_generichash(raw(std::span<std::byte>{hash}), hash.size(), raw(bytes_of(data)),
                       data.size(), nullptr, 0);
    return to_hex(hash);
}

std::string sha256_hex(std::string_view data) {
    std::array<std::byte, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(raw(std::span<std::byte>{hash}), raw(bytes_of(data)), data.size());
    return to_hex(hash);
}

SecretKey derive(const SecretKey& key, std::string_view purpose) {
    SecretKey derived;
    const std::span<const std::byte> part = bytes_of(purpose);
    const auto hash = keyed_hash(key, {&part, 1});
    std::copy(hash.begin(), hash.end(), derived.writable().begin());
    return derived;
}

Bytes seal(const SecretKey& key, std::span<const std::byte> plain, std::string_view bound,
           Random& random) {
    Bytes sealed(plain.size() + seal_overhead);
    const std::span<std::byte> out{sealed};
    random.fill(out.first(nonce_size));
    encrypt(key, out.first<nonce_size>(), plain, bound, out.subspan(nonce_size));
    return sealed;
}

std::optional<std::string> unseal(const SecretKey& key, std::span<const std::byte> sealed,
                                  std::string_view bound) {
    if (sealed.size() < seal_overhead) {
        return std::nullopt;
    }
    return decrypt(key, sealed.first<nonce_size>(), sealed.subspan(nonce_size), bound);
}

Bytes seal_once(const SecretKey& key, std::span<const std::byte> plain, std::string_view bound) {
    Bytes sealed(plain.size() + tag_size);
    encrypt(key, no_nonce, plain, bound, sealed);
    return sealed;
}

std::optional<std::string> unseal_once(const SecretKey& key, std::span<const std::byte> sealed,
                                       std::string_view bound) {
    return decrypt(key, no_nonce, sealed, bound);
}

std::string to_hex(std::span<const std::byte> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        hex.push_back(digits[std::to_integer<unsigned>(byte) >> 4U]);
        hex.push_back(digits[std::to_integer<unsigned>(byte) & 15U]);
    }
    return hex;
}

std::optional<Bytes> from_hex(std::string_view hex) {
    Bytes bytes(hex.size() / 2);
    std::size_t length = 0;
    const char* end = nullptr;
    if (hex.size() % 2 != 0 ||
        sodium_hex2bin(raw(std::span<std::byte>{bytes}), bytes.size(), hex.data(), hex.size(),
                       nullptr, &length, &end) != 0 ||
        length != bytes.size() || end != hex.data() + hex.size()) {
        return std::nullopt;
    }
    return bytes;
}

Result<SecretKey> stretch(std::string_view passphrase, std::span<const std::byte, 16> salt,
                          std::uint64_t passes, std::uint64_t memory) {
    SecretKey key;
    if (passes > 64 || memory > (4ULL << 30U) ||
        crypto_pwhash(raw(std::span<std::byte>{key.writable()}), 32, passphrase.data(),
                      passphrase.size(), raw(salt), passes, static_cast<std::size_t>(memory),
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return Error{ErrorCode::limit_exceeded, "the passphrase cannot be stretched: memory"};
    }
    return key;
}

StretchLimits stretch_limits() noexcept {
    return {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

std::array<std::byte, 32> public_key(const SecretKey& seed) {
    std::array<std::byte, 32> open{};
    std::array<std::byte, 64> secret{};
    crypto_sign_seed_keypair(raw(std::span<std::byte>{open}), raw(std::span<std::byte>{secret}),
                             raw(seed.bytes()));
    wipe(secret);
    return open;
}

std::array<std::byte, 64> sign(const SecretKey& seed, std::string_view message) {
    std::array<std::byte, 32> open{};
    std::array<std::byte, 64> secret{};
    crypto_sign_seed_keypair(raw(std::span<std::byte>{open}), raw(std::span<std::byte>{secret}),
                             raw(seed.bytes()));
    std::array<std::byte, 64> signature{};
    crypto_sign_detached(raw(std::span<std::byte>{signature}), nullptr, raw(bytes_of(message)),
                         message.size(), raw(std::span<const std::byte>{secret}));
    wipe(secret);
    return signature;
}

bool signature_holds(std::span<const std::byte> signature, std::string_view message,
                     std::span<const std::byte> key) noexcept {
    return signature.size() == 64 && key.size() == 32 &&
           crypto_sign_verify_detached(raw(signature), raw(bytes_of(message)), message.size(),
                                       raw(key)) == 0;
}

} // namespace oblio
