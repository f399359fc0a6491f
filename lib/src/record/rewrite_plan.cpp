// lib/src/record/rewrite_plan.cpp
#include "record/rewrite_plan.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

constexpr std::size_t chunk = std::size_t{256} << 10U;
constexpr std::size_t longest_outside = std::size_t{1} << 20U;

bool is_line_format(std::string_view format) {
    return format == "neutral-jsonl" || format == "whatsapp-text" || format == "plain-text" ||
           format == "youtube-csv" || format == "mapped-csv";
}

bool is_element(const RecordSource& source) {
    const std::string& pointer = source.pointer ? *source.pointer : std::string{};
    const auto slash = pointer.rfind('/');
    return slash != std::string::npos && slash + 1 < pointer.size() &&
           pointer.find_first_not_of("0123456789", slash + 1) == std::string::npos;
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool is_of_number(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// A record that is taken out of its array, and what stands around it.
struct Deletion {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    char before = '\0';
    std::uint64_t before_at = 0;
    char after = '\0';
    std::uint64_t after_at = 0;
    bool line = false; ///< a line or a row: nothing else goes with it
};

} // namespace

/// Bytes of a value outside of records, a string or a number.
struct Token {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::string bytes;

    [[nodiscard]] std::string_view text() const {
        const std::string_view all = bytes;
        return all.starts_with('"') ? all.substr(1, all.size() - 2) : all;
    }
};

/// One pass over the bytes of a member: catches the records that change, looks at what stands
/// around those that go, and asks for the strings outside.
class MemberScan {
public:
    MemberScan(MemberPlan& plan, bool json, bool meta, const StringEditor& outside)
        : plan_{plan}, json_{json}, meta_{meta}, outside_{outside} {
        for (const PlannedRecord& record : plan.planned_) {
            if (record.edit.drop && !record.empty) {
                Deletion deletion;
                deletion.from = *record.source.start;
                deletion.to = *record.source.end;
                deletion.line =
                    is_line_format(record.source.format.value_or("")) || !is_element(record.source);
                deletions_.push_back(deletion);
            } else {
                caught_.push_back(&record);
            }
        }
        const auto by_start = [](const PlannedRecord* a, const PlannedRecord* b) {
            return *a->source.start < *b->source.start;
        };
        std::sort(caught_.begin(), caught_.end(), by_start);
        std::sort(deletions_.begin(), deletions_.end(),
                  [](const Deletion& a, const Deletion& b) { return a.from < b.from; });
    }

    Result<std::vector<ByteEdit>> run(ByteSource& source) {
        std::string buffer(chunk, '\0');
        while (true) {
            const auto got = source.read(buffer);
            if (!got) {
                return got.error();
            }
            if (*got == 0) {
                break;
            }
            const std::string_view bytes = std::string_view{buffer}.substr(0, *got);
            if (auto taken = take(bytes); !taken) {
                return taken.error();
            }
        }
        if (next_caught_ != caught_.size() || catching_) {
            return Error{ErrorCode::bad_record, "a record is not where it was read"};
        }
        resolve_deletions();
        std::sort(edits_.begin(), edits_.end(),
                  [](const ByteEdit& a, const ByteEdit& b) { return a.from < b.from; });
        // Inside a range that goes nothing else is done.
        std::vector<ByteEdit> apart;
        for (ByteEdit& edit : edits_) {
            if (apart.empty() || edit.from >= apart.back().to) {
                apart.push_back(std::move(edit));
            } else if (edit.to > apart.back().to && edit.bytes.empty() &&
                       apart.back().bytes.empty()) {
                apart.back().to = edit.to;
            }
        }
        return apart;
    }

private:
    Result<void> take(std::string_view bytes) {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const std::uint64_t here = offset_ + done;
            if (!catching_ && next_caught_ < caught_.size() &&
                *caught_[next_caught_]->source.start <= here) {
                catching_ = true;
                catch_end_ = *caught_[next_caught_]->source.end;
                slice_.clear();
            }
            const std::uint64_t stop = catching_ ? catch_end_
                                       : next_caught_ < caught_.size()
                                           ? *caught_[next_caught_]->source.start
                                           : ~std::uint64_t{0};
            const auto count =
                static_cast<std::size_t>(std::min<std::uint64_t>(stop - here, bytes.size() - done));
            if (catching_) {
                slice_.append(bytes.substr(done, count));
            }
            if (json_) {
                look(bytes.substr(done, count), here);
            }
            done += count;
            if (catching_ && offset_ + done == catch_end_) {
                catching_ = false;
                if (auto made = edit_caught(); !made) {
                    return made;
                }
            }
        }
        offset_ += bytes.size();
        return {};
    }

    /// The caught record, and those inside it that change too.
    Result<void> edit_caught() {
        const std::uint64_t base = *caught_[next_caught_]->source.start;
        while (next_caught_ < caught_.size() && *caught_[next_caught_]->source.start < catch_end_) {
            const PlannedRecord& record = *caught_[next_caught_++];
            const auto from = static_cast<std::size_t>(*record.source.start - base);
            const auto size = static_cast<std::size_t>(*record.source.end - *record.source.start);
            if (from + size > slice_.size()) {
                return Error{ErrorCode::bad_record, "records overlap"};
            }
            auto made = edits_of(record, std::string_view{slice_}.substr(from, size));
            if (!made) {
                return made.error();
            }
            std::move(made->begin(), made->end(), std::back_inserter(edits_));
        }
        return {};
    }

    /// Byte by byte: strings, and what is neither string nor space.
    void look(std::string_view bytes, std::uint64_t base) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const char c = bytes[i];
            const std::uint64_t at = base + i;
            if (in_string_) {
                if (keep_string_ && string_.size() <= longest_outside) {
                    string_ += c;
                }
                if (escaped_) {
                    escaped_ = false;
                } else if (c == '\\') {
                    escaped_ = true;
                } else if (c == '"') {
                    in_string_ = false;
                    significant(c, at);
                    pending_ = keep_string_ && string_.size() <= longest_outside;
                    string_end_ = at + 1;
                }
                continue;
            }
            if (in_number_ && is_of_number(c)) {
                string_ += c;
                significant(c, at);
                continue;
            }
            if (in_number_) {
                in_number_ = false;
                note_coordinate(at);
            }
            if (is_space(c)) {
                continue;
            }
            if (pending_) {
                pending_ = false;
                if (c == ':') {
                    note_key();
                } else {
                    note_coordinate(string_end_);
                    ask_outside();
                }
            }
            if (c == '{' || c == '}') {
                coordinate_ = nullptr;
                latitude_ = longitude_ = {};
            }
            if (coordinate_ != nullptr && is_of_number(c)) {
                in_number_ = true;
                string_start_ = at;
                string_.assign(1, c);
            }
            if (c == '"') {
                before_significant(at);
                in_string_ = true;
                string_start_ = at;
                keep_string_ = outside_ && !in_record(at);
                string_.assign(keep_string_ ? 1 : 0, '"');
                last_ = c;
                last_at_ = at;
                continue;
            }
            before_significant(at);
            significant(c, at);
        }
    }

    /// A significant byte begins at `at`: deletions that begin here see what was before them, and
    /// those that ended see it as what follows.
    void before_significant(std::uint64_t at) {
        while (next_before_ < deletions_.size() && deletions_[next_before_].from <= at) {
            deletions_[next_before_].before = last_;
            deletions_[next_before_].before_at = last_at_;
            ++next_before_;
        }
        starts_ = at;
    }
    void significant(char c, std::uint64_t at) {
        last_ = c;
        last_at_ = at;
        while (next_after_ < deletions_.size() && deletions_[next_after_].to <= at && c != '"') {
            deletions_[next_after_].after = c;
            deletions_[next_after_].after_at = at;
            ++next_after_;
        }
    }

    bool in_record(std::uint64_t at) {
        auto& ranges = plan_.ranges_;
        const auto next = std::upper_bound(
            ranges.begin(), ranges.end(), at,
            [](std::uint64_t value, const auto& range) { return value < range.first; });
        // Records may hang inside others: the outer one begins first, so a few are looked at.
        for (auto one = next; one != ranges.begin();) {
            --one;
            if (at < one->second) {
                return true;
            }
            if (next - one > 64) {
                break;
            }
        }
        return false;
    }

    void ask_outside() {
        if (auto fresh = edit_token(string_, meta_, outside_)) {
            edits_.push_back({string_start_, string_end_, std::move(*fresh)});
            ++plan_.outside_changed;
        }
    }

    void note_key() {
        coordinate_ = string_ == "\"latitude\""    ? &latitude_
                      : string_ == "\"longitude\"" ? &longitude_
                                                   : nullptr;
    }

    /// What was read last ends at `end`; with its other half it is asked for.
    void note_coordinate(std::uint64_t end) {
        if (coordinate_ == nullptr) {
            return;
        }
        *coordinate_ = {string_start_, end, string_};
        coordinate_ = nullptr;
        if (!latitude_.bytes.empty() && !longitude_.bytes.empty() &&
            outside_(coordinates(latitude_.text(), longitude_.text()))) {
            for (const Token& token : {latitude_, longitude_}) {
                edits_.push_back({token.from, token.to, no_coordinate(token.bytes)});
            }
            ++plan_.outside_changed;
        }
    }

    /// Each takes one comma with it: the one after it, or for the last of an array the one before.
    void resolve_deletions() {
        std::size_t run = 0;
        for (std::size_t i = 0; i < deletions_.size(); ++i) {
            const Deletion& one = deletions_[i];
            if (one.line || !json_) {
                edits_.push_back({one.from, one.to, {}});
                run = i + 1;
                continue;
            }
            const bool joined = i > 0 && run < i && deletions_[i - 1].after == ',' &&
                                one.before_at == deletions_[i - 1].after_at;
            run = joined ? run : i;
            if (one.after == ',') {
                edits_.push_back({one.from, one.after_at + 1, {}});
            } else {
                const Deletion& first = deletions_[run];
                edits_.push_back({first.before == ',' ? first.before_at : first.from, one.to, {}});
            }
        }
    }

    MemberPlan& plan_;
    bool json_;
    bool meta_;
    const StringEditor& outside_;
    std::vector<const PlannedRecord*> caught_;
    std::vector<Deletion> deletions_;
    std::vector<ByteEdit> edits_;
    std::uint64_t offset_ = 0;
    std::size_t next_caught_ = 0;
    bool catching_ = false;
    std::uint64_t catch_end_ = 0;
    std::string slice_;
    std::size_t next_before_ = 0;
    std::size_t next_after_ = 0;
    char last_ = '\0';
    std::uint64_t last_at_ = 0;
    std::uint64_t starts_ = 0;
    bool in_string_ = false;
    bool escaped_ = false;
    bool keep_string_ = false;
    bool pending_ = false;
    std::string string_;
    std::uint64_t string_start_ = 0;
    std::uint64_t string_end_ = 0;
    bool in_number_ = false;
    Token latitude_;
    Token longitude_;
    Token* coordinate_ = nullptr; // whose value comes next
};

void MemberPlan::add(const Record& record, RecordEdit edit) {
    const std::pair range{*record.source->start, *record.source->end};
    ranges_.push_back(range);
    roots_ += record.source->pointer == "" ? 1U : 0U;
    while (!open_.empty() && range.first >= *planned_[open_.back()].source.end) {
        open_.pop_back();
    }
    for (const std::size_t outer : open_) {
        planned_[outer].nested.push_back(range);
        planned_[outer].empty = planned_[outer].empty || !edit.drop;
    }
    if (!edit.drop && edit.text.empty() && !edit.strings) {
        return;
    }
    PlannedRecord planned;
    planned.source = *record.source;
    planned.id = record.id;
    planned.text = record.text;
    planned.edit = std::move(edit);
    open_.push_back(planned_.size());
    planned_.push_back(std::move(planned));
}

bool MemberPlan::can_delete(const PlannedRecord& record) const {
    const std::string format = record.source.format.value_or("");
    const bool many_roots =
        format == "mapped-json" || format == "meta-graph-api" || format == "youtube-api";
    const bool own_line = record.source.pointer == "" && many_roots && roots_ > 1;
    return is_line_format(format) || is_element(record.source) || own_line;
}

/// What can be taken out is; a record on which others' hang, or that is no element, is emptied.
void MemberPlan::settle() {
    for (PlannedRecord& record : planned_) {
        record.empty = record.edit.drop && (record.empty || !can_delete(record));
        if (record.edit.drop) {
            ++(record.empty ? emptied : dropped);
        }
    }
    std::sort(ranges_.begin(), ranges_.end());
}

Result<std::vector<ByteEdit>> MemberPlan::work_out(std::unique_ptr<ByteSource> source, bool json,
                                                   bool meta, const StringEditor& outside) {
    settle();
    return MemberScan{*this, json, meta, outside}.run(*source);
}

namespace {

class EditedSource final : public ByteSource {
public:
    EditedSource(std::unique_ptr<ByteSource> source, std::vector<ByteEdit> edits)
        : source_{std::move(source)}, edits_{std::move(edits)} {}

    Result<std::size_t> read(std::span<char> out) override {
        while (at_ == ready_.size()) {
            if (ended_) {
                return std::size_t{0};
            }
            if (auto more = fill(); !more) {
                return more.error();
            }
        }
        const std::size_t count = ready_.copy(out.data(), out.size(), at_);
        at_ += count;
        return count;
    }

private:
    /// The next chunk of the source, edited.
    Result<void> fill() {
        ready_.clear();
        at_ = 0;
        buffer_.resize(chunk);
        const auto got = source_->read(buffer_);
        if (!got) {
            return got.error();
        }
        ended_ = *got == 0;
        const std::uint64_t end = offset_ + *got;
        std::uint64_t from = offset_;
        while (next_ < edits_.size() && (edits_[next_].from < end || ended_)) {
            const ByteEdit& edit = edits_[next_];
            if (edit.from > from) {
                ready_.append(buffer_, static_cast<std::size_t>(from - offset_),
                              static_cast<std::size_t>(edit.from - from));
                from = edit.from;
            }
            if (!begun_) {
                ready_ += edit.bytes;
                begun_ = true;
            }
            if (edit.to > end) {
                from = end; // goes on in the next chunk
                break;
            }
            from = std::max(from, edit.to);
            begun_ = false;
            ++next_;
        }
        if (from < end) {
            ready_.append(buffer_, static_cast<std::size_t>(from - offset_),
                          static_cast<std::size_t>(end - from));
        }
        offset_ = end;
        return {};
    }

    std::unique_ptr<ByteSource> source_;
    std::vector<ByteEdit> edits_;
    std::size_t next_ = 0;
    bool begun_ = false;
    bool ended_ = false;
    std::string buffer_;
    std::string ready_;
    std::size_t at_ = 0;
    std::uint64_t offset_ = 0;
};

} // namespace

std::unique_ptr<ByteSource> edited_source(std::unique_ptr<ByteSource> source,
                                          std::vector<ByteEdit> edits) {
    return std::make_unique<EditedSource>(std::move(source), std::move(edits));
}

} // namespace oblio::record
