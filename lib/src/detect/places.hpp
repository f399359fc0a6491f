// lib/src/detect/places.hpp: place codes, municipalities, post codes and street types.
#pragma once

#include "detect/tables.hpp"

#include "oblio/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// The years in which a place code was in use, inclusive.
struct PlaceYears {
    std::uint16_t from;
    std::uint16_t to;
};

/// What patterns/places/ knows. Threads: immutable once loaded.
class Places {
public:
    /// Reads belfiore.tsv and comuni.tsv of `folder`, those that are there.
    /// Errors: io, bad_pattern with file and line.
    Result<void> load(const std::filesystem::path& folder);

    /// Into a file of tables, and back: what was written, borrowed.
    void save(TableWriter& out) const;
    void borrow(TableReader& in);

    /// The years of a place code such as `h501` (lower case); nothing if it is not in the table.
    [[nodiscard]] std::optional<PlaceYears> code_years(std::string_view code) const;
    /// True if `post_code` (five digits) is delivered to by some municipality.
    [[nodiscard]] bool has_post_code(std::string_view post_code) const;
    /// True if a municipality of today has this folded name.
    [[nodiscard]] bool has_municipality(std::string_view folded_name) const;
    [[nodiscard]] bool has_province(std::string_view sigla) const;

private:
    Result<void> load_codes(const std::filesystem::path& file);
    Result<void> load_municipalities(const std::filesystem::path& file);

    struct Code {
        std::uint32_t code; ///< letter and digits as one number
        PlaceYears years;
    };
    Flat<Code> codes_;               ///< by code
    Flat<std::uint64_t> post_codes_; ///< one bit each
    SortedWords municipalities_;
    SortedWords provinces_;
};

} // namespace oblio::detect
