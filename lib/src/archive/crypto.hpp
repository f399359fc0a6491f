// lib/src/archive/crypto.hpp: the few operations of libsodium that the archive is built on.
#pragma once

#include "oblio/archive/index_terms.hpp"
#include "oblio/environment.hpp"
#include "oblio/result.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

using Bytes = std::vector<std::byte>;

/// 32 secret bytes, wiped when they go. Copies are wiped each on its own.
class SecretKey {
public:
    SecretKey() = default;
    explicit SecretKey(std::span<const std::byte, 32> bytes);
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();
    static SecretKey draw(Random& random);
    [[nodiscard]] std::span<const std::byte, 32> bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::span<std::byte, 32> writable() noexcept { return bytes_; }

private:
    std::array<std::byte, 32> bytes_{};
};

/// Overwrites memory in a way that is not optimised away.
void wipe(std::span<std::byte> bytes) noexcept;

[[nodiscard]] inline std::span<const std::byte> bytes_of(std::string_view text) noexcept {
    return std::as_bytes(std::span{text});
}
[[nodiscard]] inline std::string_view text_of(std::span<const std::byte> bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Keyed BLAKE2b of the parts, each preceded by its length. 32 or 16 bytes.
[[nodiscard]] std::array<std::byte, 32>
keyed_hash(const SecretKey& key, std::span<const std::span<const std::byte>> parts);
[[nodiscard]] std::array<std::byte, 16> short_hash(const SecretKey& key,
                                                   std::span<const std::byte> data);
/// BLAKE2b-256 without a key, in hexadecimal.
[[nodiscard]] std::string plain_hash_hex(std::string_view data);
/// SHA-256, in hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view data);
/// A key of its own for each purpose.
[[nodiscard]] SecretKey derive(const SecretKey& key, std::string_view purpose);

/// XChaCha20-Poly1305: nonce, then ciphertext with tag. `bound` is authenticated, not stored.
[[nodiscard]] Bytes seal(const SecretKey& key, std::span<const std::byte> plain,
                         std::string_view bound, Random& random);
/// Nothing if the key, the bytes or `bound` are not those of seal().
[[nodiscard]] std::optional<std::string>
unseal(const SecretKey& key, std::span<const std::byte> sealed, std::string_view bound);
constexpr std::size_t seal_overhead = 24 + 16;

/// The same with a nonce of zeros that is not stored: for a key that seals one message and no
/// other, as the key of a record's version does.
[[nodiscard]] Bytes seal_once(const SecretKey& key, std::span<const std::byte> plain,
                              std::string_view bound);
[[nodiscard]] std::optional<std::string>
unseal_once(const SecretKey& key, std::span<const std::byte> sealed, std::string_view bound);

[[nodiscard]] std::string to_hex(std::span<const std::byte> bytes);
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view hex);

/// Argon2id with the limits given. Errors: limit_exceeded if the memory is not there.
[[nodiscard]] Result<SecretKey> stretch(std::string_view passphrase,
                                        std::span<const std::byte, 16> salt, std::uint64_t passes,
                                        std::uint64_t memory);
/// Interactive-use limits of libsodium: some 0.5 s would be the sensitive ones.
struct StretchLimits {
    std::uint64_t passes;
    std::uint64_t memory;
};
[[nodiscard]] StretchLimits stretch_limits() noexcept;

/// Ed25519. The seed is the secret.
[[nodiscard]] std::array<std::byte, 32> public_key(const SecretKey& seed);
[[nodiscard]] std::array<std::byte, 64> sign(const SecretKey& seed, std::string_view message);
[[nodiscard]] bool signature_holds(std::span<const std::byte> signature, std::string_view message,
                                   std::span<const std::byte> key) noexcept;

} // namespace oblio
