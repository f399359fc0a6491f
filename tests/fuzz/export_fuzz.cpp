// tests/fuzz/export_fuzz.cpp: any bytes as an export: recognised, unpacked, read.
#include "fuzz/one_export.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_export({reinterpret_cast<const char*>(data), size});
    return 0;
}
