// lib/src/policy/impersonal.cpp: the words by which a small town knows who is meant.
#include "oblio/policy/impersonal.hpp"

#include "policy/impersonal_text.hpp"
#include "text/join.hpp"

#include "oblio/text/fold.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace oblio {
namespace {

/// Relatives and acquaintances, folded.
constexpr std::string_view kin =
    "(?:marit[oi]|mogli[e]?|compagn[oa]|fidanzat[oa]|conviventi?|figli[oae]?|figliol[oaie]|"
    "bambin[oaie]|bimb[oaie]|madri?e?|padri?e?|mamm[ae]|papa|babbo|genitor[ei]|nonn[oaie]|nipot[ei]"
    "|"
    "nipotin[oaie]|zi[oae]|zii|cugin[oaie]|fratell[oi]|fratellin[oi]|sorell[ae]|sorellin[ae]|"
    "suocer[oaie]|cognat[oaie]|gener[oi]|nuor[ae]|vedov[oa]|vicin[oaie](?: di casa)?|"
    "amic[oai]|amiche|collegh?[aei]|badanti?|inquilin[oaie]|padron[ea] di casa|dirimpettai[oa]|"
    "capo(?:ufficio)?|datore di lavoro|socio|socia)";

/// Trades and offices of which a place has few. The elected are left out: their public role is
/// public.
constexpr std::string_view trade =
    "(?:maestr[oa]|insegnante|prof(?:essor(?:e|essa))?|docente|preside|bidell[oa]|parroco|prete|"
    "suora|sacrestano|catechista|farmacista|medico|dottor(?:e|essa)|pediatra|dentista|infermier[ea]"
    "|"
    "ostetrica|fisioterapista|veterinari[oa]|psicolog[oa]|assistente "
    "sociale|barista|forna[io]i?o?a?|"
    "panettier[ea]|macellai[oa]|fruttivendol[oa]|edicolante|tabaccai[oa]|parrucchier[ea]|barbiere|"
    "estetista|idraulico|elettricista|meccanico|carrozziere|benzinaio|postin[oa]|portalettere|"
    "vigile|vigilessa|carabiniere|maresciallo|poliziott[oa]|autista|custode|portinai[oa]|portiere|"
    "geometra|architett[oa]|ingegnere|avvocat[oa]|notaio|commercialista|allenator[ei]|allenatrice|"
    "mister|president[ei](?:ssa)?|titolar[ei]|proprietari[oa]|gestor[ei]|direttor[ei]|direttrice|"
    "segretari[oa]|impiegat[oa]|cassier[ea]|commess[oa]|operai[oa]|badante|colf|bibliotecari[oa]|"
    "ristoratore|ristoratrice|ost[ei]|pizzaiol[oa]|albergat(?:ore|rice)|contadin[oa]|allevat(?:ore|"
    "rice)|pastore|apicoltore|giardinier[ea]|becchino|falegname|calzolai[oa]|sart[oa]|fiorista|"
    "fotograf[oa]|candidat[oa]|pensionat[oa])";

/// Complements that say of which kind, not of which place.
constexpr std::array<std::string_view, 60> kinds{
    "base",        "sostegno", "turno",      "quartiere",   "famiglia", "fiducia",   "guardia",
    "ruolo",       "musica",   "matematica", "italiano",    "inglese",  "religione", "ginnastica",
    "educazione",  "storia",   "scienze",    "lettere",     "cane",     "gatto",     "auto",
    "macchina",    "moto",     "veicolo",    "terreno",     "immobile", "pratica",   "domanda",
    "licenza",     "permesso", "contratto",  "abbonamento", "tessera",  "bordo",     "servizio",
    "riferimento", "zona",     "lavoro",     "professione", "vostro",   "vostra",    "nostro",
    "nostra",      "mio",      "mia",        "un",          "una",      "uno",       "una persona",
    "tutti",       "tutto",    "casa",       "origine",     "tempo",    "persona",   "piu",
    "meno",        "ogni",     "qualche",    "qualcuno"};

struct Expressions {
    RE2 own_kin, of_kin, role, school_class, home, house, civic, nickname, named_so, unique, first;
    RE2 winner, number, link;
};

constexpr std::string_view of_what =
    "(?:(?:di|del|dello|della|dei|degli|delle|a|ad|al|allo|alla|in|nel|nello|nella|presso|da|dal|"
    "dalla) |(?:dell'|d'|all'|nell'|dall') ?)";
constexpr std::string_view the =
    "(?:(?:il|lo|la|l'|quel|quella|quello|quell'|al|allo|alla|all'|dal|dallo|dalla|dall'|del|dello|"
    "della|dell'|col|un cert[oa]|una certa|i|gli|le)\\s?(?:nuov[oa] |vecchi[oa] |ex |giovane |"
    "anzian[oa] |stess[oa] |solit[oa] |signor[a]? )?)";
constexpr std::string_view street =
    "(?:via|viale|piazza|piazzale|piazzetta|vicolo|corso|largo|strada|stradella|borgo|contrada|"
    "frazione|localita|cascina|rione|salita|calle|corte)";

const Expressions& expressions() {
    static const Expressions all{
        RE2{join({"\\b((?:(?:il|la|i|le|lo|un|una|dei|delle|del|della|al|alla|ai|alle|con) )?"
                  "(?:mi[oa]|miei|mie|nostr[oaie]) (?:ex |futur[oa] |car[oa] |pover[oa] )?",
                  kin,
                  ")\\b(\\s*(?:di |del |della |dell'|dello |dei |degli |delle |che )(?:\\w+))?"})},
        RE2{join({"\\b(", the, kin, "\\s", of_what, "(?:mi[oa] |nostr[oa] )?(\\w+)(?:\\s", of_what,
                  "\\w+)?)"})},
        RE2{join({"\\b(", the, trade, "\\s", of_what, "(\\w+)(?:\\s", of_what, "\\w+)?)"})},
        RE2{"\\b((?:classe )?[1-5] ?[°^ªa]? ?[a-h] (?:del|della|dell'|delle|di) ?(?:scuol[ae]|"
            "elementar[ei]|medi[ae]|primaria|secondaria|liceo|istituto|asilo)(?: \\w+)?)"},
        RE2{join({"\\b((?:abit[oaie]|abitiamo|abitava|abitano|viv[oe]|viviamo|vivono|risied[oe]|"
                  "resident[ei]|domiciliat[oaie]|casa|abitazione|appartamento|palazz[oi]|palazzina|"
                  "condominio|villa|villetta|cortile|garage)\\b[^.!?\\n\\[]{0,32}?\\b",
                  street, " (?:[\\w']+)(?: [\\w']+)?)"})},
        RE2{"\\b((?:la|alla|nella|dalla|della|una) (?:casa|villa|villetta|palazzina|cascina) "
            "(?:gialla|rossa|bianca|verde|azzurra|rosa|arancione|grigia|blu|in fondo|all'angolo|"
            "accanto|di fronte|dietro|sopra|sotto|vicino)(?: \\w+){0,4})"},
        RE2{"\\b((?:al |il |dal |del )?(?:(?:numero )?civico|numero civico) (?:n\\.? ?)?\\d+)"},
        RE2{"\\b((?:soprannominat[oa]|alias|chiamat[oa] da tutti|per (?:gli )?amici|in arte|"
            "conosciut[oa] (?:da tutti )?come|not[oa] a tutti come) [\"'«“]?(\\w+)(?: \\w+)?)"},
        RE2{"(?:^|\\W)(dett[oa] (?:[\"'«“]|(?:da tutti )?(?:il |la |lo |l'|u |o )?)(\\w+))"},
        RE2{join({"\\b(l'unic[oa] (?:famigli[a]|person[a]|donna|uomo|ragazz[oa]|bambin[oa]|"
                  "residente|abitante|anzian[oa]|disabile|stranier[oa]|coppia|commerciante|maschio|"
                  "femmina|",
                  trade, "|", kin, ")\\b(?: \\w+){0,4})"})},
        RE2{"\\b((?:il|la) (?:prim[oa]|sol[oa]) "
            "(?:famiglia|persona|donna|uomo|ragazz[oa]|bambin[oa]|"
            "residente|abitante|cittadin[oa])(?: \\w+){0,4})"},
        RE2{"\\b((?:il|la|i|le|al|alla|del|della) (?:vincitor[ei]|vincitric[ei]|premiat[oaie]) "
            "(?:di|del|dello|della|dell'|dei|delle) ?\\w+(?: \\w+)?)"},
        RE2{"\\b((?:prot(?:ocollo|\\.)?|pratica|ticket|segnalazione|verbale|ricorso|matricola|"
            "tessera|concessione|domanda|fascicolo|istanza|sinistro)(?: "
            "(?:numero|num\\.?|nr\\.?|n\\.?|"
            "n°|di protocollo))* ?[:.°]? ?[a-z]{0,4}[-/]?\\d[\\w/.-]*)"},
        RE2{"((?:https?://|www\\.)[^\\s<>\"]+)"}};
    return all;
}

bool is_kind(std::string_view word) {
    return std::find(kinds.begin(), kinds.end(), word) != kinds.end();
}

/// A folded text and its matches, as bytes of the source.
class Reader {
public:
    explicit Reader(std::string_view source) : source_{source}, folded_{fold(source)} {}

    /// Calls `take(where, folded word of group 2)` for every match; group 1 is the place.
    template <class Take> void each(const RE2& expression, const Take& take) const {
        const std::string_view text = folded_.text();
        std::array<re2::StringPiece, 3> match;
        std::size_t from = 0;
        const int groups = std::min(3, expression.NumberOfCapturingGroups() + 1);
        while (from < text.size() && expression.Match({text.data(), text.size()}, from, text.size(),
                                                      RE2::UNANCHORED, match.data(), groups)) {
            const auto begin = static_cast<std::size_t>(match[1].data() - text.data());
            const std::size_t end = begin + match[1].size();
            const std::string_view word = groups > 2 && match[2].data() != nullptr
                                              ? std::string_view{match[2].data(), match[2].size()}
                                              : std::string_view{};
            take(folded_.source(begin, end), word);
            from = std::max(end, from + 1);
        }
    }
    /// The word that ends the place is written with a capital, or between quotes.
    [[nodiscard]] bool ends_in_a_name(ByteSpan where) const {
        const std::string_view all = where.of(source_);
        const std::size_t space = all.find_last_of(" '\"\n");
        const std::string_view word = space == std::string_view::npos ? all : all.substr(space + 1);
        return (!word.empty() && word.front() >= 'A' && word.front() <= 'Z') ||
               (space != std::string_view::npos && all[space] == '"');
    }
    /// The word that stands before the place, folded; empty if a mark or nothing does.
    [[nodiscard]] std::string word_before(ByteSpan where) const {
        std::string_view lead = source_.substr(0, to_index(where.begin()));
        while (!lead.empty() && lead.back() == ' ') {
            lead.remove_suffix(1);
        }
        return fold_to_string(lead.substr(lead.find_last_of(" \n,.;:!?()\"") + 1));
    }

private:
    std::string_view source_;
    FoldedText folded_;
};

/// The author's own relatives, as findings: with their author they lose their name.
std::vector<Finding> own_relatives(std::string_view message) {
    std::vector<Finding> found;
    const Reader reader{message};
    reader.each(expressions().own_kin, [&](ByteSpan where, std::string_view more) {
        if (more.empty()) { // "la mia vicina di via Roma" is not made impersonal by two words
            found.push_back({FindingType::person,
                             where,
                             1.0,
                             "impersonal-relation",
                             {"link: somebody related to the author"},
                             false,
                             false,
                             {}});
        }
    });
    return found;
}

bool overlaps(const ByteSpan& one, const ByteSpan& other) noexcept {
    return one.begin() < other.end() && other.begin() < one.end();
}

/// First names that stand alone: too little for a finding, enough to know who is meant in a
/// message. "Vittoria!" or "Chiara la risposta" is a name only if something beside it says so.
std::vector<ByteSpan> bare_first_names(std::string_view text, const Scanner& scanner,
                                       const ScanContext& context) {
    constexpr std::string_view below = "confidence below the threshold";
    std::vector<ByteSpan> found;
    for (const Finding& one : scanner.explain(text, context).rejected) {
        if (one.rule != "person-first-name" || one.reasons.empty() || one.reasons.back() != below) {
            continue; // a street, a saint, an institution
        }
        std::string_view lead = text.substr(0, to_index(one.where.begin()));
        lead = lead.substr(0, lead.find_last_not_of(" \"\n") + 1);
        const bool begins =
            lead.empty() || std::string_view{".!?:"}.find(lead.back()) != std::string_view::npos;
        if (!begins || one.reasons.size() > 2) {
            found.push_back(one.where);
        }
    }
    return found;
}

/// "mia figlia Nora", "la mia vicina Rosalba Tocchi": one person, replaced as a whole.
void take_in_the_name(std::string_view message, Finding& relative,
                      const std::vector<ByteSpan>& bare, std::vector<Finding>& spans) {
    const std::size_t after = to_index(relative.where.end());
    const auto follows = [&](ByteSpan name) {
        const std::size_t begin = to_index(name.begin());
        return begin > after && message.substr(after, begin - after).find_first_not_of(" ,\"") ==
                                    std::string_view::npos;
    };
    for (auto one = spans.begin(); one != spans.end(); ++one) {
        if (one->type == FindingType::person && follows(one->where)) {
            relative.where = ByteSpan{relative.where.begin(), one->where.end()};
            spans.erase(one); // still told as replaced
            return;
        }
    }
    std::size_t end = after;
    for (const ByteSpan name : bare) {
        if (follows(name)) {
            end = to_index(name.end());
            break;
        }
    }
    // Names that no list knows: "mia figlia Ikram", and a surname after a first name.
    while (end + 1 < message.size() && message[end] == ' ' && message[end + 1] >= 'A' &&
           message[end + 1] <= 'Z') {
        end = std::min(message.find_first_of(" ,.;:!?()\"\n", end + 1), message.size());
    }
    relative.where = ByteSpan::of_indices(to_index(relative.where.begin()), end);
}

/// "come detto ieri", "ho detto che": the verb, no nickname.
bool is_the_verb(std::string_view word_before) {
    static constexpr std::array<std::string_view, 22> before{
        "ho",  "hai",   "ha",    "abbiamo", "avete", "hanno", "come",   "stato",
        "gia", "aver",  "avere", "mi",      "ci",    "gli",   "sempre", "era",
        "e",   "viene", "cosi",  "quanto",  "avevo", "va"};
    return std::find(before.begin(), before.end(), word_before) != before.end();
}

/// What a reader who knows the place recognises.
std::vector<Identifying> recognisable(std::string_view text) {
    const Expressions& all = expressions();
    const Reader reader{text};
    std::vector<Identifying> found;
    const auto add = [&](IdentifiedBy by) {
        return [&found, by](ByteSpan where, std::string_view) { found.push_back({by, where}); };
    };
    reader.each(all.own_kin, add(IdentifiedBy::relation));
    reader.each(all.of_kin, [&](ByteSpan where, std::string_view word) {
        if (!is_kind(word)) {
            found.push_back({IdentifiedBy::relation, where});
        }
    });
    reader.each(all.role, [&](ByteSpan where, std::string_view word) {
        if (!is_kind(word)) {
            found.push_back({IdentifiedBy::role, where});
        }
    });
    reader.each(all.school_class, add(IdentifiedBy::role));
    reader.each(all.home, add(IdentifiedBy::place));
    reader.each(all.house, add(IdentifiedBy::place));
    reader.each(all.civic, add(IdentifiedBy::place));
    reader.each(all.nickname, add(IdentifiedBy::nickname));
    reader.each(all.named_so, [&](ByteSpan where, std::string_view) {
        if (!is_the_verb(reader.word_before(where)) && reader.ends_in_a_name(where)) {
            found.push_back({IdentifiedBy::nickname, where});
        }
    });
    reader.each(all.unique, add(IdentifiedBy::unique));
    reader.each(all.first, add(IdentifiedBy::unique));
    reader.each(all.winner, add(IdentifiedBy::unique));
    reader.each(all.number, add(IdentifiedBy::number));
    reader.each(all.link, add(IdentifiedBy::link));
    return found;
}

} // namespace

std::string_view identified_by_name(IdentifiedBy by) noexcept {
    static constexpr std::array<std::string_view, 8> names{
        "name", "relation", "role", "place", "nickname", "unique", "number", "link"};
    return names[static_cast<std::size_t>(by)];
}

std::string_view identified_by_label(IdentifiedBy by, Language language) noexcept {
    static constexpr std::array<std::array<std::string_view, 2>, 8> labels{
        {{"un nome o un dato personale", "a name or a personal datum"},
         {"un parente o un conoscente di qualcuno", "somebody's relative or acquaintance"},
         {"un ruolo in un luogo preciso", "a role in one place"},
         {"il luogo in cui qualcuno abita", "the place where somebody lives"},
         {"un soprannome", "a nickname"},
         {"una caratteristica che ha una persona sola", "something true of one person alone"},
         {"il numero di una pratica", "the number of a file"},
         {"un collegamento a una pagina", "a link to a page"}}};
    return labels[static_cast<std::size_t>(by)][language == Language::italian ? 0 : 1];
}

ImpersonalMessage make_impersonal(std::string_view message, const Scanner& scanner,
                                  const Policy& policy, const PublicationOptions& options) {
    ImpersonalMessage result;
    result.policy_allows = policy.private_messages.publish_impersonal;
    PublicationOptions own = options;
    own.baseline = nullptr;
    std::vector<Finding> spans;
    for (PublicationItem& item : check_publication(message, scanner, policy, own).items) {
        if (!item.finding.institutional && item.suppressed != Suppression::allow_list) {
            item.suppressed = Suppression::none;
            spans.push_back(item.finding);
            result.replaced.push_back(std::move(item));
        }
    }
    const std::vector<ByteSpan> bare = bare_first_names(message, scanner, options.context);
    for (Finding& relative : own_relatives(message)) {
        if (std::none_of(spans.begin(), spans.end(),
                         [&](const Finding& one) { return overlaps(one.where, relative.where); })) {
            const auto judged = judge_publication(policy, relative);
            take_in_the_name(message, relative, bare, spans);
            spans.push_back(relative);
            result.replaced.push_back(
                {std::move(relative), judged.verdict, judged.rule, Suppression::none, {}});
        }
    }
    std::sort(result.replaced.begin(), result.replaced.end(), [](const auto& a, const auto& b) {
        return a.finding.where.begin() < b.finding.where.begin();
    });
    result.text = policy::impersonal_text(message, spans);
    for (const Finding& again : scanner.scan(result.text, options.context)) {
        if (!again.institutional &&
            !(options.allow != nullptr &&
              options.allow->allows(again.type, again.where.of(result.text)))) {
            result.remaining.push_back({IdentifiedBy::name, again.where});
        }
    }
    const auto told = [&](ByteSpan where) {
        return std::any_of(result.remaining.begin(), result.remaining.end(),
                           [&](const auto& other) { return overlaps(where, other.where); });
    };
    for (const Identifying& one : recognisable(result.text)) {
        if (!told(one.where)) {
            result.remaining.push_back(one);
        }
    }
    for (const ByteSpan name : bare_first_names(result.text, scanner, options.context)) {
        if (!told(name) && (options.allow == nullptr ||
                            !options.allow->allows(FindingType::person, name.of(result.text)))) {
            result.remaining.push_back({IdentifiedBy::name, name});
        }
    }
    std::sort(result.remaining.begin(), result.remaining.end(),
              [](const auto& a, const auto& b) { return a.where.begin() < b.where.begin(); });
    return result;
}

} // namespace oblio
