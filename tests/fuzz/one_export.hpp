// tests/fuzz/one_export.hpp: any bytes as an export of any form, in an archive or by itself.
#pragma once

#include <string_view>

namespace oblio::fuzz {

/// Recognises `bytes` and reads all that is in them. Ends the process if something does not hold:
/// as read_member() of each member.
void read_export(std::string_view bytes);

} // namespace oblio::fuzz
