// lib/src/erasure/hex_list.hpp: rows and keys of the index in JSON.
#pragma once

#include "archive/crypto.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace oblio {

/// What holds an array `bytes`, as a list of hexadecimal strings.
template <class Item> nlohmann::json hex_list(const std::vector<Item>& items) {
    nlohmann::json list = nlohmann::json::array();
    for (const Item& item : items) {
        list.push_back(to_hex(item.bytes));
    }
    return list;
}

/// The reverse; what has another length is all zeros. Throws as nlohmann::json does.
template <class Item> std::vector<Item> read_hex_list(const nlohmann::json& list) {
    std::vector<Item> items;
    for (const nlohmann::json& each : list) {
        Item& item = items.emplace_back();
        const auto bytes = from_hex(each.get<std::string>());
        if (bytes && bytes->size() == item.bytes.size()) {
            std::copy(bytes->begin(), bytes->end(), item.bytes.begin());
        }
    }
    return items;
}

} // namespace oblio
