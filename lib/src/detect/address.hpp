// lib/src/detect/address.hpp: Italian postal addresses, from the street type on.
#pragma once

#include "detect/validator.hpp"

namespace oblio::detect {

/// `match` is a street type; the verdict's span is the whole address: type, name, house number (or
/// "snc"), and what follows of interno, scala, post code, place and province. No number, no
/// address: a street alone is a topic. Time: a bounded number of tokens.
Verdict check_address(const Match& match);

} // namespace oblio::detect
