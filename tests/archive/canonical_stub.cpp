// tests/archive/canonical_stub.cpp: stands in until the scanner is there.
#include "oblio/detect/scanner.hpp"
namespace oblio { std::string Scanner::canonical(FindingType, std::string_view v){ return std::string{v}; } }
