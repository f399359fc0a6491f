// lib/src/detect/pattern_data.hpp: what PatternSet holds once loaded.
#pragma once

#include "detect/context.hpp"
#include "detect/lexicon_index.hpp"
#include "detect/places.hpp"
#include "detect/validator.hpp"

#include "oblio/detect/names.hpp"
#include "oblio/detect/patterns.hpp"

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace oblio {
namespace detect {

/// The marks that may trigger a recognizer.
constexpr std::string_view trigger_marks = "@/([";

/// Which bytes any match must hold: without them the expression is not tried.
struct Trigger {
    std::size_t digits = 0;         ///< at least so many ASCII digits
    std::string marks;              ///< at least one of these ASCII bytes
    std::vector<std::string> words; ///< at least one of these whole words (folded)
    std::size_t run = 0;            ///< at least so many letters and digits in one piece
};

/// Which recognizers (by index) a word of the text may concern.
/// Threads: immutable once filled.
class WordTriggers {
public:
    struct Entry {
        std::vector<std::size_t> triggers; ///< it is the trigger of these
        std::vector<std::size_t> contexts; ///< it may open a required context phrase of these
    };
    void add_trigger(const std::string& word, std::size_t recognizer);
    void add_context(const std::string& word, std::size_t recognizer);
    /// Null for most words. Time: one look at a bitmap for those.
    [[nodiscard]] const Entry* find(std::string_view word) const {
        const std::size_t key = key_of(word);
        if ((seen_[key / 64] >> (key % 64) & 1U) == 0) {
            return nullptr;
        }
        const auto entry = entries_.find(std::string(word));
        return entry == entries_.end() ? nullptr : &entry->second;
    }

private:
    /// Length, first two and last byte: 16 bits. Requires: not empty.
    static std::size_t key_of(std::string_view word) noexcept {
        const auto byte = [&word](std::size_t at) {
            return static_cast<std::size_t>(static_cast<unsigned char>(word[at]));
        };
        const std::size_t second = word.size() > 1 ? byte(1) : 0;
        return (byte(0) * 2'113 + second * 331 + byte(word.size() - 1) * 53 + word.size() * 7) &
               0xFFFFU;
    }
    Entry& entry(const std::string& word);

    std::array<std::uint64_t, 1'024> seen_{};
    std::unordered_map<std::string, Entry> entries_;
};

/// A file of patterns/identifiers: one form of one identifier.
struct Recognizer {
    PatternInfo info;
    std::unique_ptr<re2::RE2> expression; ///< over folded text; never null, always ok()
    std::size_t longest = 0;              ///< no match has more bytes
    Trigger trigger;
    const NamedValidator* validator = nullptr; ///< never null
    double confidence = 0;
    int specificity = 0;
    ContextRule context;  ///< words that make it likelier
    ContextRule negative; ///< words that make it unlikelier
    /// The context is required and each of its phrases opens with a whole word (no stem).
    bool gated_by_context = false;
};

/// A file of patterns/guards: text that looks like an identifier and is not one.
struct Guard {
    PatternInfo info;
    std::unique_ptr<re2::RE2> expression;
    std::size_t longest = 0;
    std::vector<FindingType> shields; ///< findings of these types inside a match are rejected
};

} // namespace detect

/// Everything loaded from data files. Immutable once PatternSet::load has returned.
struct PatternSet::Data {
    std::vector<detect::Recognizer> recognizers; ///< by id
    std::vector<detect::Guard> guards;           ///< by id
    std::map<std::string, detect::PhraseList> contexts;
    detect::WordTriggers word_triggers;
    detect::Places places;
    std::shared_ptr<const NameLists> names; ///< null if no folder has names/
    detect::LexiconIndex lexicons;          ///< every term of patterns/lexicons

    std::vector<PatternInfo> infos;       ///< of all files, by id
    std::vector<PatternExample> examples; ///< of all files
};

} // namespace oblio
