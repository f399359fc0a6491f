// lib/include/oblio/policy/impersonal.hpp: a private message in the form in which it could be made
// public, and who could still be recognised in it.
#pragma once

#include "oblio/language.hpp"
#include "oblio/policy/publication.hpp"
#include "oblio/text/span.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oblio {

/// By what somebody can still be recognised in an impersonal text.
enum class IdentifiedBy : std::uint8_t {
    name,     ///< what the scanner still finds, and a first name alone: "Nora non mangia"
    relation, ///< somebody's relative, neighbour, colleague: "il figlio del fornaio"
    role,     ///< a trade or office in one place: "la maestra della scuola di Borgo"
    place,    ///< where somebody lives: "abito in via delle Rose", "il civico 12"
    nickname, ///< "detto il Moro"
    unique,   ///< "l'unica famiglia che", "la vincitrice del concorso"
    number,   ///< a file's number, which somebody can look up
    link,     ///< an address of the web
};
/// `name`, `relation`, `role`, ...
[[nodiscard]] std::string_view identified_by_name(IdentifiedBy by) noexcept;
/// In words, without an article: "un ruolo in un luogo preciso".
[[nodiscard]] std::string_view identified_by_label(IdentifiedBy by, Language language) noexcept;

/// One place that still identifies.
struct Identifying {
    IdentifiedBy by;
    ByteSpan where; ///< in ImpersonalMessage::text
};

/// A private message, made impersonal as far as a program can.
struct ImpersonalMessage {
    bool policy_allows = false;            ///< `private_messages.publish_impersonal`
    std::string text;                      ///< the proposal
    std::vector<PublicationItem> replaced; ///< of the message as it came, by position
    std::vector<Identifying> remaining;    ///< by position; empty: nobody was recognised
    /// The proposal may be published, if it is of public interest; a person decides that.
    [[nodiscard]] bool publishable() const noexcept { return policy_allows && remaining.empty(); }
    /// The message may be published as it came: nothing had to be replaced.
    [[nodiscard]] bool as_it_stands() const noexcept { return publishable() && replaced.empty(); }
};

/// False if the small words of `text` are more those of other languages than Italian ones, or its
/// letters are of another script: then the impersonal words do not fit, and whoever can be
/// recognised in a private message is recognised less. Requires: valid UTF-8. Time: linear.
[[nodiscard]] bool reads_as_italian(std::string_view text);

/// Replaces everything personal in `message`, and the author's own relatives and acquaintances, by
/// impersonal words, whatever the policy's lists say: what was written in private is nobody's to
/// publish. Then looks for what still identifies: the scanner once more, and the ways in which a
/// small town recognises a person without a name. The entity's own contacts stay. The allow-list
/// counts, marks in the text and accepted findings do not. What is recognised are Italian words.
/// Requires: `message` valid UTF-8. Time: linear.
[[nodiscard]] ImpersonalMessage make_impersonal(std::string_view message, const Scanner& scanner,
                                                const Policy& policy,
                                                const PublicationOptions& options = {});

} // namespace oblio
