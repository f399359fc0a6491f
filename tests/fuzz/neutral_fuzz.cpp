// tests/fuzz/neutral_fuzz.cpp: any bytes as a member of the form neutral_jsonl.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::neutral_jsonl,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
