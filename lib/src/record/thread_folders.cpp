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

Result<void> add_renames(ByteSource& source, std::string_view from, std::string_view to,
                         std::vector<ByteEdit>& edits) {
    for (ByteEdit& edit : edits) {
        replace_all(edit.bytes, from, to);
    }
    constexpr std::size_t chunk = std::size_t{256} << 10U;
    std::vector<ByteEdit> found;
    std::string window;
    std::uint64_t base = 0; // of window
    std::string buffer(chunk, '\0');
    while (true) {
        const auto got = source.read(buffer);
        if (!got) {
            return got.error();
        }
        if (*got == 0) {
            break;
        }
        window.append(buffer, 0, *got);
        std::size_t done = 0;
        for (auto at = window.find(from); at != std::string::npos; at = window.find(from, done)) {
            found.push_back({base + at, base + at + from.size(), std::string{to}});
            done = at + from.size();
        }
        // What may be the start of one that goes on in the next chunk stays.
        const std::size_t keep = std::min(window.size() - done, from.size() - 1);
        base += window.size() - keep;
        window.erase(0, window.size() - keep);
    }
    // One that lies in a range that is written anew went with it.
    const auto overlaps = [&](const ByteEdit& one) {
        const auto next =
            std::lower_bound(edits.begin(), edits.end(), one.to,
                             [](const ByteEdit& edit, std::uint64_t at) { return edit.from < at; });
        return next != edits.begin() && std::prev(next)->to > one.from;
    };
    std::erase_if(found, overlaps);
    const auto middle = static_cast<std::ptrdiff_t>(edits.size());
    edits.insert(edits.end(), found.begin(), found.end());
    std::inplace_merge(edits.begin(), edits.begin() + middle, edits.end(),
                       [](const ByteEdit& a, const ByteEdit& b) { return a.from < b.from; });
    return {};
}

} // namespace oblio::record
