// tests/subject/probes_test.cpp: what a trace asks and opens follows the subject's mentions, and
// not the size of the archive nor somebody else's name that is one letter off.
#include "oblio/archive/archive.hpp"
#include "subject/scene.hpp"
#include "subject/terms.hpp"
#include "support/archive_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace oblio;
using namespace oblio::subject;
using namespace oblio::test;

namespace {

/// An archive that counts what is asked of it.
class CountingCorpus final : public Corpus {
public:
    explicit CountingCorpus(const Archive& archive) : archive_{archive} {}
    Result<std::vector<RecordRow>> hits(IndexKind kind, const std::string& value,
                                        std::size_t at_most) override {
        ++probes;
        const std::vector<IndexHit> found = archive_.records_with(kind, value).value();
        std::vector<RecordRow> rows;
        for (std::size_t i = 0; i < std::min(found.size(), at_most); ++i) {
            rows.push_back(found[i].row);
        }
        return rows;
    }
    Result<std::vector<RecordRow>> thread_rows(const std::string& thread) override {
        return archive_.thread_records(archive_.blind_key(IndexKind::thread, thread));
    }

    std::size_t probes = 0;
    std::size_t opened = 0;

protected:
    Result<CorpusRecord> load(RecordRow row) override {
        ++opened;
        CorpusRecord record;
        record.row = row;
        record.record = archive_.open_record(row).value().record;
        return record;
    }

private:
    const Archive& archive_;
};

constexpr std::size_t mentions = 20;
constexpr std::size_t slips = 3;

/// `count` records: one in ten of a family whose name is one letter off, the subject's own, and
/// some in which the subject's surname was mistyped.
std::vector<Record> records_with_family(std::size_t count) {
    std::vector<Record> records;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        if (i % 10 == 0) {
            records.push_back(comment(number, "Elena Torlopanti", "domani alle nove"));
        } else if (i % 10 == 1) {
            records.push_back(comment(number, "Ugo", "lo dice anche Torlopanti, ieri"));
        } else if (i % 10 <= 4) { // the first name is the author's, and no part of that name
            records.push_back(comment(number, "Ulderico Altri", "lo dice anche Torlopanti, ieri"));
        } else {
            records.push_back(comment(number, "Ugo", "nessuno qui"));
        }
    }
    for (std::size_t i = 0; i < mentions; ++i) {
        records.push_back(comment("m" + std::to_string(i), "Ugo", "ho visto Ulderico Torlofanti"));
    }
    for (std::size_t i = 0; i < slips; ++i) {
        records.push_back(comment("s" + std::to_string(i), "Ugo", "ho visto Ulderico Torlopanti"));
    }
    return records;
}

struct Counts {
    std::size_t probes, opened, gathered;
};

Counts trace_among(std::size_t count) {
    const TempDir dir;
    TestEnvironment world;
    auto archive = Archive::create(dir.path() / "A", {}, "{}", world.environment()).value();
    const detect::NameTable none;
    ImportOptions options;
    options.terms = [&none](const Record& record, std::span<const FieldFinding> findings,
                            const detect::Document* text) {
        return index_terms(record, findings, text, none);
    };
    auto importer = Importer::begin(archive, std::move(options)).value();
    for (Record& record : records_with_family(count)) {
        record.thread_id = record.id; // threads of one: they do not grow either
        REQUIRE(importer.add(record, {}).has_value());
    }
    REQUIRE(importer.commit().has_value());
    REQUIRE(archive.records_with(IndexKind::name_token, "torlopanti").value().size() >= count / 10);
    NameKnowledge names;
    names.diminutives_of =
        names.full_names_of = [](std::string_view) { return std::vector<std::string>{}; };
    names.is_first_name = [](std::string_view word) {
        return word == "ulderico" || word == "elena";
    };
    names.is_common_word = names.is_figure =
        names.is_place = [](std::string_view) { return false; };
    names.surname_look = [](std::string_view) { return SurnameLook{}; };
    names.sex_of = [](std::string_view) { return NameSex::unknown; };
    Subject subject;
    subject.name = "Ulderico Torlofanti";
    CountingCorpus corpus{archive};
    Scene scene{corpus, subject, names};
    REQUIRE(gather(scene).has_value());
    return {corpus.probes, corpus.opened, scene.rows.size()};
}

} // namespace

TEST_CASE("Ten times the records are no more questions and no more records opened", "[trace]") {
    const Counts small = trace_among(1'000);
    const Counts large = trace_among(10'000);
    CHECK(small.gathered == mentions + slips); // none is missed for it
    CHECK(large.gathered == mentions + slips);
    CHECK(small.opened == mentions + slips);
    CHECK(large.opened == mentions + slips);
    CHECK(large.probes == small.probes);
    CHECK(large.probes < 2'000); // two for each of some fifty slips a letter
}
