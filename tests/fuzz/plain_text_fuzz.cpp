// tests/fuzz/plain_text_fuzz.cpp: any bytes as a member of the form plain_text.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::plain_text,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
