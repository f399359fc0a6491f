// lib/src/archive/body_dictionary.hpp: what the bodies of records are compressed against.
#pragma once

#include <span>

namespace oblio {

/// A trained dictionary of zstd (body.dict beside this file; tests/bench/train_dictionary.cpp makes
/// it from the invented town). Part of the archive's format: bodies sealed with it open only with
/// it. It lies in the program, not in the archive, whose files are searched for erased words.
[[nodiscard]] std::span<const unsigned char> body_dictionary() noexcept;

} // namespace oblio
