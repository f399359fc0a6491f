// lib/src/detect/pattern_file.cpp
#include "detect/pattern_file.hpp"

#include "oblio/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace oblio::detect {
namespace {

std::size_t line_of(std::string_view bytes, std::size_t at) {
    return 1 + static_cast<std::size_t>(std::count(
                   bytes.begin(),
                   bytes.begin() + static_cast<std::ptrdiff_t>(std::min(at, bytes.size())), '\n'));
}

} // namespace

Result<std::string> read_pattern_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return Error{ErrorCode::io, path.string() + ": cannot be opened"};
    }
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad()) {
        return Error{ErrorCode::io, path.string() + ": cannot be read"};
    }
    if (const auto invalid = first_invalid_utf8(bytes)) {
        return Error{ErrorCode::bad_pattern, fmt::format("{}:{}: not UTF-8", path.string(),
                                                         line_of(bytes, to_index(*invalid)))};
    }
    return bytes;
}

Result<PatternFile> PatternFile::read(const std::filesystem::path& path) {
    PatternFile file;
    file.name_ = path.string();
    auto bytes = read_pattern_bytes(path);
    if (!bytes) {
        return bytes.error();
    }
    file.bytes_ = std::move(*bytes);
    try {
        file.root_ = nlohmann::json::parse(file.bytes_);
    } catch (const nlohmann::json::parse_error& problem) {
        return Error{ErrorCode::bad_pattern, fmt::format("{}:{}: not JSON", file.name_,
                                                         line_of(file.bytes_, problem.byte))};
    }
    if (!file.root_.is_object()) {
        return Error{ErrorCode::bad_pattern, fmt::format("{}:1: not a JSON object", file.name_)};
    }
    return file;
}

bool PatternFile::has(std::string_view field) const {
    return root_.contains(field);
}

Error PatternFile::error(std::string_view needle, std::string_view problem) const {
    const auto at = bytes_.find(fmt::format("\"{}\"", needle));
    return {ErrorCode::bad_pattern,
            fmt::format("{}:{}: {}", name_, at == std::string::npos ? 1 : line_of(bytes_, at),
                        problem)};
}

Result<void> PatternFile::only(const nlohmann::json& object,
                               std::initializer_list<std::string_view> known) const {
    for (const auto& [field, value] : object.items()) {
        if (std::find(known.begin(), known.end(), field) == known.end()) {
            return error(field, fmt::format("unknown field \"{}\"", field));
        }
    }
    return {};
}

Result<std::string> PatternFile::text(std::string_view field) const {
    const auto entry = root_.find(field);
    if (entry == root_.end() || !entry->is_string() ||
        entry->get_ref<const std::string&>().empty()) {
        return error(field, fmt::format("\"{}\" must be a text that is not empty", field));
    }
    return entry->get<std::string>();
}

Result<std::vector<std::string>> PatternFile::texts(const nlohmann::json& object,
                                                    std::string_view field) const {
    std::vector<std::string> list;
    const auto entry = object.find(field);
    if (entry == object.end()) {
        return list;
    }
    if (!entry->is_array()) {
        return error(field, fmt::format("\"{}\" must be a list of texts", field));
    }
    for (const auto& item : *entry) {
        if (!item.is_string() || item.get_ref<const std::string&>().empty()) {
            return error(field, fmt::format("\"{}\" must be a list of texts", field));
        }
        list.push_back(item.get<std::string>());
    }
    return list;
}

Result<std::vector<std::string>> PatternFile::examples(std::string_view field) const {
    std::vector<std::string> list;
    const auto entry = root_.find(field);
    if (entry == root_.end() || !entry->is_array() || entry->empty()) {
        return error(field, fmt::format("\"{}\" must hold at least one example", field));
    }
    for (const auto& item : *entry) {
        if (item.is_string()) {
            list.push_back(item.get<std::string>());
        } else if (item.is_object() && item.contains("text") && item["text"].is_string()) {
            if (auto known = only(item, {"text", "span"}); !known) {
                return known.error();
            }
            list.push_back(item["text"].get<std::string>());
        } else {
            return error(field, fmt::format("an example of \"{}\" has no text", field));
        }
    }
    return list;
}

Result<double> PatternFile::number(const nlohmann::json& object, std::string_view field,
                                   double otherwise, double least, double most) const {
    const auto entry = object.find(field);
    if (entry == object.end()) {
        return otherwise;
    }
    if (!entry->is_number() || entry->get<double>() < least || entry->get<double>() > most) {
        return error(field,
                     fmt::format("\"{}\" must be a number from {} to {}", field, least, most));
    }
    return entry->get<double>();
}

Result<FindingType> PatternFile::type(const std::string& name) const {
    const auto found = find_type(name);
    if (!found) {
        return error(name, fmt::format("unknown type \"{}\"", name));
    }
    return *found;
}

} // namespace oblio::detect
