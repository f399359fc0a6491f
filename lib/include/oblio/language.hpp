// lib/include/oblio/language.hpp: the languages of what officials and citizens read.
#pragma once

namespace oblio {

/// Italian or English; code, logs and developer documents are in English only.
enum class Language { italian, english };

} // namespace oblio
