// cli/src/inputs.cpp
#include "inputs.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <variant>

namespace oblio::cli {
namespace {

Result<std::unique_ptr<RecordReader>> open_one(const Session& session, const std::string& file,
                                               const ReadOptions& options) {
    return file == "-" ? open_input(std::cin, "-", options, session.environment())
                       : open_input(file, options, session.environment());
}

std::size_t count_refused(const Session& session, const RecordReader& reader) {
    for (const Problem& refused : reader.account().refused) {
        session.warn(format_problem(refused));
    }
    return reader.account().refused.size();
}

Result<std::size_t> read_one(const Session& session, const std::string& file,
                             const ReadOptions& options, DoubtfulCharacters& doubtful,
                             const RecordVisitor& visit) {
    auto reader = open_one(session, file, options);
    if (!reader) {
        static_cast<void>(session.fail(reader.error()));
        return std::size_t{1};
    }
    std::size_t unread = 0;
    Progress progress{file};
    std::uint64_t done = 0;
    while (true) {
        auto item = (*reader)->next();
        if (!item) {
            static_cast<void>(session.fail(item.error()));
            ++unread;
            break;
        }
        if (!item->has_value()) {
            break;
        }
        progress.update(++done);
        if (const auto* problem = std::get_if<Problem>(&**item)) {
            session.warn(format_problem(*problem));
            ++unread;
            continue;
        }
        doubtful.note(file, std::get<Record>(**item));
        if (auto visited = visit(file, std::get<Record>(**item)); !visited) {
            return visited.error();
        }
    }
    return unread + count_refused(session, **reader);
}

Result<std::size_t> blocks_of_one(const Session& session, const std::string& file,
                                  const ReadOptions& options, std::size_t bytes,
                                  const std::function<Result<void>(InputBlock block)>& visit) {
    auto opened = open_one(session, file, options);
    if (!opened) {
        static_cast<void>(session.fail(opened.error()));
        return std::size_t{1};
    }
    const std::shared_ptr<RecordReader> reader{std::move(*opened)};
    while (true) {
        auto block = reader->next_block(bytes);
        if (!block) {
            static_cast<void>(session.fail(block.error()));
            return 1 + count_refused(session, *reader);
        }
        if (*block == nullptr) {
            return count_refused(session, *reader);
        }
        if (auto visited = visit({file, reader, std::move(*block)}); !visited) {
            return visited.error();
        }
    }
}

/// Calls `read` with each file of the arguments and adds up what it returns.
template <class Read>
Result<std::size_t> each_input(const InputArguments& arguments, const Read& read) {
    auto options = arguments.options();
    if (!options) {
        return options.error();
    }
    options->digests = false;
    const std::vector<std::string> standard_input{"-"};
    std::size_t unread = 0;
    for (const std::string& file : arguments.files.empty() ? standard_input : arguments.files) {
        auto one = read(file, *options);
        if (!one) {
            return one.error();
        }
        unread += *one;
    }
    return unread;
}

} // namespace

void DoubtfulCharacters::note(const std::string& file, const Record& record) {
    if (!record.has_flag("encoding-suspect")) {
        return;
    }
    if (++count_ == 1) {
        first_ = record.source && record.source->line
                     ? fmt::format("{}: line {}", file, *record.source->line)
                     : fmt::format("{}: {}", file, record.id);
    }
}

DoubtfulCharacters& DoubtfulCharacters::operator+=(const DoubtfulCharacters& later) {
    if (count_ == 0) {
        first_ = later.first_;
    }
    count_ += later.count_;
    return *this;
}

void DoubtfulCharacters::report(const Session& session) const {
    if (count_ > 0) {
        session.warn(fmt::format(
            fmt::runtime(session.text("{}: read with broken or doubtful characters; such records: "
                                      "{}",
                                      "{}: letto con caratteri rotti o dubbi; contenuti così: {}")),
            first_, count_));
    }
}

void InputArguments::add_to(CLI::App& command) {
    command.add_option("FILE", files,
                       "exports, folders, archives; - or none: standard input / esportazioni");
    command.add_flag("--plain", plain,
                     "running text, a record for each paragraph / testo semplice");
    command.add_option("--mapping", mapping,
                       "where the fields are in foreign CSV or JSON / mappa dei campi");
    command.add_option("--channel", channel, "the entity's own account / il canale dell'ente");
    command.add_option("--platform", platform, "for forms that several platforms share");
    command.add_option("--zone", zone, "of wall-clock times; default Europe/Rome");
    command.add_option("--date-order", date_order, "of dates such as 03/04/24: dmy, mdy or ymd");
}

Result<ReadOptions> InputArguments::options() const {
    ReadOptions options;
    options.plain_text = plain;
    options.id_key = id_key;
    if (!mapping.empty()) {
        options.mapping = mapping;
    }
    if (!channel.empty()) {
        options.channel = channel;
    }
    if (!platform.empty()) {
        options.platform = platform;
    }
    if (!zone.empty()) {
        options.zone = zone;
    }
    if (date_order == "dmy") {
        options.date_order = DateOrder::day_first;
    } else if (date_order == "mdy") {
        options.date_order = DateOrder::month_first;
    } else if (date_order == "ymd") {
        options.date_order = DateOrder::year_first;
    } else if (!date_order.empty()) {
        return Error{ErrorCode::bad_argument, "--date-order " + date_order + ": dmy, mdy, ymd"};
    }
    return options;
}

Result<std::size_t> read_inputs(const Session& session, const InputArguments& arguments,
                                const RecordVisitor& visit) {
    DoubtfulCharacters doubtful;
    auto unread = each_input(arguments, [&](const std::string& file, const ReadOptions& options) {
        return read_one(session, file, options, doubtful, visit);
    });
    doubtful.report(session);
    return unread;
}

Result<std::size_t> read_blocks(const Session& session, const InputArguments& arguments,
                                std::size_t bytes,
                                const std::function<Result<void>(InputBlock block)>& visit) {
    return each_input(arguments, [&](const std::string& file, const ReadOptions& options) {
        return blocks_of_one(session, file, options, bytes, visit);
    });
}

} // namespace oblio::cli
