// tests/support/run_program.cpp: input and output go through files, so no pipe can fill up.
#include "support/run_program.hpp"
#include "support/files.hpp"

#include "support/paths.hpp"
#include "support/temp_dir.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace oblio::test {
namespace {

void redirect(const std::filesystem::path& path, int flags, int descriptor) {
    const int opened = ::open(path.c_str(), flags, 0600);
    if (opened < 0 || ::dup2(opened, descriptor) < 0) {
        ::_exit(127);
    }
}

} // namespace

ProgramRun run_program(const std::vector<std::string>& arguments, std::string_view input) {
    const TempDir dir;
    std::ofstream{dir.path() / "in", std::ios::binary} << input;
    std::vector<std::string> words{program().string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        redirect(dir.path() / "in", O_RDONLY, STDIN_FILENO);
        redirect(dir.path() / "out", O_WRONLY | O_CREAT, STDOUT_FILENO);
        redirect(dir.path() / "err", O_WRONLY | O_CREAT, STDERR_FILENO);
        ::setenv("LC_ALL", "C.UTF-8", 1);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    ProgramRun run;
    run.peak_kilobytes = used.ru_maxrss;
    run.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.out = bytes_of_file(dir.path() / "out");
    run.err = bytes_of_file(dir.path() / "err");
    return run;
}

} // namespace oblio::test
