// cli/src/help_page.cpp
#include "help_page.hpp"

#include <fmt/format.h>

#include <sstream>
#include <utility>

namespace oblio::cli {
namespace {

class HelpPage final : public CLI::Formatter {
public:
    explicit HelpPage(const Session& session) : session_{session} {}

    std::string make_description(const CLI::App* app) const override {
        return half(app->get_description()) + "\n";
    }
    std::string make_option_desc(const CLI::Option* option) const override {
        return half(option->get_description());
    }
    std::string make_subcommand(const CLI::App* command) const override {
        std::ostringstream out;
        CLI::detail::format_help(out, command->get_name(), half(command->get_description()),
                                 get_column_width());
        return out.str();
    }
    std::string make_group(std::string group, bool positional,
                           std::vector<const CLI::Option*> options) const override {
        return Formatter::make_group(label(group), positional, std::move(options));
    }
    std::string make_usage(const CLI::App* app, std::string name) const override {
        return replaced(
            Formatter::make_usage(app, std::move(name)),
            {{"Usage:", "Uso:"}, {"[OPTIONS]", "[OPZIONI]"}, {"SUBCOMMAND", "COMANDO"}});
    }
    std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode mode) const override {
        return replaced(Formatter::make_subcommands(app, mode), {{"Subcommands:", "Comandi:"}});
    }
    std::string make_option_opts(const CLI::Option* option) const override {
        return replaced(Formatter::make_option_opts(option), {{" TEXT", " TESTO"},
                                                              {" UINT", " NUMERO"},
                                                              {" INT", " NUMERO"},
                                                              {" FLOAT", " NUMERO"},
                                                              {":POSITIVE", ""},
                                                              {" REQUIRED", " OBBLIGATORIO"}});
    }

private:
    [[nodiscard]] std::string half(const std::string& both) const {
        constexpr std::string_view between = " / ";
        const std::size_t at = both.find(between);
        return at == std::string::npos
                   ? both
                   : std::string{session_.text(std::string_view{both}.substr(0, at),
                                               std::string_view{both}.substr(at + between.size()))};
    }
    [[nodiscard]] std::string label(const std::string& group) const {
        return group == "Options"       ? std::string{session_.text("Options", "Opzioni")}
               : group == "Positionals" ? std::string{session_.text("Arguments", "Argomenti")}
                                        : group;
    }
    [[nodiscard]] std::string
    replaced(std::string text,
             std::initializer_list<std::pair<std::string, std::string>> words) const {
        if (session_.language() == Language::italian) {
            for (const auto& [english, italian] : words) {
                text = CLI::detail::find_and_replace(std::move(text), english, italian);
            }
        }
        return text;
    }

    const Session& session_;
};

} // namespace

std::shared_ptr<CLI::FormatterBase> help_page(const Session& session) {
    return std::make_shared<HelpPage>(session);
}

std::string refusal(const Session& session, const CLI::Error& error) {
    return fmt::format("oblio: {}\n{}\n", session.said(error.what()),
                       session.text("More with --help.", "Di più con --help."));
}

} // namespace oblio::cli
