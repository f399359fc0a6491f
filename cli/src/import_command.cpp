// cli/src/import_command.cpp: `import`: reads exports, scans, seals and indexes their records.
//
//   blocks of the input  ->  a worker each: scan, terms, keys, encoding  ->  one writer, in order
//
// The archive is the same for any number of threads, but for the keys that it draws.
#include "archive_access.hpp"
#include "commands.hpp"
#include "import_account.hpp"
#include "inputs.hpp"
#include "ordered_workers.hpp"
#include "output.hpp"
#include "scanning.hpp"

#include "oblio/archive/act.hpp"
#include "oblio/subject/trace.hpp"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace oblio::cli {
namespace {

struct ImportCommand {
    ArchiveArguments archive;
    InputArguments inputs;
    bool json = false;
    std::size_t threads = 0; // 0: one for each core
};

constexpr std::size_t block_bytes = std::size_t{256} << 10U;

/// What a worker has to itself.
struct Worker {
    Scanner scanner;
    SideMemo memo;
    AuthorNames authors;
    RecordPreparer preparer;
};

/// What a worker made of one block.
struct PreparedBlock {
    std::string file;
    std::vector<PreparedRecord> records;
    std::vector<std::optional<OpenRecord>> open; // one per record
    std::vector<RecordPlace> places;             // one per record
    std::vector<Problem> problems;
    DoubtfulCharacters doubtful;
};

PreparedBlock prepare_block(Worker& worker, InputBlock& block) {
    PreparedBlock done;
    done.file = block.file;
    RecordBatch batch{
        worker.scanner, [&](Record& record, std::vector<Finding> of_text) {
            const auto* words = record.text ? worker.scanner.last_text(*record.text) : nullptr;
            ThreadTrace trace = trace_of(worker.scanner, record, worker.authors);
            const auto findings =
                field_findings(record, std::move(of_text), worker.scanner, worker.memo);
            done.records.push_back(worker.preparer.prepare(record, findings, words));
            done.open.push_back(
                trace.empty() ? std::nullopt
                              : std::optional{OpenRecord{std::move(record), std::move(trace)}});
        }};
    block.records->read([&](ReadItem& item) {
        if (auto* problem = std::get_if<Problem>(&item)) {
            done.problems.push_back(std::move(*problem));
            return;
        }
        Record& record = std::get<Record>(item);
        done.doubtful.note(block.file, record);
        done.places.push_back(place_of(block.file, record));
        batch.add(std::move(record));
    });
    batch.finish();
    return done;
}

/// Prepares again those whose thread has given a name that matters to them.
class ThreadedRecords {
public:
    ThreadedRecords(const Scanner& scanner, RecordPreparer preparer)
        : worker_{scanner.clone(), {}, {}, std::move(preparer)} {}
    ThreadedRecords(const ThreadedRecords&) = delete; // a part borrows another
    ThreadedRecords& operator=(const ThreadedRecords&) = delete;
    ~ThreadedRecords() = default;

    void close(const OpenRecord& open, PreparedRecord& prepared) {
        if (auto of_text = threads_.scan_again(open.record, open.trace)) {
            const auto findings =
                field_findings(open.record, std::move(*of_text), worker_.scanner, worker_.memo);
            prepared = worker_.preparer.prepare(open.record, findings);
        }
    }

private:
    Worker worker_;
    ThreadScanner threads_{worker_.scanner};
};

/// Reads, prepares on several threads, and adds in order. Returns how many could not be read.
Result<std::size_t> import_all(const Session& session, const ImportCommand& command,
                               const Scanner& scanner, Importer& importer, ImportLog& log,
                               std::vector<ReadInput>& inputs) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads = command.threads == 0 ? cores : command.threads;
    std::vector<Worker> own;
    for (std::size_t worker = 0; worker < threads; ++worker) {
        own.push_back({scanner.clone(), {}, {}, importer.preparer()});
    }
    OrderedWorkers<InputBlock, PreparedBlock> workers{
        threads,
        [&](std::size_t worker, InputBlock& block) { return prepare_block(own[worker], block); }};
    ThreadedRecords threaded{scanner, importer.preparer()};
    Progress progress{std::string{session.text("import", "importazione")}};
    DoubtfulCharacters doubtful;
    std::size_t unread = 0;
    std::uint64_t seen = 0;
    const auto take_while = [&](auto condition) -> Result<void> {
        while (condition()) {
            PreparedBlock block = workers.take();
            unread += block.problems.size();
            for (Problem& problem : block.problems) {
                session.warn(session.said(format_problem(problem)));
                log.note(block.file, std::move(problem));
            }
            doubtful += block.doubtful;
            for (std::size_t i = 0; i < block.records.size(); ++i) {
                if (block.open[i]) {
                    threaded.close(*block.open[i], block.records[i]);
                }
                const auto added = importer.add(std::move(block.records[i]));
                if (!added) {
                    return added.error();
                }
                log.note(std::move(block.places[i]), *added);
                progress.update(++seen);
            }
        }
        return {};
    };
    auto files = read_blocks(
        session, command.inputs, block_bytes,
        [&](InputBlock block) -> Result<void> {
            workers.submit(std::move(block));
            return take_while([&] { return workers.full(); });
        },
        &inputs);
    if (!files) {
        return files;
    }
    if (auto rest = take_while([&] { return !workers.empty(); }); !rest) {
        return rest.error();
    }
    doubtful.report(session);
    return *files + unread;
}

/// The scanner of the archive's own policy, for every type.
Result<Scanner> scanner_for(const Archive& archive, std::shared_ptr<const PatternSet> patterns) {
    const auto policy = policy_of(archive);
    if (!policy) {
        return policy.error();
    }
    ScannerOptions options;
    options.contacts = institutional_contacts(*policy);
    return Scanner::create(std::move(patterns), options);
}

Exit run(const Session& session, ImportCommand& command) {
    auto opened = command.archive.open_for(session, "import");
    if (!opened) {
        return session.fail(opened.error());
    }
    Archive& archive = opened->archive;
    const auto patterns = PatternSet::load(session.pattern_folders());
    if (!patterns) {
        return session.fail(patterns.error());
    }
    const auto scanner = scanner_for(archive, *patterns);
    if (!scanner) {
        return session.fail(scanner.error());
    }
    const auto tracer = Tracer::create(*patterns);
    if (!tracer) {
        return session.fail(tracer.error());
    }
    ImportOptions options;
    options.terms = tracer->term_extractor();
    auto importer = Importer::begin(archive, std::move(options));
    if (!importer) {
        return session.fail(importer.error());
    }
    command.inputs.id_key = archive.reader_id_key();
    ImportLog log;
    std::vector<ReadInput> inputs;
    const auto read = import_all(session, command, *scanner, *importer, log, inputs);
    if (!read) {
        return session.fail(read.error());
    }
    const auto account = importer->commit();
    if (!account) {
        return session.fail(account.error());
    }
    if (auto noted = note_import(archive, command.archive.role(), *account); !noted) {
        return session.fail(noted.error());
    }
    log.print(session, inputs, command.json);
    return *read > 0 ? Exit::failed : Exit::nothing;
}

} // namespace

void add_import_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<ImportCommand>();
    CLI::App* import =
        add_command(app, session, "import", "take exports into the archive / importa",
                    [&session, command] { return run(session, *command); });
    command->archive.add_to(*import);
    command->inputs.add_to(*import);
    import->add_flag("--json", command->json);
    import
        ->add_option("--threads", command->threads,
                     "how many threads scan; default one a core, same archive / quanti thread")
        ->check(CLI::Range(1, 1024));
}

} // namespace oblio::cli
