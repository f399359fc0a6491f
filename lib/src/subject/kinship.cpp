// lib/src/subject/kinship.cpp
#include "subject/kinship.hpp"

#include "detect/word_list.hpp"
#include "subject/name_form.hpp"
#include "subject/trades.hpp"

#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace oblio::subject {
namespace {

using detect::Document;
using detect::TokenKind;

/// Who is this to me, and what I am to them. Stems; at most an ending follows.
struct Kinship {
    std::string_view theirs;
    std::string_view mine;
};
constexpr std::array<Kinship, 34> kinships{{
    {"figli", "padre"},    {"figli", "madre"},       {"figli", "papa"},      {"figli", "babbo"},
    {"figli", "mamma"},    {"figli", "genitor"},     {"padre", "figli"},     {"madre", "figli"},
    {"papa", "figli"},     {"babbo", "figli"},       {"mamma", "figli"},     {"genitor", "figli"},
    {"nipot", "nonn"},     {"nipot", "bisnonn"},     {"nipot", "zio"},       {"nipot", "zia"},
    {"nonn", "nipot"},     {"bisnonn", "nipot"},     {"zio", "nipot"},       {"zia", "nipot"},
    {"marit", "mogli"},    {"mogli", "marit"},       {"compagn", "compagn"}, {"fratell", "fratell"},
    {"fratell", "sorell"}, {"sorell", "fratell"},    {"sorell", "sorell"},   {"cugin", "cugin"},
    {"cognat", "cognat"},  {"suocer", "gener"},      {"suocer", "nuor"},     {"gener", "suocer"},
    {"nuor", "suocer"},    {"convivent", "compagn"},
}};

bool is_mine_to(std::string_view word, std::string_view relation) {
    return std::any_of(kinships.begin(), kinships.end(), [&](const Kinship& kinship) {
        return has_stem({&kinship.theirs, 1}, relation) && has_stem({&kinship.mine, 1}, word);
    });
}

/// The words from token `at` on are the name, in any order.
bool names(const Document& document, std::size_t at, std::vector<std::string> name) {
    std::vector<std::string> words;
    const auto& tokens = document.tokens();
    for (; at < tokens.size() && words.size() < name.size(); ++at) {
        if (tokens[at].kind == TokenKind::word) {
            words.emplace_back(document.text(tokens[at]));
        } else if (document.text(tokens[at]) != "'") {
            break;
        }
    }
    std::sort(words.begin(), words.end());
    std::sort(name.begin(), name.end());
    return !name.empty() && words == name;
}

} // namespace

std::vector<ByteSpan> kin_in(const Document& document, std::span<const Relative> relatives) {
    std::vector<ByteSpan> found;
    const auto& tokens = document.tokens();
    for (const Relative& relative : relatives) {
        const std::string relation = fold_to_string(relative.relation);
        const std::vector<std::string> name = words_of(relative.name);
        for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
            if (is_mine_to(document.text(tokens[i]), relation) &&
                document.text(tokens[i + 1]) == "di" && names(document, i + 2, name)) {
                found.push_back(document.source_span(tokens[i].begin, tokens[i].end));
            }
        }
    }
    return found;
}

const Relative* called_kin_by(const Document& document, std::size_t name,
                              std::span<const Relative> relatives) {
    const auto& tokens = document.tokens();
    if (name < 2 || !detect::in(document.text(tokens[name - 2]), "mio", "mia")) {
        return nullptr;
    }
    const auto found =
        std::find_if(relatives.begin(), relatives.end(), [&](const Relative& relative) {
            return is_mine_to(document.text(tokens[name - 1]), fold_to_string(relative.relation));
        });
    return found == relatives.end() ? nullptr : &*found;
}

} // namespace oblio::subject
