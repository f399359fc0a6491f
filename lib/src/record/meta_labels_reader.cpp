// lib/src/record/meta_labels_reader.cpp: the newer shape of Meta downloads, labelled values.
#include "record/meta_reader.hpp"
#include "record/times.hpp"

#include <algorithm>
#include <array>

namespace oblio::record {
namespace {

/// What the known labels say; labels are in the account's language.
bool is_text_label(const std::string& label) {
    static constexpr std::array<std::string_view, 9> labels{"Text",       "Message",  "Caption",
                                                            "Comment",    "Testo",    "Messaggio",
                                                            "Didascalia", "Commento", "Title"};
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

bool is_owner_label(const std::string& label) {
    static constexpr std::array<std::string_view, 3> labels{
        "Media Owner", "Proprietario del contenuto multimediale",
        "Proprietario dei contenuti multimediali"};
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

class LabelsReader final : public MetaReader {
public:
    explicit LabelsReader(MemberContext& context)
        : MetaReader{context}, comments_{context.member.path.find("comment") != std::string::npos},
          edits_{context.member.path.find("edits_you_made") != std::string::npos ||
                 context.member.path.find("comment_edits") != std::string::npos} {}

private:
    bool is_bare(const std::set<std::string, std::less<>>& keys) override {
        return keys.contains("label_values");
    }

    struct Found {
        Json text;    // known label
        Json longest; // of the others without link
        Json link;
        std::string owner;
        std::vector<std::pair<std::string, Json>> others;
    };

    void take(Json item, const JsonPart& part) override {
        sink().element();
        if (!item["label_values"].is_array()) {
            sink().skip("no-labels");
            return;
        }
        Found found;
        for (Json entry = item["label_values"].first(); entry; entry = entry.next()) {
            look_at(entry, found);
        }
        const Json words = found.text ? found.text : found.longest;
        Record record = start_record(part, item);
        record.kind = comments_ ? "comment" : "post";
        record.text = text(words);
        if (record.text) {
            place_text(record, part, words);
        }
        const auto time = item["timestamp"].integer();
        set_created_seconds(record, time);
        set_own_author(record);
        show_mentions(record);
        if (!found.owner.empty() && comments_) {
            record.reply_to_author = Account{std::nullopt, std::nullopt, found.owner};
        }
        for (const auto& [label, value] : found.others) {
            if (value.from() != words.from()) {
                add_side(record, value, label);
            }
        }
        for (Json media = item["media"].first(); media; media = media.next()) {
            add_media(record, media, {});
        }
        finish_version(std::move(record), item, time);
    }

    void look_at(Json entry, Found& found) {
        const std::string label = text(entry["label"]).value_or(text(entry["title"]).value_or(""));
        for (Json inner = entry["dict"].first(); inner; inner = inner.next()) {
            look_at(inner, found);
        }
        const Json value = entry["value"];
        if (value.is_string()) {
            if (is_owner_label(label)) {
                found.owner = text(value).value_or("");
            } else if (is_text_label(label) && !found.text) {
                found.text = value;
            } else {
                const bool longer =
                    !found.longest || value.string()->size() > found.longest.string()->size();
                const bool link = value.string()->starts_with("http://") ||
                                  value.string()->starts_with("https://");
                found.longest = longer && !link && !entry["href"] ? value : found.longest;
                found.others.emplace_back(label, value);
            }
        }
        for (const std::string_view key : {"href", "vec", "media"}) {
            if (entry[key]) {
                found.others.emplace_back(label.empty() ? std::string{key} : label, entry[key]);
            }
        }
    }

    /// Edit files hold earlier versions: those that still stand elsewhere are duplicates.
    void finish_version(Record record, Json item, std::optional<std::int64_t> time) {
        const auto native = item["fbid"].string_or_number();
        if (edits_) {
            record.set_flag("superseded");
            const std::array<std::string_view, 2> parts{
                record.platform, record.text ? std::string_view{*record.text} : std::string_view{}};
            if (!context().options.every_place && record.text &&
                context().tree.texts.holds(context().ids.hash(parts))) {
                sink().skip("duplicate");
                flag_encoding(record);
                return;
            }
        }
        if (!native) {
            finish(std::move(record), time ? std::to_string(*time) : std::string{});
            return;
        }
        record.thread_id = std::string{*native};
        flag_encoding(record);
        record.id = context().ids.distinct(record.platform + ":" + std::string{*native},
                                           record.text.value_or("") + (edits_ ? "\x1f" : ""));
        record.id.empty() ? sink().skip("duplicate") : sink().record(std::move(record));
    }

    bool comments_;
    bool edits_;
};

} // namespace

std::unique_ptr<MemberReader> meta_labels_reader(MemberContext& context) {
    return std::make_unique<LabelsReader>(context);
}

} // namespace oblio::record
