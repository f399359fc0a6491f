// lib/src/detect/identifiers.cpp: runs the recognizers over a text.
//
// Who can match, and where, triggers.hpp says; the plain engine searches the whole text with every
// expression. Both judge the same matches in the same way: trigger, validator, words nearby, guard.
#include "detect/compact.hpp"
#include "detect/pattern_data.hpp"
#include "detect/stages.hpp"
#include "detect/triggers.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <memory_resource>

namespace oblio::detect {
namespace {

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

/// As many digits, and in as many runs, as the trigger asks for.
bool holds_numbers(std::string_view match, const Trigger& trigger) {
    std::size_t digits = 0;
    std::size_t numbers = 0;
    bool inside = false;
    for (const char c : match) {
        numbers += is_digit(c) && !inside ? 1 : 0;
        inside = is_digit(c);
        digits += inside ? 1 : 0;
    }
    return digits >= trigger.digits && numbers >= trigger.numbers;
}

/// True if the match holds what has to trigger it; so both engines judge the same matches.
bool holds_trigger(const Document& document, const Trigger& trigger, std::string_view match,
                   std::size_t begin) {
    if (trigger.digits > 0) {
        return holds_numbers(match, trigger);
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
    const auto triggers = [&](std::size_t at) {
        const std::string_view word = document.text(tokens[at]);
        return std::find(trigger.words.begin(), trigger.words.end(), word) != trigger.words.end();
    };
    std::size_t at = document.token_at(begin);
    if (trigger.first) {
        return at < tokens.size() && tokens[at].begin == begin && triggers(at);
    }
    while (at < tokens.size() && tokens[at].begin < begin + match.size() && !triggers(at)) {
        ++at;
    }
    return at < tokens.size() && tokens[at].begin < begin + match.size();
}

/// The guard that covers part of [begin, end), if any.
const Guard* guarded_by(const Document& document, const PatternSet::Data& data, FindingType type,
                        std::size_t begin, std::size_t end) {
    const std::string_view text = document.text();
    for (const Guard& guard : data.guards) {
        if (std::find(guard.shields.begin(), guard.shields.end(), type) == guard.shields.end()) {
            continue;
        }
        const Window window = window_around(text, {begin, end}, guard.bound);
        std::size_t from = window.begin;
        re2::StringPiece match;
        while (from < end &&
               guard.expression->Match(text, from, window.end, RE2::UNANCHORED, &match, 1)) {
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

/// Where the search goes on after what begins at `begin` was refused: a real one may start inside
/// it, but nothing starts inside a number.
std::size_t next_start(std::string_view text, std::size_t begin) {
    std::size_t next = begin + 1;
    while (is_digit(text[begin]) && next < text.size() && is_digit(text[next])) {
        ++next;
    }
    return next;
}

/// Judges one match. Returns where the search goes on.
std::size_t consider(const Document& document, const PatternSet::Data& data,
                     const Recognizer& recognizer, const Match& match, Candidates& candidates) {
    const std::string_view text = document.text();
    Verdict verdict = recognizer.validator->validate(match);
    if (!verdict.accepted && !candidates.explain) {
        return next_start(text, match.begin); // most matches end here, and nobody asks why
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
        return next_start(text, match.begin);
    }
    candidate.begin = verdict.begin;
    candidate.end = verdict.end;
    if (verdict.adjustment != 0) {
        candidate.confidence += verdict.adjustment;
        candidate.reasons.push_back(fmt::format("check: {:+.2f}", verdict.adjustment));
    }
    if (!weigh_context(document, recognizer, verdict, match.previous_end, candidate)) {
        candidates.reject(std::move(candidate), "no context word nearby");
        return next_start(text, match.begin);
    }
    if (const Guard* guard =
            guarded_by(document, data, candidate.type, candidate.begin, candidate.end)) {
        candidates.reject(std::move(candidate), "part of " + guard->info.id);
        return next_start(text, match.begin);
    }
    candidate.confidence = std::clamp(candidate.confidence, 0.0, 0.99);
    const std::size_t end = candidate.end;
    candidates.found.push_back(std::move(candidate));
    return std::max(end, match.begin + 1);
}

/// `at_start`: a match can begin where its window does, and nowhere else.
void run_recognizer(const Document& document, const PatternSet::Data& data,
                    const Recognizer& recognizer, const Windows& windows, bool at_start,
                    Candidates& candidates) {
    const std::string_view text = document.text();
    const auto anchor = at_start ? RE2::ANCHOR_START : RE2::UNANCHORED;
    std::size_t previous_end = 0;
    for (const Window& window : windows) {
        std::size_t from = std::max(window.begin, previous_end);
        const std::size_t last_start = at_start ? window.begin + 1 : window.end; // one past it
        re2::StringPiece found;
        while (from < last_start &&
               recognizer.expression->Match(text, from, window.end, anchor, &found, 1)) {
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
            run_recognizer(document, data, recognizer, windows, false, candidates);
        }
        return;
    }
    // Who asks why a match was refused wants to see it, with a context word in the text or without.
    Triggers triggers{document, data, !candidates.explain, candidates.memory};
    const RecognizerSet& asked = triggers.asked();
    for (std::size_t index = asked.next(0); index != RecognizerSet::none;
         index = asked.next(index + 1)) {
        triggers.find_windows(index, windows);
        const Recognizer& recognizer = data.recognizers[index];
        run_recognizer(document, data, recognizer, windows, recognizer.trigger.first, candidates);
    }
}

} // namespace oblio::detect
