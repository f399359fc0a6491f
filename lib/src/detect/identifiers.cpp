// lib/src/detect/identifiers.cpp: runs the recognizers over a text.
#include "detect/compact.hpp"
#include "detect/pattern_data.hpp"
#include "detect/stages.hpp"
#include "text/word_hash.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <memory_resource>

namespace oblio::detect {
namespace {

/// A part of the folded text in which an expression is searched, half-open.
struct Window {
    std::size_t begin;
    std::size_t end;
};

using Windows = std::pmr::vector<Window>;

/// What can trigger a recognizer, gathered in one pass over the tokens. Most posts hold no digit,
/// none of the marks and no street: all of this stays empty.
struct Triggers {
    using Run = Window;
    explicit Triggers(std::pmr::memory_resource* memory)
        : digits{memory}, marks{memory}, words{memory}, long_runs{memory}, contexts{memory} {}

    std::pmr::vector<Run> digits;
    std::size_t digit_count = 0;
    std::pmr::vector<Run> marks;                         // ASCII marks, one byte each
    std::pmr::vector<std::pair<std::size_t, Run>> words; // recognizer, place
    std::pmr::vector<Run> long_runs; // letters and digits in one piece, of `long_run` or more
    std::pmr::vector<std::size_t> contexts; // recognizers of which a required word is there

    [[nodiscard]] bool empty() const noexcept {
        return digits.empty() && marks.empty() && words.empty() && long_runs.empty();
    }
    void add_contexts(const std::vector<std::size_t>& recognizers) {
        for (const std::size_t recognizer : recognizers) {
            if (!has_context(recognizer)) {
                contexts.push_back(recognizer);
            }
        }
    }
    [[nodiscard]] bool has_context(std::size_t recognizer) const noexcept {
        return std::find(contexts.begin(), contexts.end(), recognizer) != contexts.end();
    }
};

/// `word` is directly before digits, and a code begins with at most two letters.
void add_glued_contexts(std::string_view word, const PatternSet::Data& data, Triggers& triggers) {
    for (std::size_t letters = 1; letters <= 2 && letters + 1 < word.size(); ++letters) {
        const std::string_view label = word.substr(0, word.size() - letters);
        if (const auto* entry = data.word_triggers.find(label, text::word_hash(label))) {
            triggers.add_contexts(entry->contexts);
        }
    }
}

Triggers gather(const Document& document, const PatternSet::Data& data,
                std::pmr::memory_resource* memory) {
    Triggers triggers{memory};
    const std::string_view text = document.text();
    Triggers::Run piece{0, 0}; // the run of letters and digits that ends at the last token
    const auto close_piece = [&] {
        if (piece.end - piece.begin >= long_run) {
            triggers.long_runs.push_back(piece);
        }
    };
    for (const Token& token : document.tokens()) {
        const Triggers::Run run{token.begin, token.end};
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
            if (run.begin != piece.end) {
                close_piece();
                piece.begin = run.begin;
            }
            piece.end = run.end;
        }
        if (token.kind == TokenKind::number) {
            triggers.digits.push_back(run);
            triggers.digit_count += run.end - run.begin;
        } else if (token.kind == TokenKind::mark) {
            if (trigger_marks.find(text[run.begin]) != std::string_view::npos) {
                triggers.marks.push_back(run);
            }
        } else if (token.kind == TokenKind::word) {
            if (const auto* entry = data.word_triggers.find(document.text(token), token.hash)) {
                for (const std::size_t recognizer : entry->triggers) {
                    triggers.words.emplace_back(recognizer, run);
                }
                triggers.add_contexts(entry->contexts);
            }
            // "cieca00000aa": the label may be in one piece with the letters of the code.
            if (&token != &document.tokens().back() && (&token + 1)->begin == token.end &&
                (&token + 1)->kind == TokenKind::number) {
                add_glued_contexts(document.text(token), data, triggers);
            }
        }
    }
    close_piece();
    return triggers;
}

/// Widens [begin, end) by `reach` on both sides, to whole characters, and joins it to the last one.
void add_window(Windows& windows, std::string_view text, std::size_t begin, std::size_t end,
                std::size_t reach) {
    begin = begin > reach ? begin - reach : 0;
    end = std::min(text.size(), end + reach);
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
        --begin;
    }
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    if (!windows.empty() && begin <= windows.back().end) {
        windows.back().end = std::max(windows.back().end, end);
    } else {
        windows.push_back({begin, end});
    }
}

/// Windows that together hold every possible match of `recognizer`, in place of those before: a
/// match is no longer than `longest` and holds the trigger.
void find_windows(const Recognizer& recognizer, std::size_t index, std::string_view text,
                  const Triggers& triggers, Windows& windows) {
    windows.clear();
    const std::size_t reach = recognizer.longest;
    const Trigger& trigger = recognizer.trigger;
    if (recognizer.gated_by_context && !triggers.has_context(index)) {
        return; // what it found would be rejected
    }
    if (trigger.digits > 0) {
        if (triggers.digit_count < trigger.digits) {
            return;
        }
        const auto& runs = triggers.digits;
        std::size_t last = 0; // one past the last run within reach
        std::size_t sum = 0;
        for (std::size_t first = 0; first < runs.size(); ++first) {
            while (last < runs.size() && runs[last].begin < runs[first].end + reach) {
                sum += runs[last].end - runs[last].begin;
                ++last;
            }
            if (sum >= trigger.digits) {
                add_window(windows, text, runs[first].begin, runs[last - 1].end, reach);
            }
            sum -= runs[first].end - runs[first].begin;
        }
    } else if (!trigger.marks.empty()) {
        for (const auto& mark : triggers.marks) {
            if (trigger.marks.find(text[mark.begin]) != std::string::npos) {
                add_window(windows, text, mark.begin, mark.end, reach);
            }
        }
    } else if (trigger.run >= long_run) {
        for (const auto& run : triggers.long_runs) {
            if (run.end - run.begin >= trigger.run) {
                add_window(windows, text, run.begin, run.end, reach);
            }
        }
    } else if (!trigger.words.empty()) {
        for (const auto& [wanted, run] : triggers.words) {
            if (wanted == index) {
                add_window(windows, text, run.begin, run.end, reach);
            }
        }
    } else {
        windows.push_back({0, text.size()});
    }
}

/// The most letters and digits in one piece.
std::size_t longest_run(std::string_view match) {
    std::size_t longest = 0;
    std::size_t length = 0;
    for (const char c : match) {
        length = is_alnum(c) ? length + 1 : 0;
        longest = std::max(longest, length);
    }
    return longest;
}

/// True if the match holds what has to trigger it; so both engines judge the same matches.
bool holds_trigger(const Document& document, const Trigger& trigger, std::string_view match,
                   std::size_t begin) {
    if (trigger.digits > 0) {
        return static_cast<std::size_t>(std::count_if(match.begin(), match.end(), is_digit)) >=
               trigger.digits;
    }
    if (!trigger.marks.empty()) {
        return match.find_first_of(trigger.marks) != std::string_view::npos;
    }
    if (trigger.run > 0) {
        return longest_run(match) >= trigger.run;
    }
    if (trigger.words.empty()) {
        return true;
    }
    const auto& tokens = document.tokens();
    for (std::size_t at = document.token_at(begin);
         at < tokens.size() && tokens[at].begin < begin + match.size(); ++at) {
        const std::string_view word = document.text(tokens[at]);
        if (std::find(trigger.words.begin(), trigger.words.end(), word) != trigger.words.end()) {
            return true;
        }
    }
    return false;
}

/// The guard that covers part of [begin, end), if any.
const Guard* guarded_by(const Document& document, const PatternSet::Data& data, FindingType type,
                        std::size_t begin, std::size_t end) {
    const std::string_view text = document.text();
    for (const Guard& guard : data.guards) {
        if (std::find(guard.shields.begin(), guard.shields.end(), type) == guard.shields.end()) {
            continue;
        }
        Windows window;
        add_window(window, text, begin, end, guard.longest);
        std::size_t from = window.front().begin;
        re2::StringPiece match;
        while (from < end && guard.expression->Match(text, from, window.front().end,
                                                     RE2::UNANCHORED, &match, 1)) {
            const auto match_begin = static_cast<std::size_t>(match.data() - text.data());
            if (match_begin >= end) {
                break;
            }
            if (match_begin + match.size() > begin) {
                return &guard;
            }
            from = match_begin + std::max<std::size_t>(1, match.size());
        }
    }
    return nullptr;
}

/// A label counts for all values of a list: "targhe AB123CD, AC456DE e AD789EF".
bool continues_list(std::string_view text, std::size_t previous_end, std::size_t begin) {
    constexpr std::size_t longest_joint = 40;
    if (previous_end == 0 || begin < previous_end || begin - previous_end > longest_joint) {
        return false;
    }
    const std::string_view joint = text.substr(previous_end, begin - previous_end);
    return joint.find_first_of("\n!?") == std::string_view::npos &&
           joint.find(". ") == std::string_view::npos &&
           std::none_of(joint.begin(), joint.end(), is_digit);
}

/// Adds what the words nearby say. False if a required word is missing.
bool weigh_context(const Document& document, const Recognizer& recognizer, const Verdict& verdict,
                   std::size_t previous_end, Candidate& candidate) {
    const auto hit = nearest_context(document, recognizer.context, candidate.begin, candidate.end);
    if (verdict.needs_label && !(hit && hit->glued)) {
        return false;
    }
    const auto against =
        nearest_context(document, recognizer.negative, candidate.begin, candidate.end);
    if (hit) {
        // A nearer word says more: it also decides between two documents of the same shape.
        // So does one before it: labels stand before their values more often than after.
        const double gain = recognizer.context.weight -
                            0.01 * static_cast<double>(std::min<std::size_t>(hit->distance, 18)) -
                            (hit->before ? 0.0 : 0.03);
        candidate.confidence += gain;
        candidate.reasons.push_back(fmt::format("context \"{}\" {}: {:+.2f}",
                                                recognizer.context.phrases.text(hit->phrase),
                                                hit->before ? "before" : "after", gain));
    }
    // Of two equally near, the one before is the label: "lotto AX4419027 scade a maggio".
    const bool nearer =
        against && (!hit || against->distance < hit->distance ||
                    (against->distance == hit->distance && against->before && !hit->before));
    if (nearer) {
        candidate.confidence -= recognizer.negative.weight;
        candidate.reasons.push_back(fmt::format(
            "context \"{}\" {}: {:+.2f}", recognizer.negative.phrases.text(against->phrase),
            against->before ? "before" : "after", -recognizer.negative.weight));
    }
    if (hit || !(recognizer.context.required || verdict.needs_context)) {
        return true;
    }
    if (against || !continues_list(document.text(), previous_end, candidate.begin)) {
        return false;
    }
    const double gain = recognizer.context.weight - 0.1;
    candidate.confidence += gain;
    candidate.reasons.push_back(fmt::format("another of its kind just before: {:+.2f}", gain));
    return true;
}

/// Judges one match. Returns where the search goes on.
std::size_t consider(const Document& document, const PatternSet::Data& data,
                     const Recognizer& recognizer, const Match& match, Candidates& candidates) {
    Verdict verdict = recognizer.validator->validate(match);
    if (!verdict.accepted && !candidates.explain) {
        return match.begin + 1; // most matches end here, and nobody asks why
    }
    Candidate candidate{recognizer.info.type,
                        match.begin,
                        match.end,
                        recognizer.confidence,
                        recognizer.info.id,
                        {},
                        verdict.checked,
                        recognizer.specificity,
                        std::nullopt,
                        verdict.birth_date};
    candidate.reasons.push_back(fmt::format("form: {:.2f}", recognizer.confidence));
    for (std::string& reason : verdict.reasons) {
        candidate.reasons.push_back(std::move(reason));
    }
    if (!verdict.accepted) {
        candidate.reasons.emplace_back(verdict.refusal);
        candidates.reject(std::move(candidate), "not accepted");
        return match.begin + 1;
    }
    candidate.begin = verdict.begin;
    candidate.end = verdict.end;
    if (verdict.adjustment != 0) {
        candidate.confidence += verdict.adjustment;
        candidate.reasons.push_back(fmt::format("check: {:+.2f}", verdict.adjustment));
    }
    if (!weigh_context(document, recognizer, verdict, match.previous_end, candidate)) {
        candidates.reject(std::move(candidate), "no context word nearby");
        return match.begin + 1;
    }
    if (const Guard* guard =
            guarded_by(document, data, candidate.type, candidate.begin, candidate.end)) {
        candidates.reject(std::move(candidate), "part of " + guard->info.id);
        return match.begin + 1;
    }
    candidate.confidence = std::clamp(candidate.confidence, 0.0, 0.99);
    const std::size_t end = candidate.end;
    candidates.found.push_back(std::move(candidate));
    return std::max(end, match.begin + 1);
}

void run_recognizer(const Document& document, const PatternSet::Data& data,
                    const Recognizer& recognizer, const Windows& windows, Candidates& candidates) {
    const std::string_view text = document.text();
    std::size_t previous_end = 0;
    for (const Window& window : windows) {
        std::size_t from = std::max(window.begin, previous_end);
        re2::StringPiece found;
        while (from < window.end &&
               recognizer.expression->Match(text, from, window.end, RE2::UNANCHORED, &found, 1)) {
            const auto begin = static_cast<std::size_t>(found.data() - text.data());
            if (found.empty() ||
                !holds_trigger(document, recognizer.trigger, {found.data(), found.size()}, begin)) {
                from = begin + 1;
                continue;
            }
            const std::size_t accepted = candidates.found.size();
            from =
                consider(document, data, recognizer,
                         {document, data, begin, begin + found.size(), previous_end}, candidates);
            if (candidates.found.size() > accepted) {
                previous_end = from;
            }
        }
    }
}

} // namespace

void find_identifiers(const Document& document, const ScanContext& /*context*/,
                      const PatternSet::Data& data, const StageOptions& options,
                      Candidates& candidates) {
    const std::string_view text = document.text();
    Windows windows{candidates.memory};
    if (options.engine == Engine::reference) {
        windows.push_back({0, text.size()});
        for (const Recognizer& recognizer : data.recognizers) {
            run_recognizer(document, data, recognizer, windows, candidates);
        }
        return;
    }
    const Triggers triggers = gather(document, data, candidates.memory);
    if (triggers.empty() && data.all_triggered) {
        return;
    }
    for (std::size_t index = 0; index < data.recognizers.size(); ++index) {
        const Recognizer& recognizer = data.recognizers[index];
        find_windows(recognizer, index, text, triggers, windows);
        run_recognizer(document, data, recognizer, windows, candidates);
    }
}

} // namespace oblio::detect
