// cli/src/request_actions.hpp: what each step of a request does when it is typed.
#pragma once

#include "archive_access.hpp"

#include "oblio/erasure/request.hpp"

#include <string>
#include <string_view>

namespace oblio::cli {

/// Everything that some step of a request takes.
struct RequestArguments {
    ArchiveArguments archive;
    std::string number, subject, kind = "erasure", channel = "email", received, requester;
    std::string requester_role = "self", again, ground, how, doubt, role, over_cap_by, reason, date,
                of;
    std::string answers_file, citizen_copy, text = "receipt", record, until, told, action,
                                            corrections;
    int days = -1;
    bool json = false, list = false;
};

/// One step of a request, given on the command line. Borrows both.
class RequestActions {
public:
    RequestActions(const Session& session, const RequestArguments& arguments)
        : session_{session}, arguments_{arguments} {}

    Exit open();
    Exit identify_person();
    Exit trace();
    Exit review();
    Exit plan();
    Exit keep();
    Exit release();
    Exit approve();
    Exit execute();
    Exit verify();
    Exit refuse();
    Exit extend();
    Exit withdraw();
    Exit duplicate();
    Exit close();
    Exit forget();
    Exit letter();
    Exit list();
    Exit show();

private:
    /// Opens the archive for the command, if the role may give it, then does one step.
    template <class Step>
    Exit with_archive(std::string_view command, Step step,
                      std::optional<std::string_view> role = std::nullopt);
    /// The same for steps that end in the case being shown.
    template <class Step> Exit stepping(std::string_view command, Step step);
    Result<Exit> shown(const Result<Request>& request, const Policy& policy) const;
    [[nodiscard]] Result<Date> day() const { return day_of_option(arguments_.date, "--on"); }
    [[nodiscard]] Result<Date> day_of_option(const std::string& given,
                                             std::string_view option) const;
    [[nodiscard]] Result<void> can_write_copy() const;
    [[nodiscard]] Result<void> write_copy(const Verification& proof) const;
    [[nodiscard]] Result<CaseFacts> facts(const Archive& archive, const Policy& policy) const;

    const Session& session_;
    const RequestArguments& arguments_;
};

} // namespace oblio::cli
