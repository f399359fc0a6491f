// tests/detect/allocations_test.cpp: a scanner that has grown asks for no memory where there is
// nothing to weigh, and for little elsewhere. This program counts what operator new is asked for.
#include "oblio/detect/scanner.hpp"

#include "support/paths.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace {

std::atomic<std::size_t>& allocations() {
    static std::atomic<std::size_t> count{0};
    return count;
}

void* counted(std::size_t size) {
    allocations().fetch_add(1, std::memory_order_relaxed);
    void* const memory = std::malloc(size > 0 ? size : 1);
    if (memory == nullptr) {
        throw std::bad_alloc{};
    }
    return memory;
}

} // namespace

void* operator new(std::size_t size) {
    return counted(size);
}
void* operator new[](std::size_t size) {
    return counted(size);
}
// std::stable_sort asks this way and gives back the other: both must be ours.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    allocations().fetch_add(1, std::memory_order_relaxed);
    return std::malloc(size > 0 ? size : 1);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

using namespace oblio;

Scanner scanner() {
    static const auto patterns = [] {
        const std::vector<std::filesystem::path> folders{test::source_folder() / "patterns"};
        return PatternSet::load(folders).value();
    }();
    return Scanner::create(patterns).value();
}

/// What the third scan of `text` asks for: by then all buffers and automata have grown.
std::size_t asked_for(const Scanner& scan, const std::string& text) {
    for (int times = 0; times < 2; ++times) {
        static_cast<void>(scan.scan(text));
    }
    const std::size_t before = allocations();
    static_cast<void>(scan.scan(text));
    return allocations() - before;
}

} // namespace

TEST_CASE("The counter of allocations counts", "[allocations]") {
    const std::size_t before = allocations();
    const auto number = std::make_unique<int>(1);
    CHECK(allocations() - before == 1);
    CHECK(*number == 1);
}

TEST_CASE("A text in which nothing is to be weighed is scanned without an allocation",
          "[allocations]") {
    const Scanner scan = scanner();
    for (const std::string text :
         {"", "il mercato è aperto anche domani", "che bella giornata, grazie a tutti 😂😂",
          "Ma quando aprono la piscina? Non se ne può più!\nVergogna...",
          "la raccolta della carta è spostata a lunedì dopo la festa"}) {
        INFO(text);
        CHECK(asked_for(scan, text) == 0);
    }
}

TEST_CASE("Ten times the text around a finding asks for hardly more memory", "[allocations]") {
    const Scanner scan = scanner();
    std::vector<std::size_t> asked;
    for (const int lines : {20, 200}) {
        std::string text = "chiamatemi al 316 555 7788\n";
        for (int line = 0; line < lines; ++line) {
            text += "che bella giornata, il mercato è aperto anche domani\n";
        }
        asked.push_back(asked_for(scan, text));
    }
    CHECK(asked[0] > 0);
    CHECK(asked[1] <= asked[0] + 16); // buffers double
}
