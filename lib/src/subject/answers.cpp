// lib/src/subject/answers.cpp: one sealed document a name, with the identities that bear it.
#include "oblio/subject/answers.hpp"

#include "archive/crypto.hpp"
#include "subject/identifiers.hpp"
#include "subject/name_form.hpp"
#include "subject/terms.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <vector>

namespace oblio {

using namespace subject;

namespace {

constexpr std::string_view document_kind = "answers";

/// Kinds of tokens of which one person has one: two different ones are two people. An account of
/// a platform is one too, in practice of erasure requests.
bool tells_apart(std::string_view kind) {
    return kind == "code" || kind == "birth" || kind.starts_with("handle ");
}

/// Who a subject is, without saying it: kind of identifier -> keyed hashes of its values.
using Tokens = std::map<std::string, std::set<std::string>>;

struct Identity {
    Tokens tokens;
    std::set<std::string> yes, no; ///< record ids
};

std::string blind(const Archive& archive, IndexKind kind, std::string_view value) {
    const BlindKey key = archive.blind_key(kind, value);
    return to_hex(key.bytes);
}

Tokens tokens_of(const Archive& archive, const Subject& subject) {
    const Identifiers identifiers = identifiers_of(subject);
    Tokens tokens;
    for (const auto& [type, value] : identifiers.values) {
        const std::string kind = type == FindingType::fiscal_code
                                     ? "code"
                                     : "type " + std::to_string(static_cast<int>(type));
        tokens[kind].insert(blind(archive, identifier_kind(type), value));
    }
    for (const SubjectHandle& handle : identifiers.handles) {
        tokens["handle " + handle.platform.value_or("")].insert(
            blind(archive, IndexKind::handle, handle.handle));
    }
    if (identifiers.birth_date) {
        tokens["birth"].insert(
            blind(archive, IndexKind::free, date_value(*identifiers.birth_date)));
    }
    return tokens;
}

/// The document of everybody of that name; without a name, of the first identifier.
std::string document_id(const Archive& archive, const Subject& subject) {
    std::vector<std::string> words = words_of(subject.name);
    if (words.empty()) {
        const Tokens tokens = tokens_of(archive, subject);
        return tokens.empty() ? std::string{} : *tokens.begin()->second.begin();
    }
    std::sort(words.begin(), words.end());
    std::string name;
    for (const std::string& word : words) {
        name += (name.empty() ? "" : " ") + word;
    }
    return blind(archive, IndexKind::full_name, name);
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&b](const std::string& value) { return b.contains(value); });
}

enum class Sameness { same, other, unknown };

Sameness compare(const Tokens& a, const Tokens& b) {
    if (a.empty() && b.empty()) {
        return Sameness::same;
    }
    bool apart = false;
    for (const auto& [kind, values] : a) {
        const auto found = b.find(kind);
        if (found == b.end()) {
            continue;
        }
        if (share(values, found->second)) {
            return Sameness::same;
        }
        apart = apart || tells_apart(kind);
    }
    return apart ? Sameness::other : Sameness::unknown;
}

Result<std::vector<Identity>> load(const Archive& archive, const std::string& id) {
    const auto document = archive.document(document_kind, id);
    if (!document) {
        return document.error();
    }
    std::vector<Identity> identities;
    if (!document->has_value()) {
        return identities;
    }
    try {
        for (const auto& json : nlohmann::json::parse((*document)->json)) {
            identities.push_back({json.at("tokens").get<Tokens>(),
                                  json.at("yes").get<std::set<std::string>>(),
                                  json.at("no").get<std::set<std::string>>()});
        }
    } catch (const nlohmann::json::exception&) {
        return Error{ErrorCode::damaged, "the stored answers"};
    }
    return identities;
}

void merge(Identity& identity, const Tokens& tokens, const GivenAnswers& answers) {
    for (const auto& [kind, values] : tokens) {
        identity.tokens[kind].insert(values.begin(), values.end());
    }
    for (const auto& [record, hers] : answers) {
        identity.yes.erase(record);
        identity.no.erase(record);
        if (hers) {
            (*hers ? identity.yes : identity.no).insert(record);
        }
    }
}

} // namespace

Result<void> remember_answers(Archive& archive, const Subject& subject,
                              const GivenAnswers& answers) {
    const std::string id = document_id(archive, subject);
    auto identities = load(archive, id);
    if (!identities) {
        return identities.error();
    }
    const Tokens tokens = tokens_of(archive, subject);
    auto own = std::find_if(identities->begin(), identities->end(), [&](const Identity& identity) {
        return compare(identity.tokens, tokens) == Sameness::same;
    });
    if (own == identities->end()) {
        own = identities->insert(own, Identity{});
    }
    merge(*own, tokens, answers);
    nlohmann::json json = nlohmann::json::array();
    for (const Identity& identity : *identities) {
        json.push_back({{"tokens", identity.tokens}, {"yes", identity.yes}, {"no", identity.no}});
    }
    return archive.put_document(document_kind, id, json.dump());
}

Result<ReviewAnswers> remembered_answers(const Archive& archive, const Subject& subject) {
    const auto identities = load(archive, document_id(archive, subject));
    if (!identities) {
        return identities.error();
    }
    const Tokens tokens = tokens_of(archive, subject);
    ReviewAnswers answers;
    for (const Identity& identity : *identities) {
        switch (compare(identity.tokens, tokens)) {
        case Sameness::same:
            answers.yes.insert(identity.yes.begin(), identity.yes.end());
            answers.no.insert(identity.no.begin(), identity.no.end());
            break;
        case Sameness::other:
            answers.namesakes.insert(identity.yes.begin(), identity.yes.end());
            break;
        case Sameness::unknown:
            break;
        }
    }
    return answers;
}

} // namespace oblio
