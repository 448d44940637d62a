// SPDX-License-Identifier: MIT
#include "reports/HtmlAssets.h"

#include "reports/html/matrix.js.h"
#include "reports/html/script.js.h"
#include "reports/html/style.css.h"

namespace hookqual::reports {

llvm::StringRef styleSheet() {
  return kStyleCss;
}

llvm::StringRef tableScript() {
  return kScriptJs;
}

llvm::StringRef matrixScript() {
  return kMatrixJs;
}

} // namespace hookqual::reports
