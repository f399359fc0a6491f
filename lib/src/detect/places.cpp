// lib/src/detect/places.cpp
#include "detect/places.hpp"

#include "detect/pattern_file.hpp"

#include "oblio/text/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>

namespace oblio::detect {
namespace {

constexpr std::uint32_t post_code_count = 100'000;

/// `h501` as one number; nothing if it is not a letter and three digits.
std::optional<std::uint32_t> pack_code(std::string_view code) {
    if (code.size() != 4) {
        return std::nullopt;
    }
    const char letter = static_cast<char>(code[0] | 0x20);
    if (letter < 'a' || letter > 'z') {
        return std::nullopt;
    }
    auto packed = static_cast<std::uint32_t>(letter - 'a');
    for (const char digit : code.substr(1)) {
        if (digit < '0' || digit > '9') {
            return std::nullopt;
        }
        packed = packed * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    return packed;
}

template <class Number> bool parse(std::string_view text, Number& number) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} && end == text.data() + text.size();
}

/// Calls `row` with the tab-separated fields of each line that is not a comment.
template <std::size_t Columns>
Result<void>
read_table(const std::filesystem::path& file,
           const std::function<bool(const std::array<std::string_view, Columns>&)>& row) {
    std::error_code problem;
    if (!std::filesystem::exists(file, problem)) {
        return {};
    }
    auto bytes = read_pattern_bytes(file);
    if (!bytes) {
        return bytes.error();
    }
    std::string_view rest = *bytes;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const auto end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::array<std::string_view, Columns> fields;
        std::size_t count = 0;
        while (true) {
            const auto tab = line.find('\t');
            if (count < Columns) {
                fields[count] = line.substr(0, tab);
            }
            ++count;
            if (tab == std::string_view::npos) {
                break;
            }
            line = line.substr(tab + 1);
        }
        if (count != Columns || !row(fields)) {
            return Error{ErrorCode::bad_pattern,
                         fmt::format("{}:{}: not a row of this table", file.string(), number)};
        }
    }
    return {};
}

} // namespace

Result<void> Places::load(const std::filesystem::path& folder) {
    if (auto loaded = load_codes(folder / "belfiore.tsv"); !loaded) {
        return loaded;
    }
    return load_municipalities(folder / "comuni.tsv");
}

// code, name, first year, last year; of a code that comes twice the last row counts
Result<void> Places::load_codes(const std::filesystem::path& file) {
    std::map<std::uint32_t, PlaceYears> known;
    for (const Code& row : codes_) {
        known[row.code] = row.years;
    }
    auto read = read_table<4>(file, [&known](const std::array<std::string_view, 4>& fields) {
        const auto code = pack_code(fields[0]);
        PlaceYears years{};
        if (!code || !parse(fields[2], years.from) || !parse(fields[3], years.to)) {
            return false;
        }
        known[*code] = years;
        return true;
    });
    std::vector<Code> codes;
    for (const auto& [code, years] : known) {
        codes.push_back({code, years});
    }
    codes_ = Flat<Code>{std::move(codes)};
    return read;
}

// name, province, post codes separated by spaces
Result<void> Places::load_municipalities(const std::filesystem::path& file) {
    std::vector<std::string> municipalities;
    std::vector<std::string> provinces;
    const auto keep = [](const SortedWords& known, std::vector<std::string>& words) {
        for (std::size_t at = 0; at < known.size(); ++at) {
            words.emplace_back(known[at]);
        }
    };
    keep(municipalities_, municipalities);
    keep(provinces_, provinces);
    std::vector<std::uint64_t> post_codes(post_codes_.begin(), post_codes_.end());
    post_codes.resize(post_code_count / 64 + 1);
    auto read = read_table<3>(file, [&](const std::array<std::string_view, 3>& fields) {
        municipalities.push_back(fold_to_string(fields[0]));
        provinces.push_back(fold_to_string(fields[1]));
        std::string_view codes = fields[2];
        while (!codes.empty()) {
            const auto end = codes.find(' ');
            std::uint32_t code = 0;
            if (!parse(codes.substr(0, end), code) || code >= post_code_count) {
                return false;
            }
            post_codes[code / 64] |= std::uint64_t{1} << (code % 64);
            codes = end == std::string_view::npos ? std::string_view{} : codes.substr(end + 1);
        }
        return true;
    });
    municipalities_ = SortedWords{std::move(municipalities)};
    provinces_ = SortedWords{std::move(provinces)};
    post_codes_ = Flat<std::uint64_t>{std::move(post_codes)};
    return read;
}

void Places::save(TableWriter& out) const {
    out.array(codes_);
    out.array(post_codes_);
    out.words(municipalities_);
    out.words(provinces_);
}

void Places::borrow(TableReader& in) {
    codes_ = in.array<Code>();
    post_codes_ = in.array<std::uint64_t>();
    municipalities_ = in.words();
    provinces_ = in.words();
}

std::optional<PlaceYears> Places::code_years(std::string_view code) const {
    const auto packed = pack_code(code);
    if (!packed) {
        return std::nullopt;
    }
    const auto row = std::lower_bound(
        codes_.begin(), codes_.end(), *packed,
        [](const Code& known, std::uint32_t wanted) { return known.code < wanted; });
    return row != codes_.end() && row->code == *packed ? std::optional{row->years} : std::nullopt;
}

bool Places::has_post_code(std::string_view post_code) const {
    std::uint32_t code = 0;
    return post_code.size() == 5 && parse(post_code, code) && !post_codes_.empty() &&
           (post_codes_[code / 64] >> (code % 64) & 1U) != 0;
}

bool Places::has_municipality(std::string_view folded_name) const {
    return municipalities_.contains(folded_name);
}

bool Places::has_province(std::string_view sigla) const {
    return provinces_.contains(sigla);
}

} // namespace oblio::detect
