// lib/src/record/accounts.cpp: what an export says about the account it belongs to.
#include "record/json.hpp"
#include "record/json_reader.hpp"
#include "record/member_reader.hpp"
#include "record/mojibake.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

std::optional<std::string> repaired(Json value) {
    auto text = owned(value.string());
    if (text) {
        repair_mojibake(*text);
    }
    return text;
}

void read_facebook(Json root, OwnAccount& account) {
    for (const std::string_view key : {"profile_v2", "profile"}) {
        if (auto name = repaired(root[key]["name"]["full_name"])) {
            account.name = std::move(name);
        } else if (auto plain = repaired(root[key]["name"])) {
            account.name = std::move(plain);
        }
        if (auto handle = repaired(root[key]["username"]); handle && !handle->empty()) {
            account.name = account.name ? account.name : handle;
        }
    }
}

void read_instagram(Json root, OwnAccount& account) {
    const Json map = root["profile_user"].first()["string_map_data"];
    for (Json entry = map.first(); entry; entry = entry.next()) {
        std::string key{entry.key()};
        repair_mojibake(key);
        auto value = repaired(entry["value"]);
        if (key == "Username" || key == "Nome utente") {
            account.handle = std::move(value);
        } else if (key == "Name" || key == "Nome") {
            account.name = std::move(value);
        }
    }
}

void read_x(Json root, Tree& tree) {
    OwnAccount& account = tree.accounts["x"];
    const Json own = root.first()["account"];
    const Json user = root["userInfo"];
    const auto set = [](std::optional<std::string>& to, Json value) {
        if (!to) {
            to = owned(value.string_or_number());
        }
    };
    set(account.id, own["accountId"]);
    set(account.handle, own["username"]);
    set(account.name, own["accountDisplayName"]);
    set(account.id, user["accountId"]);
    set(account.handle, user["userName"]);
    set(account.name, user["displayName"]);
    for (Json type = root["dataTypes"].first(); type; type = type.next()) {
        for (Json file = type["files"].first(); file; file = file.next()) {
            const auto name = file["fileName"].string();
            const auto count = file["count"].integer();
            if (name && count && *count >= 0) {
                tree.set_stated(std::string{*name}, static_cast<std::uint64_t>(*count));
            }
        }
    }
}

void read_mastodon(Json root, OwnAccount& account) {
    account.id = owned(root["id"].string());
    account.name = owned(root["name"].string());
    const auto user = root["preferredUsername"].string();
    if (!user || !account.id) {
        return;
    }
    const auto host = account.id->find("://");
    const auto from = host == std::string::npos ? 0 : host + 3;
    account.handle =
        std::string{*user} + "@" + account.id->substr(from, account.id->find('/', from) - from);
}

} // namespace

void read_account(const std::string& platform, std::string_view bytes, Tree& tree) {
    std::string_view json = bytes;
    if (platform == "x") {
        const auto assignment = json.find('=');
        json.remove_prefix(assignment == std::string_view::npos ? 0 : assignment + 1);
        while (!json.empty() &&
               (json.back() == ';' || json.back() == '\n' || json.back() == '\r')) {
            json.remove_suffix(1);
        }
    } else if (json.starts_with("\xEF\xBB\xBF")) {
        json.remove_prefix(3);
    }
    JsonDocument document;
    const auto root = document.parse(json);
    if (!root) {
        return; // the records are readable without it
    }
    if (platform == "x") {
        read_x(*root, tree);
    } else if (platform == "facebook") {
        read_facebook(*root, tree.accounts[platform]);
    } else if (platform == "instagram") {
        read_instagram(*root, tree.accounts[platform]);
    } else if (platform == "mastodon") {
        read_mastodon(*root, tree.accounts[platform]);
    }
}

void read_notes(std::string_view bytes, Tree& tree) {
    const auto assignment = bytes.find('=');
    if (assignment == std::string_view::npos) {
        return;
    }
    bytes.remove_prefix(assignment + 1);
    while (!bytes.empty() &&
           (bytes.back() == ';' || bytes.back() == '\n' || bytes.back() == '\r')) {
        bytes.remove_suffix(1);
    }
    JsonDocument document;
    const auto root = document.parse(bytes);
    if (!root) {
        return;
    }
    for (Json item = root->first(); item; item = item.next()) {
        const Json note = item["noteTweet"].is_object() ? item["noteTweet"] : item;
        const auto text = note["core"]["text"].string();
        if (text) {
            tree.add_note({std::string{note["noteTweetId"].string_or_number().value_or("")},
                           std::string{note["tweetId"].string_or_number().value_or("")},
                           std::string{note["createdAt"].string().value_or("").substr(0, 19)},
                           std::string{*text}, false});
        }
    }
}

} // namespace oblio::record
