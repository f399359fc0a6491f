// cli/src/proof_command.cpp: `ledger`, `certificate`, `archive`, `backup`, `worklist`. Putting a
// backup back is `archive restore`: `restore` alone turns pseudonyms back.
#include "archive_access.hpp"
#include "commands.hpp"
#include "subject_files.hpp"

#include "oblio/archive/care.hpp"
#include "oblio/archive/ledger.hpp"
#include "oblio/erasure/backup.hpp"
#include "oblio/erasure/certificate.hpp"
#include "oblio/erasure/worklist.hpp"
#include "oblio/policy/permission.hpp"

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace oblio::cli {
namespace {

using Json = nlohmann::ordered_json;

/// A check that was looked at and does not hold is no failure to look.
Exit does_not_hold(const Session& session, const Error& error) {
    const bool looked = error.code == ErrorCode::forged || error.code == ErrorCode::damaged;
    session.fail(error);
    return looked ? Exit::found : Exit::failed;
}

struct ProofOptions {
    ArchiveArguments archive;
    std::string file, key, subject, page, data, keys, done, proof, number, recipient, new_key,
        new_passphrase;
    int days = 0;
    int data_days = 0;
    bool json = false;
};
using Options = std::shared_ptr<ProofOptions>;

Exit check_ledger(const Session& session, const ProofOptions& options) {
    const auto opened = options.archive.open_for(session, "ledger verify");
    if (!opened) {
        return does_not_hold(session, opened.error());
    }
    const auto head = verify_ledger(opened->archive);
    if (!head) {
        return does_not_hold(session, head.error());
    }
    fmt::print("{} {}\n{}\n", head->number, session.text("entries", "voci"), head->hash);
    return Exit::nothing;
}

Exit check_file(const Session& session, const ProofOptions& options) {
    const auto text = session.environment().files.read_all(options.file);
    if (!text) {
        return session.fail(text.error());
    }
    std::vector<std::string> identifiers;
    if (!options.subject.empty()) {
        const auto subject = load_subject(session, options.subject);
        if (!subject) {
            return session.fail(subject.error());
        }
        identifiers = identifying_values(*subject);
    }
    std::string key = options.key;
    if (!options.archive.directory.empty()) {
        const auto archive = options.archive.open(session, true);
        if (!archive) {
            return session.fail(archive.error());
        }
        key = signing_key(*archive);
    }
    const auto check = check_certificate(*text, key, identifiers);
    if (!check) {
        const Error named{check.error().code, options.file + ": " + check.error().detail};
        return does_not_hold(session, named);
    }
    if (!options.page.empty()) {
        const auto page = certificate_page(*text, session.language());
        if (!page) {
            return session.fail(page.error());
        }
        if (auto put = session.environment().files.replace(options.page, *page); !put) {
            return session.fail(put.error());
        }
    }
    const bool matches = check->subject_matches.value_or(true);
    if (options.json) {
        Json value{{"signature", true},
                   {"id", check->id},
                   {"archive", check->archive},
                   {"key", check->key},
                   {"ledger_head", check->ledger_head}};
        if (check->subject_matches) {
            value["subject"] = *check->subject_matches;
        }
        fmt::print("{}\n", value.dump());
    } else {
        fmt::print("{} {}\n{} {}\n", session.text("the signature holds:", "la firma è valida:"),
                   check->id, session.text("key", "chiave"), check->key);
        if (check->subject_matches) {
            fmt::print("{}\n", matches ? session.text("it is this person's", "è di questa persona")
                                       : session.text("it is not this person's",
                                                      "non è di questa persona"));
        }
    }
    return matches ? Exit::nothing : Exit::found;
}

Exit check_archive(const Session& session, const ProofOptions& options) {
    const auto opened = options.archive.open_for(session, "archive verify");
    if (!opened) {
        return does_not_hold(session, opened.error());
    }
    const Archive& archive = opened->archive;
    Progress progress{std::string{session.text("verification", "verifica")}};
    const auto health = inspect(archive, [&](std::uint64_t done) { progress.update(done); });
    if (!health) {
        return session.fail(health.error());
    }
    const auto ledger = verify_ledger(archive);
    const bool sound = health->sound() && ledger.has_value();
    if (options.json) {
        fmt::print("{}\n", Json{{"holds", sound},
                                {"records", health->opened},
                                {"not_opening", health->not_opening},
                                {"index_rows", health->terms},
                                {"index_faults", health->index_faults},
                                {"integrity", health->integrity},
                                {"ledger", ledger.has_value()}}
                               .dump());
    } else {
        fmt::print("{}: {}, {}: {}\n{}: {}, {}: {}\nSQLite: {}\n{}: {}\n",
                   session.text("records that open", "contenuti che si aprono"), health->opened,
                   session.text("that do not", "che non si aprono"), health->not_opening,
                   session.text("index entries", "voci dell'indice"), health->terms,
                   session.text("wrong ones", "errate"), health->index_faults, health->integrity,
                   session.text("ledger", "registro"),
                   ledger ? std::string{session.text("unbroken", "integro")}
                          : session.said(ledger.error().detail));
    }
    return sound ? Exit::nothing : Exit::found;
}

Exit compact_archive(const Session& session, const ProofOptions& options) {
    auto opened = options.archive.open_for(session, "archive compact");
    if (!opened) {
        return session.fail(opened.error());
    }
    if (auto done = compact(opened->archive); !done) {
        return session.fail(done.error());
    }
    return Exit::nothing;
}

Exit change_key(const Session& session, const ProofOptions& options) {
    ArchiveArguments other;
    other.key_file = options.new_key;
    other.passphrase_file = options.new_passphrase;
    if (other.key_file.empty() == other.passphrase_file.empty()) {
        return session.fail(
            {ErrorCode::bad_argument, "--new-key-file, --new-passphrase-file: one of them"});
    }
    const auto secret = other.secret(session);
    if (!secret) {
        return session.fail(secret.error());
    }
    auto opened = options.archive.open_for(session, "archive rekey");
    if (!opened) {
        return session.fail(opened.error());
    }
    if (auto done = change_master_key(opened->archive, *secret); !done) {
        return session.fail(done.error());
    }
    fmt::print(stderr, "{}\n",
               session.text("destroy the old master key: it still opens old copies of vault.key",
                            "distruggi la vecchia chiave principale: apre ancora le vecchie copie "
                            "di vault.key"));
    return Exit::nothing;
}

Exit make_backup(const Session& session, const ProofOptions& options) {
    auto opened = options.archive.open_for(session, "backup");
    if (!opened) {
        return session.fail(opened.error());
    }
    const int days = options.days > 0 ? options.days : opened->policy.requests.backup_days;
    const auto copy =
        back_up(opened->archive, options.data, options.keys, {days, options.data_days});
    if (!copy) {
        return session.fail(copy.error());
    }
    if (options.json) {
        fmt::print("{}\n", Json{{"data", copy->data.string()},
                                {"keys", copy->keys.string()},
                                {"keys_expire", format_date(copy->keys_expire)},
                                {"dropped", copy->dropped},
                                {"data_dropped", copy->data_dropped}}
                               .dump());
        return Exit::nothing;
    }
    fmt::print("{}\n{}\n", copy->data.string(), copy->keys.string());
    fmt::print(stderr, "{} {}\n",
               session.text("the copy of the keys is to end on", "la copia delle chiavi scade il"),
               format_date(copy->keys_expire));
    return Exit::nothing;
}

/// The archive may be gone or refuse to open: the policy that says who may is the archive's own if
/// it is there, else that of the copy.
Result<void> may_restore(const Session& session, const ProofOptions& options) {
    for (const std::string& folder : {options.archive.directory, options.data}) {
        const auto text =
            session.environment().files.read_all(std::filesystem::path{folder} / "policy.json");
        if (!text) {
            continue;
        }
        const auto policy = parse_policy(*text);
        return policy ? allow_command(*policy, "archive restore", options.archive.role())
                      : Result<void>{policy.error()};
    }
    return {}; // restore() says what is missing
}

/// What was done after the backup, and is to be done again: only the ledger knows of it.
void tell_missing(const Session& session, const Replay::Missing& missing) {
    if (!missing.cases.empty()) {
        fmt::print(stderr, "{}: {}\n  {}\n",
                   session.text("cases opened after the backup, not in this database",
                                "pratiche aperte dopo la copia, assenti da questa base dati"),
                   fmt::join(missing.cases, ", "),
                   session.text("open each again from the protocol: oblio request open --again "
                                "NUMBER --subject FILE",
                                "riaprile una per una dal protocollo: oblio request open --again "
                                "NUMERO --subject FILE"));
    }
    if (!missing.behind.empty()) {
        fmt::print(stderr, "{}: {}\n  {}\n",
                   session.text("cases whose steps after the backup are missing",
                                "pratiche di cui mancano i passi successivi alla copia"),
                   fmt::join(missing.behind, ", "),
                   session.text("take those steps again: oblio request show NUMBER",
                                "ripeti quei passi: oblio request show NUMERO"));
    }
    if (!missing.acts.empty()) {
        fmt::print(
            stderr, "{}\n",
            session.text("noted after the backup and not in this database; do it again:",
                         "annotato dopo la copia e assente da questa base dati; va rifatto:"));
        for (const auto& [act, count] : missing.acts) {
            fmt::print(stderr, "{:>8}  {}\n", count, act);
        }
    }
}

/// What a person has to know of a restored archive: an erasure may not last in it.
Exit restored_as(const Session& session, const Replay& done) {
    tell_missing(session, done.missing);
    if (done.ledger_from_copy) {
        fmt::print(stderr, "{}\n",
                   session.text("no ledger but that of the copy: erasures made after it are not "
                                "known here; repeat them by their certificates",
                                "nessun registro oltre a quello della copia: le cancellazioni "
                                "successive qui non sono note; vanno ripetute dagli attestati"));
    }
    if (done.unlisted > 0) {
        fmt::print(stderr, "suppression.jsonl: {}\n",
                   session.text("entries are missing: an import may bring back what was erased; "
                                "put the file back from a newer backup of the data",
                                "mancano voci: un'importazione può far tornare quanto cancellato; "
                                "rimetti il file da una copia dei dati più recente"));
    }
    return done.unlisted > 0 ? Exit::found : Exit::nothing;
}

Exit put_back(const Session& session, const ProofOptions& options) {
    if (auto may = may_restore(session, options); !may) {
        return session.fail(may.error());
    }
    const auto secret = options.archive.secret(session);
    if (!secret) {
        return session.fail(secret.error());
    }
    std::optional<std::filesystem::path> keys;
    if (!options.keys.empty()) {
        keys = options.keys;
    }
    const auto done = options.data.empty()
                          ? replay(options.archive.directory, *secret, session.environment())
                          : restore(options.archive.directory, options.data, keys, *secret,
                                    session.environment());
    if (!done) {
        return session.fail(done.error());
    }
    if (options.json) {
        fmt::print("{}\n", Json{{"erasures", done->erasures},
                                {"purged", done->purged},
                                {"lost", done->lost},
                                {"documents", done->documents},
                                {"unlisted", done->unlisted},
                                {"ledger_from_copy", done->ledger_from_copy},
                                {"missing_cases", done->missing.cases},
                                {"cases_behind", done->missing.behind},
                                {"missing_acts", done->missing.acts}}
                               .dump());
        return restored_as(session, *done);
    }
    fmt::print("{}: {}\n{}: {}\n{}: {}\n",
               session.text("erasures repeated", "cancellazioni ripetute"), done->erasures,
               session.text("records erased again", "contenuti di nuovo cancellati"), done->purged,
               session.text("records to be imported again", "contenuti da importare di nuovo"),
               done->lost);
    return restored_as(session, *done);
}

Exit show_work(const Session& session, const ProofOptions& options) {
    const bool writes = !options.done.empty() || !options.recipient.empty();
    auto opened = options.archive.open_for(session, writes ? "worklist --done" : "worklist");
    if (!opened) {
        return session.fail(opened.error());
    }
    Archive& archive = opened->archive;
    if (!options.recipient.empty()) {
        if (options.number.empty()) {
            return session.fail({ErrorCode::bad_argument, "--recipient: --request NUMBER"});
        }
        if (auto added = add_recipient(archive, options.number, options.recipient); !added) {
            return session.fail(added.error());
        }
    }
    if (!options.done.empty()) {
        auto done = finish_item(archive, options.done, session.today(), options.proof);
        if (!done) {
            return session.fail(done.error());
        }
    }
    const auto items = work_items(archive, options.number);
    if (!items) {
        return session.fail(items.error());
    }
    bool open = false;
    for (const WorkItem& item : *items) {
        open = open || !item.done;
        if (options.json) {
            fmt::print("{}\n",
                       Json{{"id", item.id},
                            {"request", item.number},
                            {"kind", item.kind == WorkKind::platform ? "platform" : "recipient"},
                            {"where", item.where},
                            {"action", item.action},
                            {"link", item.link},
                            {"added", format_instant(item.added)},
                            {"proof", item.proof},
                            {"done", item.done ? Json(format_date(*item.done)) : Json(nullptr)}}
                           .dump());
        } else {
            fmt::print("{:<14}  {:<10}  {:<10}  {}\n", item.id, item.where,
                       session.word(item.action),
                       item.done ? fmt::format("{} {}", session.text("done", "fatto"),
                                               format_date(*item.done))
                                 : item.link);
        }
    }
    return open ? Exit::found : Exit::nothing;
}

template <class Run>
CLI::App* add_proof(CLI::App& parent, Session& session, const std::string& name,
                    const std::string& help, const Options& options, Run run) {
    CLI::App* command = add_command(parent, session, name, help,
                                    [&session, options, run] { return run(session, *options); });
    command->add_flag("--json", options->json);
    return command;
}

} // namespace

void add_proof_commands(CLI::App& app, Session& session) {
    auto options = std::make_shared<ProofOptions>();
    CLI::App* ledger = app.add_subcommand("ledger", "the account of what was done / il registro");
    ledger->require_subcommand(1);
    options->archive.add_to(
        *add_proof(*ledger, session, "verify", "is it whole? / è integro?", options, check_ledger));

    CLI::App* certificate = app.add_subcommand("certificate", "certificates / attestati");
    certificate->require_subcommand(1);
    CLI::App* checked = add_proof(*certificate, session, "verify", "offline / anche senza archivio",
                                  options, check_file);
    checked->add_option("FILE", options->file)->required();
    checked->add_option("--key", options->key, "public key of the controller / chiave pubblica");
    checked->add_option("--subject", options->subject,
                        "is it this person's? / è di questa persona?");
    checked->add_option("--page", options->page, "write it as a page / scrivilo come pagina");
    checked->add_option("-a,--archive", options->archive.directory,
                        "the archive it must be of / l'archivio a cui deve appartenere");
    checked->add_option("--key-file", options->archive.key_file);
    checked->add_option("--passphrase-file", options->archive.passphrase_file);

    CLI::App* archive = app.add_subcommand("archive", "care of an archive / cura dell'archivio");
    archive->require_subcommand(1);
    options->archive.add_to(*add_proof(*archive, session, "verify",
                                       "open and compare everything / apri e confronta tutto",
                                       options, check_archive));
    options->archive.add_to(*add_proof(*archive, session, "compact",
                                       "rewrite without gaps, drop what expired / ricompatta",
                                       options, compact_archive));

    CLI::App* rekey = add_proof(*archive, session, "rekey",
                                "another master key or passphrase / cambia la chiave principale",
                                options, change_key);
    options->archive.add_to(*rekey);
    rekey->add_option("--new-key-file", options->new_key,
                      "made if it is not there / creato se non c'è");
    rekey->add_option("--new-passphrase-file", options->new_passphrase,
                      "its first line / la prima riga");

    CLI::App* backup = add_proof(
        app, session, "backup",
        "copies data and keys apart; put back with \"archive restore\" (\"restore\" alone turns "
        "pseudonyms back) / copia dati e chiavi separate; si ripristina con \"archive restore\"",
        options, make_backup);
    options->archive.add_to(*backup);
    backup->add_option("--data", options->data, "folder for the database / cartella per i dati")
        ->required();
    backup
        ->add_option("--keys", options->keys,
                     "folder for the keys, elsewhere / cartella per le chiavi, altrove")
        ->required();
    backup
        ->add_option("--days", options->days,
                     "how long copies of the keys live; default the policy's backup_days / vita "
                     "delle copie delle chiavi; altrimenti backup_days della policy")
        ->check(CLI::PositiveNumber);
    backup
        ->add_option("--data-days", options->data_days,
                     "how long copies of the data live; default: they are kept / vita delle copie "
                     "dei dati; altrimenti restano")
        ->check(CLI::PositiveNumber);

    CLI::App* restored = add_proof(
        *archive, session, "restore",
        "put a backup back and erase again what was erased since; not to be confused with \"oblio "
        "restore\", which turns pseudonyms back / ripristina una copia e ricancella",
        options, put_back);
    options->archive.add_to(*restored);
    restored->add_option("--data", options->data,
                         "a folder oblio-data-...; none: only replay / una cartella "
                         "oblio-data-...; senza: solo ricancellare");
    restored->add_option("--keys", options->keys,
                         "a folder oblio-keys-..., if keys were lost / una cartella "
                         "oblio-keys-..., se le chiavi sono perse");

    CLI::App* work =
        add_proof(app, session, "worklist", "what is still to be done by hand / da fare a mano",
                  options, show_work);
    options->archive.add_to(*work);
    work->add_option("--request", options->number);
    work->add_option("--done", options->done, "this one is done / questo è fatto");
    work->add_option("--proof", options->proof,
                     "how, such as a protocol number / come, per esempio il protocollo");
    work->add_option("--recipient", options->recipient,
                     "somebody to be told (art. 19) / chi va avvisato (art. 19)");
}

} // namespace oblio::cli
