// tests/fuzz/one_export.cpp
#include "fuzz/one_export.hpp"

#include "fuzz/one_member.hpp"

#include <cstring>
#include <variant>

namespace oblio::fuzz {
namespace {

class OneFile final : public File {
public:
    explicit OneFile(std::string_view bytes) : bytes_{bytes} {}
    Result<void> read(std::uint64_t offset, std::span<std::byte> out) override {
        if (offset > bytes_.size() || out.size() > bytes_.size() - offset) {
            return Error{ErrorCode::io, "export: ends before"};
        }
        std::memcpy(out.data(), bytes_.data() + offset, out.size());
        return {};
    }
    Result<void> write(std::uint64_t /*offset*/, std::span<const std::byte> /*bytes*/) override {
        return never();
    }
    Result<void> sync() override { return {}; }
    Result<std::uint64_t> size() override { return std::uint64_t{bytes_.size()}; }
    Result<void> truncate(std::uint64_t /*size*/) override { return never(); }

private:
    static Error never() { return {ErrorCode::io, "export: is only read"}; }
    std::string_view bytes_;
};

/// The bytes under every name; nothing is written.
class OneFileSystem final : public Files {
public:
    explicit OneFileSystem(std::string_view bytes) : bytes_{bytes} {}
    Result<std::unique_ptr<File>> open(const std::filesystem::path& /*path*/,
                                       OpenMode /*mode*/) override {
        return std::unique_ptr<File>{std::make_unique<OneFile>(bytes_)};
    }
    Result<std::string> read_all(const std::filesystem::path& /*path*/) override {
        return std::string{bytes_};
    }
    Result<void> replace(const std::filesystem::path& /*path*/,
                         std::string_view /*bytes*/) override {
        return never();
    }
    Result<void> append(const std::filesystem::path& /*path*/,
                        std::string_view /*bytes*/) override {
        return never();
    }
    Result<void> remove(const std::filesystem::path& /*path*/) override { return never(); }
    bool exists(const std::filesystem::path& /*path*/) override { return true; }
    Result<std::vector<std::filesystem::path>>
    list(const std::filesystem::path& /*directory*/) override {
        return std::vector<std::filesystem::path>{};
    }

private:
    static Error never() { return {ErrorCode::io, "export: is only read"}; }
    std::string_view bytes_;
};

} // namespace

void read_export(std::string_view bytes) {
    SystemEnvironment system;
    OneFileSystem files{bytes};
    const Environment real = system.environment();
    ReadOptions options;
    options.id_key.emplace().fill(std::byte{1});
    options.side_data = true;
    options.limits.record_bytes = 1U << 20U;
    options.limits.members = 1'000;
    options.limits.member_bytes = options.limits.total_bytes = 64U << 20U;
    const auto reader = open_input("export", options, {real.clock, real.random, files});
    if (!reader) {
        must(!reader.error().detail.empty(), "a reason");
        return;
    }
    while (true) {
        const auto item = (*reader)->next();
        if (!item || !item->has_value()) {
            break;
        }
        if (const auto* const record = std::get_if<Record>(&**item)) {
            check(*record, ~std::uint64_t{0});
        }
    }
    for (const MemberAccount& member : (*reader)->account().members) {
        check(member);
    }
}

} // namespace oblio::fuzz
