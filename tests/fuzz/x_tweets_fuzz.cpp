// tests/fuzz/x_tweets_fuzz.cpp: any bytes as a member of the form x_tweets.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::x_tweets,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
