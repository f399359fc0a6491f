// lib/src/detect/scanner.cpp: the stages in their order, and what comes out of them.
#include "oblio/detect/scanner.hpp"

#include "detect/canonical.hpp"
#include "detect/names_table.hpp"
#include "detect/pattern_data.hpp"
#include "detect/person_known.hpp"
#include "detect/resolve.hpp"
#include "detect/stages.hpp"

#include "oblio/text/fold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <unordered_set>
#include <vector>

namespace oblio {
namespace {

using detect::Candidate;
using detect::Candidates;
using detect::Document;

/// The entity's own contacts in canonical form.
struct Contacts {
    std::unordered_set<std::string> phones, emails, domains, handles;
    std::vector<std::string> addresses;

    [[nodiscard]] bool knows(FindingType type, std::string_view value) const {
        if (phones.empty() && emails.empty() && domains.empty() && handles.empty() &&
            addresses.empty()) {
            return false;
        }
        const std::string canonical = Scanner::canonical(type, value);
        switch (type) {
        case FindingType::phone:
            return phones.contains(canonical);
        case FindingType::email:
            return emails.contains(canonical) || knows_domain(canonical);
        case FindingType::handle:
            return handles.contains(canonical);
        case FindingType::address:
            return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& own) {
                return (canonical + ' ').rfind(own + ' ', 0) == 0 ||
                       (own + ' ').rfind(canonical + ' ', 0) == 0;
            });
        default:
            return false;
        }
    }

    /// The domain of an address, or one above it.
    [[nodiscard]] bool knows_domain(const std::string& address) const {
        auto at = address.find('@');
        while (at != std::string::npos) {
            if (domains.contains(address.substr(at + 1))) {
                return true;
            }
            at = address.find('.', at + 1);
        }
        return false;
    }
};

Result<Contacts> read_contacts(const InstitutionalContacts& given) {
    Contacts contacts;
    for (const std::string& phone : given.phones) {
        const std::string canonical = Scanner::canonical(FindingType::phone, phone);
        if (std::count_if(canonical.begin(), canonical.end(),
                          [](char c) { return c >= '0' && c <= '9'; }) < 3) {
            return Error{ErrorCode::bad_argument, "an institutional phone is not a number"};
        }
        contacts.phones.insert(canonical);
    }
    for (const std::string& email : given.emails) {
        const std::string canonical = Scanner::canonical(FindingType::email, email);
        if (canonical.find('@') == std::string::npos) {
            return Error{ErrorCode::bad_argument, "an institutional e-mail is not an address"};
        }
        contacts.emails.insert(canonical);
    }
    for (const std::string& domain : given.domains) {
        std::string folded = fold_to_string(domain);
        folded.erase(0, folded.find_first_not_of("@."));
        if (folded.empty()) {
            return Error{ErrorCode::bad_argument, "an institutional domain is empty"};
        }
        contacts.domains.insert(folded);
    }
    for (const std::string& handle : given.handles) {
        contacts.handles.insert(Scanner::canonical(FindingType::handle, handle));
    }
    for (const std::string& address : given.addresses) {
        contacts.addresses.push_back(Scanner::canonical(FindingType::address, address));
    }
    return contacts;
}

/// What one text needs, used again for the next: once it has grown, a text in which there is
/// nothing to weigh is scanned without an allocation.
struct Place {
    Document document;
    Candidates candidates;

    void read(std::string_view text) {
        candidates.found.clear();
        candidates.rejected.clear();
        candidates.day_asked = false;
        candidates.thread_asked = false;
        candidates.full_names.clear();
        document.read(text);
    }
};

/// The places of a scanner, and the memory that a stage has until it returns.
class Workspace {
public:
    /// So many texts are under way together, or fewer if they are long: what they need stays in
    /// the second level of the processor's memory.
    static constexpr std::size_t most_texts = 32;
    static constexpr std::size_t most_bytes = std::size_t{16} << 10U;

    Workspace() {
        alone_.candidates.memory = &arena_;
        for (Place& place : many_) {
            place.candidates.memory = &arena_;
        }
    }
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;
    ~Workspace() = default;

    [[nodiscard]] Place& alone() noexcept { return alone_; }
    [[nodiscard]] std::span<Place> many(std::size_t count) noexcept {
        return std::span{many_}.first(count);
    }
    void end_of_stage() { arena_.release(); } // back to the first bytes

    Place* last = &alone_; ///< of the last scan

private:
    /// Enough for a post of some thousand words; longer ones take more, and give it back.
    std::vector<std::byte> first_ = std::vector<std::byte>(std::size_t{64} << 10U);
    std::pmr::monotonic_buffer_resource arena_{first_.data(), first_.size()};
    Place alone_;
    std::array<Place, most_texts> many_;
};

/// How many texts from the first on are scanned together: one at least.
std::size_t together(std::span<const ScanText> texts) noexcept {
    std::size_t count = 0;
    std::size_t bytes = 0;
    do {
        bytes += texts[count].text.size();
        ++count;
    } while (count < std::min(texts.size(), Workspace::most_texts) &&
             bytes + texts[count].text.size() <= Workspace::most_bytes);
    return count;
}

} // namespace

struct Scanner::State {
    std::shared_ptr<const PatternSet> patterns;
    ScannerOptions options;
    Contacts contacts;
    std::unique_ptr<Workspace> space = std::make_unique<Workspace>();

    [[nodiscard]] bool wants(FindingType type) const {
        return options.types.empty() ||
               std::find(options.types.begin(), options.types.end(), type) != options.types.end();
    }

    /// Every stage over these texts, each in a place of its own; overlaps resolved.
    void run_stages(std::span<Place> places, std::span<const ScanText> texts) const {
        const PatternSet::Data& data = patterns->data();
        const detect::StageOptions options_of_stage{options.engine, options.min_confidence};
        const auto run = [&](const auto& stage) {
            for (std::size_t at = 0; at < places.size(); ++at) {
                stage(places[at], texts[at]);
                space->end_of_stage();
            }
        };
        const auto run_finder = [&](const auto& find) {
            run([&](Place& place, const ScanText& text) {
                find(place.document, text.context, data, options_of_stage, place.candidates);
            });
        };
        run([](Place& place, const ScanText& text) { place.read(text.text); });
        run_finder(detect::find_identifiers);
        run_finder(detect::find_persons);
        run([](Place& place, const ScanText&) {
            detect::relate_birth_dates(place.document, place.candidates);
        });
        run_finder(detect::find_ages);
        run_finder(detect::find_conditions);
        run([&](Place& place, const ScanText&) {
            detect::resolve_overlaps(place.candidates, options.min_confidence);
        });
    }

    [[nodiscard]] std::vector<Finding> report(const Document& document,
                                              std::vector<Candidate>& candidates) const {
        std::vector<Finding> findings;
        findings.reserve(candidates.size());
        for (Candidate& candidate : candidates) {
            if (!wants(candidate.type)) {
                continue;
            }
            const ByteSpan where = document.source_span(candidate.begin, candidate.end);
            Finding finding{candidate.type,
                            where,
                            candidate.confidence,
                            std::string(candidate.rule),
                            std::move(candidate.reasons),
                            contacts.knows(candidate.type, where.of(document.source())),
                            candidate.checked,
                            candidate.age};
            findings.push_back(std::move(finding));
        }
        std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
            return a.where.begin() != b.where.begin() ? a.where.begin() < b.where.begin()
                                                      : a.type < b.type;
        });
        return findings;
    }
};

Scanner::Scanner(std::unique_ptr<State> state) : state_{std::move(state)} {}
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;
Scanner::~Scanner() = default;

Result<Scanner> Scanner::create(std::shared_ptr<const PatternSet> patterns,
                                ScannerOptions options) {
    auto contacts = read_contacts(options.contacts);
    if (!contacts) {
        return contacts.error();
    }
    if (!(options.min_confidence >= 0 && options.min_confidence <= 1)) {
        return Error{ErrorCode::bad_argument, "the confidence asked for is not between 0 and 1"};
    }
    return Scanner{std::make_unique<State>(
        State{std::move(patterns), std::move(options), std::move(*contacts)})};
}

Scanner Scanner::clone() const {
    return Scanner{
        std::make_unique<State>(State{state_->patterns, state_->options, state_->contacts})};
}

std::vector<Finding> Scanner::scan(std::string_view text, const ScanContext& context) const {
    Place& place = state_->space->alone();
    state_->space->last = &place;
    const ScanText only{text, context};
    state_->run_stages({&place, 1}, {&only, 1});
    return state_->report(place.document, place.candidates.found);
}

void Scanner::scan_each(std::span<const ScanText> texts,
                        const std::function<void(std::size_t, std::vector<Finding>)>& found) const {
    for (std::size_t first = 0; first < texts.size();) {
        const auto batch = texts.subspan(first, together(texts.subspan(first)));
        const std::span<Place> places = state_->space->many(batch.size());
        state_->run_stages(places, batch);
        for (std::size_t at = 0; at < batch.size(); ++at) {
            state_->space->last = &places[at];
            found(first + at, state_->report(places[at].document, places[at].candidates.found));
        }
        first += batch.size();
    }
}

bool Scanner::day_mattered() const noexcept {
    return state_->space->last->candidates.day_asked;
}

ThreadTrace Scanner::thread_trace() const {
    const Document& document = state_->space->last->document;
    const Candidates& candidates = state_->space->last->candidates;
    ThreadTrace trace;
    trace.asks_for_person = candidates.thread_asked;
    if (const auto* names = state_->patterns->data().names.get(); names != nullptr) {
        trace.words = detect::words_of_names(document, names->table());
    }
    for (const auto& [begin, end] : candidates.full_names) {
        std::string name = detect::name_at(document, begin, end);
        if (std::find(trace.names.begin(), trace.names.end(), name) == trace.names.end()) {
            trace.names.push_back(std::move(name));
        }
    }
    return trace;
}

const Document* Scanner::last_text(std::string_view text) const noexcept {
    const Document& last = state_->space->last->document;
    const bool same = last.source().data() == text.data() && last.source().size() == text.size();
    return same ? &last : nullptr;
}

Scanner::Explanation Scanner::explain(std::string_view text, const ScanContext& context) const {
    Place place;
    place.candidates.explain = true;
    const ScanText only{text, context};
    state_->run_stages({&place, 1}, {&only, 1});
    return {state_->report(place.document, place.candidates.found),
            state_->report(place.document, place.candidates.rejected)};
}

std::string Scanner::canonical(FindingType type, std::string_view value) {
    return detect::canonical_value(type, value);
}

} // namespace oblio
