// lib/src/policy/json_reader.hpp: reads a JSON document strictly and collects every problem.
#pragma once

#include "oblio/policy/policy.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oblio::policy {

/// Where each value of a document stands. Threads: immutable once made.
class JsonLines {
public:
    /// Requires: `json` is accepted by the JSON parser.
    explicit JsonLines(std::string_view json);
    /// The line of the value at `pointer`, or of its nearest parent that is there.
    [[nodiscard]] std::size_t line(std::string pointer) const;
    /// Pointers whose key stood twice in one object.
    [[nodiscard]] const std::vector<std::string>& repeated() const noexcept { return repeated_; }

private:
    std::map<std::string, std::size_t, std::less<>> lines_;
    std::vector<std::string> repeated_;
};

/// One object of the document, read key by key. Call finish() last: what was not asked for by then
/// is an unknown field. A value of the wrong shape is noted and leaves its target as it was.
/// Threads: one thread at a time. Borrows the document and the list of problems.
class ObjectReader {
public:
    using Value = nlohmann::json;
    using Problems = std::vector<std::pair<std::string, std::string>>; ///< pointer, what

    ObjectReader(const Value& node, std::string pointer, Problems& problems);

    void text(std::string_view key, std::string& out);
    void required_text(std::string_view key, std::string& out);
    void texts(std::string_view key, std::vector<std::string>& out);
    void local_text(std::string_view key, LocalText& out);
    void integer(std::string_view key, int& out, int least, int most);
    void integers(std::string_view key, std::vector<int>& out, int least, int most);
    void number(std::string_view key, double& out, double least, double most);
    void flag(std::string_view key, bool& out);
    /// A type such as `HEALTH` or a category such as `special`; sorted, without repetitions.
    void types(std::string_view key, std::vector<FindingType>& out);
    /// One of the names. `names` gives each value's name in order of the enumeration.
    template <class E>
    void choice(std::string_view key, E& out, std::span<const std::string_view> names) {
        if (const auto index = choice_index(key, names)) {
            out = static_cast<E>(*index);
        }
    }
    template <class E>
    void choices(std::string_view key, std::vector<E>& out,
                 std::span<const std::string_view> names) {
        if (const auto found = choice_indices(key, names)) {
            out.clear();
            for (const std::size_t index : *found) {
                out.push_back(static_cast<E>(index));
            }
        }
    }
    /// Calls `read` with a reader of the object under `key`, if it is there.
    void object(std::string_view key, const std::function<void(ObjectReader&)>& read);
    /// Calls `read` once for each object of the array under `key`. True if the array is there.
    bool objects(std::string_view key, const std::function<void(ObjectReader&)>& read);

    [[nodiscard]] bool has(std::string_view key) const { return node_.contains(key); }
    void problem(std::string_view key, std::string what);
    void finish();

private:
    const Value* take(std::string_view key);
    std::optional<std::size_t> choice_index(std::string_view key,
                                            std::span<const std::string_view> names);
    std::optional<std::vector<std::size_t>> choice_indices(std::string_view key,
                                                           std::span<const std::string_view> names);

    const Value& node_;
    std::string pointer_;
    Problems& problems_;
    std::set<std::string, std::less<>> known_;
};

/// `key` as one step of an RFC 6901 pointer.
[[nodiscard]] std::string pointer_step(std::string_view key);

} // namespace oblio::policy
