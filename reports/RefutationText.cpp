// SPDX-License-Identifier: MIT
#include "reports/RefutationText.h"

#include "reports/FindingText.h"

namespace hookqual::reports {

namespace {

void writeRefutation(const Refutation &refutation, TextStyle &style) {
  style.strong(place(refutation.where));
  style.out() << "refuted: `" << refutation.operation << "` on `" << refutation.object << "` from `"
              << refutation.from << "` [" << refutation.rule << "]\n";
  if (refutation.because.empty())
    style.out() << "  the solver did not say what leaves no path\n";
  else
    style.out() << "  no path has all of these:\n";
  for (const Contradiction &each : refutation.because) {
    style.out() << "    ";
    style.faint(place(each.where));
    style.out() << each.event << '\n';
  }
  style.out() << '\n';
}

} // namespace

void writeRefutations(const Report &report, llvm::raw_ostream &out, Colour colour) {
  TextStyle style(out, colour);
  for (const Refutation &refutation : report.refutations)
    writeRefutation(refutation, style);
  out << report.ledger.refuted << " of " << report.ledger.typeErrors << " type errors were refuted\n";
}

} // namespace hookqual::reports
