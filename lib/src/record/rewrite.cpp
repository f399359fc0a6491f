// lib/src/record/rewrite.cpp: reads an export, works out the edits of each member, writes it again.
#include "oblio/record/rewrite.hpp"

#include "record/archive_input.hpp"
#include "record/archive_output.hpp"
#include "record/input.hpp"
#include "record/recognise.hpp"
#include "record/rewrite_member.hpp"
#include "record/thread_folders.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace oblio {
namespace {

namespace fs = std::filesystem;
using record::ByteSource;
using record::MemberRewrite;

/// What is known of one member after reading.
struct MemberWork {
    std::string format; ///< empty: it holds no records
    record::EditRange edits;
    bool leave_out = false;
};

/// One part of the export: where it comes from, where it goes.
struct Part {
    fs::path input, output;
    bool folder = false;
    bool archive = false;
    std::unique_ptr<record::Container> members;
};

class Rewriter {
public:
    Rewriter(std::span<const fs::path> inputs, std::span<const fs::path> outputs,
             ReadOptions options, Environment environment, const ExportEditor& editor)
        : options_{std::move(options)}, environment_{environment}, editor_{editor},
          edits_{environment.files, fs::path{outputs.front()} += ".edits"} {
        options_.digests = false;
        options_.every_place = true;
        options_.side_data = true;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            parts_.push_back({inputs[i], outputs[i], false, false, nullptr});
        }
    }

    Result<RewriteAccount> run();

private:
    /// A member while its edits are worked out.
    struct Current {
        const record::Member& member;
        MemberWork& work;
        std::optional<record::ThreadFolder> folder;
        bool told = false; ///< the name of the folder is changed inside
        std::unique_ptr<MemberRewrite> rewrite;
    };

    Result<void> open(Part& part);
    Result<void> read_records();
    Result<void> take(const Record& record);
    Result<void> add(const Record& record, RecordEdit edit);
    void begin(Part& part, std::size_t member, const std::string& format);
    Result<void> finish();
    Result<void> work_out_others(Part& part);
    Result<void> rename_folders();
    void find_media();
    void find_telling_names();
    Result<void> write(Part& part);
    Result<void> write_folder(Part& part);
    Result<void> write_whole(const fs::path& output,
                             const std::function<Result<void>(File&)>& fill);

    /// What is known of a member, by the archive or folder that holds it and its path.
    using Key = std::pair<std::string, std::string>;
    static Key key_of(const record::Member& member) {
        return {record::shown_path(member.archive.value_or("")), record::shown_path(member.path)};
    }
    [[nodiscard]] const MemberWork* work_of(const record::Member& member) const {
        const auto found = members_.find(key_of(member));
        return found == members_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::unique_ptr<ByteSource> edited(const record::Member& member,
                                                     std::unique_ptr<ByteSource> source) const {
        const MemberWork* const work = work_of(member);
        return work == nullptr || work->edits.empty()
                   ? std::move(source)
                   : record::edited_source(std::move(source), {edits_, work->edits});
    }
    /// The folder on the way to `path` that is renamed, and its new name; null if none is.
    [[nodiscard]] const std::pair<const std::string, std::string>*
    rename_on(std::string_view path) const {
        for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/')) {
            const auto found = account_.renamed.find(std::string{path.substr(0, end)});
            if (found != account_.renamed.end()) {
                return &*found;
            }
            path.remove_prefix(end + 1);
        }
        return nullptr;
    }
    [[nodiscard]] std::string new_path(const std::string& path) const {
        const auto* const rename = rename_on(path);
        return rename == nullptr ? path : record::renamed_path(path, rename->first, rename->second);
    }

    std::vector<Part> parts_;
    ReadOptions options_;
    Environment environment_;
    const ExportEditor& editor_;
    RewriteAccount account_;
    record::EditStore edits_;
    std::map<Key, std::pair<Part*, std::size_t>> places_;
    std::map<Key, MemberWork> members_;
    std::optional<Current> current_;
    /// Which records name a file: those that go, those that stay.
    struct Medium {
        bool gone = false;
        bool kept = false;
    };
    std::map<std::string, Medium, std::less<>> media_; ///< by file name
    bool meta_ = false;
};

Result<RewriteAccount> Rewriter::run() {
    std::set<fs::path> names;
    for (const Part& part : parts_) {
        if (!names.insert(part.input.filename()).second) {
            return Error{ErrorCode::bad_argument,
                         part.input.string() + ": another part has the same file name"};
        }
    }
    for (Part& part : parts_) {
        if (auto opened = open(part); !opened) {
            return opened.error();
        }
    }
    if (auto read = read_records(); !read) {
        return read.error();
    }
    find_media();
    for (Part& part : parts_) {
        if (auto worked = work_out_others(part); !worked) {
            return worked.error();
        }
    }
    if (auto renamed = rename_folders(); !renamed) {
        return renamed.error();
    }
    find_telling_names();
    account_.untouched = account_.records - account_.changed - account_.dropped - account_.emptied;
    for (Part& part : parts_) {
        if (auto written = write(part); !written) {
            return written.error();
        }
    }
    return std::move(account_);
}

Result<void> Rewriter::read_records() {
    std::vector<fs::path> inputs;
    for (const Part& part : parts_) {
        inputs.push_back(part.input);
    }
    auto reader = open_input(inputs, options_, environment_);
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
            if (auto taken = take(*read); !taken) {
                return taken;
            }
        } else {
            account_.problems.push_back(std::get<Problem>(**item));
        }
    }
    for (const Problem& problem : (*reader)->account().refused) {
        account_.problems.push_back(problem);
    }
    return finish();
}

Result<void> Rewriter::take(const Record& read) {
    ++account_.records;
    RecordEdit edit = editor_.record ? editor_.record(read) : RecordEdit{};
    const bool wanted = edit.drop || !edit.text.empty() || edit.strings;
    for (const Attachment& attachment : read.attachments) {
        const auto medium =
            attachment.path ? media_.find(record::file_name_of(*attachment.path)) : media_.end();
        if (medium != media_.end()) {
            (edit.drop ? medium->second.gone : medium->second.kept) = true;
        }
    }
    if (!read.source || !read.source->start || !read.source->end || !read.source->member) {
        if (wanted) {
            account_.not_written.push_back(read.id);
        }
        return {};
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
    account_.changed += !edit.drop && (!edit.text.empty() || edit.strings) ? 1U : 0U;
    return add(read, std::move(edit));
}

Result<void> Rewriter::add(const Record& record, RecordEdit edit) {
    const Key key{record.source->archive.value_or(""), *record.source->member};
    MemberWork& work = members_[key];
    if (!current_ || &current_->work != &work) {
        if (auto finished = finish(); !finished) {
            return finished;
        }
        const auto& [part, number] = places_.at(key);
        if (!work.format.empty()) {
            return record::error_at(part->members->members()[number], ErrorCode::bad_record,
                                    "is in the export twice");
        }
        begin(*part, number, record.source->format.value_or(""));
    }
    auto added = current_->rewrite->add(record, std::move(edit));
    return added ? added
                 : record::error_at(current_->member, added.error().code, added.error().detail);
}

/// The member is followed from now on. An empty `format`: it holds no records.
void Rewriter::begin(Part& part, std::size_t number, const std::string& format) {
    const record::Member& member = part.members->members()[number];
    MemberWork& work = members_[key_of(member)];
    work.format = format;
    record::MemberForm form{!record::is_line_format(format),
                            format.empty() ? meta_ : record::is_meta_format(format)};
    meta_ = meta_ || form.meta;
    Current& current = current_.emplace(Current{member, work, std::nullopt, false, nullptr});
    current.folder = format == "meta-thread" ? record::thread_folder(member.path) : std::nullopt;
    StringEditor outside = editor_.outside;
    if (outside && current.folder) {
        outside = [this, &current](std::string_view value) {
            auto fresh = editor_.outside(value);
            current.told = current.told || (fresh && record::tells(*current.folder, value));
            return fresh;
        };
    }
    current.rewrite = std::make_unique<MemberRewrite>(
        [&part, number] { return part.members->open(number); }, form, std::move(outside), edits_);
}

Result<void> Rewriter::finish() {
    if (!current_) {
        return {};
    }
    const record::Member& member = current_->member;
    const auto edits = current_->rewrite->finish();
    if (!edits) {
        return record::error_at(member, edits.error().code, edits.error().detail);
    }
    current_->work.edits = *edits;
    if (current_->told) {
        const bool instagram = member.path.find("your_instagram_activity") != std::string::npos ||
                               options_.platform == "instagram";
        account_.renamed.emplace(current_->folder->name,
                                 record::nameless(*current_->folder, instagram));
    }
    account_.dropped += current_->rewrite->dropped;
    account_.emptied += current_->rewrite->emptied;
    account_.outside += current_->rewrite->outside_changed;
    current_.reset();
    return {};
}

Result<void> Rewriter::open(Part& part) {
    std::error_code status;
    part.folder = fs::is_directory(part.input, status);
    auto container = part.folder
                         ? record::open_folder(part.input, environment_.files, options_.limits)
                         : record::open_file(part.input, environment_.files);
    if (!part.folder && container) {
        auto source = (*container)->open(0);
        auto head = source ? record::read_some(**source, 4) : Result<std::string>{source.error()};
        if (!head) {
            return head.error();
        }
        part.archive = record::is_zip(*head) || record::is_gzip(*head);
        if (part.archive) {
            container = record::open_archive(part.input, environment_.files, options_.limits);
        }
    }
    if (!container) {
        return container.error();
    }
    part.members = std::move(*container);
    const auto& members = part.members->members();
    for (std::size_t i = 0; i < members.size(); ++i) {
        places_.try_emplace(key_of(members[i]), &part, i);
        if (part.folder || part.archive) {
            media_.try_emplace(std::string{record::file_name_of(members[i].path)});
        }
    }
    return {};
}

/// Strings are asked for in JSON members without records, too.
Result<void> Rewriter::work_out_others(Part& part) {
    for (std::size_t i = 0; editor_.outside && i < part.members->members().size(); ++i) {
        const record::Member& member = part.members->members()[i];
        const std::string extension = record::extension_of(member.path);
        const bool json = extension == "json" || extension == "js";
        if (!json || record::is_noise(member.path) || work_of(member) != nullptr) {
            continue;
        }
        begin(part, i, {});
        if (auto finished = finish(); !finished) {
            return finished;
        }
    }
    return {};
}

/// The paths inside the files of a renamed folder follow it.
Result<void> Rewriter::rename_folders() {
    for (Part& part : parts_) {
        for (std::size_t i = 0; i < part.members->members().size(); ++i) {
            const record::Member& member = part.members->members()[i];
            const auto* const rename = rename_on(member.path);
            if (rename == nullptr || record::extension_of(member.path) != "json") {
                continue;
            }
            auto source = part.members->open(i);
            if (!source) {
                return source.error();
            }
            MemberWork& work = members_[key_of(member)];
            auto added = record::with_renames(**source, rename->first, rename->second,
                                              {edits_, work.edits}, edits_);
            if (!added) {
                return added.error();
            }
            work.edits = *added;
        }
    }
    return {};
}

/// Members that only records that go have named.
void Rewriter::find_media() {
    for (const Part& part : parts_) {
        for (const record::Member& member : part.members->members()) {
            const auto medium = media_.find(record::file_name_of(member.path));
            if (medium != media_.end() && medium->second.gone && !medium->second.kept &&
                work_of(member) == nullptr) {
                members_[key_of(member)].leave_out = true;
                account_.media_gone.push_back(member.path);
            }
        }
    }
}

void Rewriter::find_telling_names() {
    const auto look = [&](const std::string& path) {
        const fs::path name = fs::path{path}.stem();
        const std::string text = record::shown_path(name.string());
        if (editor_.outside && editor_.outside(text)) {
            account_.telling_names.push_back(path);
        }
    };
    for (const Part& part : parts_) {
        look(part.output.filename().string());
        for (const record::Member& member : part.members->members()) {
            const MemberWork* const work = work_of(member);
            if ((part.folder || part.archive) && work != nullptr && !work->format.empty()) {
                look(new_path(member.path));
            }
        }
    }
}

/// Temporary file beside the output, sync, rename.
Result<void> Rewriter::write_whole(const fs::path& output,
                                   const std::function<Result<void>(File&)>& fill) {
    const fs::path fresh = output.string() + ".new";
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
        done = environment_.files.rename(fresh, output);
    }
    if (!done) {
        const auto removed = environment_.files.remove(fresh);
        static_cast<void>(removed); // the first error says more
    }
    return done;
}

Result<void> copy(ByteSource& source, File& file) {
    std::uint64_t offset = 0;
    return record::each_chunk(source, [&](std::string_view bytes) {
        auto written = file.write(offset, std::as_bytes(std::span{bytes}));
        offset += bytes.size();
        return written;
    });
}

Result<void> Rewriter::write(Part& part) {
    if (part.folder) {
        return write_folder(part);
    }
    if (!part.archive) {
        auto source = part.members->open(0);
        if (!source) {
            return source.error();
        }
        const auto bytes = edited(part.members->members()[0], std::move(*source));
        return write_whole(part.output, [&](File& file) { return copy(*bytes, file); });
    }
    std::map<std::string, const record::Member*> by_name;
    for (const record::Member& member : part.members->members()) {
        by_name.emplace(member.path, &member);
    }
    return write_whole(part.output, [&](File& file) {
        return record::copy_archive(
            part.input, environment_.files, file, [&](const std::string& name) {
                record::MemberChange change;
                if (const auto* const rename = rename_on(name); rename != nullptr) {
                    change.rename = *rename;
                }
                const auto member = by_name.find(name);
                const MemberWork* const work =
                    member == by_name.end() ? nullptr : work_of(*member->second);
                if (work != nullptr) {
                    change.leave_out = work->leave_out;
                    change.growth = work->edits.growth;
                    change.wrap = [this,
                                   &member = *member->second](std::unique_ptr<ByteSource> source) {
                        return edited(member, std::move(source));
                    };
                }
                return change;
            });
    });
}

Result<void> Rewriter::write_folder(Part& part) {
    std::error_code status;
    const bool in_place = fs::equivalent(part.input, part.output, status) && !status;
    if (!in_place && fs::exists(part.output, status) && !fs::is_empty(part.output, status)) {
        return Error{ErrorCode::exists, part.output.string() + ": is there already and not empty"};
    }
    for (std::size_t i = 0; i < part.members->members().size(); ++i) {
        const record::Member& member = part.members->members()[i];
        const MemberWork* const work = work_of(member);
        const fs::path old = part.output / fs::path{member.path};
        const fs::path target = part.output / fs::path{new_path(member.path)};
        const bool moves = in_place && target != old;
        if (work != nullptr && work->leave_out) {
            if (auto removed = in_place ? environment_.files.remove(old) : Result<void>{};
                !removed) {
                return removed;
            }
            continue;
        }
        if (in_place && !moves && (work == nullptr || work->edits.empty())) {
            continue;
        }
        fs::create_directories(target.parent_path(), status);
        if (status) {
            return Error{ErrorCode::io, target.string() + ": " + status.message()};
        }
        auto source = part.members->open(i);
        if (!source) {
            return source.error();
        }
        const auto bytes = edited(member, std::move(*source));
        auto written = write_whole(target, [&](File& file) { return copy(*bytes, file); });
        if (written && moves) {
            written = environment_.files.remove(old);
            for (fs::path empty = old.parent_path();
                 empty != part.output && fs::remove(empty, status); empty = empty.parent_path()) {
                // the renamed folder, and those that held nothing else
            }
        }
        if (!written) {
            return written;
        }
    }
    return {};
}

} // namespace

Result<RewriteAccount> rewrite_export(std::span<const fs::path> parts,
                                      std::span<const fs::path> outputs, const ReadOptions& options,
                                      Environment environment, const ExportEditor& editor) {
    return Rewriter{parts, outputs, options, environment, editor}.run();
}

Result<RewriteAccount> rewrite_export(const fs::path& input, const fs::path& output,
                                      const ReadOptions& options, Environment environment,
                                      const ExportEditor& editor) {
    return rewrite_export(std::span{&input, 1}, std::span{&output, 1}, options, environment,
                          editor);
}

} // namespace oblio
