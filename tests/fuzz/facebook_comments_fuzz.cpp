// tests/fuzz/facebook_comments_fuzz.cpp: any bytes as a member of the form facebook_comments.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::facebook_comments,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
