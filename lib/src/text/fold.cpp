// lib/src/text/fold.cpp: one pass: runs of ASCII by vectors, the rest by two table look-ups each.
#include "oblio/text/fold.hpp"

#include "text/byte_classes.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

namespace oblio {
namespace {

#include "fold_table.inc"

constexpr unsigned lookalike_bit = 0x80000000U;
constexpr unsigned mark_bit = 0x40000000U;

unsigned fold_entry(char32_t code_point) noexcept {
    return fold_stage2[fold_stage1[code_point >> 7U] * 128U + (code_point & 0x7FU)];
}

/// Nearly always one byte ("è" as "e") or the four of an emoji: no call for those.
void copy_few(char* to, const char* from, std::size_t count) noexcept {
    if (count == 1) {
        *to = *from;
    } else if (count == 4) {
        std::memcpy(to, from, 4);
    } else {
        std::memcpy(to, from, count);
    }
}

} // namespace

FoldedText fold(std::string_view text) {
    FoldedText result;
    fold_into(result, text);
    return result;
}

void fold_into(FoldedText& result, std::string_view text) {
    assert(text.size() < std::numeric_limits<std::uint32_t>::max());
    const oblio::text::ByteScan& bytes = oblio::text::best_byte_scan();
    result.source_size_ = text.size();
    result.runs_.clear();
    result.lookalikes_.clear();
    // There is always room for every byte that is left, so that runs of ASCII are written without
    // a look at the size.
    std::string& out = result.folded_;
    out.resize(text.size() + 16);
    const auto narrow = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
    std::size_t at = 0;
    std::size_t end = 0; // of what is folded
    while (at < text.size()) {
        const std::size_t plain =
            bytes.lower_ascii(text.data() + at, text.size() - at, out.data() + end);
        at += plain;
        end += plain;
        while (at < text.size() &&
               (static_cast<unsigned char>(text[at]) >= 0x80U || text[at] == '`')) {
            const CodePoint code_point = decode_utf8(text, at);
            const unsigned entry = fold_entry(code_point.value);
            std::size_t length = code_point.length;
            if (entry == 0) {
                copy_few(out.data() + end, text.data() + at, length);
            } else {
                length = ((entry >> 20U) & 0x3FFU) - 1;
                if (out.size() - end < text.size() - at + length) {
                    out.resize(2 * out.size() + length);
                }
                const unsigned char* const folded = fold_pool + (entry & 0xFFFFFU);
                copy_few(out.data() + end, reinterpret_cast<const char*>(folded), length);
                if ((entry & lookalike_bit) != 0) {
                    result.lookalikes_.push_back(narrow(end));
                }
                // A run is needed wherever a folded byte may not map to a source byte one for one:
                // other lengths, and one code point that became several (an ellipsis, three full
                // stops).
                if (length != code_point.length || *folded < 0x80U) {
                    result.runs_.push_back({narrow(end), narrow(end + length), narrow(at),
                                            narrow(at + code_point.length),
                                            (entry & mark_bit) != 0});
                }
            }
            at += code_point.length;
            end += length;
        }
    }
    out.resize(end);
}

ByteSpan FoldedText::source(std::size_t begin, std::size_t end) const noexcept {
    assert(begin <= end && end <= folded_.size());
    // First run that starts after `offset`; the one before it decides.
    const auto after = [this](std::size_t offset) {
        return std::upper_bound(
            runs_.begin(), runs_.end(), offset,
            [](std::size_t wanted, const Run& run) { return wanted < run.folded_begin; });
    };
    const auto run_for_begin = after(begin);
    std::size_t source_begin = begin;
    if (run_for_begin != runs_.begin()) {
        const Run& run = *(run_for_begin - 1);
        source_begin =
            begin < run.folded_end ? run.source_begin : run.source_end + (begin - run.folded_end);
    }
    if (begin == end) {
        return ByteSpan::of_indices(source_begin, source_begin);
    }
    // The last folded byte of the range is end - 1: where its code point ends in the source.
    auto run_for_end = after(end - 1);
    std::size_t source_end = end;
    if (run_for_end != runs_.begin()) {
        const Run& run = *(run_for_end - 1);
        source_end =
            end - 1 < run.folded_end ? run.source_end : run.source_end + (end - run.folded_end);
    }
    for (; run_for_end != runs_.end() && run_for_end->folded_begin == end && run_for_end->mark &&
           run_for_end->source_begin == source_end;
         ++run_for_end) {
        source_end = run_for_end->source_end;
    }
    return ByteSpan::of_indices(source_begin, std::max(source_begin, source_end));
}

std::size_t FoldedText::folded_offset(ByteOffset offset) const noexcept {
    const std::size_t wanted = to_index(offset);
    const auto next =
        std::upper_bound(runs_.begin(), runs_.end(), wanted, [](std::size_t value, const Run& run) {
            return value < run.source_begin;
        });
    if (next == runs_.begin()) {
        return wanted;
    }
    const Run& run = *(next - 1);
    if (wanted == run.source_begin) {
        return run.folded_begin;
    }
    return wanted < run.source_end ? run.folded_end : run.folded_end + (wanted - run.source_end);
}

bool FoldedText::has_lookalike(std::size_t begin, std::size_t end) const noexcept {
    const auto first = std::lower_bound(lookalikes_.begin(), lookalikes_.end(), begin);
    return first != lookalikes_.end() && *first < end;
}

std::string fold_to_string(std::string_view text) {
    return std::string(fold(text).text());
}

} // namespace oblio
