// lib/src/record/rewrite.cpp: reads an export, works out the edits of each member, writes it again.
#include "oblio/record/rewrite.hpp"

#include "record/archive_input.hpp"
#include "record/archive_output.hpp"
#include "record/input.hpp"
#include "record/recognise.hpp"
#include "record/rewrite_plan.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace oblio {
namespace {

namespace fs = std::filesystem;
using record::ByteEdit;
using record::ByteSource;
using record::MemberPlan;

constexpr std::size_t block = std::size_t{1} << 20U;

bool is_json_format(std::string_view format) {
    return format != "neutral-jsonl" && format != "whatsapp-text" && format != "plain-text" &&
           format != "youtube-csv" && format != "mapped-csv";
}

/// What is known of one member after reading.
struct MemberWork {
    MemberPlan plan;
    std::string format;
    std::vector<ByteEdit> edits;
    bool leave_out = false;

    [[nodiscard]] std::int64_t growth() const {
        std::int64_t sum = 0;
        for (const ByteEdit& edit : edits) {
            sum += static_cast<std::int64_t>(edit.bytes.size()) -
                   static_cast<std::int64_t>(edit.to - edit.from);
        }
        return sum;
    }
};

class Rewriter {
public:
    Rewriter(fs::path input, fs::path output, ReadOptions options, Environment environment,
             const ExportEditor& editor)
        : input_{std::move(input)}, output_{std::move(output)}, options_{std::move(options)},
          environment_{environment}, editor_{editor} {
        options_.digests = false;
        options_.every_place = true;
    }

    Result<RewriteAccount> run() {
        if (auto read = read_records(); !read) {
            return read.error();
        }
        auto container = open_container();
        if (!container) {
            return container.error();
        }
        if (auto worked = work_out(**container); !worked) {
            return worked.error();
        }
        account_.untouched = account_.records - account_.changed;
        for (const auto& [path, work] : members_) {
            account_.dropped += work.plan.dropped;
            account_.emptied += work.plan.emptied;
            account_.outside += work.plan.outside_changed;
        }
        account_.untouched -= account_.dropped + account_.emptied;
        auto written = write(**container);
        return written ? Result<RewriteAccount>{std::move(account_)} : written.error();
    }

private:
    Result<void> read_records();
    void take(const Record& record);
    Result<std::unique_ptr<record::Container>> open_container();
    Result<void> work_out(record::Container& container);
    void find_media(record::Container& container);
    Result<void> write(record::Container& container);
    Result<void> write_folder(record::Container& container);
    Result<void> write_whole(const std::function<Result<void>(File&)>& fill);
    [[nodiscard]] std::unique_ptr<ByteSource> wrapped(const std::string& path,
                                                      std::unique_ptr<ByteSource> source) {
        const auto found = members_.find(path);
        return found == members_.end() || found->second.edits.empty()
                   ? std::move(source)
                   : record::edited_source(std::move(source), found->second.edits);
    }

    fs::path input_;
    fs::path output_;
    ReadOptions options_;
    Environment environment_;
    const ExportEditor& editor_;
    RewriteAccount account_;
    std::map<std::string, MemberWork> members_; ///< by path
    std::multiset<std::string> named_;          ///< attachments of records that stay
    std::set<std::string> orphaned_;            ///< attachments of records that go
    bool meta_ = false;
    bool archive_ = false;
};

Result<void> Rewriter::read_records() {
    auto reader = open_input(input_, options_, environment_);
    if (!reader) {
        return reader.error();
    }
    while (true) {
        auto item = (*reader)->next();
        if (!item) {
            return item.error();
        }
        if (!*item) {
            break;
        }
        if (const auto* const read = std::get_if<Record>(&**item)) {
            take(*read);
        } else {
            account_.problems.push_back(std::get<Problem>(**item));
        }
    }
    for (const Problem& problem : (*reader)->account().refused) {
        account_.problems.push_back(problem);
    }
    return {};
}

void Rewriter::take(const Record& read) {
    ++account_.records;
    RecordEdit edit = editor_.record ? editor_.record(read) : RecordEdit{};
    const bool wanted = edit.drop || !edit.text.empty() || edit.strings;
    for (const Attachment& attachment : read.attachments) {
        if (attachment.path && edit.drop) {
            orphaned_.insert(*attachment.path);
        } else if (attachment.path) {
            named_.insert(std::string{record::file_name_of(*attachment.path)});
        }
    }
    if (!read.source || !read.source->start || !read.source->end || !read.source->member) {
        if (wanted) {
            account_.not_written.push_back(read.id);
        }
        return;
    }
    // A text that changes but whose place is not known would silently stay.
    const bool placed = read.source->text_start || !read.source->text_parts.empty();
    const bool system = read.source->format == "telegram-json" && read.has_flag("system");
    if (!edit.drop && !edit.text.empty() && !placed && !system) {
        account_.not_written.push_back(read.id);
        edit.text.clear();
    }
    if (!edit.drop && !edit.text.empty() && !placed && system) {
        // Its text was made of the strings of the event, which are asked for one by one.
        edit.strings = [changes = edit.text, text = *read.text, given = edit.strings](
                           std::string_view value) -> std::optional<std::string> {
            for (std::size_t at = text.find(value); at != std::string::npos && !value.empty();
                 at = text.find(value, at + 1)) {
                std::string fresh{value};
                bool hit = false;
                for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
                    if (change->begin >= at && change->end <= at + value.size()) {
                        fresh.replace(change->begin - at, change->end - change->begin,
                                      change->replacement);
                        hit = true;
                    }
                }
                if (hit) {
                    return fresh;
                }
            }
            return given ? given(value) : std::nullopt;
        };
        edit.text.clear();
    }
    MemberWork& work = members_[*read.source->member];
    work.format = read.source->format.value_or("");
    meta_ = meta_ || record::is_meta_format(work.format);
    account_.changed += !edit.drop && (!edit.text.empty() || edit.strings) ? 1U : 0U;
    work.plan.add(read, std::move(edit));
}

Result<std::unique_ptr<record::Container>> Rewriter::open_container() {
    std::error_code status;
    if (fs::is_directory(input_, status)) {
        return record::open_folder(input_, environment_.files, options_.limits);
    }
    auto file = record::open_file(input_, environment_.files);
    if (!file) {
        return file;
    }
    auto source = (*file)->open(0);
    auto head = source ? record::read_some(**source, 4) : Result<std::string>{source.error()};
    if (!head) {
        return head.error();
    }
    archive_ = record::is_zip(*head) || record::is_gzip(*head);
    return archive_ ? record::open_archive(input_, environment_.files, options_.limits)
                    : std::move(file);
}

/// Reads each member that changes, or whose strings are asked for, once more.
Result<void> Rewriter::work_out(record::Container& container) {
    find_media(container);
    for (std::size_t i = 0; i < container.members().size(); ++i) {
        const record::Member& member = container.members()[i];
        const std::string extension = record::extension_of(member.path);
        const auto known = members_.find(member.path);
        const bool has_records = known != members_.end() && !known->second.format.empty();
        const bool json = has_records ? is_json_format(known->second.format)
                                      : extension == "json" || extension == "js";
        const bool asked = editor_.outside && json;
        const bool planned = has_records && !known->second.plan.changes_nothing();
        if (record::is_noise(member.path) || (!asked && !planned)) {
            continue;
        }
        auto source = container.open(i);
        if (!source) {
            return source.error();
        }
        MemberWork& work = members_[member.path];
        const bool meta = has_records ? record::is_meta_format(work.format) : meta_;
        auto edits = work.plan.work_out(std::move(*source), json, meta, editor_.outside);
        if (!edits) {
            return record::error_at(member, edits.error().code, edits.error().detail);
        }
        work.edits = std::move(*edits);
    }
    return {};
}

/// Members that only records that go have named.
void Rewriter::find_media(record::Container& container) {
    for (const std::string& path : orphaned_) {
        const std::string name{record::file_name_of(path)};
        if (named_.contains(name)) {
            continue;
        }
        for (const record::Member& member : container.members()) {
            if (record::file_name_of(member.path) == name && !members_.contains(member.path)) {
                members_[member.path].leave_out = true;
                account_.media_gone.push_back(member.path);
            }
        }
    }
}

/// Temporary file beside the output, sync, rename.
Result<void> Rewriter::write_whole(const std::function<Result<void>(File&)>& fill) {
    const fs::path fresh = output_.string() + ".new";
    if (auto removed = environment_.files.remove(fresh); !removed) {
        return removed;
    }
    auto file = environment_.files.open(fresh, OpenMode::create);
    if (!file) {
        return file.error();
    }
    auto done = fill(**file);
    if (done) {
        done = (*file)->sync();
    }
    file->reset();
    if (done) {
        done = environment_.files.rename(fresh, output_);
    }
    if (!done) {
        const auto removed = environment_.files.remove(fresh);
        static_cast<void>(removed); // the first error says more
    }
    return done;
}

Result<void> copy(ByteSource& source, File& file) {
    std::string buffer(block, '\0');
    std::uint64_t offset = 0;
    while (true) {
        const auto got = source.read(buffer);
        if (!got) {
            return got.error();
        }
        if (*got == 0) {
            return {};
        }
        const std::span bytes = std::as_bytes(std::span{buffer}.first(*got));
        if (auto written = file.write(offset, bytes); !written) {
            return written;
        }
        offset += *got;
    }
}

Result<void> Rewriter::write(record::Container& container) {
    std::error_code status;
    if (fs::is_directory(input_, status)) {
        return write_folder(container);
    }
    if (!archive_) {
        auto source = container.open(0);
        if (!source) {
            return source.error();
        }
        const auto edited = wrapped(container.members()[0].path, std::move(*source));
        return write_whole([&](File& file) { return copy(*edited, file); });
    }
    return write_whole([&](File& file) {
        return record::copy_archive(input_, environment_.files, file, [&](const std::string& name) {
            record::MemberChange change;
            const auto found = members_.find(name);
            if (found != members_.end()) {
                change.leave_out = found->second.leave_out;
                change.growth = found->second.growth();
                change.wrap = [this, name](std::unique_ptr<ByteSource> source) {
                    return wrapped(name, std::move(source));
                };
            }
            return change;
        });
    });
}

Result<void> Rewriter::write_folder(record::Container& container) {
    std::error_code status;
    const bool in_place = fs::equivalent(input_, output_, status) && !status;
    if (!in_place && fs::exists(output_, status) && !fs::is_empty(output_, status)) {
        return Error{ErrorCode::exists, output_.string() + ": is there already and not empty"};
    }
    const fs::path root = output_;
    for (std::size_t i = 0; i < container.members().size(); ++i) {
        const std::string& path = container.members()[i].path;
        const auto found = members_.find(path);
        const bool leave_out = found != members_.end() && found->second.leave_out;
        const bool same = found == members_.end() || found->second.edits.empty();
        const fs::path target = root / fs::path{path};
        if (leave_out) {
            if (in_place) {
                if (auto removed = environment_.files.remove(target); !removed) {
                    return removed;
                }
            }
            continue;
        }
        if (in_place && same) {
            continue;
        }
        fs::create_directories(target.parent_path(), status);
        if (status) {
            return Error{ErrorCode::io, target.string() + ": " + status.message()};
        }
        auto source = container.open(i);
        if (!source) {
            return source.error();
        }
        const auto edited = wrapped(path, std::move(*source));
        output_ = target;
        auto written = write_whole([&](File& file) { return copy(*edited, file); });
        output_ = root;
        if (!written) {
            return written;
        }
    }
    return {};
}

} // namespace

Result<RewriteAccount> rewrite_export(const fs::path& input, const fs::path& output,
                                      const ReadOptions& options, Environment environment,
                                      const ExportEditor& editor) {
    return Rewriter{input, output, options, environment, editor}.run();
}

} // namespace oblio
