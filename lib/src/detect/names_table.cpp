// lib/src/detect/names_table.cpp: reads the lists of names into one hash table over their bytes.
#include "detect/names_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>

namespace oblio::detect {
namespace {

constexpr std::array<std::string_view, name_context_count - 1> context_names{
    "title",        "role",          "office",     "title_end",   "role_tail", "clergy",
    "plural_title", "relation",      "intro",      "intro_soft",  "closing",   "greeting",
    "said",         "relative_word", "street",     "institution", "inner",     "firm",
    "firm_tail",    "saint",         "particle",   "month",       "place",     "not_name",
    "preposition",  "article",       "possessive", "place_head",  "brand"}; // word_name has a file
                                                                            // of its own

// Endings by which Italian inflects; longest first is not needed, each is tried.
constexpr std::array<std::string_view, 90> endings{
    "a",      "e",      "i",      "o",     "ia",    "ie",     "io",     "ai",    "ei",     "no",
    "ano",    "ono",    "ato",    "ata",   "ati",   "ate",    "uto",    "uta",   "uti",    "ute",
    "ito",    "ita",    "iti",    "ite",   "are",   "ere",    "ire",    "ando",  "endo",   "iamo",
    "ava",    "avo",    "avi",    "eva",   "evo",   "evi",    "iva",    "ivo",   "ivi",    "avano",
    "evano",  "ivano",  "era",    "ero",   "erai",  "erei",   "ira",    "iro",   "asse",   "esse",
    "isse",   "assi",   "essi",   "issi",  "iate",  "ente",   "enti",   "ante",  "anti",   "oso",
    "osa",    "osi",    "ose",    "ico",   "ica",   "ici",    "iche",   "mente", "amente", "issimo",
    "issima", "issimi", "issime", "zione", "zioni", "azione", "azioni", "tore",  "tori",   "trice",
    "arono",  "erono",  "irono",  "ci",    "mi",    "ti",     "si",     "vi",    "ne",     "lo"};

bool is_ending(std::string_view tail) noexcept {
    return tail.empty() || std::find(endings.begin(), endings.end(), tail) != endings.end();
}

std::uint32_t hash(std::string_view key) noexcept {
    std::uint32_t value = 2166136261U;
    for (const char c : key) {
        value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return value ^ value >> 15U;
}

Error bad_line(const std::filesystem::path& file, std::size_t line, std::string_view problem) {
    return {ErrorCode::bad_pattern,
            file.filename().string() + ":" + std::to_string(line) + ": " + std::string{problem}};
}

// One line of a tab-separated file after another, comments left out.
class Lines {
public:
    explicit Lines(std::string_view bytes) : rest_{bytes} {}
    bool next() {
        while (!rest_.empty()) {
            const std::size_t end = std::min(rest_.find('\n'), rest_.size());
            line_ = rest_.substr(0, end);
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            ++number_;
            if (!line_.empty() && line_.front() != '#') {
                return true;
            }
        }
        return false;
    }
    std::size_t number() const noexcept { return number_; }
    /// The next field of the line; empty when there is none left.
    std::string_view field() {
        const std::size_t end = std::min(line_.find('\t'), line_.size());
        const std::string_view result = line_.substr(0, end);
        line_.remove_prefix(std::min(end + 1, line_.size()));
        return result;
    }

private:
    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
};

// Words of `text` divided by single blanks.
std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            words.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::optional<int> to_number(std::string_view field) noexcept {
    int value = 0;
    const auto [end, problem] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (problem != std::errc{} || end != field.data() + field.size()) {
        return std::nullopt;
    }
    return value;
}

bool contains(const std::vector<std::string_view>& sorted, std::string_view key) noexcept {
    return std::binary_search(sorted.begin(), sorted.end(), key);
}

} // namespace

Result<std::string_view> NameTable::read(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        return Error{ErrorCode::io, "cannot read " + file.filename().string()};
    }
    files_.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
    return std::string_view{files_.back()};
}

Result<void> NameTable::load(const std::filesystem::path& folder) {
    entries_.reserve(49152);
    slots_.assign(131072, Slot{});
    using Loader = Result<void> (NameTable::*)(const std::filesystem::path&);
    constexpr std::array<std::pair<std::string_view, Loader>, 8> loaders{{
        {"first_names.tsv", &NameTable::load_first_names},
        {"surnames.tsv", &NameTable::load_surnames},
        {"common_words.tsv", &NameTable::load_words},
        {"surname_shapes.tsv", &NameTable::load_shapes},
        {"diminutives.tsv", &NameTable::load_diminutives},
        {"historical.tsv", &NameTable::load_historical},
        {"context.tsv", &NameTable::load_contexts},
        {"words_that_are_names.txt", &NameTable::load_word_names},
    }};
    for (const auto& [name, loader] : loaders) {
        if (auto loaded = (this->*loader)(folder / name); !loaded) {
            return loaded;
        }
    }
    return {};
}

Result<void> NameTable::load_first_names(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        NameEntry& row = entry(lines.field());
        const std::string_view sex = lines.field();
        const std::optional<int> weight = to_number(lines.field());
        if (sex.size() != 1 || !weight || *weight < 1 || *weight > 9) {
            return bad_line(file, lines.number(), "want name, sex, weight 1 to 9");
        }
        row.first = static_cast<std::uint8_t>(*weight);
        row.sex = sex == "m" ? NameSex::male : sex == "f" ? NameSex::female : NameSex::unknown;
    }
    return {};
}

Result<void> NameTable::load_surnames(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        NameEntry& row = entry(lines.field());
        const std::optional<int> weight = to_number(lines.field());
        if (!weight || *weight < 1 || *weight > 6) {
            return bad_line(file, lines.number(), "want surname, class 1 to 6");
        }
        row.surname = static_cast<std::uint8_t>(*weight);
    }
    return {};
}

Result<void> NameTable::load_words(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    words_.reserve(20000);
    for (Lines lines{*bytes}; lines.next();) {
        const std::string_view word = lines.field();
        const std::optional<int> rank = to_number(lines.field());
        if (!rank || *rank < 1 || *rank > 65535) {
            return bad_line(file, lines.number(), "want word, rank 1 to 65535");
        }
        entry(word).rank = static_cast<std::uint16_t>(*rank);
        words_.push_back(word);
    }
    if (!std::is_sorted(words_.begin(), words_.end())) {
        std::sort(words_.begin(), words_.end());
    }
    return {};
}

Result<void> NameTable::load_shapes(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    shape_slots_.assign(16384, 0);
    for (Lines lines{*bytes}; lines.next();) {
        const std::string_view piece = lines.field();
        const std::optional<int> odds = to_number(lines.field());
        if (piece.empty() || !odds) {
            return bad_line(file, lines.number(), "want piece, odds");
        }
        shapes_.push_back({piece, *odds / 10.0});
        if (shapes_.size() * 2 > shape_slots_.size()) {
            return bad_line(file, lines.number(), "too many pieces");
        }
        std::size_t slot = hash(piece) & (shape_slots_.size() - 1);
        while (shape_slots_[slot] != 0) {
            slot = (slot + 1) & (shape_slots_.size() - 1);
        }
        shape_slots_[slot] = static_cast<std::uint32_t>(shapes_.size());
    }
    return {};
}

Result<void> NameTable::load_diminutives(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        const std::string_view name = lines.field();
        const std::string_view fulls = lines.field();
        if (name.empty() || fulls.empty()) {
            return bad_line(file, lines.number(), "want short form, full names");
        }
        NameEntry& row = entry(name);
        row.diminutive = true;
        row.fulls = static_cast<std::uint32_t>(diminutives_.size());
        diminutives_.push_back({name, fulls});
    }
    return {};
}

Result<void> NameTable::load_historical(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        const std::string_view name = lines.field();
        const std::string_view mark = lines.field();
        if (!mark.empty() && mark != "alone") {
            return bad_line(file, lines.number(), "the second field can only be `alone`");
        }
        historical_.push_back(name);
        if (!mark.empty()) {
            historical_surnames_.push_back(name.substr(name.rfind(' ') + 1));
        }
    }
    std::sort(historical_.begin(), historical_.end());
    std::sort(historical_surnames_.begin(), historical_surnames_.end());
    return {};
}

Result<void> NameTable::load_contexts(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        const auto name = std::find(context_names.begin(), context_names.end(), lines.field());
        if (name == context_names.end()) {
            return bad_line(file, lines.number(), "unknown class of context");
        }
        for (const std::string_view word : split(lines.field())) {
            entry(word).contexts.add(static_cast<NameContext>(name - context_names.begin()));
        }
    }
    return {};
}

Result<void> NameTable::load_word_names(const std::filesystem::path& file) {
    auto bytes = read(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        entry(lines.field()).contexts.add(NameContext::word_name);
    }
    return {};
}

void NameTable::grow() {
    slots_.assign(slots_.size() * 2, Slot{});
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        const std::uint32_t code = hash(entries_[index].key);
        std::size_t slot = code & mask;
        while (slots_[slot].place != 0) {
            slot = (slot + 1) & mask;
        }
        slots_[slot] = {code, static_cast<std::uint32_t>(index + 1)};
    }
}

NameEntry& NameTable::entry(std::string_view key) {
    const std::uint32_t code = hash(key);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = code & mask;
    while (slots_[slot].place != 0) {
        NameEntry& row = entries_[slots_[slot].place - 1];
        if (slots_[slot].hash == code && row.key == key) {
            return row;
        }
        slot = (slot + 1) & mask;
    }
    entries_.emplace_back().key = key;
    slots_[slot] = {code, static_cast<std::uint32_t>(entries_.size())};
    if (entries_.size() * 2 > slots_.size()) {
        grow();
    }
    return entries_.back();
}

const NameEntry* NameTable::find(std::string_view folded) const noexcept {
    if (slots_.empty()) {
        return nullptr;
    }
    const std::uint32_t code = hash(folded);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = code & mask;
    while (slots_[slot].place != 0) {
        // The stored hash keeps most misses away from the entry's own memory.
        if (slots_[slot].hash == code) {
            const NameEntry& row = entries_[slots_[slot].place - 1];
            if (row.key == folded) {
                return &row;
            }
        }
        slot = (slot + 1) & mask;
    }
    return nullptr;
}

double NameTable::shape_of(std::string_view piece) const noexcept {
    std::size_t slot = hash(piece) & (shape_slots_.size() - 1);
    while (shape_slots_[slot] != 0) {
        const Shape& shape = shapes_[shape_slots_[slot] - 1];
        if (shape.piece == piece) {
            return shape.odds;
        }
        slot = (slot + 1) & (shape_slots_.size() - 1);
    }
    return 0;
}

double NameTable::surname_shape(std::string_view folded) const noexcept {
    constexpr std::size_t longest = 30;
    if (folded.size() < 3 || folded.size() > longest || shape_slots_.empty()) {
        return 0;
    }
    std::array<char, longest + 2> bytes{};
    bytes[0] = '^';
    std::copy(folded.begin(), folded.end(), bytes.begin() + 1);
    bytes[folded.size() + 1] = '$';
    const std::string_view framed{bytes.data(), folded.size() + 2};
    double sum = shape_of(framed.substr(0, 4)) + shape_of(framed.substr(framed.size() - 4)) +
                 shape_of(framed.substr(framed.size() - 5));
    for (std::size_t at = 0; at + 3 <= framed.size(); ++at) {
        sum += shape_of(framed.substr(at, 3));
    }
    // Pieces overlap, so their odds do not multiply: a tenth of the sum keeps it near one.
    return std::clamp(sum / 6.0, -2.0, 2.0);
}

bool NameTable::is_inflected_word(std::string_view folded) const noexcept {
    for (std::size_t cut = 1; cut <= 6 && folded.size() >= cut + 4; ++cut) {
        if (!is_ending(folded.substr(folded.size() - cut))) {
            continue;
        }
        const std::string_view stem = folded.substr(0, folded.size() - cut);
        auto word = std::lower_bound(words_.begin(), words_.end(), stem);
        for (int tried = 0; tried < 24 && word != words_.end() && word->starts_with(stem);
             ++word, ++tried) {
            if (is_ending(word->substr(stem.size()))) {
                return true;
            }
        }
    }
    return false;
}

bool NameTable::is_historical(std::string_view folded_name) const noexcept {
    return contains(historical_, folded_name);
}

bool NameTable::is_historical_surname(std::string_view folded) const noexcept {
    return contains(historical_surnames_, folded);
}

std::vector<std::string_view> NameTable::full_names_of(std::string_view diminutive) const {
    const NameEntry* row = find(diminutive);
    if (row == nullptr || !row->diminutive) {
        return {};
    }
    return split(diminutives_[row->fulls].fulls);
}

std::vector<std::string_view> NameTable::diminutives_of(std::string_view first_name) const {
    std::vector<std::string_view> result;
    for (const Diminutive& row : diminutives_) {
        const std::vector<std::string_view> fulls = split(row.fulls);
        if (std::find(fulls.begin(), fulls.end(), first_name) != fulls.end()) {
            result.push_back(row.name);
        }
    }
    return result;
}

} // namespace oblio::detect
