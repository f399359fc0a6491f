// lib/src/detect/pattern_tables.cpp: what PatternSet holds, into a file of tables and back.
#include "detect/names_table.hpp"
#include "detect/pattern_data.hpp"
#include "detect/triggers.hpp"

#include <utility>

namespace oblio::detect {
namespace {

void save(TableWriter& out, const PatternInfo& info) {
    for (const std::string* text : {&info.id, &info.title, &info.kind, &info.since, &info.source}) {
        out.text(*text);
    }
    out.number(info.type);
    out.number(static_cast<std::uint64_t>(info.entries));
}

PatternInfo read_info(TableReader& in) {
    PatternInfo info{};
    for (std::string* text : {&info.id, &info.title, &info.kind, &info.since, &info.source}) {
        *text = in.text();
    }
    info.type = in.number<FindingType>();
    info.entries = static_cast<std::size_t>(in.number<std::uint64_t>());
    return info;
}

void save(TableWriter& out, const ContextRule& rule) {
    rule.phrases.save(out);
    out.number(static_cast<std::uint64_t>(rule.before));
    out.number(static_cast<std::uint64_t>(rule.after));
    out.number(rule.weight);
    out.number(static_cast<std::uint8_t>(rule.required ? 1 : 0));
}

void read(TableReader& in, ContextRule& rule) {
    rule.phrases.borrow(in);
    rule.before = static_cast<std::size_t>(in.number<std::uint64_t>());
    rule.after = static_cast<std::size_t>(in.number<std::uint64_t>());
    rule.weight = in.number<double>();
    rule.required = in.number<std::uint8_t>() != 0;
}

void save(TableWriter& out, const Trigger& trigger) {
    out.number(static_cast<std::uint64_t>(trigger.digits));
    out.number(static_cast<std::uint64_t>(trigger.numbers));
    out.number(static_cast<std::uint64_t>(trigger.run));
    out.text(trigger.marks);
    out.number(static_cast<std::uint8_t>(trigger.first ? 1 : 0));
    out.number(static_cast<std::uint32_t>(trigger.words.size()));
    for (const std::string& word : trigger.words) {
        out.text(word);
    }
}

void read(TableReader& in, Trigger& trigger) {
    trigger.digits = static_cast<std::size_t>(in.number<std::uint64_t>());
    trigger.numbers = static_cast<std::size_t>(in.number<std::uint64_t>());
    trigger.run = static_cast<std::size_t>(in.number<std::uint64_t>());
    trigger.marks = in.text();
    trigger.first = in.number<std::uint8_t>() != 0;
    const auto words = in.number<std::uint32_t>();
    for (std::uint32_t word = 0; word < words && in.ok(); ++word) {
        trigger.words.emplace_back(in.text());
    }
}

void save(TableWriter& out, const Recognizer& recognizer) {
    save(out, recognizer.info);
    out.text(recognizer.expression.source());
    out.number(recognizer.bound);
    save(out, recognizer.trigger);
    out.text(recognizer.validator->name);
    out.number(recognizer.confidence);
    out.number(static_cast<std::int32_t>(recognizer.specificity));
    save(out, recognizer.context);
    save(out, recognizer.negative);
}

Recognizer read_recognizer(TableReader& in) {
    Recognizer recognizer;
    recognizer.info = read_info(in);
    recognizer.expression = Expression{std::string{in.text()}};
    recognizer.bound = in.number<ExpressionBound>();
    read(in, recognizer.trigger);
    recognizer.validator = find_validator(in.text());
    recognizer.confidence = in.number<double>();
    recognizer.specificity = in.number<std::int32_t>();
    read(in, recognizer.context);
    read(in, recognizer.negative);
    return recognizer;
}

void save(TableWriter& out, const Guard& guard) {
    save(out, guard.info);
    out.text(guard.expression.source());
    out.number(guard.bound);
    out.number(static_cast<std::uint32_t>(guard.shields.size()));
    for (const FindingType type : guard.shields) {
        out.number(type);
    }
}

Guard read_guard(TableReader& in) {
    Guard guard;
    guard.info = read_info(in);
    guard.expression = Expression{std::string{in.text()}};
    guard.bound = in.number<ExpressionBound>();
    const auto types = in.number<std::uint32_t>();
    for (std::uint32_t type = 0; type < types && in.ok(); ++type) {
        guard.shields.push_back(in.number<FindingType>());
    }
    return guard;
}

std::string save_lists(const PatternSet::Data& data) {
    TableWriter out;
    out.number(static_cast<std::uint32_t>(data.infos.size()));
    for (const PatternInfo& info : data.infos) {
        save(out, info);
    }
    out.number(static_cast<std::uint32_t>(data.examples.size()));
    for (const PatternExample& example : data.examples) {
        out.text(example.pattern);
        out.text(example.text);
        out.number(example.type);
        out.number(static_cast<std::uint8_t>(example.must_find ? 1 : 0));
        out.text(example.span);
    }
    return out.bytes();
}

} // namespace

PatternLists read_lists(std::string_view bytes) {
    PatternLists lists;
    TableReader in{bytes};
    const auto infos = in.number<std::uint32_t>();
    for (std::uint32_t row = 0; row < infos && in.ok(); ++row) {
        lists.infos.push_back(read_info(in));
    }
    const auto examples = in.number<std::uint32_t>();
    for (std::uint32_t row = 0; row < examples && in.ok(); ++row) {
        PatternExample example{};
        example.pattern = in.text();
        example.text = in.text();
        example.type = in.number<FindingType>();
        example.must_find = in.number<std::uint8_t>() != 0;
        example.span = in.text();
        lists.examples.push_back(std::move(example));
    }
    return lists;
}

std::string save_patterns(const PatternSet::Data& data) {
    TableWriter out;
    out.number(static_cast<std::uint32_t>(data.recognizers.size()));
    for (const Recognizer& recognizer : data.recognizers) {
        save(out, recognizer);
    }
    out.number(static_cast<std::uint32_t>(data.guards.size()));
    for (const Guard& guard : data.guards) {
        save(out, guard);
    }
    data.places.save(out);
    out.number(static_cast<std::uint8_t>(data.names == nullptr ? 0 : 1));
    if (data.names != nullptr) {
        data.names->table().save(out);
    }
    data.lexicons.save(out);
    out.text(save_lists(data));
    return out.bytes();
}

Result<void> borrow_patterns(PatternSet::Data& data, MappedTables tables) {
    data.mapped = std::move(tables.file);
    TableReader in{tables.payload};
    const Error damaged{ErrorCode::damaged, "the tables of the patterns"};
    const auto recognizers = in.number<std::uint32_t>();
    for (std::uint32_t row = 0; row < recognizers && in.ok(); ++row) {
        data.recognizers.push_back(read_recognizer(in));
        if (data.recognizers.back().validator == nullptr) {
            return damaged;
        }
    }
    const auto guards = in.number<std::uint32_t>();
    for (std::uint32_t row = 0; row < guards && in.ok(); ++row) {
        data.guards.push_back(read_guard(in));
    }
    data.places.borrow(in);
    if (in.number<std::uint8_t>() != 0) {
        auto names = std::make_unique<NameTable>();
        names->borrow(in);
        data.names = NameLists::over(std::move(names));
    }
    data.lexicons.borrow(in);
    data.lists = in.text();
    if (!in.ok()) {
        return damaged;
    }
    set_triggers(data);
    return {};
}

} // namespace oblio::detect
