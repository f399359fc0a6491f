// lib/src/detect/names_lists.cpp: the public face of the table of names.
#include "oblio/detect/names.hpp"

#include "detect/names_table.hpp"

#include <utility>

namespace oblio {

NameLists::NameLists(std::unique_ptr<const detect::NameTable> table) : table_{std::move(table)} {}
NameLists::~NameLists() = default;

Result<std::shared_ptr<const NameLists>> NameLists::load(const std::filesystem::path& folder) {
    auto table = std::make_unique<detect::NameTable>();
    if (auto loaded = table->load(folder); !loaded) {
        return loaded.error();
    }
    return over(std::move(table));
}

std::shared_ptr<const NameLists> NameLists::over(std::unique_ptr<const detect::NameTable> table) {
    return std::shared_ptr<const NameLists>{new NameLists{std::move(table)}};
}

bool NameLists::is_first_name(std::string_view folded) const noexcept {
    return first_name_weight(folded) > 0;
}

bool NameLists::is_surname(std::string_view folded) const noexcept {
    return surname_weight(folded) > 0;
}

bool NameLists::is_common_word(std::string_view folded) const noexcept {
    const detect::NameEntry* row = table_->find(folded);
    return row != nullptr && row->rank > 0;
}

SurnameLook NameLists::surname_look(std::string_view folded) const noexcept {
    constexpr int frequent = 6; // the highest class of surnames.tsv
    constexpr double alike = 0.5;
    const detect::NameEntry* row = table_->find(folded);
    if (row == nullptr) {
        const bool like =
            table_->surname_shape(folded) > alike && !table_->is_inflected_word(folded);
        return like ? SurnameLook::maybe : SurnameLook::no;
    }
    if (row->surname > 0 && row->rank == 0) {
        return SurnameLook::yes;
    }
    return row->surname >= frequent ? SurnameLook::maybe : SurnameLook::no;
}

bool NameLists::is_figure(std::string_view folded) const noexcept {
    return table_->is_figure(folded);
}

bool NameLists::is_place(std::string_view folded) const noexcept {
    const detect::NameEntry* row = table_->find(folded);
    return row != nullptr && row->contexts.has(detect::NameContext::place);
}

int NameLists::first_name_weight(std::string_view folded) const noexcept {
    const detect::NameEntry* row = table_->find(folded);
    return row == nullptr ? 0 : row->first;
}

int NameLists::surname_weight(std::string_view folded) const noexcept {
    const detect::NameEntry* row = table_->find(folded);
    return row == nullptr ? 0 : row->surname;
}

NameSex NameLists::sex_of(std::string_view first_name) const noexcept {
    const detect::NameEntry* row = table_->find(first_name);
    return row == nullptr ? NameSex::unknown : row->sex;
}

std::size_t NameLists::size() const noexcept {
    return table_->size();
}

std::vector<std::string_view> NameLists::full_names_of(std::string_view diminutive) const {
    return table_->full_names_of(diminutive);
}

std::vector<std::string_view> NameLists::diminutives_of(std::string_view first_name) const {
    return table_->diminutives_of(first_name);
}

} // namespace oblio
