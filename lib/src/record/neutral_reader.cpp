// lib/src/record/neutral_reader.cpp: JSON Lines of neutral records, and running text.
#include "record/json.hpp"
#include "record/member_reader.hpp"
#include "record/neutral.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>

namespace oblio::record {
namespace {

void skip_bom(Line& line) {
    if (line.from == 0 && line.bytes.starts_with("\xEF\xBB\xBF")) {
        line.bytes.remove_prefix(3);
        line.from += 3;
    }
}

/// Lines of neutral records to a sink. Keeps references to all it is given.
class NeutralLines {
public:
    NeutralLines(const ReadOptions& options, const RecordSource& source, Sink& sink)
        : options_{options}, source_{source}, sink_{sink} {
        leniency_.depth = options.limits.depth;
    }

    /// Takes the next line of `lines`; false at the end. Errors: as the source's.
    template <class Lines> Result<bool> advance(Lines& lines) {
        Line line;
        const auto more = lines.next(line);
        if (!more || !*more) {
            return more;
        }
        skip_bom(line);
        if (is_blank(line.bytes)) {
            return true; // forgiven at the end of a file and between records
        }
        sink_.element();
        if (line.too_long) {
            sink_.bad_element({ErrorCode::limit_exceeded, "the record is too long"}, line.from,
                              line.number);
            return true;
        }
        read(line);
        ++index_;
        return true;
    }
    /// The records do not know how many stand before them.
    void forget_index() noexcept { indexed_ = false; }

private:
    void read(const Line& line) {
        const auto object = document_.parse_padded(line.bytes, leniency_);
        if (!object) {
            sink_.bad_element(object.error(), line.from + document_.error_at(), line.number);
            return;
        }
        auto record = record_of(*object);
        if (!record) {
            sink_.bad_element(record.error(), line.from, line.number);
            return;
        }
        if (record->channel.empty()) {
            record->channel = options_.channel.value_or("");
        }
        if (document_.replaced_surrogates()) {
            record->set_flag("encoding-suspect");
        }
        RecordSource source = source_;
        if (indexed_) {
            source.index = index_;
        }
        source.start = line.from;
        source.end = line.to;
        source.line = line.number;
        if (const Json text = (*object)["text"]; text.is_string()) {
            source.text_start = line.from + text.from();
            source.text_end = line.from + text.to();
        }
        record->source = std::move(source);
        sink_.record(std::move(*record));
    }

    const ReadOptions& options_;
    const RecordSource& source_;
    Sink& sink_;
    JsonDocument document_;
    JsonLeniency leniency_;
    std::uint64_t index_ = 0;
    bool indexed_ = true;
};

/// Lines that were cut from their file and not parsed yet.
class NeutralBlock final : public RecordBlock {
public:
    NeutralBlock(LineBlock lines, const MemberContext& context)
        : lines_{std::move(lines)}, options_{context.options}, member_{context.member},
          source_{context.source} {}

    void read(const std::function<void(ReadItem& item)>& visit) override {
        MemberAccount account;
        std::deque<ReadItem> queue;
        Sink sink{account, member_, queue};
        NeutralLines lines{options_, source_, sink};
        lines.forget_index();
        LineReader reader{bytes_source(lines_.bytes), options_.limits.record_bytes, lines_.from,
                          lines_.before};
        for (auto more = lines.advance(reader); more && *more; more = lines.advance(reader)) {
            for (; !queue.empty(); queue.pop_front()) {
                visit(queue.front());
            }
        }
    }

private:
    LineBlock lines_;
    const ReadOptions& options_; // of the reader, which lives longer
    const Member& member_;
    RecordSource source_;
};

class NeutralReader final : public MemberReader {
public:
    explicit NeutralReader(MemberContext& context)
        : context_{context}, records_{context.options, context.source, context.sink} {}

    Result<bool> advance() override { return records_.advance(lines_); }

    bool gives_blocks() const noexcept override { return true; }
    Result<std::unique_ptr<RecordBlock>> block(std::size_t bytes) override {
        if (!blocks_) {
            auto source = context_.bytes.open();
            if (!source) {
                return source.error();
            }
            blocks_.emplace(std::move(*source), context_.options.limits.record_bytes);
        }
        auto lines = blocks_->next(bytes);
        if (!lines) {
            return lines.error();
        }
        return lines->bytes.empty() ? nullptr
                                    : std::unique_ptr<RecordBlock>{std::make_unique<NeutralBlock>(
                                          std::move(*lines), context_)};
    }

private:
    MemberContext& context_;
    NeutralLines records_;
    MemberLines lines_{context_};
    std::optional<LineBlocks> blocks_;
};

/// A paragraph is what stands between blank lines.
class PlainTextReader final : public LineMemberReader {
public:
    explicit PlainTextReader(MemberContext& context)
        : LineMemberReader{context}, context_{context} {}

private:
    void take(const Line& given) override {
        Line line = given;
        skip_bom(line);
        if (is_blank(line.bytes)) {
            return finish();
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
    }

    void finish() override {
        if (!open_) {
            return;
        }
        context_.sink.element();
        Record record;
        record.platform = context_.options.platform.value_or("generic");
        record.channel = context_.options.channel.value_or("");
        record.id = record.platform + ":" +
                    std::string{file_name_of(shown_path(context_.member.path))} + "/" +
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
