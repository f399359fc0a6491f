// tests/subject/named_after_test.cpp: what is called after somebody, beside what is somebody's own.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;

using test::check;
using test::check_apart;
using test::Row;

namespace {

const std::string subject = R"({"name":"Renzo Spadorini"})";
const Row elsewhere{"Ugo Prova", "il treno era in ritardo", ""};
const Row here{"Renzo Spadorini", "Io porto le sedie", "certain"};

} // namespace

TEST_CASE("Rule 11: halls, grounds, clubs and works of a town are called after people", "[trace]") {
    for (const auto* place :
         {"la sala consiliare", "l'aula magna", "lo stadio comunale", "la rotatoria",
          "il sottopasso", "il centro anziani", "la casa di riposo", "la residenza sanitaria",
          "il padiglione", "il belvedere", "la bocciofila", "l'auditorium", "la ludoteca",
          "la pista ciclabile", "il campo sportivo", "la piscina comunale", "la sezione Avis"}) {
        const std::string text{place};
        INFO(text);
        check_apart(subject, elsewhere,
                    {{"Ugo Prova", text + " Renzo Spadorini riapre", "excluded"},
                     {"Ugo Prova", text + " \"Renzo Spadorini\" riapre", "excluded"}});
    }
}

TEST_CASE("Rule 11: where somebody is, or what is theirs, is not called after them", "[trace]") {
    check_apart(subject, elsewhere,
                {{"Ugo Prova", "un premio a Renzo Spadorini", "certain"},
                 {"Ugo Prova", "in piazza con Renzo Spadorini", "certain"},
                 {"Ugo Prova", "in palestra Renzo Spadorini insegna bene", "certain"},
                 {"Ugo Prova", "la villa di Renzo Spadorini è bella", "certain"},
                 {"Ugo Prova", "passi in farmacia da Renzo Spadorini", "certain"},
                 {"Ugo Prova", "il busto di Renzo Spadorini", "excluded"},
                 {"Ugo Prova", "la statua a Renzo Spadorini", "excluded"},
                 {"Ugo Prova", "la sala intitolata a Renzo Spadorini", "excluded"},
                 {"Ugo Prova", "una canzone dedicata a Renzo Spadorini", "review"},
                 {"Ugo Prova", "il torneo in memoria di Renzo Spadorini", "review"},
                 // The club's name, or its president's.
                 {"Ugo Prova", "il presidente della bocciofila Renzo Spadorini", "review"}});
    check_apart(subject, here,
                {{"Ugo Prova", "il giardino di Renzo è bello", "certain"},
                 {"Ugo Prova", "i fratelli Renzo e Carlo vengono", "certain"},
                 {"Ugo Prova", "la trattoria da Renzo è chiusa", "review"},
                 {"Ugo Prova", "mangiamo al bar da Renzo", "certain"}});
}

TEST_CASE("Rule 11: the form of a company may be written with full stops", "[trace]") {
    check_apart(subject, here,
                {{"Ugo Prova", "Spadorini S.r.l. fa i lavori", "no"},
                 {"Ugo Prova", "la Spadorini s.n.c. fa i lavori", "no"},
                 {"Ugo Prova", "l'ha detto Spadorini R. ieri", "certain"}});
}

TEST_CASE("Rule 11: schools by their letters, articles of the other sex and people of old",
          "[trace]") {
    check_apart(subject, elsewhere,
                {{"Ugo Prova", "le medie Renzo Spadorini riaprono", "excluded"},
                 {"Ugo Prova", "l'ITIS Renzo Spadorini riapre", "excluded"},
                 {"Ugo Prova", "l'I.C. Renzo Spadorini riapre", "excluded"},
                 {"Ugo Prova", "l'Az. Agr. Renzo Spadorini vende", "excluded"},
                 {"Ugo Prova", "il busto in bronzo di Renzo Spadorini", "excluded"},
                 {"Ugo Prova", "alla Renzo Spadorini hanno tolto la mensa", "review"},
                 {"Ugo Prova", "la casa natale di Renzo Spadorini", "review"},
                 {"Ugo Prova", "Renzo Spadorini (1890-1944) e il suo tempo", "review"},
                 {"Ugo Prova", "il partigiano Renzo Spadorini", "review"},
                 {"Ugo Prova", "Renzo Spadorini (340 punti) ha vinto", "certain"}});
    check_apart(subject, here,
                {{"Ugo Prova", "Renzo & Ada si sposano", "certain"},
                 {"Ugo Prova", "Spadorini & figli traslocano", "no"}});
}

TEST_CASE("Rule 11: under a post about a prize or a ship of the name, the name may be the thing's",
          "[trace]") {
    for (const auto* thing : {"Assegnato il premio \"Renzo Spadorini\" per il miglior racconto",
                              "Al via il concorso fotografico nazionale \"Renzo Spadorini\"",
                              "Rientrato in porto il peschereccio \"Renzo Spadorini\""}) {
        INFO(thing);
        const Row post{"Ugo Prova", thing, "excluded"};
        check(subject, {post,
                        {"Ada Prova", "Renzo Spadorini fu bravo anche allora", "review", 0},
                        here,
                        {"Ada Prova", "e la storia del Renzo Spadorini chi la scrive?", "review"},
                        {"Ada Prova", "Renzo Spadorini sei sempre tu", "certain", 2}});
    }
    const Row post{"Ugo Prova", "Riaperta la biblioteca", ""};
    check(subject, {post, {"Ada Prova", "Renzo Spadorini fu bravo anche allora", "certain", 0}});
}

TEST_CASE("Animals are called after people; a trade with an article is said of the name",
          "[trace]") {
    check_apart(subject, here, {{"Ada Prova", "ha vinto l'asino Renzo", "review"}});
    const std::string tailor = R"({"name":"Renzo Spadorini","occupation":"sarto"})";
    const char* text = "le pecore sono di Renzo Spadorini il pastore";
    check(tailor, {{"Ada Prova", text, "!certain"}});
    check(subject, {{"Ada Prova", text, "certain"}}); // whose trade nobody gave
}
