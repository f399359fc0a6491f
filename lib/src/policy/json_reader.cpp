// lib/src/policy/json_reader.cpp
#include "policy/json_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace oblio::policy {
namespace {

/// No policy is nested deeper; below it no lines are noted, so that the walk's stack stays small.
constexpr int deepest = 32;

/// Walks valid JSON and notes the line of every value.
class LineWalker {
public:
    LineWalker(std::string_view json, std::map<std::string, std::size_t, std::less<>>& lines,
               std::vector<std::string>& repeated)
        : json_{json}, lines_{lines}, repeated_{repeated} {}

    void value(const std::string& pointer) {
        skip_space();
        lines_.emplace(pointer, line_);
        if (at_ >= json_.size() || depth_ > deepest) {
            at_ = json_.size();
            return;
        }
        switch (json_[at_]) {
        case '{':
            members(pointer);
            break;
        case '[':
            elements(pointer);
            break;
        case '"':
            (void)string();
            break;
        default:
            while (at_ < json_.size() &&
                   std::string_view{",]} \t\r\n"}.find(json_[at_]) == std::string_view::npos) {
                ++at_;
            }
        }
    }

private:
    void skip_space() {
        while (at_ < json_.size() &&
               std::string_view{" \t\r\n"}.find(json_[at_]) != std::string_view::npos) {
            line_ += json_[at_] == '\n' ? 1U : 0U;
            ++at_;
        }
    }
    /// The raw bytes between the quotes.
    std::string_view string() {
        const std::size_t begin = ++at_;
        while (at_ < json_.size() && json_[at_] != '"') {
            at_ += json_[at_] == '\\' ? 2U : 1U;
        }
        const std::size_t end = std::min(at_, json_.size());
        at_ = std::min(at_ + 1, json_.size());
        return json_.substr(begin, end - begin);
    }
    /// After an element: true if another one follows.
    bool another() {
        skip_space();
        return at_ < json_.size() && json_[at_++] == ',';
    }
    void members(const std::string& pointer) {
        ++at_;
        skip_space();
        if (at_ < json_.size() && json_[at_] == '}') {
            ++at_;
            return;
        }
        ++depth_;
        do {
            skip_space();
            const std::string inner = pointer + pointer_step(string());
            if (lines_.contains(inner)) {
                repeated_.push_back(inner);
            }
            skip_space();
            ++at_; // the colon
            value(inner);
        } while (another());
        --depth_;
    }
    void elements(const std::string& pointer) {
        ++at_;
        skip_space();
        if (at_ < json_.size() && json_[at_] == ']') {
            ++at_;
            return;
        }
        std::size_t index = 0;
        ++depth_;
        do {
            value(pointer + "/" + std::to_string(index++));
        } while (another());
        --depth_;
    }

    std::string_view json_;
    std::map<std::string, std::size_t, std::less<>>& lines_;
    std::vector<std::string>& repeated_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    int depth_ = 0;
};

} // namespace

std::string pointer_step(std::string_view key) {
    std::string step = "/";
    for (const char c : key) {
        step += c == '~' ? std::string{"~0"} : c == '/' ? std::string{"~1"} : std::string{c};
    }
    return step;
}

JsonLines::JsonLines(std::string_view json) {
    LineWalker{json, lines_, repeated_}.value("");
}

std::size_t JsonLines::line(std::string pointer) const {
    while (true) {
        if (const auto found = lines_.find(pointer); found != lines_.end()) {
            return found->second;
        }
        const auto slash = pointer.rfind('/');
        if (slash == std::string::npos) {
            return 1;
        }
        pointer.resize(slash);
    }
}

ObjectReader::ObjectReader(const Value& node, std::string pointer, Problems& problems)
    : node_{node}, pointer_{std::move(pointer)}, problems_{problems} {}

void ObjectReader::problem(std::string_view key, std::string what) {
    problems_.emplace_back(key.empty() ? pointer_ : pointer_ + pointer_step(key), std::move(what));
}

const ObjectReader::Value* ObjectReader::take(std::string_view key) {
    known_.emplace(key);
    const auto found = node_.find(key);
    return found == node_.end() ? nullptr : &*found;
}

void ObjectReader::text(std::string_view key, std::string& out) {
    if (const Value* value = take(key)) {
        if (!value->is_string()) {
            problem(key, "must be a string");
            return;
        }
        out = value->get<std::string>();
    }
}

void ObjectReader::required_text(std::string_view key, std::string& out) {
    text(key, out);
    if (!node_.contains(key)) {
        problem(key, "is required");
    } else if (node_.at(std::string{key}).is_string() && out.empty()) {
        problem(key, "must not be empty");
    }
}

void ObjectReader::texts(std::string_view key, std::vector<std::string>& out) {
    const Value* value = take(key);
    if (value == nullptr) {
        return;
    }
    if (!value->is_array()) {
        problem(key, "must be an array of strings");
        return;
    }
    out.clear();
    for (std::size_t i = 0; i < value->size(); ++i) {
        const Value& element = (*value)[i];
        if (!element.is_string() || element.get_ref<const std::string&>().empty()) {
            problems_.emplace_back(pointer_ + pointer_step(key) + "/" + std::to_string(i),
                                   "must be a string that is not empty");
            continue;
        }
        out.push_back(element.get<std::string>());
    }
}

void ObjectReader::local_text(std::string_view key, LocalText& out) {
    object(key, [&](ObjectReader& inner) {
        inner.text("it", out.it);
        inner.text("en", out.en);
        if (out.empty()) {
            inner.problem("", "needs \"it\" or \"en\"");
        }
        if (out.it.empty()) {
            out.it = out.en;
        }
        if (out.en.empty()) {
            out.en = out.it;
        }
    });
}

void ObjectReader::integer(std::string_view key, int& out, int least, int most) {
    if (const Value* value = take(key)) {
        if (!value->is_number_integer() || *value < least || *value > most) {
            problem(key, fmt::format("must be a whole number from {} to {}", least, most));
            return;
        }
        out = value->get<int>();
    }
}

void ObjectReader::integers(std::string_view key, std::vector<int>& out, int least, int most) {
    const Value* value = take(key);
    if (value == nullptr) {
        return;
    }
    if (!value->is_array()) {
        problem(key, "must be an array of whole numbers");
        return;
    }
    out.clear();
    for (std::size_t i = 0; i < value->size(); ++i) {
        const Value& element = (*value)[i];
        if (!element.is_number_integer() || element < least || element > most) {
            problems_.emplace_back(
                pointer_ + pointer_step(key) + "/" + std::to_string(i),
                fmt::format("must be a whole number from {} to {}", least, most));
            continue;
        }
        out.push_back(element.get<int>());
    }
}

void ObjectReader::number(std::string_view key, double& out, double least, double most) {
    if (const Value* value = take(key)) {
        if (!value->is_number() || *value < least || *value > most) {
            problem(key, fmt::format("must be a number from {} to {}", least, most));
            return;
        }
        out = value->get<double>();
    }
}

void ObjectReader::flag(std::string_view key, bool& out) {
    if (const Value* value = take(key)) {
        if (!value->is_boolean()) {
            problem(key, "must be true or false");
            return;
        }
        out = value->get<bool>();
    }
}

void ObjectReader::types(std::string_view key, std::vector<FindingType>& out) {
    std::vector<std::string> names;
    if (!has(key)) {
        known_.emplace(key);
        return;
    }
    const std::size_t before = problems_.size();
    texts(key, names);
    if (problems_.size() != before) {
        return;
    }
    std::set<FindingType> found;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string& name = names[i];
        if (const auto type = find_type(name)) {
            found.insert(*type);
            continue;
        }
        bool category = false;
        for (std::size_t t = 0; t < finding_type_count; ++t) {
            const auto type = static_cast<FindingType>(t);
            if (category_name(category_of(type)) == name) {
                found.insert(type);
                category = true;
            }
        }
        if (!category) {
            problems_.emplace_back(pointer_ + pointer_step(key) + "/" + std::to_string(i),
                                   "is no type (such as HEALTH) and no category (identifier, name, "
                                   "age, special, judicial, hardship)");
        }
    }
    out.assign(found.begin(), found.end());
}

std::optional<std::size_t> ObjectReader::choice_index(std::string_view key,
                                                      std::span<const std::string_view> names) {
    const Value* value = take(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (value->is_string()) {
        const auto found =
            std::find(names.begin(), names.end(), value->get_ref<const std::string&>());
        if (found != names.end()) {
            return static_cast<std::size_t>(found - names.begin());
        }
    }
    problem(key, fmt::format("must be one of: {}", fmt::join(names, ", ")));
    return std::nullopt;
}

std::optional<std::vector<std::size_t>>
ObjectReader::choice_indices(std::string_view key, std::span<const std::string_view> names) {
    if (!has(key)) {
        known_.emplace(key);
        return std::nullopt;
    }
    std::vector<std::string> given;
    const std::size_t before = problems_.size();
    texts(key, given);
    if (problems_.size() != before) {
        return std::nullopt;
    }
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto found = std::find(names.begin(), names.end(), given[i]);
        if (found == names.end()) {
            problems_.emplace_back(pointer_ + pointer_step(key) + "/" + std::to_string(i),
                                   fmt::format("must be one of: {}", fmt::join(names, ", ")));
            continue;
        }
        indices.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    return indices;
}

void ObjectReader::object(std::string_view key, const std::function<void(ObjectReader&)>& read) {
    const Value* value = take(key);
    if (value == nullptr) {
        return;
    }
    if (!value->is_object()) {
        problem(key, "must be an object");
        return;
    }
    ObjectReader inner{*value, pointer_ + pointer_step(key), problems_};
    read(inner);
    inner.finish();
}

bool ObjectReader::objects(std::string_view key, const std::function<void(ObjectReader&)>& read) {
    const Value* value = take(key);
    if (value == nullptr) {
        return false;
    }
    if (!value->is_array()) {
        problem(key, "must be an array of objects");
        return false;
    }
    for (std::size_t i = 0; i < value->size(); ++i) {
        const std::string pointer = pointer_ + pointer_step(key) + "/" + std::to_string(i);
        if (!(*value)[i].is_object()) {
            problems_.emplace_back(pointer, "must be an object");
            continue;
        }
        ObjectReader inner{(*value)[i], pointer, problems_};
        read(inner);
        inner.finish();
    }
    return true;
}

void ObjectReader::finish() {
    for (const auto& [key, value] : node_.items()) {
        if (key != "_comment" && !known_.contains(key)) {
            problem(key, "is not a known field");
        }
    }
}

} // namespace oblio::policy
