// SPDX-License-Identifier: MIT
// The identity of this program, for keys of what it has computed.
#pragma once

#include <string>

namespace hookqual::commands {

/// Of the executable's bytes and the version of the libraries it parses with: two builds
/// that differ in anything have different digests.
std::string programDigest(const std::string &program);

} // namespace hookqual::commands
