// lib/src/archive/edit.cpp
#include "archive/edit.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <map>

namespace oblio {
namespace {

/// A part of one string that was replaced, in offsets of the old string.
struct Cut {
    std::size_t begin;
    std::size_t end;
    std::string with;
};

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The cuts of one string: within it, on whole characters, in order, apart.
std::vector<Cut> tidy(std::string_view text, std::vector<Cut> cuts) {
    for (Cut& cut : cuts) {
        cut.begin = std::min(cut.begin, text.size());
        cut.end = std::min(cut.end, text.size());
        while (cut.begin > 0 && cut.begin < text.size() && continues_character(text[cut.begin])) {
            --cut.begin;
        }
        while (cut.end < text.size() && continues_character(text[cut.end])) {
            ++cut.end;
        }
    }
    std::stable_sort(cuts.begin(), cuts.end(),
                     [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
    std::vector<Cut> apart;
    for (Cut& cut : cuts) {
        if (!apart.empty() && cut.begin < apart.back().end) {
            apart.back().end = std::max(apart.back().end, cut.end);
        } else if (cut.begin < cut.end) {
            apart.push_back(std::move(cut));
        }
    }
    return apart;
}

/// Where old offsets of one string lie in the new one.
class Shift {
public:
    explicit Shift(const std::vector<Cut>& cuts) : cuts_{cuts} {}
    [[nodiscard]] bool touches(std::size_t begin, std::size_t end) const {
        return std::any_of(cuts_.begin(), cuts_.end(), [&](const Cut& cut) {
            return begin < cut.end && cut.begin < std::max(end, begin + 1);
        });
    }
    /// Requires: the offset is in no cut.
    [[nodiscard]] std::size_t moved(std::size_t offset) const {
        std::size_t place = offset;
        for (const Cut& cut : cuts_) {
            if (cut.end <= offset) {
                place = place + cut.with.size() - (cut.end - cut.begin);
            }
        }
        return place;
    }

private:
    const std::vector<Cut>& cuts_;
};

std::string replaced(std::string_view text, const std::vector<Cut>& cuts) {
    std::string out;
    std::size_t from = 0;
    for (const Cut& cut : cuts) {
        out.append(text.substr(from, cut.begin - from)).append(cut.with);
        from = cut.end;
    }
    return out.append(text.substr(from));
}

/// Entities count in code points of the text.
void move_entities(Record& record, std::string_view old_text, std::string_view new_text,
                   const Shift& shift) {
    const OffsetIndex before{old_text};
    const OffsetIndex after{new_text};
    std::vector<Entity> kept;
    for (Entity& entity : record.entities) {
        const std::size_t begin = to_index(before.bytes(entity.start));
        const std::size_t end = to_index(before.bytes(entity.end));
        if (shift.touches(begin, end)) {
            // It keeps its place in the list, which other fields point into; its value goes.
            entity.value.reset();
            entity.start = entity.end = 0;
        } else {
            entity.start = after.code_points(ByteOffset{shift.moved(begin)});
            entity.end = after.code_points(ByteOffset{shift.moved(end)});
        }
        kept.push_back(std::move(entity));
    }
    record.entities = std::move(kept);
}

void make_absent(Record& record, FieldRef field) {
    switch (field.field) {
    case Field::text:
        record.text.reset();
        break;
    case Field::title:
        record.title.reset();
        break;
    case Field::author_id:
        record.author.id.reset();
        break;
    case Field::author_name:
        record.author.name.reset();
        break;
    case Field::author_handle:
        record.author.handle.reset();
        break;
    case Field::recipient_id:
        record.recipients[field.index].id.reset();
        break;
    case Field::recipient_name:
        record.recipients[field.index].name.reset();
        break;
    case Field::recipient_handle:
        record.recipients[field.index].handle.reset();
        break;
    case Field::reply_to_author_id:
        record.reply_to_author->id.reset();
        break;
    case Field::reply_to_author_name:
        record.reply_to_author->name.reset();
        break;
    case Field::reply_to_author_handle:
        record.reply_to_author->handle.reset();
        break;
    case Field::attachment_name:
        record.attachments[field.index].name.reset();
        break;
    case Field::attachment_alt:
        record.attachments[field.index].alt.reset();
        break;
    case Field::attachment_path:
        record.attachments[field.index].path.reset();
        break;
    case Field::attachment_url:
        record.attachments[field.index].url.reset();
        break;
    case Field::entity_value:
        record.entities[field.index].value.reset();
        break;
    case Field::reaction_author_id:
        record.reactions[field.index].author_id.reset();
        break;
    case Field::reaction_author_name:
        record.reactions[field.index].author_name.reset();
        break;
    case Field::permalink:
        record.permalink.reset();
        break;
    case Field::thread:
        record.thread_id.reset();
        break;
    case Field::reply_to:
        record.reply_to.reset();
        break;
    case Field::side_text:
    case Field::id:
        set_field_text(record, field, "");
        break;
    }
}

} // namespace

void apply(Record& record, std::vector<FieldFinding>& findings, std::vector<StoredTerm>& terms,
           std::vector<Replacement> replacements) {
    std::map<FieldRef, std::vector<Cut>> by_field;
    std::map<FieldRef, bool> absent;
    for (Replacement& item : replacements) {
        const auto text = field_text(record, item.field);
        if (!text) {
            continue;
        }
        absent[item.field] |= !item.with;
        const ByteSpan where = item.where.value_or(ByteSpan::of_indices(0, text->size()));
        by_field[item.field].push_back(
            {to_index(where.begin()), to_index(where.end()), item.with.value_or("")});
    }
    for (auto& [field, asked] : by_field) {
        const std::string old_text{*field_text(record, field)};
        const std::vector<Cut> cuts = tidy(old_text, std::move(asked));
        const Shift shift{cuts};
        const FieldRef here = field;
        std::erase_if(findings, [&](FieldFinding& item) {
            if (item.field != here) {
                return false;
            }
            const std::size_t begin = to_index(item.finding.where.begin());
            const std::size_t end = to_index(item.finding.where.end());
            if (shift.touches(begin, end)) {
                return true;
            }
            item.finding.where = ByteSpan::of_indices(shift.moved(begin), shift.moved(end));
            return false;
        });
        std::erase_if(terms, [&](StoredTerm& term) {
            if (term.field != here) {
                return false;
            }
            const bool whole = term.start == 0 && term.end == 0;
            if (whole || shift.touches(term.start, term.end)) {
                return whole ? !cuts.empty() : true;
            }
            term.start = static_cast<std::uint32_t>(shift.moved(term.start));
            term.end = static_cast<std::uint32_t>(shift.moved(term.end));
            return false;
        });
        std::string new_text = replaced(old_text, cuts);
        if (field.field == Field::text) {
            move_entities(record, old_text, new_text, shift);
        }
        if (absent[field]) {
            make_absent(record, field);
        } else {
            set_field_text(record, field, std::move(new_text));
        }
        if (cuts.empty() && absent[field]) { // an empty string that becomes absent
            std::erase_if(terms, [&](const StoredTerm& term) { return term.field == here; });
        }
    }
    std::sort(terms.begin(), terms.end());
}

} // namespace oblio
