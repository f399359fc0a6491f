// tests/erasure/erasure_test.cpp: plan, execute, verify, certificate, from one end to the other.
#include "erasure/erasure_world.hpp"
#include "oblio/archive/ledger.hpp"
#include "oblio/erasure/hold.hpp"

using namespace oblio;
using namespace oblio::test;

TEST_CASE("A subject is forgotten, everybody else stays, and it is proved", "[erasure]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Plan plan = approved_plan(archive);
    const RecordRow first = row_of(archive, "1");
    const RecordRow third = row_of(archive, "3");

    const Receipt receipt = must(execute_plan(archive, plan.hash));
    CHECK(receipt.status == ExecuteStatus::executed);
    CHECK(receipt.purged == 2);
    CHECK(receipt.redacted == 2);
    CHECK(receipt.slots_shredded == 4);

    CHECK(archive.open_record(first).error().code == ErrorCode::not_found);
    CHECK(archive.summary(first).value().state == RecordState::purged);
    CHECK_FALSE(archive.find_record("facebook:1").value());
    const StoredRecord redacted = archive.open_record(third).value();
    CHECK(redacted.record.text == "ha ragione [omissis], è così! Anche Dora Prova lo dice");
    CHECK(redacted.record.reply_to == "facebook:1");
    CHECK_FALSE(redacted.record.reply_to_author->name);
    CHECK(redacted.summary.parent == first);
    CHECK(archive.records_with(IndexKind::name_token, "ginevra").value().empty());
    const auto dora = archive.records_with(IndexKind::name_token, "dora").value();
    REQUIRE(dora.size() == 1); // moved with the text
    const BlindKey dora_key = archive.blind_key(IndexKind::name_token, "dora");
    const OpenedRecord opened = archive.store().open(dora[0].row).value();
    for (const StoredTerm& term : opened.envelope.terms) {
        if (same_term_key(term.key, dora_key)) { // it moved with the words before it
            CHECK(redacted.record.text->substr(term.start, term.end - term.start) == "Dora");
        }
    }

    const Verification proof = must(verify_plan(archive, plan.hash, facts()));
    for (const ProofCheck& check : proof.checks) {
        INFO(check.name << ": " << check.figure);
        CHECK(check.holds);
    }
    REQUIRE(proof.holds);
    const std::string key = check_certificate(proof.certificate).value().key;
    CHECK(check_certificate(proof.citizen_copy, key, subject_values()).value().subject_matches ==
          true);
    CHECK(check_certificate(proof.citizen_copy, key, {"Altra Persona"}).value().subject_matches ==
          false);
    CHECK(proof.certificate.find("salt") == std::string::npos);
    CHECK(proof.certificate.find("\"ledger_before\"") != std::string::npos);
    for (const std::string& value : subject_values()) {
        CHECK(files_holding(world.home(), value).empty());
        CHECK(proof.citizen_copy.find(value) == std::string::npos);
    }
    CHECK(verify_ledger(archive).has_value());
    CHECK(verify_plan(archive, plan.hash, facts()).value().repeated);
    CHECK(archive.document("needles", plan.hash).value() == std::nullopt);
}

TEST_CASE("Executing a second time changes nothing and says so", "[erasure]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Plan plan = approved_plan(archive);
    REQUIRE(execute_plan(archive, plan.hash).has_value());
    const std::string before = bytes_of_file(world.home() / "archive.db");
    const std::string ledger = bytes_of_file(world.home() / "ledger.jsonl");
    const Receipt again = must(execute_plan(archive, plan.hash));
    CHECK(again.status == ExecuteStatus::already_done);
    CHECK(again.purged == 2);
    CHECK(bytes_of_file(world.home() / "archive.db") == before);
    CHECK(bytes_of_file(world.home() / "ledger.jsonl") == ledger);
}

TEST_CASE("What was erased is refused when it is imported again", "[erasure]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Plan plan = approved_plan(archive);
    REQUIRE(execute_plan(archive, plan.hash).has_value());
    const ImportAccount again = import_all(archive, town_records());
    CHECK(again.suppressed == 4); // two purged, two redacted whose older words are not taken back
    CHECK(again.known == 12);
    CHECK(verify_plan(archive, plan.hash, facts()).value().holds);
    // Something she wrote before, never imported so far, and a mention of her number by others.
    auto older = comment("50", "Ginevra Inventata", "altro", "2025-01-01T00:00:00Z");
    auto mention = comment("51", "Elia Prova", "chiamate 3160000001", "2025-01-01T00:00:00Z");
    auto newer = comment("52", "Ginevra Inventata", "scrivo di nuovo", "2026-07-01T00:00:00Z");
    world.system.clock.time = *parse_instant("2026-07-02T00:00:00Z");
    auto importer = Importer::begin(archive).value();
    CHECK(importer.add(older, {}).value() == ImportOutcome::suppressed);
    CHECK(importer.add(mention, std::vector{finding(mention, FindingType::phone, "3160000001")})
              .value() == ImportOutcome::redacted);
    CHECK(importer.add(newer, {}).value() == ImportOutcome::fresh);
    REQUIRE(importer.commit().has_value());
    CHECK(archive.open_record(row_of(archive, "51")).value().record.text == "chiamate [omissis]");
    // The list ends when it said it would.
    world.system.clock.time = *parse_instant("2027-12-01T00:00:00Z");
    CHECK(importer.add(older, {}).value() == ImportOutcome::fresh);
}

TEST_CASE("Only the approved plan runs, and only as it was approved", "[erasure]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Plan plan = make_plan(archive, subject_input(archive)).value();
    CHECK(execute_plan(archive, plan.hash).error().code == ErrorCode::not_executed);
    CHECK(execute_plan(archive, std::string(64, 'a')).error().code == ErrorCode::not_found);
    const Policy policy = small_policy();
    const auto approve = [&](const char* by, const char* role, const char* requester = "") {
        return approve_plan(archive, plan.hash, by, role, policy, {requester});
    };
    CHECK(approve("ufficio privacy", "approver").error().code == ErrorCode::not_allowed);
    CHECK(approve("la dirigente", "dpo").error().code == ErrorCode::not_allowed);
    CHECK(approve("la dirigente", "desk").error().code == ErrorCode::not_allowed);
    CHECK(approve("Ginevra Inventata", "approver", "Ginevra Inventata").error().code ==
          ErrorCode::not_allowed);
    REQUIRE(approve("la dirigente", "approver").has_value());
    SECTION("a forged plan") {
        std::string json = plan_json(plan);
        REQUIRE(parse_plan(json).has_value());
        const auto at = json.find("\"purge\"");
        REQUIRE(at != std::string::npos);
        json.replace(at, 7, "\"keep\"");
        CHECK(parse_plan(json).error().code == ErrorCode::forged);
        REQUIRE(archive.put_document("plan", plan.hash, json));
        CHECK(execute_plan(archive, plan.hash).error().code == ErrorCode::forged);
        REQUIRE(archive.put_document("plan", plan.hash, "{}"));
        CHECK(execute_plan(archive, plan.hash).error().code == ErrorCode::bad_json);
    }
    SECTION("a record that changed since") {
        auto changed = comment("3", "Dora Prova", "ho cambiato idea");
        import_all(archive, {changed});
        const auto refused = execute_plan(archive, plan.hash);
        CHECK(refused.error().code == ErrorCode::stale_plan);
        CHECK(refused.error().detail.find("1 of 4") != std::string::npos);
        CHECK(archive.find_record("facebook:1").value());
    }
    SECTION("a hold placed after the approval") {
        REQUIRE(add_hold(archive, {"h",
                                   row_of(archive, "2"),
                                   {},
                                   "",
                                   "X17E",
                                   "causa",
                                   "legale",
                                   world.system.clock.time,
                                   {}}));
        CHECK(execute_plan(archive, plan.hash).error().code == ErrorCode::held);
        CHECK(archive.find_record("facebook:1").value());
        CHECK(release_hold(archive, "h").value());
        CHECK(execute_plan(archive, plan.hash).has_value());
    }
    SECTION("more than the cap") {
        ExecuteOptions options;
        options.caps = {0.01, 1};
        CHECK(execute_plan(archive, plan.hash, options).error().code == ErrorCode::over_cap);
        Policy with_dpo = policy;
        with_dpo.roles.push_back({});
        with_dpo.roles.back().id = "dpo";
        CHECK(approve_plan(archive, plan.hash, "la dirigente", "approver", with_dpo, {}, "dpo")
                  .error()
                  .code == ErrorCode::not_allowed);
        REQUIRE(approve_plan(archive, plan.hash, "la dirigente", "approver", policy, {},
                             "il segretario")
                    .has_value());
        CHECK(execute_plan(archive, plan.hash, options).has_value());
    }
    SECTION("the clock runs backwards") {
        world.system.clock.time -= std::chrono::hours{2};
        CHECK(execute_plan(archive, plan.hash).error().code == ErrorCode::clock_backwards);
        CHECK(archive.find_record("facebook:1").value());
    }
}

TEST_CASE("A verification finds what an erasure left behind", "[erasure]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Plan plan = approved_plan(archive);
    const auto slot = archive.store().sealed(row_of(archive, "1")).value()->slot.value();
    const auto secret = archive.store().slots->read(slot).value();
    const RecordRow neighbour = row_of(archive, "100");
    const auto key = archive.blind_key(IndexKind::record_id, "facebook:1");
    const auto rows = archive.store().terms.rows(key, row_of(archive, "1")).value();
    REQUIRE(rows.size() == 1);
    REQUIRE(execute_plan(archive, plan.hash).has_value());
    std::string expected;
    SECTION("a key that was not overwritten") {
        std::fstream file{world.home() / "keys.slots",
                          std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(64 + 32 * slot);
        file.write(reinterpret_cast<const char*>(secret.data()), 32);
        file.close();
        expected = "keys";
    }
    SECTION("an index row") {
        REQUIRE(archive.store().terms.add(rows));
        expected = "index";
    }
    SECTION("a report with her name, in another encoding, in the archive's folder") {
        std::ofstream{world.home() / "rapporto.txt"} << "verbale: GINEVRA%20INVENTATA";
        expected = "files";
    }
    SECTION("a foreign record that was changed") {
        REQUIRE(archive.store().change_facts(
            neighbour, [](RecordFacts& its) { its.summary.state = RecordState::restricted; }));
        expected = "neighbours";
    }
    SECTION("a foreign record that is gone") {
        REQUIRE(archive.store().database->execute("UPDATE record SET sealed = NULL WHERE row = " +
                                                  std::to_string(number_of(neighbour))));
        expected = "neighbours";
    }
    REQUIRE_FALSE(expected.empty());
    const Verification proof = must(verify_plan(archive, plan.hash, facts()));
    CHECK_FALSE(proof.holds);
    CHECK(proof.certificate.empty());
    for (const ProofCheck& check : proof.checks) {
        INFO(check.name << ": " << check.figure);
        if (check.name == expected) {
            CHECK_FALSE(check.holds);
        }
    }
    CHECK(std::filesystem::is_empty(world.home() / "certificates"));
}

TEST_CASE("A certificate that was changed, or is of another archive, is refused", "[erasure]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records(2));
    const Plan plan = approved_plan(archive);
    REQUIRE(execute_plan(archive, plan.hash).has_value());
    const Verification proof = must(verify_plan(archive, plan.hash, facts()));
    REQUIRE(proof.holds);
    REQUIRE(check_certificate(proof.certificate).has_value());
    std::string changed = proof.certificate;
    changed.replace(changed.find("\"purged\": 2"), 11, "\"purged\": 3");
    CHECK(check_certificate(changed).error().code == ErrorCode::forged);
    World other;
    const auto elsewhere = other.create();
    const auto key = to_hex(public_key(elsewhere.store().vault.signing_seed));
    CHECK(check_certificate(proof.certificate, key).error().code == ErrorCode::forged);
    CHECK(check_certificate("[]").error().code == ErrorCode::bad_json);
    for (const Language language : {Language::italian, Language::english}) {
        const std::string page = certificate_page(proof.citizen_copy, language).value();
        CHECK(page.find("http") == std::string::npos); // loads nothing
        CHECK(page.find(plan.hash) != std::string::npos);
    }
}

TEST_CASE("A conversation of which nothing is left loses its key too", "[erasure]") {
    World world;
    auto archive = world.create();
    auto records = town_records(3);
    records[0].thread_id = "solo sua";
    import_all(archive, records);
    const BlindKey thread = archive.summary(row_of(archive, "1")).value().thread.value();
    const RecordRow first = row_of(archive, "1");
    const Plan plan = approved_plan(archive);
    REQUIRE(execute_plan(archive, plan.hash).has_value());
    CHECK_FALSE(archive.summary(first).value().thread);
    CHECK(archive.records_with(thread).value().empty());
    const BlindKey shared = archive.summary(row_of(archive, "3")).value().thread.value();
    CHECK(archive.records_with(shared).value().size() == 6); // with the tombstone of record 2
    CHECK(archive.thread_records(shared).value().size() == 5);
    CHECK(verify_plan(archive, plan.hash, facts()).value().holds);
}

TEST_CASE("Decisions without ground, twice, out of the text or about names to suppress are refused",
          "[erasure]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records(0));
    const RecordRow row = row_of(archive, "3");
    const auto refused = [&](Decision decision, std::vector<SuppressedIdentity> suppress = {}) {
        PlanInput input;
        input.decisions = {std::move(decision)};
        input.suppress = std::move(suppress);
        const auto made = make_plan(archive, input);
        return !made && made.error().code == ErrorCode::bad_argument;
    };
    CHECK(refused({row, Action::purge, {}, "", {}, {}}));
    CHECK(refused({row, Action::redact, {}, "G17A", {}, {}}));
    CHECK(refused({row,
                   Action::redact,
                   {{{Field::text, 0}, ByteSpan::of_indices(0, 9999), {}}},
                   "G17A",
                   {},
                   {}}));
    CHECK(refused({row, Action::redact, {{{Field::title, 0}, {}, {}}}, "G17A", {}, {}}));
    CHECK(refused({row, Action::redact, {{{Field::id, 0}, {}, {}}}, "G17A", {}, {}}));
    CHECK(refused({row, Action::purge, {}, "G17A", {}, {}},
                  {{IndexKind::full_name, "ginevra inventata"}}));
    PlanInput twice;
    twice.decisions = {{row, Action::purge, {}, "G17A", {}, {}},
                       {row, Action::keep, {}, "X17E", {}, {}}};
    CHECK(make_plan(archive, twice).error().code == ErrorCode::bad_argument);
    twice.decisions = {{RecordRow{999}, Action::purge, {}, "G17A", {}, {}}};
    CHECK(make_plan(archive, twice).error().code == ErrorCode::not_found);
}

TEST_CASE("Overwriting a key changes its 32 bytes in place and no other byte, and leaves no copy",
          "[erasure][keys]") {
    World world;
    auto archive = world.create();
    import_all(archive, town_records());
    const Plan plan = approved_plan(archive);
    std::vector<Slot> doomed;
    std::vector<std::string> secrets;
    for (const PlanItem& item : plan.items) {
        doomed.push_back(archive.store().sealed(item.decision.row).value()->slot.value());
        const auto key = archive.store().slots->read(doomed.back()).value();
        secrets.emplace_back(reinterpret_cast<const char*>(key.data()), key.size());
    }
    const std::string before = bytes_of_file(world.home() / "keys.slots");
    for (const std::string& secret : secrets) { // the control: they are there
        REQUIRE(files_holding(world.home(), secret).size() == 1);
    }
    must(execute_plan(archive, plan.hash));

    const std::string after = bytes_of_file(world.home() / "keys.slots");
    REQUIRE(after.size() >= before.size()); // in place: nothing is cut, new keys come behind
    for (std::size_t at = 0; at < before.size(); ++at) {
        const auto slot = static_cast<Slot>(at < 64 ? -1 : (static_cast<Slot>(at) - 64) / 32);
        const bool shredded = std::find(doomed.begin(), doomed.end(), slot) != doomed.end();
        if (after[at] != (shredded ? '\0' : before[at])) {
            // The keys of this execution's own sealed job and list of measurements went, too.
            CHECK(after[at] == '\0');
        }
    }
    for (const std::string& secret : secrets) {
        CHECK(files_holding(world.dir.path(), secret).empty());
    }
    // No log, journal or temporary file belongs to the key file.
    for (const auto& entry : std::filesystem::directory_iterator{world.home()}) {
        const std::string name = entry.path().filename().string();
        CHECK((name == "keys.slots" || name.find("keys.slots") == std::string::npos));
    }
}

TEST_CASE("A reader that stays delays the end of an erasure: said, resumed, nothing left",
          "[erasure][concurrent]") {
    World world;
    auto archive = must(world.open_new(std::chrono::milliseconds{60}));
    import_all(archive, town_records());
    const Plan plan = approved_plan(archive);
    auto reader = must(
        sqlite::Database::open(world.home() / "archive.db", false, std::chrono::milliseconds{50}));
    {
        REQUIRE(reader.execute("BEGIN"));
        REQUIRE(reader.integer("SELECT count(*) FROM record").value() == 16);
        const auto refused = execute_plan(archive, plan.hash);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::locked);
        CHECK(refused.error().detail.find("reading") != std::string::npos);
        CHECK(is_interrupted(archive).value());
        CHECK(verify_plan(archive, plan.hash, facts()).error().code == ErrorCode::not_executed);
        REQUIRE(reader.execute("COMMIT"));
    }
    CHECK(must(execute_plan(archive, plan.hash)).status == ExecuteStatus::resumed);
    CHECK(must(verify_plan(archive, plan.hash, facts())).holds);
}
