// SPDX-License-Identifier: MIT
// A report with one of everything, for the tests of the renderers. Its text and JSON are
// kept in reports/golden/; `HOOKQUAL_REFRESH=1 reports_test` rewrites them.
#pragma once

#include "reports/Finding.h"

namespace hookqual::reports {

inline Finding sampleFinding() {
  Finding finding;
  finding.fingerprint = "5f0c2a7d11aa";
  finding.rule = "vfs/unlink";
  finding.confidence = "high";
  finding.kind = "bypass";
  finding.authorizer = "authorize_name_remove";
  finding.operation = "inode_operations.unlink";
  finding.object = "dentry";
  finding.message = "'dentry' reaches inode_operations.unlink without authorize_name_remove on some paths";
  finding.why = "removing a name is decided per directory and per victim";
  finding.function = "drop_entry";
  finding.where = {"fs/namei.c", 4535, 12, 4535, 44};
  finding.feasibility = Feasibility::Feasible;
  finding.model = {{"flags", "0"}, {"type", "ISDIR"}};
  finding.entries = {{"unlink", "system-call"}, {"exporter", "exported"}};
  finding.routes = {{"9a01", {"unlink", "system-call"}, {"system_call_drop", "drop_in_dir", "drop_entry"}}};
  const std::vector<std::pair<std::string, std::string>> unchecked{{"dentry", "unchecked"}};
  finding.path = {
      {{"fs/namei.c", 4600, 1, 4600, 9}, "drop_in_dir", "enters system call unlink", {}, 0},
      {{"fs/namei.c", 4585, 6, 4585, 22},
       "drop_in_dir",
       "object looked up here by lookup_one",
       unchecked,
       0,
       StepKind::Lookup},
      {{"fs/namei.c", 4587, 6, 4587, 11},
       "drop_in_dir",
       "branch taken: error == 0",
       unchecked,
       0,
       StepKind::Branch,
       Importance::Unimportant},
      {{"fs/namei.c", 4590, 10, 4590, 30},
       "drop_in_dir",
       "calls drop_entry",
       unchecked,
       0,
       StepKind::Calls,
       Importance::Important},
      {{"fs/namei.c", 4500, 1, 4500, 1},
       "drop_entry",
       "enters drop_entry",
       unchecked,
       1,
       StepKind::Enters,
       Importance::Unimportant},
      {{"fs/namei.c", 4530, 6, 4530, 15},
       "drop_entry",
       "not checked: `authorize_name_remove` at fs/namei.c:4531 runs only if flags & 1",
       unchecked,
       1,
       StepKind::NotChecked},
      {{"fs/namei.c", 4535, 12, 4535, 44},
       "drop_entry",
       "operation: inode_operations.unlink",
       {{"dentry", "unchecked"}, {"dir", "checked(authorize_name_remove)"}},
       1,
       StepKind::Operation},
  };
  finding.advice = {{"rules/linux/vfs.yaml", 12},
                    "call `authorize_name_remove` on `dentry` before fs/namei.c:4535, and go on only if it "
                    "returns 0",
                    "- caller: drop_entry\n  why: say why no check is needed\n"};
  return finding;
}

inline Ledger sampleLedger() {
  Ledger ledger;
  ledger.units = 4;
  ledger.parsed = 2;
  ledger.skipped = {{"fs/broken.c", "does not parse"}, {"mm/crash.c", "the worker crashed"}};
  ledger.parsedPlainly = 1;
  ledger.functions = 812;
  ledger.calls = 5000;
  ledger.callsUnresolved = 7;
  ledger.rules = 2;
  ledger.silentRules = {{"bpf/map-fd", "no call of security_bpf_map"}};
  ledger.unusedExemptions = {"vfs/unlink: rules/linux/vfs.yaml:12:5: stacked file systems"};
  ledger.operations = 31;
  ledger.typeErrors = 3;
  ledger.refuted = 1;
  ledger.exempted = 1;
  ledger.overflows = {{"states a block", 2}};
  ledger.analyses = 120;
  ledger.mostVisits = 3;
  ledger.assumptions = {"heap fields are stable between check and use"};
  return ledger;
}

inline Mediation sampleMediation() {
  Mediation mediation;
  mediation.rules = {
      {"bpf/map-fd",
       "low",
       "a map is handed out",
       {"rules/linux/bpf.yaml", 3, 3, 3, 3},
       {"security_bpf_map"},
       {"bpf_map_new_fd"},
       {"bpf_map"}},
      {"vfs/unlink",
       "high",
       "removing a name is decided per directory and per victim",
       {"rules/linux/vfs.yaml", 12, 3, 12, 3},
       {"authorize_name_remove", "authorize_all"},
       {"inode_operations.unlink"},
       {"dentry", "inode"}},
  };
  const std::string unlink = "inode_operations.unlink";
  mediation.operations = {
      {"01aa",
       "vfs/unlink",
       unlink,
       "victim",
       "vfs_unlink",
       {"fs/namei.c", 4300, 9, 4300, 40},
       Verdict::Proved},
      {"02aa",
       "vfs/unlink",
       unlink,
       "victim",
       "vfs_remove",
       {"fs/namei.c", 4400, 9, 4400, 40},
       Verdict::Refuted},
      {"5f0c2a7d11aa",
       "vfs/unlink",
       unlink,
       "dentry",
       "drop_entry",
       {"fs/namei.c", 4535, 12, 4535, 44},
       Verdict::Violated,
       "",
       true},
      {"77aa",
       "vfs/unlink",
       unlink,
       "dentry",
       "drop_entry",
       {"fs/namei.c", 4600, 12, 4600, 44},
       Verdict::Unknown,
       "the solver did not decide whether an unchecked path exists",
       true},
      {"03aa",
       "vfs/unlink",
       unlink,
       "victim",
       "ovl_unlink",
       {"fs/overlayfs/dir.c", 12, 3, 12, 30},
       Verdict::Exempt},
      {"04aa",
       "vfs/unlink",
       unlink,
       "",
       "ipc_unlink",
       {"ipc/mqueue.c", 900, 3, 900, 30},
       Verdict::Assumed,
       "no caller of `ipc_unlink` was captured"},
  };
  mediation.calls = {{"authorize_name_remove", "vfs_unlink", {"fs/namei.c", 4290, 9, 4290, 40}}};
  mediation.entries = {"unlink", "unlinkat"};
  mediation.reach = {{0, 1, 3, 3, 1, 1}, {1, 1, 4, 4, 1, 0}};
  mediation.subsystems = {{"fs", {0, 1}}, {"ipc", {0}}};
  return mediation;
}

inline Report sampleReport() {
  Report report;
  report.toolVersion = "0.1.0";
  report.rulesDigest = "00ff";
  report.kernelVersion = "6.12.1";
  report.configDigest = "aa55";
  report.ledger = sampleLedger();
  report.mediation = sampleMediation();
  report.findings.push_back(sampleFinding());

  Finding undecided = sampleFinding();
  undecided.fingerprint = "77aa";
  undecided.where.line = 4600;
  undecided.feasibility = Feasibility::Unknown;
  undecided.model.clear();
  undecided.entries.clear();
  undecided.routes.clear();
  undecided.path.clear();
  undecided.suppressed = "reviewed: the directory is private";
  report.findings.push_back(undecided);
  return report;
}

} // namespace hookqual::reports
