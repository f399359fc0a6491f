// tests/record/whatsapp_oracle_test.cpp: our reading of WhatsApp texts beside that of the npm
// package whatsapp-chat-parser: the same messages, authors and times.
#include "record/archives.hpp"
#include "record/town_cases.hpp"

#include "support/paths.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace oblio {

using nlohmann::json;
using reading::TempDir;

namespace {

const std::filesystem::path tools = test::source_folder() / "tests/tools";

/// What a Node script of the tests prints; `status` is its exit.
std::string run_node(const std::string& arguments, int& status) {
    const std::string command = "sh '" + (tools / "node.sh").string() + "' " + arguments;
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> buffer{};
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        out.append(buffer.data(), got);
    }
    status = ::pclose(pipe);
    return out;
}

json read_by_oracle(const std::filesystem::path& file, bool days_first) {
    int status = 0;
    const std::string out = run_node("'" + (tools / "whatsapp.mjs").string() + "' '" +
                                         file.string() + "' " + (days_first ? "true" : "false"),
                                     status);
    REQUIRE(status == 0);
    return json::parse(out);
}

/// What the eye does not see goes: direction marks, byte order marks, no-break spaces.
std::string visible(std::string text) {
    for (const char* mark : {"\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
                             "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\r"}) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
            text.erase(at, std::string_view{mark}.size());
        }
    }
    for (const char* space : {"\u202f", "\u00a0"}) {
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space, at)) {
            text.replace(at, std::string_view{space}.size(), " ");
        }
    }
    return text;
}

/// The name without the sign of an unsaved contact.
std::string plain_name(const std::string& name) {
    std::string plain = visible(name);
    plain.erase(0, plain.find_first_not_of("~ "));
    return plain;
}

/// The chat as text, whatever packs it.
std::string chat_text(const std::filesystem::path& path) {
    if (path.extension() != ".zip") {
        return test::bytes_of_file(path);
    }
    for (const auto& [name, bytes] : reading::unpack(path)) {
        if (name.ends_with(".txt") && !name.starts_with("__MACOSX")) {
            return bytes;
        }
    }
    return {};
}

void compare(const std::filesystem::path& path) {
    const TempDir dir;
    const bool days_first = path.string().find("inglese") == std::string::npos &&
                            path.string().find("anno prima") == std::string::npos;
    const json theirs = read_by_oracle(dir.write("chat.txt", chat_text(path)), days_first);
    ReadOptions options;
    options.zone = "UTC"; // the wall clock as it stands
    const auto ours = reading::read_path(path, options).records;
    REQUIRE(theirs.size() == ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const Record& our = ours[i];
        const json& their = theirs[i];
        INFO(their.dump());
        CHECK(our.created.value_or("").substr(0, 19) == their["time"].get<std::string>());
        const std::string text = visible(our.text.value_or(""));
        std::string message = visible(their["message"].get<std::string>());
        message.erase(message.find_last_not_of('\n') + 1); // the end of the file
        if (our.has_flag("system")) {
            // It takes the title in front of a system line of Apple for an author; we do not.
            CHECK(message.find(text) != std::string::npos);
            continue;
        }
        CHECK(plain_name(our.author.name.value_or("")) ==
              plain_name(their["author"].is_null() ? "" : their["author"].get<std::string>()));
        const bool words_of_the_program = !our.attachments.empty() || our.has_flag("edited") ||
                                          our.has_flag("deleted") || our.has_flag("call");
        if (words_of_the_program) {
            CHECK(message.find(text) != std::string::npos);
        } else {
            CHECK(text == message);
        }
    }
}

/// Compares every chat of a town; returns how many there were.
std::size_t compare_town(const std::filesystem::path& folder) {
    std::size_t chats = 0;
    const json index = json::parse(test::bytes_of_file(folder / "exports/index.json"));
    for (const json& input : index["inputs"]) {
        if (input["format"] == "whatsapp") {
            INFO(input["path"]);
            ++chats;
            compare(folder / "exports" / input["path"].get<std::string>());
        }
    }
    return chats;
}

} // namespace

TEST_CASE("whatsapp-chat-parser reads the same messages, authors and times", "[whatsapp][oracle]") {
    int status = 0;
    if (const std::string why = run_node("-e 0", status); status != 0) {
        WARN(why);
        return;
    }
    CHECK(compare_town(test::source_folder() / "fixtures/town/seed1") > 20);
    for (const char* seed : {"11", "12"}) {
        const TempDir dir;
        const std::string command =
            "python3 -B '" + (test::source_folder() / "fixtures/town/generate.py").string() +
            "' --seed " + seed + " --out '" + dir.path().string() + "' > /dev/null";
        if (std::system(command.c_str()) == 0) {
            CHECK(compare_town(dir.path()) > 20);
        }
    }
}

} // namespace oblio
