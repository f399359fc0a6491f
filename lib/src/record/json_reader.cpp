// lib/src/record/json_reader.cpp
#include "record/json_reader.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

/// A scalar where something to go into is expected is of no use to any reader.
Visit only_containers(Visit visit, char first) {
    const bool container = first == '{' || first == '[';
    return visit == Visit::enter && !container ? Visit::skip : visit;
}

} // namespace

JsonReader::JsonReader(MemberContext& context, JsonLeniency leniency, JsonWalker::Form form)
    : context_{context}, leniency_{leniency}, form_{form} {
    leniency_.depth = context.options.limits.depth;
    const auto known = context.tree.accounts.find(context.platform);
    if (known != context.tree.accounts.end()) {
        own_ = known->second;
    }
}

Visit JsonReader::decide(std::string_view path, char first) {
    if (path.empty()) {
        return bare_ ? Visit::keep : Visit::enter;
    }
    if (path.ends_with("/*")) {
        return Visit::keep;
    }
    const bool container = first == '{' || first == '[';
    return container && std::count(path.begin(), path.end(), '/') <= 2 ? Visit::enter : Visit::skip;
}

Result<void> JsonReader::look(const JsonWalker::Decide& decide,
                              const std::function<void(Json, const JsonPart&)>& each) {
    auto source = context_.bytes.open_ahead();
    if (!source) {
        return source.error();
    }
    JsonWalker walker{std::move(*source), context_.options.limits,
                      [&](std::string_view path, char first) {
                          return only_containers(decide(path, first), first);
                      },
                      form_};
    JsonPart part;
    while (true) {
        const auto more = walker.next(part);
        if (!more || !*more) {
            return {};
        }
        if (const auto value = document_.parse(part.bytes, leniency_)) {
            each(*value, part);
        }
    }
}

Result<bool> JsonReader::advance() {
    if (!walker_) {
        std::set<std::string, std::less<>> root_keys;
        auto looked = look(
            [&](std::string_view path, char first) {
                if (!path.empty()) {
                    root_keys.emplace(path.substr(1));
                }
                return path.empty() && first == '{' ? Visit::enter : Visit::skip;
            },
            [](Json, const JsonPart&) {});
        if (!looked) {
            return looked.error();
        }
        bare_ = is_bare(root_keys);
        if (auto prepared = prepare(); !prepared) {
            return prepared.error();
        }
        auto source = context_.bytes.open();
        if (!source) {
            return source.error();
        }
        walker_.emplace(
            std::move(*source), context_.options.limits,
            [this](std::string_view path, char first) {
                return only_containers(decide(path, first), first);
            },
            form_);
    }
    JsonPart part;
    const auto more = walker_->next(part);
    if (!more) {
        sink().problem(more.error(), walker_->offset(), walker_->line());
        return false;
    }
    if (!*more) {
        return false;
    }
    const auto value =
        part.too_long ? Result<Json>{Error{ErrorCode::limit_exceeded, "the record is too long"}}
                      : document_.parse(part.bytes, leniency_);
    if (!value) {
        sink().element();
        sink().bad_element(value.error(), part.from + (part.too_long ? 0 : document_.error_at()),
                           part.line);
        return true;
    }
    if (document_.duplicate_keys() && !warned_duplicate_) {
        warned_duplicate_ = true;
        sink().warn("duplicate-key");
    }
    take(*value, part);
    return true;
}

Record JsonReader::start_record(const JsonPart& part, Json value, const std::string& suffix) {
    Record record;
    record.platform = context_.platform;
    record.channel = channel_name();
    RecordSource source = context_.source;
    source.pointer = part.pointer() + suffix;
    source.index = index_++;
    source.start = part.from + value.from();
    source.end = part.from + value.to();
    source.line = line_of(part, value.from());
    record.source = std::move(source);
    if (document_.replaced_surrogates()) {
        record.set_flag("encoding-suspect");
    }
    return record;
}

std::uint64_t JsonReader::line_of(const JsonPart& part, std::size_t at) {
    if (!lines_ || lines_->part != part.from || lines_->at > at) {
        lines_ = {part.from, 0, part.line};
    }
    const auto from = part.bytes.begin() + static_cast<std::ptrdiff_t>(lines_->at);
    const auto to = part.bytes.begin() + static_cast<std::ptrdiff_t>(at);
    lines_->line += static_cast<std::uint64_t>(std::count(from, to, '\n'));
    lines_->at = at;
    return lines_->line;
}

void JsonReader::place_text(Record& record, const JsonPart& part, Json token) const {
    record.source->text_start = part.from + token.from();
    record.source->text_end = part.from + token.to();
}

std::string JsonReader::channel_name() const {
    if (context_.options.channel) {
        return *context_.options.channel;
    }
    return own_.handle ? *own_.handle : own_.name.value_or("");
}

std::optional<std::string> owned(std::optional<std::string_view> text) {
    return text ? std::optional{std::string{*text}} : std::nullopt;
}

void add_side_text(Record& record, Json value, const std::string& name) {
    for_each_string(value, name, [&](const std::string& path, std::string_view text) {
        if (!text.empty()) {
            record.side_text.push_back({path, std::string{text}});
        }
    });
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

} // namespace oblio::record
