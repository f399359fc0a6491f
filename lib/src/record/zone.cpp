// lib/src/record/zone.cpp
#include "record/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

namespace oblio::record {

struct Zone::Impl {
    std::unique_ptr<icu::BasicTimeZone> zone;
};

Zone::Zone(std::string name, std::unique_ptr<Impl> impl)
    : name_{std::move(name)}, impl_{std::move(impl)} {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

Result<Zone> Zone::open(const std::string& name) {
    std::unique_ptr<icu::TimeZone> zone{
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))};
    auto* const basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
    if (basic == nullptr || *zone == icu::TimeZone::getUnknown()) {
        return Error{ErrorCode::bad_argument, "no time zone is called \"" + name + "\""};
    }
    zone.release(); // owned as `basic` now
    return Zone{name, std::make_unique<Impl>(Impl{std::unique_ptr<icu::BasicTimeZone>{basic}})};
}

Zone::Moment Zone::to_utc(std::chrono::local_seconds wall, std::optional<Instant> previous) const {
    const auto count = wall.time_since_epoch();
    const auto offset = [&](UTimeZoneLocalOption option) {
        int32_t raw = 0;
        int32_t summer = 0;
        UErrorCode status = U_ZERO_ERROR;
        impl_->zone->getOffsetFromLocal(static_cast<UDate>(count.count()) * 1000.0, option, option,
                                        raw, summer, status);
        return std::chrono::seconds{(raw + summer) / 1000};
    };
    const auto before = offset(UCAL_TZ_LOCAL_FORMER);
    const auto after = offset(UCAL_TZ_LOCAL_LATTER);
    const Instant first{count - before};
    const Instant second{count - after};
    const bool twice = first < second;
    if (twice && previous && first < *previous) {
        return {second, true};
    }
    return {first, before != after};
}

} // namespace oblio::record
