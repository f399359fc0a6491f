// lib/src/erasure/needles.hpp: every spelling under which a value could stand in a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// The encodings that needle_patterns() covers, for the certificate.
[[nodiscard]] const std::vector<std::string>& needle_encodings();

/// `value` as it is, in lower case, in capitals, with capital initials and without accents; each
/// composed and decomposed (NFC, NFD); each in UTF-8, UTF-16 (both orders), JSON escapes, percent
/// and HTML-entity forms, and base64 at the three places it can start at. Sorted, unique.
/// Source: what the records of other systems were seen to leave behind.
[[nodiscard]] std::vector<std::string> needle_patterns(std::string_view value);

} // namespace oblio
