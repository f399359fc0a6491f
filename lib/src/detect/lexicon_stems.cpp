// lib/src/detect/lexicon_stems.cpp
#include "detect/lexicon_stems.hpp"

#include "detect/word_list.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace oblio::detect {
namespace {

// Before -ite, which also ends participles and the second person plural: "uscite", "fornite".
constexpr std::array<std::string_view, 80> inflamed{
    "artr",       "gastr",    "bronch",  "bronchiol",  "epat",     "enter",      "cist",
    "oto",        "faring",   "laring",  "tonsill",    "sinus",    "rin",        "dermat",
    "congiuntiv", "mening",   "encefal", "pancreat",   "nefr",     "tendin",     "fasc",
    "tiroid",     "card",     "periton", "appendic",   "divertic", "diverticol", "prostat",
    "uretr",      "vagin",    "mast",    "fleb",       "spondil",  "miel",       "neur",
    "vascul",     "retin",    "uve",     "irid",       "blefar",   "stomat",     "gengiv",
    "parodont",   "pulp",     "esofag",  "duoden",     "ile",      "colecist",   "colang",
    "condil",     "bors",     "sinov",   "periost",    "disc",     "sacroile",   "cellul",
    "follicol",   "balan",    "orch",    "epididim",   "salping",  "cervic",     "endometr",
    "linfaden",   "parot",    "trache",  "alveol",     "pleur",    "polmon",     "arter",
    "mios",       "polimios", "cherat",  "corioretin", "epatit",   "stomat",     "idradenit",
    "idroaden",   "rettocol", "ulcer"};
// Before -osi, which also ends plural adjectives: "famosi", "morosi".
constexpr std::array<std::string_view, 44> degenerate{
    "scler",         "tubercol", "cirr",     "artr",       "fibr",      "endometri", "psic",
    "nevr",          "tromb",    "osteopor", "scoli",      "cif",       "lord",      "sten",
    "dermat",        "mic",      "parassit", "toxoplasm",  "salmonell", "leishmani", "brucell",
    "mononucle",     "silic",    "asbest",   "amiloid",    "sarcoid",   "acid",      "necr",
    "cherat",        "cromat",   "divertic", "diverticol", "polip",     "spondil",   "nefr",
    "steat",         "anchil",   "candid",   "legionell",  "borreli",   "listeri",   "aspergill",
    "bronchiectasi", "aneurism"};
// Before -oma, which also ends "diploma", "aroma", "idioma".
constexpr std::array<std::string_view, 40> growth{
    "carcin",  "melan",     "linf",          "sarc",    "miel",        "gli",      "aden",
    "fibr",    "mi",        "lip",           "angi",    "blast",       "mesoteli", "granul",
    "glauc",   "papill",    "condil",        "neurin",  "mening",      "terat",    "semin",
    "epiteli", "cit",       "basali",        "cordom",  "timom",       "insulin",  "neur",
    "schwann", "colesteat", "craniofaringi", "osteoid", "feocromocit", "aceta",    "tracom",
    "emat",    "lei",       "rabdomi",       "insulin", "istiocit"};

/// The last three letters of a word, as one number.
constexpr unsigned last_letters(std::string_view word) noexcept {
    const auto letter = [word](std::size_t from_end) {
        return static_cast<unsigned>(static_cast<unsigned char>(word[word.size() - from_end]));
    };
    return letter(3) << 16U | letter(2) << 8U | letter(1);
}

struct Ending {
    constexpr Ending(std::string_view of, std::span<const std::string_view> after,
                     std::string_view name)
        : ending{of}, letters{last_letters(of)}, roots{after}, shown{name} {}
    std::string_view ending;
    unsigned letters;                        ///< last_letters()
    std::span<const std::string_view> roots; ///< empty: any root that is no exception
    std::string_view shown;
};

// The last six are values of a blood test, which everybody has.
constexpr std::array<std::string_view, 32> everyday{
    "simpatia",    "antipatia",    "empatia",   "apatia",     "telepatia", "omeopatia",
    "osteopatia",  "naturopatia",  "accademia", "epidemia",   "pandemia",  "bohemia",
    "blasfemia",   "endemia",      "infodemia", "nostalgia",  "academia",  "sindemia",
    "eutrofia",    "vendemia",     "parademia", "liberalgia", "ipatia",    "bicefalgia",
    "premia",      "macademia",    "glicemia",  "azotemia",   "uricemia",  "calcemia",
    "potassiemia", "creatininemia"};

constexpr std::array endings{
    Ending{"ite", inflamed, "-ite"},    Ending{"iti", inflamed, "-ite"},
    Ending{"osi", degenerate, "-osi"},  Ending{"oma", growth, "-oma"},
    Ending{"omi", growth, "-oma"},      Ending{"patia", {}, "-patia"},
    Ending{"patie", {}, "-patia"},      Ending{"emia", {}, "-emia"},
    Ending{"algia", {}, "-algia"},      Ending{"algie", {}, "-algia"},
    Ending{"plegia", {}, "-plegia"},    Ending{"paresi", {}, "-paresi"},
    Ending{"penia", {}, "-penia"},      Ending{"trofia", {}, "-trofia"},
    Ending{"megalia", {}, "-megalia"},  Ending{"plasia", {}, "-plasia"},
    Ending{"ectomia", {}, "-ectomia"},  Ending{"ostomia", {}, "-stomia"},
    Ending{"iastenia", {}, "-astenia"},
};

bool has_root(std::string_view stem, std::span<const std::string_view> roots) noexcept {
    return roots.empty() || std::any_of(roots.begin(), roots.end(), [stem](std::string_view root) {
               return stem.ends_with(root);
           });
}

} // namespace

std::string_view disease_ending(std::string_view word) noexcept {
    if (word.empty() || !may_end_as_disease(word, 0, word.size())) {
        return {};
    }
    const unsigned letters = last_letters(word);
    for (const Ending& row : endings) {
        if (row.letters == letters && word.ends_with(row.ending)) {
            const std::string_view stem = word.substr(0, word.size() - row.ending.size());
            const bool ordinary = in(word, everyday);
            if (!ordinary && stem.size() >= 2 && has_root(stem, row.roots)) {
                return row.shown;
            }
        }
    }
    return {};
}

} // namespace oblio::detect
