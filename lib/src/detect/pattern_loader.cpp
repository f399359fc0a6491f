// lib/src/detect/pattern_loader.cpp: checks every field of the files of patterns.
#include "detect/pattern_loader.hpp"

#include "detect/compact.hpp"
#include "detect/expression_bound.hpp"
#include "detect/lexicon_file.hpp"
#include "detect/pattern_data.hpp"
#include "detect/pattern_file.hpp"
#include "detect/triggers.hpp"

#include "oblio/text/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace oblio::detect {
namespace {

namespace fs = std::filesystem;

/// Longer matches would make the search slow and the windows wide.
constexpr std::size_t longest_allowed = 400;

/// The files of `folder` that end in `extension`, by name; empty if there is no such folder.
Result<std::vector<fs::path>> files_of(const fs::path& folder, std::string_view extension) {
    std::vector<fs::path> files;
    std::error_code problem;
    if (!fs::is_directory(folder, problem)) {
        return files;
    }
    for (fs::directory_iterator entry{folder, problem}, end; !problem && entry != end;
         entry.increment(problem)) {
        if (entry->path().extension() == extension) {
            files.push_back(entry->path());
        }
    }
    if (problem) {
        return Error{ErrorCode::io, folder.string() + ": cannot be listed"};
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// Loads one set of directories, keeping what has to be unique.
class Loader {
public:
    explicit Loader(PatternSet::Data& data) : data_{data} {}

    Result<void> load_directory(const fs::path& directory);
    void finish();

private:
    Result<PatternInfo> info(const PatternFile& file, FindingType type, std::string kind);
    Result<void> names(const fs::path& folder);
    Result<void> part_file(const fs::path& path);
    Result<void> context_file(const fs::path& path);
    Result<void> recognizer_file(const fs::path& path);
    Result<void> guard_file(const fs::path& path);
    Result<void> lexicon_file(const fs::path& path);
    Result<ContextRule> context_rule(const PatternFile& file, std::string_view field,
                                     double default_weight);
    Result<Trigger> trigger(const PatternFile& file);
    Result<std::string> with_parts(const PatternFile& file, std::string_view expression) const;
    Result<Expression> expression(const PatternFile& file, ExpressionBound& bound);
    Result<void> add_examples(const PatternFile& file, const std::string& id, FindingType type);

    using FileLoader = Result<void> (Loader::*)(const fs::path&);
    Result<void> each(const fs::path& folder, FileLoader load);

    PatternSet::Data& data_;
    std::set<std::string> ids_;
    std::map<std::string, std::string, std::less<>> parts_;                 // id -> expression
    std::map<std::string, std::vector<std::string>, std::less<>> contexts_; // id -> phrases
};

Result<PatternInfo> Loader::info(const PatternFile& file, FindingType type, std::string kind) {
    PatternInfo info{"", "", type, std::move(kind), "", "", 1};
    for (const auto& [field, value] :
         {std::pair{"id", &info.id}, std::pair{"title", &info.title},
          std::pair{"since", &info.since}, std::pair{"source", &info.source}}) {
        auto text = file.text(field);
        if (!text) {
            return text.error();
        }
        *value = std::move(*text);
    }
    if (!ids_.insert(info.id).second) {
        return file.error(info.id, fmt::format("the id \"{}\" is taken already", info.id));
    }
    return info;
}

Result<void> Loader::names(const fs::path& folder) {
    std::error_code problem;
    if (!fs::is_directory(folder, problem)) {
        return {};
    }
    if (data_.names != nullptr) {
        return Error{ErrorCode::bad_pattern, folder.string() + ": names are loaded already"};
    }
    auto lists = NameLists::load(folder);
    if (!lists) {
        return lists.error();
    }
    data_.names = std::move(*lists);
    const PatternInfo people{"person-names",
                             "First names, surnames, diminutives and the words around names",
                             FindingType::person,
                             "lexicon",
                             "0.1.0",
                             "patterns/names, each file names its own",
                             data_.names->size()};
    data_.infos.push_back(people);
    return {};
}

Result<void> Loader::part_file(const fs::path& path) {
    auto file = PatternFile::read(path);
    if (!file) {
        return file.error();
    }
    if (auto known = file->only(file->root(), {"id", "title", "since", "source", "expression"});
        !known) {
        return known;
    }
    auto about = info(*file, FindingType::fiscal_code, "part");
    auto source = file->text("expression");
    if (!about || !source) {
        return about ? source.error() : about.error();
    }
    if (const std::string why = Expression{*source}.error(); !why.empty()) {
        return file->error("expression", "bad expression: " + why);
    }
    parts_.emplace(std::move(about->id), std::move(*source));
    return {};
}

Result<void> Loader::context_file(const fs::path& path) {
    auto file = PatternFile::read(path);
    if (!file) {
        return file.error();
    }
    if (auto known = file->only(file->root(), {"id", "title", "since", "source", "words"});
        !known) {
        return known;
    }
    auto about = info(*file, FindingType::fiscal_code, "context");
    if (!about) {
        return about.error();
    }
    auto words = file->texts(file->root(), "words");
    if (!words) {
        return words.error();
    }
    for (const std::string& word : *words) {
        if (!PhraseList::has_word(word)) {
            return file->error(word, "a phrase without a word");
        }
    }
    contexts_.emplace(about->id, std::move(*words));
    return {};
}

Result<ContextRule> Loader::context_rule(const PatternFile& file, std::string_view field,
                                         double default_weight) {
    ContextRule rule;
    const auto entry = file.root().find(field);
    if (entry == file.root().end()) {
        return rule;
    }
    if (!entry->is_object()) {
        return file.error(field, fmt::format("\"{}\" must be an object", field));
    }
    if (auto known = file.only(*entry, {"words", "lists", "before", "after", "weight", "required"});
        !known) {
        return known.error();
    }
    auto words = file.texts(*entry, "words");
    auto lists = file.texts(*entry, "lists");
    auto before = file.number(*entry, "before", 6, 0, 50);
    auto after = file.number(*entry, "after", 0, 0, 50);
    auto weight = file.number(*entry, "weight", default_weight, 0, 1);
    if (!words || !lists || !before || !after || !weight) {
        return !words    ? words.error()
               : !lists  ? lists.error()
               : !before ? before.error()
               : !after  ? after.error()
                         : weight.error();
    }
    for (const std::string& word : *words) {
        if (!PhraseList::has_word(word)) {
            return file.error(word, "a phrase without a word");
        }
    }
    for (const std::string& list : *lists) {
        const auto known = contexts_.find(list);
        if (known == contexts_.end()) {
            return file.error(list, fmt::format("unknown list of context words \"{}\"", list));
        }
        words->insert(words->end(), known->second.begin(), known->second.end());
    }
    rule.phrases = PhraseList{*words};
    rule.before = static_cast<std::size_t>(*before);
    rule.after = static_cast<std::size_t>(*after);
    rule.weight = *weight;
    if (const auto required = entry->find("required"); required != entry->end()) {
        if (!required->is_boolean()) {
            return file.error("required", "\"required\" must be true or false");
        }
        rule.required = required->get<bool>();
    }
    return rule;
}

Result<Trigger> Loader::trigger(const PatternFile& file) {
    Trigger trigger;
    const auto entry = file.root().find("trigger");
    if (entry == file.root().end()) {
        return trigger;
    }
    const bool more = entry->contains("numbers") || entry->contains("first");
    if (!entry->is_object() || entry->size() != (more ? 2U : 1U) ||
        (entry->contains("numbers") && !entry->contains("digits")) ||
        (entry->contains("first") && !entry->contains("words"))) {
        return file.error("trigger", "\"trigger\" must have one of: digits, run, marks, words; "
                                     "beside digits maybe numbers, beside words maybe first");
    }
    if (auto known = file.only(*entry, {"digits", "numbers", "run", "marks", "words", "first"});
        !known) {
        return known.error();
    }
    auto digits = file.number(*entry, "digits", 0, 1, 40);
    auto numbers = file.number(*entry, "numbers", 0, 1, 40);
    auto run = file.number(*entry, "run", 0, 1, 40);
    auto words = file.texts(*entry, "words");
    if (!digits || !numbers || !run || !words) {
        return !digits    ? digits.error()
               : !numbers ? numbers.error()
               : !run     ? run.error()
                          : words.error();
    }
    trigger.digits = static_cast<std::size_t>(*digits);
    trigger.numbers = static_cast<std::size_t>(*numbers);
    trigger.run = static_cast<std::size_t>(*run);
    for (const std::string& word : *words) {
        trigger.words.push_back(fold_to_string(word));
    }
    if (const auto first = entry->find("first"); first != entry->end()) {
        if (!first->is_boolean()) {
            return file.error("first", "\"first\" must be true or false");
        }
        trigger.first = first->get<bool>();
    }
    if (const auto marks = entry->find("marks"); marks != entry->end()) {
        if (!marks->is_string() ||
            marks->get<std::string>().find_first_not_of(trigger_marks) != std::string::npos) {
            return file.error("marks", "\"marks\" may hold @ / ( [ only");
        }
        trigger.marks = marks->get<std::string>();
    }
    return trigger;
}

/// `expression` with a group in place of each (?&id), the way other engines call a part.
Result<std::string> Loader::with_parts(const PatternFile& file, std::string_view expression) const {
    constexpr std::string_view call = "(?&";
    std::string whole;
    for (std::size_t at = 0;;) {
        const std::size_t next = expression.find(call, at);
        whole += expression.substr(at, next - at);
        if (next == std::string_view::npos) {
            return whole;
        }
        const std::size_t end = std::min(expression.find(')', next), expression.size());
        const auto id = expression.substr(next + call.size(), end - next - call.size());
        const auto part = parts_.find(id);
        if (part == parts_.end() || end == expression.size()) {
            return file.error("expression", fmt::format("unknown part of expressions \"{}\"", id));
        }
        whole += fmt::format("(?:{})", part->second);
        at = end + 1;
    }
}

Result<Expression> Loader::expression(const PatternFile& file, ExpressionBound& bound) {
    auto written = file.text("expression");
    if (!written) {
        return written.error();
    }
    auto source = with_parts(file, *written);
    if (!source) {
        return source.error();
    }
    Expression compiled{*source};
    if (const std::string why = compiled.error(); !why.empty()) {
        return file.error("expression", "bad expression: " + why);
    }
    const auto known = bound_of(*source);
    if (!known || known->longest == 0 || known->longest > longest_allowed) {
        return file.error(
            "expression",
            fmt::format("the expression must have a longest match of at most {} bytes: "
                        "no *, + or {{n,}}",
                        longest_allowed));
    }
    bound = *known;
    return compiled;
}

Result<void> Loader::add_examples(const PatternFile& file, const std::string& id,
                                  FindingType type) {
    for (const bool must_find : {true, false}) {
        const char* field = must_find ? "finds" : "ignores";
        auto texts = file.examples(field);
        if (!texts) {
            return texts.error();
        }
        for (std::size_t index = 0; index < texts->size(); ++index) {
            PatternExample example{id, std::move((*texts)[index]), type, must_find};
            const auto& entry = file.root().at(field).at(index);
            if (entry.is_object() && entry.contains("span")) {
                const auto& span = entry.at("span");
                if (!span.is_string() ||
                    example.text.find(span.get<std::string>()) == std::string::npos) {
                    return file.error("span", "\"span\" must be a part of the example's text");
                }
                example.span = span.get<std::string>();
            }
            data_.examples.push_back(std::move(example));
        }
    }
    return {};
}

Result<void> Loader::recognizer_file(const fs::path& path) {
    auto file = PatternFile::read(path);
    if (!file) {
        return file.error();
    }
    if (auto known =
            file->only(file->root(), {"id", "title", "since", "source", "type", "expression",
                                      "trigger", "validator", "confidence", "specificity",
                                      "context", "negative", "finds", "ignores"});
        !known) {
        return known;
    }
    auto type_text = file->text("type");
    auto validator_text = file->text("validator");
    if (!type_text || !validator_text) {
        return type_text ? validator_text.error() : type_text.error();
    }
    auto type = file->type(*type_text);
    if (!type) {
        return type.error();
    }
    Recognizer recognizer;
    recognizer.validator = find_validator(*validator_text);
    if (recognizer.validator == nullptr) {
        return file->error(*validator_text,
                           fmt::format("unknown validator \"{}\"", *validator_text));
    }
    auto about = info(*file, *type, "recognizer");
    auto compiled = expression(*file, recognizer.bound);
    auto condition = trigger(*file);
    auto context = context_rule(*file, "context", 0.3);
    auto negative = context_rule(*file, "negative", 0.5);
    auto confidence = file->number(file->root(), "confidence", -1, 0, 1);
    auto specificity = file->number(file->root(), "specificity", 50, 0, 100);
    if (!about || !compiled || !condition || !context || !negative || !confidence || !specificity) {
        return !about        ? about.error()
               : !compiled   ? compiled.error()
               : !condition  ? condition.error()
               : !context    ? context.error()
               : !negative   ? negative.error()
               : !confidence ? confidence.error()
                             : specificity.error();
    }
    if (*confidence < 0) {
        return file->error("confidence", "\"confidence\" is missing");
    }
    if (auto added = add_examples(*file, about->id, *type); !added) {
        return added;
    }
    recognizer.info = std::move(*about);
    recognizer.expression = std::move(*compiled);
    recognizer.trigger = std::move(*condition);
    recognizer.context = std::move(*context);
    recognizer.negative = std::move(*negative);
    recognizer.confidence = *confidence;
    recognizer.specificity = static_cast<int>(*specificity);
    data_.infos.push_back(recognizer.info);
    data_.recognizers.push_back(std::move(recognizer));
    return {};
}

Result<void> Loader::guard_file(const fs::path& path) {
    auto file = PatternFile::read(path);
    if (!file) {
        return file.error();
    }
    if (auto known = file->only(file->root(), {"id", "title", "since", "source", "shields",
                                               "expression", "finds", "ignores"});
        !known) {
        return known;
    }
    auto shields = file->texts(file->root(), "shields");
    if (!shields) {
        return shields.error();
    }
    if (shields->empty()) {
        return file->error("shields", "\"shields\" must name at least one type");
    }
    Guard guard;
    for (const std::string& name : *shields) {
        auto type = file->type(name);
        if (!type) {
            return type.error();
        }
        guard.shields.push_back(*type);
    }
    auto about = info(*file, guard.shields.front(), "guard");
    if (!about) {
        return about.error();
    }
    auto compiled = expression(*file, guard.bound);
    if (!compiled) {
        return compiled.error();
    }
    // In a guard's file `ignores` shows what it holds back, `finds` what it must let through.
    if (auto added = add_examples(*file, about->id, guard.shields.front()); !added) {
        return added;
    }
    guard.info = std::move(*about);
    guard.expression = std::move(*compiled);
    data_.infos.push_back(guard.info);
    data_.guards.push_back(std::move(guard));
    return {};
}

Result<void> Loader::lexicon_file(const fs::path& path) {
    auto file = PatternFile::read(path);
    if (!file) {
        return file.error();
    }
    auto lexicon = read_lexicon(*file);
    if (!lexicon) {
        return lexicon.error();
    }
    if (!ids_.insert(lexicon->info.id).second) {
        return file->error(lexicon->info.id,
                           fmt::format("the id \"{}\" is taken already", lexicon->info.id));
    }
    data_.lexicons.add(*lexicon);
    data_.infos.push_back(std::move(lexicon->info));
    for (PatternExample& example : lexicon->examples) {
        data_.examples.push_back(std::move(example));
    }
    return {};
}

Result<void> Loader::each(const fs::path& folder, FileLoader load) {
    auto files = files_of(folder, ".json");
    if (!files) {
        return files.error();
    }
    for (const fs::path& path : *files) {
        if (auto done = (this->*load)(path); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Loader::load_directory(const fs::path& directory) {
    std::error_code problem;
    if (!fs::is_directory(directory, problem)) {
        return Error{ErrorCode::not_found, directory.string() + ": no such folder of patterns"};
    }
    const std::size_t known = data_.infos.size() + contexts_.size() + parts_.size();
    if (auto done = each(directory / "parts", &Loader::part_file); !done) {
        return done;
    }
    if (auto done = each(directory / "contexts", &Loader::context_file); !done) {
        return done;
    }
    if (auto done = each(directory / "identifiers", &Loader::recognizer_file); !done) {
        return done;
    }
    // A municipality may keep its few recognizers without a sub-folder.
    if (auto done = each(directory, &Loader::recognizer_file); !done) {
        return done;
    }
    if (auto done = each(directory / "guards", &Loader::guard_file); !done) {
        return done;
    }
    if (auto done = data_.places.load(directory / "places"); !done) {
        return done;
    }
    if (auto done = names(directory / "names"); !done) {
        return done;
    }
    if (auto done = each(directory / "lexicons", &Loader::lexicon_file); !done) {
        return done;
    }
    // A wrong path must not pass for a folder that adds nothing.
    if (data_.infos.size() + contexts_.size() + parts_.size() == known &&
        !fs::is_directory(directory / "places", problem)) {
        return Error{ErrorCode::bad_pattern, directory.string() + ": holds no patterns"};
    }
    return {};
}

void Loader::finish() {
    data_.lexicons.finish(data_.names == nullptr ? nullptr : &data_.names->table());
    const auto by_id = [](const auto& a, const auto& b) { return a.info.id < b.info.id; };
    std::sort(data_.recognizers.begin(), data_.recognizers.end(), by_id);
    std::sort(data_.guards.begin(), data_.guards.end(), by_id);
    std::sort(data_.infos.begin(), data_.infos.end(),
              [](const PatternInfo& a, const PatternInfo& b) { return a.id < b.id; });
    std::stable_sort(
        data_.examples.begin(), data_.examples.end(),
        [](const PatternExample& a, const PatternExample& b) { return a.pattern < b.pattern; });
    set_triggers(data_);
}

} // namespace

Result<std::unique_ptr<PatternSet::Data>>
read_patterns(std::span<const std::filesystem::path> directories) {
    auto data = std::make_unique<PatternSet::Data>();
    Loader loader{*data};
    for (const auto& directory : directories) {
        if (auto loaded = loader.load_directory(directory); !loaded) {
            return loaded.error();
        }
    }
    loader.finish();
    return data;
}

} // namespace oblio::detect
