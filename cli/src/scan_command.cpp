// cli/src/scan_command.cpp: oblio scan: personal data in any export, one output line per record.
#include "commands.hpp"
#include "inputs.hpp"
#include "output.hpp"
#include "scanning.hpp"

#include <cstdio>
#include <memory>

namespace oblio::cli {
namespace {

struct ScanCommand {
    InputArguments inputs;
    ScanArguments scan;
    OutputOptions output;
    std::string format = "jsonl";
};

constexpr std::size_t output_block = 1U << 16U;

Result<void> write_out(std::string& out) {
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) {
        return Error{ErrorCode::io, "<stdout>"};
    }
    out.clear();
    return {};
}

Exit run(const Session& session, const ScanCommand& command) {
    const auto writer = make_writer(command.format, session, command.output);
    if (!writer) {
        return session.fail({ErrorCode::bad_argument,
                             "--format " + command.format + ": jsonl, text, csv, sarif"});
    }
    const auto scanner = make_scanner(session, command.scan);
    if (!scanner) {
        return session.fail(scanner.error());
    }
    std::string out;
    bool found = false;
    writer->begin(out);
    const auto read = read_inputs(
        session, command.inputs, [&](const std::string& file, Record& record) -> Result<void> {
            const std::string_view text = record.text ? std::string_view{*record.text} : "";
            const auto findings = scanner->scan(text, context_of(record));
            const auto side = scan_side_fields(*scanner, record);
            found = found || !findings.empty() || !side.empty();
            std::optional<std::uint64_t> line;
            if (record.source) {
                line = record.source->line;
            }
            writer->write({file, record.id, text, findings, side, line}, out);
            return out.size() < output_block ? Result<void>{} : write_out(out);
        });
    if (!read) {
        return session.fail(read.error());
    }
    writer->end(out);
    if (auto written = write_out(out); !written) {
        return session.fail(written.error());
    }
    if (*read > 0) {
        return Exit::failed;
    }
    return found ? Exit::found : Exit::nothing;
}

} // namespace

void add_scan_command(CLI::App& app, Session& session) {
    auto command = std::make_shared<ScanCommand>();
    CLI::App* scan = add_command(app, session, "scan",
                                 "find personal data in exports / trova i dati personali",
                                 [&session, command] { return run(session, *command); });
    command->inputs.add_to(*scan);
    command->scan.add_to(*scan);
    scan->add_option("--format", command->format, "jsonl (default), text, csv, sarif");
    scan->add_flag("--json", [command](std::int64_t) { command->format = "jsonl"; }, "as --format jsonl");
    scan->add_flag("--show-values", command->output.show_values,
                   "the matched text, not its mask / il testo trovato, non mascherato");
    scan->add_flag("--all-offsets", command->output.all_units,
                   "bytes and UTF-16 units beside code points / anche byte e unità UTF-16");
}

} // namespace oblio::cli
