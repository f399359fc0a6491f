// lib/include/oblio/detect/thread_names.hpp: whom a thread has named, for the texts that follow.
//
//   any thread, any order   scan(text)  ->  findings, thread_trace()
//   in the order of input   names = memory.known(thread, trace)
//                           if there are any: scan(text, with names) gives the findings instead
//                           memory.note(thread, trace)
//
// Few texts are scanned twice: those that hold a word of a name that their thread has given, and
// those that say something of nobody right after a text that has named one person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// What one text gives to the texts after it in its thread, and what it would ask of those before.
/// As personal as the text: it holds names. Made by Scanner::thread_trace().
struct ThreadTrace {
    /// Full names of people the text names, folded, words divided by one blank, each once. Without
    /// those named in a public role, and without what was found with less confidence than 0.7.
    std::vector<std::string> names;
    /// Hashes of the words that may belong to a name, sorted, each once.
    std::vector<std::uint32_t> words;
    /// The full name of who wrote it, for whoever knows it to fill in: an author is known to the
    /// thread from then on. Not an office, not a handle.
    std::string author;
    /// It says something of art. 9 or 10 or of hardship, and of nobody whom it names.
    bool asks_for_person = false;

    /// It neither gives a name nor could use one: the memory need not be asked.
    [[nodiscard]] bool empty() const noexcept {
        return words.empty() && author.empty() && !asks_for_person;
    }
};

/// How much is remembered.
struct ThreadLimits {
    /// Threads that have named somebody. An export gives a thread in one piece or, in the order of
    /// time, among the threads of the same days: those of a few thousand posts.
    std::size_t threads = 4096;
    /// People of one thread, the last ones. What has more is a crowd or a list, of winners or of a
    /// class: a first name or a surname in it says no longer who is meant.
    std::size_t names = 64;
};

/// The names that threads have given so far. What it answers depends on the order of note() alone.
/// Memory: about 100 bytes a name, at most threads times names of them (26 MB).
/// Threads: one thread at a time.
class ThreadNames {
public:
    /// Requires: both limits >= 1.
    explicit ThreadNames(ThreadLimits limits = {});
    ThreadNames(ThreadNames&&) noexcept;
    ThreadNames& operator=(ThreadNames&&) noexcept;
    ~ThreadNames();

    /// What a thread has named before a text, for ScanContext. Lives until the next note().
    struct Known {
        std::span<const std::string> named; ///< latest last
        std::string_view just_named;
        [[nodiscard]] bool empty() const noexcept { return named.empty(); }
    };
    /// What was given before in `thread` (any string that no other thread has), if it may change
    /// what is found in the text of `trace`: else nothing, and scanning again would give the same.
    /// Time: trace.words.size() and the names of the thread.
    [[nodiscard]] Known known(std::string_view thread, const ThreadTrace& trace);
    /// Adds the names of `trace`, the last text of `thread`. Requires: a trace of a scan without
    /// names of the thread; with them, what a text found only through names would be handed on as
    /// if it had named somebody. When there are too many, the thread goes that named nobody and
    /// asked nothing for longest.
    void note(std::string_view thread, const ThreadTrace& trace);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace oblio
