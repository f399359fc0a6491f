// tests/fuzz/telegram_fuzz.cpp: any bytes as a member of the form telegram_json.
#include "fuzz/one_member.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    oblio::fuzz::read_member(oblio::record::Format::telegram_json,
                             {reinterpret_cast<const char*>(data), size});
    return 0;
}
