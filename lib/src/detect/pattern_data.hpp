// lib/src/detect/pattern_data.hpp: what PatternSet holds once loaded.
#pragma once

#include "detect/context.hpp"
#include "detect/expression_bound.hpp"
#include "detect/lexicon_index.hpp"
#include "detect/places.hpp"
#include "detect/tables.hpp"
#include "detect/trigger_table.hpp"
#include "detect/validator.hpp"

#include "oblio/detect/names.hpp"
#include "oblio/detect/patterns.hpp"

#include <re2/re2.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace oblio {
namespace detect {

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
        std::atomic<const re2::RE2*> ready{nullptr}; ///< the same, once it is there
    };
    [[nodiscard]] const re2::RE2& compiled() const {
        // call_once takes some forty instructions even where all is done.
        if (const re2::RE2* const ready = state_->ready.load(std::memory_order_acquire)) {
            return *ready;
        }
        std::call_once(state_->once, [this] {
            re2::RE2::Options options;
            options.set_log_errors(false);
            state_->compiled = std::make_unique<const re2::RE2>(state_->source, options);
            state_->ready.store(state_->compiled.get(), std::memory_order_release);
        });
        return *state_->compiled;
    }
    std::unique_ptr<State> state_;
};

/// A file of patterns/identifiers: one form of one identifier.
struct Recognizer {
    PatternInfo info;
    Expression expression; ///< over folded text
    ExpressionBound bound;
    Trigger trigger;
    const NamedValidator* validator = nullptr; ///< never null
    double confidence = 0;
    int specificity = 0;
    ContextRule context;  ///< words that make it likelier
    ContextRule negative; ///< words that make it unlikelier
};

/// A file of patterns/guards: text that looks like an identifier and is not one.
struct Guard {
    PatternInfo info;
    Expression expression;
    ExpressionBound bound;
    std::vector<FindingType> shields; ///< findings of these types inside a match are rejected
};

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
    detect::TriggerTable triggers;                    ///< of the recognizers
    detect::Places places;
    std::shared_ptr<const NameLists> names; ///< null if no folder has names/
    detect::LexiconIndex lexicons;          ///< every term of patterns/lexicons

    std::vector<PatternInfo> infos;       ///< of all files, by id
    std::vector<PatternExample> examples; ///< of all files
    /// Where mapped: infos and examples as written, read when they are asked for.
    std::string_view lists;
};

} // namespace oblio
