// lib/src/record/json_padded.cpp: the same tree by simdjson, for lines that come by the million.
//
// simdjson finds the structure of a line by vectors and checks its UTF-8 on the way; this file only
// turns what it finds into nodes with their places. Whatever simdjson refuses, and whatever it
// would read in another way than JsonParser (a lone surrogate, a number beyond 64 bits, deep
// nesting), is parsed again by JsonParser: results, errors and their places are its own.
#include "record/json.hpp"

#include <simdjson.h>

#include <memory>

namespace oblio::record {
namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

std::string_view trimmed(std::string_view token) noexcept {
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                              token.back() == '\t')) {
        token.remove_suffix(1);
    }
    return token;
}

} // namespace

static_assert(json_padding >= simdjson::SIMDJSON_PADDING);

class JsonPadded {
public:
    /// False if the plain parser has to do it.
    bool parse(JsonDocument& document, std::string_view bytes, std::uint32_t depth) {
        document_ = &document;
        bytes_ = bytes;
        depth_ = depth;
        simdjson::ondemand::document root;
        const simdjson::padded_string_view padded{bytes.data(), bytes.size(),
                                                  bytes.size() + simdjson::SIMDJSON_PADDING};
        simdjson::ondemand::value object;
        // Only objects: a lone scalar is read by other rules, and no line of records is one.
        return parser_.iterate(padded).get(root) == simdjson::SUCCESS &&
               root.get_value().get(object) == simdjson::SUCCESS && add(object, {}, 0) != 0 &&
               root.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing follows
    }

private:
    /// The index of the node; 0 if the plain parser has to do it.
    std::uint32_t add(simdjson::ondemand::value given, std::string_view key, std::uint32_t depth) {
        json_type type{};
        if (depth >= depth_ || given.type().get(type) != simdjson::SUCCESS) {
            return 0;
        }
        const std::string_view token = trimmed(given.raw_json_token());
        const auto begin = static_cast<std::uint64_t>(token.data() - bytes_.data());
        auto& nodes = document_->nodes_;
        const auto node = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back({{}, key, begin, begin + token.size(), 0, 0, 0, Json::Type::null});
        switch (type) {
        case json_type::string: {
            nodes[node].type = Json::Type::string;
            return given.get_string().get(nodes[node].text) == simdjson::SUCCESS ? node : 0;
        }
        case json_type::number: {
            nodes[node].type = Json::Type::number;
            nodes[node].text = token;
            simdjson::ondemand::number number;
            return given.get_number().get(number) == simdjson::SUCCESS ? node : 0;
        }
        case json_type::boolean: {
            bool truth = false;
            nodes[node].type = Json::Type::boolean;
            nodes[node].text = token;
            return given.get_bool().get(truth) == simdjson::SUCCESS ? node : 0;
        }
        case json_type::null:
            nodes[node].text = token;
            return token == "null" ? node : 0;
        case json_type::object:
            return add_object(given, node, depth) ? node : 0;
        case json_type::array:
            return add_array(given, node, depth) ? node : 0;
        }
        return 0;
    }

    bool add_object(simdjson::ondemand::value given, std::uint32_t node, std::uint32_t depth) {
        document_->nodes_[node].type = Json::Type::object;
        simdjson::ondemand::object object;
        if (given.get_object().get(object) != simdjson::SUCCESS) {
            return false;
        }
        std::uint32_t last = 0;
        for (auto field : object) {
            std::string_view key;
            simdjson::ondemand::value inner;
            if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
                field.value().get(inner) != simdjson::SUCCESS) {
                return false;
            }
            for (std::uint32_t at = document_->nodes_[node].first; at != 0;
                 at = document_->nodes_[at].next) {
                if (document_->nodes_[at].key == key) {
                    return false; // which of the two counts is the plain parser's matter
                }
            }
            const std::uint32_t child = add(inner, key, depth + 1);
            if (child == 0 || !link(node, last, child)) {
                return false;
            }
            last = child;
        }
        return end(node, last);
    }

    bool add_array(simdjson::ondemand::value given, std::uint32_t node, std::uint32_t depth) {
        document_->nodes_[node].type = Json::Type::array;
        simdjson::ondemand::array array;
        if (given.get_array().get(array) != simdjson::SUCCESS) {
            return false;
        }
        std::uint32_t last = 0;
        for (auto item : array) {
            simdjson::ondemand::value inner;
            if (item.get(inner) != simdjson::SUCCESS) {
                return false;
            }
            const std::uint32_t child = add(inner, {}, depth + 1);
            if (child == 0 || !link(node, last, child)) {
                return false;
            }
            last = child;
        }
        return end(node, last);
    }

    bool link(std::uint32_t parent, std::uint32_t last, std::uint32_t child) {
        auto& nodes = document_->nodes_;
        (last == 0 ? nodes[parent].first : nodes[last].next) = child;
        return ++nodes[parent].count < most_members;
    }

    /// A container ends after its last part: the first bracket from there on is its own.
    bool end(std::uint32_t node, std::uint32_t last) {
        auto& nodes = document_->nodes_;
        const std::uint64_t at = last == 0 ? nodes[node].begin + 1 : nodes[last].end;
        const char bracket = nodes[node].type == Json::Type::object ? '}' : ']';
        const std::size_t found = bytes_.find(bracket, static_cast<std::size_t>(at));
        nodes[node].end = found + 1;
        return found != std::string_view::npos;
    }

    /// Comparing each key with those before it is quadratic: larger objects go the other way.
    static constexpr std::uint32_t most_members = 64;

    simdjson::ondemand::parser parser_;
    JsonDocument* document_ = nullptr;
    std::string_view bytes_;
    std::uint32_t depth_ = 0;
};

namespace {

/// The build compiles this file for the vectors of SSE 4.2 where there are any; no processor of
/// the last fifteen years lacks them, and one that does parses plainly.
bool has_vectors() noexcept {
#if defined(__x86_64__)
    static const bool has =
        __builtin_cpu_supports("sse4.2") != 0 && __builtin_cpu_supports("pclmul") != 0;
    return has;
#else
    return true;
#endif
}

} // namespace

Result<Json> JsonDocument::parse_padded(std::string_view bytes, const JsonLeniency& leniency) {
    if (has_vectors() && !leniency.hex_escapes && !leniency.bare_values && !leniency.raw_controls) {
        if (padded_ == nullptr) {
            padded_ = std::make_shared<JsonPadded>();
        }
        nodes_.assign(1, Node{});
        bytes_ = bytes;
        error_at_ = 0;
        replaced_ = false;
        duplicates_ = false;
        if (padded_->parse(*this, bytes, leniency.depth)) {
            return Json{this, 1};
        }
    }
    return parse(bytes, leniency);
}

} // namespace oblio::record
