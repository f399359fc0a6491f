// tests/support/paths.cpp
#include "support/paths.hpp"

namespace oblio::test {

std::filesystem::path source_folder() {
    return OBLIO_SOURCE_DIR;
}
std::filesystem::path program() {
    return OBLIO_PROGRAM;
}

} // namespace oblio::test
