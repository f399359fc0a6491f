// lib/src/record/mapped_reader.cpp: other CSV and JSON, read with a mapping file.
#include "record/json_reader.hpp"
#include "record/mapping.hpp"
#include "record/row_reader.hpp"

#include "oblio/text/utf8.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <charconv>

namespace oblio::record {
namespace {

/// Turns bytes of another encoding into UTF-8 on the way.
class Transcoder final : public ByteSource {
public:
    Transcoder(std::unique_ptr<ByteSource> source, const char* encoding)
        : source_{std::move(source)} {
        UErrorCode status = U_ZERO_ERROR;
        from_ = ucnv_open(encoding, &status);
        to_ = ucnv_open("UTF-8", &status);
        input_.resize(std::size_t{64} << 10U);
    }
    ~Transcoder() override {
        ucnv_close(from_);
        ucnv_close(to_);
    }
    Transcoder(const Transcoder&) = delete;
    Transcoder& operator=(const Transcoder&) = delete;

    Result<std::size_t> read(std::span<char> out) override {
        if (from_ == nullptr || to_ == nullptr) {
            return Error{ErrorCode::io, "no converter for the encoding"};
        }
        while (true) {
            if (at_ == end_ && !ended_) {
                const auto got = source_->read(input_);
                if (!got) {
                    return got.error();
                }
                at_ = 0;
                end_ = *got;
                ended_ = *got == 0;
            }
            char* target = out.data();
            const char* next = input_.data() + at_;
            UErrorCode status = U_ZERO_ERROR;
            ucnv_convertEx(to_, from_, &target, out.data() + out.size(), &next,
                           input_.data() + end_, pivot_, &pivot_source_, &pivot_target_,
                           pivot_ + 1024, first_ ? 1 : 0, ended_ ? 1 : 0, &status);
            first_ = false;
            at_ = static_cast<std::size_t>(next - input_.data());
            const auto made = static_cast<std::size_t>(target - out.data());
            if (made > 0 || ended_) {
                return made;
            }
        }
    }

private:
    std::unique_ptr<ByteSource> source_;
    UConverter* from_ = nullptr;
    UConverter* to_ = nullptr;
    std::string input_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    bool ended_ = false;
    bool first_ = true;
    UChar pivot_[1024]{};
    UChar* pivot_source_ = pivot_;
    UChar* pivot_target_ = pivot_;
};

Result<Mapping> load(const MemberContext& context) {
    auto bytes = context.tree.mapping_file();
    return bytes ? parse_mapping(*bytes, context.options.mapping->string()) : bytes.error();
}

void complete(Record& record, FieldFiller& filler, MemberContext& context,
              std::string_view content) {
    if (filler.native_id.empty()) {
        record.id = context.ids.synthesise(record, filler.written_time);
    } else {
        record.id = context.ids.distinct(record.platform + ":" + filler.native_id, content);
    }
    record.id.empty() ? context.sink.skip("duplicate") : context.sink.record(std::move(record));
}

Record blank_record(const Mapping& mapping, const MemberContext& context) {
    Record record;
    record.platform = mapping.platform;
    record.channel = context.options.channel.value_or(mapping.channel);
    record.source = context.source;
    return record;
}

class MappedCsvReader final : public RowReader {
public:
    explicit MappedCsvReader(MemberContext& context) : RowReader{context} {}

private:
    Result<CsvReader> start() override;
    Result<std::string> encoding();
    Result<void> find_columns(const CsvRow* header);
    void take(const CsvRow& row) override;

    Mapping mapping_;
    std::optional<FieldFiller> filler_;
    std::map<std::string, std::size_t> columns_; ///< of each mapped field
    std::vector<std::string> names_;
};

/// Decided on the whole file; empty for UTF-8.
Result<std::string> MappedCsvReader::encoding() {
    auto ahead = context_.bytes.open();
    if (!ahead) {
        return ahead.error();
    }
    auto head = read_some(**ahead, std::size_t{256} << 10U);
    if (!head) {
        return head.error();
    }
    const bool wide = head->starts_with("\xFF\xFE") || head->starts_with("\xFE\xFF");
    std::string encoding = wide                                  ? "UTF-16"
                           : mapping_.encoding == "windows-1252" ? "windows-1252"
                                                                 : "";
    if (encoding.empty() && mapping_.encoding == "auto") {
        bool valid = true;
        std::string carry = *head;
        while (valid && !carry.empty()) {
            const auto invalid = first_invalid_utf8(carry);
            valid = !invalid || carry.size() - static_cast<std::size_t>(*invalid) < 4;
            carry =
                valid && invalid ? carry.substr(static_cast<std::size_t>(*invalid)) : std::string{};
            auto more = read_some(**ahead, std::size_t{256} << 10U);
            if (!more) {
                return more.error();
            }
            if (more->empty()) {
                valid = valid && carry.empty();
                break;
            }
            carry += *more;
        }
        if (!valid) {
            encoding = "windows-1252";
            context_.sink.warn("encoding-windows-1252");
        }
    }
    return encoding;
}

Result<CsvReader> MappedCsvReader::start() {
    auto mapping = load(context_);
    if (!mapping) {
        return mapping.error();
    }
    mapping_ = std::move(*mapping);
    filler_.emplace(mapping_, context_.zone);
    if (auto opened = filler_->open_zones(); !opened) {
        return opened.error();
    }
    if (auto held = context_.bytes.hold(); !held) {
        return held.error();
    }
    const auto written = encoding();
    if (!written) {
        return written.error();
    }
    const auto open = [&]() -> Result<std::unique_ptr<ByteSource>> {
        auto source = context_.bytes.open();
        if (!source || written->empty()) {
            return source;
        }
        return std::unique_ptr<ByteSource>{
            std::make_unique<Transcoder>(std::move(*source), written->c_str())};
    };
    placed_ = written->empty();
    auto first = open();
    if (!first) {
        return first.error();
    }
    auto start_text = read_some(**first, std::size_t{256} << 10U);
    if (!start_text) {
        return start_text.error();
    }
    std::string_view begin = *start_text;
    begin.remove_prefix(begin.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const bool directive = begin.starts_with("sep=") && begin.size() > 5;
    char delimiter = directive ? begin[4] : mapping_.delimiter;
    delimiter = delimiter == '\0' ? guess_delimiter(begin) : delimiter;
    auto source = open();
    if (!source) {
        return source.error();
    }
    CsvReader rows{std::move(*source), delimiter, mapping_.quote,
                   context_.options.limits.record_bytes};
    CsvRow row;
    if (directive) {
        if (auto read = rows.next(row); !read) {
            return read.error();
        }
    }
    if (mapping_.header) {
        if (auto read = rows.next(row); !read) {
            return read.error();
        }
    }
    auto found = find_columns(mapping_.header ? &row : nullptr);
    return found ? Result<CsvReader>{std::move(rows)} : found.error();
}

Result<void> MappedCsvReader::find_columns(const CsvRow* header) {
    if (header != nullptr) {
        width_ = header->cells.size();
        for (const CsvCell& cell : header->cells) {
            names_.push_back(cell.text);
        }
    }
    for (const auto& [field, source] : mapping_.fields) {
        if (source.index) {
            columns_[field] = *source.index;
        } else if (source.column) {
            const auto found = std::find(names_.begin(), names_.end(), *source.column);
            if (found == names_.end()) {
                return Error{ErrorCode::bad_argument,
                             "field " + field + " of the mapping: the file has no such column"};
            }
            columns_[field] = static_cast<std::size_t>(found - names_.begin());
        } else if (source.pointer) {
            return Error{ErrorCode::bad_argument,
                         "field " + field + " of the mapping: a pointer is for JSON"};
        }
    }
    return {};
}

void MappedCsvReader::take(const CsvRow& row) {
    Sink& sink = context_.sink;
    const auto byte = placed_ ? std::optional{row.from} : std::nullopt;
    Record record = blank_record(mapping_, context_);
    filler_->native_id.clear();
    filler_->written_time.clear();
    std::set<std::size_t> used;
    for (const auto& [field, source] : mapping_.fields) {
        const auto column = columns_.find(field);
        if (column != columns_.end() && column->second >= row.cells.size()) {
            sink.bad_element({ErrorCode::bad_record, "field " + field + ": no such column"}, byte,
                             row.line);
            return;
        }
        const std::string value = column == columns_.end() ? source.constant.value_or("")
                                                           : row.cells[column->second].text;
        if (column != columns_.end()) {
            used.insert(column->second);
        }
        if (!filler_->fill(record, field, source, value)) {
            sink.bad_element({ErrorCode::bad_record, "field " + field}, byte, row.line);
            return;
        }
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string name = i < names_.size() ? names_[i] : "column " + std::to_string(i);
        if (!used.contains(i) && !row.cells[i].text.empty() && !mapping_.ignore.contains(name)) {
            record.side_text.push_back({name, row.cells[i].text});
        }
    }
    record.source->index = index_++;
    record.source->line = row.line;
    if (placed_) {
        record.source->start = row.from;
        record.source->end = row.to;
        if (const auto text = columns_.find("text"); text != columns_.end()) {
            record.source->text_start = row.cells[text->second].from;
            record.source->text_end = row.cells[text->second].to;
        }
    }
    const std::string content = record.text.value_or("");
    complete(record, *filler_, context_, content);
}

/// RFC 6901.
Json at_pointer(Json value, std::string_view pointer) {
    while (!pointer.empty() && value) {
        pointer.remove_prefix(1);
        const auto end = std::min(pointer.find('/'), pointer.size());
        std::string step{pointer.substr(0, end)};
        pointer.remove_prefix(end);
        for (const auto& [from, to] : {std::pair{"~1", "/"}, std::pair{"~0", "~"}}) {
            for (auto at = step.find(from); at != std::string::npos; at = step.find(from, at + 1)) {
                step.replace(at, 2, to);
            }
        }
        if (!value.is_array()) {
            value = value[step];
            continue;
        }
        std::size_t index = 0;
        const auto [stop, error] = std::from_chars(step.data(), step.data() + step.size(), index);
        Json item =
            error == std::errc{} && stop == step.data() + step.size() ? value.first() : Json{};
        for (; item && index > 0; --index) {
            item = item.next();
        }
        value = item;
    }
    return value;
}

class MappedJsonReader final : public JsonReader {
public:
    explicit MappedJsonReader(MemberContext& context) : JsonReader{context, {}, {true, false}} {}

private:
    Result<void> prepare() override {
        auto mapping = load(context());
        if (!mapping) {
            return mapping.error();
        }
        mapping_ = std::move(*mapping);
        filler_.emplace(mapping_, context().zone);
        return filler_->open_zones();
    }
    Visit decide(std::string_view path, char first) override {
        return path.empty() && first == '[' ? Visit::enter : Visit::keep;
    }

    void take(Json value, const JsonPart& part) override {
        sink().element();
        Record record = start_record(part, value);
        record.platform = mapping_.platform;
        record.channel = context().options.channel.value_or(mapping_.channel);
        filler_->native_id.clear();
        filler_->written_time.clear();
        std::set<std::size_t> used;
        for (const auto& [field, source] : mapping_.fields) {
            const Json found = source.pointer  ? at_pointer(value, *source.pointer)
                               : source.column ? value[*source.column]
                                               : Json{};
            std::string text{source.constant.value_or("")};
            if (found.is_array()) {
                for (Json one = found.first(); one; one = one.next()) {
                    text += (text.empty()           ? ""
                             : source.split.empty() ? "\n"
                                                    : source.split) +
                            std::string{one.string_or_number().value_or("")};
                    used.insert(one.from());
                }
            } else if (found) {
                text = std::string{found.string_or_number().value_or("")};
                used.insert(found.from());
            }
            if (!filler_->fill(record, field, source, text)) {
                sink().bad_element({ErrorCode::bad_record, "field " + field}, part.from, part.line);
                return;
            }
            if (field == "text" && found.is_string()) {
                place_text(record, part, found);
            }
        }
        for (Json child = value.first(); child; child = child.next()) {
            if (!mapping_.ignore.contains(std::string{child.key()})) {
                add_unused(record, child, std::string{child.key()}, used);
            }
        }
        const std::string content = record.text.value_or("");
        complete(record, *filler_, context(), content);
    }

    void add_unused(Record& record, Json value, const std::string& path,
                    const std::set<std::size_t>& used) {
        if (used.contains(value.from())) {
            return;
        }
        if (const auto text = value.string(); text && !text->empty()) {
            record.side_text.push_back({path, std::string{*text}});
        }
        std::size_t index = 0;
        for (Json child = value.first(); child; child = child.next(), ++index) {
            add_unused(record, child,
                       value.is_array() ? path + "[" + std::to_string(index) + "]"
                                        : path + "." + std::string{child.key()},
                       used);
        }
    }

    Mapping mapping_;
    std::optional<FieldFiller> filler_;
};

} // namespace

std::unique_ptr<MemberReader> mapped_csv_reader(MemberContext& context) {
    return std::make_unique<MappedCsvReader>(context);
}

std::unique_ptr<MemberReader> mapped_json_reader(MemberContext& context) {
    return std::make_unique<MappedJsonReader>(context);
}

} // namespace oblio::record
