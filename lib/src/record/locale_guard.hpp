// lib/src/record/locale_guard.hpp: libarchive reads names in the locale of the calling thread.
#pragma once

#include <locale.h>

namespace oblio::record {

/// This thread has a UTF-8 locale while the object lives; other threads and the program's own
/// locale are untouched.
class Utf8Locale {
public:
    Utf8Locale() : utf8_{newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)} {
        if (utf8_ != nullptr) {
            before_ = uselocale(utf8_);
        }
    }
    ~Utf8Locale() {
        if (utf8_ != nullptr) {
            uselocale(before_);
            freelocale(utf8_);
        }
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    locale_t utf8_;
    locale_t before_ = nullptr;
};

} // namespace oblio::record
