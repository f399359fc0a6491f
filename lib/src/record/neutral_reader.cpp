// lib/src/record/neutral_reader.cpp: JSON Lines of neutral records, and running text.
#include "record/json.hpp"
#include "record/member_reader.hpp"
#include "record/neutral.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

bool is_blank(std::string_view line) {
    return std::all_of(line.begin(), line.end(),
                       [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

void skip_bom(Line& line) {
    if (line.from == 0 && line.bytes.starts_with("\xEF\xBB\xBF")) {
        line.bytes.remove_prefix(3);
        line.from += 3;
    }
}

class NeutralReader final : public MemberReader {
public:
    explicit NeutralReader(MemberContext& context) : context_{context} {
        leniency_.depth = context.options.limits.depth;
    }

    Result<bool> advance() override {
        if (!lines_) {
            auto source = context_.bytes.open();
            if (!source) {
                return source.error();
            }
            lines_.emplace(std::move(*source), context_.options.limits.record_bytes);
        }
        Line line;
        const auto more = lines_->next(line);
        if (!more || !*more) {
            return more;
        }
        skip_bom(line);
        if (is_blank(line.bytes)) {
            return true; // forgiven at the end of a file and between records
        }
        context_.sink.element();
        if (line.too_long) {
            context_.sink.bad_element({ErrorCode::limit_exceeded, "the record is too long"},
                                      line.from, line.number);
            return true;
        }
        read(line);
        ++index_;
        return true;
    }

private:
    void read(const Line& line) {
        const auto object = document_.parse(line.bytes, leniency_);
        if (!object) {
            context_.sink.bad_element(object.error(), line.from + document_.error_at(),
                                      line.number);
            return;
        }
        auto record = record_of(*object);
        if (!record) {
            context_.sink.bad_element(record.error(), line.from, line.number);
            return;
        }
        if (record->channel.empty()) {
            record->channel = context_.options.channel.value_or("");
        }
        if (document_.replaced_surrogates()) {
            record->set_flag("encoding-suspect");
        }
        RecordSource source = context_.source;
        source.index = index_;
        source.start = line.from;
        source.end = line.to;
        source.line = line.number;
        if (const Json text = (*object)["text"]; text.is_string()) {
            source.text_start = line.from + text.from();
            source.text_end = line.from + text.to();
        }
        record->source = std::move(source);
        context_.sink.record(std::move(*record));
    }

    MemberContext& context_;
    std::optional<LineReader> lines_;
    JsonDocument document_;
    JsonLeniency leniency_;
    std::uint64_t index_ = 0;
};

/// A paragraph is what stands between blank lines.
class PlainTextReader final : public MemberReader {
public:
    explicit PlainTextReader(MemberContext& context) : context_{context} {}

    Result<bool> advance() override {
        if (!lines_) {
            auto source = context_.bytes.open();
            if (!source) {
                return source.error();
            }
            lines_.emplace(std::move(*source), context_.options.limits.record_bytes);
        }
        Line line;
        const auto more = lines_->next(line);
        if (!more) {
            return more;
        }
        if (!*more) {
            finish();
            return false;
        }
        skip_bom(line);
        if (is_blank(line.bytes)) {
            finish();
            return true;
        }
        const std::uint64_t length = text_.size() + line.bytes.size();
        if (line.too_long || length > context_.options.limits.record_bytes) {
            too_long_ = true;
        }
        if (!open_) {
            open_ = true;
            source_ = context_.source;
            source_.start = line.from;
            source_.line = line.number;
        } else {
            text_ += '\n';
        }
        too_long_ ? text_.clear() : void(text_.append(line.bytes));
        source_.end = line.from + line.bytes.size();
        return true;
    }

private:
    void finish() {
        if (!open_) {
            return;
        }
        context_.sink.element();
        Record record;
        record.platform = context_.options.platform.value_or("generic");
        record.channel = context_.options.channel.value_or("");
        record.id = record.platform + ":" + std::string{file_name_of(context_.member.path)} + "/" +
                    std::to_string(++index_);
        source_.index = index_ - 1;
        source_.text_start = source_.start;
        source_.text_end = source_.end;
        if (too_long_) {
            context_.sink.bad_element({ErrorCode::limit_exceeded, "the paragraph is too long"},
                                      source_.start, source_.line);
        } else if (const auto invalid = first_invalid_utf8(text_)) {
            context_.sink.bad_element({ErrorCode::bad_utf8, "not UTF-8"},
                                      *source_.start + static_cast<std::size_t>(*invalid),
                                      source_.line);
        } else {
            record.text = std::move(text_);
            record.source = std::move(source_);
            context_.sink.record(std::move(record));
        }
        text_.clear();
        open_ = false;
        too_long_ = false;
    }

    MemberContext& context_;
    std::optional<LineReader> lines_;
    std::string text_;
    RecordSource source_;
    bool open_ = false;
    bool too_long_ = false;
    std::uint64_t index_ = 0;
};

} // namespace

std::unique_ptr<MemberReader> neutral_reader(MemberContext& context) {
    return std::make_unique<NeutralReader>(context);
}

std::unique_ptr<MemberReader> plain_text_reader(MemberContext& context) {
    return std::make_unique<PlainTextReader>(context);
}

} // namespace oblio::record
