// lib/src/report/page.cpp: the report as one self-contained page.
#include "oblio/report/audit.hpp"

#include "text/escape_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace oblio {
namespace {

// Contrast of every text on its ground is at least 7:1, of every line at least 3:1 (WCAG 2.1).
constexpr std::string_view style = R"css(
:root{--ink:#1a1a1a;--soft:#474747;--line:#767676;--pale:#f2f4f7;--mark:#0b3d66}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;color:var(--ink);background:#fff}
main,header,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.75rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.2rem;line-height:1.3;margin:2.4rem 0 .35rem;padding-top:.9rem;border-top:2px solid var(--mark)}
h3{font-size:1rem;margin:0}
p{margin:.35rem 0}
.sub,.note,footer{color:var(--soft)}
.note{max-width:46rem}
.todo{border:3px solid var(--mark);border-radius:.4rem;padding:.9rem 1.1rem 1rem;margin:1.3rem 0}
.todo h2{border:0;margin:0 0 .5rem;padding:0;font-size:1.3rem}
.todo ol{margin:0;padding:0;list-style:none}
.todo li{display:grid;grid-template-columns:7.2rem 1fr;gap:.1rem .9rem;padding:.6rem 0;border-top:1px solid var(--line)}
.todo li:first-child{border-top:0}
.tag{font-weight:700;white-space:nowrap;align-self:start;border:2px solid var(--ink);border-radius:.25rem;padding:0 .45rem;text-align:center;font-size:.9rem}
.now .tag{background:var(--ink);color:#fff}
.soon .tag{background:#fff}
.know .tag{border-style:dashed;font-weight:400}
.why{color:var(--soft)}
code{font:.86rem/1.4 ui-monospace,"DejaVu Sans Mono",Consolas,monospace;background:var(--pale);padding:.05rem .3rem;border-radius:.2rem;overflow-wrap:anywhere}
code span{white-space:nowrap}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.7rem;margin:1.2rem 0;padding:0;list-style:none}
.figures li{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .75rem}
.figures b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.figures small{display:block;color:var(--soft);font-size:.85rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.7rem 0;font-size:.95rem}
.date{white-space:nowrap}
caption{break-inside:avoid;text-align:left;color:var(--soft);padding-bottom:.3rem;font-size:.9rem}
th,td{padding:.35rem .6rem;text-align:right;border-bottom:1px solid #c9ced6;vertical-align:top;font-variant-numeric:tabular-nums}
th:first-child,.words{text-align:left}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:400;min-width:5.5rem}
figure{margin:.8rem 0}
svg{max-width:100%;height:auto;display:block}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.2rem;margin:.2rem 0 .4rem;padding:0;list-style:none;font-size:.9rem}
.legend svg{display:inline-block;vertical-align:-.15em;margin-right:.4rem}
.none{border-left:4px solid var(--line);padding-left:.7rem;color:var(--soft)}
nav ul{columns:3 14rem;column-gap:2.2rem;padding-left:1.1rem;margin:.3rem 0}
nav li{break-inside:avoid}
a{color:var(--mark)}
footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:.8rem;padding-bottom:2rem;font-size:.9rem}
@media (max-width:36rem){
 body{font-size:.97rem}
 .todo li{grid-template-columns:1fr}
 .tag{justify-self:start}
 .figures{grid-template-columns:1fr 1fr}
 table{font-size:.84rem}
 th,td{padding:.3rem .25rem}
 tbody th{min-width:4.5rem}
 caption{max-width:calc(100vw - 2.5rem)}
}
@page{size:A4;margin:16mm 14mm}
@media print{
 body{font-size:9.5pt;line-height:1.4}
 main,header,footer{max-width:none;padding:0}
 nav{display:none}
 h1{font-size:17pt}
 h2{font-size:12.5pt;margin-top:1.3rem;padding-top:.5rem;break-after:avoid}
 figure,tr,.todo li,.figures li{break-inside:avoid}
 thead{display:table-header-group}
 figure{margin:.4rem 0}
 footer{margin-top:.6rem;padding:.4rem 0 0}
 figure>svg{width:15cm}
 .short{break-inside:avoid}
 th,td{padding:.18rem .5rem}
 .scroll{overflow:visible}
 .todo{padding:.6rem .9rem;margin:.8rem 0}
 .todo li{padding:.35rem 0}
 .todo p{margin:.1rem 0}
 .figures{grid-template-columns:repeat(5,1fr);gap:.4rem;margin:.6rem 0}
 .figures li{padding:.35rem .5rem}
 .figures b{font-size:13pt}
 .figures small{font-size:8pt}
 a{color:inherit;text-decoration:none}
 *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)css";

/// The fills of a bar's parts: told apart without colour.
constexpr std::size_t fills = 5;

/// Writes the page piece by piece.
class Page {
public:
    explicit Page(Language language) : language_{language} {}

    template <class... Values> void add(fmt::format_string<Values...> form, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), form, std::forward<Values>(values)...);
    }
    void raw(std::string_view text) { out_ += text; }
    [[nodiscard]] std::string say(const LocalText& text) const {
        return escape_html(text.in(language_));
    }
    [[nodiscard]] std::string say(std::string_view it, std::string_view en) const {
        return std::string{language_ == Language::italian ? it : en};
    }
    /// 12.345 in Italian, 12,345 in English.
    [[nodiscard]] std::string number(std::int64_t value) const {
        std::string digits = std::to_string(value < 0 ? -value : value);
        for (std::size_t at = digits.size(); at > 3; at -= 3) {
            digits.insert(at - 3, 1, language_ == Language::italian ? '.' : ',');
        }
        return value < 0 ? "−" + digits : digits;
    }
    /// 1 giugno 2026, 1 June 2026.
    [[nodiscard]] std::string date(Date day) const {
        static constexpr std::array<std::array<std::string_view, 2>, 12> months{
            {{"gennaio", "January"},
             {"febbraio", "February"},
             {"marzo", "March"},
             {"aprile", "April"},
             {"maggio", "May"},
             {"giugno", "June"},
             {"luglio", "July"},
             {"agosto", "August"},
             {"settembre", "September"},
             {"ottobre", "October"},
             {"novembre", "November"},
             {"dicembre", "December"}}};
        const auto month = static_cast<unsigned>(day.month()) - 1U;
        return fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                           months[month][language_ == Language::italian ? 0 : 1],
                           static_cast<int>(day.year()));
    }
    [[nodiscard]] Language language() const noexcept { return language_; }
    [[nodiscard]] std::string take() && { return std::move(out_); }

private:
    std::string out_;
    Language language_;
};

void write_patterns(Page& page) {
    page.raw("<svg width=\"0\" height=\"0\" aria-hidden=\"true\" style=\"position:absolute\"><defs>"
             "<pattern id=\"f1\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
             "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect "
             "width=\"3\" height=\"6\" fill=\"#0b3d66\"/></pattern>"
             "<pattern id=\"f2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect "
             "width=\"6\" height=\"6\" fill=\"#fff\"/><circle cx=\"3\" cy=\"3\" r=\"1.6\" "
             "fill=\"#0b3d66\"/></pattern>"
             "<pattern id=\"f3\" width=\"6\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect "
             "width=\"6\" height=\"5\" fill=\"#fff\"/><rect width=\"6\" height=\"1.6\" "
             "fill=\"#0b3d66\"/></pattern></defs></svg>\n");
}

std::string fill(std::size_t part) {
    static constexpr std::array<std::string_view, fills> names{"#0b3d66", "url(#f1)", "url(#f2)",
                                                               "url(#f3)", "#ffffff"};
    return std::string{names[part % fills]};
}

/// The columns that hold numbers, but for a total.
std::vector<std::size_t> number_columns(const AuditTable& table) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
        const bool numbers =
            std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
                return std::holds_alternative<std::int64_t>(row[i]);
            });
        if (numbers && table.keys[i] != "total") {
            columns.push_back(i);
        }
    }
    return columns;
}

std::int64_t sum(const std::vector<AuditCell>& row, const std::vector<std::size_t>& columns) {
    std::int64_t total = 0;
    for (const std::size_t column : columns) {
        total += std::get<std::int64_t>(row[column]);
    }
    return total;
}

void write_legend(const AuditTable& table, const std::vector<std::size_t>& columns, Page& page) {
    if (columns.size() < 2) {
        return;
    }
    page.raw("<ul class=\"legend\" aria-hidden=\"true\">");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        page.add("<li><svg width=\"22\" height=\"14\"><rect x=\"1\" y=\"1\" width=\"20\" "
                 "height=\"12\" fill=\"{}\" stroke=\"#0b3d66\"/></svg>{}</li>",
                 fill(i), page.say(table.columns[columns[i]]));
    }
    page.raw("</ul>");
}

/// A chart shows so many rows; the table below it shows all.
constexpr std::size_t most_bars = 8;

/// The rows that a chart shows: the largest, in the order of the table.
std::vector<const std::vector<AuditCell>*> charted(const AuditTable& table,
                                                   const std::vector<std::size_t>& columns) {
    std::vector<const std::vector<AuditCell>*> shown;
    for (const auto& row : table.rows) {
        shown.push_back(&row);
    }
    if (shown.size() > most_bars) {
        std::stable_sort(shown.begin(), shown.end(), [&](const auto* left, const auto* right) {
            return sum(*left, columns) > sum(*right, columns);
        });
        shown.resize(most_bars);
        std::sort(shown.begin(), shown.end()); // they lie in one vector
    }
    return shown;
}

/// One horizontal bar a row; the label stands above it, so that no label is cut on a narrow screen.
void write_chart(const AuditTable& table, Page& page) {
    const auto columns = number_columns(table);
    const auto shown = charted(table, columns);
    std::int64_t most = 0;
    for (const auto* const row : shown) {
        most = std::max(most, sum(*row, columns));
    }
    if (columns.empty() || most == 0) {
        return;
    }
    constexpr int width = 640;
    constexpr int room = 82; // percent, of a bar; the number stands after it
    constexpr int step = 44;
    const int height = static_cast<int>(shown.size()) * step + 4;
    page.raw("<figure>");
    write_legend(table, columns, page);
    // Lengths in percent: on a narrow screen the bars shrink and the letters do not.
    page.add("<svg width=\"100%\" height=\"{}\" style=\"max-width:{}px\" role=\"img\" "
             "aria-labelledby=\"c-{}\"><title id=\"c-{}\">{}: {}</title>",
             height, width, table.id, table.id, page.say(table.title),
             page.say("grafico a barre; tutti i numeri sono nella tabella",
                      "bar chart; all the numbers are in the table"));
    int y = 0;
    for (const auto* const line : shown) {
        const auto& row = *line;
        page.add("<text x=\"0\" y=\"{}\" font-size=\"14\" fill=\"#1a1a1a\">{}</text>", y + 15,
                 page.say(std::get<LocalText>(row[0])));
        double x = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto value = std::get<std::int64_t>(row[columns[i]]);
            const double length = static_cast<double>(value) * room / static_cast<double>(most);
            if (value > 0) {
                page.add("<rect x=\"{:.2f}%\" y=\"{}\" width=\"{:.2f}%\" height=\"17\" "
                         "fill=\"{}\" stroke=\"#0b3d66\"/>",
                         x, y + 21, std::max(length, 0.2), fill(i));
            }
            x += length;
        }
        page.add("<text x=\"{:.2f}%\" dx=\"7\" y=\"{}\" font-size=\"14\" font-weight=\"700\" "
                 "fill=\"#1a1a1a\">{}</text>",
                 x, y + 35, page.number(sum(row, columns)));
        y += step;
    }
    page.raw("</svg></figure>\n");
}

/// Requires: rows.
void write_table(const AuditTable& table, Page& page) {
    page.add("<div class=\"scroll{}\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">"
             "<table><caption>{}</caption><thead><tr>",
             table.rows.size() <= 10 ? " short" : "", page.say(table.title),
             table.note.empty() ? page.say(table.title) : page.say(table.note));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool words = std::holds_alternative<LocalText>(table.rows.front()[i]);
        page.add("<th scope=\"col\"{}>{}</th>", words ? " class=\"words\"" : "",
                 page.say(table.columns[i]));
    }
    page.raw("</tr></thead><tbody>\n");
    for (const auto& row : table.rows) {
        page.add("<tr><th scope=\"row\">{}</th>", page.say(std::get<LocalText>(row[0])));
        for (std::size_t i = 1; i < row.size(); ++i) {
            if (const auto* value = std::get_if<std::int64_t>(&row[i])) {
                page.add("<td>{}</td>", page.number(*value));
            } else {
                const LocalText& words = std::get<LocalText>(row[i]);
                page.add("<td class=\"words{}\">{}</td>", parse_date(words.en) ? " date" : "",
                         page.say(words));
            }
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}

/// A command whose line may end between words, never after a hyphen.
std::string unbroken_words(std::string_view command) {
    std::string out;
    while (!command.empty()) {
        const std::size_t end = std::min(command.find(' '), command.size());
        out += fmt::format("{}<span>{}</span>", out.empty() ? "" : " ",
                           escape_html(command.substr(0, end)));
        command.remove_prefix(std::min(end + 1, command.size()));
    }
    return out;
}

void write_actions(const Audit& audit, Page& page) {
    page.add("<section class=\"todo\" aria-labelledby=\"first\"><h2 id=\"first\">{}</h2>",
             page.say("Che cosa fare per prima cosa", "What to do first"));
    if (audit.actions.empty()) {
        page.add("<p>{}</p></section>\n", page.say("Nulla di urgente: nessun termine è scaduto e "
                                                   "nulla attende una decisione.",
                                                   "Nothing is urgent: no deadline has passed and "
                                                   "nothing waits for a decision."));
        return;
    }
    page.raw("<ol>");
    for (const AuditAction& action : audit.actions) {
        static constexpr std::array<std::string_view, 3> kinds{"now", "soon", "know"};
        const std::array<std::string, 3> tags{page.say("▲ Subito", "▲ Now"),
                                              page.say("● Presto", "● Soon"),
                                              page.say("○ Da sapere", "○ To know")};
        const auto urgency = static_cast<std::size_t>(action.urgency);
        page.add("<li class=\"{}\"><span class=\"tag\">{}</span><div><h3>{}</h3><p "
                 "class=\"why\">{}</p>",
                 kinds[urgency], tags[urgency], page.say(action.what), page.say(action.why));
        if (!action.command.empty()) {
            page.add("<p><code>{}</code></p>", unbroken_words(action.command));
        }
        page.raw("</div></li>");
    }
    page.raw("</ol></section>\n");
}

void write_figures(const Audit& audit, Page& page) {
    page.add("<h2 id=\"figures\">{}</h2>", page.say("I numeri in breve", "The figures in brief"));
    page.raw("<ul class=\"figures\">");
    for (const AuditFigure& figure : audit.figures) {
        page.add("<li><b>{}</b>{}", page.number(figure.value), page.say(figure.label));
        if (figure.before) {
            const std::int64_t change = figure.value - *figure.before;
            page.add("<small>{}</small>",
                     change == 0  ? page.say("come l'ultima volta", "as last time")
                     : change > 0 ? fmt::format("▲ +{} {}", page.number(change),
                                                page.say("dall'ultima volta", "since last time"))
                                  : fmt::format("▼ {} {}", page.number(change),
                                                page.say("dall'ultima volta", "since last time")));
        }
        page.raw("</li>");
    }
    page.raw("</ul>\n");
}

} // namespace

std::string audit_page(const Audit& audit, Language language) {
    Page page{language};
    const std::string title = fmt::format(
        "{}: {}", page.say("Relazione sulla protezione dei dati", "Data-protection audit"),
        escape_html(audit.entity));
    page.add(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n",
        page.say("it", "en"), title, style);
    write_patterns(page);
    page.add("<header><h1>{}</h1><p class=\"sub\">{} {} – {}.", title,
             page.say("Periodo:", "Period:"), page.date(audit.from), page.date(audit.to));
    if (audit.before) {
        page.add(" {} {}.", page.say("Relazione precedente:", "Audit before:"),
                 page.date(*audit.before));
    }
    page.raw("</p></header>\n<main>\n");
    write_actions(audit, page);
    write_figures(audit, page);
    page.add("<nav aria-label=\"{}\"><ul>", page.say("Indice", "Contents"));
    for (const AuditTable& table : audit.tables) {
        page.add("<li><a href=\"#{}\">{}</a></li>", table.id, page.say(table.title));
    }
    page.raw("</ul></nav>\n");
    for (const AuditTable& table : audit.tables) {
        page.add("<section><h2 id=\"{}\">{}</h2>\n", table.id, page.say(table.title));
        if (table.rows.empty()) {
            page.add("<p class=\"none\">{}</p>",
                     page.say("Nulla da riportare.", "Nothing to report."));
        } else {
            if (table.chart == AuditChart::bars) {
                write_chart(table, page);
            }
            write_table(table, page);
        }
        page.raw("</section>\n");
    }
    page.add("</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
             page.say("La relazione contiene solo conteggi, date e codici: nessun testo, nome o "
                      "profilo. I giorni sono quelli di Roma.",
                      "This report holds counts, dates and codes only: no text, name or profile. "
                      "Days are Rome's."));
    return std::move(page).take();
}

} // namespace oblio
