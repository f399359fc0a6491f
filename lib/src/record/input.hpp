// lib/src/record/input.hpp: the member files of an input, whatever holds them.
#pragma once

#include "oblio/record/reader.hpp"
#include "record/byte_source.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace oblio::record {

/// One file of an input.
struct Member {
    std::string file;                   ///< the part it is in, as the caller gave it
    std::optional<std::string> archive; ///< file name of the archive or folder that holds it
    std::string path; ///< inside it, `/` between steps, NFC; for a single file its file name
    std::optional<std::uint64_t> size;
    std::optional<Instant> modified; ///< as an archive says; nothing for plain files
};

/// Where a problem with `member` stands.
[[nodiscard]] Position position_of(const Member& member);
/// `detail` with the member's position in front.
[[nodiscard]] Error error_at(const Member& member, ErrorCode code, const std::string& detail);

/// What holds members: a file, a folder, an archive, a stream. Threads: one thread at a time.
class Container {
public:
    virtual ~Container() = default;
    [[nodiscard]] virtual const std::vector<Member>& members() const noexcept = 0;
    /// Errors: io, damaged, limit_exceeded; those of reading come from the source.
    virtual Result<std::unique_ptr<ByteSource>> open(std::size_t member) = 0;
    /// The first bytes of each wanted member, in the order of the container.
    using Wanted = std::function<bool(const Member&)>;
    using Give = std::function<void(std::size_t member, Result<std::string> head)>;
    virtual Result<void> heads(const Wanted& wanted, std::size_t bytes, const Give& give);
    /// A member can be opened once only.
    [[nodiscard]] virtual bool once() const noexcept { return false; }
    /// Members that were refused while listing.
    [[nodiscard]] virtual std::vector<Problem> refused() const { return {}; }
};

[[nodiscard]] Result<std::unique_ptr<Container>> open_file(const std::filesystem::path& path,
                                                           Files& files);
[[nodiscard]] Result<std::unique_ptr<Container>>
open_folder(const std::filesystem::path& path, Files& files, const ReadLimits& limits);
[[nodiscard]] std::unique_ptr<Container> open_stream(std::istream& stream, std::string name,
                                                     std::string head);

/// True for the first bytes of a zip, or of a gzip file.
[[nodiscard]] bool is_zip(std::string_view head) noexcept;
[[nodiscard]] bool is_gzip(std::string_view head) noexcept;

/// `path` as it stands in a record: UTF-8 whatever the file system holds.
[[nodiscard]] std::string shown_path(const std::string& path);
/// `path` without folders.
[[nodiscard]] std::string_view file_name_of(std::string_view path) noexcept;
/// The part after the last dot of the file name, lower case; empty if there is none.
[[nodiscard]] std::string extension_of(std::string_view path);
/// SHA-256 of all of `source` as hex, and its length.
struct Digest {
    std::string hex;
    std::uint64_t bytes = 0;
};
[[nodiscard]] Result<Digest> digest_of(ByteSource& source);

} // namespace oblio::record
