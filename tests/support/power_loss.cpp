// tests/support/power_loss.cpp
#include "support/power_loss.hpp"
#include "support/files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

namespace oblio::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sector = 512;

/// One file: what is on the medium, and the changes that wait in the page cache.
struct Disk {
    std::optional<std::string> bytes;
    std::vector<const Change*> waiting;
};

void put(std::string& bytes, std::uint64_t offset, std::string_view part) {
    if (part.empty()) {
        return;
    }
    bytes.resize(std::max(bytes.size(), static_cast<std::size_t>(offset) + part.size()), '\0');
    std::copy(part.begin(), part.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset));
}

void apply(Disk& disk, const Change& change) {
    switch (change.kind) {
    case ChangeKind::write: {
        std::string bytes = std::move(disk.bytes).value_or("");
        put(bytes, change.offset, change.bytes);
        disk.bytes = std::move(bytes);
        break;
    }
    case ChangeKind::truncate:
        if (disk.bytes) {
            disk.bytes->resize(static_cast<std::size_t>(change.offset), '\0');
        }
        break;
    case ChangeKind::remove:
        disk.bytes.reset();
        break;
    default:
        break;
    }
}

/// The sectors of one write that the drive had got to.
void apply_some(Disk& disk, const Change& change, std::mt19937& chance) {
    if (change.kind != ChangeKind::write) {
        if (chance() % 2 == 0) {
            apply(disk, change);
        }
        return;
    }
    std::string bytes = std::move(disk.bytes).value_or("");
    std::size_t from = 0;
    while (from < change.bytes.size()) {
        const std::size_t place = static_cast<std::size_t>(change.offset) + from;
        const std::size_t length = std::min(change.bytes.size() - from, sector - place % sector);
        if (chance() % 2 == 0) {
            put(bytes, place, std::string_view{change.bytes}.substr(from, length));
        }
        from += length;
    }
    disk.bytes = std::move(bytes);
}

} // namespace

void after_power_loss(const fs::path& before, const fs::path& live, std::span<const Change> changes,
                      std::size_t count, Unsynced unsynced, std::mt19937& chance,
                      const fs::path& target) {
    std::map<fs::path, Disk> disks; // by path below the folder
    std::vector<fs::path> folders;
    for (const auto& entry : fs::recursive_directory_iterator{before}) {
        const fs::path below = entry.path().lexically_relative(before);
        if (entry.is_regular_file()) {
            disks[below].bytes = bytes_of_file(entry.path());
        } else {
            folders.push_back(below);
        }
    }
    for (const Change& change : changes.first(count)) {
        Disk& disk = disks[change.path.lexically_relative(live)];
        const bool durable = change.kind == ChangeKind::sync ||
                             change.kind == ChangeKind::replace ||
                             (change.kind == ChangeKind::remove && change.offset == 1);
        if (!durable) {
            disk.waiting.push_back(&change);
            continue;
        }
        for (const Change* earlier : disk.waiting) {
            apply(disk, *earlier);
        }
        disk.waiting.clear();
        if (change.kind == ChangeKind::replace) {
            disk.bytes = change.bytes;
        } else {
            apply(disk, change);
        }
    }
    fs::remove_all(target);
    fs::create_directories(target);
    for (const fs::path& folder : folders) {
        fs::create_directories(target / folder);
    }
    for (auto& [path, disk] : disks) {
        for (const Change* waiting : disk.waiting) {
            if (unsynced == Unsynced::arrived) {
                apply(disk, *waiting);
            } else if (unsynced == Unsynced::some) {
                apply_some(disk, *waiting, chance);
            }
        }
        if (disk.bytes) {
            fs::create_directories((target / path).parent_path());
            std::ofstream{target / path, std::ios::binary} << *disk.bytes;
        }
    }
}

} // namespace oblio::test
