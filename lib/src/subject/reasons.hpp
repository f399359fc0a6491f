// lib/src/subject/reasons.hpp: every reason a trace can give. A reason is one phrase, or a phrase
// that says what stood there and one that says what spoke for or against it.
#pragma once

#include <cstdint>
#include <string>

namespace oblio::subject {

enum class Phrase : std::uint8_t {
    none,
    // what stood there
    full_name,
    full_name_with_typo,
    short_name,
    surname,
    first_name,
    nickname,
    // what spoke for it
    own_evidence,
    nobody_else,
    answers_subject,
    answers_full_name,
    subject_in_thread,
    subject_writes_here,
    own_trade,
    from_relative,
    // what leaves it open
    another_trade,
    somebody_else_too,
    place_too,
    mourned,
    beside_reversed_namesake,
    relative_too,
    too_short,
    somebodys_first_name,
    somebodys_surname,
    two_people_here,
    near_another_name,
    ordinary_too,
    alone,
    // what spoke against it
    other_generation,
    other_age,
    namesakes_trade,
    namesakes_thread,
    other_trade_beside,
    other_trade_or_generation,
    answers_namesake,
    thread_of_namesake,
    of_somebody_here,
    small_and_far,
    // the whole of a reason
    place,
    firm,
    part_of_other_name,
    ordinary_word,
    family,
    writers_kin,
    other_sex,
    name_of_thing,
    of_the_dead,
    other_byword,
    pronoun,
    kin_of_relative,
    other_persons_name,
    reversed_namesake,
    official_in_role,
    while_in_office,
    speaks_of_office,
    written_in_office,
    after_borrowed_phone,
    by_platform_fields,
    names_nobody,
    quotes,
    quotes_without_name,
    answered_yes,
    answered_no,
    identifier,
    account_handle,
    account_phone,
    account_officials,
    account_other_handle,
    account_other_code,
    account_tells_another,
    account_record_gives,
    account_profile_trade,
    account_handle_trade,
    account_own_trade,
    account_reversed,
    account_shared_name,
    account_own_name,
    account_short_name,
    account_made_handle,
    made_handle,
    own_account,
    count_,
};

/// What a verdict says of a match.
struct Reason {
    Phrase what = Phrase::none;
    Phrase but = Phrase::none;
};

/// In English, as Mention::why has it. `value` follows where the phrase asks for one, such as the
/// type of an identifier.
[[nodiscard]] std::string reason_string(Reason reason, const std::string& value = {});

} // namespace oblio::subject
