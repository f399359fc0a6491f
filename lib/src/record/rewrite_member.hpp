// lib/src/record/rewrite_member.hpp: works out the byte edits of one member while it is read.
#pragma once

#include "record/byte_source.hpp"
#include "record/edit_store.hpp"
#include "record/rewrite_record.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::record {

/// How the bytes of a member are looked at.
struct MemberForm {
    bool json = false;
    bool meta = false; ///< it writes UTF-8 bytes as code points
};

/// Follows the reading of a member some records behind and adds its edits to a store.
/// Threads: one thread at a time. Memory: a few hundred records, a run of records that go, and the
/// largest changed record.
class MemberRewrite {
public:
    /// `open` gives the bytes of the member; it is asked once, if anything changes. Strings outside
    /// of records are asked for with `outside`, if it is not empty and the form is JSON.
    MemberRewrite(std::function<Result<std::unique_ptr<ByteSource>>()> open, MemberForm form,
                  StringEditor outside, EditStore& store)
        : open_{std::move(open)}, form_{form}, outside_{form.json ? std::move(outside)
                                                                  : StringEditor{}},
          store_{store}, range_{store.begin()} {}

    /// Every record of the member, edited or not, in the order of the file but for some hundred
    /// that may stand in any order. `source` has start and end. Errors: as the member's bytes and
    /// the store; bad_record if a record is not where it was read.
    Result<void> add(const Record& record, RecordEdit edit);
    /// After the last record: the edits. Errors: as add().
    Result<EditRange> finish();

    std::uint64_t dropped = 0;
    std::uint64_t emptied = 0;
    std::uint64_t outside_changed = 0;

private:
    /// The place of a record, and what is to be done to it if anything is.
    struct Held {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        std::optional<PlannedRecord> planned;
    };
    /// A record that is taken out of its array, and what stands around it.
    struct Deletion {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        char before = '\0';
        std::uint64_t before_at = 0;
        char after = '\0';
        std::uint64_t after_at = 0;
        bool met = false; ///< its first byte was passed
    };
    /// Bytes of a value outside of records, a string or a number.
    struct Token {
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        std::string bytes;
        [[nodiscard]] std::string_view text() const;
    };

    Result<void> close_held();
    void nest_held();
    [[nodiscard]] bool can_delete(const RecordSource& source) const;
    void settle(Held& held);
    Result<void> close_outer(std::size_t first, std::size_t last);

    Result<bool> fill();
    Result<void> scan_to(std::uint64_t end);
    void look(std::string_view bytes, std::uint64_t base);
    void look_inside_string(char c, std::uint64_t at);
    void begin_string(std::uint64_t at);
    void end_string(char next);
    void before_significant(std::uint64_t at);
    void significant(char c, std::uint64_t at);
    void ask_outside();
    void note_key();
    void note_coordinate(std::uint64_t end);

    void deleted(const Deletion& deletion);
    void end_run();
    Result<void> flush(std::uint64_t before);
    [[nodiscard]] std::uint64_t settled_to() const;

    std::function<Result<std::unique_ptr<ByteSource>>()> open_;
    MemberForm form_;
    StringEditor outside_;
    EditStore& store_;
    EditRange range_;
    std::uint64_t roots_ = 0; ///< records that are a whole root value

    std::vector<Held> held_;
    std::uint64_t held_to_ = 0; ///< where the last of them ends
    bool in_record_ = false;    ///< what is looked at now

    std::unique_ptr<ByteSource> source_; ///< null until something changes
    std::string buffer_;
    std::size_t at_ = 0;
    std::size_t filled_ = 0;
    std::uint64_t offset_ = 0; ///< of buffer_[at_]
    bool catching_ = false;
    std::string slice_;

    std::deque<Deletion> deletions_; ///< whose surroundings are not known yet
    std::vector<Deletion> run_;      ///< neighbours in one array, each with a comma after it
    std::vector<ByteEdit> edits_;    ///< not in the store yet
    std::optional<ByteEdit> last_;   ///< goes to the store when the next one is known

    char last_byte_ = '\0'; ///< that is no space
    std::uint64_t last_at_ = 0;
    bool in_string_ = false;
    bool escaped_ = false;
    bool keep_string_ = false;
    bool pending_ = false; ///< a string ended: key or value?
    std::string string_;
    std::uint64_t string_start_ = 0;
    std::uint64_t string_end_ = 0;
    bool in_number_ = false;
    Token latitude_;
    Token longitude_;
    Token* coordinate_ = nullptr; ///< whose value comes next
};

} // namespace oblio::record
