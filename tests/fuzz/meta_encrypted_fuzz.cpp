// tests/fuzz/meta_encrypted_fuzz.cpp: any bytes as a member of the form meta_encrypted.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::meta_encrypted,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
