// lib/src/detect/names_table.cpp: reads the lists of names into one hash table.
#include "detect/names_table.hpp"

#include "detect/word_list.hpp"
#include "text/word_hash.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

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
    return tail.empty() || in(tail, endings);
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
    each_word(text, [&](std::string_view word) {
        if (!word.empty()) {
            words.push_back(word);
        }
    });
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

/// The bytes of a file. Errors: io.
Result<std::string> read_bytes(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        return Error{ErrorCode::io, "cannot read " + file.filename().string()};
    }
    return std::string{std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

/// The table while files are read.
struct NameTable::Builder {
    std::vector<char> letters;
    std::vector<NameEntry> entries;
    std::unordered_map<std::string, std::size_t> places; // of a key among entries
    std::vector<std::string> words;
    std::vector<Shape> shapes;
    std::vector<std::uint32_t> shape_slots;
    std::vector<std::string> diminutives;
    std::vector<std::string> historical;
    std::vector<std::string> historical_surnames;
    std::vector<std::string> figures;

    NameEntry& entry(std::string_view key) {
        const auto [known, fresh] = places.emplace(key, entries.size());
        if (fresh) {
            entries.emplace_back().key_at = put(key);
            entries.back().key_size = static_cast<std::uint32_t>(key.size());
        }
        return entries[known->second];
    }
    std::uint32_t put(std::string_view text) {
        const auto at = static_cast<std::uint32_t>(letters.size());
        letters.insert(letters.end(), text.begin(), text.end());
        return at;
    }
    /// Puts ordinary words first, the commonest in front: the words of most texts then lie in a few
    /// pages side by side.
    void order_by_rank();
    [[nodiscard]] std::vector<Slot> slots() const;

    Result<void> load_first_names(const std::filesystem::path& file);
    Result<void> load_surnames(const std::filesystem::path& file);
    Result<void> load_words(const std::filesystem::path& file);
    Result<void> load_shapes(const std::filesystem::path& file);
    Result<void> load_diminutives(const std::filesystem::path& file);
    Result<void> load_historical(const std::filesystem::path& file);
    Result<void> load_contexts(const std::filesystem::path& file);
    Result<void> load_word_names(const std::filesystem::path& file);
};

NameTable::NameTable() = default;
NameTable::~NameTable() = default;

Result<void> NameTable::load(const std::filesystem::path& folder) {
    using Loader = Result<void> (Builder::*)(const std::filesystem::path&);
    static constexpr std::array<std::pair<std::string_view, Loader>, 8> loaders{{
        {"first_names.tsv", &Builder::load_first_names},
        {"surnames.tsv", &Builder::load_surnames},
        {"common_words.tsv", &Builder::load_words},
        {"surname_shapes.tsv", &Builder::load_shapes},
        {"diminutives.tsv", &Builder::load_diminutives},
        {"historical.tsv", &Builder::load_historical},
        {"context.tsv", &Builder::load_contexts},
        {"words_that_are_names.txt", &Builder::load_word_names},
    }};
    Builder built;
    for (const auto& [name, loader] : loaders) {
        if (auto loaded = (built.*loader)(folder / name); !loaded) {
            return loaded;
        }
    }
    built.order_by_rank();
    slots_ = Flat<Slot>{built.slots()};
    letters_ = Flat<char>{std::move(built.letters)};
    entries_ = Flat<NameEntry>{std::move(built.entries)};
    words_ = SortedWords{std::move(built.words)};
    shapes_ = Flat<Shape>{std::move(built.shapes)};
    shape_slots_ = Flat<std::uint32_t>{std::move(built.shape_slots)};
    diminutives_ = std::move(built.diminutives);
    historical_ = SortedWords{std::move(built.historical)};
    mark_historical();
    historical_surnames_ = SortedWords{std::move(built.historical_surnames)};
    figures_ = SortedWords{std::move(built.figures)};
    return {};
}

void NameTable::save(TableWriter& out) const {
    out.array(letters_);
    out.array(entries_);
    out.array(slots_);
    out.words(words_);
    out.array(shapes_);
    out.array(shape_slots_);
    out.number(static_cast<std::uint32_t>(diminutives_.size()));
    for (const std::string& text : diminutives_) {
        out.text(text);
    }
    out.words(historical_);
    out.words(historical_surnames_);
    out.words(figures_);
}

void NameTable::borrow(TableReader& in) {
    letters_ = in.array<char>();
    entries_ = in.array<NameEntry>();
    slots_ = in.array<Slot>();
    words_ = in.words();
    shapes_ = in.array<Shape>();
    shape_slots_ = in.array<std::uint32_t>();
    const auto count = in.number<std::uint32_t>();
    for (std::uint32_t row = 0; row < count && in.ok(); ++row) {
        diminutives_.emplace_back(in.text());
    }
    historical_ = in.words();
    mark_historical();
    historical_surnames_ = in.words();
    figures_ = in.words();
}

Result<void> NameTable::Builder::load_first_names(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
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

Result<void> NameTable::Builder::load_surnames(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
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

Result<void> NameTable::Builder::load_words(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        const std::string_view word = lines.field();
        const std::optional<int> rank = to_number(lines.field());
        if (!rank || *rank < 1 || *rank > 65535) {
            return bad_line(file, lines.number(), "want word, rank 1 to 65535");
        }
        entry(word).rank = static_cast<std::uint16_t>(*rank);
        words.emplace_back(word);
    }
    return {};
}

Result<void> NameTable::Builder::load_shapes(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
    if (!bytes) {
        return bytes.error();
    }
    shape_slots.assign(16384, 0);
    for (Lines lines{*bytes}; lines.next();) {
        const std::string_view piece = lines.field();
        const std::optional<int> odds = to_number(lines.field());
        if (piece.empty() || !odds) {
            return bad_line(file, lines.number(), "want piece, odds");
        }
        shapes.push_back({put(piece), static_cast<std::uint32_t>(piece.size()), *odds / 10.0});
        if (shapes.size() * 2 > shape_slots.size()) {
            return bad_line(file, lines.number(), "too many pieces");
        }
        std::size_t slot = text::word_hash(piece) & (shape_slots.size() - 1);
        while (shape_slots[slot] != 0) {
            slot = (slot + 1) & (shape_slots.size() - 1);
        }
        shape_slots[slot] = static_cast<std::uint32_t>(shapes.size());
    }
    return {};
}

Result<void> NameTable::Builder::load_diminutives(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
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
        row.fulls = static_cast<std::uint32_t>(diminutives.size() + 1);
        diminutives.emplace_back(name);
        diminutives.emplace_back(fulls);
    }
    return {};
}

Result<void> NameTable::Builder::load_historical(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        const std::string_view name = lines.field();
        const std::string_view mark = lines.field();
        if (!mark.empty() && mark != "alone") {
            return bad_line(file, lines.number(), "the second field can only be `alone`");
        }
        if (name.find(' ') == std::string_view::npos) {
            if (!mark.empty()) {
                return bad_line(file, lines.number(), "one name stands alone without a mark");
            }
            figures.emplace_back(name);
            continue;
        }
        historical.emplace_back(name);
        if (!mark.empty()) {
            historical_surnames.emplace_back(name.substr(name.rfind(' ') + 1));
        }
    }
    return {};
}

Result<void> NameTable::Builder::load_contexts(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
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

Result<void> NameTable::Builder::load_word_names(const std::filesystem::path& file) {
    const auto bytes = read_bytes(file);
    if (!bytes) {
        return bytes.error();
    }
    for (Lines lines{*bytes}; lines.next();) {
        entry(lines.field()).contexts.add(NameContext::word_name);
    }
    return {};
}

void NameTable::Builder::order_by_rank() {
    std::stable_sort(entries.begin(), entries.end(), [](const NameEntry& a, const NameEntry& b) {
        return a.rank != 0 && (b.rank == 0 || a.rank < b.rank);
    });
    places.clear(); // they name other places now
    const std::vector<char> old = std::exchange(letters, {});
    const auto move = [&](std::uint32_t& at, std::uint32_t size) {
        at = put({old.data() + at, size});
    };
    for (NameEntry& row : entries) {
        move(row.key_at, row.key_size);
    }
    for (Shape& shape : shapes) {
        move(shape.piece_at, shape.piece_size);
    }
}

std::vector<NameTable::Slot> NameTable::Builder::slots() const {
    std::size_t size = 1024; // at most half full, so probes stay short
    while (size < 2 * entries.size()) {
        size *= 2;
    }
    std::vector<Slot> made(size);
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const std::uint32_t code =
            text::word_hash({letters.data() + entries[index].key_at, entries[index].key_size});
        std::size_t slot = code & (size - 1);
        while (made[slot].place != 0) {
            slot = (slot + 1) & (size - 1);
        }
        made[slot] = {code, static_cast<std::uint32_t>(index + 1)};
    }
    return made;
}

const NameEntry* NameTable::find(std::string_view folded) const noexcept {
    return find(folded, text::word_hash(folded));
}

double NameTable::shape_of(std::string_view piece) const noexcept {
    std::size_t slot = text::word_hash(piece) & (shape_slots_.size() - 1);
    while (shape_slots_[slot] != 0) {
        const Shape& shape = shapes_[shape_slots_[slot] - 1];
        if (text::same_word(letters(shape.piece_at, shape.piece_size), piece)) {
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
        std::size_t at = words_.lower_bound(stem);
        for (int tried = 0; tried < 24 && at < words_.size() && words_[at].starts_with(stem);
             ++at, ++tried) {
            if (is_ending(words_[at].substr(stem.size()))) {
                return true;
            }
        }
    }
    return false;
}

void NameTable::mark_historical() {
    historical_bits_ = {};
    for (std::size_t row = 0; row < historical_.size(); ++row) {
        const std::uint32_t hash = text::word_hash(historical_[row]);
        historical_bits_[hash / 64 % historical_bits_.size()] |= std::uint64_t{1} << (hash % 64);
    }
}

bool NameTable::is_historical(std::string_view folded_name) const noexcept {
    const std::uint32_t hash = text::word_hash(folded_name);
    const std::uint64_t bits = historical_bits_[hash / 64 % historical_bits_.size()];
    return (bits >> (hash % 64) & 1U) != 0 && historical_.contains(folded_name);
}

bool NameTable::is_historical_surname(std::string_view folded) const noexcept {
    return historical_surnames_.contains(folded);
}

bool NameTable::is_figure(std::string_view folded) const noexcept {
    return figures_.contains(folded);
}

std::vector<std::string_view> NameTable::full_names_of(std::string_view diminutive) const {
    const NameEntry* row = find(diminutive);
    if (row == nullptr || !row->diminutive) {
        return {};
    }
    return split(diminutives_[row->fulls]);
}

std::vector<std::string_view> NameTable::diminutives_of(std::string_view first_name) const {
    std::vector<std::string_view> result;
    for (std::size_t row = 0; row + 1 < diminutives_.size(); row += 2) {
        const std::vector<std::string_view> fulls = split(diminutives_[row + 1]);
        if (in(first_name, fulls)) {
            result.push_back(diminutives_[row]);
        }
    }
    return result;
}

} // namespace oblio::detect
