// cli/src/app.cpp
#include "app.hpp"

#include "advice.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>
#include <utility>

namespace oblio::cli {
namespace {

namespace fs = std::filesystem;

std::string_view variable(const char* name) {
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): before any thread
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

/// Italian when the locale says so, English otherwise.
Language language_of_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const auto value = variable(name); !value.empty()) {
            return value.starts_with("it") ? Language::italian : Language::english;
        }
    }
    return Language::english;
}

/// The error's kind in words. Order of ErrorCode.
std::string_view kind_of(ErrorCode code, bool italian) {
    switch (code) {
    case ErrorCode::bad_argument:
        return italian ? "argomento non valido" : "bad argument";
    case ErrorCode::bad_utf8:
        return italian ? "non è UTF-8" : "not UTF-8";
    case ErrorCode::bad_json:
        return italian ? "JSON non valido" : "bad JSON";
    case ErrorCode::bad_pattern:
        return italian ? "riconoscitore rifiutato" : "pattern refused";
    case ErrorCode::bad_policy:
        return italian ? "policy rifiutata" : "policy refused";
    case ErrorCode::bad_subject:
        return italian ? "scheda dell'interessato rifiutata" : "subject file refused";
    case ErrorCode::unknown_format:
        return italian ? "formato non riconosciuto" : "unknown format";
    case ErrorCode::unsupported_format:
        return italian ? "formato non accettato" : "format not accepted";
    case ErrorCode::bad_record:
        return italian ? "contenuto illeggibile" : "unreadable record";
    case ErrorCode::not_found:
        return italian ? "non trovato" : "not found";
    case ErrorCode::io:
        return italian ? "lettura o scrittura fallita" : "input/output failed";
    case ErrorCode::exists:
        return italian ? "esiste già" : "already there";
    case ErrorCode::locked:
        return italian ? "archivio occupato" : "archive locked";
    case ErrorCode::wrong_key:
        return italian ? "chiave sbagliata" : "wrong key";
    case ErrorCode::damaged:
        return italian ? "dati danneggiati" : "damaged";
    case ErrorCode::restored_copy:
        return italian ? "copia ripristinata" : "restored copy";
    case ErrorCode::stale_plan:
        return italian ? "piano superato" : "stale plan";
    case ErrorCode::forged:
        return italian ? "non autentico" : "forged";
    case ErrorCode::not_allowed:
        return italian ? "non consentito" : "not allowed";
    case ErrorCode::held:
        return italian ? "blocco legale" : "legal hold";
    case ErrorCode::over_cap:
        return italian ? "oltre il limite del piano" : "over the plan's cap";
    case ErrorCode::limit_exceeded:
        return italian ? "limite superato" : "limit exceeded";
    case ErrorCode::clock_backwards:
        return italian ? "orologio indietro" : "clock backwards";
    case ErrorCode::remnant_found:
        return italian ? "residuo trovato" : "remnant found";
    case ErrorCode::not_executed:
        return italian ? "passo precedente mancante" : "earlier step missing";
    }
    return italian ? "errore" : "error";
}

} // namespace

Session::Session(Environment environment, fs::path program)
    : environment_{environment}, program_{std::move(program)}, language_{language_of_locale()} {}

Date Session::today() const {
    return as_of_ ? *as_of_ : rome_date(environment_.clock.now());
}

Instant Session::now() const {
    return as_of_ ? Instant{std::chrono::sys_days{*as_of_} + std::chrono::hours{12}}
                  : environment_.clock.now();
}

fs::path Session::data_folder() const {
    return program_.parent_path().parent_path() / "share" / "oblio";
}

std::vector<fs::path> Session::pattern_folders() const {
    std::vector<fs::path> folders{data_folder() / "patterns"};
    folders.insert(folders.end(), pattern_options_.begin(), pattern_options_.end());
    return folders;
}

Exit Session::fail(const Error& error) const {
    fmt::print(stderr, "oblio: {}: {}\n", kind_of(error.code, language_ == Language::italian),
               said(error.detail));
    if (const auto advice = advice_for(error, language_); !advice.empty()) {
        fmt::print(stderr, "  {}\n", advice);
    }
    return Exit::failed;
}

void Session::warn(std::string_view message) const {
    fmt::print(stderr, "oblio: {}\n", message);
}

void Session::add_common_options(CLI::App& app) {
    app.add_option("--lang", language_option_,
                   "it or en; without it the locale decides / it o en; altrimenti decide la lingua "
                   "del sistema");
    app.add_option("--as-of", as_of_option_,
                   "a day (2026-06-01) in place of today / un giorno al posto di oggi");
    app.add_option("--patterns", pattern_options_,
                   "a further folder of recognizers / un'altra cartella di riconoscitori")
        ->allow_extra_args(false);
    app.fallthrough(); // the common options may stand after the command, too
}

Result<void> Session::read_common_options() {
    if (!language_option_.empty()) {
        if (language_option_ != "it" && language_option_ != "en") {
            return Error{ErrorCode::bad_argument, "--lang " + language_option_ + ": it, en"};
        }
        language_ = language_option_ == "it" ? Language::italian : Language::english;
    }
    if (!as_of_option_.empty()) {
        as_of_ = parse_date(as_of_option_);
        if (!as_of_) {
            return Error{ErrorCode::bad_argument, "--as-of " + as_of_option_ + ": 2026-06-01"};
        }
    }
    return {};
}

Progress::Progress(std::string what)
    : what_{std::move(what)}, terminal_{::isatty(STDERR_FILENO) == 1},
      started_{std::chrono::steady_clock::now()}, last_{started_} {}

Progress::~Progress() {
    if (shown_) {
        fmt::print(stderr, "\r\033[K");
    }
}

void Progress::update(std::uint64_t done, std::optional<std::uint64_t> total) {
    if (!terminal_ || done % 64 != 0) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - started_ < std::chrono::seconds{1} || now - last_ < std::chrono::milliseconds{200}) {
        return;
    }
    last_ = now;
    shown_ = true;
    if (total && *total > 0) {
        fmt::print(stderr, "\r\033[K{} {} / {} ({} %)", what_, done, *total, done * 100 / *total);
    } else {
        fmt::print(stderr, "\r\033[K{} {}", what_, done);
    }
}

Result<void> flush_output() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        return Error{ErrorCode::io, "<stdout>"};
    }
    return {};
}

} // namespace oblio::cli
