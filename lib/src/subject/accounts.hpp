// lib/src/subject/accounts.hpp: whose the accounts are that may be the subject's.
#pragma once

#include "subject/corpus.hpp"
#include "subject/cues.hpp"
#include "subject/identifiers.hpp"
#include "subject/name_form.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace oblio::subject {

enum class Attribution : std::uint8_t {
    mine,    ///< the subject's: everything it wrote is authored by them
    unknown, ///< may be: nobody can say, so a person decides
    other,   ///< somebody else of the same or a similar name
    none,    ///< has nothing to do with the subject's names
};

/// One account that wrote something.
struct AccountView {
    std::string key; ///< account_key()
    std::string platform;
    Account account;
    std::vector<std::string> name_words; ///< of the display name
    std::set<RecordRow> rows;
    Attribution attribution = Attribution::none;
    bool full_name = false;     ///< its display name is one of the subject's full names
    bool both_surnames = false; ///< it holds both surnames of two
    bool reversed = false;      ///< the surname stands first, where that may be another name
    bool made_handle = false;   ///< its handle is made from the subject's name
    bool in_office = false;     ///< the display name says an office, such as `Assessora`
    /// Taken for somebody else's because another handle was given for the platform, and for nothing
    /// that it wrote: what it wrote is asked.
    bool unproved = false;
    /// Somebody else's, and by what it gives of itself they bear the subject's full name, whatever
    /// the display name is.
    bool namesake = false;
    /// It says to be another than somebody of the name: a namesake that is only told is not this.
    bool denies = false;
    /// It said another trade or age than the subject's: the name alone proves nothing.
    bool doubted = false;
    /// It said another trade than the subject's: what stands beside it is a namesake's, too.
    bool tells_trade = false;
    std::string why;
};

/// What tells one author from another: platform with id, handle, or (in one thread, where names
/// are all there is) the name. Empty for records without author.
[[nodiscard]] std::string account_key(const CorpusRecord& record);

/// The accounts met while tracing one subject. Threads: one thread at a time.
class Accounts {
public:
    Accounts(const Subject& subject, const NameProfile& profile, const Identifiers& identifiers,
             const Occupation& occupation, const NameKnowledge& names)
        : subject_{subject}, profile_{profile}, identifiers_{identifiers},
          occupation_{occupation}, names_{names} {}

    /// Takes note of who wrote a record. Idempotent.
    void add(const CorpusRecord& record);
    /// Somebody else is known to bear the full name, by what a text says.
    void note_told_namesake() noexcept { told_namesake_ = true; }
    /// Decides for every account, from all that was added.
    Result<void> attribute(Corpus& corpus);

    [[nodiscard]] Attribution of(const CorpusRecord& record) const;
    [[nodiscard]] const AccountView* find(const CorpusRecord& record) const;
    /// The account of that folded handle; nullptr if none was met.
    [[nodiscard]] const AccountView* find_handle(std::string_view platform,
                                                 std::string_view handle) const;
    [[nodiscard]] const std::map<std::string, AccountView>& all() const noexcept { return all_; }
    /// Somebody else is known who bears the subject's full name.
    [[nodiscard]] bool has_homonym() const noexcept { return homonym_; }
    /// The same of the name as it is written: both surnames tell from who has one of them.
    [[nodiscard]] bool has_homonym(const std::vector<std::string>& parts) const {
        return profile_.has_both_surnames(parts) ? whole_homonym_
                                                 : homonym_ && !is_alias_of_nobody_else(parts);
    }
    /// A relative bears the same name: an address then proves nothing.
    [[nodiscard]] bool namesake_at_home() const;
    /// Somebody else is called as the subject is, the other way about.
    [[nodiscard]] bool has_reversed_namesake() const;
    /// An account that is not the subject's has exactly this name (letters, in any order).
    [[nodiscard]] bool is_another_persons_name(const std::vector<std::string>& parts) const;
    /// The same, one letter off: the surname could be a slip for theirs as well.
    [[nodiscard]] bool is_near_another_persons_name(const std::vector<std::string>& parts) const;

private:
    void attribute_by_identity(AccountView& view) const;
    Result<void> attribute_by_records(AccountView& view, Corpus& corpus) const;
    Result<void> attribute_second(AccountView& view, Corpus& corpus) const;
    [[nodiscard]] bool is_alias_of_nobody_else(const std::vector<std::string>& parts) const;
    [[nodiscard]] bool calls_subject_kin(const CorpusRecord& record) const;
    [[nodiscard]] bool handle_contradicts(const AccountView& view) const;
    [[nodiscard]] bool handle_has_wares(const AccountView& view) const;
    Result<void> attribute_by_self(AccountView& view, Corpus& corpus);
    [[nodiscard]] bool speaks_against(const CorpusRecord& record) const;
    void attribute_by_name(AccountView& view) const;
    [[nodiscard]] bool is_borne_by_others(bool both_surnames) const;
    [[nodiscard]] bool gives_other_handle(const AccountView& view) const;
    [[nodiscard]] bool only_elsewhere(const AccountView& view) const;
    [[nodiscard]] bool shows_alias(const AccountView& view) const;
    [[nodiscard]] bool is_given_with_initial(std::string_view word) const;
    [[nodiscard]] bool handle_speaks(const AccountView& view) const;
    [[nodiscard]] bool tells_own_trade(const detect::Document& document) const;

    const Subject& subject_;
    const NameProfile& profile_;
    const Identifiers& identifiers_;
    const Occupation& occupation_;
    const NameKnowledge& names_;
    std::map<std::string, AccountView> all_;
    bool told_namesake_ = false; ///< never unlearned: attribute() runs again when more is known
    bool met_homonym_ = false;   ///< by accounts alone, not by what is told
    bool homonym_ = false;
    bool whole_homonym_ = false; ///< of both surnames
};

} // namespace oblio::subject
