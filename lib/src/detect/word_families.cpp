// lib/src/detect/word_families.cpp
#include "detect/word_families.hpp"

#include "detect/word_list.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {
namespace {

struct Preposition {
    std::string_view name;
    std::string_view forms;
};

constexpr std::array prepositions{
    Preposition{"di", "di d del dello della dell dei degli delle de"},
    Preposition{"a", "a ad al allo alla all ai agli alle"},
    Preposition{"da", "da dal dallo dalla dall dai dagli dalle"},
    Preposition{"in", "in nel nello nella nell nei negli nelle presso"},
    Preposition{"su", "su sul sullo sulla sull sui sugli sulle"},
    Preposition{"con", "con col coi colla coll colle cogli cu co"},
    Preposition{"per", "per x pe pei pel"},
    Preposition{"lo", "lo la l li le"}, // no preposition, but as short: the object pronoun
};

} // namespace

std::vector<VerbForm> word_family(std::string_view name) {
    const auto* found = std::find_if(prepositions.begin(), prepositions.end(),
                                     [&](const Preposition& row) { return row.name == name; });
    if (found == prepositions.end()) {
        return verb_forms(name);
    }
    std::vector<VerbForm> forms;
    each_word(found->forms, [&](std::string_view form) {
        forms.push_back({std::string{form}, 0});
    });
    return forms;
}

bool is_word_family(std::string_view name) noexcept {
    return is_verb(name) || std::any_of(prepositions.begin(), prepositions.end(),
                                        [&](const Preposition& row) { return row.name == name; });
}

std::string_view determiners() noexcept {
    return "il lo la i gli le l un uno una el er u o a e lu li quel quell quella quello quei "
           "quelle "
           "questo questa quest questi queste sto sta st sti ste mio mia miei mie nostro nostra "
           "nostri nostre tuo tua tuoi tue suo sua suoi sue loro dei delle degli solito solita "
           "soliti solite unico unica povero povera poveri povere nuovo nuova stesso stessa "
           "vecchio "
           "vecchia piccolo piccola maledetto maledetta benedetto benedetta brutto brutta ennesimo "
           "ennesima famoso famosa primo prima secondo seconda ultimo ultima due tre entrambi "
           "tutto "
           "tutta tutti tutte qualche vari varie altro altra altri altre cavolo cazzo";
}

std::string_view verb_adverbs() noexcept {
    return "anche pure pur sempre gia ormai oramai ancora nuovo di purtroppo appena tutti tutto "
           "tutte da poco anni mesi tempo subito spesso ogni giorno giorni solo soltanto quasi "
           "praticamente davvero finalmente persino perfino addirittura definitivamente ieri oggi "
           "domani adesso ora oggi stamattina infatti invece cosi insieme entrambi piu mai tanto "
           "molto "
           "notte sera mattina settimana settimane mese anno lunedi martedi mercoledi giovedi "
           "venerdi sabato domenica un due tre quattro cinque sei dieci volte volta fa poi pero "
           "regolarmente regolare continuamente continuo veramente proprio ufficialmente";
}

std::string_view number_words() noexcept {
    return "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
           "quindici "
           "sedici diciassette diciotto diciannove venti quattromila cinquemila seimila diecimila "
           "ventun ventuno ventidue ventitre ventiquattro venticinque ventisei vent trent trenta "
           "quarant quaranta cinquanta sessanta settanta ottanta novanta cento "
           "duecento trecento quattrocento cinquecento seicento settecento ottocento novecento "
           "mille duemila tremila settemila ottomila novemila dodicimila quindicimila ventimila "
           "venticinquemila trentamila quarantamila cinquantamila sessantamila settantamila "
           "ottantamila novantamila centomila duecentomila un paio";
}

} // namespace oblio::detect
