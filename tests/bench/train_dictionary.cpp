// tests/bench/train_dictionary.cpp: makes lib/src/archive/body.dict, the dictionary that the bodies
// of records are compressed against.
//   train_dictionary PATTERNS OUTPUT FILE...      FILE: neutral records, one a line
// It is trained on the invented town alone. A new one is a new format of the archive: bodies sealed
// with the old one open only with the old one.
#include "archive/envelope.hpp"
#include "archive/record_codec.hpp"
#include "oblio/detect/scanner.hpp"
#include "oblio/subject/trace.hpp"

#include <zdict.h>

#include <fstream>
#include <iostream>

using namespace oblio;

namespace {

constexpr std::size_t dictionary_size = std::size_t{32} << 10U;

/// What would be sealed of one record.
std::string body_of(const Scanner& scanner, const TermExtractor& terms, Record record) {
    Envelope envelope;
    if (record.text) {
        for (Finding& finding : scanner.scan(*record.text, {})) {
            envelope.findings.push_back({{Field::text, 0}, std::move(finding)});
        }
    }
    for (const IndexTerm& term : terms(record, envelope.findings, nullptr)) {
        envelope.terms.push_back({{}, term.field, term.start, term.end});
    }
    sort_terms(envelope.terms);
    std::string encoded;
    encode_record(encoded, record);
    append_places(encoded, envelope.findings, envelope.terms);
    return encoded;
}

int train(const std::filesystem::path& patterns, const char* output, std::span<char*> inputs) {
    const std::vector<std::filesystem::path> folders{patterns};
    auto set = PatternSet::load(folders);
    const auto tracer = Tracer::create(folders);
    if (!set || !tracer) {
        std::cerr << (set ? tracer.error().detail : set.error().detail) << '\n';
        return 2;
    }
    const auto scanner = Scanner::create(*set, {});
    if (!scanner) {
        std::cerr << scanner.error().detail << '\n';
        return 2;
    }
    const TermExtractor terms = tracer->term_extractor();
    std::string samples;
    std::vector<std::size_t> sizes;
    for (const char* input : inputs) {
        std::ifstream in{input};
        for (std::string line; std::getline(in, line);) {
            if (auto record = parse_record(line)) {
                const std::string body = body_of(*scanner, terms, std::move(*record));
                samples += body;
                sizes.push_back(body.size());
            }
        }
    }
    std::string dictionary(dictionary_size, '\0');
    const std::size_t size =
        ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                              static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size) != 0) {
        std::cerr << ZDICT_getErrorName(size) << '\n';
        return 2;
    }
    std::ofstream{output, std::ios::binary}.write(dictionary.data(),
                                                  static_cast<std::streamsize>(size));
    std::cerr << sizes.size() << " bodies of " << samples.size() / sizes.size()
              << " bytes; dictionary of " << size << " bytes\n";
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 4) {
        std::cerr << "train_dictionary PATTERNS OUTPUT FILE...\n";
        return 2;
    }
    return train(arguments[1], arguments[2],
                 std::span{arguments, static_cast<std::size_t>(count)}.subspan(3));
}
