// lib/src/record/whatsapp_dates.cpp
#include "record/whatsapp_dates.hpp"

namespace oblio::record::whatsapp {

std::optional<std::chrono::local_seconds> wall_clock(const Header& header, Order order) {
    const auto [a, b, c] = header.numbers;
    unsigned year = c;
    unsigned month = order == Order::day_month ? b : a;
    unsigned day = order == Order::day_month ? a : b;
    if (header.widths[0] == 4) {
        year = a;
        month = b;
        day = c;
    }
    year += header.widths[0] != 4 && header.widths[2] != 4 ? 2000U : 0U;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)},
                                           std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok() || year == 0) {
        return std::nullopt;
    }
    return std::chrono::local_days{date} + std::chrono::hours{header.hour} +
           std::chrono::minutes{header.minute} + std::chrono::seconds{header.second};
}

void DateEvidence::follow(Track& track, const Header& header, Order order) {
    const auto wall = wall_clock(header, order);
    if (!wall) {
        track.possible = false;
        return;
    }
    if (track.last && *wall + std::chrono::hours{24} < *track.last) {
        ++track.backward;
    }
    track.last = wall;
    track.latest = track.latest ? std::max(*track.latest, *wall) : *wall;
}

void DateEvidence::add(const Header& header, std::uint64_t line) {
    last_ = header;
    if (header.widths[0] == 4) {
        return; // year first says all
    }
    const unsigned first = header.numbers[0];
    const unsigned second = header.numbers[1];
    if (first > 12 && first_large_ == 0) {
        first_large_ = line;
    }
    if (second > 12 && second_large_ == 0) {
        second_large_ = line;
    }
    first_values_.set(first);
    second_values_.set(second);
    short_clock_ = short_clock_ || (header.twelve_hours && !header.padded);
    follow(tracks_[0], header, Order::day_month);
    follow(tracks_[1], header, Order::month_day);
}

void DateEvidence::add_file_day(unsigned day) {
    if (!last_ || last_->widths[0] == 4) {
        return;
    }
    for (const Order order : {Order::day_month, Order::month_day}) {
        const auto wall = wall_clock(*last_, order);
        if (!wall) {
            continue;
        }
        const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(*wall)};
        const unsigned number = static_cast<unsigned>(static_cast<int>(date.year())) * 10000 +
                                static_cast<unsigned>(date.month()) * 100 +
                                static_cast<unsigned>(date.day());
        tracks_[static_cast<std::size_t>(order)].matching_files += number == day ? 1 : 0;
    }
}

Result<Decision> DateEvidence::decide(DateOrder wanted, std::optional<Instant> exported) const {
    if (wanted == DateOrder::day_first || wanted == DateOrder::year_first) {
        return Decision{Order::day_month, false, false};
    }
    if (wanted == DateOrder::month_first) {
        return Decision{Order::month_day, false, false};
    }
    if (first_large_ != 0 && second_large_ != 0) {
        return Error{ErrorCode::bad_record,
                     "line " + std::to_string(first_large_) + " has the day first and line " +
                         std::to_string(second_large_) +
                         " the month first: chats of different phones were joined; split the file "
                         "or give the order of dates"};
    }
    if (first_large_ != 0 || second_large_ != 0) {
        return Decision{first_large_ != 0 ? Order::day_month : Order::month_day, false, false};
    }
    if (!last_ || first_values_.none()) {
        return Decision{};
    }
    const Track& days = tracks_[0];
    const Track& months = tracks_[1];
    if (days.matching_files != months.matching_files) {
        return Decision{days.matching_files > months.matching_files ? Order::day_month
                                                                    : Order::month_day,
                        false, false};
    }
    if (exported) {
        // The phone's wall clock is at most a day from UTC.
        const auto limit =
            std::chrono::local_seconds{exported->time_since_epoch()} + std::chrono::hours{24};
        const bool days_fit = days.latest && *days.latest <= limit;
        const bool months_fit = months.latest && *months.latest <= limit;
        if (days_fit != months_fit) {
            return Decision{days_fit ? Order::day_month : Order::month_day, false, false};
        }
    }
    if (days.backward != months.backward) {
        return Decision{days.backward < months.backward ? Order::day_month : Order::month_day, true,
                        false};
    }
    if (first_values_.count() != second_values_.count()) {
        return Decision{first_values_.count() > second_values_.count() ? Order::day_month
                                                                       : Order::month_day,
                        true, false};
    }
    return Decision{short_clock_ ? Order::month_day : Order::day_month, true, true};
}

} // namespace oblio::record::whatsapp
