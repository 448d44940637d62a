// SPDX-License-Identifier: MIT
// The few typefaces of the text report, so that its writers never see escape codes.
#pragma once

#include "reports/TextReport.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::reports {

class TextStyle {
public:
  TextStyle(llvm::raw_ostream &out, Colour colour) : out_(out), colour_(colour) {}

  llvm::raw_ostream &out() { return out_; }

  void strong(llvm::StringRef text) { wrap("\033[1m", text); }
  void warning(llvm::StringRef text) { wrap("\033[1;35m", text); }
  void state(llvm::StringRef text) { wrap("\033[33m", text); }
  void faint(llvm::StringRef text) { wrap("\033[2m", text); }

  /// The left column of the lines below a finding and of the ledger.
  void label(llvm::StringRef text) {
    out_ << "  ";
    faint(text);
    out_.indent(text.size() < kLabelWidth ? kLabelWidth - text.size() : 1);
  }

  static constexpr unsigned kLabelWidth = 20;

private:
  void wrap(llvm::StringRef code, llvm::StringRef text) {
    if (colour_ == Colour::Always)
      out_ << code << text << "\033[0m";
    else
      out_ << text;
  }

  llvm::raw_ostream &out_;
  Colour colour_;
};

} // namespace hookqual::reports
