// lib/src/detect/patterns.cpp: the set of patterns, from its tables if these are good, else from
// its files.
#include "oblio/detect/patterns.hpp"

#include "detect/pattern_data.hpp"
#include "detect/pattern_loader.hpp"

#include <utility>

namespace oblio {

PatternSet::PatternSet(std::unique_ptr<Data> data) : data_{std::move(data)} {}
PatternSet::~PatternSet() = default;

Result<std::shared_ptr<const PatternSet>>
PatternSet::load(std::span<const std::filesystem::path> directories) {
    if (!directories.empty()) {
        if (auto tables = detect::map_tables(directories)) {
            auto data = std::make_unique<Data>();
            if (detect::borrow_patterns(*data, std::move(*tables))) {
                return std::shared_ptr<const PatternSet>(new PatternSet(std::move(data)));
            }
        }
    }
    // No tables, or stale or damaged ones: the patterns themselves are what counts.
    auto data = detect::read_patterns(directories);
    if (!data) {
        return data.error();
    }
    return std::shared_ptr<const PatternSet>(new PatternSet(std::move(*data)));
}

Result<std::string> PatternSet::tables(std::span<const std::filesystem::path> directories) {
    const auto data = detect::read_patterns(directories);
    if (!data) {
        return data.error();
    }
    return detect::frame_tables(detect::save_patterns(**data), directories);
}

std::filesystem::path PatternSet::tables_file(std::span<const std::filesystem::path> directories) {
    return detect::tables_file(directories);
}

bool PatternSet::mapped() const noexcept {
    return data_->mapped != nullptr;
}

const NameLists* PatternSet::names() const noexcept {
    return data_->names.get();
}

std::vector<PatternInfo> PatternSet::list() const {
    return mapped() ? detect::read_lists(data_->lists).infos : data_->infos;
}

std::vector<PatternExample> PatternSet::examples() const {
    return mapped() ? detect::read_lists(data_->lists).examples : data_->examples;
}

} // namespace oblio
