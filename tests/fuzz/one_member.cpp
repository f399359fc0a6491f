// tests/fuzz/one_member.cpp
#include "fuzz/one_member.hpp"

#include "oblio/record/texts.hpp"
#include "oblio/text/utf8.hpp"

#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace oblio::fuzz {
namespace {

class Bytes final : public record::Container {
public:
    explicit Bytes(std::string_view bytes) : bytes_{bytes} {
        members_.push_back({"member", std::nullopt, "member", bytes.size(), std::nullopt});
    }
    const std::vector<record::Member>& members() const noexcept override { return members_; }
    Result<std::unique_ptr<record::ByteSource>> open(std::size_t /*member*/) override {
        return record::bytes_source(bytes_);
    }

private:
    std::string_view bytes_;
    std::vector<record::Member> members_;
};

constexpr std::string_view mapping =
    R"({"platform":"generic","fields":{"text":{"index":0,"html":true,"mojibake":true},
        "created":{"const":"12/03/2024 18:45","time":"dd/MM/yyyy HH:mm"}}})";
constexpr std::string_view json_mapping =
    R"({"platform":"generic","fields":{"text":{"pointer":"/text","unescape":true},
        "created":{"pointer":"/a/0","time":"epoch-ms"}}})";

} // namespace

void must(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

void check(const Record& record, std::uint64_t size) {
    must(!record.id.empty(), "an id");
    must(record.source.has_value(), "a source");
    const RecordSource& source = *record.source;
    must(!source.start || (*source.start <= *source.end && *source.end <= size), "a place inside");
    must(!source.text_start ||
             (*source.text_start >= *source.start && *source.text_end <= *source.end),
         "a text inside its record");
    for_each_text(record, [](std::string_view, std::string_view text) {
        must(!first_invalid_utf8(text), "UTF-8 only");
    });
    for (const Entity& entity : record.entities) {
        must(entity.start <= entity.end &&
                 entity.end <= count_code_points(record.text.value_or("")),
             "entities inside the text");
    }
    const std::string line = format_record(record);
    const auto again = parse_record(line);
    if (!again || format_record(*again) != line) {
        std::fprintf(stderr, "%s\n", line.c_str());
        std::fprintf(stderr, "%s\n",
                     again ? format_record(*again).c_str() : again.error().detail.c_str());
        must(false, "a record that survives");
    }
}

void check(const MemberAccount& account) {
    const auto skipped =
        std::accumulate(account.skipped.begin(), account.skipped.end(), std::uint64_t{0},
                        [](std::uint64_t sum, const auto& reason) { return sum + reason.second; });
    must(account.elements == account.records + skipped, "an account that adds up");
}

void read_member(record::Format format, std::string_view bytes) {
    Bytes container{bytes};
    ReadOptions options;
    options.digests = false;
    options.limits.record_bytes = 1U << 20U;
    options.mapping = "mapping.json";
    options.id_key.emplace().fill(std::byte{1});
    auto zone = record::Zone::open(options.zone);
    must(zone.has_value(), "the zone");
    record::IdMaker ids{*options.id_key};
    record::Tree tree;
    tree.accounts["x"] = {"1", "Comune", "comune"};
    tree.mapping_file = [&]() -> Result<std::string> {
        return std::string{format == record::Format::mapped_json ? json_mapping : mapping};
    };
    record::MemberBytes member_bytes{container, 0, options.limits};
    MemberAccount account;
    std::deque<ReadItem> queue;
    record::Sink sink{account, container.members()[0], queue};
    record::MemberContext context{options,      *zone, ids,    tree,       container.members()[0],
                                  member_bytes, sink,  format, "facebook", {}};
    const auto reader = record::make_reader(context);
    while (true) {
        const auto more = reader->advance();
        for (const ReadItem& item : queue) {
            if (const auto* const record = std::get_if<Record>(&item)) {
                check(*record, bytes.size());
            }
        }
        queue.clear();
        if (!more || !*more) {
            break;
        }
    }
    check(account);
}

} // namespace oblio::fuzz
