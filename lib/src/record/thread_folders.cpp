// lib/src/record/thread_folders.cpp
#include "record/thread_folders.hpp"

#include "oblio/text/fold.hpp"
#include "oblio/text/utf8.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Lower case, without accents, spaces and signs.
std::string letters_of(std::string_view name) {
    if (first_invalid_utf8(name)) {
        return {};
    }
    const FoldedText folded = fold(name);
    std::string out;
    for (const char c : folded.text()) {
        if (is_word(c)) {
            out += c;
        }
    }
    return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

} // namespace

std::optional<ThreadFolder> thread_folder(std::string_view path) {
    const auto end = path.rfind('/');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const auto before = path.rfind('/', end - 1);
    const auto start = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view name = path.substr(start, end - start);
    const auto bar = name.rfind('_');
    if (bar == std::string_view::npos || bar == 0 || bar + 1 == name.size() ||
        !std::all_of(name.begin() + static_cast<std::ptrdiff_t>(bar) + 1, name.end(), is_word)) {
        return std::nullopt;
    }
    ThreadFolder folder{std::string{name}, letters_of(name.substr(0, bar)),
                        std::string{name.substr(bar + 1)}};
    const bool nobody = folder.person.empty() || folder.person == "facebookuser" ||
                        folder.person == "instagramuser";
    return nobody ? std::nullopt : std::optional{std::move(folder)};
}

bool tells(const ThreadFolder& folder, std::string_view name) {
    constexpr std::size_t cut_from = 10; // long names are cut in the folder, short ones are not
    const std::string letters = letters_of(name);
    return letters == folder.person ||
           (folder.person.size() >= cut_from && letters.starts_with(folder.person));
}

std::string nameless(const ThreadFolder& folder, bool instagram) {
    return (instagram ? "instagramuser_" : "facebookuser_") + folder.number;
}

std::string renamed_path(std::string_view path, std::string_view from, std::string_view to) {
    std::string out;
    while (true) {
        const auto end = std::min(path.find('/'), path.size());
        const std::string_view step = path.substr(0, end);
        out += step == from ? to : step;
        if (end == path.size()) {
            return out;
        }
        out += '/';
        path.remove_prefix(end + 1);
    }
}

namespace {

/// Edits in order from two lists into one.
class Merger {
public:
    Merger(EditReader first, EditStore& store, std::string_view from, std::string_view to)
        : first_{std::move(first)}, store_{store}, from_{from}, to_{to}, range_{store.begin()} {}

    /// The path was met at [begin, end) of the member. In a range that is written anew it went
    /// with it.
    Result<void> met(std::uint64_t begin, std::uint64_t end) {
        if (auto done = give_until(begin); !done) {
            return done;
        }
        return next_ && next_->from < end ? Result<void>{}
                                          : store_.add(range_, {begin, end, std::string{to_}});
    }
    Result<EditRange> finish() {
        if (auto done = give_until(~std::uint64_t{0}); !done) {
            return done.error();
        }
        return range_;
    }

private:
    /// Passes on the edits that end up to `at`.
    Result<void> give_until(std::uint64_t at) {
        while (true) {
            if (!next_) {
                ByteEdit edit;
                const auto more = first_.next(edit);
                if (!more) {
                    return more.error();
                }
                if (!*more) {
                    return {};
                }
                replace_all(edit.bytes, from_, to_);
                next_ = std::move(edit);
            }
            if (next_->to > at) {
                return {};
            }
            if (auto added = store_.add(range_, *next_); !added) {
                return added;
            }
            next_.reset();
        }
    }

    EditReader first_;
    EditStore& store_;
    std::string_view from_, to_;
    EditRange range_;
    std::optional<ByteEdit> next_;
};

} // namespace

Result<EditRange> with_renames(ByteSource& source, std::string_view from, std::string_view to,
                               EditReader edits, EditStore& store) {
    Merger merger{std::move(edits), store, from, to};
    std::string window;
    std::uint64_t base = 0; // of window
    const auto read = each_chunk(source, [&](std::string_view bytes) -> Result<void> {
        window += bytes;
        std::size_t done = 0;
        for (auto at = window.find(from); at != std::string::npos; at = window.find(from, done)) {
            done = at + from.size();
            if (auto met = merger.met(base + at, base + done); !met) {
                return met;
            }
        }
        // What may be the start of one that goes on in the next chunk stays.
        const std::size_t keep = std::min(window.size() - done, from.size() - 1);
        base += window.size() - keep;
        window.erase(0, window.size() - keep);
        return {};
    });
    return read ? merger.finish() : Result<EditRange>{read.error()};
}

} // namespace oblio::record
