// lib/src/archive/index_terms.cpp: field names, and the terms that need no knowledge of names.
#include "archive/text_terms.hpp"

#include "oblio/detect/scanner.hpp"
#include "oblio/text/fold.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <tuple>

namespace oblio {
namespace {

/// How a field is written: `prefix`, or `prefix[n]suffix`.
struct FieldForm {
    Field field;
    std::string_view prefix;
    std::string_view suffix;
    bool indexed;
};

constexpr std::array field_forms{
    FieldForm{Field::text, "text", "", false},
    FieldForm{Field::title, "title", "", false},
    FieldForm{Field::author_id, "author_id", "", false},
    FieldForm{Field::author_name, "author_name", "", false},
    FieldForm{Field::author_handle, "author_handle", "", false},
    FieldForm{Field::recipient_id, "recipients", ".id", true},
    FieldForm{Field::recipient_name, "recipients", ".name", true},
    FieldForm{Field::recipient_handle, "recipients", ".handle", true},
    FieldForm{Field::reply_to_author_id, "reply_to_author.id", "", false},
    FieldForm{Field::reply_to_author_name, "reply_to_author.name", "", false},
    FieldForm{Field::reply_to_author_handle, "reply_to_author.handle", "", false},
    FieldForm{Field::attachment_name, "attachments", ".name", true},
    FieldForm{Field::attachment_alt, "attachments", ".alt", true},
    FieldForm{Field::attachment_path, "attachments", ".path", true},
    FieldForm{Field::attachment_url, "attachments", ".url", true},
    FieldForm{Field::entity_value, "entities", ".value", true},
    FieldForm{Field::reaction_author_id, "reactions", ".author_id", true},
    FieldForm{Field::reaction_author_name, "reactions", ".author_name", true},
    FieldForm{Field::side_text, "side_text", ".value", true},
    FieldForm{Field::permalink, "permalink", "", false},
    FieldForm{Field::id, "id", "", false},
    FieldForm{Field::thread, "thread_id", "", false},
    FieldForm{Field::reply_to, "reply_to", "", false},
};

/// The string of a mutable record, or nullptr.
std::string* present(std::optional<std::string>& value) {
    return value ? &*value : nullptr;
}

template <class Items, class Get> std::string* nth(Items& items, std::uint16_t index, Get get) {
    return index < items.size() ? present(get(items[index])) : nullptr;
}

std::string* account_text(Account& account, Field field, Field id, Field name) {
    if (field == id) {
        return present(account.id);
    }
    return field == name ? present(account.name) : present(account.handle);
}

std::string* find_text(Record& record, FieldRef ref) {
    switch (ref.field) {
    case Field::text:
        return present(record.text);
    case Field::title:
        return present(record.title);
    case Field::author_id:
    case Field::author_name:
    case Field::author_handle:
        return account_text(record.author, ref.field, Field::author_id, Field::author_name);
    case Field::recipient_id:
    case Field::recipient_name:
    case Field::recipient_handle:
        return ref.index < record.recipients.size()
                   ? account_text(record.recipients[ref.index], ref.field, Field::recipient_id,
                                  Field::recipient_name)
                   : nullptr;
    case Field::reply_to_author_id:
    case Field::reply_to_author_name:
    case Field::reply_to_author_handle:
        return record.reply_to_author
                   ? account_text(*record.reply_to_author, ref.field, Field::reply_to_author_id,
                                  Field::reply_to_author_name)
                   : nullptr;
    case Field::attachment_name:
        return nth(
            record.attachments, ref.index, [](Attachment & a) -> auto& { return a.name; });
    case Field::attachment_alt:
        return nth(
            record.attachments, ref.index, [](Attachment & a) -> auto& { return a.alt; });
    case Field::attachment_path:
        return nth(
            record.attachments, ref.index, [](Attachment & a) -> auto& { return a.path; });
    case Field::attachment_url:
        return nth(
            record.attachments, ref.index, [](Attachment & a) -> auto& { return a.url; });
    case Field::entity_value:
        return nth(
            record.entities, ref.index, [](Entity & e) -> auto& { return e.value; });
    case Field::reaction_author_id:
        return nth(
            record.reactions, ref.index, [](Reaction & r) -> auto& { return r.author_id; });
    case Field::reaction_author_name:
        return nth(
            record.reactions, ref.index, [](Reaction & r) -> auto& { return r.author_name; });
    case Field::side_text:
        return ref.index < record.side_text.size() ? &record.side_text[ref.index].value : nullptr;
    case Field::permalink:
        return present(record.permalink);
    case Field::id:
        return &record.id;
    case Field::thread:
        return present(record.thread_id);
    case Field::reply_to:
        return present(record.reply_to);
    }
    return nullptr;
}

/// Collects terms, each (kind, value, field, start) once.
class Collector {
public:
    void whole(IndexKind kind, std::string value, FieldRef field) {
        if (!value.empty()) {
            terms_.push_back({kind, std::move(value), field, 0, 0});
        }
    }
    void span(IndexKind kind, std::string value, FieldRef field, ByteSpan where) {
        if (!value.empty()) {
            terms_.push_back({kind, std::move(value), field,
                              static_cast<std::uint32_t>(to_index(where.begin())),
                              static_cast<std::uint32_t>(to_index(where.end()))});
        }
    }
    [[nodiscard]] std::vector<IndexTerm>& terms() noexcept { return terms_; }
    [[nodiscard]] std::vector<IndexTerm> take() {
        const auto place = [](const IndexTerm& t) {
            return std::tie(t.field, t.start, t.kind, t.value);
        };
        std::sort(terms_.begin(), terms_.end(),
                  [&](const IndexTerm& a, const IndexTerm& b) { return place(a) < place(b); });
        terms_.erase(std::unique(terms_.begin(), terms_.end(),
                                 [&](const IndexTerm& a, const IndexTerm& b) {
                                     return place(a) == place(b);
                                 }),
                     terms_.end());
        return std::move(terms_);
    }

private:
    std::vector<IndexTerm> terms_;
};

/// The folded words of a text, one space between.
std::string folded_words(std::string_view text, std::vector<std::string>* words = nullptr) {
    const detect::Document document{text};
    std::string joined;
    for (const detect::Token& token : document.tokens()) {
        if (token.kind == detect::TokenKind::word || token.kind == detect::TokenKind::number) {
            joined += joined.empty() ? "" : " ";
            joined += document.text(token);
            if (words != nullptr && token.kind == detect::TokenKind::word) {
                words->emplace_back(document.text(token));
            }
        }
    }
    return joined;
}

struct AccountFields {
    Field id, name, handle;
};

void add_account(Collector& out, const Record& record, const Account& account, AccountFields fields,
                 std::uint16_t index) {
    if (account.id) {
        out.whole(IndexKind::account_id, account_value(record.platform, *account.id),
                  {fields.id, index});
    }
    if (account.handle) {
        out.whole(IndexKind::handle, handle_value(*account.handle), {fields.handle, index});
        if (account.handle->starts_with('+')) { // WhatsApp: the handle is the number
            out.whole(identifier_kind(FindingType::phone),
                      Scanner::canonical(FindingType::phone, *account.handle),
                      {fields.handle, index});
        }
    }
    if (account.name) {
        std::vector<std::string> words;
        out.whole(IndexKind::display_name, folded_words(*account.name, &words),
                  {fields.name, index});
        for (std::string& word : words) {
            out.whole(IndexKind::account_token, std::move(word), {fields.name, index});
        }
    }
}

void add_words(Collector& out, const detect::Document& document, FieldRef field,
               std::span<const FieldFinding> findings) {
    for (const detect::Token& token : document.tokens()) {
        if (token.kind != detect::TokenKind::word) {
            continue;
        }
        const bool capital = token.letters == detect::LetterCase::capitalised ||
                             token.letters == detect::LetterCase::upper ||
                             token.letters == detect::LetterCase::mixed;
        if (!capital && findings.empty()) { // most words: nobody is called so
            continue;
        }
        const ByteSpan where = document.source_span(token.begin, token.end);
        const bool person = std::any_of(findings.begin(), findings.end(), [&](const auto& item) {
            return item.field == field && item.finding.type == FindingType::person &&
                   item.finding.where.overlaps(where);
        });
        if (capital || person) {
            out.span(IndexKind::name_token, std::string{document.text(token)}, field, where);
        }
    }
}

bool is_identifier(FindingType type) {
    return category_of(type) == Category::identifier;
}

} // namespace

std::string field_name(FieldRef field) {
    for (const FieldForm& form : field_forms) {
        if (form.field == field.field) {
            return std::string{form.prefix} +
                   (form.indexed ? "[" + std::to_string(field.index) + "]" : "") +
                   std::string{form.suffix};
        }
    }
    return {};
}

std::optional<FieldRef> parse_field(std::string_view name) {
    for (const FieldForm& form : field_forms) {
        if (!form.indexed) {
            if (name == form.prefix) {
                return FieldRef{form.field, 0};
            }
            continue;
        }
        if (!name.starts_with(form.prefix) || name.substr(form.prefix.size()).size() < 3 ||
            name[form.prefix.size()] != '[') {
            continue;
        }
        const std::string_view rest = name.substr(form.prefix.size() + 1);
        std::uint16_t index = 0;
        const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), index);
        const std::string_view after{parsed.ptr, rest.data() + rest.size()};
        // A side text is called by its own name there.
        if (parsed.ec == std::errc{} && after.starts_with(']') &&
            (after.substr(1) == form.suffix ||
             (form.field == Field::side_text && after.substr(1).starts_with('.')))) {
            return FieldRef{form.field, index};
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> field_text(const Record& record, FieldRef field) {
    // One switch for reading and writing; nothing is changed here.
    const std::string* text = find_text(const_cast<Record&>(record), field);
    return text != nullptr ? std::optional<std::string_view>{*text} : std::nullopt;
}

bool set_field_text(Record& record, FieldRef field, std::string value) {
    std::string* text = find_text(record, field);
    if (text == nullptr) {
        return false;
    }
    *text = std::move(value);
    return true;
}

std::string thread_value(std::string_view platform, std::string_view channel,
                         std::string_view thread_id) {
    std::string value{platform};
    value += '\x1F';
    value += channel;
    value += '\x1F';
    value += thread_id;
    return value;
}

std::string thread_value(const Record& record) {
    return thread_value(record.platform, record.channel, record.thread_id.value_or(record.id));
}

std::string account_value(std::string_view platform, std::string_view account_id) {
    std::string value{platform};
    value += '\x1F';
    value += account_id;
    return value;
}

std::string display_name_value(std::string_view name) {
    return folded_words(name);
}

std::string handle_value(std::string_view handle) {
    if (handle.starts_with('@')) {
        handle.remove_prefix(1);
    }
    return fold_to_string(handle);
}

std::vector<IndexTerm> basic_index_terms(const Record& record,
                                         std::span<const FieldFinding> findings,
                                         const detect::Document* text) {
    return index_terms_with(record, findings, text, {});
}

std::vector<IndexTerm> index_terms_with(const Record& record,
                                        std::span<const FieldFinding> findings,
                                        const detect::Document* text, const DocumentTerms& more) {
    assert(text == nullptr || (record.text && text->source() == *record.text));
    Collector out;
    for (const FieldFinding& item : findings) {
        const auto written = field_text(record, item.field);
        if (written && is_identifier(item.finding.type) && !item.finding.institutional &&
            to_index(item.finding.where.end()) <= written->size()) {
            out.span(identifier_kind(item.finding.type),
                     Scanner::canonical(item.finding.type, item.finding.where.of(*written)),
                     item.field, item.finding.where);
        }
    }
    add_account(out, record, record.author,
                {Field::author_id, Field::author_name, Field::author_handle}, 0);
    for (std::size_t i = 0; i < record.recipients.size() && i < 0xFFFF; ++i) {
        add_account(out, record, record.recipients[i],
                    {Field::recipient_id, Field::recipient_name, Field::recipient_handle},
                    static_cast<std::uint16_t>(i));
    }
    if (record.reply_to_author) {
        add_account(
            out, record, *record.reply_to_author,
            {Field::reply_to_author_id, Field::reply_to_author_name, Field::reply_to_author_handle},
            0);
    }
    for (std::size_t i = 0; i < record.entities.size() && i < 0xFFFF; ++i) {
        const Entity& entity = record.entities[i];
        if (entity.type == "mention" && entity.value) {
            out.whole(IndexKind::account_id, account_value(record.platform, *entity.value),
                      {Field::entity_value, static_cast<std::uint16_t>(i)});
        }
    }
    for (std::size_t i = 0; i < record.reactions.size() && i < 0xFFFF; ++i) {
        const auto index = static_cast<std::uint16_t>(i);
        add_account(
            out, record, {record.reactions[i].author_id, record.reactions[i].author_name, {}},
            {Field::reaction_author_id, Field::reaction_author_name, Field::reaction_author_name},
            index);
    }
    const auto words_of = [&](const detect::Document& document, FieldRef field) {
        add_words(out, document, field, findings);
        if (more) {
            more(document, field, out.terms());
        }
    };
    const auto words = [&](FieldRef field) {
        if (const auto written = field_text(record, field)) {
            words_of(detect::Document{*written}, field);
        }
    };
    if (text != nullptr) {
        words_of(*text, {Field::text, 0});
    } else {
        words({Field::text, 0});
    }
    words({Field::title, 0});
    for (std::size_t i = 0; i < record.attachments.size() && i < 0xFFFF; ++i) {
        words({Field::attachment_alt, static_cast<std::uint16_t>(i)});
        words({Field::attachment_name, static_cast<std::uint16_t>(i)});
    }
    for (std::size_t i = 0; i < record.side_text.size() && i < 0xFFFF; ++i) {
        words({Field::side_text, static_cast<std::uint16_t>(i)});
    }
    return out.take();
}

} // namespace oblio
