// cli/src/scan_command.cpp: oblio scan: personal data in any export, one output line per record.
#include "commands.hpp"
#include "inputs.hpp"
#include "ordered_workers.hpp"
#include "output.hpp"
#include "scanning.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>
#include <utility>
#include <variant>

namespace oblio::cli {
namespace {

struct ScanCommand {
    InputArguments inputs;
    ScanArguments scan;
    OutputOptions output;
    std::string format = "jsonl";
    std::size_t threads = 0; // 0: one for each core
};

/// Large enough that handing it over costs nothing, small enough that blocks under way fit a
/// core's cache and memory does not grow with the file.
constexpr std::size_t block_bytes = std::size_t{256} << 10U;

/// What is printed of one open record, or of a stretch of others.
struct Piece {
    std::string out;
    ScanTally tally;
    std::unique_ptr<OpenRecord> open; ///< by pointer: pieces move as a block grows
};

/// What a worker made of one block.
struct ScannedBlock {
    std::string file;
    std::vector<Piece> pieces; ///< in the order of the input
    std::vector<std::string> problems;
    DoubtfulCharacters doubtful;
};

/// What a thread has to itself.
struct Worker {
    Scanner scanner;
    SideMemo memo;
    AuthorNames authors;
};

/// Writes what was found in a record's text, and what stands in its other fields.
void write_record(Worker& worker, const FindingWriter& writer, const std::string& file,
                  const Record& record, std::span<const Finding> findings, Piece& piece) {
    const auto side = scan_side_fields(worker.scanner, record, worker.memo);
    std::optional<std::uint64_t> line;
    if (record.source) {
        line = record.source->line;
    }
    std::uint64_t found = findings.size();
    for (const SideFindings& field : side) {
        found += field.findings.size();
    }
    piece.tally += {1, found > 0 ? 1U : 0U, found};
    const std::string_view text = record.text ? std::string_view{*record.text} : "";
    writer.write({file, record.id, text, findings, side, line}, piece.out);
}

/// Scans the records of a block.
class BlockScan {
public:
    BlockScan(Worker& worker, const FindingWriter& writer, bool each_alone, std::string file)
        : worker_{worker}, writer_{writer}, each_alone_{each_alone}, done_{std::move(file),
                                                                           {},
                                                                           {},
                                                                           {}} {}
    BlockScan(const BlockScan&) = delete; // a part borrows another
    BlockScan& operator=(const BlockScan&) = delete;
    ~BlockScan() = default;

    void add(Record&& record) {
        done_.doubtful.note(done_.file, record);
        batch_.add(std::move(record));
    }
    void add(const Problem& problem) { done_.problems.push_back(format_problem(problem)); }

    [[nodiscard]] ScannedBlock finish() {
        batch_.finish();
        return std::move(done_);
    }

private:
    void close(Record& record, std::span<const Finding> findings) {
        ThreadTrace trace =
            each_alone_ ? ThreadTrace{} : trace_of(worker_.scanner, record, worker_.authors);
        if (done_.pieces.empty() || done_.pieces.back().open || !trace.empty()) {
            done_.pieces.emplace_back();
        }
        Piece& piece = done_.pieces.back();
        write_record(worker_, writer_, done_.file, record, findings, piece);
        if (!trace.empty()) {
            piece.open =
                std::make_unique<OpenRecord>(OpenRecord{std::move(record), std::move(trace)});
        }
    }

    Worker& worker_;
    const FindingWriter& writer_;
    bool each_alone_;
    ScannedBlock done_;
    RecordBatch batch_{worker_.scanner, [this](Record& record, const std::vector<Finding>& found) {
                           close(record, found);
                       }};
};

ScannedBlock scan_block(Worker& worker, const FindingWriter& writer, bool each_alone,
                        InputBlock& block) {
    BlockScan scan{worker, writer, each_alone, block.file};
    block.records->read([&](ReadItem& item) {
        if (const auto* problem = std::get_if<Problem>(&item)) {
            scan.add(*problem);
        } else {
            scan.add(std::move(std::get<Record>(item)));
        }
    });
    return scan.finish();
}

/// Closes what blocks left open, in their order. The scan that workers did without names stands,
/// but where their thread has given one that matters: few records are scanned again.
class ThreadedRecords {
public:
    ThreadedRecords(const Scanner& scanner, const FindingWriter& writer)
        : worker_{scanner.clone(), {}, {}}, writer_{writer} {}
    ThreadedRecords(const ThreadedRecords&) = delete; // a part borrows another
    ThreadedRecords& operator=(const ThreadedRecords&) = delete;
    ~ThreadedRecords() = default;

    void close(ScannedBlock& block) {
        for (Piece& piece : block.pieces) {
            const auto open = std::move(piece.open);
            const auto findings =
                open ? threads_.scan_again(open->record, open->trace) : std::nullopt;
            if (findings) {
                piece = {};
                write_record(worker_, writer_, block.file, open->record, *findings, piece);
            }
        }
    }

private:
    Worker worker_;
    const FindingWriter& writer_;
    ThreadScanner threads_{worker_.scanner};
};

/// Prints blocks as they come, in order.
class BlockPrinter {
public:
    BlockPrinter(const Session& session, const FindingWriter& writer)
        : session_{session}, writer_{writer} {}

    Result<void> begin() {
        std::string out;
        writer_.begin(out);
        return print(out);
    }
    Result<void> add(const ScannedBlock& block) {
        for (const std::string& problem : block.problems) {
            session_.warn(session_.said(problem));
        }
        unread_ += block.problems.size();
        doubtful_ += block.doubtful;
        for (const Piece& piece : block.pieces) {
            tally_ += piece.tally;
            if (piece.out.empty()) {
                continue;
            }
            if (auto parted = print(std::exchange(started_, true) ? writer_.separator() : "");
                !parted) {
                return parted;
            }
            if (auto printed = print(piece.out); !printed) {
                return printed;
            }
        }
        return {};
    }
    Result<void> end() {
        std::string out;
        writer_.end(tally_, out);
        doubtful_.report(session_);
        return print(out);
    }
    [[nodiscard]] std::size_t unread() const noexcept { return unread_; }
    [[nodiscard]] const ScanTally& tally() const noexcept { return tally_; }

private:
    static Result<void> print(std::string_view bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
            return Error{ErrorCode::io, "<stdout>"};
        }
        return {};
    }
    const Session& session_;
    const FindingWriter& writer_;
    ScanTally tally_;
    DoubtfulCharacters doubtful_;
    std::size_t unread_ = 0;
    bool started_ = false;
};

/// Reads, scans on `threads` threads and prints. Returns how many files could not be read.
Result<std::size_t> scan_all(const Session& session, const ScanCommand& command,
                             const Scanner& scanner, const FindingWriter& writer,
                             BlockPrinter& printer, std::size_t threads) {
    std::vector<Worker> own;
    for (std::size_t worker = 0; worker < threads; ++worker) {
        own.push_back({scanner.clone(), {}, {}});
    }
    OrderedWorkers<InputBlock, ScannedBlock> workers{
        threads, [&](std::size_t worker, InputBlock& block) {
            return scan_block(own[worker], writer, command.scan.each_alone, block);
        }};
    ThreadedRecords threaded{scanner, writer};
    Progress progress{std::string{session.text("scan", "analisi")}};
    const auto take_while = [&](auto condition) -> Result<void> {
        while (condition()) {
            ScannedBlock block = workers.take();
            threaded.close(block);
            if (auto printed = printer.add(block); !printed) {
                return printed;
            }
            progress.update(printer.tally().records);
        }
        return {};
    };
    auto read =
        read_blocks(session, command.inputs, block_bytes, [&](InputBlock block) -> Result<void> {
            workers.submit(std::move(block));
            return take_while([&] { return workers.full(); });
        });
    if (auto rest = take_while([&] { return read && !workers.empty(); }); !rest) {
        return rest.error();
    }
    return read;
}

Exit run(const Session& session, const ScanCommand& command) {
    const auto writer = make_writer(command.format, session, command.output);
    if (!writer) {
        return session.fail(
            {ErrorCode::bad_argument, "--format " + command.format + ": jsonl, text, csv, sarif"});
    }
    const auto scanner = make_scanner(session, command.scan);
    if (!scanner) {
        return session.fail(scanner.error());
    }
    BlockPrinter printer{session, *writer};
    if (auto begun = printer.begin(); !begun) {
        return session.fail(begun.error());
    }
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const auto read = scan_all(session, command, *scanner, *writer, printer,
                               command.threads == 0 ? cores : command.threads);
    if (!read) {
        return session.fail(read.error());
    }
    if (auto ended = printer.end(); !ended) {
        return session.fail(ended.error());
    }
    if (*read + printer.unread() > 0) {
        return Exit::failed;
    }
    return printer.tally().findings > 0 ? Exit::found : Exit::nothing;
}

} // namespace

void add_scan_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<ScanCommand>();
    CLI::App* scan =
        add_command(app, session, "scan", "find personal data in exports / trova i dati personali",
                    [&session, command] { return run(session, *command); });
    command->inputs.add_to(*scan);
    command->scan.add_to(*scan);
    command->scan.add_threads_to(*scan);
    scan->add_option("--format", command->format, "jsonl (default), text, csv, sarif");
    scan->add_flag(
        "--json", [command](std::int64_t) { command->format = "jsonl"; }, "as --format jsonl");
    scan->add_option("--threads", command->threads,
                     "how many threads scan; default one a core, same output / quanti thread")
        ->check(CLI::Range(1, 1024));
    scan->add_flag("--side-data", command->inputs.side_data,
                   "contacts and sessions too, a line for each / anche contatti e sessioni");
    scan->add_flag("--show-values", command->output.show_values,
                   "the matched text, not its mask / il testo trovato, non mascherato");
    scan->add_flag("--all-offsets", command->output.all_units,
                   "bytes and UTF-16 units beside code points / anche byte e unità UTF-16");
}

} // namespace oblio::cli
