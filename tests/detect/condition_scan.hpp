// tests/detect/condition_scan.hpp: a small lexicon of the tests' own, and what the stage for
// conditions finds with it.
#pragma once

#include "detect/condition_find.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace oblio::detect::test {

inline void add(LexiconIndex& index, FindingType type, std::vector<LexiconEntry> entries) {
    index.add({{std::string{type_name(type)}, "T", type, "lexicon", "0.1.0", "here", 0},
               {},
               std::move(entries),
               {}});
}

inline const LexiconIndex& test_index() {
    static const LexiconIndex index = [] {
        LexiconIndex made;
        add(made, FindingType::health,
            {{TermKind::condition,
              0.9,
              {"diabete", "tumore", "ictus", "sclerosi", "infarto", "depressione", "autismo",
               "parkinson", "allergia", "invalidità al <n>%"},
              {"giornata del diabete"}},
             {TermKind::bearer,
              0.9,
              {"diabetic{o,a,i,he}", "sord{o,a,i,e}", "ciec{o,a,hi,he}", "disabil{e,i}",
               "depress{o,a}", "autistic{o,a,i}", "allergic{o,a}", "allergic{o,a} alle noci"},
              {}},
             {TermKind::bearer, 0.9, {"~con _ | {girello,deambulatore}"}, {}},
             {TermKind::treatment, 0.9, {"dialisi", "chemio", "in terapia"}, {}},
             {TermKind::drug, 0.9, {"litio"}, {}},
             {TermKind::service, 0.9, {"csm", "psichiatria"}, {}},
             {TermKind::act,
              0.9,
              {"non cammin{o,a}", "mi hanno diagnosticato", "~andare in carrozzina",
               "~stare {tutti ,}in terapia", "siamo {tutti ,}in terapia"},
              {}},
             {TermKind::weak, 0.4, {"raffreddore"}, {}}});
        add(made, FindingType::politics,
            {{TermKind::organisation,
              0.9,
              {"lega", "partito rosso", "partito", "ulivo", "quercia"},
              {}},
             {TermKind::act, 0.7, {"votavi lega"}, {}},
             {TermKind::bearer, 0.9, {"comunist{a,i}"}, {}},
             {TermKind::bearer, 0.4, {"ecologista"}, {}}});
        add(made, FindingType::ethnic_origin,
            {{TermKind::bearer,
              0.9,
              {"curd{o,a,i}", "mezz{o,a} curd{o,a}", "sinti", "di colore"},
              {}},
             {TermKind::act, 0.9, {"~chiedere asilo politico"}, {}}});
        add(made, FindingType::religion,
            {{TermKind::act,
              0.9,
              {"~fare | _ ramadan", "~scontare _ anni", "~andare in chiesa", "sono in sciopero"},
              {}}});
        add(made, FindingType::trade_union,
            {{TermKind::organisation, 0.9, {"cgil", "fiom", "rsu"}, {}}});
        add(made, FindingType::judicial,
            {{TermKind::bearer, 0.9, {"arrestat{o,a,i}", "condannat{o,a,i}", "denunciat{o,a}"}, {}},
             {TermKind::condition, 0.9, {"precedenti penali"}, {}},
             {TermKind::act, 0.9, {"lo hanno assolto"}, {}},
             {TermKind::status, 0.9, {"ai domiciliari"}, {}}});
        add(made, FindingType::hardship,
            {{TermKind::act,
              0.9,
              {"dorm{o,e,iamo} in macchina", "hanno staccato la luce", "non {pago,paga} l'affitto",
               "pagano tre euro", "{ce,me} l hanno {staccat,tagliat}{o,a}",
               "gliel hanno chius{o,a}", "~dormire ~in furgone"},
              {}},
             {TermKind::status, 0.9, {"sfratto", "assegno di inclusione"}, {}}});
        add(made, FindingType::sex_life,
            {{TermKind::bearer, 0.9, {"gay", "lesbica"}, {}},
             {TermKind::partner,
              0.9,
              {"moglie", "marito", "compagn{a,o}", "fidanzat{a,o}", "con una donna",
               "stanno insieme", "si sono sposat{i,e}", "si è messa con", "ama {una donna,un uomo}",
               "~stare ~con _ donne"},
              {}},
             {TermKind::act, 0.9, {"~avere un altra"}, {}}});
        made.finish();
        return made;
    }();
    return index;
}

struct Scan {
    std::vector<std::string> found; ///< source texts at 0.5 or more
    std::vector<std::string> rejected;
    std::string reasons; ///< of everything, for INFO
};

/// Scans `text`; each of `names` stands for what the stage of persons would have found.
inline Scan scan(std::string_view text, const std::vector<std::string>& names = {},
                 std::string_view replied_to = {}) {
    const Document document{text};
    Candidates candidates;
    candidates.explain = true;
    for (const std::string& name : names) {
        const std::size_t at = text.find(name);
        REQUIRE(at != std::string_view::npos);
        candidates.found.push_back({name.front() == '@' ? FindingType::handle : FindingType::person,
                                    document.folded().folded_offset(ByteOffset{at}),
                                    document.folded().folded_offset(ByteOffset{at + name.size()}),
                                    1.0,
                                    "name",
                                    {}});
    }
    ScanContext context;
    context.replied_to_name = replied_to;
    find_conditions(document, context, test_index(), candidates);
    Scan result;
    for (const auto* list : {&candidates.found, &candidates.rejected}) {
        for (const Candidate& candidate : *list) {
            if (candidate.rule == "name") {
                continue;
            }
            const auto span = document.source_span(candidate.begin, candidate.end).of(text);
            const bool yes = list == &candidates.found && candidate.confidence >= 0.5;
            (yes ? result.found : result.rejected).emplace_back(span);
            for (const std::string& reason : candidate.reasons) {
                result.reasons += reason + "; ";
            }
        }
    }
    return result;
}

using Texts = std::vector<std::string>;

inline void finds(std::string_view text, const Texts& spans,
                  const std::vector<std::string>& names = {}) {
    const Scan result = scan(text, names);
    INFO(text << " -- " << result.reasons);
    CHECK(result.found == spans);
}

inline void ignores(std::string_view text, const std::vector<std::string>& names = {}) {
    const Scan result = scan(text, names);
    INFO(text << " -- " << result.reasons);
    CHECK(result.found.empty());
    CHECK_FALSE(result.rejected.empty()); // the term was seen, and turned down
}

} // namespace oblio::detect::test
