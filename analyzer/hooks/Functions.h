// SPDX-License-Identifier: MIT
// Where functions begin and end in a C file that is not preprocessed.
//
// Braces count, with two repairs: the branches of a conditional start from the same depth, and a
// `}` in column 1 with something else in column 1 behind it ends a function whatever was counted.
#pragma once

#include "analyzer/hooks/Lexer.h"

namespace hookqual::hooks {

struct FunctionBody {
  std::string name;           // `do_open`; with its macro `SYSCALL_DEFINE2(setdomainname)`
  size_t first = 0;           // token of the declaration
  size_t nameToken = 0;       // of the function, or of the macro
  size_t open = 0, close = 0; // tokens of the braces
};

std::vector<FunctionBody> functionsIn(const LexedText &file);

} // namespace hookqual::hooks
