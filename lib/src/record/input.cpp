// lib/src/record/input.cpp
#include "record/input.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <istream>

namespace oblio::record {
namespace {

namespace fs = std::filesystem;

class FileContainer final : public Container {
public:
    FileContainer(fs::path path, Files& files, std::uint64_t size)
        : path_{std::move(path)}, files_{files} {
        members_.push_back({path_.string(), std::nullopt, path_.filename().string(), size, {}});
    }
    const std::vector<Member>& members() const noexcept override { return members_; }
    Result<std::unique_ptr<ByteSource>> open(std::size_t /*member*/) override {
        auto file = files_.open(path_, OpenMode::read);
        return file ? file_source(std::move(*file)) : file.error();
    }

private:
    fs::path path_;
    Files& files_;
    std::vector<Member> members_;
};

class FolderContainer final : public Container {
public:
    FolderContainer(const fs::path& root, Files& files, std::vector<fs::path> paths)
        : files_{files}, paths_{std::move(paths)} {
        const fs::path name = root.has_filename() ? root.filename() : root.parent_path().filename();
        for (const fs::path& path : paths_) {
            members_.push_back({root.string(),
                                name.string(),
                                path.lexically_relative(root).generic_string(),
                                std::nullopt,
                                {}});
        }
    }
    const std::vector<Member>& members() const noexcept override { return members_; }
    Result<std::unique_ptr<ByteSource>> open(std::size_t member) override {
        auto file = files_.open(paths_[member], OpenMode::read);
        return file ? file_source(std::move(*file)) : file.error();
    }

private:
    Files& files_;
    std::vector<fs::path> paths_;
    std::vector<Member> members_;
};

class StreamContainer final : public Container {
public:
    StreamContainer(std::istream& stream, std::string name, std::string head)
        : stream_{stream}, head_{std::move(head)} {
        members_.push_back({name, std::nullopt, name, std::nullopt, {}});
    }
    const std::vector<Member>& members() const noexcept override { return members_; }
    Result<std::unique_ptr<ByteSource>> open(std::size_t /*member*/) override {
        return stream_source(std::move(head_), stream_, members_[0].file);
    }
    Result<void> heads(const Wanted& /*wanted*/, std::size_t /*bytes*/, const Give& give) override {
        give(0, head_);
        return {};
    }
    bool once() const noexcept override { return true; }

private:
    std::istream& stream_;
    std::string head_;
    std::vector<Member> members_;
};

} // namespace

Position position_of(const Member& member) {
    return {member.file, member.archive ? std::optional{member.path} : std::nullopt, std::nullopt,
            std::nullopt};
}

Error error_at(const Member& member, ErrorCode code, const std::string& detail) {
    return {code, format_position(position_of(member)) + ": " + detail};
}

Result<void> Container::heads(const Wanted& wanted, std::size_t bytes, const Give& give) {
    for (std::size_t i = 0; i < members().size(); ++i) {
        if (wanted(members()[i])) {
            auto source = open(i);
            source ? give(i, read_some(**source, bytes)) : give(i, source.error());
        }
    }
    return {};
}

Result<std::unique_ptr<Container>> open_file(const fs::path& path, Files& files) {
    auto file = files.open(path, OpenMode::read);
    if (!file) {
        return file.error();
    }
    const auto size = (*file)->size();
    if (!size) {
        return size.error();
    }
    return std::unique_ptr<Container>{std::make_unique<FileContainer>(path, files, *size)};
}

Result<std::unique_ptr<Container>> open_folder(const fs::path& path, Files& files,
                                               const ReadLimits& limits) {
    auto paths = files.list(path);
    if (!paths) {
        return paths.error();
    }
    if (paths->size() > limits.members) {
        return Error{ErrorCode::limit_exceeded,
                     path.string() + ": more than " + std::to_string(limits.members) + " files"};
    }
    return std::unique_ptr<Container>{
        std::make_unique<FolderContainer>(path, files, std::move(*paths))};
}

std::unique_ptr<Container> open_stream(std::istream& stream, std::string name, std::string head) {
    return std::make_unique<StreamContainer>(stream, std::move(name), std::move(head));
}

bool is_zip(std::string_view head) noexcept {
    return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06") ||
           head.starts_with("PK\x07\x08");
}

bool is_gzip(std::string_view head) noexcept {
    return head.starts_with("\x1f\x8b");
}

std::string_view file_name_of(std::string_view path) noexcept {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string extension_of(std::string_view path) {
    const std::string_view name = file_name_of(path);
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) {
        return {};
    }
    std::string extension{name.substr(dot + 1)};
    for (char& c : extension) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return extension;
}

Result<Digest> digest_of(ByteSource& source) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    Digest digest;
    auto read = each_chunk(source, [&](std::string_view bytes) -> Result<void> {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
        digest.bytes += bytes.size();
        return {};
    });
    if (!read) {
        return read.error();
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
    crypto_hash_sha256_final(&state, bytes.data());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    digest.hex = hex.data();
    return digest;
}

} // namespace oblio::record
