// lib/src/detect/address_words.cpp
#include "detect/address_words.hpp"

#include "detect/dates.hpp"
#include "detect/word_list.hpp"

#include <array>

namespace oblio::detect::street {

bool is_particle(std::string_view word) {
    static constexpr std::array<std::string_view, 32> words{
        "di",   "d",     "del",   "dello", "della", "dell", "dei", "degli", "delle", "de",   "da",
        "dal",  "dalla", "la",    "lo",    "le",    "li",   "in",  "e",     "al",    "alla", "ai",
        "alle", "san",   "santa", "santo", "sant",  "ss",   "f",   "lli",   "von",   "van"};
    return in(word, words);
}

bool ends_name(std::string_view word) {
    static constexpr std::array<std::string_view, 88> words{
        "a",      "ad",     "alle",     "dalle",    "dal",      "ore",    "il",     "i",
        "gli",    "un",     "una",      "uno",      "che",      "non",    "ma",     "se",
        "si",     "ci",     "vi",       "mi",       "ti",       "con",    "per",    "su",
        "sul",    "sulla",  "tra",      "fra",      "ho",       "ha",     "hanno",  "sono",
        "era",    "erano",  "fino",     "dopo",     "prima",    "anche",  "come",   "dove",
        "quando", "o",      "oppure",   "poi",      "solo",     "circa",  "oltre",  "ogni",
        "limite", "max",    "tutti",    "tutto",    "tutta",    "tutte",  "questa", "questo",
        "verso",  "entro",  "presso",   "davanti",  "vicino",   "fronte", "angolo", "altezza",
        "c",      "nel",    "nella",    "x",        "ai",       "dai",    "piu",    "meno",
        "quasi",  "ne",     "sara",     "fu",       "vanno",    "va",     "fate",   "passate",
        "chiusa", "chiuso", "bloccata", "bloccato", "allagata", "via",    "viale",  "piazza"};
    return in(word, words);
}

bool is_adverbial(std::string_view word) {
    static constexpr std::array<std::string_view, 41> words{
        "mail",      "email",  "e",         "pec",           "posta",     "sms",      "whatsapp",
        "wa",        "fax",    "web",       "libera",        "radio",     "internet", "telefono",
        "chat",      "app",    "messenger", "telegram",      "skype",     "zoom",     "cavo",
        "satellite", "aerea",  "terra",     "mare",          "social",    "facebook", "instagram",
        "crucis",    "lattea", "orale",     "preferenziale", "crescendo", "bonifico", "col",
        "spid",      "pagopa", "video",     "webcam",        "streaming", "mezzo"};
    return in(word, words);
}

bool is_unit(std::string_view word) {
    static constexpr std::array<std::string_view, 126> words{
        "euro",       "eur",        "euri",       "km",        "metri",
        "mt",         "m",          "cm",         "mq",        "volte",
        "volta",      "ore",        "ora",        "minuti",    "giorni",
        "mesi",       "anni",       "anno",       "settimane", "persone",
        "posti",      "punti",      "kg",         "litri",     "bambini",
        "ragazzi",    "auto",       "macchine",   "alberi",    "metro",
        "gradi",      "h",          "su",         "voti",      "iscritti",
        "famiglie",   "classi",     "edizione",   "tappe",     "lezioni",
        "incontri",   "mila",       "milioni",    "banchi",    "turni",
        "feriti",     "morti",      "incidenti",  "veicoli",   "cantieri",
        "rapine",     "furti",      "arresti",    "multe",     "appartamenti",
        "negozi",     "parcheggi",  "stalli",     "pali",      "cestini",
        "panchine",   "cassonetti", "bidoni",     "gatti",     "cani",
        "tombini",    "semafori",   "telecamere", "persona",   "donne",
        "uomini",     "giovani",    "anziani",    "operai",    "tonnellate",
        "secondi",    "piani",      "posto",      "squadre",   "gare",
        "partite",    "gol",        "reti",       "mostre",    "eventi",
        "concerti",   "serate",     "sere",       "notti",     "mattine",
        "bancarelle", "stand",      "studenti",   "alunni",    "residenti",
        "firme",      "voto",       "rate",       "euro/mese", "case",
        "ml",         "mc",         "mm",         "dm",        "quintali",
        "lt",         "kw",         "gr",         "tonn",      "passi",
        "buche",      "lampioni",   "gennaio",    "febbraio",  "marzo",
        "aprile",     "maggio",     "giugno",     "luglio",    "agosto",
        "settembre",  "ottobre",    "novembre",   "dicembre",  "all",
        "per"};
    return in(word, words);
}

bool is_month(std::string_view word) {
    return in(word, italian_months);
}

bool is_ambiguous_type(std::string_view type) {
    static constexpr std::array<std::string_view, 20> words{"v",
                                                            "corso",
                                                            "campo",
                                                            "borgo",
                                                            "largo",
                                                            "galleria",
                                                            "strada",
                                                            "salita",
                                                            "riva",
                                                            "costa",
                                                            "rampa",
                                                            "passaggio",
                                                            "rotonda",
                                                            "rione",
                                                            "villaggio",
                                                            "cascina",
                                                            "vico",
                                                            "traversa",
                                                            "circonvallazione",
                                                            "quartiere"};
    return in(type, words);
}

bool is_road_type(std::string_view type) {
    static constexpr std::array<std::string_view, 9> words{
        "strada",           "vico",  "rione",  "cascina", "traversa", "salita",
        "circonvallazione", "largo", "rotonda"};
    return in(type, words);
}

bool is_road_adjective(std::string_view word) {
    static constexpr std::array<std::string_view, 36> words{
        "vecchia",     "vecchio",       "nuova",    "nuovo",   "antica",      "antico",
        "provinciale", "comunale",      "vicinale", "statale", "regionale",   "militare",
        "alta",        "alto",          "bassa",    "basso",   "interna",     "interno",
        "esterna",     "esterno",       "privata",  "privato", "consorziale", "consortile",
        "poderale",    "interpoderale", "regia",    "romana",  "panoramica",  "superiore",
        "inferiore",   "grande",        "piccola",  "piccolo", "bianca",      "maestra"};
    return in(word, words);
}

} // namespace oblio::detect::street
