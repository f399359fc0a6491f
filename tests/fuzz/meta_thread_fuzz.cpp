// tests/fuzz/meta_thread_fuzz.cpp: any bytes as a member of the form meta_thread.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::meta_thread,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
