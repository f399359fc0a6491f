// lib/src/record/whatsapp_dates.hpp: which number of a date is the day, decided for a whole chat.
#pragma once

#include "oblio/record/reader.hpp"
#include "record/whatsapp_line.hpp"

#include <bitset>
#include <chrono>
#include <cstdint>
#include <optional>

namespace oblio::record::whatsapp {

enum class Order { day_month, month_day };

/// What was decided, and how sure it is.
struct Decision {
    Order order = Order::day_month;
    bool inferred = false; ///< by disorder, variety or the clock, not by a date itself
    bool guessed = false;  ///< nothing spoke for either order
};

/// Gathers the evidence of formats section 4.6 header by header.
/// Threads: one thread at a time. Memory: constant.
class DateEvidence {
public:
    void add(const Header& header, std::uint64_t line);
    /// The day in the name of a file attached under the header added last.
    void add_file_day(unsigned day);
    /// `exported`: the moment after which no record lies, if it is known.
    /// Errors: bad_record names two lines that contradict each other.
    [[nodiscard]] Result<Decision> decide(DateOrder wanted, std::optional<Instant> exported) const;

private:
    struct Track {
        std::optional<std::chrono::local_seconds> last;
        std::optional<std::chrono::local_seconds> latest;
        std::uint64_t backward = 0;
        std::uint64_t matching_files = 0;
        bool possible = true;
    };
    void follow(Track& track, const Header& header, Order order);

    Track tracks_[2];
    std::optional<Header> last_;
    std::uint64_t first_large_ = 0;  // line at which the first number exceeds 12
    std::uint64_t second_large_ = 0; // and the second
    std::bitset<32> first_values_;
    std::bitset<32> second_values_;
    bool short_clock_ = false; // 12 hours, not padded
};

/// The wall clock of `header`; nothing if the numbers are no date in that order.
[[nodiscard]] std::optional<std::chrono::local_seconds> wall_clock(const Header& header,
                                                                   Order order);

} // namespace oblio::record::whatsapp
