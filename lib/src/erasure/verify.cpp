// lib/src/erasure/verify.cpp: reads everything again; shares no code with the execution.
#include "oblio/erasure/verify.hpp"

#include "archive/store.hpp"
#include "erasure/byte_scanner.hpp"
#include "erasure/needles.hpp"
#include "erasure/proof.hpp"
#include "erasure/signature.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <set>

namespace oblio {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string hash_pair(const std::string& left, const std::string& right) {
    return plain_hash_hex(left + right);
}

/// One number for all that was decided: keyed digests of the contents, paired upwards.
std::string merkle_root(const Plan& plan) {
    std::vector<std::string> level;
    for (const PlanItem& item : plan.items) {
        level.push_back(
            plain_hash_hex(std::string{action_name(item.decision.action)} + to_hex(item.digest)));
    }
    while (level.size() > 1) {
        std::vector<std::string> above;
        for (std::size_t i = 0; i < level.size(); i += 2) {
            above.push_back(hash_pair(level[i], level[std::min(i + 1, level.size() - 1)]));
        }
        level = std::move(above);
    }
    return level.empty() ? plain_hash_hex("") : level.front();
}

class Verifier {
public:
    Verifier(Archive& archive, Plan plan, Baseline baseline, const CaseFacts& facts,
             const ProgressReport& progress)
        : archive_{archive}, store_{archive.store()}, plan_{std::move(plan)},
          baseline_{std::move(baseline)}, facts_{facts}, progress_{progress} {}

    Result<Verification> run();

private:
    using Step = Result<void> (Verifier::*)();
    Result<void> check_control();
    Result<void> check_records();
    Result<void> check_slots();
    Result<void> check_bodies();
    Result<void> check_index();
    Result<void> check_redactions();
    Result<void> check_states();
    Result<void> check_files();
    Result<void> check_neighbours();
    Result<void> check_store();
    Result<void> check_ledger_chain();
    Result<void> check_counts();
    Result<json> certificate(const std::string& salt);
    Result<void> publish();
    void report(std::string name, bool holds, std::string figure) {
        found_.checks.push_back({std::move(name), holds, std::move(figure)});
    }
    template <class Visit> void each_doomed(Visit visit) const {
        for (const auto& item : baseline_.purged) {
            visit(item.row, item.slot, item.terms);
        }
        for (const auto& item : baseline_.redacted) {
            visit(item.row, item.slot, item.terms);
        }
    }
    Result<std::vector<std::string>> file_patterns();

    Archive& archive_;
    Archive::Store& store_;
    Plan plan_;
    Baseline baseline_;
    const CaseFacts& facts_;
    const ProgressReport& progress_;
    std::vector<std::string> needles_;
    json executed_;
    LedgerHead before_; ///< of the ledger, when the execution began
    std::uint64_t control_ = 0, patterns_ = 0, short_needles_ = 0, later_ = 0, compared_ = 0;
    Verification found_;
};

/// Before anything else: can this search see? Every spelling of every value is put into memory
/// and looked for; the index rows were counted in the files before the erasure.
Result<void> Verifier::check_control() {
    auto needles = load_needles(archive_, plan_.hash);
    if (!needles) {
        return needles.error();
    }
    needles_ = std::move(*needles);
    // Not only what the plan named: what identifies the person in the case, read again.
    constexpr std::size_t telling = 7;
    for (const std::string& value : facts_.identifiers) {
        if (value.size() >= telling &&
            std::find(needles_.begin(), needles_.end(), value) == needles_.end()) {
            needles_.push_back(value);
        }
    }
    bool seen = true;
    for (const std::string& value : needles_) {
        const ByteScanner scanner{needle_patterns(value)};
        short_needles_ += scanner.patterns().empty() ? 1U : 0U;
        for (std::size_t i = 0; i < scanner.patterns().size(); ++i) {
            std::vector<std::uint64_t> counts(scanner.patterns().size());
            scanner.scan("..." + scanner.patterns()[i] + "...", counts);
            seen = seen && counts[i] > 0;
            control_ += counts[i] > 0 ? 1U : 0U;
        }
    }
    std::uint64_t terms = 0;
    each_doomed([&](RecordRow, Slot, const auto& list) { terms += list.size(); });
    const bool rows_seen = terms == 0 || baseline_.rows_in_files > 0;
    report("control", seen && rows_seen,
           fmt::format("{} spellings found where they were put; {} index rows seen in the files "
                       "before, {} places of the values in the opened records before",
                       control_, baseline_.rows_in_files, baseline_.needles_in_bodies));
    return {};
}

Result<void> Verifier::check_records() {
    std::uint64_t wrong = 0;
    for (const auto& item : baseline_.purged) {
        auto record = store_.sealed(item.row);
        if (!record) {
            return record.error();
        }
        const bool gone = *record && (*record)->summary.state == RecordState::purged &&
                          !(*record)->slot && (*record)->body.empty() &&
                          !(*record)->summary.author && (*record)->summary.types == 0 &&
                          (*record)->summary.digest == ContentDigest{};
        auto opened = store_.open(item.row);
        wrong += gone && !opened ? 0U : 1U;
    }
    report("records", wrong == 0,
           fmt::format("{} records are tombstones without content, {} are not",
                       baseline_.purged.size() - wrong, wrong));
    return {};
}

/// Reads the key file itself, with its own arithmetic.
Result<void> Verifier::check_slots() {
    auto bytes = store_.environment.files.read_all(store_.directory / "keys.slots");
    if (!bytes) {
        return bytes.error();
    }
    std::uint64_t zero = 0;
    std::uint64_t other = 0;
    each_doomed([&](RecordRow, Slot slot, const auto&) {
        const auto at = 64 + 32 * static_cast<std::size_t>(slot);
        const std::string_view place =
            at + 32 <= bytes->size() ? std::string_view{*bytes}.substr(at, 32) : std::string_view{};
        const bool shredded = place.size() == 32 && place.find_first_not_of('\0') == place.npos;
        shredded ? ++zero : ++other;
    });
    report("keys", other == 0,
           fmt::format("{} keys overwritten in the key file, {} not", zero, other));
    return {};
}

/// Bodies as any copy of the database still has them must not open, even with all our keys.
Result<void> Verifier::check_bodies() {
    auto bodies = load_bodies(archive_, plan_.hash);
    if (!bodies) {
        return bodies.error();
    }
    std::uint64_t closed = 0;
    std::uint64_t opens = 0;
    auto keys = store_.environment.files.read_all(store_.directory / "keys.slots");
    if (!keys) {
        return keys.error();
    }
    each_doomed([&](RecordRow row, Slot slot, const auto&) {
        const auto body = bodies->find(number_of(row));
        const auto at = 64 + 32 * static_cast<std::size_t>(slot);
        if (body == bodies->end() || at + 32 > keys->size()) {
            return;
        }
        std::array<std::byte, 32> key{};
        std::copy_n(bytes_of(*keys).begin() + static_cast<std::ptrdiff_t>(at), 32, key.begin());
        const bool open =
            unseal_once(store_.body_key(key, row), body->second, store_.body_bound(row))
                .has_value();
        open ? ++opens : ++closed;
    });
    report(
        "copies", opens == 0 && (closed > 0 || bodies->empty()),
        fmt::format("{} sealed bodies kept from before do not open with the keys of today, {} do",
                    closed, opens));
    return {};
}

/// Walks the blocks of the whole index with its own reading, without a search.
Result<void> Verifier::check_index() {
    std::set<std::string, std::less<>> doomed;
    each_doomed([&](RecordRow, Slot, const std::vector<TermRow>& terms) {
        for (const TermRow& term : terms) {
            doomed.emplace(text_of(term.bytes));
        }
    });
    auto query = store_.database->prepare("SELECT entries FROM term_block");
    if (!query) {
        return query.error();
    }
    std::uint64_t left = 0;
    for (;;) {
        auto more = query->step();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        const std::string_view entries = text_of(query->blob(0));
        for (std::size_t at = 0; at + sizeof(TermRow) <= entries.size(); at += sizeof(TermRow)) {
            left += doomed.contains(entries.substr(at, sizeof(TermRow))) ? 1U : 0U;
        }
    }
    report("index", left == 0,
           fmt::format("{} index rows are gone, {} are there", doomed.size() - left, left));
    return {};
}

Result<void> Verifier::check_redactions() {
    std::uint64_t right = 0;
    std::uint64_t wrong = 0;
    for (const auto& item : baseline_.redacted) {
        auto opened = store_.open(item.row);
        auto summary = store_.summary(item.row);
        if (!opened) { // purged since, by a later plan: gone is more than redacted
            const bool gone = summary && *summary && (*summary)->state == RecordState::purged;
            gone ? ++right : ++wrong;
            continue;
        }
        bool clean = opened->sealed.slot != std::optional{item.slot};
        for (const auto& [value, figures] : item.values) {
            std::uint64_t places = 0;
            const std::string text = format_record(opened->envelope.record);
            const std::string escaped = json(value).dump();
            const std::string inner = escaped.substr(1, escaped.size() - 2);
            for (auto at = text.find(inner); at != std::string::npos;
                 at = text.find(inner, at + inner.size())) {
                ++places;
            }
            clean = clean && places + figures.second <= std::max(figures.first, figures.second);
        }
        clean ? ++right : ++wrong;
    }
    report("redactions", wrong == 0,
           fmt::format("{} records open under a new key without the redacted words, {} do not",
                       right, wrong));
    return {};
}

/// Restricted, set aside or released, as was decided; or written again since by another plan.
Result<void> Verifier::check_states() {
    std::uint64_t right = 0;
    std::uint64_t wrong = 0;
    for (const PlanItem& item : plan_.items) {
        RecordState expected = RecordState::live;
        switch (item.decision.action) {
        case Action::restrict:
            expected = RecordState::restricted;
            break;
        case Action::quarantine:
            expected = RecordState::quarantined;
            break;
        case Action::release:
            break;
        default:
            continue;
        }
        auto record = store_.sealed(item.decision.row);
        if (!record) {
            return record.error();
        }
        const bool later = *record && (*record)->generation > baseline_.generation + 1;
        const bool holds = later || (*record && (*record)->summary.state == expected);
        holds ? ++right : ++wrong;
    }
    if (right + wrong > 0) {
        report("states", wrong == 0,
               fmt::format("{} records are hidden or shown as decided, {} are not", right, wrong));
    }
    return {};
}

Result<std::vector<std::string>> Verifier::file_patterns() {
    std::vector<std::string> patterns;
    for (const std::string& value : needles_) {
        const auto forms = needle_patterns(value);
        patterns.insert(patterns.end(), forms.begin(), forms.end());
    }
    std::set<BlindKey> keys;
    each_doomed([&](RecordRow, Slot, const std::vector<TermRow>& terms) {
        for (const TermRow& term : terms) {
            patterns.emplace_back(text_of(term.bytes));
            keys.insert(term.key());
        }
    });
    // A redacted record may hold a key of its own again, by a later import.
    for (const auto& item : baseline_.redacted) {
        for (const TermRow& term : item.terms) {
            auto there = store_.terms.holds(term);
            if (!there) {
                return there.error();
            }
            if (*there) {
                std::erase(patterns, text_of(term.bytes));
            }
        }
    }
    for (const BlindKey& key : keys) {
        auto hit = store_.terms.any_record(key);
        if (!hit) {
            return hit.error();
        }
        if (!*hit) {
            patterns.emplace_back(text_of(key.bytes));
        }
    }
    return patterns;
}

Result<void> Verifier::check_files() {
    auto patterns = file_patterns();
    if (!patterns) {
        return patterns.error();
    }
    const ByteScanner scanner{std::move(*patterns)};
    patterns_ = scanner.patterns().size();
    std::vector<std::uint64_t> counts(patterns_);
    auto paths = store_.environment.files.list(store_.directory);
    if (!paths) {
        return paths.error();
    }
    std::string holding;
    std::uint64_t before = 0;
    for (const fs::path& path : *paths) {
        auto size = scanner.scan_file(store_.environment.files, path, counts);
        if (!size) {
            return size.error();
        }
        ++found_.files;
        found_.bytes += *size;
        const auto now = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        if (now > before) {
            holding += (holding.empty() ? "" : ", ") +
                       fs::relative(path, store_.directory).generic_string();
            before = now;
        }
        if (progress_) {
            progress_("search", found_.files, paths->size());
        }
    }
    report("files", before == 0,
           fmt::format("{} files, {} bytes searched for {} byte strings: {} found{}", found_.files,
                       found_.bytes, patterns_, before, holding.empty() ? "" : " in " + holding));
    return {};
}

Result<void> Verifier::check_neighbours() {
    auto leaves = load_leaves(archive_, plan_.hash);
    if (!leaves) {
        return leaves.error();
    }
    std::uint64_t changed = 0;
    std::vector<bool> seen(leaves->size());
    auto read = for_each_leaf(archive_, [&](RecordRow row, std::int64_t generation, Leaf leaf) {
        const auto at = static_cast<std::size_t>(number_of(row) - first_row);
        if (at >= leaves->size() || (*leaves)[at] == 0) {
            return;
        }
        seen[at] = true;
        if (generation >
            baseline_.generation + 1) { // the execution itself is the first write since
            ++later_;
        } else if (leaf == (*leaves)[at]) {
            ++compared_;
        } else {
            ++changed;
        }
        if (progress_ && (compared_ % 1000) == 0) {
            progress_("compare", compared_, baseline_.neighbours);
        }
    });
    if (!read) {
        return read;
    }
    for (std::size_t at = 0; at < leaves->size(); ++at) {
        if ((*leaves)[at] == 0 || seen[at]) {
            continue;
        }
        auto record = store_.sealed(RecordRow{first_row + static_cast<std::int64_t>(at)});
        if (!record) {
            return record.error();
        }
        // Purged by a later plan, with a certificate of its own.
        *record && (*record)->generation > baseline_.generation + 1 ? ++later_ : ++changed;
    }
    report("neighbours", changed == 0,
           fmt::format("{} other records open and say what they said, {} changed; {} were written "
                       "again since by an import or another plan",
                       compared_, changed, later_));
    return {};
}

Result<void> Verifier::check_store() {
    auto integrity = store_.database->integrity();
    if (!integrity) {
        return integrity.error();
    }
    auto secure = store_.database->integer("PRAGMA secure_delete");
    if (!secure) {
        return secure.error();
    }
    auto emptied = store_.database->empty_log();
    if (!emptied) {
        return emptied;
    }
    std::error_code none;
    const auto log = fs::file_size(store_.directory / "archive.db-wal", none);
    const bool empty = none || log == 0;
    report("database", *integrity == "ok" && *secure == 1 && empty,
           fmt::format("SQLite {}: integrity {}, secure_delete {}, write-ahead log {} bytes",
                       sqlite::Database::version(), *integrity == "ok" ? "ok" : "broken", *secure,
                       none ? 0 : log));
    return {};
}

Result<void> Verifier::check_ledger_chain() {
    auto head = verify_ledger(archive_);
    bool noted = false;
    for (const LedgerEntry& entry : store_.ledger->entries()) {
        if (entry.operation == "purge-intent" && entry.data.find(plan_.hash) != std::string::npos) {
            noted = true;
            before_ = {entry.number - 1, entry.previous};
        }
    }
    report("ledger", head.has_value() && noted,
           head ? fmt::format("{} entries in an unbroken chain", head->number)
                : head.error().detail);
    return {};
}

/// The figures of the execution and those of the plan agree with what is found.
Result<void> Verifier::check_counts() {
    const auto figure = [&](const char* name) { return executed_.at(name).get<std::uint64_t>(); };
    const bool agree = figure("purged") == plan_.count(Action::purge) &&
                       figure("purged") == baseline_.purged.size() &&
                       figure("redacted") == plan_.count(Action::redact) &&
                       figure("redacted") == baseline_.redacted.size() &&
                       figure("kept") == plan_.count(Action::keep);
    report("plan", agree,
           fmt::format("approved, executed and found: {} purged, {} redacted, {} kept",
                       figure("purged"), figure("redacted"), figure("kept")));
    return {};
}

json time_or_null(const std::optional<Instant>& time) {
    return time ? json(format_instant(*time)) : json(nullptr);
}

Result<json> Verifier::certificate(const std::string& salt) {
    std::array<std::byte, 8> id{};
    store_.environment.random.fill(id);
    const Instant now = store_.environment.clock.now();
    json platforms = json::object();
    json kept = json::object();
    for (const PlanItem& item : plan_.items) {
        json& count = platforms[item.platform][std::string{action_name(item.decision.action)}];
        count = count.is_null() ? 1 : count.get<int>() + 1;
        if (item.decision.action == Action::keep || item.decision.action == Action::restrict) {
            const std::string until =
                item.decision.review_on ? format_date(*item.decision.review_on) : "";
            json& kept_count = kept[item.decision.ground + (until.empty() ? "" : " " + until)];
            kept_count = kept_count.is_null() ? 1 : kept_count.get<int>() + 1;
        }
    }
    json backups = json::array();
    for (const auto& backup : facts_.backups) {
        backups.push_back(
            {{"taken", format_instant(backup.taken)}, {"expires", format_date(backup.expires)}});
    }
    json checks = json::array();
    for (const ProofCheck& check : found_.checks) {
        checks.push_back({{"name", check.name}, {"holds", check.holds}, {"figure", check.figure}});
    }
    const LedgerHead head = store_.ledger->head();
    json value{
        {"v", 1},
        {"kind", "oblio erasure certificate"},
        {"id", to_hex(id)},
        {"archive", archive_.id()},
        {"controller", facts_.controller},
        {"dpo", facts_.dpo},
        {"case", {{"number", facts_.number}, {"right", facts_.right}, {"channel", facts_.channel}}},
        {"grounds", facts_.grounds},
        {"times",
         {{"received", time_or_null(facts_.received)},
          {"decided", time_or_null(facts_.decided)},
          {"executed", executed_.at("at")},
          {"verified", format_instant(now)}}},
        {"plan", plan_.hash},
        {"executed_plan", plan_.hash},
        {"root", merkle_root(plan_)},
        {"actions",
         {{"purged", executed_.at("purged")},
          {"redacted", executed_.at("redacted")},
          {"kept", executed_.at("kept")},
          {"restricted", executed_.at("restricted")},
          {"quarantined", executed_.at("quarantined")},
          {"left_for_review", plan_.left_for_review}}},
        {"platforms", platforms},
        {"exemptions", kept},
        {"proof",
         {{"checks", checks},
          {"control", control_},
          {"rows_before", baseline_.rows_in_files},
          {"values_before", baseline_.needles_in_bodies},
          {"remnants", 0},
          {"files", found_.files},
          {"bytes", found_.bytes},
          {"byte_strings", patterns_},
          {"too_short_to_search", short_needles_},
          {"encodings", needle_encodings()},
          {"neighbours", compared_},
          {"written_since", later_}}},
        {"store",
         {{"sqlite", sqlite::Database::version()},
          {"secure_delete", "on"},
          {"checkpoint", {0, 0, 0}},
          {"rewritten", executed_.at("rewritten")}}},
        {"backups", backups},
        {"suppression",
         {{"entries",
           plan_.suppress.size() + plan_.count(Action::purge) + plan_.count(Action::redact)},
          {"until", format_date(add_days(rome_date(now), plan_.suppression_days))}}},
        {"told", {{"recipients", facts_.recipients}, {"of_them_told", facts_.recipients_told}}},
        {"on_platforms",
         {{"items", facts_.platform_items}, {"removed", facts_.platform_items_done}}},
        {"not_covered",
         {"blocks freed by the file system", "wear levelling of solid-state disks",
          "snapshots of copy-on-write file systems", "swap space", "copies outside this archive"}},
        {"ledger_before", {{"number", before_.number}, {"head", before_.hash}}},
        {"ledger", {{"number", head.number}, {"head", head.hash}}},
        {"program", facts_.program},
    };
    if (!facts_.identifiers.empty()) {
        value["subject"] = subject_commitment(salt, facts_.identifiers);
    }
    sign_certificate(value, store_.vault.signing_seed);
    return value;
}

Result<void> Verifier::publish() {
    std::array<std::byte, 16> drawn{};
    store_.environment.random.fill(drawn);
    const std::string salt = to_hex(drawn);
    auto value = certificate(salt);
    if (!value) {
        return value.error();
    }
    const auto id = value->at("id").get<std::string>();
    found_.certificate = value->dump(1);
    json copy = *value;
    if (copy.contains("subject")) {
        copy["salt"] = salt;
    }
    found_.citizen_copy = copy.dump(1);
    Files& files = store_.environment.files;
    const fs::path folder = store_.directory / "certificates";
    std::error_code failure;
    fs::create_directories(folder, failure);
    found_.file = folder / (id + ".json");
    if (auto put = files.replace(found_.file, found_.certificate + "\n"); !put) {
        return put;
    }
    for (const auto& [language, ending] :
         {std::pair{Language::italian, ".it.html"}, {Language::english, ".en.html"}}) {
        auto page = certificate_page(found_.certificate, language);
        if (!page) {
            return page.error();
        }
        if (auto put = files.replace(folder / (id + ending), *page); !put) {
            return put;
        }
    }
    auto noted =
        store_.record_in_ledger("certificate", json{{"id", id}, {"plan", plan_.hash}}.dump());
    if (!noted) {
        return noted.error();
    }
    const json done{{"certificate", id}, {"at", format_instant(store_.environment.clock.now())}};
    if (auto put = archive_.put_document("verification", plan_.hash, done.dump()); !put) {
        return put;
    }
    return forget_measurements(archive_, plan_.hash);
}

Result<Verification> Verifier::run() {
    auto executed = archive_.document("execution", plan_.hash);
    if (!executed) {
        return executed.error();
    }
    if (!*executed) {
        return Error{ErrorCode::not_executed, "the plan was not executed"};
    }
    try {
        executed_ = json::parse((*executed)->json);
        for (const Step step :
             {&Verifier::check_control, &Verifier::check_records, &Verifier::check_slots,
              &Verifier::check_bodies, &Verifier::check_index, &Verifier::check_redactions,
              &Verifier::check_states, &Verifier::check_neighbours, &Verifier::check_store,
              &Verifier::check_files, &Verifier::check_ledger_chain, &Verifier::check_counts}) {
            if (auto looked = (this->*step)(); !looked) {
                return looked.error();
            }
        }
        found_.holds = std::all_of(found_.checks.begin(), found_.checks.end(),
                                   [](const ProofCheck& check) { return check.holds; });
        if (found_.holds) {
            if (auto done = publish(); !done) {
                return done.error();
            }
        }
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the account of the execution cannot be read"};
    }
    return std::move(found_);
}

Result<std::optional<Verification>> earlier_verification(const Archive& archive,
                                                         std::string_view hash) {
    auto document = archive.document("verification", hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return std::optional<Verification>{};
    }
    try {
        Verification earlier;
        const auto id = json::parse((*document)->json).at("certificate").get<std::string>();
        earlier.file = archive.directory() / "certificates" / (id + ".json");
        auto text = archive.environment().files.read_all(earlier.file);
        if (!text) {
            return text.error();
        }
        earlier.certificate = std::move(*text);
        earlier.repeated = true;
        const json value = json::parse(earlier.certificate);
        for (const json& check : value.at("proof").at("checks")) {
            earlier.checks.push_back({check.at("name").get<std::string>(),
                                      check.at("holds").get<bool>(),
                                      check.at("figure").get<std::string>()});
        }
        const auto key = to_hex(public_key(archive.store().vault.signing_seed));
        earlier.holds = check_certificate(earlier.certificate, key).has_value();
        return std::optional{std::move(earlier)};
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the certificate cannot be read"};
    }
}

} // namespace

Result<Verification> verify_plan(Archive& archive, std::string_view hash, const CaseFacts& facts,
                                 const ProgressReport& progress) {
    if (auto may = archive.store().require_writable(); !may) {
        return may.error();
    }
    auto interrupted = is_interrupted(archive);
    if (!interrupted) {
        return interrupted.error();
    }
    if (*interrupted) {
        return Error{ErrorCode::not_executed, "an execution was interrupted; execute again first"};
    }
    auto earlier = earlier_verification(archive, hash);
    if (!earlier) {
        return earlier.error();
    }
    if (*earlier) {
        return std::move(**earlier);
    }
    auto plan = load_plan(archive, hash);
    if (!plan) {
        return plan.error();
    }
    auto executed = archive.document("execution", hash);
    if (!executed) {
        return executed.error();
    }
    if (!*executed) {
        return Error{ErrorCode::not_executed, "the plan was not executed"};
    }
    auto baseline = load_baseline(archive, hash);
    if (!baseline) {
        return baseline.error();
    }
    return Verifier{archive, std::move(*plan), std::move(*baseline), facts, progress}.run();
}

} // namespace oblio
