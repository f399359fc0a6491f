// lib/src/detect/address_name.cpp: takes words while they may belong to the name of a street.
#include "detect/address_name.hpp"

#include "detect/address_words.hpp"
#include "detect/word_list.hpp"

namespace oblio::detect {
namespace {

using namespace street;

class NameReader {
public:
    NameReader(const AddressTokens& tokens, std::size_t at)
        : tokens_{tokens}, at_{at}, last_{at}, silent_{tokens.case_says_nothing()} {}

    std::optional<StreetName> read() {
        constexpr std::size_t most_words = 8;
        while (at_ < tokens_.size() && words_ < most_words &&
               (tokens_.is(at_, TokenKind::word) ? take_word() : take_number_or_mark())) {
        }
        if (!content_) {
            return std::nullopt;
        }
        name_.end = last_ + 1;
        name_.end += at_ > name_.end && tokens_.is_mark(name_.end, ".") ? 1 : 0; // "via Po."
        return name_;
    }

private:
    /// The name goes on to token `last`.
    void keep(std::size_t last, std::size_t words) {
        content_ = true;
        last_ = last;
        at_ = last + 1;
        words_ += words;
    }

    /// "per" here after words of the name: "strada per Monteluno", "via Vecchia per Monteluno", but
    /// not "via Roma per Natale".
    [[nodiscard]] bool leads_to_place() const {
        if (tokens_.word(at_) != "per" || !tokens_.is(at_ + 1, TokenKind::word) || words_ > 2) {
            return false;
        }
        for (std::size_t back = 1; back <= words_; ++back) {
            if (!is_road_adjective(tokens_.word(at_ - back))) {
                return false;
            }
        }
        const std::string_view place = tokens_.word(at_ + 1);
        return place.size() > 2 && !ends_name(place) && !is_month(place) && !is_unit(place) &&
               !in(place, "natale", "pasqua", "pasquetta", "ferragosto", "capodanno", "carnevale",
                   "lavori") &&
               (tokens_.is_capital(at_ + 1) || (silent_ && words_ > 0));
    }

    /// The token of the month if a day and a month stand here, as in "via 25 Aprile"; else 0.
    [[nodiscard]] std::size_t month_of_name() const {
        if (!tokens_.is(at_, TokenKind::number) || tokens_.word(at_).size() > 2) {
            return 0;
        }
        const bool ordinal = tokens_.is_mark(at_ + 1, "°") || tokens_.word(at_ + 1) == "o";
        const std::size_t month = at_ + (ordinal ? 2 : 1);
        return is_month(tokens_.word(month)) ? month : 0;
    }

    /// False: the name does not go on.
    bool take_word() {
        const std::string_view word = tokens_.word(at_);
        if (content_ && in(word, "n", "nr", "num", "numero", "civ", "civico", "snc", "km")) {
            return false;
        }
        if (word.size() == 1 && tokens_.is_mark(at_ + 1, ".") && tokens_.glued(at_ + 1)) {
            ++words_; // an initial, not a small word: "via E. Toti"
            at_ += 2;
            return true;
        }
        if (words_ == 0 && is_adverbial(word)) {
            return false;
        }
        const bool capital = tokens_.is_capital(at_);
        if (leads_to_place()) {
            name_.capital = name_.capital || tokens_.is_capital(at_ + 1);
            keep(at_ + 1, 2);
            return true;
        }
        // "viale dei", "via alla": a particle may open a name, but not close it.
        if (is_particle(word) && word.size() <= 5) {
            name_.particle_first =
                name_.particle_first || (words_ == 0 && !in(word, "san", "santa", "s"));
            ++words_;
            ++at_;
            return true;
        }
        if (ends_name(word) && (!capital || (silent_ && word.size() > 1))) {
            return false;
        }
        // After a capital name a small word is another thought: "via Roma chiusa 3 giorni".
        if (content_ && name_.capital && !capital && !silent_) {
            return false;
        }
        name_.capital = content_ ? name_.capital : capital;
        keep(at_, 1);
        return true;
    }

    bool take_number_or_mark() {
        if (const std::size_t month = month_of_name(); month > 0 && !content_) {
            name_.capital = true; // "via 25 Aprile", "via 1° Maggio"
            keep(month, 2);
            return true;
        }
        const bool dot = tokens_.is_mark(at_, ".") && words_ > 0 &&
                         tokens_.word(at_ - 1).size() <= 4 &&
                         tokens_.glued(at_); // "G. Verdi", "F.lli", "S. Rocco"
        const bool joint = (tokens_.is_mark(at_, "'") || tokens_.is_mark(at_, "-")) && words_ > 0 &&
                           tokens_.is(at_ + 1, TokenKind::word);
        const bool around = tokens_.is_mark(at_, "\"") || tokens_.is_mark(at_, "*");
        at_ += dot || joint || around ? 1 : 0;
        return dot || joint || around;
    }

    const AddressTokens& tokens_;
    StreetName name_{0};
    std::size_t at_;
    std::size_t last_;      ///< of the name so far
    std::size_t words_ = 0; ///< taken
    bool content_ = false;  ///< more than particles and initials
    bool silent_;           ///< case says nothing
};

} // namespace

std::optional<StreetName> read_street_name(const AddressTokens& tokens, std::size_t at) {
    return NameReader{tokens, at}.read();
}

} // namespace oblio::detect
