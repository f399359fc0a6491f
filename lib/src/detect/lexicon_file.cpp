// lib/src/detect/lexicon_file.cpp
#include "detect/lexicon_file.hpp"

#include "detect/word_families.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace oblio::detect {
namespace {

using Json = nlohmann::json;
using Forms = std::vector<std::string>;

constexpr std::array<std::string_view, term_kind_count> kind_names{
    "condition", "bearer",       "treatment", "drug", "service",
    "status",    "organisation", "act",       "weak", "partner"};
constexpr std::size_t most_forms = 4096;

bool is_special(FindingType type) noexcept {
    return type >= FindingType::health; // the types are in order
}

/// "casa" -> "{~#hardship.casa,casa popolare}": what `@casa` stands for in the terms of a file.
using Classes = std::map<std::string, std::string, std::less<>>;

/// The classes of a file; their single words go to `made`, phrases stay choices of the term.
Result<Classes> read_classes(const PatternFile& file, const std::string& id,
                             std::vector<LexiconClass>& made) {
    Classes classes;
    const auto field = file.root().find("classes");
    if (field == file.root().end()) {
        return classes;
    }
    if (!field->is_object()) {
        return file.error("classes", "\"classes\" must be an object of lists");
    }
    for (const auto& [name, unused] : field->items()) {
        auto words = file.texts(*field, name);
        if (!words) {
            return words.error();
        }
        LexiconClass single{"#" + id + "." + name, {}};
        std::string group;
        for (std::string& word : *words) {
            if (word.find_first_of("{},@~|_") != std::string::npos) {
                return file.error(word, "a member of a class is plain words");
            }
            if (word.find_first_of(" '-") == std::string::npos) {
                single.words.push_back(std::move(word));
            } else {
                group += "," + word;
            }
        }
        if (words->empty()) {
            return file.error(name, "a class without members");
        }
        group = single.words.empty() ? group.substr(1) : "~" + single.name + group;
        classes.emplace(name, "{" + group + "}");
        made.push_back(std::move(single));
    }
    return classes;
}

/// Puts the members in the place of "@name"; inside braces they join the other choices. Nothing if
/// a class is unknown.
std::optional<std::string> put_classes(std::string_view term, const Classes& classes) {
    std::string made;
    bool inside = false;
    for (std::size_t at = 0; at < term.size(); ++at) {
        if (term[at] != '@') {
            inside = term[at] == '{' || (inside && term[at] != '}');
            made += term[at];
            continue;
        }
        const std::size_t end = std::min(term.find_first_of(" ,{}", at), term.size());
        const auto found = classes.find(term.substr(at + 1, end - at - 1));
        if (found == classes.end()) {
            return std::nullopt;
        }
        const std::string_view group = found->second;
        made += inside ? group.substr(1, group.size() - 2) : group;
        at = end - 1;
    }
    return made;
}

/// Whether every "~family" of a term is known, and no `_` stands in front.
bool families_known(std::string_view term) {
    for (std::size_t at = term.find('~'); at != std::string_view::npos; at = term.find('~', at)) {
        const std::size_t end = std::min(term.find_first_of(" ,{}", at), term.size());
        if (!term.substr(at + 1).starts_with('#') &&
            !is_word_family(term.substr(at + 1, end - at - 1))) {
            return false;
        }
        at = end;
    }
    return !term.starts_with('_');
}

Result<LexiconEntry> read_entry(const PatternFile& file, const Json& object,
                                const Classes& classes) {
    if (!object.is_object()) {
        return file.error("entries", "an entry must be an object");
    }
    if (auto known = file.only(object, {"terms", "kind", "weight", "traps", "note"}); !known) {
        return known.error();
    }
    auto terms = file.texts(object, "terms");
    auto traps = file.texts(object, "traps");
    auto weight = file.number(object, "weight", 0, 0, 1);
    if (!terms || !traps || !weight) {
        return !terms ? terms.error() : !traps ? traps.error() : weight.error();
    }
    if (terms->empty()) {
        return file.error("entries", "an entry without terms");
    }
    const std::string& place = terms->front(); // errors are told at the line of the first term
    const auto kind_field = object.find("kind");
    const auto kind = kind_field != object.end() && kind_field->is_string()
                          ? find_kind(kind_field->get_ref<const std::string&>())
                          : std::nullopt;
    if (!kind) {
        return file.error(place, "\"kind\" is missing or unknown");
    }
    if (*weight <= 0) {
        return file.error(place, "\"weight\" must be above 0 and at most 1");
    }
    for (auto* list : {&*terms, &*traps}) {
        for (std::string& term : *list) {
            auto plain = put_classes(term, classes);
            if (!plain) {
                return file.error(term, "names a class that \"classes\" does not hold");
            }
            if (!expand_braces(*plain)) {
                return file.error(term, "braces do not match or give too many forms");
            }
            if (!families_known(*plain)) {
                return file.error(term, "a ~ with no verb or preposition after it, or _ in front");
            }
            term = std::move(*plain);
        }
    }
    return LexiconEntry{*kind, *weight, std::move(*terms), std::move(*traps)};
}

} // namespace

std::string_view kind_name(TermKind kind) noexcept {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<TermKind> find_kind(std::string_view name) noexcept {
    const auto found = std::find(kind_names.begin(), kind_names.end(), name);
    if (found == kind_names.end()) {
        return std::nullopt;
    }
    return static_cast<TermKind>(found - kind_names.begin());
}

std::optional<std::vector<std::string>> expand_braces(std::string_view term) {
    std::vector<std::string> forms{std::string{}};
    std::size_t at = 0;
    while (at < term.size()) {
        const std::size_t open = term.find_first_of("{}", at);
        for (std::string& form : forms) {
            form += term.substr(at, open == std::string_view::npos ? open : open - at);
        }
        if (open == std::string_view::npos) {
            break;
        }
        const std::size_t close = term.find_first_of("{}", open + 1);
        if (term[open] == '}' || close == std::string_view::npos || term[close] == '{') {
            return std::nullopt;
        }
        std::vector<std::string> grown;
        std::size_t choice = open + 1;
        while (choice <= close) {
            const std::size_t end = std::min(term.find(',', choice), close);
            for (const std::string& form : forms) {
                grown.push_back(form + std::string{term.substr(choice, end - choice)});
            }
            choice = end + 1;
        }
        if (grown.size() > most_forms) {
            return std::nullopt;
        }
        forms = std::move(grown);
        at = close + 1;
    }
    return forms;
}

Result<Lexicon> read_lexicon(const PatternFile& file) {
    if (auto known = file.only(file.root(), {"id", "type", "title", "since", "source", "licence",
                                             "note", "classes", "entries", "finds", "ignores"});
        !known) {
        return known.error();
    }
    Lexicon lexicon{{"", "", FindingType::health, "lexicon", "", "", 0}, {}, {}, {}};
    std::string type_name;
    std::string licence;
    for (const auto& [field, value] :
         {std::pair{"id", &lexicon.info.id}, std::pair{"title", &lexicon.info.title},
          std::pair{"since", &lexicon.info.since}, std::pair{"source", &lexicon.info.source},
          std::pair{"type", &type_name}, std::pair{"licence", &licence}}) {
        auto text = file.text(field);
        if (!text) {
            return text.error();
        }
        *value = std::move(*text);
    }
    auto type = file.type(type_name);
    if (!type) {
        return type.error();
    }
    if (!is_special(*type)) {
        return file.error(type_name, "a lexicon may not have this type");
    }
    lexicon.info.type = *type;
    const auto classes = read_classes(file, lexicon.info.id, lexicon.classes);
    if (!classes) {
        return classes.error();
    }
    const auto entries = file.root().find("entries");
    if (entries == file.root().end() || !entries->is_array() || entries->empty()) {
        return file.error("entries", "\"entries\" must be a list with something in it");
    }
    for (const Json& object : *entries) {
        auto entry = read_entry(file, object, *classes);
        if (!entry) {
            return entry.error();
        }
        for (const std::string& term : entry->terms) {
            lexicon.info.entries += expand_braces(term).value_or(Forms{}).size();
        }
        lexicon.entries.push_back(std::move(*entry));
    }
    for (const bool must_find : {true, false}) {
        auto texts = file.examples(must_find ? "finds" : "ignores");
        if (!texts) {
            return texts.error();
        }
        for (std::string& text : *texts) {
            lexicon.examples.push_back({lexicon.info.id, std::move(text), *type, must_find});
        }
    }
    return lexicon;
}

} // namespace oblio::detect
