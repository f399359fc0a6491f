// lib/src/detect/finding.cpp
#include "oblio/detect/finding.hpp"

#include <algorithm>

namespace oblio {
namespace {

struct TypeRow {
    std::string_view name;
    Category category;
};

// In the order of FindingType.
constexpr std::array<TypeRow, finding_type_count> types{{
    {"FISCAL_CODE", Category::identifier},
    {"VAT_NUMBER", Category::identifier},
    {"IBAN", Category::identifier},
    {"PHONE", Category::identifier},
    {"EMAIL", Category::identifier},
    {"CARD_NUMBER", Category::identifier},
    {"ID_CARD", Category::identifier},
    {"PASSPORT", Category::identifier},
    {"DRIVING_LICENCE", Category::identifier},
    {"HEALTH_CARD", Category::identifier},
    {"PLATE", Category::identifier},
    {"ADDRESS", Category::identifier},
    {"DATE_OF_BIRTH", Category::identifier},
    {"HANDLE", Category::identifier},
    {"PERSON", Category::name},
    {"AGE", Category::age},
    {"HEALTH", Category::special},
    {"ETHNIC_ORIGIN", Category::special},
    {"POLITICS", Category::special},
    {"RELIGION", Category::special},
    {"UNION", Category::special},
    {"SEX_LIFE", Category::special},
    {"GENETIC_BIOMETRIC", Category::special},
    {"JUDICIAL", Category::judicial},
    {"HARDSHIP", Category::hardship},
}};

} // namespace

std::string_view type_name(FindingType type) noexcept {
    return types[static_cast<std::size_t>(type)].name;
}

std::optional<FindingType> find_type(std::string_view name) noexcept {
    const auto row = std::find_if(types.begin(), types.end(), [name](const TypeRow& candidate) {
        return candidate.name == name;
    });
    if (row == types.end()) {
        return std::nullopt;
    }
    return static_cast<FindingType>(row - types.begin());
}

Category category_of(FindingType type) noexcept {
    return types[static_cast<std::size_t>(type)].category;
}

std::string_view category_name(Category category) noexcept {
    switch (category) {
    case Category::identifier:
        return "identifier";
    case Category::name:
        return "name";
    case Category::age:
        return "age";
    case Category::special:
        return "special";
    case Category::judicial:
        return "judicial";
    case Category::hardship:
        return "hardship";
    }
    return "identifier";
}

} // namespace oblio
