// cli/src/import_account.cpp
#include "import_account.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <numeric>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

/// How an outcome is called in JSON, and in text.
struct OutcomeName {
    const char* key;
    std::string_view english, italian;
};

constexpr std::array<OutcomeName, 6> outcome_names{
    {{"new", "new", "nuovi"},
     {"known", "known already", "già presenti"},
     {"superseded", "newer versions", "versioni più recenti"},
     {"suppressed", "refused: erased before", "rifiutati: già cancellati"},
     {"redacted", "stored without an erased person's data",
      "accolti senza i dati di chi è stato cancellato"},
     {"quarantined", "set aside for a person to look at", "messi da parte per una verifica"}}};

std::size_t index_of(ImportOutcome outcome) {
    return static_cast<std::size_t>(outcome);
}

std::uint64_t sum(const std::array<std::uint64_t, 6>& outcomes) {
    return std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0});
}

Json json_of(const Position& where) {
    Json value{{"file", where.file}};
    if (where.member) {
        value["member"] = *where.member;
    }
    if (where.line) {
        value["line"] = *where.line;
    }
    if (where.byte) {
        value["byte"] = *where.byte;
    }
    return value;
}

Json json_of(const Problem& problem) {
    Json value = json_of(problem.where);
    value["reason"] = format_problem(problem);
    return value;
}

Json json_of(const MemberAccount& member, const std::array<std::uint64_t, 6>& outcomes) {
    Json value = json_of(Position{member.file, member.member, {}, {}});
    value["format"] = member.format;
    value["bytes"] = member.bytes;
    value["elements"] = member.elements;
    value["records"] = member.records;
    for (std::size_t i = 0; i < outcome_names.size(); ++i) {
        value[outcome_names[i].key] = outcomes[i];
    }
    value["skipped"] = member.skipped;
    value["kinds"] = member.by_kind;
    value["system"] = member.system_records;
    value["authors"] = member.authors;
    value["side_data"] = member.side_data;
    value["warnings"] = member.warnings;
    value["first"] = member.first ? Json(*member.first) : Json();
    value["last"] = member.last ? Json(*member.last) : Json();
    if (member.stated) {
        value["stated"] = *member.stated;
        value["difference"] =
            static_cast<std::int64_t>(member.records) - static_cast<std::int64_t>(*member.stated);
    }
    return value;
}

std::string joined(const Session& session, const std::map<std::string, std::uint64_t>& counts) {
    std::string out;
    for (const auto& [what, count] : counts) {
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, session.word(what));
    }
    return out;
}

/// How many places of one kind are printed as text; JSON has more.
constexpr std::size_t places_shown = 20;

} // namespace

RecordPlace place_of(const std::string& file, const Record& record) {
    RecordPlace place{{file, "", ""}, {file, {}, {}, {}}, record.kind, record.has_flag("system")};
    if (const auto& source = record.source) {
        place.member[1] = source->archive.value_or("");
        place.member[2] = source->member.value_or("");
        place.where.member = source->archive ? source->member : std::nullopt;
        place.where.byte = source->start;
        place.where.line = source->line;
    }
    return place;
}

void ImportLog::note(RecordPlace place, ImportOutcome outcome) {
    Counts& counts = members_[place.member];
    ++counts.outcomes[index_of(outcome)];
    ++counts.kinds[place.kind];
    counts.system += place.system ? 1 : 0;
    ++all_[index_of(outcome)];
    std::vector<Position>& places = places_[index_of(outcome)];
    if (outcome != ImportOutcome::fresh && outcome != ImportOutcome::known &&
        places.size() < places_kept) {
        places.push_back(std::move(place.where));
    }
}

void ImportLog::note(const std::string& file, Problem problem) {
    Unread& unread = unread_[file];
    ++unread.counts[{problem.where.file, problem.where.member}];
    if (unread.first.size() < places_kept) {
        unread.first.push_back(std::move(problem));
    }
}

std::uint64_t ImportLog::Unread::count() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& one) { return sum + one.second; });
}

ImportLog::Counts ImportLog::of(const ReadInput& input, const MemberAccount& member) const {
    using Key = std::array<std::string, 3>;
    const std::filesystem::path file{member.file};
    const std::string name =
        file.has_filename() ? file.filename().string() : file.parent_path().filename().string();
    const auto found = members_.find(member.member ? Key{input.files.front(), name, *member.member}
                                                   : Key{input.files.front(), "", name});
    return found == members_.end() ? Counts{} : found->second;
}

const ImportLog::Unread& ImportLog::unread_of(const ReadInput& input) const {
    static const Unread none;
    const auto found = unread_.find(input.files.front());
    return found == unread_.end() ? none : found->second;
}

std::uint64_t ImportLog::unread(const std::vector<ReadInput>& inputs) const {
    std::uint64_t sum = 0;
    for (const ReadInput& input : inputs) {
        sum += unread_of(input).count() + input.account.refused.size() + (input.failed ? 1 : 0);
    }
    return sum;
}

/// JSON Lines are parsed by the workers, so their reader has not counted them.
void ImportLog::complete(ReadInput& input) const {
    for (MemberAccount& member : input.account.members) {
        if (member.format != "neutral-jsonl") {
            continue;
        }
        const Counts counts = of(input, member);
        member.records = sum(counts.outcomes);
        member.system_records = counts.system;
        member.by_kind = counts.kinds;
        member.skipped.clear();
        const auto& unread = unread_of(input).counts;
        if (const auto skipped = unread.find({member.file, member.member});
            skipped != unread.end()) {
            member.skipped["not readable"] = skipped->second;
        }
        member.elements = member.records;
        for (const auto& [reason, count] : member.skipped) {
            member.elements += count;
        }
    }
}

void ImportLog::print(const Session& session, std::vector<ReadInput> inputs, bool json) const {
    for (ReadInput& input : inputs) {
        complete(input);
    }
    json ? print_json(inputs) : print_text(session, inputs);
}

void ImportLog::print_json(const std::vector<ReadInput>& inputs) const {
    Json value{{"read", sum(all_)}};
    for (std::size_t i = 0; i < outcome_names.size(); ++i) {
        value[outcome_names[i].key] = all_[i];
    }
    Json list = Json::array();
    for (const ReadInput& input : inputs) {
        Json one{{"files", input.files},
                 {"members", Json::array()},
                 {"not_readable", Json::array()},
                 {"refused", Json::array()},
                 {"other_members", input.account.other_members}};
        for (const MemberAccount& member : input.account.members) {
            one["members"].push_back(json_of(member, of(input, member).outcomes));
        }
        const Unread& unread = unread_of(input);
        for (const Problem& problem : unread.first) {
            one["not_readable"].push_back(json_of(problem));
        }
        if (const std::uint64_t more = unread.count() - unread.first.size(); more > 0) {
            one["not_readable_not_listed"] = more;
        }
        for (const Problem& problem : input.account.refused) {
            one["refused"].push_back(json_of(problem));
        }
        if (input.failed) {
            one["failed"] = input.failed->detail;
        }
        list.push_back(std::move(one));
    }
    value["refused"] = unread(inputs);
    Json places = Json::object();
    Json not_listed = Json::object();
    for (std::size_t i = 0; i < outcome_names.size(); ++i) {
        for (const Position& where : places_[i]) {
            places[outcome_names[i].key].push_back(json_of(where));
        }
        if (places_[i].size() == places_kept && all_[i] > places_kept) {
            not_listed[outcome_names[i].key] = all_[i] - places_kept;
        }
    }
    value["places"] = std::move(places);
    if (!not_listed.empty()) {
        value["places_not_listed"] = std::move(not_listed);
    }
    value["inputs"] = std::move(list);
    fmt::print("{}\n", value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void ImportLog::print_text(const Session& session, const std::vector<ReadInput>& inputs) const {
    const auto line = [](std::uint64_t count, std::string_view what) {
        fmt::print("{:>10}  {}\n", count, what);
    };
    line(sum(all_), session.text("records read", "contenuti letti"));
    for (std::size_t i = 0; i < outcome_names.size(); ++i) {
        if (all_[i] > 0) {
            line(all_[i], session.text(outcome_names[i].english, outcome_names[i].italian));
        }
        const std::size_t shown = std::min(places_[i].size(), places_shown);
        for (std::size_t at = 0; at < shown; ++at) {
            fmt::print("{:>12}{}\n", "", session.said(format_position(places_[i][at])));
        }
        if (shown < places_[i].size()) {
            fmt::print("{:>12}{}\n", "",
                       fmt::format(fmt::runtime(session.text("and {} more: see --json",
                                                             "e altri {}: vedi --json")),
                                   all_[i] - shown));
        }
    }
    const std::uint64_t refused = unread(inputs);
    if (refused > 0) {
        line(refused, session.text("not readable, said above with their places",
                                   "non leggibili, detti sopra con il loro posto"));
    }
    for (const ReadInput& input : inputs) {
        for (const MemberAccount& member : input.account.members) {
            const Outcomes outcomes = of(input, member).outcomes;
            fmt::print("{} ({}): ", format_position({member.file, member.member, {}, {}}),
                       member.format);
            fmt::print(fmt::runtime(session.text("{} of {} elements are records, {} of them new",
                                                 "{} elementi su {} sono contenuti, {} nuovi")),
                       member.records, member.elements, outcomes[index_of(ImportOutcome::fresh)]);
            const auto more = [&](std::string_view what, const auto& counts) {
                if (!counts.empty()) {
                    fmt::print("; {}: {}", what, joined(session, counts));
                }
            };
            more(session.text("skipped", "saltati"), member.skipped);
            more(session.text("beside them, not kept", "accanto, non conservati"),
                 member.side_data);
            more(session.text("warnings", "avvertenze"), member.warnings);
            if (member.stated && *member.stated != member.records) {
                fmt::print(fmt::runtime(session.text("; the export says {}",
                                                     "; l'esportazione ne dichiara {}")),
                           *member.stated);
            }
            if (member.first && member.last) {
                fmt::print("; {} - {}", *member.first, *member.last);
            }
            fmt::print("\n");
        }
    }
}

} // namespace oblio::cli
