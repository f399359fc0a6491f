// tests/support/run_program.hpp: runs the built program as a user would, and shows what it said.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oblio::test {

struct ProgramRun {
    int exit = -1; ///< 128 + signal if it was killed
    std::string out;
    std::string err;
    long peak_kilobytes = 0; ///< of memory, at least what this process held when it began
};

/// Did it say `what` among its messages?
[[nodiscard]] inline bool says(const ProgramRun& run, std::string_view what) {
    return run.err.find(what) != std::string::npos;
}

/// Runs the program with `arguments` and `input` on its standard input, in English, and waits.
[[nodiscard]] ProgramRun run_program(const std::vector<std::string>& arguments,
                                     std::string_view input = {});

} // namespace oblio::test
