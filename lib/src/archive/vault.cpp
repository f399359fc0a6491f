// lib/src/archive/vault.cpp
#include "archive/vault.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oblio {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// 64 hex digits and white space around them. Errors: wrong_key.
Result<SecretKey> parse_key_file(std::string_view text, const fs::path& path) {
    constexpr std::string_view blank = " \t\r\n";
    const auto from = text.find_first_not_of(blank);
    const auto to = text.find_last_not_of(blank);
    const auto bytes =
        from == std::string_view::npos ? std::nullopt : from_hex(text.substr(from, to - from + 1));
    if (!bytes || bytes->size() != 32) {
        return Error{ErrorCode::wrong_key,
                     path.string() + ": not a master key (64 hexadecimal digits are needed)"};
    }
    return SecretKey{std::span<const std::byte, 32>{bytes->data(), 32}};
}

Result<SecretKey> read_key_file(const fs::path& path, Files& files) {
    auto text = files.read_all(path);
    if (!text) {
        return Error{text.error().code == ErrorCode::not_found ? ErrorCode::wrong_key
                                                               : text.error().code,
                     path.string() + ": the master key file cannot be read"};
    }
    auto key = parse_key_file(*text, path);
    wipe(std::as_writable_bytes(std::span{*text}));
    return key;
}

Result<SecretKey> make_key_file(const fs::path& path, Environment environment) {
    const SecretKey key = SecretKey::draw(environment.random);
    std::string text = to_hex(key.bytes()) + "\n";
    auto written = environment.files.replace(path, text);
    wipe(std::as_writable_bytes(std::span{text}));
    if (!written) {
        return written.error();
    }
    return key;
}

std::string wrap_bound(std::string_view archive_id) {
    return "oblio vault 1 " + std::string{archive_id};
}

/// The wrapping key and what has to stand in the file to find it again.
struct Wrapping {
    SecretKey key;
    json kdf;
};

Result<Wrapping> new_wrapping(const fs::path& directory, const MasterSecret& secret,
                              Environment environment, bool may_make) {
    if (secret.passphrase) {
        if (secret.passphrase->empty()) {
            return Error{ErrorCode::bad_argument, "the passphrase is empty"};
        }
        std::array<std::byte, 16> salt{};
        environment.random.fill(salt);
        const StretchLimits limits = stretch_limits();
        auto key = stretch(*secret.passphrase, salt, limits.passes, limits.memory);
        if (!key) {
            return key.error();
        }
        return Wrapping{*key,
                        {{"name", "argon2id"},
                         {"salt", to_hex(salt)},
                         {"passes", limits.passes},
                         {"memory", limits.memory}}};
    }
    const fs::path path = secret.key_file.value_or(default_key_file(directory));
    auto key = may_make && !environment.files.exists(path) ? make_key_file(path, environment)
                                                           : read_key_file(path, environment.files);
    if (!key) {
        return key.error();
    }
    return Wrapping{*key, {{"name", "file"}}};
}

Result<void> write_vault(const fs::path& directory, const Vault& vault, const Wrapping& wrapping,
                         Environment environment) {
    std::array<std::byte, 64> both{};
    std::copy(vault.key.bytes().begin(), vault.key.bytes().end(), both.begin());
    std::copy(vault.signing_seed.bytes().begin(), vault.signing_seed.bytes().end(),
              both.begin() + 32);
    const Bytes sealed = seal(wrapping.key, both, wrap_bound(vault.archive_id), environment.random);
    wipe(both);
    const json document{
        {"v", 1}, {"archive", vault.archive_id}, {"kdf", wrapping.kdf}, {"sealed", to_hex(sealed)}};
    return environment.files.replace(directory / "vault.key", document.dump(1) + "\n");
}

Result<SecretKey> wrapping_key(const json& kdf, const fs::path& directory,
                               const MasterSecret& secret, Files& files) {
    if (kdf.at("name") != "argon2id") {
        if (secret.passphrase) {
            return Error{ErrorCode::wrong_key,
                         "this archive is opened by a key file, not by a passphrase"};
        }
        return read_key_file(secret.key_file.value_or(default_key_file(directory)), files);
    }
    if (!secret.passphrase) {
        return Error{ErrorCode::wrong_key, "this archive is opened by a passphrase"};
    }
    const auto salt = from_hex(kdf.at("salt").get<std::string>());
    if (!salt || salt->size() != 16) {
        return Error{ErrorCode::damaged, "vault.key: salt"};
    }
    return stretch(*secret.passphrase, std::span<const std::byte, 16>{salt->data(), 16},
                   kdf.at("passes").get<std::uint64_t>(), kdf.at("memory").get<std::uint64_t>());
}

} // namespace

fs::path default_key_file(const fs::path& directory) {
    return directory / "master.key";
}

Result<Vault> create_vault(const fs::path& directory, const MasterSecret& secret,
                           Environment environment) {
    auto wrapping = new_wrapping(directory, secret, environment, true);
    if (!wrapping) {
        return wrapping.error();
    }
    std::array<std::byte, 16> id{};
    environment.random.fill(id);
    Vault vault{to_hex(id), SecretKey::draw(environment.random),
                SecretKey::draw(environment.random)};
    if (auto written = write_vault(directory, vault, *wrapping, environment); !written) {
        return written.error();
    }
    return vault;
}

Result<Vault> open_vault(const fs::path& directory, const MasterSecret& secret,
                         Environment environment) {
    auto text = environment.files.read_all(directory / "vault.key");
    if (!text) {
        return text.error();
    }
    try {
        const json document = json::parse(*text);
        if (document.at("v") != 1) {
            return Error{ErrorCode::damaged, "vault.key: made by a newer version"};
        }
        auto key = wrapping_key(document.at("kdf"), directory, secret, environment.files);
        if (!key) {
            return key.error();
        }
        const auto archive_id = document.at("archive").get<std::string>();
        const auto sealed = from_hex(document.at("sealed").get<std::string>());
        if (!sealed || archive_id.size() != 32) {
            return Error{ErrorCode::damaged, "vault.key: not as it was written"};
        }
        auto both = unseal(*key, *sealed, wrap_bound(archive_id));
        if (!both || both->size() != 64) {
            return Error{ErrorCode::wrong_key,
                         "the master key or passphrase does not open this archive"};
        }
        const std::span<const std::byte> open = bytes_of(*both);
        Vault vault{archive_id, SecretKey{std::span<const std::byte, 32>{open.data(), 32}},
                    SecretKey{std::span<const std::byte, 32>{open.data() + 32, 32}}};
        wipe(std::as_writable_bytes(std::span{*both}));
        return vault;
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "vault.key: not as it was written"};
    }
}

Result<void> rewrap_vault(const fs::path& directory, const Vault& vault, const MasterSecret& secret,
                          Environment environment) {
    auto wrapping = new_wrapping(directory, secret, environment, true);
    if (!wrapping) {
        return wrapping.error();
    }
    return write_vault(directory, vault, *wrapping, environment);
}

} // namespace oblio
