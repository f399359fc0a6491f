// tests/fuzz/x_notes_fuzz.cpp: any bytes as a member of the form x_notes.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::x_notes,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
