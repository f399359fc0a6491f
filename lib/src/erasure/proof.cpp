// lib/src/erasure/proof.cpp
#include "erasure/proof.hpp"

#include "archive/private_folder.hpp"
#include "erasure/byte_scanner.hpp"
#include "erasure/hex_list.hpp"
#include "erasure/needles.hpp"
#include "oblio/detect/scanner.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <set>

namespace oblio {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path proof_file(const Archive& archive, std::string_view plan_hash, std::string_view ending) {
    return archive.directory() / "proofs" /
           (std::string{plan_hash.substr(0, 32)} + std::string{ending});
}

std::uint64_t occurrences(std::string_view text, std::string_view value) {
    std::uint64_t found = 0;
    for (auto at = text.find(value); !value.empty() && at != std::string_view::npos;
         at = text.find(value, at + value.size())) {
        ++found;
    }
    return found;
}

std::string baseline_json(const Baseline& baseline) {
    json value{{"generation", baseline.generation},
               {"next_row", baseline.next_row},
               {"in_bodies", baseline.needles_in_bodies},
               {"in_files", baseline.rows_in_files},
               {"neighbours", baseline.neighbours},
               {"purged", json::array()},
               {"redacted", json::array()}};
    for (const auto& item : baseline.purged) {
        value["purged"].push_back(
            {{"row", number_of(item.row)}, {"slot", item.slot}, {"terms", hex_list(item.terms)}});
    }
    for (const auto& item : baseline.redacted) {
        value["redacted"].push_back({{"row", number_of(item.row)},
                                     {"slot", item.slot},
                                     {"terms", hex_list(item.terms)},
                                     {"values", item.values}});
    }
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// The keys of what a correction puts in the place of something else: it may be found as before.
std::vector<BlindKey> corrected_keys(const Archive::Store& store, const Envelope& envelope,
                                     const std::vector<RedactSpan>& spans) {
    std::vector<BlindKey> keys;
    for (const RedactSpan& span : spans) {
        if (!span.with || !span.where) {
            continue;
        }
        Record words;
        words.text = span.with;
        for (const IndexTerm& term : basic_index_terms(words, {})) {
            keys.push_back(store.blind(term.kind, term.value));
        }
        for (const FieldFinding& item : envelope.findings) {
            if (item.field == span.field && item.finding.where == *span.where) {
                keys.push_back(store.blind(identifier_kind(item.finding.type),
                                           Scanner::canonical(item.finding.type, *span.with)));
            }
        }
    }
    return keys;
}

/// The keys that stand on redacted places and nowhere else in the record. Found here by overlap
/// alone, apart from the code that erases.
std::set<BlindKey> keys_under(const Archive::Store& store, const Envelope& envelope,
                              const std::vector<RedactSpan>& spans) {
    std::set<BlindKey> under;
    std::vector<BlindKey> beside = corrected_keys(store, envelope, spans);
    for (const StoredTerm& term : envelope.terms) {
        const bool meets = std::any_of(spans.begin(), spans.end(), [&](const RedactSpan& span) {
            if (span.field != term.field) {
                return false;
            }
            return !span.where || term.end == 0 ||
                   (term.start < to_index(span.where->end()) &&
                    to_index(span.where->begin()) < term.end);
        });
        if (meets && term.field.field != Field::thread) {
            under.insert(term.key);
        } else {
            beside.push_back(term.key);
        }
    }
    std::erase_if(under, [&](const BlindKey& key) {
        return std::any_of(beside.begin(), beside.end(),
                           [&](const BlindKey& other) { return same_term_key(key, other); });
    });
    return under;
}

/// The rows of the index under keys of a record, as they stand in the file.
Result<std::vector<TermRow>> rows_of(Archive::Store& store, RecordRow row,
                                     const std::set<BlindKey>& keys) {
    std::vector<TermRow> rows;
    for (const BlindKey& key : keys) {
        auto found = store.terms.rows(key, row);
        if (!found) {
            return found;
        }
        rows.insert(rows.end(), found->begin(), found->end());
    }
    return rows;
}

std::string all_strings(const Record& record) {
    std::string all;
    for (std::uint8_t field = 0; field <= static_cast<std::uint8_t>(Field::reply_to); ++field) {
        for (std::uint16_t index = 0; index < 0xFFFF; ++index) {
            const auto text = field_text(record, {static_cast<Field>(field), index});
            const bool listed = field >= static_cast<std::uint8_t>(Field::recipient_id);
            if (text) {
                all.append(*text).push_back('\x1F');
            }
            if (!listed || (!text && index > 64)) {
                break;
            }
        }
    }
    return all;
}

/// One item of the plan, opened and measured.
Result<void> measure_item(const Archive& archive, const PlanItem& item, const ByteScanner& needles,
                          Baseline& baseline, json& bodies) {
    Archive::Store& store = archive.store();
    const Action action = item.decision.action;
    if (action != Action::purge && action != Action::redact) {
        return {};
    }
    auto opened = store.open(item.decision.row);
    if (!opened) {
        return opened.error();
    }
    const Record& record = opened->envelope.record;
    const std::string strings = all_strings(record);
    std::vector<std::uint64_t> counts(needles.patterns().size());
    needles.scan(strings, counts);
    baseline.needles_in_bodies += std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    const Slot slot = opened->sealed.slot.value_or(0);
    if (bodies.size() < kept_bodies) {
        bodies.push_back({number_of(item.decision.row), to_hex(opened->sealed.body)});
    }
    if (action == Action::purge) {
        std::set<BlindKey> keys;
        for (const StoredTerm& term : opened->envelope.terms) {
            if (term.field.field != Field::thread) {
                keys.insert(term.key);
            }
        }
        auto rows = rows_of(store, item.decision.row, keys);
        if (!rows) {
            return rows.error();
        }
        baseline.purged.push_back({item.decision.row, slot, std::move(*rows)});
        return {};
    }
    auto rows =
        rows_of(store, item.decision.row, keys_under(store, opened->envelope, item.decision.spans));
    if (!rows) {
        return rows.error();
    }
    Baseline::Redacted redacted{item.decision.row, slot, std::move(*rows), {}};
    for (const RedactSpan& span : item.decision.spans) {
        const auto text = field_text(record, span.field);
        const std::string value{text && span.where ? span.where->of(*text) : text.value_or("")};
        if (value.size() > 2) {
            auto& figures = redacted.values[value];
            figures.first = occurrences(strings, value);
            ++figures.second;
        }
    }
    baseline.redacted.push_back(std::move(redacted));
    return {};
}

/// The rows to be erased must be seen before: else the search proves nothing.
Result<std::uint64_t> rows_in_files(const Archive& archive, const Baseline& baseline) {
    std::vector<TermRow> rows;
    for (const auto& item : baseline.purged) {
        rows.insert(rows.end(), item.terms.begin(), item.terms.end());
    }
    for (const auto& item : baseline.redacted) {
        rows.insert(rows.end(), item.terms.begin(), item.terms.end());
    }
    const ByteScanner scanner{{}, std::move(rows)};
    std::vector<std::uint64_t> counts(scanner.patterns().size());
    Files& files = archive.environment().files;
    for (const std::string_view name : {"archive.db", "archive.db-wal"}) {
        if (!files.exists(archive.directory() / name)) {
            continue;
        }
        if (auto size = scanner.scan_file(files, archive.directory() / name, counts); !size) {
            return size.error();
        }
    }
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Result<std::string> measure_neighbours(const Archive& archive, const Plan& plan, Baseline& baseline,
                                       const ProgressReport& progress) {
    std::vector<Leaf> leaves(static_cast<std::size_t>(baseline.next_row - first_row));
    std::uint64_t done = 0;
    auto read = for_each_leaf(archive, [&](RecordRow row, std::int64_t, Leaf leaf) {
        const auto at = static_cast<std::size_t>(number_of(row) - first_row);
        if (at < leaves.size()) {
            leaves[at] = leaf;
            ++baseline.neighbours;
        }
        if (progress && ++done % 1000 == 0) {
            progress("measure", done, leaves.size());
        }
    });
    if (!read) {
        return read.error();
    }
    for (const PlanItem& item : plan.items) {
        const auto at = static_cast<std::size_t>(number_of(item.decision.row) - first_row);
        if (item.decision.action != Action::keep && at < leaves.size() && leaves[at] != 0) {
            leaves[at] = 0;
            --baseline.neighbours;
        }
    }
    return std::string{text_of(std::as_bytes(std::span{leaves}))};
}

} // namespace

Result<void>
for_each_leaf(const Archive& archive,
              const std::function<void(RecordRow, std::int64_t generation, Leaf)>& visit) {
    Archive::Store& store = archive.store();
    const SecretKey key = derive(store.vault.key, "leaf");
    const auto each = [&](const sqlite::Statement& query) {
        const RecordFacts facts = read_facts(query);
        const RecordRow row = facts.summary.row;
        const auto slot = facts.slot;
        Leaf leaf = 0;
        const auto secret = slot ? store.slots->read(*slot)
                                 : Result<std::array<std::byte, 32>>{Error{ErrorCode::damaged, ""}};
        if (secret) {
            auto plain =
                unseal_once(store.body_key(*secret, row), query.blob(2), store.body_bound(row));
            if (plain) {
                plain->push_back(static_cast<char>(facts.summary.state));
                const auto hash = short_hash(key, bytes_of(*plain));
                std::memcpy(&leaf, hash.data(), sizeof leaf);
                leaf |= 1; // never the 0 that says "nothing"
            }
        }
        visit(row, facts.generation, leaf);
    };
    return store.database->for_each(
        "SELECT row, facts, sealed FROM record WHERE sealed IS NOT NULL ORDER BY row", each);
}

Result<void> measure_before(Archive& archive, const Plan& plan, const ProgressReport& progress) {
    Archive::Store& store = archive.store();
    Baseline baseline;
    for (const auto& [name, into] :
         {std::pair<std::string_view, std::int64_t*>{"generation", &baseline.generation},
          {"next_row", &baseline.next_row}}) {
        auto value = store.meta(name);
        if (!value) {
            return value.error();
        }
        *into = value->value_or(*into);
    }
    auto needles = load_needles(archive, plan.hash);
    if (!needles) {
        return needles.error();
    }
    std::vector<std::string> patterns;
    for (const std::string& value : *needles) {
        const auto forms = needle_patterns(value);
        patterns.insert(patterns.end(), forms.begin(), forms.end());
    }
    const ByteScanner scanner{patterns};
    json bodies = json::array();
    for (const PlanItem& item : plan.items) {
        if (auto done = measure_item(archive, item, scanner, baseline, bodies); !done) {
            return done;
        }
    }
    auto in_files = rows_in_files(archive, baseline);
    if (!in_files) {
        return in_files.error();
    }
    baseline.rows_in_files = *in_files;
    auto leaves = measure_neighbours(archive, plan, baseline, progress);
    if (!leaves) {
        return leaves.error();
    }
    if (auto made = make_private_folder(archive.directory() / "proofs"); !made) {
        return made.error();
    }
    Files& files = archive.environment().files;
    if (auto put = files.replace(proof_file(archive, plan.hash, ".leaves"), *leaves); !put) {
        return put;
    }
    if (auto put = files.replace(proof_file(archive, plan.hash, ".bodies"), bodies.dump()); !put) {
        return put;
    }
    return archive.put_document("baseline", plan.hash, baseline_json(baseline));
}

Result<Baseline> load_baseline(const Archive& archive, std::string_view plan_hash) {
    auto document = archive.document("baseline", plan_hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Error{ErrorCode::not_found, "the plan was executed without measurements"};
    }
    try {
        const json value = json::parse((*document)->json);
        Baseline baseline;
        baseline.generation = value.at("generation").get<std::int64_t>();
        baseline.next_row = value.at("next_row").get<std::int64_t>();
        baseline.needles_in_bodies = value.at("in_bodies").get<std::uint64_t>();
        baseline.rows_in_files = value.at("in_files").get<std::uint64_t>();
        baseline.neighbours = value.at("neighbours").get<std::uint64_t>();
        for (const json& item : value.at("purged")) {
            baseline.purged.push_back({RecordRow{item.at("row").get<std::int64_t>()},
                                       item.at("slot").get<Slot>(),
                                       read_hex_list<TermRow>(item.at("terms"))});
        }
        for (const json& item : value.at("redacted")) {
            baseline.redacted.push_back(
                {RecordRow{item.at("row").get<std::int64_t>()}, item.at("slot").get<Slot>(),
                 read_hex_list<TermRow>(item.at("terms")),
                 item.at("values")
                     .get<std::map<std::string, std::pair<std::uint64_t, std::uint64_t>>>()});
        }
        return baseline;
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the measurements cannot be read"};
    }
}

Result<std::vector<Leaf>> load_leaves(const Archive& archive, std::string_view plan_hash) {
    auto bytes = archive.environment().files.read_all(proof_file(archive, plan_hash, ".leaves"));
    if (!bytes) {
        return bytes.error();
    }
    std::vector<Leaf> leaves(bytes->size() / sizeof(Leaf));
    std::memcpy(leaves.data(), bytes->data(), leaves.size() * sizeof(Leaf));
    return leaves;
}

Result<std::map<std::int64_t, Bytes>> load_bodies(const Archive& archive,
                                                  std::string_view plan_hash) {
    auto text = archive.environment().files.read_all(proof_file(archive, plan_hash, ".bodies"));
    if (!text) {
        return text.error();
    }
    try {
        std::map<std::int64_t, Bytes> bodies;
        for (const json& item : json::parse(*text)) {
            bodies.emplace(item.at(0).get<std::int64_t>(),
                           from_hex(item.at(1).get<std::string>()).value_or(Bytes{}));
        }
        return bodies;
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the measurements cannot be read"};
    }
}

Result<std::vector<std::string>> load_needles(const Archive& archive, std::string_view plan_hash) {
    auto document = archive.document("needles", plan_hash);
    if (!document) {
        return document.error();
    }
    if (!*document) {
        return Error{ErrorCode::not_found, "the values to search for are shredded"};
    }
    try {
        return json::parse((*document)->json).get<std::vector<std::string>>();
    } catch (const json::exception&) {
        return Error{ErrorCode::damaged, "the values to search for cannot be read"};
    }
}

Result<void> forget_measurements(Archive& archive, std::string_view plan_hash) {
    auto baseline = load_baseline(archive, plan_hash);
    if (!baseline) {
        return baseline.error();
    }
    for (auto& item : baseline->purged) {
        item.terms.clear();
    }
    for (auto& item : baseline->redacted) {
        item.terms.clear();
        item.values.clear();
    }
    if (auto put = archive.put_document("baseline", plan_hash, baseline_json(*baseline)); !put) {
        return put;
    }
    if (auto gone = archive.shred_document("needles", plan_hash); !gone) {
        return gone.error();
    }
    for (const std::string_view ending : {".leaves", ".bodies"}) {
        if (auto gone = archive.environment().files.remove(proof_file(archive, plan_hash, ending));
            !gone) {
            return gone;
        }
    }
    return {};
}

} // namespace oblio
