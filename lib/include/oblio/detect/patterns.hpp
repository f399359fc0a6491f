// lib/include/oblio/detect/patterns.hpp: the recognizers, lexicons and lists of patterns/, loaded.
#pragma once

#include "oblio/detect/finding.hpp"
#include "oblio/result.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace oblio {

class NameLists;

/// One line of `patterns list`.
struct PatternInfo {
    std::string id;
    std::string title;
    FindingType type;
    std::string kind;  ///< "recognizer" or "lexicon"
    std::string since; ///< version that introduced it
    std::string source;
    std::size_t entries; ///< expressions or terms
};

/// An example written in a pattern file: what it must or must not find.
struct PatternExample {
    std::string pattern; ///< id of the file it stands in
    std::string text;
    FindingType type;
    bool must_find;
    std::string span = {}; ///< what must be found, in the text's own spelling; empty = not said
};

/// Everything that detection knows from data files.
/// Threads: immutable; any number of scanners share one.
class PatternSet {
public:
    /// Loads `directories` in order: the shipped patterns/ first, a municipality's own after it.
    /// A later file with the id of an earlier one is an error. Unknown fields, validators or types
    /// are errors. Errors: not_found, io, bad_pattern (the detail names file and line).
    static Result<std::shared_ptr<const PatternSet>>
    load(std::span<const std::filesystem::path> directories);

    /// The content of tables_file(): all that load() makes of these directories, ready to be
    /// mapped. Where that file lies beside the last directory and is whole and made from the files
    /// as they are now, load() maps it and is some hundred times faster; a stale or damaged one is
    /// passed over. Errors: as load().
    static Result<std::string> tables(std::span<const std::filesystem::path> directories);
    /// `<last directory>.tables`. Requires: not empty.
    [[nodiscard]] static std::filesystem::path
    tables_file(std::span<const std::filesystem::path> directories);
    /// True if the tables were mapped, false if the patterns were read.
    [[nodiscard]] bool mapped() const noexcept;

    ~PatternSet();
    PatternSet(const PatternSet&) = delete;
    PatternSet& operator=(const PatternSet&) = delete;

    /// By id.
    [[nodiscard]] std::vector<PatternInfo> list() const;
    /// Every example of every file, by id then in file order.
    [[nodiscard]] std::vector<PatternExample> examples() const;

    /// What is known of names; nullptr if no directory has names/. Lives as long as this object.
    [[nodiscard]] const NameLists* names() const noexcept;

    /// What the detectors use; defined in lib/src/detect/.
    struct Data;
    [[nodiscard]] const Data& data() const noexcept { return *data_; }

private:
    explicit PatternSet(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

} // namespace oblio
