// tests/subject/name_match_test.cpp: which form of a name a text writes, and what it is not.
#include "subject/introductions.hpp"
#include "subject/name_match.hpp"
#include "subject/quotes.hpp"
#include "subject/terms.hpp"

#include "oblio/detect/names.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace oblio;
using namespace oblio::subject;
using Reading = detect::Document; // the archive has documents, too

namespace {

/// Little enough to see through: three first names, one diminutive, some ordinary words.
NameKnowledge knowledge() {
    const auto is_one_of = [](std::vector<std::string_view> words) {
        return [words = std::move(words)](std::string_view word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        };
    };
    return {
        [](std::string_view name) {
            return name == "francesca" ? std::vector<std::string>{"checca"}
                                       : std::vector<std::string>{};
        },
        [](std::string_view) { return std::vector<std::string>{}; },
        is_one_of({"francesca", "maria", "ugo"}),
        is_one_of({"sera", "bella", "portare"}),
        [](std::string_view word) { return word == "finti" ? SurnameLook::yes : SurnameLook::no; },
        [](std::string_view) { return false; },
        [](std::string_view) { return false; },
        [](std::string_view) { return false; },
        [](std::string_view) { return NameSex::unknown; }};
}

/// The form of the only match in `text`; -1 if there is none, -2 if there are several.
int form_in(std::string_view text, const std::string& name) {
    const NameKnowledge known = knowledge();
    Subject subject;
    subject.name = name;
    const NameProfile profile = make_profile(subject, known);
    const Reading document{text};
    const auto matches = match_names(document, profile, known);
    return matches.empty() ? -1 : matches.size() > 1 ? -2 : static_cast<int>(matches[0].form);
}

int form(NameForm form) {
    return static_cast<int>(form);
}

} // namespace

TEST_CASE("How much of a name was written is told by its form", "[names]") {
    const std::string name = "Francesca De Sanctis";
    CHECK(form_in("ho visto Francesca De Sanctis", name) == form(NameForm::full));
    CHECK(form_in("ho visto DE SANCTIS FRANCESCA", name) == form(NameForm::full));
    CHECK(form_in("ho visto francesca desanctis", name) == form(NameForm::full));
    CHECK(form_in("ho visto Francesca De Sanctiss", name) == form(NameForm::full_typo));
    CHECK(form_in("ho visto Checca De Sanctis", name) == form(NameForm::short_full));
    CHECK(form_in("ho visto F. De Sanctis", name) == form(NameForm::initial));
    CHECK(form_in("ho visto la De Sanctis", name) == form(NameForm::surname));
    CHECK(form_in("ho visto Francesca", name) == form(NameForm::given));
    CHECK(form_in("ho visto Checca", name) == form(NameForm::diminutive));
    CHECK(form_in("firmato F.D.", name) == form(NameForm::initials_only));
    CHECK(form_in("ho visto Sanctorum", name) == -1);
    CHECK(form_in("ho visto De Luca", name) == -1);
    CHECK(form_in("Francesca\nDe Sanctis", name) == -2); // a line end is no space
}

TEST_CASE("A name of two first names is whole only with both", "[names]") {
    const std::string name = "Maria Francesca Prova";
    CHECK(form_in("ecco Maria Francesca Prova", name) == form(NameForm::full));
    CHECK(form_in("ecco Mariafrancesca Prova", name) == form(NameForm::full));
    CHECK(form_in("ecco Maria Prova", name) == form(NameForm::partial));
    CHECK(form_in("ecco Francesca Prova", name) == form(NameForm::partial));
    CHECK(form_in("ecco Ugo Prova", name) == form(NameForm::surname));
}

TEST_CASE("Words said again in a row are found, and shorter or empty runs are not", "[quotes]") {
    const SaidWords said = said_words(Reading{"Il torrente sotto casa canta tutta la notte"});
    const auto runs = [&said](std::string_view text) {
        std::vector<std::string> found;
        for (const ByteSpan run : repeated_runs(Reading{text}, said)) {
            found.emplace_back(run.of(text));
        }
        return found;
    };
    using V = std::vector<std::string>;
    CHECK(runs("dice che il torrente sotto casa canta, ma non è vero") ==
          V{"il torrente sotto casa canta"});
    CHECK(runs("TORRENTE SOTTO CASA CANTA TUTTA") == V{"TORRENTE SOTTO CASA CANTA TUTTA"});
    CHECK(runs("il torrente sotto casa è in secca").empty());      // four words
    CHECK(runs("la notte canta tutta sotto il torrente").empty()); // another order
    CHECK(runs("").empty());
}

TEST_CASE(
    "Quotation marks and lines that begin with > hold a passage, a sentence needs eight words",
    "[quotes]") {
    const auto quoted = [](std::string_view text) {
        std::size_t count = 0;
        for (const Passage& passage : passages_of(Reading{text})) {
            count += passage.quoted ? 1U : 0U;
        }
        return count;
    };
    CHECK(quoted("dice «il torrente canta sempre» e ride") == 1);
    CHECK(quoted("dice \"il torrente canta sempre\" e ride") == 1);
    CHECK(quoted("> il torrente canta sempre\nvero") == 1);
    CHECK(quoted("dice «il torrente» e ride") == 0); // too short to be anybody's
    CHECK(quoted("dice «il torrente canta sempre e ride") == 0);
    CHECK(quoted("3 > 2 e il torrente canta sempre") == 0);
}

TEST_CASE("Who speaks to somebody is told from who speaks of them", "[names]") {
    const NameKnowledge known = knowledge();
    Subject subject;
    subject.name = "Francesca Prova";
    const NameProfile profile = make_profile(subject, known);
    const auto spoken_to = [&](std::string_view text) {
        const Reading document{text};
        const auto matches = match_names(document, profile, known);
        return !matches.empty() && speaks_to(document, matches[0], known);
    };
    CHECK(spoken_to("Francesca, la porta"));
    CHECK(spoken_to("Francesca ci porti le sedie?"));
    CHECK(spoken_to("Francesca scusa se disturbo"));
    CHECK(spoken_to("Francesca portami le sedie"));
    CHECK(spoken_to("Francesca quando vieni"));
    CHECK_FALSE(spoken_to("Francesca ci porti via dai guai!"));
    CHECK_FALSE(spoken_to("Francesca porta le sedie"));
    CHECK_FALSE(spoken_to("Francesca ci mise un anno"));
    CHECK_FALSE(spoken_to("Francesca di questo non parla"));
}
