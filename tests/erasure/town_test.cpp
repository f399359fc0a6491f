// tests/erasure/town_test.cpp: a hundred people forgotten, and the backup from before put back.
#include "erasure/erasure_world.hpp"
#include "oblio/archive/care.hpp"
#include "oblio/erasure/backup.hpp"
#include "oblio/erasure/subject_plan.hpp"
#include "oblio/record/texts.hpp"
#include "oblio/subject/trace.hpp"
#include "support/paths.hpp"

#include <fstream>
#include <map>
#include <set>

using namespace oblio;
using namespace oblio::test;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t subjects_wanted = 100;

/// The two invented towns of fixtures/ in one archive, and everybody who wrote there.
class WholeTown {
public:
    WholeTown() {
        world.system.clock.time = *parse_instant("2026-11-22T10:00:00Z"); // all of it is older
        const std::vector<fs::path> folders{source_folder() / "patterns"};
        const auto patterns = must(PatternSet::load(folders));
        const Scanner scanner = must(Scanner::create(patterns));
        tracer_.emplace(must(Tracer::create(folders)));
        for (const char* seed : {"seed1", "seed2"}) {
            std::ifstream lines{source_folder() / "fixtures" / "town" / seed / "town.jsonl"};
            for (std::string line; std::getline(lines, line);) {
                auto& exported =
                    exports_.emplace_back(must(parse_record(line)), std::vector<FieldFinding>{});
                const Record& record = exported.first;
                std::vector<FieldFinding>& findings = exported.second;
                for_each_text(record, [&](std::string_view name, std::string_view text) {
                    for (Finding& found : scanner.scan(text)) {
                        findings.push_back({parse_field(name).value(), std::move(found)});
                    }
                });
                if (record.author_role != "channel" && record.author.name) {
                    authors_.insert(*record.author.name);
                }
            }
        }
        auto archive = world.create();
        import_exports(archive);
        copy = must(back_up(archive, world.dir.path() / "D", world.dir.path() / "K", {35, 0}));
    }

    /// The exports as the platforms gave them, from before anything was erased.
    ImportAccount import_exports(Archive& archive) {
        ImportOptions options;
        options.terms = tracer_->term_extractor();
        auto importer = must(Importer::begin(archive, std::move(options)));
        for (const auto& [record, findings] : exports_) {
            must(importer.add(record, findings));
        }
        return must(importer.commit());
    }

    /// Forgets the first hundred who have anything; what they had opened before.
    void forget_a_hundred() {
        auto archive = must(world.open());
        const Policy policy = small_policy();
        ExecuteOptions options;
        options.proof = false;
        options.scan = false;
        for (const std::string& name : authors_) {
            Subject subject;
            subject.name = name;
            const Trace trace = must(tracer_->trace(archive, subject));
            PlanInput input = must(plan_for_subject(archive, subject, trace, "G17A"));
            if (input.decisions.empty()) {
                continue;
            }
            for (const Decision& decision : input.decisions) {
                // The control: what is to be unreadable could be read.
                const bool whole = decision.action == Action::purge;
                (whole ? purged_ids : redacted_ids)
                    .insert(must(archive.open_record(decision.row)).record.id);
                (whole ? purged : redacted).insert(decision.row);
            }
            input.id = "town-" + std::to_string(forgotten);
            input.author = "ufficio privacy";
            const Plan plan = must(make_plan(archive, input));
            must(approve_plan(archive, plan.hash, "la dirigente", "approver", policy));
            options.caps = {1.0, 100000};
            must(execute_plan(archive, plan.hash, options));
            if (++forgotten == subjects_wanted) {
                break;
            }
        }
        REQUIRE(forgotten == subjects_wanted);
        REQUIRE(purged.size() > 200);
        REQUIRE(redacted.size() > 100);
    }

    /// The old database is in its place; who looks all the same reads nothing that was erased.
    void check_unreadable() {
        CHECK(world.open().error().code == ErrorCode::restored_copy);
        ArchiveOptions looking;
        looking.allow_restored_copy = true;
        looking.read_only = true;
        auto archive = must(world.open(looking));
        std::size_t opened = 0;
        for (const auto* rows : {&purged, &redacted}) {
            for (const RecordRow row : *rows) {
                opened += archive.open_record(row) ? 1U : 0U;
            }
        }
        CHECK(opened == 0);
        std::size_t others = 0;
        REQUIRE(archive.for_each_summary([&](const RecordSummary& summary) {
            const bool theirs = purged.contains(summary.row) || redacted.contains(summary.row);
            others += !theirs && archive.open_record(summary.row) ? 1U : 0U;
            return true;
        }));
        CHECK(others > 100); // everybody else is still there
    }

    void check_nothing_left() {
        CHECK(must(replay(world.home(), {}, world.system.environment())).erasures == 0);
        auto archive = must(world.open());
        std::size_t left = 0;
        for (const auto* rows : {&purged, &redacted}) {
            for (const RecordRow row : *rows) {
                left += archive.open_record(row) ? 1U : 0U;
                const RecordState state = must(archive.summary(row)).state;
                left += state == RecordState::purged || state == RecordState::lost ? 0U : 1U;
            }
        }
        CHECK(left == 0);
        CHECK(must(inspect(archive)).sound());
        // Nor does the old export bring it back: what was purged is refused, what was redacted
        // waits for a person, since the redacted version went with the backup.
        import_exports(archive);
        for (const std::string& id : purged_ids) {
            left += must(archive.find_record(id)) ? 1U : 0U;
        }
        for (const std::string& id : redacted_ids) {
            const auto row = must(archive.find_record(id));
            left += row && must(archive.summary(*row)).state != RecordState::quarantined ? 1U : 0U;
        }
        CHECK(left == 0);
    }

    World world;
    BackupCopy copy;
    std::set<RecordRow> purged, redacted;
    std::set<std::string> purged_ids, redacted_ids;
    std::size_t forgotten = 0;

private:
    std::optional<Tracer> tracer_;
    std::set<std::string> authors_;
    std::vector<std::pair<Record, std::vector<FieldFinding>>> exports_;
};

} // namespace

TEST_CASE("A hundred people are forgotten: nothing of them can be read in the backup from before, "
          "and replaying leaves none",
          "[town]") {
    WholeTown town;
    town.forget_a_hundred();
    fs::copy_file(town.copy.data / "archive.db", town.world.home() / "archive.db",
                  fs::copy_options::overwrite_existing);
    town.check_unreadable();
    const Replay replayed = must(replay(town.world.home(), {}, town.world.system.environment()));
    CHECK(replayed.erasures == subjects_wanted);
    std::set<RecordRow> gone = town.purged;
    gone.insert(town.redacted.begin(), town.redacted.end());
    CHECK(replayed.purged + replayed.lost == gone.size());
    town.check_nothing_left();
    // Once more with the keys of then, which open everything until the replay overwrites them.
    const Replay restored = must(restore(town.world.home(), town.copy.data, town.copy.keys, {},
                                         town.world.system.environment()));
    CHECK(restored.purged + restored.lost == gone.size());
    town.check_nothing_left();
}
