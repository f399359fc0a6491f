// lib/src/minors/own_facts.cpp: the findings of a record's fields, and what they leave out.
#include "minors/own_facts.hpp"

#include "minors/author_hints.hpp"
#include "minors/birthday.hpp"
#include "oblio/text/fold.hpp"
#include "oblio/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace oblio::minors {
namespace {

/// "Almost sixteen": the birthday is at most so many days away.
constexpr int almost_days = 120;
/// Below it a finding of type age is no more than a hint; the higher one where the text names
/// somebody else, whose age it may be.
constexpr double sure_enough = 0.55;
constexpr double sure_among_names = 0.65;

bool is_profile(std::string_view side_text) {
    constexpr std::array<std::string_view, 7> names{
        "bio",        "about", "profile", "description", "author_bio", "author_description",
        "profile_bio"};
    return std::find(names.begin(), names.end(), side_text) != names.end();
}

AgeEvidence place_in(std::string field, std::string_view text, ByteSpan where, std::string rule) {
    const OffsetIndex index{text};
    return {std::move(field), index.code_points(where.begin()), index.code_points(where.end()),
            std::move(rule)};
}

/// Reads one record: the findings of its fields, and what they leave out.
class Reader {
public:
    Reader(const Record& record, std::span<const FieldFinding> findings) : record_{record} {
        if (record.created) {
            if (const auto at = parse_instant(*record.created)) {
                own_.day = rome_date(*at);
            }
        }
        names_others_ = names_others(findings);
        read_profiles();
        read_findings(findings);
        read_text();
        add_profiles();
        read_names();
    }

    [[nodiscard]] Own take() && { return std::move(own_); }

private:
    [[nodiscard]] Date day() const {
        // Without a date of its own a record may be as old as the platforms are.
        return own_.day.value_or(
            Date{std::chrono::year{2004}, std::chrono::January, std::chrono::day{1}});
    }

    /// Birth dates and years say nothing certain about a record without a date.
    void add(Fact fact, AgeEvidence place, bool profile, bool weak) {
        if (!own_.day && !fact.stated) {
            fact = {{fact.born.earliest, fact.born.latest},
                    {age_on(fact.born, day()).least, 150},
                    true,
                    day()};
            weak = true;
        }
        auto& facts = weak ? own_.weak : profile ? own_.profile : own_.text;
        auto& places = weak ? own_.weak_places : profile ? own_.profile_places : own_.text_places;
        facts.push_back(fact);
        places.push_back(std::move(place));
    }

    void read_findings(std::span<const FieldFinding> findings) {
        for (const FieldFinding& one : findings) {
            const bool profile = one.field.field == Field::side_text &&
                                 one.field.index < record_.side_text.size() &&
                                 is_profile(record_.side_text[one.field.index].name);
            if (!profile && one.field.field != Field::text && one.field.field != Field::title) {
                continue;
            }
            const auto text = field_text(record_, one.field);
            if (!text) {
                continue;
            }
            const std::string name =
                profile ? record_.side_text[one.field.index].name : field_name(one.field);
            if (profile && own_.parent) {
                continue; // the ages in a parent's profile are the children's
            }
            if (one.finding.type == FindingType::age) {
                read_age(one, *text, name, profile);
            } else if (one.finding.type == FindingType::fiscal_code ||
                       one.finding.type == FindingType::date_of_birth) {
                read_birth(one, *text, name, profile);
            }
        }
    }

    /// The text of a field, folded once for all that is asked of it. Views the last field asked.
    const FoldedText& folded(FieldRef field, std::string_view text) {
        if (!folded_ || folded_->first != field) {
            folded_.emplace(field, fold(text));
        }
        return folded_->second;
    }

    void read_age(const FieldFinding& one, std::string_view text, const std::string& name,
                  bool profile) {
        const Finding& finding = one.finding;
        if (!finding.age || finding.age->of != AgeOf::author) {
            return;
        }
        const FoldedText& all = folded(one.field, text);
        AgeClaim claim = *finding.age;
        const bool cheered =
            !profile && is_cheered(text, finding.where) &&
            follows_another_name(text, finding.where, record_.author.name.value_or(""));
        if (cheered || is_of_pupils(text, finding.where) ||
            (!profile && (is_long_ago(all, finding.where, day()) || is_jest(all, finding.where)))) {
            return;
        }
        if (claim.least == claim.most && lacks_some_days(text, finding.where)) {
            claim.least -= 1;
            claim.most -= 1;
        }
        Fact fact{aged({claim.least, claim.most}, day()), {claim.least, claim.most}, true, day()};
        const auto birthday = profile ? std::nullopt : read_birthday(all, finding.where, day());
        if (birthday) {
            fact = {*birthday, {}, false, day()};
        } else if (claim.birth_year) {
            fact = {born_in(*claim.birth_year), {}, false, day()};
        } else if (claim.least == claim.most &&
                   fold_to_string(finding.where.of(text)).find("quasi") != std::string::npos) {
            fact.born = turning(claim.least + 1, day(), almost_days);
        }
        (profile ? profile_ages_ : text_ages_) = true;
        const bool others = !profile && may_be_of_others(text, finding.where);
        const bool sure = finding.confidence >= (others ? sure_among_names : sure_enough) &&
                          (profile || !is_memory(all, finding.where));
        add(fact, place_in(name, text, finding.where, finding.rule), profile, !sure);
    }

    void read_birth(const FieldFinding& one, std::string_view text, const std::string& name,
                    bool profile) {
        const Finding& finding = one.finding;
        const auto birth =
            finding.type == FindingType::fiscal_code
                ? birth_of_fiscal_code(Scanner::canonical(finding.type, finding.where.of(text)),
                                       day())
                : read_written_date(fold_to_string(finding.where.of(text)), day());
        if (!birth) {
            return;
        }
        const auto owner = owner_of(folded(one.field, text), finding.where,
                                    record_.author.name ? std::string_view{*record_.author.name}
                                                        : std::string_view{});
        const bool named = finding.type == FindingType::fiscal_code && record_.author.name &&
                           code_fits_name(Scanner::canonical(finding.type, finding.where.of(text)),
                                          fold_to_string(*record_.author.name));
        if (named || owner != Owner::somebody_else) {
            add({born_on(*birth), {}, false, day()},
                place_in(name, text, finding.where, finding.rule), profile,
                !named && owner == Owner::unknown);
        }
    }

    void read_text() {
        if (!record_.text) {
            return;
        }
        const FoldedText& all = folded({}, *record_.text);
        const WriterHints hints = read_writer(all);
        own_.borrowed = hints.borrowed.has_value();
        for (const ProfileAge& age : read_own_ages(all, day())) {
            if (!text_ages_) { // the detectors read this text already
                Fact fact{age.born, {}, true, day()};
                fact.said = age_on(age.born, day());
                if (const auto birthday = read_birthday(all, age.where, day())) {
                    fact = {*birthday, {}, false, day()};
                }
                add(fact, place_in("text", *record_.text, age.where, age.rule), false,
                    age.weak || may_be_of_others(*record_.text, age.where));
            }
        }
        if (hints.adult) {
            own_.adult = place_in("text", *record_.text, *hints.adult, "adult-writer");
        }
        if (hints.adult && hints.childs_profile) {
            own_.childs_profile =
                place_in("text", *record_.text, *hints.childs_profile, "childs-profile");
        }
    }

    void read_profiles() {
        for (const SideText& side : record_.side_text) {
            if (!is_profile(side.name)) {
                continue;
            }
            const auto& [text, hints] =
                profiles_.emplace_back(&side, read_profile(side.value, day()));
            own_.parent = own_.parent || hints.parent.has_value();
            own_.long_since = own_.long_since || hints.long_since.has_value();
            own_.managed = own_.managed || hints.managed.has_value();
        }
    }

    void add_profiles() {
        if (profile_ages_ || own_.parent) {
            return; // the detectors read the profile already, or it tells of children
        }
        for (const auto& [side, hints] : profiles_) {
            for (const ProfileAge& age : hints.ages) {
                add_profile_age(age, side->name, side->value);
            }
        }
    }

    void add_profile_age(const ProfileAge& age, const std::string& field, std::string_view text) {
        const bool stated = age.rule == "profile-age" || age.rule == "profile-class";
        Fact fact{age.born, {}, stated, day()};
        if (stated) {
            fact.said = age_on(age.born, day());
        }
        add(fact, place_in(field, text, age.where, age.rule), true, age.weak);
    }

    void read_names() {
        for (const auto& [field, value] : {std::pair{"author_handle", &record_.author.handle},
                                           std::pair{"author_name", &record_.author.name}}) {
            if (*value && own_.day) {
                if (const auto age = read_handle(**value, day())) {
                    add_profile_age(*age, field, **value);
                }
            }
        }
    }

    /// The text names a person who is not the author, or a capitalised word that is no name of the
    /// author's stands right before `where` ("forza Livia, seconda media").
    [[nodiscard]] bool may_be_of_others(std::string_view text, ByteSpan where) const {
        return names_others_ || follows_another_name(text, where, record_.author.name.value_or(""));
    }

    [[nodiscard]] bool names_others(std::span<const FieldFinding> findings) const {
        const std::string author = fold_to_string(record_.author.name.value_or(""));
        return std::any_of(findings.begin(), findings.end(), [&](const FieldFinding& one) {
            return one.field.field == Field::text && one.finding.type == FindingType::person &&
                   record_.text && !introduces_itself(*record_.text, one.finding.where) &&
                   author.find(fold_to_string(one.finding.where.of(*record_.text))) ==
                       std::string::npos;
        });
    }

    const Record& record_;
    Own own_;
    std::vector<std::pair<const SideText*, ProfileHints>> profiles_;
    std::optional<std::pair<FieldRef, FoldedText>> folded_;
    bool names_others_ = false;
    bool text_ages_ = false;
    bool profile_ages_ = false;
};

} // namespace

Own read_own(const Record& record, std::span<const FieldFinding> findings) {
    return Reader{record, findings}.take();
}

} // namespace oblio::minors
