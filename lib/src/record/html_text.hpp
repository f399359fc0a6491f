// lib/src/record/html_text.hpp: markup to plain text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::record {

/// A link of a page, as a code-point range of its plain text.
struct HtmlLink {
    std::size_t start = 0;
    std::size_t end = 0;
    std::string target;
};

/// Plain text of an HTML fragment: `<br>` a line feed, paragraphs a blank line apart, all other
/// tags dropped and what they hold kept (also what is marked invisible), entities decoded. Time:
/// linear. Source: formats reference, section 1.3.
struct HtmlText {
    std::string text;
    std::vector<HtmlLink> links;
};
[[nodiscard]] HtmlText html_to_text(std::string_view html);

/// `&amp;` `&lt;` `&gt;` only, once.
[[nodiscard]] std::string unescape_three(std::string_view text);
/// The way back: `&` `<` `>` as entities, a quote as it is.
[[nodiscard]] std::string escape_three(std::string_view text);

} // namespace oblio::record
