// lib/src/erasure/hex_list.hpp: keys, digests and rows of the index in JSON.
#pragma once

#include "archive/crypto.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
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

/// One such string as bytes; what has another length is all zeros. Throws as nlohmann::json does.
template <std::size_t N> std::array<std::byte, N> read_hex(const nlohmann::json& value) {
    std::array<std::byte, N> bytes{};
    const auto found = from_hex(value.get<std::string>());
    if (found && found->size() == N) {
        std::copy(found->begin(), found->end(), bytes.begin());
    }
    return bytes;
}

/// The reverse of hex_list(), each as read_hex() has it.
template <class Item> std::vector<Item> read_hex_list(const nlohmann::json& list) {
    std::vector<Item> items;
    for (const nlohmann::json& each : list) {
        items.push_back({read_hex<sizeof(Item::bytes)>(each)});
    }
    return items;
}

} // namespace oblio
