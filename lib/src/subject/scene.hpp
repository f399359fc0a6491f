// lib/src/subject/scene.hpp: what is known once everything was gathered that may concern a subject.
#pragma once

#include "subject/accounts.hpp"
#include "subject/corpus.hpp"
#include "subject/cues.hpp"
#include "subject/identifiers.hpp"
#include "subject/name_form.hpp"
#include "subject/name_match.hpp"

#include "oblio/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// What is known of one thread.
struct ThreadView {
    std::vector<RecordRow> rows; ///< in order of time
    bool subject_wrote = false;
    bool subject_named = false; ///< by a full name or an identifier
    bool homonym_wrote = false;
    bool homonym_proved = false;  ///< by an account that more than its handle tells apart
    bool namesake_named = false;  ///< the full name, with a trade that is none of the subject's
    bool place_named = false;     ///< a street with the full name, by the first record
    bool in_office_here = false;  ///< the subject writes as an official
    bool reversed_here = false;   ///< somebody called the other way about writes or is named
    std::set<RecordRow> official; ///< name somebody of the full name in a public role
    std::set<RecordRow> own;      ///< written by the subject
    std::set<RecordRow> naming;   ///< name the subject in full, or give an identifier
    /// What others are called, and at which place in `rows` that was first seen.
    using FirstSeen = std::map<std::string, std::size_t>;
    FirstSeen other_names;           ///< words of the display names of everybody else
    FirstSeen other_surname_bearers; ///< the surname, where others were said to bear it
    FirstSeen things_called_so;      ///< the surname, where a place or a firm has it
    FirstSeen other_given_bearers;   ///< first names, where others were named in full
    FirstSeen figures;               ///< first names, where one of old was named there
    FirstSeen animals;               ///< what an animal of the thread is called
    FirstSeen other_initials;        ///< `a fittizia`, for each two words of somebody's name
};

/// The subject, who else is there, and the threads in question. Borrows what it is made of; its
/// parts refer to one another, so it stays where it is. Threads: one thread at a time.
struct Scene {
    Scene(Corpus& all, const Subject& who, const NameKnowledge& known);
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    Corpus& corpus;
    const Subject& subject;
    const NameKnowledge& names;
    NameProfile profile;
    Identifiers identifiers;
    Occupation occupation;
    Accounts accounts;
    std::set<RecordRow> rows; ///< answers to some form of the subject's names or identifiers
    std::map<std::string, ThreadView> threads;
    /// Thread and account -> when the subject wrote from it.
    std::map<std::string, std::string> borrowed;
    std::uint64_t bare_first_names_left_out = 0;
    std::map<RecordRow, std::vector<NameMatch>> matches; ///< names_in() keeps them here
    std::map<RecordRow, TextCues> text_cues;             ///< text_cues_in() keeps them here
    /// The names, in parts by letter, that places have; place_has_name() keeps them here.
    std::optional<std::set<std::vector<std::string>>> place_names;

    /// match_names() of the record's text, found once. Requires: nothing more is learned of the
    /// names.
    [[nodiscard]] const std::vector<NameMatch>& names_in(const CorpusRecord& record);
    /// text_cues_of() the record's text, found once.
    [[nodiscard]] const TextCues& text_cues_in(const CorpusRecord& record);
    /// A street, a school or the like of the archive has the full name `parts`: somebody of old had
    /// it, too. Not `Toni Canal` for `via Antonio Canal`. Found once; requires the same.
    [[nodiscard]] bool place_has_name(std::vector<std::string> parts);
    /// The record that this one answers, if it is in the same thread.
    [[nodiscard]] const CorpusRecord* parent_of(const CorpusRecord& record);
    /// The thread has the subject when this record is written: was named or wrote before, or
    /// answers it.
    [[nodiscard]] bool has_subject(const CorpusRecord& record);
    /// Place of a record in its thread.
    [[nodiscard]] std::size_t position(const CorpusRecord& record);
    /// The subject answers this record, or it stands in a branch that the subject wrote in.
    [[nodiscard]] bool beside_subject(const CorpusRecord& record);
    /// The subject's own answer to what names them in a public role: they are that official.
    [[nodiscard]] bool answers_as_official(const CorpusRecord& record);
    /// The thread is under a post that names the subject in a public role, and the subject has
    /// spoken as an official.
    [[nodiscard]] bool is_under_office(const CorpusRecord& record);
    /// Written in public on a day on which the subject held an office.
    [[nodiscard]] bool in_office(const CorpusRecord& record) const;
};

/// Key of ThreadView::other_initials. Requires: `initial_of` is not empty.
[[nodiscard]] std::string initial_pair(std::string_view initial_of, std::string_view word);

/// Key of Scene::borrowed.
[[nodiscard]] std::string borrowed_key(const CorpusRecord& record);

/// Asks the index with every form of the subject's names and identifiers, opens what answers and
/// the threads around it, settles whose accounts they are, and learns nicknames that the archive
/// declares. Errors: those of the corpus.
[[nodiscard]] Result<void> gather(Scene& scene);

} // namespace oblio::subject
