// lib/src/detect/pattern_data.hpp: what PatternSet holds once loaded.
#pragma once

#include "detect/context.hpp"
#include "detect/lexicon_index.hpp"
#include "detect/places.hpp"
#include "detect/tables.hpp"
#include "detect/validator.hpp"

#include "oblio/detect/names.hpp"
#include "oblio/detect/patterns.hpp"

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace oblio {
namespace detect {

/// The marks that may trigger a recognizer.
constexpr std::string_view trigger_marks = "@/([";
/// Runs shorter than this trigger nothing by their length.
constexpr std::size_t long_run = 12;

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
    /// Null for most words. Time: one look at a bitmap for those. Requires: `hash` is its
    /// text::word_hash.
    [[nodiscard]] const Entry* find(std::string_view word, std::uint32_t hash) const {
        if ((seen_[hash / 64 % seen_.size()] >> (hash % 64) & 1U) == 0) {
            return nullptr;
        }
        const auto entry = entries_.find(word);
        return entry == entries_.end() ? nullptr : &entry->second;
    }

private:
    Entry& entry(const std::string& word);

    std::array<std::uint64_t, 1'024> seen_{};
    std::unordered_map<std::string, Entry, text::WordHash, std::equal_to<>> entries_;
};

/// An expression over folded text, compiled when it is first used: a sentence needs few of them.
/// Threads: immutable; any number of threads may use one.
class Expression {
public:
    Expression() = default;
    /// Requires: RE2 compiles `source`; whoever reads it from a file asks error() first.
    explicit Expression(std::string source) : state_{std::make_unique<State>()} {
        state_->source = std::move(source);
    }
    [[nodiscard]] const re2::RE2* operator->() const { return &compiled(); }
    [[nodiscard]] const std::string& source() const { return state_->source; }
    /// Why RE2 refuses it; empty if it does not.
    [[nodiscard]] std::string error() const { return compiled().error(); }

private:
    struct State {
        std::string source;
        std::once_flag once;
        std::unique_ptr<const re2::RE2> compiled;
    };
    [[nodiscard]] const re2::RE2& compiled() const {
        std::call_once(state_->once, [this] {
            re2::RE2::Options options;
            options.set_log_errors(false);
            state_->compiled = std::make_unique<const re2::RE2>(state_->source, options);
        });
        return *state_->compiled;
    }
    std::unique_ptr<State> state_;
};

/// A file of patterns/identifiers: one form of one identifier.
struct Recognizer {
    PatternInfo info;
    Expression expression;   ///< over folded text
    std::size_t longest = 0; ///< no match has more bytes
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
    Expression expression;
    std::size_t longest = 0;
    std::vector<FindingType> shields; ///< findings of these types inside a match are rejected
};

/// Says which texts and which of their words concern which recognizers. Requires: the recognizers
/// are in place.
void set_word_triggers(PatternSet::Data& data);

/// The payload of a file of tables. Requires: loaded from text, not mapped.
[[nodiscard]] std::string save_patterns(const PatternSet::Data& data);
/// Fills `data` from mapped tables. Errors: damaged if they end too early or name what is not
/// known.
[[nodiscard]] Result<void> borrow_patterns(PatternSet::Data& data, MappedTables tables);
/// The lists at the end of a payload.
struct PatternLists {
    std::vector<PatternInfo> infos;
    std::vector<PatternExample> examples;
};
[[nodiscard]] PatternLists read_lists(std::string_view lists);

} // namespace detect

/// Everything loaded from data files. Immutable once PatternSet::load has returned.
struct PatternSet::Data {
    std::shared_ptr<const detect::MappedFile> mapped; ///< what the tables below may lie in
    std::vector<detect::Recognizer> recognizers;      ///< by id
    std::vector<detect::Guard> guards;                ///< by id
    std::map<std::string, detect::PhraseList> contexts;
    detect::WordTriggers word_triggers;
    bool all_triggered = true; ///< no recognizer has to be tried on every text
    detect::Places places;
    std::shared_ptr<const NameLists> names; ///< null if no folder has names/
    detect::LexiconIndex lexicons;          ///< every term of patterns/lexicons

    std::vector<PatternInfo> infos;       ///< of all files, by id
    std::vector<PatternExample> examples; ///< of all files
    /// Where mapped: infos and examples as written, read when they are asked for.
    std::string_view lists;
};

} // namespace oblio
