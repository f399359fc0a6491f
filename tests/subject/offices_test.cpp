// tests/subject/offices_test.cpp: who is named in a public role, beside who is only named near one.
#include "subject/town.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace oblio;

using test::check_apart;
using test::Row;

TEST_CASE("Rule 8: an office is its holder's, before the name and after it", "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini"})", {"Ugo Prova", "il treno era in ritardo", ""},
                {{"Ada Prova", "il sindaco Renzo Spadorini ha firmato", "excluded"},
                 {"Ada Prova", "l'assessore ai lavori pubblici Renzo Spadorini", "excluded"},
                 {"Ada Prova", "l'assessore comunale allo sport dott. Renzo Spadorini", "excluded"},
                 {"Ada Prova", "il presidente del consiglio comunale Renzo Spadorini", "excluded"},
                 {"Ada Prova", "Renzo Spadorini, assessore al bilancio, ha firmato", "excluded"},
                 {"Ada Prova", "Renzo Spadorini (consigliere comunale) ha firmato", "excluded"},
                 {"Ada Prova", "Renzo Spadorini, il sindaco, ha firmato", "excluded"},
                 {"Ada Prova", "Renzo Spadorini assessore ai parchi ha firmato", "excluded"}});
}

TEST_CASE("Rule 8: who is named near an office is not its holder", "[trace]") {
    check_apart(R"({"name":"Renzo Spadorini"})", {"Ugo Prova", "il treno era in ritardo", ""},
                {{"Ada Prova", "il sindaco ringrazia Renzo Spadorini", "certain"},
                 {"Ada Prova", "il sindaco ha premiato Renzo Spadorini", "certain"},
                 {"Ada Prova", "Chiedo al sindaco: Renzo Spadorini ha torto?", "certain"},
                 {"Ada Prova", "all'assessore e a Renzo Spadorini", "certain"},
                 {"Ada Prova", "l'assessora e Renzo Spadorini", "certain"},
                 {"Ada Prova", "la consigliera di opposizione chiede a Renzo Spadorini", "certain"},
                 {"Ada Prova", "Renzo Spadorini, sindaco mio, ha ragione", "certain"},
                 // A club has a president, too.
                 {"Ada Prova", "il presidente della Pro Loco Renzo Spadorini", "certain"}});
}
