// tests/install/consumer/main.cpp: the README's example, on the installed library.
#include <oblio/detect/scanner.hpp>

#include <filesystem>
#include <iostream>

int main() {
    const std::filesystem::path folders[] = {PATTERNS};
    const auto patterns = oblio::PatternSet::load(folders);
    if (!patterns) {
        std::cerr << patterns.error().detail << '\n';
        return 2;
    }
    const auto scanner = oblio::Scanner::create(patterns.value());
    if (!scanner) {
        std::cerr << scanner.error().detail << '\n';
        return 2;
    }
    for (const oblio::Finding& finding : scanner->scan("Chiamate il 316 555 0101")) {
        std::cout << oblio::type_name(finding.type) << '\n';
    }
}
