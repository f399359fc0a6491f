// lib/src/record/json_reader.hpp: what the readers of JSON exports share.
#pragma once

#include "record/json.hpp"
#include "record/json_walker.hpp"
#include "record/member_reader.hpp"

#include <set>
#include <string>

namespace oblio::record {

/// Walks a member and gives each wanted part, parsed, to take(). A part that cannot be parsed is
/// a problem and counts as a skipped element. Threads: one thread at a time.
class JsonReader : public MemberReader {
public:
    JsonReader(MemberContext& context, JsonLeniency leniency, JsonWalker::Form form);
    explicit JsonReader(MemberContext& context)
        : JsonReader{context, JsonLeniency{}, JsonWalker::Form{}} {}
    Result<bool> advance() final;

protected:
    /// As JsonWalker::Decide. Default: elements of the root array, or of the arrays in the root
    /// object, one level further down at most; the root itself if is_bare().
    virtual Visit decide(std::string_view path, char first);
    /// Once, before the first part.
    virtual Result<void> prepare() { return {}; }
    /// Calls element() for each element it finds in `value`, then one record or skip for each.
    virtual void take(Json value, const JsonPart& part) = 0;
    /// True if the root object is itself the element.
    virtual bool is_bare(const std::set<std::string, std::less<>>& /*root_keys*/) { return false; }

    /// The scalars and small objects beside the elements: walks the member with `decide`, for
    /// prepare(). What is broken there shows again when the elements are read.
    Result<void> look(const JsonWalker::Decide& decide,
                      const std::function<void(Json value, const JsonPart& part)>& each);

    /// A record with the platform and the place of `value`, a part of `part`; `suffix` is its
    /// pointer below the part.
    [[nodiscard]] Record start_record(const JsonPart& part, Json value,
                                      const std::string& suffix = {});
    /// Notes where the text token stands.
    void place_text(Record& record, const JsonPart& part, Json token) const;
    /// The account the export belongs to; the caller's name for it wins.
    [[nodiscard]] const OwnAccount& own() const { return own_; }
    [[nodiscard]] std::string channel_name() const;

    MemberContext& context() { return context_; }
    Sink& sink() { return context_.sink; }
    JsonDocument& document() { return document_; }

private:
    /// The line of byte `at` of a part: counted on from the one asked before, as the records of a
    /// part come in order and a post may have a hundred thousand comments.
    std::uint64_t line_of(const JsonPart& part, std::size_t at);
    struct LinesCounted {
        std::uint64_t part; ///< JsonPart::from
        std::size_t at;     ///< in the part
        std::uint64_t line; ///< of the byte there
    };

    MemberContext& context_;
    JsonLeniency leniency_;
    JsonWalker::Form form_;
    JsonDocument document_;
    std::optional<JsonWalker> walker_;
    OwnAccount own_;
    bool bare_ = false;
    bool warned_duplicate_ = false;
    std::uint64_t index_ = 0;
    std::optional<LinesCounted> lines_;
};

[[nodiscard]] std::optional<std::string> owned(std::optional<std::string_view> text);

/// Adds every string below `value` that is not empty as side text named after its path.
void add_side_text(Record& record, Json value, const std::string& name);

/// Digits only: a time as an id wants it.
[[nodiscard]] std::string digits_of(std::string_view text);

} // namespace oblio::record
