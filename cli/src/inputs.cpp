// cli/src/inputs.cpp
#include "inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <variant>

namespace oblio::cli {
namespace {

using Group = std::vector<std::string>;

Result<std::unique_ptr<RecordReader>> open_one(const Session& session, const Group& files,
                                               const ReadOptions& options) {
    if (files.front() == "-") {
        return open_input(std::cin, "-", options, session.environment());
    }
    const std::vector<std::filesystem::path> parts{files.begin(), files.end()};
    return open_input(parts, options, session.environment());
}

/// Contacts and sessions are no records: whoever looks for personal data is told of them.
void tell_side_data(const Session& session, const ReadAccount& account, bool given) {
    for (const MemberAccount& member : account.members) {
        for (const auto& [kind, count] : member.side_data) {
            if (!given) {
                session.warn(fmt::format(
                    fmt::runtime(session.text(
                        "{}: {} {} beside the records, not looked at: --side-data looks at them",
                        "{}: {} {} accanto ai contenuti, non esaminati: con --side-data sì")),
                    format_position({member.file, member.member, {}, {}}), count,
                    session.word(kind)));
            }
        }
    }
}

std::size_t count_refused(const Session& session, const RecordReader& reader) {
    for (const Problem& refused : reader.account().refused) {
        session.warn(session.said(format_problem(refused)));
    }
    return reader.account().refused.size();
}

Result<std::size_t> read_one(const Session& session, const Group& files, const ReadOptions& options,
                             DoubtfulCharacters& doubtful, const RecordVisitor& visit) {
    auto reader = open_one(session, files, options);
    if (!reader) {
        static_cast<void>(session.fail(reader.error()));
        return std::size_t{1};
    }
    std::size_t unread = 0;
    const std::string& file = files.front();
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
            session.warn(session.said(format_problem(*problem)));
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

Result<std::size_t> blocks_of_one(const Session& session, const Group& files,
                                  const ReadOptions& options, std::size_t bytes,
                                  const std::function<Result<void>(InputBlock block)>& visit,
                                  ReadInput& input) {
    auto opened = open_one(session, files, options);
    if (!opened) {
        static_cast<void>(session.fail(opened.error()));
        input.failed = opened.error();
        return std::size_t{1};
    }
    const std::shared_ptr<RecordReader> reader{std::move(*opened)};
    while (true) {
        auto block = reader->next_block(bytes);
        if (!block) {
            static_cast<void>(session.fail(block.error()));
            input.failed = block.error();
            input.account = reader->account();
            return 1 + count_refused(session, *reader);
        }
        if (*block == nullptr) {
            input.account = reader->account();
            tell_side_data(session, reader->account(), options.side_data);
            return count_refused(session, *reader);
        }
        if (auto visited = visit({files.front(), reader, std::move(*block)}); !visited) {
            return visited.error();
        }
    }
}

/// Calls `read` with each input of the arguments and adds up what it returns.
template <class Read>
Result<std::size_t> each_input(const InputArguments& arguments, const Read& read) {
    auto options = arguments.options();
    if (!options) {
        return options.error();
    }
    options->digests = false;
    std::size_t unread = 0;
    for (const Group& files : arguments.groups()) {
        auto one = read(files, *options);
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
    command.add_flag("--parts", parts,
                     "the files are parts of one export / i file sono parti di una esportazione");
    command.add_option("--mapping", mapping,
                       "where the fields are in foreign CSV or JSON / mappa dei campi");
    command.add_option("--channel", channel, "the entity's own account / il canale dell'ente");
    command.add_option(
        "--platform", platform,
        "for forms that several platforms share / per le forme comuni a più piattaforme");
    command.add_option(
        "--zone", zone,
        "of wall-clock times; default Europe/Rome / degli orari; altrimenti Europe/Rome");
    command.add_option(
        "--date-order", date_order,
        "of dates such as 03/04/24: dmy, mdy or ymd / di date come 03/04/24: dmy, mdy o ymd");
}

Result<ReadOptions> InputArguments::options() const {
    ReadOptions options;
    options.plain_text = plain;
    options.id_key = id_key;
    options.every_place = every_place;
    options.side_data = side_data;
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
    if (parts && std::find(files.begin(), files.end(), "-") != files.end()) {
        return Error{ErrorCode::bad_argument, "--parts: standard input is no part of an export"};
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

std::vector<std::vector<std::string>> InputArguments::groups() const {
    if (files.empty()) {
        return {{"-"}};
    }
    if (parts) {
        return {files};
    }
    std::vector<Group> single;
    for (const std::string& file : files) {
        single.push_back({file});
    }
    return single;
}

Result<std::size_t> read_inputs(const Session& session, const InputArguments& arguments,
                                const RecordVisitor& visit) {
    DoubtfulCharacters doubtful;
    auto unread = each_input(arguments, [&](const Group& files, const ReadOptions& options) {
        return read_one(session, files, options, doubtful, visit);
    });
    doubtful.report(session);
    return unread;
}

Result<void> read_again(const Session& session, const InputArguments& arguments,
                        const std::function<void(const Record& record)>& visit) {
    const auto read = each_input(
        arguments, [&](const Group& files, const ReadOptions& options) -> Result<std::size_t> {
            auto reader = open_one(session, files, options);
            if (!reader) {
                return reader.error();
            }
            while (true) {
                const auto item = (*reader)->next();
                if (!item) {
                    return item.error();
                }
                if (!item->has_value()) {
                    return std::size_t{0};
                }
                if (const auto* const record = std::get_if<Record>(&**item)) {
                    visit(*record);
                }
            }
        });
    return read ? Result<void>{} : Result<void>{read.error()};
}

Result<std::size_t> read_blocks(const Session& session, const InputArguments& arguments,
                                std::size_t bytes,
                                const std::function<Result<void>(InputBlock block)>& visit,
                                std::vector<ReadInput>* account) {
    return each_input(arguments, [&](const Group& files, const ReadOptions& options) {
        ReadInput input{files, {}, std::nullopt};
        auto read = blocks_of_one(session, files, options, bytes, visit, input);
        if (account != nullptr) {
            account->push_back(std::move(input));
        }
        return read;
    });
}

} // namespace oblio::cli
