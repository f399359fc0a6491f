// lib/src/record/meta_messages.cpp: Messenger, Page inbox and Instagram direct threads, and the
// encrypted-chat download.
#include "record/meta_reader.hpp"
#include "record/times.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

constexpr std::array<std::string_view, 22> placed_keys{"sender_name",
                                                       "senderName",
                                                       "timestamp_ms",
                                                       "timestamp",
                                                       "content",
                                                       "text",
                                                       "type",
                                                       "photos",
                                                       "videos",
                                                       "audio_files",
                                                       "files",
                                                       "gifs",
                                                       "media",
                                                       "sticker",
                                                       "reactions",
                                                       "is_unsent",
                                                       "isUnsent",
                                                       "call_duration",
                                                       "missed",
                                                       "is_geoblocked_for_viewer",
                                                       "bumped_message_metadata",
                                                       "sender_id_INTERNAL"};

class ThreadReader final : public MetaReader {
public:
    using MetaReader::MetaReader;

private:
    Visit decide(std::string_view path, char first) override {
        if (path.empty() || (path == "/messages" && first == '[')) {
            return Visit::enter;
        }
        return path == "/messages/*" ? Visit::keep : Visit::skip;
    }
    Result<void> prepare() override;
    void take(Json message, const JsonPart& part) override;

    void set_people(Record& record);
    void set_flags(Record& record, Json message);
    void set_media(Record& record, Json message);
    void set_reactions(Record& record, Json message);
    bool met_before(const Record& record, std::string_view time);

    [[nodiscard]] bool encrypted() { return context().format == Format::meta_encrypted; }

    std::vector<std::string> participants_;
    std::optional<std::string> title_;
    std::optional<std::string> thread_;
    std::string owner_; ///< from the thread itself, if the account is not known
    bool pending_ = false;
    bool spam_ = false;
    bool doubled_ = false; ///< the same messages may be in the other download too
};

Result<void> ThreadReader::prepare() {
    auto looked = look(
        [](std::string_view path, char) {
            return path.empty() ? Visit::enter : path == "/messages" ? Visit::skip : Visit::keep;
        },
        [&](Json value, const JsonPart& part) {
            if (part.path == "/participants") {
                for (Json one = value.first(); one; one = one.next()) {
                    if (auto name = text(one.is_object() ? one["name"] : one)) {
                        participants_.push_back(std::move(*name));
                    }
                }
            } else if (part.path == "/title" || part.path == "/threadName") {
                title_ = text(value);
            } else if (part.path == "/thread_path") {
                thread_ = text(value);
            } else if (part.path == "/is_pending") {
                pending_ = value.is_true();
            }
        });
    const std::string& path = context().member.path;
    if (encrypted()) {
        thread_ = title_;
    } else if (!thread_) {
        const auto slash = path.rfind('/');
        thread_ = slash == std::string::npos ? title_ : std::optional{path.substr(0, slash)};
    }
    pending_ = pending_ || path.find("message_requests/") != std::string::npos;
    spam_ = path.find("filtered_threads/") != std::string::npos;
    doubled_ = encrypted() || path.find("e2ee_cutover/") != std::string::npos;
    // A thread of two is called after the other one.
    if (participants_.size() == 2 && title_) {
        const auto other = std::find(participants_.begin(), participants_.end(), *title_);
        if (other != participants_.end()) {
            owner_ = participants_[other == participants_.begin() ? 1 : 0];
        }
    }
    return looked;
}

void ThreadReader::take(Json message, const JsonPart& part) {
    sink().element();
    if (!message.is_object()) {
        sink().skip("not-an-object");
        return;
    }
    Record record = start_record(part, message);
    record.kind = "direct-message";
    record.visibility = "private";
    record.thread_id = thread_;
    if (record.channel.empty()) {
        record.channel = owner_;
    }
    set_named_author(record, text(message[encrypted() ? "senderName" : "sender_name"]));
    set_people(record);
    const auto time = message[encrypted() ? "timestamp" : "timestamp_ms"].integer();
    set_created_milliseconds(record, time);
    if (!record.created) {
        sink().warn("time-unknown");
    }
    const Json content = message[encrypted() ? "text" : "content"];
    record.text = text(content);
    if (record.text) {
        place_text(record, part, content);
    }
    set_flags(record, message);
    set_media(record, message);
    set_reactions(record, message);
    for (Json child = message.first(); child; child = child.next()) {
        if (std::find(placed_keys.begin(), placed_keys.end(), child.key()) == placed_keys.end()) {
            add_side(record, child, std::string{child.key()});
        }
    }
    const std::string written = time ? std::to_string(*time) : std::string{};
    if (doubled_ && !context().options.every_place && met_before(record, written)) {
        sink().skip("duplicate");
        flag_encoding(record);
        return;
    }
    finish(std::move(record), written);
}

/// Encrypted chats may be in two downloads: the same sender, moment and text is the same message.
bool ThreadReader::met_before(const Record& record, std::string_view time) {
    const std::string sender = record.author.name.value_or("");
    const std::string words = record.text.value_or("");
    const std::array<std::string_view, 4> parts{record.platform, sender, time, words};
    const std::uint64_t hash = context().ids.hash(parts);
    // Within one file equal messages are told apart by their number.
    return context().tree.met_elsewhere(hash, context().member.path);
}

void ThreadReader::set_people(Record& record) {
    for (const std::string& name : participants_) {
        if (name != record.author.name) {
            record.recipients.push_back({std::nullopt, name, std::nullopt});
        }
    }
}

void ThreadReader::set_flags(Record& record, Json message) {
    const auto type = message["type"].string().value_or("");
    if (message["is_unsent"].is_true() || message["isUnsent"].is_true()) {
        record.set_flag("deleted");
    }
    if (message["call_duration"] || type == "Call") {
        record.set_flag("call");
    }
    if (type == "Subscribe" || type == "Unsubscribe" || message["users"].size() > 0) {
        record.set_flag("system");
    }
    if (pending_) {
        record.set_flag("pending");
    }
    if (spam_) {
        record.set_flag("spam-folder");
    }
}

void ThreadReader::set_media(Record& record, Json message) {
    for (const auto& [key, type] : {std::pair{"photos", "image"}, std::pair{"videos", "video"},
                                    std::pair{"audio_files", "audio"}, std::pair{"files", "file"},
                                    std::pair{"gifs", "gif"}, std::pair{"media", ""}}) {
        for (Json media = message[key].first(); media; media = media.next()) {
            add_media(record, media, type);
        }
    }
    if (const auto uri = text(message["sticker"]["uri"])) {
        record.attachments.push_back(attachment(*uri, "sticker"));
    }
    if (const auto link = text(message["share"]["link"])) {
        Attachment shared;
        shared.type = "link";
        shared.url = *link;
        record.attachments.push_back(std::move(shared));
    }
}

void ThreadReader::set_reactions(Record& record, Json message) {
    for (Json reaction = message["reactions"].first(); reaction; reaction = reaction.next()) {
        const auto at = reaction["timestamp"].integer();
        record.reactions.push_back({std::nullopt, text(reaction["actor"]),
                                    text(reaction["reaction"]),
                                    at ? from_seconds(*at) : std::nullopt});
    }
}

} // namespace

std::unique_ptr<MemberReader> meta_thread_reader(MemberContext& context) {
    return std::make_unique<ThreadReader>(context);
}

} // namespace oblio::record
