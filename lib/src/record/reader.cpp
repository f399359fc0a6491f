// lib/src/record/reader.cpp: opens an input, recognises its members, reads them one by one.
#include "oblio/record/reader.hpp"

#include "record/archive_input.hpp"
#include "record/member_reader.hpp"
#include "record/recognise.hpp"

#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <istream>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace oblio {

std::uint64_t ReadAccount::records() const noexcept {
    return std::accumulate(
        members.begin(), members.end(), std::uint64_t{0},
        [](std::uint64_t sum, const auto& member) { return sum + member.records; });
}

std::uint64_t ReadAccount::skipped() const noexcept {
    std::uint64_t sum = 0;
    for (const MemberAccount& member : members) {
        for (const auto& [reason, count] : member.skipped) {
            sum += count;
        }
    }
    return sum;
}

std::string format_position(const Position& position) {
    std::string out = position.file;
    if (position.member) {
        out += ": " + *position.member;
    }
    if (position.line) {
        out += ": line " + std::to_string(*position.line);
    }
    if (position.byte) {
        out += (position.line ? ", byte " : ": byte ") + std::to_string(*position.byte);
    }
    return out;
}

std::string format_problem(const Problem& problem) {
    return problem.error.detail;
}

namespace record {

namespace {

namespace fs = std::filesystem;

/// One member that will be read.
struct Task {
    std::size_t container = 0;
    std::size_t member = 0;
    Format format = Format::neutral_jsonl;
    std::string platform;
};

/// All that is needed while one member is read.
struct Current {
    Current(Container& container, const Task& task, const ReadOptions& options, const Zone& zone,
            IdMaker& ids, Tree& tree, MemberAccount& account, std::deque<ReadItem>& queue)
        : bytes{container, task.member, options.limits, &account.bytes},
          sink{account, container.members()[task.member], queue},
          context{options, zone, ids,         tree,          container.members()[task.member],
                  bytes,   sink, task.format, task.platform, {}} {}
    MemberBytes bytes;
    Sink sink;
    MemberContext context;
    std::unique_ptr<MemberReader> reader;
};

class Reader final : public RecordReader {
public:
    Reader(ReadOptions options, Zone zone, std::array<std::byte, 32> key)
        : options_{std::move(options)}, zone_{std::move(zone)}, ids_{key, options_.every_place} {}

    Result<void> recognise_all(Files* files);
    /// `name`: what errors call the input when it holds no file to name.
    void add(std::unique_ptr<Container> container, const std::string& name) {
        containers_.push_back(std::move(container));
        names_.push_back(name);
    }

    Result<std::optional<ReadItem>> next() override;
    Result<std::unique_ptr<RecordBlock>> next_block(std::size_t bytes) override;
    const ReadAccount& account() const noexcept override { return account_; }

private:
    void judge(std::size_t container, std::size_t member, const Result<std::string>& head);
    Result<void> nothing_found();
    Result<std::string> read_member(std::size_t container, std::size_t member);
    void drop_pages();
    void read_accounts();
    void settle_platforms();
    void order_tasks();
    void drop_doubles();
    void start(const Task& task);
    void note(const Member& member, Error error);

    ReadOptions options_;
    Zone zone_;
    IdMaker ids_;
    std::vector<std::unique_ptr<Container>> containers_;
    std::vector<std::string> names_; // one per container
    std::vector<Task> tasks_;
    std::vector<Task> accounts_;
    std::size_t next_task_ = 0;
    Tree tree_;
    ReadAccount account_;
    std::deque<ReadItem> queue_;
    std::unique_ptr<Current> current_;
    std::optional<Error> unknown_; // of the member that was looked at last
    bool alone_ = false;
    bool empty_ = true;
};

void Reader::note(const Member& member, Error error) {
    Position where = position_of(member);
    error.detail = format_position(where) + ": " + error.detail;
    account_.refused.push_back({std::move(where), std::move(error)});
}

void Reader::judge(std::size_t container, std::size_t member, const Result<std::string>& head) {
    const Member& what = containers_[container]->members()[member];
    if (!head) {
        note(what, head.error());
        return;
    }
    empty_ = empty_ && head->empty();
    if (head->empty()) {
        if (!alone_) {
            ++account_.other_members["empty"];
        }
        return;
    }
    const bool whole = head->size() < head_size;
    Verdict verdict = recognise(what.path, *head, whole, alone_, options_);
    switch (verdict.what) {
    case Verdict::What::content:
        tasks_.push_back({container, member, verdict.format, verdict.platform});
        break;
    case Verdict::What::refused:
        note(what, *verdict.error);
        break;
    case Verdict::What::account:
        accounts_.push_back({container, member, verdict.format, verdict.platform});
        ++account_.other_members[extension_of(what.path)];
        break;
    case Verdict::What::noise:
        ++account_.other_members[extension_of(what.path)];
        break;
    case Verdict::What::unknown:
        ++account_.other_members[extension_of(what.path)];
        if (verdict.error) {
            if (alone_) {
                unknown_ = error_at(what, verdict.error->code, verdict.error->detail);
            } else {
                note(what, *verdict.error);
            }
        }
    }
}

Result<void> Reader::recognise_all(Files* files) {
    std::size_t count = 0;
    for (const auto& container : containers_) {
        count += container->members().size();
    }
    alone_ = count == 1;
    for (std::size_t c = 0; c < containers_.size(); ++c) {
        Container& container = *containers_[c];
        for (std::size_t m = 0; m < container.members().size(); ++m) {
            const Member& member = container.members()[m];
            if (is_noise(member.path)) {
                continue;
            }
            tree_.add(member, (c << 32U) + m);
            if (!alone_ && !may_hold_content(member.path)) {
                ++account_.other_members[extension_of(member.path)];
            }
        }
        for (Problem& problem : container.refused()) {
            account_.refused.push_back(std::move(problem));
        }
        const auto wanted = [&](const Member& member) {
            return !is_noise(member.path) && (alone_ || may_hold_content(member.path));
        };
        auto looked = container.heads(
            wanted, head_size,
            [&](std::size_t member, const Result<std::string>& head) { judge(c, member, head); });
        if (!looked) {
            return looked;
        }
    }
    if (tasks_.empty()) {
        return nothing_found();
    }
    drop_pages();
    tree_.read = [this](std::size_t number) {
        return read_member(number >> 32U, number & 0xFFFFFFFFU);
    };
    tree_.mapping_file = [this, files]() -> Result<std::string> {
        return files == nullptr || !options_.mapping
                   ? Result<std::string>{Error{ErrorCode::bad_argument, "no mapping file"}}
                   : files->read_all(*options_.mapping);
    };
    read_accounts();
    settle_platforms();
    drop_doubles();
    order_tasks();
    return {};
}

/// Account files, vCards: small by nature, so a large one is left alone.
Result<std::string> Reader::read_member(std::size_t container, std::size_t member) {
    constexpr std::uint64_t small = 16ULL << 20U;
    auto source = containers_[container]->open(member);
    return source ? read_rest(**source, small) : source.error();
}

/// A page beside the JSON of the same name says the same. Who writes an export again is still told:
/// it would be copied as it is.
void Reader::drop_pages() {
    if (options_.every_place) {
        return;
    }
    std::set<std::string> read;
    for (const Task& task : tasks_) {
        read.insert(containers_[task.container]->members()[task.member].path);
    }
    const auto erased = std::erase_if(account_.refused, [&](const Problem& problem) {
        const std::string path = problem.where.member.value_or("");
        return path.ends_with(".html") && read.contains(path.substr(0, path.size() - 5) + ".json");
    });
    if (erased > 0) {
        account_.other_members["html"] += erased;
    }
}

void Reader::read_accounts() {
    for (const Task& task : accounts_) {
        if (const auto bytes = read_member(task.container, task.member)) {
            read_account(task.platform, *bytes, tree_);
        }
    }
    for (const Task& task : tasks_) {
        if (task.format == Format::x_notes && !options_.every_place) {
            if (const auto bytes = read_member(task.container, task.member)) {
                read_notes(*bytes, tree_);
            }
        }
    }
}

/// A lone Meta file does not say which of the two it is from; its neighbours or the caller do.
void Reader::settle_platforms() {
    const auto has = [&](std::string_view platform) {
        const auto of = [&](const Task& task) { return task.platform == platform; };
        return std::any_of(tasks_.begin(), tasks_.end(), of) ||
               std::any_of(accounts_.begin(), accounts_.end(), of);
    };
    const bool instagram = has("instagram") && !has("facebook");
    for (Task& task : tasks_) {
        if (task.platform.empty()) {
            task.platform = options_.platform.value_or(instagram ? "instagram" : "facebook");
        }
        const std::string& path = containers_[task.container]->members()[task.member].path;
        tree_.keeps_texts = tree_.keeps_texts || path.find("edits_you_made") != std::string::npos ||
                            path.find("comment_edits") != std::string::npos;
    }
}

/// Numbered files of one folder in the order of their numbers, where the first of them stands;
/// earlier versions and long posts last. Otherwise the order of the input, which reads an archive
/// from front to back.
void Reader::order_tasks() {
    struct Key {
        bool late;
        std::size_t group;
        std::uint64_t number;
    };
    std::map<std::string, std::size_t> groups;
    std::vector<std::pair<Key, Task>> keyed;
    for (const Task& task : tasks_) {
        const std::string& path = containers_[task.container]->members()[task.member].path;
        const auto digits_end =
            path.rfind('.') == std::string::npos ? path.size() : path.rfind('.');
        auto digits = digits_end;
        while (digits > 0 && path[digits - 1] >= '0' && path[digits - 1] <= '9') {
            --digits;
        }
        std::uint64_t number = 0;
        for (auto at = digits; at < digits_end && at < digits + 18; ++at) {
            number = number * 10 + static_cast<std::uint64_t>(path[at] - '0');
        }
        const auto group = groups.emplace(path.substr(0, digits), keyed.size()).first->second;
        const bool late = task.format == Format::x_notes ||
                          path.find("edits_you_made") != std::string::npos ||
                          path.find("comment_edits") != std::string::npos;
        keyed.push_back({{late, group, number}, task});
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first.late, a.first.group, a.first.number) <
               std::tie(b.first.late, b.first.group, b.first.number);
    });
    tasks_.clear();
    for (auto& [key, task] : keyed) {
        tasks_.push_back(std::move(task));
    }
}

/// The same member in two parts of an export is read once.
void Reader::drop_doubles() {
    if (containers_.size() < 2 || options_.every_place) {
        return;
    }
    std::map<std::string, std::set<std::string>> seen;
    std::map<std::string, std::size_t> times;
    const auto path_of = [&](const Task& task) -> const std::string& {
        return containers_[task.container]->members()[task.member].path;
    };
    for (const Task& task : tasks_) {
        ++times[path_of(task)];
    }
    std::erase_if(tasks_, [&](const Task& task) {
        if (times[path_of(task)] < 2) {
            return false;
        }
        auto source = containers_[task.container]->open(task.member);
        const auto digest = source ? digest_of(**source) : Result<Digest>{source.error()};
        const bool twice = digest && !seen[path_of(task)].insert(digest->hex).second;
        account_.other_members["duplicate"] += twice ? 1U : 0U;
        return twice;
    });
}

Result<void> Reader::nothing_found() {
    if (!account_.refused.empty()) {
        return account_.refused.front().error;
    }
    const std::string file = containers_.empty() || containers_[0]->members().empty()
                                 ? (names_.empty() ? std::string{"the input"} : names_[0])
                                 : containers_[0]->members()[0].file;
    if (empty_) {
        return Error{ErrorCode::unknown_format, file + ": is empty"};
    }
    if (unknown_) {
        return *unknown_;
    }
    std::size_t members = 0;
    std::size_t advertising = 0;
    for (const auto& container : containers_) {
        for (const Member& member : container->members()) {
            members += is_noise(member.path) ? 0U : 1U;
            advertising += is_advertising(member.path) ? 1U : 0U;
        }
    }
    if (members > 0 && advertising == members) {
        return Error{ErrorCode::unsupported_format,
                     file + ": a Meta download of advertising and logs alone: ask for a new one "
                            "with messages, posts and comments, in the format JSON"};
    }
    return Error{ErrorCode::unknown_format,
                 file + ": no form that is read; for other CSV or JSON give a mapping file, for "
                        "running text say that it is plain"};
}

void Reader::start(const Task& task) {
    Container& container = *containers_[task.container];
    const Member& member = container.members()[task.member];
    MemberAccount& account = account_.members.emplace_back();
    account.file = member.file;
    account.member = member.archive ? std::optional{shown_path(member.path)} : std::nullopt;
    account.format = format_name(task.format);
    current_ =
        std::make_unique<Current>(container, task, options_, zone_, ids_, tree_, account, queue_);
    MemberContext& context = current_->context;
    if (member.archive) {
        context.source.archive = shown_path(*member.archive);
    }
    context.source.member = shown_path(member.path);
    context.source.format = account.format;
    if (options_.digests && !container.once()) {
        auto source = current_->bytes.open_ahead();
        auto digest = source ? digest_of(**source) : Result<Digest>{source.error()};
        if (!digest) {
            current_->sink.problem(digest.error(), std::nullopt, std::nullopt);
            return;
        }
        context.source.sha256 = digest->hex;
    }
    current_->reader = make_reader(context);
}

Result<std::optional<ReadItem>> Reader::next() {
    while (queue_.empty()) {
        if (!current_) {
            if (next_task_ == tasks_.size()) {
                return std::optional<ReadItem>{};
            }
            start(tasks_[next_task_++]);
        }
        auto more = current_->reader ? current_->reader->advance() : Result<bool>{false};
        if (!more) {
            current_->sink.problem(more.error(), std::nullopt, std::nullopt);
        }
        if (!more || !*more) {
            current_.reset();
        }
    }
    std::optional<ReadItem> item{std::move(queue_.front())};
    queue_.pop_front();
    return item;
}

/// Records that were parsed already.
class ParsedBlock final : public RecordBlock {
public:
    explicit ParsedBlock(std::deque<ReadItem> items) : items_{std::move(items)} {}
    void read(const std::function<void(ReadItem& item)>& visit) override {
        for (ReadItem& item : items_) {
            visit(item);
        }
    }

private:
    std::deque<ReadItem> items_;
};

Result<std::unique_ptr<RecordBlock>> Reader::next_block(std::size_t bytes) {
    constexpr std::size_t record_cost = 512; // what a parsed record takes beside its text
    std::size_t size = 0;
    while (queue_.empty() || size < bytes) {
        if (!current_) {
            if (next_task_ == tasks_.size()) {
                break;
            }
            start(tasks_[next_task_++]);
        }
        const std::size_t before = queue_.size();
        const bool cuts = current_->reader && current_->reader->gives_blocks();
        if (cuts && before > 0) {
            break; // what was parsed of the member before goes first
        }
        Result<bool> more = false;
        if (cuts) {
            auto block = current_->reader->block(bytes);
            if (block && *block) {
                return block;
            }
            more = block ? Result<bool>{false} : block.error();
        } else if (current_->reader) {
            more = current_->reader->advance();
        }
        if (!more) {
            current_->sink.problem(more.error(), std::nullopt, std::nullopt);
        }
        if (!more || !*more) {
            current_.reset();
        }
        for (std::size_t i = before; i < queue_.size(); ++i) {
            const auto* record = std::get_if<Record>(&queue_[i]);
            size += record_cost + (record != nullptr && record->text ? record->text->size() : 0);
        }
    }
    return queue_.empty() ? nullptr
                          : std::unique_ptr<RecordBlock>{
                                std::make_unique<ParsedBlock>(std::exchange(queue_, {}))};
}

Result<std::unique_ptr<Reader>> make_engine(const ReadOptions& options, Random& random) {
    auto zone = Zone::open(options.zone);
    if (!zone) {
        return zone.error();
    }
    std::array<std::byte, 32> key{};
    if (options.id_key) {
        key = *options.id_key;
    } else {
        random.fill(key);
    }
    return std::make_unique<Reader>(options, std::move(*zone), key);
}

Result<std::unique_ptr<Container>> open_part(const fs::path& path, const ReadOptions& options,
                                             Files& files) {
    std::error_code status;
    if (fs::is_directory(path, status)) {
        return options.plain_text
                   ? Result<std::unique_ptr<Container>>{Error{
                         ErrorCode::io, path.string() + ": is a directory, a file is expected"}}
                   : open_folder(path, files, options.limits);
    }
    auto file = open_file(path, files);
    if (!file) {
        return file;
    }
    auto source = (*file)->open(0);
    auto head = source ? read_some(**source, 4) : Result<std::string>{source.error()};
    if (!head) {
        return head.error();
    }
    return is_zip(*head) || is_gzip(*head) ? open_archive(path, files, options.limits)
                                           : std::move(file);
}

} // namespace
} // namespace record

Result<std::unique_ptr<RecordReader>> open_input(std::span<const std::filesystem::path> parts,
                                                 const ReadOptions& options,
                                                 Environment environment) {
    auto engine = record::make_engine(options, environment.random);
    if (!engine) {
        return engine.error();
    }
    for (const auto& path : parts) {
        auto container = record::open_part(path, options, environment.files);
        if (!container) {
            return container.error();
        }
        (*engine)->add(std::move(*container), path.string());
    }
    if (auto recognised = (*engine)->recognise_all(&environment.files); !recognised) {
        return recognised.error();
    }
    return std::unique_ptr<RecordReader>{std::move(*engine)};
}

Result<std::unique_ptr<RecordReader>>
open_input(const std::filesystem::path& path, const ReadOptions& options, Environment environment) {
    return open_input(std::span{&path, 1}, options, environment);
}

Result<std::unique_ptr<RecordReader>> open_input(std::istream& stream, std::string name,
                                                 const ReadOptions& options,
                                                 Environment environment) {
    auto engine = record::make_engine(options, environment.random);
    if (!engine) {
        return engine.error();
    }
    auto source = record::stream_source({}, stream, name);
    auto head = record::read_some(*source, record::head_size);
    if (!head) {
        return head.error();
    }
    if (record::is_zip(*head) || record::is_gzip(*head)) {
        return Error{ErrorCode::unsupported_format,
                     name + ": an archive cannot be read from a stream: give it as a file"};
    }
    (*engine)->add(record::open_stream(stream, name, std::move(*head)), name);
    if (auto recognised = (*engine)->recognise_all(&environment.files); !recognised) {
        return recognised.error();
    }
    return std::unique_ptr<RecordReader>{std::move(*engine)};
}

} // namespace oblio
