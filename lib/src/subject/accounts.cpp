// lib/src/subject/accounts.cpp: first what is certain (handle, number, identifiers in its records),
// then the name, which counts only while nobody else bears it.
#include "subject/accounts.hpp"

#include "subject/introductions.hpp"
#include "subject/kinship.hpp"
#include "subject/namesakes.hpp"
#include "subject/reasons.hpp"

#include "oblio/detect/fiscal_code.hpp"
#include "oblio/detect/scanner.hpp"
#include "oblio/text/fold.hpp"

#include <algorithm>

namespace oblio::subject {
namespace {

constexpr char separator = '\x1F';

bool is_author_field(FieldRef field) {
    return field.field == Field::author_id || field.field == Field::author_name ||
           field.field == Field::author_handle;
}

/// A fiscal code of somebody with the subject's own first six letters, but not the subject's:
/// a namesake gave it as their own.
bool gives_other_code(const CorpusRecord& record, const Subject& subject) {
    if (!subject.fiscal_code) {
        return false;
    }
    const auto own = parse_fiscal_code(*subject.fiscal_code);
    if (!own) {
        return false;
    }
    return std::any_of(
        record.findings.begin(), record.findings.end(), [&](const FieldFinding& row) {
            if (row.finding.type != FindingType::fiscal_code) {
                return false;
            }
            const auto text = field_text(record.record, row.field);
            const auto code = text ? parse_fiscal_code(row.finding.where.of(*text)) : std::nullopt;
            return code && code->base.substr(0, 6) == own->base.substr(0, 6) &&
                   code->base != own->base;
        });
}

/// `la mia mail è …`, or nothing but the number or the address, to the office: what it asks for is
/// the writer's.
bool gives_as_own(const CorpusRecord& record, const IdentifierHit& hit) {
    const bool contact = hit.why == "PHONE" || hit.why == "EMAIL" || hit.why == "FISCAL_CODE";
    return hit.span.field == FieldRef{} &&
           (claims(*record.document, hit.span.where) ||
            (contact && record.record.is_private() && is_all(*record.document, hit.span.where)));
}

/// `sono Ada Fittizia, nata il 3 aprile 1970`, from their own telephone: who writes gives the whole
/// name with what nobody else has.
bool introduces_with(const CorpusRecord& record, const IdentifierHit& hit,
                     const NameProfile& profile, const NameKnowledge& names) {
    const bool proof = hit.why == "DATE_OF_BIRTH" || hit.why == "PHONE" || hit.why == "EMAIL" ||
                       hit.why == "FISCAL_CODE";
    if (!proof || hit.span.field != FieldRef{} || !record.record.is_private() ||
        writes_from_elsewhere(*record.document)) {
        return false;
    }
    const std::vector<NameMatch> found = match_names(*record.document, profile, names);
    return std::any_of(found.begin(), found.end(), [&](const NameMatch& match) {
        return match.form == NameForm::full && introduces(*record.document, match);
    });
}

/// The display name or the handle says that it may be the subject's, and the display name does not
/// say that it is somebody else's.
bool may_be_own(const AccountView& view, const NameProfile& profile, const NameKnowledge& names) {
    return (view.made_handle || profile.compatible(view.name_words)) &&
           !profile.names_another(view.name_words, names);
}

/// True if `letters` are some words of the list, joined.
bool is_run_of(const std::vector<std::string>& words, std::string_view letters) {
    for (std::size_t from = 0; from < words.size(); ++from) {
        std::string joined;
        for (std::size_t i = from; i < words.size() && joined.size() < letters.size(); ++i) {
            joined += words[i];
            if (joined == letters) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::string account_key(const CorpusRecord& record) {
    const Account& author = record.record.author;
    if (author.id) {
        return record.record.platform + separator + "i" + *author.id;
    }
    if (author.handle) {
        return record.record.platform + separator + "h" + fold_to_string(*author.handle);
    }
    if (author.name && !author.name->empty()) {
        // Where a name is all there is, two private conversations may mean two people.
        const std::string scope = record.record.is_private() ? record.thread : std::string{};
        return record.record.platform + separator + "n" + fold_to_string(*author.name) + separator +
               scope;
    }
    return {};
}

void Accounts::add(const CorpusRecord& record) {
    std::string key = account_key(record);
    if (key.empty()) {
        return;
    }
    auto [place, fresh] = all_.try_emplace(key);
    AccountView& view = place->second;
    if (fresh) {
        view.key = std::move(key);
        view.platform = record.record.platform;
        view.account = record.record.author;
        if (view.account.name) {
            view.name_words = words_of(*view.account.name);
        }
        std::vector<std::string> bare = view.name_words;
        view.in_office = std::erase_if(bare, is_office) > 0;
        view.full_name = profile_.is_full_name(bare);
        view.both_surnames = view.full_name && profile_.has_both_surnames(bare);
        view.reversed = profile_.reversible && profile_.is_reversed(bare);
        view.made_handle =
            (view.account.handle && profile_.is_made_into(handle_value(*view.account.handle))) ||
            (view.name_words.size() == 1 && is_given_with_initial(view.name_words.front()));
    }
    view.rows.insert(record.row);
}

/// `adaf`, as a display name.
bool Accounts::is_given_with_initial(std::string_view word) const {
    constexpr std::size_t shortest = 7; // letters: shorter ones are words and names
    return word.size() >= shortest &&
           std::any_of(profile_.names.begin(), profile_.names.end(), [word](const auto& name) {
               return name.full() && word == name.given.front() + name.surnames.front().front();
           });
}

bool Accounts::handle_speaks(const AccountView& view) const {
    if (!view.account.handle) {
        return false;
    }
    const std::string letters = letters_of(*view.account.handle);
    // A trade of the subject in the handle: `linoscuolabus`.
    return std::any_of(occupation_.words.begin(), occupation_.words.end(),
                       [&letters](const std::string& word) {
                           return word.size() >= 6 && letters.find(word) != std::string::npos;
                       });
}

void Accounts::attribute_by_identity(AccountView& view) const {
    for (const SubjectHandle& handle : identifiers_.handles) {
        if (handle.platform && *handle.platform != view.platform) {
            continue;
        }
        const bool same =
            (view.account.handle && fold_to_string(*view.account.handle) == handle.handle) ||
            (view.account.id && fold_to_string(*view.account.id) == handle.handle);
        if (same) {
            view.attribution = Attribution::mine;
            view.why = reason_string({Phrase::account_handle});
            return;
        }
    }
    if (view.account.handle &&
        identifiers_.values.contains(
            {FindingType::phone, Scanner::canonical(FindingType::phone, *view.account.handle)})) {
        view.attribution = Attribution::mine;
        view.why = reason_string({Phrase::account_phone});
        return;
    }
    if (view.full_name && view.in_office && occupation_.roles.empty()) {
        view.attribution = Attribution::other;
        view.why = reason_string({Phrase::account_officials});
        return;
    }
}

/// Said in the first person, or under the text beside the name.
bool Accounts::tells_own_trade(const detect::Document& document) const {
    if (says_own_trade(document, occupation_)) {
        return true;
    }
    const std::vector<NameMatch> names = match_names(document, profile_, names_);
    return std::any_of(names.begin(), names.end(), [&](const NameMatch& match) {
        return match.form == NameForm::full && signs_with_trade(document, match, occupation_);
    });
}

/// `mio figlio Ado`, where the subject gave a father of the same name.
bool Accounts::calls_subject_kin(const CorpusRecord& record) const {
    if (!namesake_at_home()) {
        return false;
    }
    const std::vector<NameMatch> names = match_names(*record.document, profile_, names_);
    return std::any_of(names.begin(), names.end(), [&](const NameMatch& match) {
        const Relative* kin =
            called_kin_by(*record.document, match.first_token, subject_.relatives);
        return kin != nullptr && profile_.is_full_name(words_of(kin->name));
    });
}

/// By what its records say. An account that looks like nobody of the subject's names is theirs only
/// by an identifier that it calls its own.
Result<void> Accounts::attribute_by_records(AccountView& view, Corpus& corpus) const {
    // "fosso del lupo" has a first name in it, and is nobody's.
    const bool anothers = profile_.names_another(view.name_words, names_);
    if (view.attribution == Attribution::other ||
        (anothers && names_.is_first_name(view.name_words.front()))) {
        return {};
    }
    const bool looks_own = may_be_own(view, profile_, names_);
    for (const RecordRow row : view.rows) {
        const auto record = corpus.get(row);
        if (!record) {
            return record.error();
        }
        if (looks_own && gives_other_code(**record, subject_)) {
            view.attribution = Attribution::other;
            view.namesake = true;
            view.why = reason_string({Phrase::account_other_code});
            return {};
        }
        for (const IdentifierHit& hit : find_identifiers(**record, identifiers_)) {
            if (is_author_field(hit.span.field) || hit.why == "tag" || hit.why == "HANDLE" ||
                (hit.why == "ADDRESS" && namesake_at_home()) ||
                (!looks_own && (anothers || !gives_as_own(**record, hit)) &&
                 !introduces_with(**record, hit, profile_, names_))) {
                continue;
            }
            view.attribution = Attribution::mine;
            view.why = reason_string({Phrase::account_record_gives}, hit.why);
            return {};
        }
        if (!looks_own) {
            continue; // a trade is anybody's
        }
        // "mio nipote Ado", where the subject gave a grandfather of the same name: it is his.
        if (view.full_name && calls_subject_kin(**record)) {
            view.attribution = Attribution::other;
            view.why = reason_string({Phrase::account_tells_another});
            return {};
        }
        // The trade, said in the first person or in the profile.
        if (view.full_name && tells_own_trade(*(*record)->document)) {
            view.attribution = Attribution::mine;
            view.why = reason_string({Phrase::account_own_trade});
            return {};
        }
        for (const SideText& side : (*record)->record.side_text) {
            if (side.name == "bio" && names_trade(side.value, occupation_)) {
                view.attribution = Attribution::mine;
                view.why = reason_string({Phrase::account_profile_trade});
                return {};
            }
        }
    }
    if (looks_own && handle_speaks(view)) {
        view.attribution = Attribution::mine;
        view.why = reason_string({Phrase::account_handle_trade});
    }
    return {};
}

/// The display name is an alias of one word that the subject gives, whole.
bool Accounts::shows_alias(const AccountView& view) const {
    constexpr std::size_t telling = 4; // letters
    return view.name_words.size() == 1 && view.name_words.front().size() >= telling &&
           std::any_of(
               subject_.aliases.begin(), subject_.aliases.end(),
               [&view](const std::string& alias) { return words_of(alias) == view.name_words; });
}

/// The subject gave another handle for that platform.
bool Accounts::gives_other_handle(const AccountView& view) const {
    return std::any_of(identifiers_.handles.begin(), identifiers_.handles.end(),
                       [&view](const SubjectHandle& own) { return own.platform == view.platform; });
}

/// The subject gave handles, and each is for another platform.
bool Accounts::only_elsewhere(const AccountView& view) const {
    return !identifiers_.handles.empty() &&
           std::all_of(identifiers_.handles.begin(), identifiers_.handles.end(),
                       [&view](const SubjectHandle& own) {
                           return own.platform && *own.platform != view.platform;
                       });
}

/// What somebody wrote, or shows in the profile, is another's: the trade, or the age.
bool Accounts::speaks_against(const CorpusRecord& record) const {
    if (tells_own_other_age(record, subject_)) {
        return true;
    }
    if (occupation_.words.empty()) {
        return false;
    }
    const auto& side = record.record.side_text;
    return says_another_trade(*record.document, occupation_) ||
           std::any_of(side.begin(), side.end(), [this](const SideText& text) {
               return text.name == "bio" && names_another_trade(text.value, occupation_);
           });
}

/// An account of the name where another handle was given is a namesake's; where its records speak
/// for the subject, it may be a second one, and where they say nothing, nobody can tell.
Result<void> Accounts::attribute_second(AccountView& view, Corpus& corpus) const {
    if (!view.full_name || !view.account.handle || !gives_other_handle(view)) {
        return {};
    }
    if (view.attribution == Attribution::mine) {
        view.attribution = Attribution::unknown;
    }
    if (view.attribution != Attribution::none) {
        return {};
    }
    view.attribution = Attribution::other;
    view.why = reason_string({Phrase::account_other_handle});
    view.tells_trade = false;
    view.unproved =
        occupation_.words.empty() || !names_another_trade(*view.account.handle, occupation_);
    for (const RecordRow row : view.rows) {
        const auto record = corpus.get(row);
        if (!record) {
            return record.error();
        }
        view.unproved = view.unproved && !speaks_against(**record);
        view.tells_trade =
            view.tells_trade || (!occupation_.words.empty() &&
                                 says_another_trade(*(*record)->document, occupation_, true));
    }
    return {};
}

/// By what it says of itself, where nothing proves it the subject's: `Ada Fittizia, infermiera` is
/// a namesake; another trade in passing makes it doubtful.
Result<void> Accounts::attribute_by_self(AccountView& view, Corpus& corpus) {
    if (view.attribution != Attribution::mine && !may_be_own(view, profile_, names_)) {
        return {};
    }
    if (view.attribution == Attribution::none && handle_contradicts(view)) {
        view.attribution = Attribution::other;
        view.why = reason_string({Phrase::account_tells_another});
        return {};
    }
    view.doubted = view.doubted || handle_has_wares(view);
    for (const RecordRow row : view.rows) {
        const auto record = corpus.get(row);
        if (!record) {
            return record.error();
        }
        const detect::Document& document = *(*record)->document;
        if ((view.full_name || view.attribution == Attribution::mine) &&
            tells_of_namesake(document)) {
            told_namesake_ = true;
            view.denies = view.denies || says_not_to_be(document);
        }
        if (view.attribution == Attribution::mine) {
            continue;
        }
        if (introduces_another(document, subject_, occupation_, profile_, names_)) {
            view.attribution = Attribution::other;
            view.namesake = true;
            view.unproved = false;
            view.why = reason_string({Phrase::account_tells_another});
            return {};
        }
        view.doubted = view.doubted || speaks_against(**record);
        // Whoever writes, somebody else of the name is there.
        const bool tells =
            tells_own_other_age(**record, subject_) ||
            (!occupation_.words.empty() && says_another_trade(document, occupation_, true));
        view.namesake = view.namesake || (view.full_name && tells);
    }
    return {};
}

void Accounts::attribute_by_name(AccountView& view) const {
    if (view.attribution != Attribution::none) {
        return;
    }
    if (view.reversed) {
        const bool straight = std::any_of(all_.begin(), all_.end(), [](const auto& row) {
            return row.second.full_name && !row.second.reversed;
        });
        view.attribution =
            straight && !only_elsewhere(view) ? Attribution::other : Attribution::unknown;
        view.why = reason_string({Phrase::account_reversed});
    } else if (view.full_name) {
        const bool borne = view.denies ? met_homonym_ : homonym_;
        const bool shared =
            (view.both_surnames ? whole_homonym_ : borne) || has_reversed_namesake();
        const bool sure = !shared && !view.doubted;
        view.attribution = sure ? Attribution::mine : Attribution::unknown;
        view.why = reason_string({shared         ? Phrase::account_shared_name
                                  : view.doubted ? Phrase::account_tells_another
                                                 : Phrase::account_own_name});
    } else if (shows_alias(view)) {
        const auto same = std::count_if(all_.begin(), all_.end(), [&](const auto& row) {
            return row.second.name_words == view.name_words;
        });
        const bool sure = same == 1 && !names_.is_common_word(view.name_words.front());
        view.attribution = sure ? Attribution::mine : Attribution::unknown;
        view.why = reason_string({sure ? Phrase::account_own_name : Phrase::account_shared_name});
    } else if (profile_.is_shortened_name(view.name_words)) {
        view.attribution = Attribution::unknown;
        view.why = reason_string({Phrase::account_short_name});
    } else if (view.made_handle && !gives_other_handle(view) &&
               may_be_own(view, profile_, names_)) {
        view.attribution = Attribution::unknown;
        view.why = reason_string({Phrase::account_made_handle});
    }
}

bool Accounts::is_borne_by_others(bool both_surnames) const {
    const bool at_home = std::any_of(
        subject_.relatives.begin(), subject_.relatives.end(), [&](const Relative& relative) {
            const std::vector<std::string> words = words_of(relative.name);
            return profile_.is_full_name(words) &&
                   (!both_surnames || profile_.has_both_surnames(words));
        });
    std::map<std::string, std::pair<int, int>> on_platform; ///< all of the name, and the unproved
    bool others = at_home;
    for (const auto& [key, view] : all_) {
        others = others || (view.namesake && !both_surnames);
        if (!view.full_name || view.reversed || (both_surnames && !view.both_surnames)) {
            continue;
        }
        if (view.attribution == Attribution::other) {
            others = true; // of both surnames, too
        } else if (view.account.id) {
            auto& [all, unproved] = on_platform[view.platform];
            ++all;
            unproved += view.attribution == Attribution::none ? 1 : 0;
            // Two accounts of one name on one platform, where accounts have ids, are two people
            // unless both were proved to be the subject's.
            others = others || (all > 1 && unproved > 0);
        }
    }
    return others;
}

Result<void> Accounts::attribute(Corpus& corpus) {
    for (auto& [key, view] : all_) {
        view.attribution = Attribution::none;
        view.unproved = false;
        view.namesake = false;
        view.doubted = false;
        view.denies = false;
        view.tells_trade = true; // but for a second one
        view.why.clear();
        attribute_by_identity(view);
        if (view.attribution != Attribution::mine) {
            if (auto done = attribute_by_records(view, corpus); !done) {
                return done;
            }
            if (auto done = attribute_second(view, corpus); !done) {
                return done;
            }
        }
        if (auto done = attribute_by_self(view, corpus); !done) {
            return done;
        }
    }
    met_homonym_ = is_borne_by_others(false);
    homonym_ = met_homonym_ || told_namesake_;
    whole_homonym_ = is_borne_by_others(true);
    for (auto& [key, view] : all_) {
        attribute_by_name(view);
    }
    return {};
}

Attribution Accounts::of(const CorpusRecord& record) const {
    const AccountView* view = find(record);
    return view == nullptr ? Attribution::none : view->attribution;
}

const AccountView* Accounts::find(const CorpusRecord& record) const {
    const auto place = all_.find(account_key(record));
    return place == all_.end() ? nullptr : &place->second;
}

const AccountView* Accounts::find_handle(std::string_view platform, std::string_view handle) const {
    const auto place = std::find_if(all_.begin(), all_.end(), [&](const auto& row) {
        const AccountView& view = row.second;
        return view.platform == platform && view.account.handle &&
               handle_value(*view.account.handle) == handle;
    });
    return place == all_.end() ? nullptr : &place->second;
}

bool Accounts::namesake_at_home() const {
    return std::any_of(subject_.relatives.begin(), subject_.relatives.end(),
                       [this](const Relative& relative) {
                           return profile_.is_full_name(words_of(relative.name));
                       });
}

bool Accounts::has_reversed_namesake() const {
    return std::any_of(all_.begin(), all_.end(), [](const auto& row) {
        return row.second.reversed && row.second.attribution != Attribution::mine;
    });
}

/// `Ada Prova`, an alias of Ada Fittizia's, where each namesake is called Ada Fittizia.
bool Accounts::is_alias_of_nobody_else(const std::vector<std::string>& parts) const {
    const auto bears = [&parts](const std::vector<std::string>& words) {
        return std::all_of(parts.begin(), parts.end(),
                           [&words](const std::string& part) { return is_run_of(words, part); });
    };
    const PersonName& main = profile_.names.front();
    const bool alias = std::any_of(parts.begin(), parts.end(), [&main](const std::string& part) {
        return std::find(main.surnames.begin(), main.surnames.end(), part) == main.surnames.end() &&
               std::find(main.given.begin(), main.given.end(), part) == main.given.end();
    });
    return alias && profile_.names.size() > 1 &&
           std::none_of(subject_.relatives.begin(), subject_.relatives.end(),
                        [&](const Relative& relative) { return bears(words_of(relative.name)); }) &&
           std::none_of(all_.begin(), all_.end(), [&](const auto& row) {
               return row.second.full_name && row.second.attribution != Attribution::mine &&
                      bears(row.second.name_words);
           });
}

bool Accounts::is_another_persons_name(const std::vector<std::string>& parts) const {
    std::vector<std::string> wanted = parts;
    std::sort(wanted.begin(), wanted.end());
    return std::any_of(all_.begin(), all_.end(), [&](const auto& row) {
        const AccountView& view = row.second;
        if (view.full_name || view.attribution == Attribution::mine || !view.account.name) {
            return false;
        }
        // Every part is a word, or several, of the display name: "Avv. Francesca De Sanctis" too.
        return wanted.size() >= 2 &&
               std::all_of(wanted.begin(), wanted.end(), [&view](const std::string& part) {
                   return part.size() >= 2 && is_run_of(view.name_words, part);
               });
    });
}

bool Accounts::is_near_another_persons_name(const std::vector<std::string>& parts) const {
    return std::any_of(all_.begin(), all_.end(), [&](const auto& row) {
        const AccountView& view = row.second;
        if (view.full_name || view.attribution == Attribution::mine || view.name_words.size() < 2) {
            return false;
        }
        bool slip = false;
        for (const std::string& part : parts) {
            if (is_run_of(view.name_words, part)) {
                continue;
            }
            slip = part.size() + 1 >= typo_length &&
                   std::any_of(view.name_words.begin(), view.name_words.end(),
                               [&part](const std::string& word) {
                                   return word.size() >= typo_length && within_one_edit(part, word);
                               });
            if (!slip) {
                return false;
            }
        }
        return slip;
    });
}

} // namespace oblio::subject
