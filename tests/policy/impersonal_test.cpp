// tests/policy/impersonal_test.cpp: a private message in impersonal form, and who is still
// recognised.
#include "oblio/policy/impersonal.hpp"

#include "policy/impersonal_text.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>

using namespace oblio;

namespace {

const Scanner& scanner() {
    static const Scanner one = [] {
        const std::filesystem::path folder = test::source_folder() / "patterns";
        return Scanner::create(PatternSet::load({&folder, 1}).value()).value();
    }();
    return one;
}

Policy shipped(const std::string& file) {
    std::ifstream in{test::source_folder() / "patterns" / "policies" / file};
    const std::string json{std::istreambuf_iterator<char>{in}, {}};
    return parse_policy(json).value();
}

ImpersonalMessage of(std::string_view message, const std::string& file = "carpi.json") {
    static const Policy carpi = shipped("carpi.json");
    return make_impersonal(message, scanner(), file == "carpi.json" ? carpi : shipped(file));
}

/// By what somebody is still recognised in the proposal; `text` gets the words.
std::set<std::string> recognised(std::string_view message, std::string* text = nullptr) {
    const ImpersonalMessage made = of(message);
    std::set<std::string> all;
    for (const Identifying& one : made.remaining) {
        all.emplace(identified_by_name(one.by));
        if (text != nullptr) {
            *text = one.where.of(made.text);
        }
    }
    return all;
}

using Set = std::set<std::string>;

} // namespace

TEST_CASE("Carpi: a private message that names nobody may be published as it is", "[impersonal]") {
    for (const auto* message :
         {"Buongiorno, quando riapre la biblioteca dopo i lavori?",
          "I lampioni di via Mazzini sono spenti da una settimana, grazie se provvedete",
          "Come ho detto ieri al numero verde, il cassonetto è rotto",
          "Vorrei sapere gli orari del medico di base e della guardia medica",
          "Il sindaco di Carpi ha promesso la pista ciclabile: a che punto siamo?",
          "La maestra di sostegno manca da un mese, che cosa si può fare?"}) {
        INFO(message);
        const ImpersonalMessage made = of(message);
        CHECK(made.as_it_stands());
        CHECK(made.text == message);
    }
}

TEST_CASE("What is not Italian is told from what is", "[impersonal]") {
    for (const auto* text :
         {"Buongiorno, vorrei sapere quando riapre la piscina.", "Piscina aperta domani mattina",
          "", "316 555 0101", "La scuola è chiusa per il meeting with you"}) {
        INFO(text);
        CHECK(reads_as_italian(text));
    }
    for (const auto* text :
         {"Good morning, when does the swimming pool open again?",
          "Bonjour, je voudrais un rendez-vous avec vous", "Guten Tag, ich bin der Vater",
          "Buenos días, los niños y las escuelas", "Доброе утро, когда открывается бассейн?",
          "早上好，游泳池什么时候开放"}) {
        INFO(text);
        CHECK_FALSE(reads_as_italian(text));
    }
}

TEST_CASE("Carpi: what names or concerns somebody is replaced in the proposal", "[impersonal]") {
    const ImpersonalMessage made =
        of("Buongiorno, sono Elisa Trevisani, il mio numero è 316 4455667. Mia madre è in dialisi "
           "e il marciapiede è impraticabile.");
    CHECK_FALSE(made.as_it_stands());
    CHECK(made.publishable());
    for (const auto* gone : {"Elisa", "Trevisani", "4455667", "madre", "dialisi"}) {
        CHECK(made.text.find(gone) == std::string::npos);
    }
    CHECK(made.text.find("il marciapiede è impraticabile") != std::string::npos);
    CHECK(made.text.find(". Una persona è") != std::string::npos); // a sentence begins
    CHECK(made.replaced.size() >= 4);
}

TEST_CASE("Carpi: a message in which somebody can be recognised is refused, with the words",
          "[impersonal]") {
    std::string words;
    CHECK(recognised("La maestra della scuola di Borgonuovo sgrida tutti", &words) == Set{"role"});
    CHECK(words == "La maestra della scuola di Borgonuovo");
    CHECK(recognised("il farmacista di Fossoli mi ha trattato male") == Set{"role"});
    CHECK(recognised("il figlio del fornaio parcheggia sul posto disabili") == Set{"relation"});
    CHECK(recognised("la mia vicina di sopra che lavora in posta urla") == Set{"relation"});
    CHECK(recognised("la moglie dell'idraulico fa lo stesso") == Set{"relation"});
    CHECK(recognised("è stato uno detto il Moro, lo sanno tutti", &words) == Set{"nickname"});
    CHECK(words == "detto il Moro");
    CHECK(recognised("un signore soprannominato Brancaleone") == Set{"nickname"});
    CHECK(recognised("abito in via delle Rose e non dormo") == Set{"place"});
    CHECK(recognised("nella casa gialla in fondo alla strada c'è l'amianto") == Set{"place"});
    CHECK(recognised("siamo l'unica famiglia senza acqua della frazione") == Set{"unique"});
    CHECK(recognised("la mia pratica n. 4471/2026 è ferma") == Set{"number"});
    CHECK(recognised("guardate https://foto.example/cortile.jpg") == Set{"link"});
    CHECK(recognised("i genitori della 3B della scuola Verdi protestano") == Set{"relation"});
    CHECK(recognised("la 3B della scuola Verdi prende freddo") == Set{"role"});
}

TEST_CASE("Carpi: a first name alone is enough to know who is meant", "[impersonal]") {
    std::string words;
    CHECK(recognised("La piccola Nora non riceve la mensa", &words) == Set{"name"});
    CHECK(words == "Nora");
    CHECK(recognised("Buongiorno, sono Bice. Il lampione è spento") == Set{"name"});
    CHECK(recognised("Nora ha ragione, la strada è rotta") == Set{"name"});
    CHECK(recognised("Sono l'unico panettiere della frazione") == Set{"unique"});
    for (const auto* message :
         {"La fermata di via Giuseppe Garibaldi è sporca, e anche quella di San Marco",
          "Vittoria! Hanno riaperto la piscina"}) {
        INFO(message);
        CHECK(of(message).as_it_stands());
    }
}

TEST_CASE("Carpi: the author's relative goes together with the name", "[impersonal]") {
    CHECK(of("Mia figlia Nora non riceve la mensa").text == "Una persona non riceve la mensa");
    CHECK(of("La mia vicina Rosalba Tocchi urla").text == "Una persona urla");
    CHECK(of("Mia figlia Ikrambet aspetta").text == "Una persona aspetta"); // in no list
    CHECK(of("Mio marito, Ennio, è caduto").text == "Una persona, è caduto");
    CHECK(of("Mia figlia Nora non riceve la mensa").publishable());
}

TEST_CASE("The author's name is known from the message's record", "[impersonal]") {
    PublicationOptions options;
    options.context.author_name = "Gelsomina Abbati";
    const Policy carpi = shipped("carpi.json");
    const auto made =
        make_impersonal("Il tombino è rotto. Saluti, Gelsomina Abbati", scanner(), carpi, options);
    CHECK(made.text.find("Gelsomina") == std::string::npos);
}

TEST_CASE("Where the policy does not provide for it, no private message is published",
          "[impersonal]") {
    const auto made = of("Buongiorno, quando riapre la biblioteca?", "pero.json");
    CHECK(made.remaining.empty());
    CHECK_FALSE(made.publishable());
    CHECK_FALSE(made.as_it_stands());
}

TEST_CASE("A mark in a message does not publish what it holds", "[impersonal]") {
    const auto made = of("Il mio numero è 316 4455667 oblio:allow");
    CHECK(made.text.find("4455667") == std::string::npos);
}

TEST_CASE(
    "Titles and articles go with the name, prepositions stay, a sentence begins with a capital",
    "[impersonal]") {
    const auto told = [](std::string_view text, std::initializer_list<std::string_view> names) {
        std::vector<Finding> spans;
        for (const std::string_view name : names) {
            const std::size_t at = text.find(name);
            REQUIRE(at != std::string_view::npos);
            spans.push_back({FindingType::person,
                             ByteSpan::of_indices(at, at + name.size()),
                             1.0,
                             "test",
                             {},
                             false,
                             true,
                             std::nullopt});
        }
        return policy::impersonal_text(text, spans);
    };
    CHECK(told("Il signor Ugo Prova ha scritto", {"Ugo Prova"}) == "Una persona ha scritto");
    CHECK(told("segnalato dal sig. Ugo Prova ieri", {"Ugo Prova"}) ==
          "segnalato da una persona ieri");
    CHECK(told("La casa della dott.ssa Ada Finta e del geom. Prova", {"Ada Finta", "Prova"}) ==
          "La casa di una persona e di una persona");
    CHECK(told("Grazie. Alla signora Finta va detto", {"Finta"}) ==
          "Grazie. A una persona va detto");
    CHECK(told("Gentile sig.ra Ada Finta, grazie", {"Ada Finta"}) == "Gentile utente, grazie");
    CHECK(told("Ciao Ugo Prova!", {"Ugo Prova"}) == "Ciao utente!");
    CHECK(told("Incontro con Ugo Prova", {"Ugo Prova"}) == "Incontro con una persona");
    CHECK(told("Ho visto Ugo Prova.", {"Ugo Prova"}) == "Ho visto una persona.");
    CHECK(told("Nel bar Ugo Prova rideva", {"Ugo Prova"}) == "Nel bar una persona rideva");
    CHECK(told("è arrivata l'Ada Finta", {"Ada Finta"}) == "è arrivata una persona");
    // Far from any name nothing changes, whatever looks like a title.
    CHECK(told("Il signor sindaco dice: Ugo Prova", {"Ugo Prova"}) ==
          "Il signor sindaco dice: una persona");
}

TEST_CASE("Every title before a name goes with it, and no other word does", "[impersonal]") {
    const auto said_of = [](const std::string& before) {
        const std::string text = "Ieri ha scritto " + before + "Olga Inventata";
        const Finding name{FindingType::person,
                           ByteSpan::of_indices(text.size() - 14, text.size()),
                           0.9,
                           "person",
                           {},
                           false,
                           false,
                           {}};
        return policy::impersonal_text(text, {&name, 1});
    };
    for (const std::string title :
         {"il ",      "la ",          "LA ",          "l'",
          "L’ ",      "la signora ",  "signorina ",   "Sig.ra ",
          "sig. ra ", "SIG. NA ",     "la dott.ssa ", "dottoressa ",
          "dr. ",     "Prof.ssa ",    "l'avvocata ",  "avv. ",
          "ing. ",    "il geometra ", "arch. ",       "la rag. ",
          "maestra ", "don ",         "suor ",        "la sig.ra prof. "}) {
        INFO(title);
        CHECK(said_of(title) == "Ieri ha scritto una persona");
    }
    for (const std::string word : {"ciao ", "Gentile ", "gent.ma ", "Caro ", "Buon giorno ",
                                   "buonasera ", "Spett.le ", "egregio ", "Grazie "}) {
        INFO(word);
        CHECK(said_of(word) == "Ieri ha scritto " + word + "utente");
    }
    for (const std::string word : {"con ", "a ", "perché ", "guerra ", "re ", "(", "a Dora e "}) {
        INFO(word);
        CHECK(said_of(word) == "Ieri ha scritto " + word + "una persona");
    }
    CHECK(said_of("dalla dottoressa ") == "Ieri ha scritto da una persona");
    CHECK(said_of("del ") == "Ieri ha scritto di una persona");
}
