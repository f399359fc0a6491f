// cli/src/inputs.hpp: the files a command reads, whatever platform they come from.
#pragma once

#include "app.hpp"

#include "oblio/record/reader.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace oblio::cli {

/// The options and arguments of every command that reads exports.
struct InputArguments {
    std::vector<std::string> files; ///< none, or `-`: standard input
    bool plain = false;
    std::string mapping, channel, platform, zone, date_order;
    bool parts = false;                              ///< the files are parts of one export
    bool side_data = false;                          ///< ReadOptions::side_data
    std::optional<std::array<std::byte, 32>> id_key; ///< an archive's: ReadOptions::id_key
    bool every_place = false;                        ///< ReadOptions::every_place

    void add_to(CLI::App& command);
    /// Errors: bad_argument.
    [[nodiscard]] Result<ReadOptions> options() const;
    /// What is read as one: each file, or all parts together. Standard input is `-`.
    [[nodiscard]] std::vector<std::vector<std::string>> groups() const;
};

/// What was read of one export.
struct ReadInput {
    std::vector<std::string> files; ///< it alone, or its parts
    ReadAccount account;
    std::optional<Error> failed; ///< it could not be opened, or not be read to its end
};

/// Records that were read with characters in doubt: a lone surrogate became U+FFFD, or the bytes
/// look like another encoding. They count as read; whoever reads them is told, once.
class DoubtfulCharacters {
public:
    void note(const std::string& file, const Record& record);
    DoubtfulCharacters& operator+=(const DoubtfulCharacters& later);
    /// Says how many there were, and where the first is.
    void report(const Session& session) const;

private:
    std::size_t count_ = 0;
    std::string first_;
};

/// One record and the file it came from.
using RecordVisitor = std::function<Result<void>(const std::string& file, Record& record)>;

/// Reads every record of every file, in order. What cannot be read is printed on stderr with its
/// position and the rest goes on. Returns how many records or files could not be read.
/// Errors: what `visit` returns.
Result<std::size_t> read_inputs(const Session& session, const InputArguments& arguments,
                                const RecordVisitor& visit);

/// Reads records that were read before, without a word: what was to say was said then.
/// Errors: as reading.
Result<void> read_again(const Session& session, const InputArguments& arguments,
                        const std::function<void(const Record& record)>& visit);

/// A stretch of a file, for a worker thread, with the reader that must outlive it.
struct InputBlock {
    std::string file;
    std::shared_ptr<RecordReader> reader;
    std::unique_ptr<RecordBlock> records;
};

/// Cuts every file into blocks of about `bytes` bytes, in order; problems inside a block are the
/// visitor's to print and count. Returns how many files could not be read. `account` gets one entry
/// for each input, without the records and problems of JSON Lines (RecordReader::next_block()).
/// Errors: what `visit` returns.
Result<std::size_t> read_blocks(const Session& session, const InputArguments& arguments,
                                std::size_t bytes,
                                const std::function<Result<void>(InputBlock block)>& visit,
                                std::vector<ReadInput>* account = nullptr);

} // namespace oblio::cli
