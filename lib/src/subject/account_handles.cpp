// lib/src/subject/account_handles.cpp: what the handle of an account says of a trade.
#include "detect/word_list.hpp"
#include "subject/accounts.hpp"
#include "subject/name_form.hpp"
#include "subject/trade_deeds.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace oblio::subject {

/// `macelleria.fittizi`: the handle has a business that is none of the subject's.
bool Accounts::handle_contradicts(const AccountView& view) const {
    constexpr std::size_t telling = 4; // letters: "bar" and "ing" are in many words
    if (!view.full_name || !view.account.handle || occupation_.words.empty() ||
        names_trade(*view.account.handle, occupation_)) {
        return false;
    }
    // What stands last is a title: `ada.fittizi.avv`.
    static constexpr std::array<std::string_view, 7> titles{"avv",  "arch", "ing",   "geom",
                                                     "dott", "prof", "notaio"};
    const std::vector<std::string> words = words_of(*view.account.handle);
    return (words.size() > 1 && detect::in(words.back(), titles)) ||
           std::any_of(words.begin(), words.end(), [this](const std::string& word) {
               return word.size() >= telling && is_business(word) && !profile_.compatible({word});
           });
}

/// `ada.fittizi.fiori`: the handle has wares that are none of the subject's trade. Some have a
/// hobby, so this only makes an account doubtful.
bool Accounts::handle_has_wares(const AccountView& view) const {
    static constexpr std::array<std::string_view, 24> wares{
        "fiori",    "negozio",  "shop",       "store",  "studio",     "boutique",
        "hair",     "beauty",   "nails",      "moda",   "gioielli",   "immobiliare",
        "edilizia", "impianti", "serramenti", "arredi", "mobili",     "assicurazioni",
        "pizza",    "bakery",   "vini",       "ottica", "ferramenta", "colori"};
    if (!view.full_name || !view.account.handle || occupation_.words.empty()) {
        return false;
    }
    const std::vector<std::string> words = words_of(*view.account.handle);
    return std::any_of(words.begin(), words.end(), [this](const std::string& word) {
        return detect::in(word, wares) && !is_deed(word, occupation_) &&
               !is_own_trade(word, occupation_) && !profile_.compatible({word});
    });
}

} // namespace oblio::subject
