// lib/src/detect/person_letters.cpp: endings and pieces of words, tried one after another.
#include "detect/person_letters.hpp"

#include <algorithm>
#include <array>

namespace oblio::detect {

bool ends_as_adjective(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 18> endings{
        "ale", "ali", "ile",  "ili",  "oso",  "osa", "ico", "ica", "iva",
        "ivo", "are", "ente", "ante", "bile", "ana", "ano", "ata", "ita"};
    return std::any_of(endings.begin(), endings.end(),
                       [word](std::string_view ending) { return word.ends_with(ending); });
}

bool ends_as_trade(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 13> endings{
        "tura",  "eria", "zione", "filo",  "logia",  "ficio", "teca",
        "mento", "ismo", "trice", "filia", "istica", "sport"};
    return std::any_of(endings.begin(), endings.end(),
                       [word](std::string_view ending) { return word.ends_with(ending); });
}

bool names_a_specialist(std::string_view word) noexcept {
    return word.size() > 6 && (word.ends_with("ista") || word.ends_with("ologo") ||
                               word.ends_with("ologa") || word.ends_with("iatra"));
}

bool is_noise(std::string_view word) noexcept {
    if (word.find_first_not_of("aheu") == std::string_view::npos) {
        return true;
    }
    for (std::size_t at = 2; at < word.size(); ++at) {
        if (word[at] == word[at - 1] && word[at] == word[at - 2]) {
            return true;
        }
    }
    return false;
}

bool looks_foreign(std::string_view folded) noexcept {
    static constexpr std::array<std::string_view, 34> pieces{
        "zh", "kh", "dh", "gj", "lj", "nj", "dj", "xh", "kw", "gb", "kp", "hm",
        "hd", "iy", "yu", "oy", "uw", "aj", "ej", "uj", "ij", "sz", "cz", "vk",
        "mk", "yk", "ky", "ay", "ey", "ww", "vh", "bh", "jj", "sj"};
    static constexpr std::array<std::string_view, 34> endings{
        "ov",   "ev",   "ova",   "eva",   "ski",   "ska",  "sky", "skyi", "skyy",
        "ic",   "ich",  "ych",   "vych",  "vic",   "vich", "yan", "dze",  "shvili",
        "escu", "oglu", "enko",  "chuk",  "czuk",  "iuk",  "iya", "ou",   "oui",
        "ah",   "eh",   "uddin", "ullah", "kumar", "deep", "boah"};
    static constexpr std::array<std::string_view, 12> starts{"mb",  "nd",  "ng", "nk", "nw", "mw",
                                                             "tsh", "shp", "hr", "kj", "dz", "oku"};
    const auto holds = [folded](std::string_view piece) {
        return folded.find(piece) != std::string_view::npos;
    };
    return std::any_of(pieces.begin(), pieces.end(), holds) ||
           std::any_of(endings.begin(), endings.end(),
                       [folded](std::string_view piece) { return folded.ends_with(piece); }) ||
           std::any_of(starts.begin(), starts.end(),
                       [folded](std::string_view piece) { return folded.starts_with(piece); });
}

} // namespace oblio::detect
