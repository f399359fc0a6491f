// lib/src/record/archive_input.cpp: libarchive over our File, one member at a time.
#include "record/archive_input.hpp"

#include "record/archive_session.hpp"

#include "oblio/text/utf8.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace oblio::record {
namespace {

constexpr std::size_t block = std::size_t{64} << 10U;
/// Below this a bomb does no harm and a ratio says nothing.
constexpr std::uint64_t harmless = 16ULL << 20U;

std::optional<Error> refused_entry(archive_entry* entry, const std::string& name) {
    const auto refuse = [](const char* why) { return Error{ErrorCode::unsupported_format, why}; };
    if (leads_out(name)) {
        return refuse("a path that leads out of the archive: refused");
    }
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_symlink(entry) != nullptr) {
        return refuse("a link: refused");
    }
    if (archive_entry_is_encrypted(entry) != 0) {
        return refuse("is encrypted: unpack the archive with its password, or ask for the export "
                      "without one");
    }
    return std::nullopt;
}

class ArchiveContainer;

/// Reads the entry a session stands at; gives the session back when done.
class EntrySource final : public ByteSource {
public:
    EntrySource(ArchiveContainer& container, std::unique_ptr<Session> session, std::string where);
    ~EntrySource() override;
    EntrySource(const EntrySource&) = delete;
    EntrySource& operator=(const EntrySource&) = delete;
    Result<std::size_t> read(std::span<char> out) override;

private:
    ArchiveContainer& container_;
    std::unique_ptr<Session> session_;
    std::string where_;
    std::uint64_t given_ = 0;
    std::int64_t packed_before_;
    bool failed_ = false; // the session is of no use to the next one
};

class ArchiveContainer final : public Container {
public:
    ArchiveContainer(std::filesystem::path path, Files& files, const ReadLimits& limits)
        : path_{std::move(path)}, files_{files}, limits_{limits} {}

    Result<void> list();
    const std::vector<Member>& members() const noexcept override { return members_; }
    Result<std::unique_ptr<ByteSource>> open(std::size_t member) override;
    Result<void> heads(const Wanted& wanted, std::size_t bytes, const Give& give) override;
    std::vector<Problem> refused() const override { return refused_; }

    [[nodiscard]] const ReadLimits& limits() const { return limits_; }
    void give_back(std::unique_ptr<Session> session) { idle_ = std::move(session); }
    /// Counts bytes towards the limit of the whole input.
    [[nodiscard]] bool within_total(std::uint64_t more) {
        total_ += more;
        return total_ <= limits_.total_bytes;
    }

private:
    Result<std::unique_ptr<Session>> session_at(std::size_t entry);

    std::filesystem::path path_;
    Files& files_;
    ReadLimits limits_;
    std::vector<Member> members_;
    std::vector<std::size_t> entries_; // of each member, its number in the archive
    std::vector<Problem> refused_;
    std::unique_ptr<Session> idle_;
    std::uint64_t total_ = 0;
};

EntrySource::EntrySource(ArchiveContainer& container, std::unique_ptr<Session> session,
                         std::string where)
    : container_{container}, session_{std::move(session)}, where_{std::move(where)},
      packed_before_{archive_filter_bytes(session_->reader.get(), -1)} {}

EntrySource::~EntrySource() {
    if (!failed_) {
        container_.give_back(std::move(session_));
    }
}

Result<std::size_t> EntrySource::read(std::span<char> out) {
    archive* const reader = session_->reader.get();
    const la_ssize_t got = archive_read_data(reader, out.data(), out.size());
    failed_ = failed_ || got < 0;
    if (got < 0) {
        return session_->bytes.error
                   ? *session_->bytes.error
                   : Error{ErrorCode::damaged,
                           where_ + ": byte " + std::to_string(given_) +
                               ": cannot be unpacked, the archive is damaged or cut off"};
    }
    given_ += static_cast<std::uint64_t>(got);
    const auto packed = static_cast<std::uint64_t>(
        std::max<std::int64_t>(archive_filter_bytes(reader, -1) - packed_before_, 0));
    if (given_ > harmless && given_ / container_.limits().expansion > packed + block) {
        return Error{ErrorCode::limit_exceeded, where_ + ": unpacks to more than " +
                                                    std::to_string(container_.limits().expansion) +
                                                    " times its size"};
    }
    if (given_ > container_.limits().member_bytes ||
        !container_.within_total(static_cast<std::uint64_t>(got))) {
        return Error{ErrorCode::limit_exceeded, where_ + ": unpacks to more than the limit"};
    }
    return static_cast<std::size_t>(got);
}

Result<void> ArchiveContainer::list() {
    auto session = open_session(path_, files_);
    if (!session) {
        return session.error();
    }
    const std::string file = path_.string();
    const std::string archive_name = path_.filename().string();
    while (true) {
        auto entry = next_entry(**session, file);
        if (!entry) {
            // What was listed before the damage is still read.
            if (members_.empty()) {
                return entry.error();
            }
            refused_.push_back({{file, std::nullopt, std::nullopt, std::nullopt}, entry.error()});
            return {};
        }
        if (*entry == nullptr) {
            return {};
        }
        if ((*session)->next > limits_.members) {
            return Error{ErrorCode::limit_exceeded,
                         file + ": more than " + std::to_string(limits_.members) + " members"};
        }
        const char* const raw = archive_entry_pathname(*entry);
        const std::string name = member_name(raw == nullptr ? "" : raw);
        const bool directory = archive_entry_filetype(*entry) == AE_IFDIR || name.ends_with('/');
        Member member{file, archive_name, name, std::nullopt, std::nullopt};
        if (auto error = refused_entry(*entry, name)) {
            error->detail = format_position(position_of(member)) + ": " + error->detail;
            refused_.push_back({position_of(member), std::move(*error)});
        } else if (!directory && archive_entry_filetype(*entry) == AE_IFREG) {
            if (archive_entry_size_is_set(*entry) != 0) {
                member.size = static_cast<std::uint64_t>(archive_entry_size(*entry));
            }
            if (archive_entry_mtime_is_set(*entry) != 0) {
                member.modified = Instant{std::chrono::seconds{archive_entry_mtime(*entry)}};
            }
            members_.push_back(std::move(member));
            entries_.push_back((*session)->next - 1);
        }
    }
}

/// A session that has just read the header of `entry`.
Result<std::unique_ptr<Session>> ArchiveContainer::session_at(std::size_t entry) {
    std::unique_ptr<Session> session = std::move(idle_);
    if (!session || session->next > entry) {
        auto fresh = open_session(path_, files_);
        if (!fresh) {
            return fresh.error();
        }
        session = std::move(*fresh);
    }
    while (session->next <= entry) {
        const auto found = next_entry(*session, path_.string());
        if (!found) {
            return found.error();
        }
        if (*found == nullptr) {
            return Error{ErrorCode::damaged, path_.string() + ": changed while it was read"};
        }
    }
    return session;
}

Result<std::unique_ptr<ByteSource>> ArchiveContainer::open(std::size_t member) {
    auto session = session_at(entries_[member]);
    if (!session) {
        return session.error();
    }
    return std::unique_ptr<ByteSource>{std::make_unique<EntrySource>(
        *this, std::move(*session), format_position(position_of(members_[member])))};
}

Result<void> ArchiveContainer::heads(const Wanted& wanted, std::size_t bytes, const Give& give) {
    for (std::size_t i = 0; i < members_.size(); ++i) {
        if (!wanted(members_[i])) {
            continue;
        }
        auto source = open(i);
        if (!source) {
            return source.error();
        }
        give(i, read_some(**source, bytes));
    }
    return {};
}

/// Code page 437 above 0x7F. Source: IBM CP437, as the zip specification (APPNOTE D.1) asks.
constexpr std::u16string_view code_page_437 =
    u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓"
    u"╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
static_assert(code_page_437.size() == 128);

} // namespace

std::string member_name(std::string_view raw) {
    icu::UnicodeString name;
    if (!first_invalid_utf8(raw)) {
        name = icu::UnicodeString::fromUTF8(
            icu::StringPiece{raw.data(), static_cast<int32_t>(raw.size())});
    } else {
        for (const char c : raw) {
            const auto byte = static_cast<unsigned char>(c);
            name.append(byte < 0x80 ? static_cast<char16_t>(byte) : code_page_437[byte - 0x80U]);
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::UnicodeString composed = U_SUCCESS(status) ? nfc->normalize(name, status) : name;
    std::string out;
    (U_SUCCESS(status) ? composed : name).toUTF8String(out);
    while (out.starts_with("./")) {
        out.erase(0, 2);
    }
    return out;
}

std::string shown_path(const std::string& path) {
    return first_invalid_utf8(path) ? member_name(path) : path;
}

bool leads_out(std::string_view path) {
    if (path.starts_with('/') || path.starts_with('\\') || (path.size() > 1 && path[1] == ':')) {
        return true;
    }
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find_first_of("/\\", at), path.size());
        if (path.substr(at, end - at) == "..") {
            return true;
        }
        at = end + 1;
    }
    return false;
}

Result<std::unique_ptr<Container>> open_archive(const std::filesystem::path& path, Files& files,
                                                const ReadLimits& limits) {
    auto container = std::make_unique<ArchiveContainer>(path, files, limits);
    if (auto listed = container->list(); !listed) {
        return listed.error();
    }
    return std::unique_ptr<Container>{std::move(container)};
}

} // namespace oblio::record
