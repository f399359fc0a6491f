// lib/src/detect/person_mentions.hpp: the people a text names, each with its evidence.
#pragma once

#include "detect/document.hpp"
#include "detect/names_table.hpp"
#include "detect/person_parse.hpp"
#include "detect/places.hpp"

#include "oblio/detect/scanner.hpp"

#include <cstddef>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// One name in a text, or one that was refused.
struct PersonMention {
    std::size_t begin; ///< folded offsets, half-open: the name without titles
    std::size_t end;
    double confidence; ///< in [0, 1]
    NameShape shape;
    std::vector<std::string_view> reasons; ///< constants
    std::string_view refused;              ///< why not, a constant; empty if it is a mention
};

/// The names in `document`, by position, none overlapping another; refused ones among them.
/// `places` may be null: then only the lists of names tell a town from a person.
/// The reference engine reads the surroundings of every word, also where no name can be.
/// What is needed until it returns lies in `memory`. Time: linear.
[[nodiscard]] std::vector<PersonMention>
find_mentions(const Document& document, const NameTable& table, const Places* places,
              const ScanContext& context, Engine engine = Engine::fast,
              std::pmr::memory_resource* memory = std::pmr::get_default_resource());

} // namespace oblio::detect
