// lib/src/detect/thread_names.cpp
#include "oblio/detect/thread_names.hpp"

#include "text/word_hash.hpp"

#include <algorithm>
#include <cassert>
#include <list>
#include <unordered_map>
#include <utility>

namespace oblio {
namespace {

/// The hashes of the words of a name.
std::vector<std::uint32_t> words_of(std::string_view name) {
    std::vector<std::uint32_t> words;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find(' '), name.size());
        words.push_back(text::word_hash(name.substr(0, end)));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return words;
}

struct NamingThread {
    std::string key;
    std::vector<std::string> names; ///< the one given last at the end
    /// Hashes of the words of names[i]. Particles never meet those of ThreadTrace::words.
    std::vector<std::vector<std::uint32_t>> words;
    std::string just_named; ///< the one person of its last text; empty if none or several

    [[nodiscard]] bool shares_word(const std::vector<std::uint32_t>& others) const {
        const auto shared = [&](std::uint32_t word) {
            return std::binary_search(others.begin(), others.end(), word);
        };
        return std::any_of(words.begin(), words.end(), [&](const auto& of_one) {
            return std::any_of(of_one.begin(), of_one.end(), shared);
        });
    }
    void add(const std::string& name) {
        if (!names.empty() && names.back() == name) {
            return; // who answers writes again
        }
        auto own = words_of(name);
        for (std::size_t i = 0; i < names.size(); ++i) {
            // "rossi mario" is "mario rossi".
            if (std::is_permutation(words[i].begin(), words[i].end(), own.begin(), own.end())) {
                erase(i);
                break;
            }
        }
        names.push_back(name);
        words.push_back(std::move(own));
    }
    void erase(std::size_t at) {
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(at));
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    }
};

} // namespace

/// The thread used last stands first.
struct ThreadNames::State {
    ThreadLimits limits;
    std::list<NamingThread> threads;
    std::unordered_map<std::string_view, std::list<NamingThread>::iterator> places;

    NamingThread* find(std::string_view key) {
        const auto place = places.find(key);
        if (place == places.end()) {
            return nullptr;
        }
        threads.splice(threads.begin(), threads, place->second);
        return &threads.front();
    }
    NamingThread& make(std::string_view key) {
        if (threads.size() >= limits.threads) {
            places.erase(threads.back().key);
            threads.pop_back();
        }
        threads.push_front({std::string{key}, {}, {}, {}});
        places.emplace(threads.front().key, threads.begin());
        return threads.front();
    }
};

ThreadNames::ThreadNames(ThreadLimits limits) : state_{std::make_unique<State>()} {
    assert(limits.threads >= 1 && limits.names >= 1);
    state_->limits = limits;
}
ThreadNames::ThreadNames(ThreadNames&&) noexcept = default;
ThreadNames& ThreadNames::operator=(ThreadNames&&) noexcept = default;
ThreadNames::~ThreadNames() = default;

ThreadNames::Known ThreadNames::known(std::string_view thread, const ThreadTrace& trace) {
    if (trace.empty()) {
        return {};
    }
    const NamingThread* found = state_->find(thread);
    const bool matters =
        found != nullptr &&
        (found->shares_word(trace.words) || (trace.asks_for_person && !found->just_named.empty()));
    return matters ? Known{found->names, found->just_named} : Known{};
}

void ThreadNames::note(std::string_view thread, const ThreadTrace& trace) {
    NamingThread* found = state_->find(thread);
    if (found != nullptr) {
        found->just_named.clear();
    }
    if (trace.names.empty() && trace.author.empty()) {
        return;
    }
    NamingThread& naming = found != nullptr ? *found : state_->make(thread);
    naming.just_named = trace.names.size() == 1 ? trace.names.front() : std::string{};
    const auto add = [&](const std::string& name) {
        naming.add(name);
        if (naming.names.size() > state_->limits.names) {
            naming.erase(0);
        }
    };
    if (!trace.author.empty()) {
        add(trace.author);
    }
    std::for_each(trace.names.begin(), trace.names.end(), add);
}

} // namespace oblio
