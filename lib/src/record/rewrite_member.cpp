// lib/src/record/rewrite_member.cpp
#include "record/rewrite_member.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

constexpr std::size_t longest_outside = std::size_t{1} << 20U;
/// Records hanging on one another come in the order of their tree, which need not be the file's.
constexpr std::size_t most_held = 512;
constexpr std::uint64_t everything = ~std::uint64_t{0};

bool is_element(const RecordSource& source) {
    const std::string& pointer = source.pointer ? *source.pointer : std::string{};
    const auto slash = pointer.rfind('/');
    return slash != std::string::npos && slash + 1 < pointer.size() &&
           pointer.find_first_not_of("0123456789", slash + 1) == std::string::npos;
}

bool is_line(const RecordSource& source) {
    return is_line_format(source.format.value_or("")) || !is_element(source);
}

bool is_of_number(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool earlier(const ByteEdit& a, const ByteEdit& b) {
    return a.from < b.from;
}

} // namespace

Result<void> MemberRewrite::add(const Record& record, RecordEdit edit) {
    Held held{*record.source->start, *record.source->end, std::nullopt};
    if (held_.size() >= most_held && held.from >= held_to_) {
        if (auto closed = close_held(); !closed) {
            return closed;
        }
    }
    roots_ += record.source->pointer == "" ? 1U : 0U;
    held_to_ = std::max(held_to_, held.to);
    if (edit.drop || !edit.text.empty() || edit.strings) {
        held.planned.emplace();
        held.planned->source = *record.source;
        held.planned->id = record.id;
        held.planned->text = record.text;
        held.planned->edit = std::move(edit);
    }
    held_.push_back(std::move(held));
    return {};
}

Result<EditRange> MemberRewrite::finish() {
    if (auto closed = close_held(); !closed) {
        return closed.error();
    }
    if (outside_ || !deletions_.empty() || !run_.empty()) {
        if (auto scanned = scan_to(everything); !scanned) {
            return scanned.error();
        }
    }
    for (const Deletion& deletion : std::exchange(deletions_, {})) {
        deleted(deletion);
    }
    end_run();
    if (auto flushed = flush(everything); !flushed) {
        return flushed.error();
    }
    if (last_) {
        if (auto added = store_.add(range_, *last_); !added) {
            return added.error();
        }
    }
    return range_;
}

/// Works out the edits of what is held.
Result<void> MemberRewrite::close_held() {
    std::stable_sort(held_.begin(), held_.end(), [](const Held& a, const Held& b) {
        return a.from != b.from ? a.from < b.from : a.to > b.to;
    });
    nest_held();
    for (Held& held : held_) {
        settle(held);
    }
    for (std::size_t first = 0; first < held_.size();) {
        std::size_t last = first + 1;
        while (last < held_.size() && held_[last].from < held_[first].to) {
            ++last;
        }
        if (auto closed = close_outer(first, last); !closed) {
            return closed;
        }
        first = last;
    }
    held_.clear();
    return flush(settled_to());
}

/// Tells each record that changes which others stand inside it.
void MemberRewrite::nest_held() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < held_.size(); ++i) {
        while (!open.empty() && held_[i].from >= held_[open.back()].to) {
            open.pop_back();
        }
        const bool goes = held_[i].planned && held_[i].planned->edit.drop;
        for (const std::size_t outer : open) {
            PlannedRecord& planned = *held_[outer].planned;
            planned.nested.emplace_back(held_[i].from, held_[i].to);
            planned.empty = planned.empty || !goes;
        }
        if (held_[i].planned) {
            open.push_back(i);
        }
    }
}

bool MemberRewrite::can_delete(const RecordSource& source) const {
    const std::string format = source.format.value_or("");
    const bool many_roots =
        format == "mapped-json" || format == "meta-graph-api" || format == "youtube-api";
    const bool own_line = source.pointer == "" && many_roots && roots_ > 1;
    return is_line_format(format) || is_element(source) || own_line;
}

/// What can be taken out is; a record on which others' hang, or that is no element, is emptied.
void MemberRewrite::settle(Held& held) {
    if (!held.planned) {
        return;
    }
    PlannedRecord& planned = *held.planned;
    planned.empty = planned.edit.drop && (planned.empty || !can_delete(planned.source));
    if (planned.edit.drop) {
        ++(planned.empty ? emptied : dropped);
    }
}

/// One record and those that hang in it: [first, last) of what is held.
Result<void> MemberRewrite::close_outer(std::size_t first, std::size_t last) {
    std::vector<const PlannedRecord*> caught;
    std::uint64_t gone_to = 0;
    bool changes = false;
    for (std::size_t i = first; i < last; ++i) {
        const Held& held = held_[i];
        changes = changes || held.planned;
        if (!held.planned || held.from < gone_to) {
            continue; // inside a range that goes nothing else is done
        }
        if (!held.planned->edit.drop || held.planned->empty) {
            caught.push_back(&*held.planned);
            continue;
        }
        gone_to = held.to;
        if (form_.json && !is_line(held.planned->source)) {
            deletions_.push_back({held.from, held.to, '\0', 0, '\0', 0, false});
        } else {
            edits_.push_back({held.from, held.to, {}});
        }
    }
    if (!outside_ && (form_.json ? !changes : caught.empty())) {
        return {};
    }
    const std::uint64_t base = held_[first].from;
    if (base < offset_) {
        return Error{ErrorCode::bad_record, "records are not in the order of the file"};
    }
    if (auto scanned = scan_to(base); !scanned) {
        return scanned;
    }
    catching_ = !caught.empty();
    in_record_ = true;
    slice_.clear();
    auto scanned = scan_to(held_[first].to);
    catching_ = in_record_ = false;
    if (!scanned) {
        return scanned;
    }
    for (const PlannedRecord* const record : caught) {
        const auto from = static_cast<std::size_t>(*record->source.start - base);
        const auto size = static_cast<std::size_t>(*record->source.end - *record->source.start);
        if (from + size > slice_.size()) {
            return Error{ErrorCode::bad_record, "records overlap"};
        }
        auto made = edits_of(*record, std::string_view{slice_}.substr(from, size));
        if (!made) {
            return made.error();
        }
        std::move(made->begin(), made->end(), std::back_inserter(edits_));
    }
    return {};
}

/// False at the end of the member.
Result<bool> MemberRewrite::fill() {
    if (source_ == nullptr) {
        auto opened = open_();
        if (!opened) {
            return opened.error();
        }
        source_ = std::move(*opened);
        buffer_.resize(chunk_size);
    }
    const auto got = source_->read(buffer_);
    if (!got) {
        return got.error();
    }
    at_ = 0;
    filled_ = *got;
    return *got > 0;
}

/// Passes the bytes up to `end`, or all of the rest.
Result<void> MemberRewrite::scan_to(std::uint64_t end) {
    while (offset_ < end) {
        if (at_ == filled_) {
            const auto more = fill();
            if (!more) {
                return more.error();
            }
            if (!*more) {
                return end == everything
                           ? Result<void>{}
                           : Error{ErrorCode::bad_record, "a record is not where it was read"};
            }
        }
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(end - offset_, filled_ - at_));
        const std::string_view bytes = std::string_view{buffer_}.substr(at_, count);
        if (catching_) {
            slice_.append(bytes);
        }
        if (form_.json) {
            look(bytes, offset_);
        }
        at_ += count;
        offset_ += count;
    }
    return {};
}

/// Byte by byte: strings, coordinates, and what is neither string nor space.
void MemberRewrite::look(std::string_view bytes, std::uint64_t base) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const std::uint64_t at = base + i;
        if (in_string_) {
            look_inside_string(c, at);
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
        if (is_json_space(c)) {
            continue;
        }
        end_string(c);
        if (c == '{' || c == '}') {
            coordinate_ = nullptr;
            latitude_ = longitude_ = {};
        }
        if (coordinate_ != nullptr && is_of_number(c)) {
            in_number_ = true;
            string_start_ = at;
            string_.assign(1, c);
        }
        before_significant(at);
        if (c == '"') {
            begin_string(at);
        } else {
            significant(c, at);
        }
    }
}

void MemberRewrite::begin_string(std::uint64_t at) {
    in_string_ = true;
    string_start_ = at;
    keep_string_ = outside_ && !in_record_;
    string_.assign(keep_string_ ? 1 : 0, '"');
    last_byte_ = '"';
    last_at_ = at;
}

void MemberRewrite::look_inside_string(char c, std::uint64_t at) {
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
}

/// `next` says whether the string that ended was a key.
void MemberRewrite::end_string(char next) {
    if (!std::exchange(pending_, false)) {
        return;
    }
    if (next == ':') {
        note_key();
    } else {
        note_coordinate(string_end_);
        ask_outside();
    }
}

/// A significant byte begins at `at`: records that go and begin here see what was before them.
void MemberRewrite::before_significant(std::uint64_t at) {
    bool begins = false;
    for (Deletion& deletion : deletions_) {
        if (deletion.from > at) {
            break;
        }
        if (!deletion.met) {
            begins = true;
            deletion.met = true;
            deletion.before = last_byte_;
            deletion.before_at = last_at_;
        }
    }
    if (!run_.empty() && !begins && at > run_.back().after_at &&
        (deletions_.empty() || !deletions_.front().met)) {
        end_run(); // something that stays comes next
    }
}

/// Records that ended see the byte as what follows.
void MemberRewrite::significant(char c, std::uint64_t at) {
    last_byte_ = c;
    last_at_ = at;
    while (!deletions_.empty() && deletions_.front().to <= at && c != '"') {
        deletions_.front().after = c;
        deletions_.front().after_at = at;
        deleted(deletions_.front());
        deletions_.pop_front();
    }
}

void MemberRewrite::ask_outside() {
    if (auto fresh = edit_token(string_, form_.meta, outside_)) {
        edits_.push_back({string_start_, string_end_, std::move(*fresh)});
        ++outside_changed;
    }
}

std::string_view MemberRewrite::Token::text() const {
    const std::string_view all = bytes;
    return all.starts_with('"') ? all.substr(1, all.size() - 2) : all;
}

void MemberRewrite::note_key() {
    coordinate_ = string_ == "\"latitude\""    ? &latitude_
                  : string_ == "\"longitude\"" ? &longitude_
                                               : nullptr;
}

/// What was read last ends at `end`; with its other half it is asked for.
void MemberRewrite::note_coordinate(std::uint64_t end) {
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
        ++outside_changed;
    }
}

/// Its surroundings are known. Neighbours wait for one another: the last of an array takes the
/// comma before the first of them with it.
void MemberRewrite::deleted(const Deletion& deletion) {
    if (!run_.empty() && deletion.before_at != run_.back().after_at) {
        end_run();
    }
    run_.push_back(deletion);
    if (deletion.after != ',') {
        end_run();
    }
}

/// Each takes one comma with it: the one after it, or for the last of an array the one before.
void MemberRewrite::end_run() {
    for (const Deletion& one : run_) {
        if (one.after == ',') {
            edits_.push_back({one.from, one.after_at + 1, {}});
        } else {
            const Deletion& first = run_.front();
            edits_.push_back({first.before == ',' ? first.before_at : first.from, one.to, {}});
        }
    }
    run_.clear();
}

/// No edit that begins before this place comes any more.
std::uint64_t MemberRewrite::settled_to() const {
    std::uint64_t to = held_to_;
    for (const Deletion* one : {run_.empty() ? nullptr : &run_.front(),
                                deletions_.empty() ? nullptr : &deletions_.front()}) {
        if (one != nullptr) {
            to = std::min({to, one->from, one->before == ',' ? one->before_at : one->from});
        }
    }
    return to;
}

/// Puts the edits that begin before `before` into the store.
Result<void> MemberRewrite::flush(std::uint64_t before) {
    std::stable_sort(edits_.begin(), edits_.end(), earlier);
    std::size_t done = 0;
    for (; done < edits_.size() && edits_[done].from < before; ++done) {
        ByteEdit& edit = edits_[done];
        if (!last_) {
            last_ = std::move(edit);
        } else if (edit.from >= last_->to) {
            if (auto added = store_.add(range_, *last_); !added) {
                return added;
            }
            last_ = std::move(edit);
        } else if (edit.to > last_->to && edit.bytes.empty() && last_->bytes.empty()) {
            last_->to = edit.to;
        } // else inside a range that goes: nothing else is done there
    }
    edits_.erase(edits_.begin(), edits_.begin() + static_cast<std::ptrdiff_t>(done));
    return {};
}

} // namespace oblio::record
