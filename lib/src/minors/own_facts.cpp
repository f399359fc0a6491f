// lib/src/minors/own_facts.cpp: the findings of a record's fields, and what they leave out.
#include "minors/own_facts.hpp"

#include "minors/age_text.hpp"
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

/// The latest day of birth of those who are in a class at an age of at least `least`: in autumn who
/// began a year early turns a year older by the end of April. Source: D.P.R. 89/2009, art. 4.
std::chrono::sys_days youngest_in_class(int least, Date day) {
    constexpr int counted_up_to = 16; // from there on a class is no longer counted by its years
    if (day.month() < std::chrono::September || least >= counted_up_to) {
        return std::chrono::sys_days::max();
    }
    return Date{day.year() - std::chrono::years{least}, std::chrono::April, std::chrono::day{30}};
}

bool is_profile(std::string_view side_text) {
    static constexpr std::array<std::string_view, 7> names{
        "bio",        "about", "profile", "description", "author_bio", "author_description",
        "profile_bio"};
    return std::find(names.begin(), names.end(), side_text) != names.end();
}

/// Reads one record: the findings of its fields, and what they leave out.
class Reader {
public:
    Reader(const Record& record, std::span<const FieldFinding> findings)
        : record_{record}, author_{fold_to_string(record.author.name.value_or(""))} {
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
    [[nodiscard]] Date day() const { return own_.earliest_day(); }

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
            const bool age = one.finding.type == FindingType::age;
            if (!age && one.finding.type != FindingType::fiscal_code &&
                one.finding.type != FindingType::date_of_birth) {
                continue;
            }
            const bool profile = one.field.field == Field::side_text &&
                                 one.field.index < record_.side_text.size() &&
                                 is_profile(record_.side_text[one.field.index].name);
            if (!profile && one.field.field != Field::text && one.field.field != Field::title) {
                continue;
            }
            const auto text = field_text(record_, one.field);
            if (!text || (profile && own_.parent)) {
                continue; // the ages in a parent's profile are the children's
            }
            const Place place{profile ? record_.side_text[one.field.index].name
                                      : field_name(one.field),
                              *text, age_text(one.field, *text), profile};
            if (age) {
                read_age(one.finding, place);
            } else {
                read_birth(one.finding, place);
            }
        }
    }

    /// The string that a finding stands in.
    struct Place {
        std::string name; ///< as in AgeEvidence::field
        std::string_view text;
        AgeText& ages; ///< of `text`
        bool profile;
    };

    static AgeEvidence evidence(const Place& place, ByteSpan where, std::string rule) {
        return {place.name, place.ages.code_points(where.begin()),
                place.ages.code_points(where.end()), std::move(rule)};
    }

    /// The text of a field, prepared once for all that is asked of it; but for the record's text,
    /// until another field is asked.
    AgeText& age_text(FieldRef field, std::string_view text) {
        auto& kept = field == FieldRef{} ? text_ : other_;
        if (!kept || kept->first != field) {
            kept.emplace(field, AgeText{text, author_});
        }
        return kept->second;
    }

    void read_age(const Finding& finding, const Place& place) {
        if (!finding.age || finding.age->of != AgeOf::author) {
            return;
        }
        AgeText& ages = place.ages;
        const ByteSpan where = finding.where;
        const bool cheered =
            !place.profile && ages.is_cheered(where) && ages.follows_another_name(where);
        if (cheered || ages.is_of_pupils(where) ||
            (!place.profile && (ages.is_long_ago(where, day()) || ages.is_jest(where)))) {
            return;
        }
        AgeClaim claim = *finding.age;
        if (claim.least == claim.most && ages.lacks_some_days(where)) {
            claim.least -= 1;
            claim.most -= 1;
        }
        Fact fact{aged({claim.least, claim.most}, day()), {claim.least, claim.most}, true, day()};
        const auto birthday =
            place.profile ? std::nullopt : read_birthday(ages.folded(), where, day());
        if (birthday) {
            fact = {*birthday, {}, false, day()};
        } else if (claim.birth_year) {
            fact = {born_in(*claim.birth_year), {}, false, day()};
        } else if (claim.least == claim.most &&
                   fold_to_string(where.of(place.text)).find("quasi") != std::string::npos) {
            fact.born = turning(claim.least + 1, day(), almost_days);
        } else if (finding.rule == "age-school") {
            fact.born.latest = std::min(fact.born.latest, youngest_in_class(claim.least, day()));
        }
        (place.profile ? profile_ages_ : text_ages_) = true;
        const bool others = !place.profile && may_be_of_others(ages, where);
        // "2012 ⚽ esterno": a year that begins the profile of somebody who may be at school.
        const bool born_first = place.profile && claim.birth_year && to_index(where.begin()) == 0 &&
                                *claim.birth_year + 18 > static_cast<int>(day().year());
        const bool sure =
            born_first || (finding.confidence >= (others ? sure_among_names : sure_enough) &&
                           (place.profile || !ages.is_memory(where)));
        add(fact, evidence(place, where, finding.rule), place.profile, !sure);
    }

    void read_birth(const Finding& finding, const Place& place) {
        const std::string_view value = finding.where.of(place.text);
        const bool code = finding.type == FindingType::fiscal_code;
        const std::string canonical = code ? Scanner::canonical(finding.type, value) : "";
        const auto birth = code ? birth_of_fiscal_code(canonical, day())
                                : read_written_date(fold_to_string(value), day());
        if (!birth) {
            return;
        }
        const bool named = code && code_fits_name(canonical, author_);
        const Owner owner = named ? Owner::author : place.ages.owner_of(finding.where);
        if (owner != Owner::somebody_else) {
            add({born_on(*birth), {}, false, day()}, evidence(place, finding.where, finding.rule),
                place.profile, owner == Owner::unknown);
        }
    }

    void read_text() {
        if (!record_.text) {
            return;
        }
        const Place place{"text", *record_.text, age_text({}, *record_.text), false};
        const FoldedText& all = place.ages.folded();
        const WriterHints hints = read_writer(all);
        // On the account that bears the parent's name, a child writes this record only.
        own_.borrowed =
            hints.borrowed.has_value() ||
            (!hints.child_of.empty() &&
             (" " + author_ + " ").find(" " + hints.child_of + " ") != std::string::npos);
        own_.childs_voice = hints.childs_voice;
        if (!text_ages_ || own_.text.empty()) { // else the detectors are sure of this text
            for (const ProfileAge& age : read_own_ages(all, day())) {
                Fact fact{age.born, age_on(age.born, day()), true, day()};
                if (const auto birthday = read_birthday(all, age.where, day())) {
                    fact = {*birthday, {}, false, day()};
                }
                add(fact, evidence(place, age.where, age.rule), false,
                    age.weak || may_be_of_others(place.ages, age.where));
            }
        }
        if (hints.adult) {
            own_.adult = evidence(place, *hints.adult, "adult-writer");
        }
        if (hints.adult && hints.childs_profile) {
            own_.childs_profile = evidence(place, *hints.childs_profile, "childs-profile");
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
            const OffsetIndex index{side->value};
            for (const ProfileAge& age : hints.ages) {
                add_profile_age(age, side->name, index);
            }
        }
    }

    void add_profile_age(const ProfileAge& age, const std::string& field,
                         const OffsetIndex& index) {
        const bool stated = age.rule == "profile-age" || age.rule == "profile-class";
        Fact fact{age.born, {}, stated, day()};
        if (stated) {
            fact.said = age_on(age.born, day());
        }
        add(fact,
            {field, index.code_points(age.where.begin()), index.code_points(age.where.end()),
             age.rule},
            true, age.weak);
    }

    void read_names() {
        for (const auto& [field, value] : {std::pair{"author_handle", &record_.author.handle},
                                           std::pair{"author_name", &record_.author.name}}) {
            if (*value && own_.day) {
                if (const auto age = read_handle(**value, day())) {
                    add_profile_age(*age, field, OffsetIndex{**value});
                }
            }
        }
    }

    /// The text names a person who is not the author, or a capitalised word that is no name of the
    /// author's stands right before `where` ("forza Livia, seconda media").
    [[nodiscard]] bool may_be_of_others(const AgeText& text, ByteSpan where) const {
        return names_others_ || text.follows_another_name(where);
    }

    [[nodiscard]] bool names_others(std::span<const FieldFinding> findings) {
        return std::any_of(findings.begin(), findings.end(), [&](const FieldFinding& one) {
            const ByteSpan where = one.finding.where;
            return one.field.field == Field::text && one.finding.type == FindingType::person &&
                   record_.text && !age_text({}, *record_.text).introduces_itself(where) &&
                   author_.find(fold_to_string(where.of(*record_.text))) == std::string::npos;
        });
    }

    const Record& record_;
    std::string author_; ///< the display name, folded
    Own own_;
    std::vector<std::pair<const SideText*, ProfileHints>> profiles_;
    std::optional<std::pair<FieldRef, AgeText>> text_;  ///< of the record
    std::optional<std::pair<FieldRef, AgeText>> other_; ///< of the field asked last
    bool names_others_ = false;
    bool text_ages_ = false;
    bool profile_ages_ = false;
};

} // namespace

Own read_own(const Record& record, std::span<const FieldFinding> findings) {
    return Reader{record, findings}.take();
}

} // namespace oblio::minors
