// lib/src/detect/pattern_data.hpp: what PatternSet holds once loaded.
#pragma once

#include "detect/context.hpp"
#include "detect/lexicon_index.hpp"
#include "detect/places.hpp"
#include "detect/validator.hpp"

#include "oblio/detect/names.hpp"
#include "oblio/detect/patterns.hpp"

#include <re2/re2.h>

#include <cstddef>
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
    std::size_t letters = 0;        ///< a run of at least so many letters
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
    /// Word -> the recognizers (indices) that it triggers.
    std::unordered_map<std::string_view, std::vector<std::size_t>> trigger_words;
    detect::Places places;
    std::shared_ptr<const NameLists> names; ///< null if no folder has names/
    detect::LexiconIndex lexicons; ///< every term of patterns/lexicons

    std::vector<PatternInfo> infos;       ///< of all files, by id
    std::vector<PatternExample> examples; ///< of all files
};

} // namespace oblio
