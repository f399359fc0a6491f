// cli/src/import_account.hpp: what an import read, and what became of every record of it.
#pragma once

#include "inputs.hpp"

#include "oblio/archive/archive.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace oblio::cli {

/// Where a record stands, and what it is, as far as the account tells.
struct RecordPlace {
    std::array<std::string, 3> member; ///< input as given, archive or folder in it, path
    Position where;
    std::string kind;
    bool system = false;
};
[[nodiscard]] RecordPlace place_of(const std::string& file, const Record& record);

/// Notes what happened to each record and prints the account, as text or JSON. It adds up: of each
/// member, elements = records + skipped; records = new + known + superseded + suppressed +
/// redacted + quarantined, in each member and in all. Everything is counted; of places, the first
/// places_kept of each outcome and of each input's unreadable records are kept, so that memory does
/// not grow with the input. Threads: one thread at a time.
class ImportLog {
public:
    void note(RecordPlace place, ImportOutcome outcome);
    void note(const std::string& file, Problem problem);
    /// `inputs`: as read_blocks() gives them.
    void print(const Session& session, std::vector<ReadInput> inputs, bool json) const;

    static constexpr std::size_t places_kept = 10'000;

private:
    /// By ImportOutcome.
    using Outcomes = std::array<std::uint64_t, 6>;
    struct Counts {
        Outcomes outcomes{};
        std::uint64_t system = 0;
        std::map<std::string, std::uint64_t> kinds;
    };

    /// Records of one input that could not be read.
    struct Unread {
        std::vector<Problem> first;
        std::map<std::pair<std::string, std::optional<std::string>>, std::uint64_t>
            counts; ///< by file and member
        [[nodiscard]] std::uint64_t count() const;
    };

    [[nodiscard]] Counts of(const ReadInput& input, const MemberAccount& member) const;
    [[nodiscard]] const Unread& unread_of(const ReadInput& input) const;
    [[nodiscard]] std::uint64_t unread(const std::vector<ReadInput>& inputs) const;
    void complete(ReadInput& input) const;
    void print_text(const Session& session, const std::vector<ReadInput>& inputs) const;
    void print_json(const std::vector<ReadInput>& inputs) const;

    std::map<std::array<std::string, 3>, Counts> members_;
    std::map<std::string, Unread> unread_; ///< by input as given
    Outcomes all_{};
    /// By ImportOutcome: where records stand that were neither new nor known.
    std::array<std::vector<Position>, 6> places_;
};

} // namespace oblio::cli
