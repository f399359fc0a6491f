// lib/src/subject/meant.cpp
#include "subject/meant.hpp"

#include "detect/word_list.hpp"
#include "subject/beside.hpp"
#include "subject/identifiers.hpp"
#include "subject/surroundings.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::TokenKind;

bool is_full(NameForm form) {
    return form == NameForm::full || form == NameForm::full_typo;
}

/// `ha detto:`, `lo diceva Ada a settembre:`, right before the passage, with no other name.
bool is_reported(const Document& document, const Passage& passage, const NameMatch& match) {
    constexpr std::array<std::string_view, 13> says{
        "detto",   "dice",     "diceva",     "disse",    "dicendo", "risposto", "rispose",
        "scritto", "scriveva", "commentato", "ripeteva", "ripete",  "urlato"};
    constexpr std::size_t reach = 10;
    const auto& tokens = document.tokens();
    std::size_t at = passage.first_token;
    at -= at > 0 && document.text(tokens[at - 1]) == "\"" ? 1 : 0;
    at -= at > 0 && document.text(tokens[at - 1]) == ":" ? 1 : 0;
    bool said = false;
    for (std::size_t steps = 0; at > 0 && steps < reach; --at, ++steps) {
        const auto& token = tokens[at - 1];
        const std::string_view word = document.text(token);
        if (token.kind == TokenKind::newline || detect::in(word, ".", "!", "?", ";")) {
            break;
        }
        const bool own = at - 1 >= match.first_token && at - 1 < match.end_token;
        if (!own && is_capitalised(token) && !token.starts_sentence && at > 1) {
            return false;
        }
        said = said || detect::in(word, says);
    }
    return said;
}

} // namespace

bool answers_identifier(Scene& scene, const CorpusRecord& record) {
    const CorpusRecord* parent = scene.parent_of(record);
    return parent != nullptr && !find_identifiers(*parent, scene.identifiers).empty();
}

bool is_named_in_branch(Scene& scene, const CorpusRecord& record, const NameMatch& match) {
    constexpr int highest = 6;
    const ThreadView& thread = scene.threads[record.thread];
    const std::size_t here = scene.position(record);
    const auto thing = thread.things_called_so.find(match.parts.front());
    if (has_rival(thread, match, here) ||
        (thing != thread.things_called_so.end() && thing->second <= here)) {
        return false;
    }
    const CorpusRecord* above = scene.parent_of(record);
    for (int i = 0; above != nullptr && i < highest; ++i, above = scene.parent_of(*above)) {
        if (thread.naming.contains(above->row)) {
            return true;
        }
    }
    return false;
}

bool is_one_of_many(const Document& document, const NameMatch& match) {
    const auto before = words_before(document, match.first_token, 3);
    return std::any_of(before.begin(), before.end(), [](std::string_view word) {
        return detect::in(word, "un", "una", "certa", "certo", "altra", "altro", "qualche", "tale");
    });
}

bool was_told_by_writer(Scene& scene, const CorpusRecord& record) {
    const ThreadView& thread = scene.threads[record.thread];
    const auto& tokens = record.document->tokens();
    const bool asks_which =
        std::any_of(tokens.begin(), tokens.end(), [&record](const detect::Token& token) {
            return detect::in(record.document->text(token), "?", "invece", "stesso", "stessa",
                              "altro", "altra");
        });
    if (!record.record.is_private() || thread.homonym_wrote || asks_which) {
        return false;
    }
    for (const RecordRow row : thread.rows) {
        if (row == record.row) {
            break;
        }
        const auto other = scene.corpus.get(row);
        if (other && thread.naming.contains(row) && account_key(**other) == account_key(record)) {
            return true;
        }
    }
    return false;
}

bool is_said_again(const NameMatch& match, const Verdict& verdict, std::span<const NameMatch> names,
                   std::span<const NameMatch* const> certain, bool identified) {
    if (match.form != NameForm::given || match.loose || !(match.capitalised || match.small)) {
        return false;
    }
    const Phrase why = verdict.why.what;
    const bool of_kin = why == Phrase::writers_kin;
    const bool asked = verdict.decision == MentionClass::review &&
                       (why == Phrase::first_name || (of_kin && identified));
    const bool whole = std::any_of(certain.begin(), certain.end(), [&](const NameMatch* other) {
        return is_full(other->form) && std::find(other->parts.begin(), other->parts.end(),
                                                 match.parts.front()) != other->parts.end();
    });
    const bool unmixed = std::none_of(names.begin(), names.end(), [&](const NameMatch& other) {
        return &other != &match && !is_full(other.form) && other.form != match.form &&
               std::find(other.parts.begin(), other.parts.end(), match.parts.front()) !=
                   other.parts.end();
    });
    return asked && whole && unmixed;
}

bool is_said_by(const Document& document, const Passage& passage, const NameMatch& match) {
    constexpr std::size_t near = 4;
    const auto& tokens = document.tokens();
    const bool inside =
        match.first_token > passage.first_token && match.end_token == passage.end_token;
    if (inside) {
        const std::string_view before = document.text(tokens[match.first_token - 1]);
        return is_full(match.form) && (detect::in(before, ".", "!", "?", "-") ||
                                       tokens[match.first_token - 1].kind == TokenKind::newline);
    }
    const bool beside =
        (match.first_token >= passage.end_token && match.first_token <= passage.end_token + near) ||
        (match.end_token <= passage.first_token &&
         match.end_token + 2 * near >= passage.first_token);
    return beside && is_reported(document, passage, match);
}

} // namespace oblio::subject
