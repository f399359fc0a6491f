// lib/src/detect/tables.cpp
#include "detect/tables.hpp"

#include "detect/names_table.hpp"
#include "text/checksum.hpp"

#include "oblio/detect/finding.hpp"
#include "oblio/text/fold.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>

namespace oblio::detect {
namespace {

namespace fs = std::filesystem;

/// Grows by one whenever what is written changes its form or its meaning.
constexpr std::uint64_t layout_version = 11;

struct Header {
    std::array<char, 8> magic;
    std::uint64_t layout;
    std::uint64_t size;                 ///< of the payload
    std::uint64_t checksum;             ///< of the payload
    std::uint64_t listed;               ///< the sources by name, size and time
    std::uint64_t read;                 ///< the sources by name and content
    std::array<std::uint64_t, 2> zeros; ///< so that the payload begins where arrays may
};
constexpr std::array<char, 8> magic{'O', 'B', 'L', 'I', 'O', 'T', 'A', 'B'};
static_assert(sizeof(Header) % array_alignment == 0); // arrays of the payload stay aligned

/// What the meaning of the bytes hangs on beside the version: sizes and orders of the build, and
/// the fold that the words went through.
std::uint64_t layout() {
    static const std::uint64_t stamp = [] {
        const std::array<std::uint64_t, 6> parts{layout_version,
                                                 0x0102030405060708U, // the order of bytes
                                                 sizeof(NameEntry),   finding_type_count,
                                                 name_context_count,  text::word_hash("oblio")};
        const std::string folded = fold_to_string("ÀéÏøſß①ﬁ “—” Ωж");
        return text::checksum({reinterpret_cast<const char*>(parts.data()), sizeof parts},
                              text::checksum(folded));
    }();
    return stamp;
}

/// The files that PatternSet::load reads, or may read, in one order on every machine: folder by
/// folder, by name. Errors: io.
Result<std::vector<std::vector<fs::path>>> sources_of(std::span<const fs::path> directories) {
    static constexpr std::array<std::string_view, 8> parts{
        "", "contexts", "guards", "identifiers", "lexicons", "names", "parts", "places"};
    std::vector<std::vector<fs::path>> all;
    for (const fs::path& directory : directories) {
        for (const std::string_view part : parts) {
            std::vector<fs::path>& files = all.emplace_back();
            const fs::path folder = part.empty() ? directory : directory / part;
            std::error_code problem;
            fs::directory_iterator entry{folder, problem};
            if (problem && !part.empty()) {
                continue; // not every folder of patterns has every part
            }
            for (const fs::directory_iterator end; !problem && entry != end;
                 entry.increment(problem)) {
                const fs::path extension = entry->path().extension();
                if (extension == ".json" || extension == ".tsv" || extension == ".txt") {
                    files.push_back(entry->path());
                }
            }
            if (problem) {
                return Error{ErrorCode::io, folder.string() + ": cannot be listed"};
            }
            std::sort(files.begin(), files.end());
        }
    }
    return all;
}

/// A signature by names, sizes and times. Errors: io.
Result<std::uint64_t> listed_signature(const std::vector<std::vector<fs::path>>& sources) {
    std::uint64_t sum = sources.size();
    for (const auto& files : sources) {
        sum = text::checksum({}, sum + files.size());
        for (const fs::path& file : files) {
            struct stat status {};
            if (::stat(file.c_str(), &status) != 0) {
                return Error{ErrorCode::io, file.string()};
            }
            const std::array<std::int64_t, 3> parts{status.st_size, status.st_mtim.tv_sec,
                                                    status.st_mtim.tv_nsec};
            sum = text::checksum(file.filename().native(), sum);
            sum = text::checksum({reinterpret_cast<const char*>(parts.data()), sizeof parts}, sum);
        }
    }
    return sum;
}

/// A signature by names and content. Errors: io.
Result<std::uint64_t> read_signature(const std::vector<std::vector<fs::path>>& sources) {
    std::uint64_t sum = sources.size();
    for (const auto& files : sources) {
        sum = text::checksum({}, sum + files.size());
        for (const fs::path& file : files) {
            std::ifstream in{file, std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            if (!in.good() && !in.eof()) {
                return Error{ErrorCode::io, file.string()};
            }
            sum = text::checksum(file.filename().native(), sum);
            sum = text::checksum(bytes, sum);
        }
    }
    return sum;
}

} // namespace

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return Error{ErrorCode::not_found, file.string()};
    }
    struct stat status {};
    const bool known = ::fstat(descriptor, &status) == 0 && status.st_size > 0;
    const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
    void* const address =
        known ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0)
              : MAP_FAILED;
    ::close(descriptor);
    if (address == MAP_FAILED) {
        return Error{ErrorCode::io, file.string()};
    }
    return std::shared_ptr<const MappedFile>{
        new MappedFile{std::string_view{static_cast<const char*>(address), size}}};
}

MappedFile::~MappedFile() {
    ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

fs::path tables_file(std::span<const fs::path> directories) {
    fs::path folder = directories.back();
    if (!folder.has_filename()) { // "patterns/"
        folder = folder.parent_path();
    }
    return folder.parent_path() / (folder.filename().string() + ".tables");
}

Result<std::string> frame_tables(std::string_view payload, std::span<const fs::path> directories) {
    const auto sources = sources_of(directories);
    const auto listed =
        sources ? listed_signature(*sources) : Result<std::uint64_t>{sources.error()};
    const auto read = listed ? read_signature(*sources) : listed;
    if (!read) {
        return read.error();
    }
    const Header header{magic, layout(), payload.size(), text::checksum(payload), *listed,
                        *read, {}};
    std::string file(sizeof header, '\0');
    std::memcpy(file.data(), &header, sizeof header);
    return file.append(payload);
}

Result<MappedTables> map_tables(std::span<const fs::path> directories) {
    const fs::path path = tables_file(directories);
    auto file = MappedFile::open(path);
    if (!file) {
        return file.error();
    }
    const std::string_view bytes = (*file)->bytes();
    Header header{};
    if (bytes.size() < sizeof header) {
        return Error{ErrorCode::damaged, path.string()};
    }
    std::memcpy(&header, bytes.data(), sizeof header);
    const std::string_view payload = bytes.substr(sizeof header);
    if (header.magic != magic || header.layout != layout()) {
        return Error{ErrorCode::bad_pattern, path.string() + ": made by another version"};
    }
    if (header.zeros != decltype(header.zeros){} || header.size != payload.size() ||
        header.checksum != text::checksum(payload)) {
        return Error{ErrorCode::damaged, path.string()};
    }
    const auto sources = sources_of(directories);
    const auto listed =
        sources ? listed_signature(*sources) : Result<std::uint64_t>{sources.error()};
    if (!listed) {
        return listed.error();
    }
    // Copied or unpacked files have other times: then their content decides.
    if (*listed != header.listed) {
        const auto read = read_signature(*sources);
        if (!read || *read != header.read) {
            return read ? Error{ErrorCode::bad_pattern, path.string() + ": older than the patterns"}
                        : read.error();
        }
    }
    return MappedTables{std::move(*file), payload};
}

} // namespace oblio::detect
