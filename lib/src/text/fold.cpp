// lib/src/text/fold.cpp: one pass over the code points, two table look-ups each.
#include "oblio/text/fold.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace oblio {
namespace {

#include "fold_table.inc"

constexpr unsigned lookalike_bit = 0x80000000U;
constexpr unsigned mark_bit = 0x40000000U;

unsigned fold_entry(char32_t code_point) noexcept {
    return fold_stage2[fold_stage1[code_point >> 7U] * 128U + (code_point & 0x7FU)];
}

} // namespace

FoldedText fold(std::string_view text) {
    assert(text.size() < std::numeric_limits<std::uint32_t>::max());
    FoldedText result;
    result.source_size_ = text.size();
    std::string& out = result.folded_;
    out.reserve(text.size());
    const auto narrow = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80U && byte != '`') {
            out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
            ++at;
            continue;
        }
        const CodePoint code_point = decode_utf8(text, at);
        const unsigned entry = fold_entry(code_point.value);
        const std::size_t folded_begin = out.size();
        if (entry == 0) {
            out.append(text, at, code_point.length);
        } else {
            const unsigned length = ((entry >> 20U) & 0x3FFU) - 1;
            out.append(reinterpret_cast<const char*>(fold_pool) + (entry & 0xFFFFFU), length);
            if ((entry & lookalike_bit) != 0) {
                result.lookalikes_.push_back(narrow(folded_begin));
            }
            // A run is needed wherever a folded byte may not map to a source byte one for one:
            // other lengths, and one code point that became several (an ellipsis, three full
            // stops).
            if (length != code_point.length || fold_pool[entry & 0xFFFFFU] < 0x80U) {
                result.runs_.push_back({narrow(folded_begin), narrow(out.size()), narrow(at),
                                        narrow(at + code_point.length), (entry & mark_bit) != 0});
            }
        }
        at += code_point.length;
    }
    return result;
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
