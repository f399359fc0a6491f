// lib/src/erasure/certificate_page.cpp: a certificate as a page to print and to file.
#include "oblio/erasure/certificate.hpp"

#include "oblio/erasure/grounds.hpp"
#include "text/escape_html.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace oblio {
namespace {

using nlohmann::json;

/// Both languages of one label.
struct Label {
    std::string_view it;
    std::string_view en;
};

constexpr std::string_view style =
    "body{font:15px/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;"
    "color:#1a1a1a;background:#fff}h1{font-size:1.5em;margin-bottom:.2em}h2{font-size:1.05em;"
    "margin:1.6em 0 .4em;border-bottom:1px solid #999}table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;border-bottom:1px solid "
    "#ddd}td:first-child,th{font-weight:600;width:40%}code{font-size:.85em;overflow-wrap:anywhere}"
    ".ok{color:#0a5c2b}.no{color:#a00000}p.small{font-size:.87em;color:#444}"
    "@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}";

/// The figures of the checks as they are signed, with # for each number, and the same in Italian.
constexpr std::array<Label, 11> figures{{
    {"# grafie trovate dove erano state messe; # righe d’indice viste prima nei file, # punti dei "
     "valori nei contenuti aperti prima",
     "# spellings found where they were put; # index rows seen in the files before, # places of "
     "the values in the opened records before"},
    {"# contenuti sono segnaposto senza contenuto, # no",
     "# records are tombstones without content, # are not"},
    {"# chiavi sovrascritte nel file delle chiavi, # no",
     "# keys overwritten in the key file, # not"},
    {"# contenuti sigillati, conservati da prima, non si aprono con le chiavi di oggi, # sì",
     "# sealed bodies kept from before do not open with the keys of today, # do"},
    {"# righe dell’indice non ci sono più, # ci sono; # portano a ciò che un contenuto cancellato "
     "o "
     "oscurato non dice più",
     "# index rows are gone, # are there; # lead to what an erased or redacted record no longer "
     "says"},
    {"# contenuti si aprono con una chiave nuova e senza le parole oscurate, # no",
     "# records open under a new key without the redacted words, # do not"},
    {"# contenuti sono nascosti o mostrati come deciso, # no",
     "# records are hidden or shown as decided, # are not"},
    {"# file, # byte, cercate # sequenze di byte: # trovate",
     "# files, # bytes searched for # byte strings: # found"},
    {"gli altri # contenuti si aprono e dicono quello che dicevano, # sono cambiati; # riscritti "
     "nel frattempo da un’importazione o da un altro piano",
     "# other records open and say what they said, # changed; # were written again since by an "
     "import or another plan"},
    {"# operazioni in una catena intatta", "# entries in an unbroken chain"},
    {"approvato, eseguito e trovato: # cancellati, # oscurati, # conservati",
     "approved, executed and found: # purged, # redacted, # kept"},
}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A check's figure in Italian; as it was signed where its form is not known.
std::string italian_figure(std::string_view signed_figure) {
    std::string form;
    std::vector<std::string> numbers;
    for (const char c : signed_figure) {
        if (!is_digit(c)) {
            form += c;
        } else if (form.empty() || form.back() != '#') {
            form += '#';
            numbers.emplace_back(1, c);
        } else {
            numbers.back() += c;
        }
    }
    const auto known = std::find_if(figures.begin(), figures.end(),
                                    [&form](const Label& label) { return label.en == form; });
    if (known == figures.end()) {
        return std::string(signed_figure);
    }
    std::string out;
    auto number = numbers.begin();
    for (const char c : known->it) {
        out += c == '#' ? *number++ : std::string(1, c);
    }
    return out;
}

/// What each check means, in words for whoever asked.
const std::map<std::string_view, Label> check_labels{
    {"control",
     {"La ricerca sa vedere (controllo positivo)", "The search can see (positive control)"}},
    {"records", {"Contenuti cancellati", "Records erased"}},
    {"keys", {"Chiavi distrutte", "Keys destroyed"}},
    {"copies", {"Copie della base dati illeggibili", "Copies of the database unreadable"}},
    {"index", {"Voci dell’indice cancellate", "Index entries erased"}},
    {"redactions", {"Riferimenti resi illeggibili", "References made unreadable"}},
    {"states", {"Limitazioni (art. 18)", "Restrictions (art. 18)"}},
    {"neighbours", {"Altri contenuti immutati", "Other records unchanged"}},
    {"database", {"Base dati integra", "Database intact"}},
    {"files", {"Ricerca in tutti i file", "Search through all files"}},
    {"ledger", {"Registro delle operazioni", "Ledger"}},
    {"plan", {"Eseguito quanto approvato", "Executed as approved"}},
};

class Page {
public:
    Page(const json& certificate, Language language) : c_{certificate}, language_{language} {}

    [[nodiscard]] std::string make() {
        head();
        about();
        done();
        kept();
        proof();
        remains();
        rights();
        signature();
        return out_ + "</main></body></html>\n";
    }

private:
    [[nodiscard]] std::string_view say(Label label) const {
        return language_ == Language::italian ? label.it : label.en;
    }
    void heading(Label label) { out_ += fmt::format("<h2>{}</h2>\n", say(label)); }
    void open() { out_ += "<table>\n"; }
    void close() { out_ += "</table>\n"; }
    /// Left out when there is nothing to say.
    void plain_row(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            out_ += fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", escape_html(name),
                                escape_html(value));
        }
    }
    void row(Label label, const json& value) {
        plain_row(say(label), value.is_string() ? value.get<std::string>()
                              : value.is_null() ? std::string{}
                                                : value.dump());
    }
    void code(Label label, const json& value) {
        out_ += fmt::format("<tr><td>{}</td><td><code>{}</code></td></tr>\n", say(label),
                            escape_html(value.get<std::string>()));
    }

    [[nodiscard]] bool is_of(std::string_view right) const {
        return c_.at("case").at("right").get<std::string>() == right;
    }
    [[nodiscard]] std::string_view title() const {
        if (is_of("rectification")) {
            return say({"Attestato di rettifica", "Certificate of rectification"});
        }
        const json& actions = c_.at("actions");
        const bool erased = actions.at("purged") != 0 || actions.at("redacted") != 0;
        return !erased && (is_of("restriction") || is_of("cyberbullying") || is_of("objection"))
                   ? say({"Attestato di limitazione", "Certificate of restriction"})
                   : say({"Attestato di cancellazione", "Certificate of erasure"});
    }
    void head() {
        out_ = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\"><title>{} {}</title>"
            "<style>{}</style></head><body><main>\n<h1>{}</h1>\n<p>{}</p>\n",
            language_ == Language::italian ? "it" : "en", title(),
            escape_html(c_.at("id").get<std::string>()), style, title(),
            escape_html(c_.at("controller").get<std::string>()));
    }
    [[nodiscard]] std::string figure_of(const json& check) const {
        auto figure = check.at("figure").get<std::string>();
        return language_ == Language::italian ? italian_figure(figure) : figure;
    }
    /// The right in words; its code where the word is not known.
    [[nodiscard]] std::string right_name(const std::string& code) const {
        static constexpr std::array<std::pair<std::string_view, Label>, 8> rights{{
            {"erasure", {"cancellazione (art. 17 GDPR)", "erasure (GDPR art. 17)"}},
            {"access", {"accesso (art. 15 GDPR)", "access (GDPR art. 15)"}},
            {"rectification", {"rettifica (art. 16 GDPR)", "rectification (GDPR art. 16)"}},
            {"objection", {"opposizione (art. 21 GDPR)", "objection (GDPR art. 21)"}},
            {"restriction", {"limitazione (art. 18 GDPR)", "restriction (GDPR art. 18)"}},
            {"cyberbullying", {"oscuramento (L. 71/2017)", "obscuring (L. 71/2017)"}},
            {"retention",
             {"nessuno: termine di conservazione", "none: end of the term of storage"}},
            {"minors", {"nessuno: minore senza autorizzazione", "none: minor without consent"}},
        }};
        for (const auto& [name, label] : rights) {
            if (name == code) {
                return std::string{say(label)};
            }
        }
        return code;
    }
    /// A ground in words, with its norm.
    [[nodiscard]] std::string ground_name(const std::string& code) const {
        const Ground* ground = find_ground(code);
        return ground == nullptr
                   ? code
                   : fmt::format("{} ({})", say({ground->it, ground->en}), ground->law);
    }
    void about() {
        heading({"La richiesta", "The request"});
        open();
        row({"Numero", "Number"}, c_.at("case").at("number"));
        plain_row(say({"Diritto esercitato", "Right exercised"}),
                  right_name(c_.at("case").at("right").get<std::string>()));
        row({"Canale", "Channel"}, c_.at("case").at("channel"));
        std::string grounds;
        for (const json& ground : c_.at("grounds")) {
            grounds += (grounds.empty() ? "" : ", ") + ground_name(ground.get<std::string>());
        }
        plain_row(say({"Fondamento", "Ground"}), grounds);
        const json& times = c_.at("times");
        row({"Ricevuta", "Received"}, times.at("received"));
        row({"Decisa", "Decided"}, times.at("decided"));
        row({"Eseguita", "Executed"}, times.at("executed"));
        row({"Verificata", "Verified"}, times.at("verified"));
        row({"Responsabile della protezione dei dati", "Data protection officer"}, c_.at("dpo"));
        close();
    }
    void done() {
        heading({"Che cosa è stato fatto", "What was done"});
        const json& actions = c_.at("actions");
        open();
        row({"Contenuti cancellati", "Records erased"}, actions.at("purged"));
        row(is_of("rectification")
                ? Label{"Contenuti corretti", "Records corrected"}
                : Label{"Contenuti in cui il riferimento è stato reso illeggibile",
                        "Records in which the reference was made unreadable"},
            actions.at("redacted"));
        row({"Contenuti conservati per legge", "Records kept by law"}, actions.at("kept"));
        row({"Contenuti limitati (art. 18)", "Records restricted (art. 18)"},
            actions.at("restricted"));
        row({"Riferimenti incerti, lasciati a una persona",
             "Uncertain references, left to a person"},
            actions.at("left_for_review"));
        const json& platforms = c_.at("on_platforms");
        row({"Contenuti da togliere sulle piattaforme", "Items to be removed on the platforms"},
            platforms.at("items"));
        row({"di cui tolti", "of them removed"}, platforms.at("removed"));
        const json& told = c_.at("told");
        row({"Destinatari da avvisare (art. 19)", "Recipients to be told (art. 19)"},
            told.at("recipients"));
        row({"di cui avvisati", "of them told"}, told.at("of_them_told"));
        close();
    }
    void kept() {
        if (c_.at("exemptions").empty()) {
            return;
        }
        heading({"Che cosa è stato conservato, e perché", "What was kept, and why"});
        open();
        for (const auto& [entry, count] : c_.at("exemptions").items()) {
            const auto space = entry.find(' '); // code, then the day of the review if there is one
            std::string why = ground_name(entry.substr(0, space));
            if (space != std::string::npos) {
                why += fmt::format("{} {}", say({", fino al", ", until"}), entry.substr(space + 1));
            }
            plain_row(why, count.dump());
        }
        close();
        out_ += fmt::format(
            "<p class=\"small\">{}</p>\n",
            say({"Non sono pubblici: li legge solo chi decide sulla richiesta. Finito il motivo, "
                 "la "
                 "cancellazione riprende da sé.",
                 "They are not public: only who decides on the request reads them. When the reason "
                 "ends, the erasure is taken up again by itself."}));
    }
    void proof() {
        heading({"Come è stato provato", "How it was proved"});
        open();
        for (const json& check : c_.at("proof").at("checks")) {
            const auto name = check.at("name").get<std::string>();
            const auto label = check_labels.find(name);
            const bool holds = check.at("holds").get<bool>();
            out_ += fmt::format(
                "<tr><td>{}</td><td><span class=\"{}\">{}</span> {}</td></tr>\n",
                label == check_labels.end() ? escape_html(name) : std::string{say(label->second)},
                holds ? "ok" : "no",
                holds ? say({"vero.", "holds."}) : say({"non vero.", "does not hold."}),
                escape_html(figure_of(check)));
        }
        close();
    }
    void remains() {
        heading({"Che cosa resta, e fino a quando", "What remains, and until when"});
        open();
        for (const json& backup : c_.at("backups")) {
            row({"Copia di sicurezza delle chiavi, fino al", "Backup of the keys, until"},
                backup.at("expires"));
        }
        const json& list = c_.at("suppression");
        row({"Impronte in codice che impediscono una nuova importazione, fino al",
             "Coded fingerprints that prevent a new import, until"},
            list.at("until"));
        close();
        out_ += fmt::format(
            "<p class=\"small\">{}</p>\n",
            say({"L’attestato parla delle copie di questo archivio. Non riguarda: blocchi liberati "
                 "dal file system, riscritture interne dei dischi a stato solido, istantanee, "
                 "memoria di scambio, copie altrui.",
                 "This certificate speaks of the copies in this archive. It does not cover: blocks "
                 "freed by the file system, wear levelling of solid-state disks, snapshots, swap, "
                 "copies held by others."}));
    }
    void rights() {
        heading({"I Suoi diritti", "Your rights"});
        out_ += fmt::format(
            "<p>{}</p>\n",
            say({"Se non è d’accordo può presentare reclamo al Garante per la protezione dei dati "
                 "personali (art. 77 GDPR) oppure ricorso al tribunale (art. 79 GDPR). L’elenco "
                 "dei destinatari avvisati si dà a richiesta. Il servizio è gratuito.",
                 "If you disagree you may complain to the Italian data protection authority, the "
                 "Garante (art. 77 GDPR), or go to court (art. 79 GDPR). The list of the "
                 "recipients told is given on request. The service is free of charge."}));
    }
    void signature() {
        heading({"Firma", "Signature"});
        open();
        code({"Attestato", "Certificate"}, c_.at("id"));
        code({"Piano approvato ed eseguito", "Plan approved and executed"}, c_.at("plan"));
        if (c_.contains("ledger_before")) {
            code({"Testa del registro prima", "Head of the ledger before"},
                 c_.at("ledger_before").at("head"));
        }
        code({"Testa del registro", "Head of the ledger"}, c_.at("ledger").at("head"));
        if (c_.contains("subject")) {
            code({"Impronta dell’interessato", "Commitment to the subject"}, c_.at("subject"));
        }
        if (c_.contains("salt")) {
            code({"Sale (solo sulla copia dell’interessato)", "Salt (on the subject’s copy only)"},
                 c_.at("salt"));
        }
        code({"Chiave pubblica (Ed25519)", "Public key (Ed25519)"}, c_.at("key"));
        code({"Firma", "Signature"}, c_.at("signature"));
        row({"Programma", "Program"}, c_.at("program"));
        close();
        out_ += fmt::format(
            "<p class=\"small\">{}</p>\n",
            say({"La firma si controlla sul file JSON con «oblio certificate verify».",
                 "The signature is checked on the JSON file with “oblio certificate verify”."}));
    }

    const json& c_;
    Language language_;
    std::string out_;
};

} // namespace

Result<std::string> certificate_page(std::string_view text, Language language) {
    try {
        const json certificate = json::parse(text);
        return Page{certificate, language}.make();
    } catch (const json::exception&) {
        return Error{ErrorCode::bad_json, "not a certificate"};
    }
}

} // namespace oblio
