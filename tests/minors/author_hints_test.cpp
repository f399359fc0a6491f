// tests/minors/author_hints_test.cpp
#include "minors/author_hints.hpp"

#include <catch2/catch.hpp>

using namespace oblio;
using namespace oblio::minors;

namespace {

const Date spring{std::chrono::year{2026}, std::chrono::March, std::chrono::day{10}};
const Date autumn{std::chrono::year{2025}, std::chrono::October, std::chrono::day{10}};

/// The words of the only age in a profile, with its least and most; "" if there is not one.
std::string profile(std::string_view text, Date day = spring) {
    const ProfileHints hints = read_profile(text, day);
    if (hints.ages.size() != 1) {
        return "";
    }
    const AgeRange age = age_on(hints.ages[0].born, day);
    return std::string{hints.ages[0].where.of(text)} + " " + std::to_string(age.least) + "-" +
           std::to_string(age.most) + (hints.ages[0].weak ? "?" : "");
}

} // namespace

TEST_CASE("An adult who holds the pen is recognised by how they name themselves", "[minors]") {
    for (const auto* text :
         {"Sono la mamma di Livia, scrivo dal suo profilo", "siamo i genitori di Leo",
          "Buonasera, sono il papà di Ugo", "Qui la nonna: a che ora chiude?",
          "Grazie mille.\nLa mamma di Livia", "Mio figlio va alle medie",
          "i miei nipoti giocano lì", "parla la maestra"}) {
        INFO(text);
        CHECK(read_writer(fold(text)).adult);
    }
    for (const auto* text :
         {"mia mamma dice di no", "la mamma di un mio amico lavora lì", "ho chiesto al papà",
          "il prof ha detto di scrivervi", "devo convincere i miei", "sono in terza media"}) {
        INFO(text);
        CHECK_FALSE(read_writer(fold(text)).adult);
    }
}

TEST_CASE("Somebody else's phone is recognised", "[minors]") {
    for (const auto* text :
         {"ti scrivo col telefono di papà", "scrivo dal profilo di mia sorella",
          "Vi mando questo dal cellulare della nonna", "sto usando il telefono di mamma"}) {
        INFO(text);
        CHECK(read_writer(fold(text)).borrowed);
    }
    for (const auto* text : {"il telefono di papà è rotto", "scrivo dal mio telefono",
                             "scrivetemi al numero di casa"}) {
        INFO(text);
        CHECK_FALSE(read_writer(fold(text)).borrowed);
    }
}

TEST_CASE("An adult on a child's profile is not a child on a parent's", "[minors]") {
    for (const auto* text : {"Qui scrive la mamma dal profilo della bambina: a che ora finisce?",
                             "sono il padre, scrivo dal telefono di mio figlio"}) {
        INFO(text);
        CHECK(read_writer(fold(text)).adult);
        CHECK_FALSE(read_writer(fold(text)).borrowed);
    }
    CHECK(read_writer(fold("sono Leo, scrivo dal profilo di mia sorella")).borrowed);
    CHECK(read_writer(fold("Qui scrive la mamma dal profilo del nonno")).borrowed);
    for (const auto* text :
         {"scrivo dal profilo di mia figlia: sono la mamma", "rispondo col profilo del bambino",
          "sono il papà, uso l'account di mio figlio", "commento dall'instagram di mia nipote"}) {
        INFO(text);
        CHECK(read_writer(fold(text)).childs_profile);
    }
    for (const auto* text :
         {"scrivo dal profilo di mio marito", "scrivo dal telefono di mia figlia",
          "hanno rubato il profilo di mia figlia", "ho visto l'account di mio figlio"}) {
        INFO(text);
        CHECK_FALSE(read_writer(fold(text)).childs_profile);
    }
}

TEST_CASE("An age said of two, and a class that answers a roll-call, are the author's too",
          "[minors]") {
    const auto count = [](std::string_view text) {
        return read_own_ages(fold(text), autumn).size();
    };
    CHECK(count("ci vengo con mia cugina, abbiamo 14 anni tutte e due") == 1);
    CHECK(count("abbiamo 14 anni di mutuo tutte e due") == 0);
    CHECK(count("terza media presente, dov'era la torta?") == 1);
    CHECK(count("Bello. Seconda media eccoci!") == 1);
    CHECK(count("terza media presente nel plesso nuovo") == 0);
    CHECK(count("in terza media presente anche la preside") == 0);
}

TEST_CASE("A profile states an age between its separators", "[minors]") {
    CHECK(profile("12 anni, gatti, k-pop") == "12 anni 12-12");
    CHECK(profile("danza · 14 y.o.") == "14 y.o. 14-14");
    CHECK(profile("🏐 13yo 🏐") == "13yo 13-13");
    CHECK(profile("Ho 15 anni | basket") == "Ho 15 anni 15-15");
    CHECK(profile("classe 2012 · pallavolo") == "classe 2012 13-14");
    CHECK(profile("nata nel 2013 ✨") == "nata nel 2013 12-13");
    CHECK(profile("2k11 // skate") == "2k11 14-15?");
    CHECK(profile("nuoto 🏊 2011") == "2011 14-15?");
    CHECK(profile("1ª superiore, aiuto") == "1ª superiore 13-15");
    CHECK(profile("seconda media 📚") == "seconda media 11-13");
    CHECK(profile("🎂 10/05/2012 · volley") == "10/05/2012 13-13");
    CHECK(profile("13 yrs old, Italy") == "13 yrs old 13-13");
    CHECK(profile("3 media") == "3 media 12-14");
    CHECK(profile("3 media", autumn) == "3 media 12-13");
}

TEST_CASE("What is not the author's age in a profile is left alone", "[minors]") {
    for (const auto* text :
         {"mamma di Leo (8) e Tea (11)", "allenatore under 14", "15 anni insieme ❤", "dal 1998",
          "insegno in prima media", "est. 2024", "via XX Settembre 2012 n. 3",
          "educatrice, bambini 6-11 anni", "pensionata", "30 anni di esperienza"}) {
        INFO(text);
        CHECK(read_profile(text, spring).ages.empty());
    }
}

TEST_CASE("A profile kept by a parent is recognised", "[minors]") {
    for (const auto* text :
         {"ginnasta · profilo gestito da mamma", "10 anni, profilo gestito con la mamma",
          "pagina seguita insieme a papà", "account gestito dai genitori", "page managed by mom",
          "profilo seguito dalla mamma"}) {
        INFO(text);
        CHECK(read_profile(text, spring).managed);
    }
    CHECK_FALSE(read_profile("mamma legge tutto", spring).managed);
    CHECK_FALSE(read_profile("profilo personale, opinioni mie", spring).managed);
}

TEST_CASE("A year in a handle counts only if it can be a child's", "[minors]") {
    for (const auto* handle : {"luca_2011", "2012.ludo", "sofi2010x"}) {
        INFO(handle);
        REQUIRE(read_handle(handle, spring));
        CHECK(read_handle(handle, spring)->weak);
    }
    for (const auto* handle : {"mauro.1960", "anna_2005", "user20115", "x2024", "marco12"}) {
        INFO(handle);
        CHECK_FALSE(read_handle(handle, spring));
    }
}

TEST_CASE("A child speaks of its family without an article, parents of the child", "[minors]") {
    for (const auto* text : {"mamma ha scelto la mia", "io e mamma insieme 🧜",
                             "vengo con papà e nonno, mi hanno promesso il gelato",
                             "che bello, nonna mi ha portata due volte"}) {
        INFO(text);
        CHECK(read_writer(fold(text)).childs_voice);
    }
    for (const auto* text :
         {"io e mamma siamo fieri di lei", "mamma è orgogliosa di te",
          "la mamma di Leo mi ha detto", "sei bravissima, mamma mi ha mostrato il video",
          "la mamma è contenta", "io e papà con la nostra campionessa",
          "mamma e mia figlia insieme", "gara bellissima"}) {
        INFO(text);
        CHECK_FALSE(read_writer(fold(text)).childs_voice);
    }
}

TEST_CASE("A bare number of a profile is an age at its start or between bars", "[minors]") {
    CHECK(profile("14🌸 pallavolo") == "14 14-14");
    CHECK(profile("VBC | 13 | libero") == "13 13-13");
    CHECK(profile("11 🦄") == "11 11-11");
    CHECK(profile("15⚽️ brunaldese") == "15 15-15");
    CHECK(profile("10 ⚽ fantasista") == "10 10-10?"); // a shirt's, perhaps
    for (const auto* text : {"VBC | libero #13", "14 luglio 🇫🇷", "turno 8-14 🔥", "via Roma 12 🌸",
                             "35 🦄", "vincitore 11 tornei 🏆"}) {
        INFO(text);
        CHECK(profile(text).empty());
    }
}

TEST_CASE("An age without the silent letter, or of years, is the writer's", "[minors]") {
    const auto own = [](std::string_view text) {
        const auto ages = read_own_ages(fold(text), spring);
        return ages.size() == 1 ? std::string{ages[0].where.of(text)} : std::string{};
    };
    CHECK(own("o tredici anni e mezzo posso guidarlo?") == "o tredici anni");
    CHECK(own("il canestro. io ne o 10 di anni") == "o 10 di anni");
    CHECK(own("belli, io ne ho 9 di anni") == "io ne ho 9 di anni");
    CHECK(own("ha dodici o tredici anni").empty());
    CHECK(own("ci vogliono due o 10 anni").empty());
}
