// lib/include/oblio/detect/scanner.hpp: finds personal data in one text.
#pragma once

#include "oblio/detect/finding.hpp"
#include "oblio/detect/patterns.hpp"
#include "oblio/detect/thread_names.hpp"
#include "oblio/result.hpp"
#include "oblio/time.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

namespace detect {
class Document;
}

/// What is known beside the text. Borrows; everything may be left out.
struct ScanContext {
    std::optional<Date> date;           ///< the day of the message, in Rome: ages refer to it
    std::string_view author_name;       ///< display name of the author
    std::string_view replied_to_name;   ///< display name of the person who is answered
    std::span<const std::string> named; ///< full names that the same thread has given before
    /// The one person whom the text before in the thread has named, if it has named one.
    std::string_view just_named;
};

/// A text among others, and what is known beside it. Borrows.
struct ScanText {
    std::string_view text;
    ScanContext context;
};

/// The entity's own published contacts: reported as institutional, never blocking.
/// Values in any spelling; they are brought to their canonical form here.
struct InstitutionalContacts {
    std::vector<std::string> phones, emails, domains, handles, addresses;
};

/// Which of the two implementations runs. Both give the same findings, byte for byte.
enum class Engine {
    fast,      ///< triggers, token shapes, anchored confirmation
    reference, ///< every expression on the whole folded text: slow and obvious
};

struct ScannerOptions {
    std::vector<FindingType> types; ///< only these; empty = all
    double min_confidence = 0.5;
    InstitutionalContacts contacts;
    Engine engine = Engine::fast;
};

/// Finds personal data in texts.
/// Threads: one thread at a time; clone() gives another thread its own.
class Scanner {
public:
    /// Errors: bad_argument if a contact cannot be read.
    static Result<Scanner> create(std::shared_ptr<const PatternSet> patterns,
                                  ScannerOptions options = {});
    Scanner(Scanner&&) noexcept;
    Scanner& operator=(Scanner&&) noexcept;
    ~Scanner();
    /// The same scanner for another thread.
    [[nodiscard]] Scanner clone() const;

    /// The findings in `text`, by position, then by type; at most one per place and category.
    /// Requires: `text` valid UTF-8 of less than 4 GiB. Cannot fail. Two calls give the same
    /// findings. Works in memory that the next call writes over. Time: linear in text.size().
    [[nodiscard]] std::vector<Finding> scan(std::string_view text,
                                            const ScanContext& context = {}) const;
    /// The same of many texts, in a tenth less time: each stage goes over a few dozen of them
    /// before the next one begins, so that its code and its tables stay near the processor. Calls
    /// `found` with the place of each text among `texts` and its findings, in order. Inside
    /// `found`, that text is the one of the last scan() until there is another. Requires: `found`
    /// calls scan_each() of another scanner at most.
    void scan_each(std::span<const ScanText> texts,
                   const std::function<void(std::size_t, std::vector<Finding>)>& found) const;
    /// Whether the last scan() asked for ScanContext::date. If not, its findings are those of any
    /// day.
    [[nodiscard]] bool day_mattered() const noexcept;
    /// What the text of the last scan() gives to its thread and would ask of it (ThreadNames). The
    /// same whatever types and confidence were asked for. Requires: that text lives still; the
    /// scan had no ScanContext::named. Time: linear, a small share of a scan.
    [[nodiscard]] ThreadTrace thread_trace() const;

    /// `text` cut into words, if it is what scan() was given last, else nullptr; for the archive,
    /// which cuts it the same way. Lives until the next scan(), inside the `found` of scan_each()
    /// until that returns, and no longer than the text.
    /// Requires: scan() was given `text` since it came to lie where it is.
    [[nodiscard]] const detect::Document* last_text(std::string_view text) const noexcept;

    /// The same, and also the candidates that were rejected or are below the confidence asked
    /// for, each with the reason; for `patterns explain`.
    struct Explanation {
        std::vector<Finding> reported;
        std::vector<Finding> rejected;
    };
    [[nodiscard]] Explanation explain(std::string_view text, const ScanContext& context = {}) const;

    /// The one spelling under which a value of this type is indexed and compared: E.164 for a
    /// phone, capitals without separators for codes, folded for the rest. Never empty for a
    /// finding's own value.
    [[nodiscard]] static std::string canonical(FindingType type, std::string_view value);

private:
    struct State;
    explicit Scanner(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace oblio
