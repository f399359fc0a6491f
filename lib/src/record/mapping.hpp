// lib/src/record/mapping.hpp: where the neutral fields are in somebody else's CSV or JSON.
#pragma once

#include "oblio/record/record.hpp"
#include "record/json.hpp"
#include "record/zone.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::record {

/// Where the value of one field comes from, and what is done to it.
struct FieldSource {
    std::optional<std::string> column, pointer, constant;
    std::optional<std::size_t> index;
    std::string split; ///< separator; empty: one value
    bool html = false;
    bool unescape = false;
    bool mojibake = false;
    std::map<std::string, std::string> values; ///< what stands there -> what is meant
    std::string time;                          ///< iso, epoch-s, epoch-ms, epoch-us or a pattern
    std::optional<std::string> zone;
};

/// A mapping file. Source: formats reference, section 9.2.
struct Mapping {
    std::string encoding = "auto"; ///< auto utf-8 utf-16 windows-1252
    char delimiter = '\0';         ///< 0: found out
    char quote = '"';
    bool header = true;
    std::string platform = "generic";
    std::string channel;
    std::map<std::string, FieldSource> fields; ///< by neutral name, `native_id` for the id
    std::set<std::string> ignore;              ///< columns or top-level keys that are not scanned
};

/// Errors: bad_argument names `file` and the field that is not understood.
[[nodiscard]] Result<Mapping> parse_mapping(std::string_view json, const std::string& file);

/// Puts the values of one row or object in their places.
/// Threads: one thread at a time.
class FieldFiller {
public:
    FieldFiller(const Mapping& mapping, const Zone& fallback)
        : mapping_{mapping}, zone_{fallback} {}
    /// Opens the zones that the mapping names. Errors: bad_argument.
    Result<void> open_zones();
    /// Sets `field` of `record` from `value`. False if the value cannot be that field.
    bool fill(Record& record, const std::string& field, const FieldSource& source,
              std::string value);
    /// What was put into `native_id` last.
    std::string native_id;
    std::string written_time;

private:
    bool set_time(Record& record, bool edited, const FieldSource& source, const std::string& value);
    const Mapping& mapping_;
    const Zone& zone_;
    std::map<std::string, Zone> zones_;
};

} // namespace oblio::record
