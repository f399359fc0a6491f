// lib/src/record/meta_reader.hpp: what the readers of Facebook and Instagram downloads share.
#pragma once

#include "record/json_reader.hpp"

#include <initializer_list>
#include <string>

namespace oblio::record {

/// JSON whose strings are repaired one by one. Threads: one thread at a time.
class MetaReader : public JsonReader {
protected:
    using JsonReader::JsonReader;

    /// The string, repaired; what became of it is noted for the record being made.
    [[nodiscard]] std::optional<std::string> text(Json value);
    [[nodiscard]] std::string repaired(std::string_view text);
    /// Puts the flags of the repairs since the last call.
    void flag_encoding(Record& record);

    /// Every string below `value` as side text, repaired. Paths to media files are left out.
    void add_side(Record& record, Json value, const std::string& name);
    /// An attachment for `media` ({uri, title, description, media_metadata…}), its other strings
    /// and numbers that tell of a place as side text. `skip_title`: the title is the text already.
    void add_media(Record& record, Json media, std::string type, bool skip_title = false);
    /// `uri` as path or URL, looked up among the members.
    [[nodiscard]] Attachment attachment(std::string uri, std::string type) const;

    /// The author is the account the download belongs to.
    void set_own_author(Record& record) const;
    /// The author is called `name`.
    void set_named_author(Record& record, std::optional<std::string> name) const;

    /// `@[<id>:2048:<Name>]` shown as the name, with a mention entity.
    static void show_mentions(Record& record);
    /// Time as written and id.
    void finish(Record record, std::string_view written_time);

private:
    bool repaired_ = false;
    bool suspect_ = false;
    bool doubtful_ = false;
    bool repaired_in_file_ = false;
};

/// By extension, else `file`.
[[nodiscard]] std::string media_type(std::string_view uri);
/// One of the names that stand for accounts that are gone; different people share them.
[[nodiscard]] bool is_gone_account(std::string_view name);

} // namespace oblio::record
