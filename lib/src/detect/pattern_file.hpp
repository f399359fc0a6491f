// lib/src/detect/pattern_file.hpp: one JSON file of patterns/, read field by field.
#pragma once

#include "oblio/detect/finding.hpp"
#include "oblio/result.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect {

/// A JSON object read from a file; every error names file and line.
/// Threads: one thread at a time.
class PatternFile {
public:
    /// Errors: io, bad_pattern (not a JSON object).
    static Result<PatternFile> read(const std::filesystem::path& path);

    [[nodiscard]] const nlohmann::json& root() const noexcept { return root_; }
    [[nodiscard]] bool has(std::string_view field) const;

    /// Errors: bad_pattern if a field of `object` is not one of `known`.
    Result<void> only(const nlohmann::json& object,
                      std::initializer_list<std::string_view> known) const;
    /// A string that must be there and not empty. Errors: bad_pattern.
    Result<std::string> text(std::string_view field) const;
    /// The strings of an array that may be missing. Errors: bad_pattern.
    Result<std::vector<std::string>> texts(const nlohmann::json& object,
                                           std::string_view field) const;
    /// The texts of `finds` or `ignores`: strings, or objects with "text" (and "span").
    /// Errors: bad_pattern, also if there is none.
    Result<std::vector<std::string>> examples(std::string_view field) const;
    /// A number in [least, most]; `otherwise` if missing. Errors: bad_pattern.
    Result<double> number(const nlohmann::json& object, std::string_view field, double otherwise,
                          double least, double most) const;
    /// The finding type named by a string. Errors: bad_pattern.
    Result<FindingType> type(const std::string& name) const;

    /// bad_pattern, at the line where `needle` first stands in the file in quotes.
    [[nodiscard]] Error error(std::string_view needle, std::string_view problem) const;

private:
    std::string name_; // file name, for messages
    std::string bytes_;
    nlohmann::json root_;
};

/// The whole of a file. Errors: io.
Result<std::string> read_pattern_bytes(const std::filesystem::path& path);

} // namespace oblio::detect
