// lib/tools/generate_fold.cpp: writes the two-stage fold table of lib/src/text/fold.cpp from ICU.
// Usage: generate_fold OUTPUT. Run by the build; never part of what is shipped.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

// Letters of other scripts that a reader takes for a Latin one, after case folding.
// Source: Unicode confusables data (UTS 39), the single-letter Cyrillic, Greek and Armenian rows
// whose target is one Latin letter; both cases are listed where they look alike in one case only.
struct Lookalike {
    UChar32 from;
    char to;
};
constexpr std::array lookalikes{
    Lookalike{0x0430, 'a'}, Lookalike{0x0410, 'a'}, Lookalike{0x0412, 'b'}, Lookalike{0x0441, 'c'},
    Lookalike{0x0421, 'c'}, Lookalike{0x0501, 'd'}, Lookalike{0x0435, 'e'}, Lookalike{0x0415, 'e'},
    Lookalike{0x04BB, 'h'}, Lookalike{0x041D, 'h'}, Lookalike{0x0456, 'i'}, Lookalike{0x0406, 'i'},
    Lookalike{0x0458, 'j'}, Lookalike{0x0408, 'j'}, Lookalike{0x041A, 'k'}, Lookalike{0x043A, 'k'},
    Lookalike{0x04CF, 'l'}, Lookalike{0x041C, 'm'}, Lookalike{0x043C, 'm'}, Lookalike{0x043E, 'o'},
    Lookalike{0x041E, 'o'}, Lookalike{0x0440, 'p'}, Lookalike{0x0420, 'p'}, Lookalike{0x051B, 'q'},
    Lookalike{0x0455, 's'}, Lookalike{0x0405, 's'}, Lookalike{0x0422, 't'}, Lookalike{0x0442, 't'},
    Lookalike{0x0475, 'v'}, Lookalike{0x051D, 'w'}, Lookalike{0x0445, 'x'}, Lookalike{0x0425, 'x'},
    Lookalike{0x0443, 'y'}, Lookalike{0x0423, 'y'}, Lookalike{0x04AF, 'y'}, Lookalike{0x03B1, 'a'},
    Lookalike{0x0391, 'a'}, Lookalike{0x0392, 'b'}, Lookalike{0x0395, 'e'}, Lookalike{0x0396, 'z'},
    Lookalike{0x0397, 'h'}, Lookalike{0x03B9, 'i'}, Lookalike{0x0399, 'i'}, Lookalike{0x039A, 'k'},
    Lookalike{0x03BA, 'k'}, Lookalike{0x039C, 'm'}, Lookalike{0x039D, 'n'}, Lookalike{0x03BF, 'o'},
    Lookalike{0x039F, 'o'}, Lookalike{0x03C1, 'p'}, Lookalike{0x03A1, 'p'}, Lookalike{0x03A4, 't'},
    Lookalike{0x03C4, 't'}, Lookalike{0x03C5, 'u'}, Lookalike{0x03A5, 'y'}, Lookalike{0x03BD, 'v'},
    Lookalike{0x03A7, 'x'}, Lookalike{0x03C7, 'x'}, Lookalike{0x0561, 'w'}, Lookalike{0x0570, 'h'},
    Lookalike{0x0578, 'n'}, Lookalike{0x057D, 'u'}, Lookalike{0x0585, 'o'}, Lookalike{0x0131, 'i'},
    Lookalike{0x0261, 'g'}};

// Typographic forms that NFKD leaves alone and Italian writers use for ASCII ones.
struct PlainForm {
    UChar32 from;
    char to;
};
constexpr PlainForm plain_forms[] = {
    {0x2018, '\''}, {0x2019, '\''}, {0x201B, '\''}, {0x02BC, '\''}, {0x02B9, '\''}, {0x2032, '\''},
    {0x00B4, '\''}, {0x0060, '\''}, {0x201C, '"'},  {0x201D, '"'},  {0x201E, '"'},  {0x00AB, '"'},
    {0x00BB, '"'},  {0x2010, '-'},  {0x2011, '-'},  {0x2012, '-'},  {0x2013, '-'},  {0x2014, '-'},
    {0x2015, '-'},  {0x2212, '-'},  {0x2028, '\n'}, {0x2029, '\n'}, {0x0085, '\n'}, {0x2044, '/'},
    {0x2215, '/'},  {0x2024, '.'},  {0x3002, '.'},  {0x00D8, 'o'},  {0x00F8, 'o'},  {0x0142, 'l'},
    {0x0141, 'l'},  {0x0111, 'd'},  {0x0110, 'd'}};

constexpr unsigned lookalike_bit = 0x80000000U;
constexpr unsigned mark_bit = 0x40000000U;

bool is_removed(UChar32 c) {
    const auto type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
           type == U_COMBINING_SPACING_MARK ||
           u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

void append_plain(UChar32 c, std::string& out) {
    for (const auto& [from, to] : plain_forms) {
        if (from == c) {
            out += to;
            return;
        }
    }
    if (const int digit = u_charDigitValue(c); digit >= 0 && digit <= 9) {
        out += static_cast<char>('0' + digit);
        return;
    }
    if (u_charType(c) == U_SPACE_SEPARATOR) {
        out += ' ';
        return;
    }
    icu::UnicodeString(c).toUTF8String(out);
}

struct Folded {
    std::string bytes;
    unsigned flags = 0;
};

Folded fold_one(UChar32 c, const icu::Normalizer2& nfkd) {
    Folded folded;
    for (const auto& [from, to] : plain_forms) {
        if (from == c) {
            folded.bytes = to;
            return folded;
        }
    }
    for (const auto& row : lookalikes) {
        if (row.from == c) {
            folded.bytes = row.to;
            folded.flags = lookalike_bit;
            return folded;
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString form = nfkd.normalize(icu::UnicodeString(c), status);
    form.foldCase(U_FOLD_CASE_DEFAULT);
    form = nfkd.normalize(form, status);
    if (U_FAILURE(status)) {
        std::cerr << "generate_fold: " << u_errorName(status) << '\n';
        std::exit(2);
    }
    for (int32_t at = 0; at < form.length(); at = form.moveIndex32(at, 1)) {
        if (const UChar32 part = form.char32At(at); !is_removed(part)) {
            append_plain(part, folded.bytes);
        }
    }
    const auto type = u_charType(c);
    if (folded.bytes.empty() && (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
                                 type == U_COMBINING_SPACING_MARK)) {
        folded.flags = mark_bit;
    }
    return folded;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: generate_fold OUTPUT\n";
        return 2;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) {
        std::cerr << "generate_fold: " << u_errorName(status) << '\n';
        return 2;
    }
    constexpr UChar32 block_size = 128;
    std::string pool;
    std::map<std::string, unsigned> offsets;
    std::map<std::vector<unsigned>, unsigned> blocks;
    std::vector<const std::vector<unsigned>*> order;
    std::vector<unsigned> stage1;
    for (UChar32 start = 0; start < 0x110000; start += block_size) {
        std::vector<unsigned> block;
        for (UChar32 c = start; c < start + block_size; ++c) {
            std::string self;
            if (!U_IS_SURROGATE(c)) {
                icu::UnicodeString(c).toUTF8String(self);
            }
            const Folded folded = U_IS_SURROGATE(c) ? Folded{} : fold_one(c, *nfkd);
            if (folded.bytes == self) {
                block.push_back(0); // folds to itself
                continue;
            }
            auto [place, fresh] =
                offsets.try_emplace(folded.bytes, static_cast<unsigned>(pool.size()));
            if (fresh) {
                pool += folded.bytes;
            }
            // value: flags | (length + 1) << 20 | offset in the pool
            block.push_back(folded.flags | static_cast<unsigned>(folded.bytes.size() + 1) << 20U |
                            place->second);
        }
        auto [place, fresh] =
            blocks.try_emplace(std::move(block), static_cast<unsigned>(blocks.size()));
        if (fresh) {
            order.push_back(&place->first);
        }
        stage1.push_back(place->second);
    }
    std::ofstream out(argv[1]);
    out << "// Generated by lib/tools/generate_fold.cpp from ICU " << U_ICU_VERSION << ", Unicode "
        << U_UNICODE_VERSION << ".\n";
    out << "constexpr unsigned short fold_stage1[] = {";
    for (std::size_t i = 0; i < stage1.size(); ++i) {
        out << (i % 24 == 0 ? "\n" : "") << stage1[i] << ',';
    }
    out << "};\nconstexpr unsigned fold_stage2[] = {";
    for (const auto* block : order) {
        for (std::size_t i = 0; i < block->size(); ++i) {
            out << (i % 16 == 0 ? "\n" : "") << (*block)[i] << "U,";
        }
    }
    out << "};\nconstexpr unsigned char fold_pool[] = {";
    for (std::size_t i = 0; i < pool.size(); ++i) {
        out << (i % 24 == 0 ? "\n" : "")
            << static_cast<unsigned>(static_cast<unsigned char>(pool[i])) << ',';
    }
    out << "};\n";
    return out.flush() ? 0 : 2;
}
