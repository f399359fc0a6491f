// lib/src/minors/birthday.hpp: when somebody turns or turned an age, as the words around it say.
#pragma once

#include "minors/birth.hpp"
#include "oblio/text/fold.hpp"
#include "oblio/text/span.hpp"

#include <optional>

namespace oblio::minors {

/// The birth days that "domani compio 14 anni", "15 anni compiuti a gennaio", "quest'anno ne faccio
/// 13", "ho 13 anni e mezzo" leave open; nothing where no birthday is told. `where` is the age,
/// `day` the day it was said. Requires: `where` is a span of the source of `text`.
/// Time: bounded; a few dozen bytes around `where` are read.
[[nodiscard]] std::optional<BirthRange> read_birthday(const FoldedText& text, ByteSpan where,
                                                      Date day);

} // namespace oblio::minors
