// tests/erasure/suppression_test.cpp: every way by which content gets into an archive asks the list
// of what was erased.
#include "erasure/erasure_world.hpp"
#include "oblio/archive/care.hpp"
#include "oblio/erasure/backup.hpp"
#include "oblio/erasure/subject_plan.hpp"

using namespace oblio;
using namespace oblio::test;

namespace {

namespace fs = std::filesystem;

constexpr const char* older = "2025-01-01T00:00:00Z";

/// What nobody may bring back: her records, others of hers never seen before, her identifiers in
/// other people's words and fields.
std::vector<Record> forbidden_records() {
    std::vector<Record> records = town_records(0);
    records.push_back(comment("50", "Ginevra Inventata", "una cosa mai importata", older));
    records.push_back(comment("51", "Elia Prova", "chiamate 3160000001 dopo cena", older));
    records.push_back(comment("52", "Dora Prova", "rispondo a lei", older));
    records.back().reply_to_author = records.front().author;
    records.push_back(comment("100", "Abitante 0", "nuova versione: 3160000001", older));
    return records;
}

struct Erased {
    World world;
    BackupCopy copy;
    std::optional<Archive> archive;

    Erased() {
        archive.emplace(world.create());
        import_all(*archive, town_records());
        copy = must(back_up(*archive, world.dir.path() / "D", world.dir.path() / "K", {35, 0}));
        const Plan plan = approved_plan(*archive);
        must(execute_plan(*archive, plan.hash));
        REQUIRE(must(verify_plan(*archive, plan.hash, facts())).holds);
    }
    void reopen() {
        archive.reset();
        archive.emplace(must(world.open()));
    }
    void put_old_database_back() {
        archive.reset();
        fs::copy_file(copy.data / "archive.db", world.home() / "archive.db",
                      fs::copy_options::overwrite_existing);
    }
    /// In one batch, in batches of one, or each record in an import of its own.
    void import(std::size_t batch, bool each_alone) {
        const auto records = forbidden_records();
        std::optional<Importer> importer;
        for (const Record& record : records) {
            if (!importer || each_alone) {
                ImportOptions options;
                options.batch = batch;
                importer.emplace(must(Importer::begin(*archive, std::move(options))));
            }
            std::vector<FieldFinding> findings;
            for (const auto& [type, value] : {std::pair{FindingType::phone, "3160000001"},
                                              {FindingType::email, "ginevra@posta.example"}}) {
                if (record.text->find(value) != std::string::npos) {
                    findings.push_back(finding(record, type, value));
                }
            }
            must(importer->add(record, findings));
            if (each_alone) {
                must(importer->commit());
            }
        }
        must(importer->commit());
    }
    /// Records that anybody may read and that hold what was erased.
    [[nodiscard]] int come_back() const {
        int back = 0;
        REQUIRE(archive->for_each_record([&](const StoredRecord& stored) {
            if (stored.summary.state == RecordState::quarantined) {
                return true; // for the privacy role alone, until a person looked
            }
            const std::string whole = format_record(stored.record);
            back += whole.find("3160000001") != std::string::npos ||
                            whole.find("ginevra@posta.example") != std::string::npos ||
                            whole.find("id of Ginevra") != std::string::npos
                        ? 1
                        : 0;
            return true;
        }));
        return back;
    }
};

struct Way {
    const char* name;
    void (*take)(Erased&);
};

} // namespace

TEST_CASE("No way into the archive brings back what was erased", "[suppression]") {
    const Way way = GENERATE(values<Way>({
        {"the old export, in one batch", [](Erased& e) { e.import(20'000, false); }},
        {"in batches of one", [](Erased& e) { e.import(1, false); }},
        {"record by record", [](Erased& e) { e.import(1, true); }},
        {"twice in one batch",
         [](Erased& e) {
             e.import(20'000, false);
             e.import(20'000, false);
         }},
        {"by another process",
         [](Erased& e) {
             e.reopen();
             e.import(20'000, false);
         }},
        {"after compacting and under another master key",
         [](Erased& e) {
             REQUIRE(compact(*e.archive));
             MasterSecret fresh;
             fresh.key_file = e.world.dir.path() / "fresh.key";
             REQUIRE(change_master_key(*e.archive, fresh));
             e.archive.reset();
             e.archive.emplace(
                 must(Archive::open(e.world.home(), fresh, e.world.system.environment())));
             e.import(20'000, false);
         }},
        {"after the old database was put back and replayed",
         [](Erased& e) {
             e.put_old_database_back();
             must(replay(e.world.home(), {}, e.world.system.environment()));
             e.reopen();
             e.import(20'000, false);
         }},
        {"after a restore of the data",
         [](Erased& e) {
             e.archive.reset();
             must(restore(e.world.home(), e.copy.data, {}, {}, e.world.system.environment()));
             e.reopen();
             e.import(1, false);
         }},
        {"after a restore of data and keys",
         [](Erased& e) {
             e.archive.reset();
             must(restore(e.world.home(), e.copy.data, e.copy.keys, {},
                          e.world.system.environment()));
             e.reopen();
             e.import(20'000, false);
         }},
        {"by a correction",
         [](Erased& e) {
             const auto plan = make_plan(
                 *e.archive, must(plan_for_correction(
                                 *e.archive, {{"facebook:100", "numero", "316 000 0001"}})));
             REQUIRE_FALSE(plan);
             CHECK(plan.error().code == ErrorCode::not_allowed);
         }},
    }));
    INFO(way.name);
    Erased erased;
    REQUIRE(erased.come_back() == 0);
    way.take(erased);
    CHECK(erased.come_back() == 0);
    CHECK(must(erased.archive->counts()).records >= 12);
}

TEST_CASE("Without an erasure the same ways take all of it in", "[suppression]") {
    Erased erased; // the control: another archive, of the same records, that erased nothing
    erased.archive.reset();
    fs::remove_all(erased.world.home());
    erased.archive.emplace(erased.world.create());
    erased.import(1, false);
    CHECK(erased.come_back() == 8);
}
