// cli/src/said.cpp: a sentence of the library in Italian, by the form of the catalogues that fits.
#include "sayings.hpp"
#include "words.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace oblio::cli {
namespace {

constexpr std::string_view gap = "{}";

std::string in_italian(std::string_view english);

/// The values of `form` in `text`; nothing if it does not fit.
std::optional<std::vector<std::string_view>> values_of(std::string_view form,
                                                       std::string_view text) {
    std::vector<std::string_view> values;
    std::size_t at = form.find(gap);
    if (at == std::string_view::npos) {
        return text == form ? std::optional{values} : std::nullopt;
    }
    if (!text.starts_with(form.substr(0, at))) {
        return std::nullopt;
    }
    text.remove_prefix(at);
    while (at != std::string_view::npos) {
        form.remove_prefix(at + gap.size());
        at = form.find(gap);
        const std::string_view between = form.substr(0, at);
        const std::size_t end = at != std::string_view::npos ? text.find(between)
                                : text.ends_with(between)    ? text.size() - between.size()
                                                             : std::string_view::npos;
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        values.push_back(text.substr(0, end));
        text.remove_prefix(end + between.size());
    }
    return values;
}

/// The sayings of all catalogues, in their order, by the first byte of what they may be: a report
/// in Italian asks for each reason of each finding, and most sayings begin with another letter.
class SayingsByStart {
public:
    SayingsByStart() {
        for (const auto& catalogue :
             {sayings_of_archives, sayings_of_inputs, sayings_of_findings}) {
            for (const Saying& saying : catalogue) {
                add(saying);
            }
        }
    }
    [[nodiscard]] std::span<const Saying* const> that_may_be(std::string_view english) const {
        return lists_[english.empty() ? any : static_cast<unsigned char>(english.front())];
    }

private:
    static constexpr std::size_t any = 256; ///< the list of those that begin with a value

    void add(const Saying& saying) {
        if (!saying.english.starts_with(gap)) {
            lists_[static_cast<unsigned char>(saying.english.front())].push_back(&saying);
            return;
        }
        for (auto& list : lists_) {
            list.push_back(&saying);
        }
    }
    std::array<std::vector<const Saying*>, any + 1> lists_;
};

/// Of the forms that fit, the one that says most of the sentence itself.
std::optional<std::string> whole_in_italian(std::string_view english) {
    const Saying* best = nullptr;
    std::vector<std::string_view> values;
    std::size_t fewest = english.size() + 1;
    static const SayingsByStart sayings;
    for (const Saying* const saying : sayings.that_may_be(english)) {
        auto found = values_of(saying->english, english);
        if (!found) {
            continue;
        }
        std::size_t open = 0;
        for (const std::string_view value : *found) {
            open += value.size();
        }
        if (open < fewest) {
            best = saying;
            values = std::move(*found);
            fewest = open;
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    std::string out;
    std::string_view rest = best->italian;
    for (const std::string_view value : values) {
        const std::size_t at = rest.find(gap);
        out += rest.substr(0, at);
        out += in_italian(value);
        rest.remove_prefix(at + gap.size());
    }
    return out + std::string{rest};
}

std::string in_italian(std::string_view english) {
    if (auto whole = whole_in_italian(english)) {
        return std::move(*whole);
    }
    const std::size_t colon = english.find(": ");
    if (colon == std::string_view::npos) {
        return std::string{english};
    }
    const std::string_view head = english.substr(0, colon);
    return whole_in_italian(head).value_or(std::string{head}) + ": " +
           in_italian(english.substr(colon + 2));
}

} // namespace

std::string said(std::string_view english, Language language) {
    return language == Language::italian ? in_italian(english) : std::string{english};
}

} // namespace oblio::cli
