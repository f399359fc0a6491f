// lib/src/record/texts.cpp
#include "oblio/record/texts.hpp"

#include <string>

namespace oblio {
namespace {

/// Gives each string that is there and not empty to the visitor, with its field's name.
class Walk {
public:
    explicit Walk(const TextVisitor& visit) : visit_{visit} {}

    void one(std::string_view field, const std::string& text) const {
        if (!text.empty()) {
            visit_(field, text);
        }
    }
    void one(std::string_view field, const std::optional<std::string>& text) const {
        if (text) {
            one(field, *text);
        }
    }
    void account(const std::string& field, const Account& account) const {
        one(field + ".id", account.id);
        one(field + ".name", account.name);
        one(field + ".handle", account.handle);
    }

private:
    const TextVisitor& visit_;
};

std::string nth(std::string_view field, std::size_t index) {
    return std::string{field} + "[" + std::to_string(index) + "]";
}

} // namespace

void for_each_text(const Record& record, const TextVisitor& visit) {
    const Walk walk{visit};
    walk.one("text", record.text);
    walk.one("title", record.title);
    walk.one("author_id", record.author.id);
    walk.one("author_name", record.author.name);
    walk.one("author_handle", record.author.handle);
    for (std::size_t i = 0; i < record.recipients.size(); ++i) {
        walk.account(nth("recipients", i), record.recipients[i]);
    }
    if (record.reply_to_author) {
        walk.account("reply_to_author", *record.reply_to_author);
    }
    for (std::size_t i = 0; i < record.attachments.size(); ++i) {
        const Attachment& attachment = record.attachments[i];
        const std::string field = nth("attachments", i);
        walk.one(field + ".name", attachment.name);
        walk.one(field + ".alt", attachment.alt);
        walk.one(field + ".path", attachment.path);
        walk.one(field + ".url", attachment.url);
    }
    for (std::size_t i = 0; i < record.entities.size(); ++i) {
        walk.one(nth("entities", i) + ".value", record.entities[i].value);
    }
    for (std::size_t i = 0; i < record.reactions.size(); ++i) {
        walk.one(nth("reactions", i) + ".author_id", record.reactions[i].author_id);
        walk.one(nth("reactions", i) + ".author_name", record.reactions[i].author_name);
    }
    for (std::size_t i = 0; i < record.side_text.size(); ++i) {
        walk.one(nth("side_text", i) + "." + record.side_text[i].name, record.side_text[i].value);
    }
    walk.one("permalink", record.permalink);
}

} // namespace oblio
