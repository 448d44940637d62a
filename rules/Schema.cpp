// SPDX-License-Identifier: MIT
#include "rules/Schema.h"

namespace hookqual::rules {

const KeySchema *TableSchema::find(llvm::StringRef key) const {
  for (const KeySchema &candidate : keys)
    if (candidate.name == key)
      return &candidate;
  return nullptr;
}

const TableSchema &ruleSchema() {
  static const KeySchema keys[] = {
      {"rule", Need::Required, "", "`subsystem/kebab-case`", "The rule's id, unique over all files.",
       "rule: vfs/unlink"},
      {"authorizer", Need::OneOf, "authorizer", "function",
       "The function whose accepting result checks the objects.", "authorizer: security_inode_unlink"},
      {"stored", Need::OneOf, "authorizer", "`record.field`",
       "In place of a function: the object is ready when this field of it was set, before the operation "
       "lets others find it. On the left side of `objects` it is `base`.",
       "stored: kern_ipc_perm.uid"},
      {"any-of", Need::OneOf, "authorizer", "list of at least two alternatives",
       "Several authorizers, each of which serves.",
       "any-of: [{authorizer: uid_eq, accepts: nonzero, objects: {right: arg1->uid}}, {authorizer: uid_eq, "
       "accepts: nonzero, objects: {right: arg1->cuid}}]"},
      {"operation", Need::OneOf, "operation", "operation", "The only operation that needs the check.",
       "operation: {call: inode_operations.unlink}"},
      {"on", Need::OneOf, "operation", "list of at least two operations",
       "The operations that need the check.",
       "on: [{call: file_operations.read, objects: {file: arg0}}, {call: file_operations.read_iter, objects: "
       "{file: arg0->ki_filp}}]"},
      {"objects", Need::Optional, "", "map",
       "Expression over the authorizer's parameters -> expression over the operation's operands; all pairs "
       "must "
       "hold for one and the same authorizer call. The default for every operation without an own map.",
       "objects: {dir: arg0, dentry: arg1}"},
      {"object", Need::Optional, "", "`system`",
       "The authorizer judges the system as a whole: any accepted call of it on the path serves.",
       "object: system"},
      {"mode", Need::Optional, "", "mode", "The right that must have been checked.",
       "mode: {parameter: mask, has: MAY_WRITE}"},
      {"accepts", Need::Optional, "", "word or one number",
       "Which results of the authorizer accept; `zero` if not said.", "accepts: not-negative"},
      {"invalidated-by", Need::Optional, "", "expression or list",
       "What the authorizer judges of its objects, over its parameters: if that changes between the check "
       "and the operation, the objects are unchecked again. Of a struct its first eight bytes count.",
       "invalidated-by: bprm->file"},
      {"entries", Need::Optional, "", "list of entry classes",
       "Only operations reached from such entries are asked; if not said, from all but `internal` ones.",
       "entries: [system-call, op-table, exported, internal]"},
      {"exempt", Need::Optional, "", "list of exemptions", "Where no check is needed, each with its reason.",
       "exempt: [{caller: do_emergency_remount_callback, why: SysRq makes everything read-only}]"},
      {"confidence", Need::Optional, "", "word", "How sure the rule itself is; `high` if not said.",
       "confidence: moderate"},
      {"demands", Need::Optional, "", "word", "What the authorizer does; `check` if not said.",
       "demands: label"},
      {"for-kernels", Need::Optional, "", "version range",
       "Kernels that the rule holds for; all if not said.", "for-kernels: \">=6.8\""},
      {"why", Need::Required, "", "sentence", "The reason, as a report shows it.",
       "why: removing a name is decided per directory and per victim"},
  };
  static const TableSchema table{"a rule",
                                 "An operation on an object needs an authorizer on the same object.", keys};
  return table;
}

const TableSchema &casesSchema() {
  static const KeySchema keys[] = {
      {"cases", Need::Required, "", "list of at least two cases", "The rules.",
       "cases: [{rule: lockdown/kexec, equals: LOCKDOWN_KEXEC, operation: {call: do_kexec_load}}, {rule: "
       "lockdown/bpf-write-user, equals: LOCKDOWN_BPF_WRITE_USER, operation: {call: "
       "bpf_get_probe_write_proto}}]"},
      {"cases-by", Need::Required, "", "name", "The authorizer's parameter that carries the right.",
       "cases-by: what"},
      {"authorizer", Need::Required, "", "function", "As in a rule.", "authorizer: security_locked_down"},
      {"accepts", Need::Optional, "", "word or one number", "As in a rule.", "accepts: not-negative"},
      {"invalidated-by", Need::Optional, "", "expression or list", "As in a rule.",
       "invalidated-by: bprm->file"},
      {"object", Need::Optional, "", "`system`", "As in a rule.", "object: system"},
      {"objects", Need::Optional, "", "map", "As in a rule.", "objects: {file: arg0}"},
      {"entries", Need::Optional, "", "list of entry classes", "As in a rule.",
       "entries: [system-call, op-table, exported, internal]"},
      {"exempt", Need::Optional, "", "list of exemptions", "As in a rule.",
       "exempt: [{caller: do_emergency_remount_callback, why: SysRq makes everything read-only}]"},
      {"confidence", Need::Optional, "", "word", "As in a rule.", "confidence: moderate"},
      {"for-kernels", Need::Optional, "", "version range", "As in a rule.", "for-kernels: \">=6.9\""},
      {"why", Need::Optional, "", "sentence", "As in a rule, for cases without an own reason.",
       "why: another kernel would run with the rights of this one"},
  };
  static const TableSchema table{"an item with cases",
                                 "Rules of one authorizer that differ in the right it is asked for.", keys};
  return table;
}

const TableSchema &caseSchema() {
  static const KeySchema keys[] = {
      {"rule", Need::Required, "", "`subsystem/kebab-case`", "As in a rule.", "rule: lockdown/kexec"},
      {"has", Need::OneOf, "test", "constant or list", "As in a mode.", "has: MAY_WRITE"},
      {"any-bit", Need::OneOf, "test", "constant or list", "As in a mode.",
       "any-bit: [ATTR_MODE, ATTR_UID, ATTR_GID]"},
      {"equals", Need::OneOf, "test", "constant or list", "As in a mode.", "equals: LOCKDOWN_KEXEC"},
      {"operation", Need::OneOf, "operation", "operation", "As in a rule.",
       "operation: {call: do_kexec_load}"},
      {"on", Need::OneOf, "operation", "list of at least two operations", "As in a rule.",
       "on: [{call: file_operations.write, objects: {file: arg0}}, {call: file_operations.fallocate, "
       "objects: {file: arg0}}]"},
      {"objects", Need::Optional, "", "map", "In place of the item's.", "objects: {file: arg1}"},
      {"entries", Need::Optional, "", "list of entry classes", "In place of the item's.",
       "entries: [system-call, op-table, exported, internal]"},
      {"exempt", Need::Optional, "", "list of exemptions", "In place of the item's.",
       "exempt: [{caller: do_emergency_remount_callback, why: SysRq makes everything read-only}]"},
      {"confidence", Need::Optional, "", "word", "In place of the item's.", "confidence: moderate"},
      {"for-kernels", Need::Optional, "", "version range", "In place of the item's.",
       "for-kernels: \">=6.3\""},
      {"why", Need::Optional, "", "sentence", "In place of the item's.",
       "why: another kernel would run with the rights of this one"},
  };
  static const TableSchema table{"a case", "One of the rules of an item with cases.", keys};
  return table;
}

const TableSchema &alternativeSchema() {
  static const KeySchema keys[] = {
      {"authorizer", Need::OneOf, "authorizer", "function",
       "The function whose accepting result checks the objects.", "authorizer: security_file_truncate"},
      {"predicate", Need::OneOf, "authorizer", "function",
       "A function that tells where no check is needed; its other answer refuses nothing.",
       "predicate: task_no_new_privs"},
      {"stored", Need::OneOf, "authorizer", "`record.field`", "As in a rule.", "stored: kern_ipc_perm.uid"},
      {"objects", Need::Optional, "", "map", "As in a rule; serves in place of the operation's map.",
       "objects: {\"file->f_path.dentry\": arg1}"},
      {"mode", Need::Optional, "", "mode", "The right that must have been checked.",
       "mode: {parameter: mask, has: MAY_WRITE}"},
      {"accepts", Need::Optional, "", "word or one number", "Which results accept; `zero` if not said.",
       "accepts: nonzero"},
      {"invalidated-by", Need::Optional, "", "expression or list", "As in a rule.",
       "invalidated-by: bprm->file"},
  };
  static const TableSchema table{"an alternative", "One authorizer of `any-of`.", keys};
  return table;
}

const TableSchema &operationSchema() {
  static const KeySchema keys[] = {
      {"call", Need::OneOf, "operation", "name or list of names",
       "A call of a function, or through a member (`record.field`); its arguments are arg0, arg1, …",
       "call: inode_operations.unlink"},
      {"store", Need::OneOf, "operation", "`record.field` or list",
       "A write of a field: `base` is the record, `value` what is written.", "store: bpf_map.map_type"},
      {"load", Need::OneOf, "operation", "`record.field` or list",
       "A read of a field: `base` is the record, `value` what is read.", "load: task_struct.nsproxy"},
      {"returns", Need::OneOf, "operation", "name or list of names",
       "The end of a function, or of those kept in a member: arg0, arg1, … are its parameters, `value` is "
       "what it returns.",
       "returns: file_operations.open"},
      {"of", Need::Optional, "", "name glob or list",
       "With `returns` of a member: only the functions that these variables keep there.",
       "of: \"<tracefs-files>\""},
      {"objects", Need::Optional, "", "map", "As in a rule, for this operation.", "objects: {file: arg0}"},
      {"when", Need::Optional, "", "map: expression -> test", "It is an operation only if all of these hold.",
       "when: {value: {has: FMODE_OPENED}}"},
      {"unless", Need::Optional, "", "map: expression -> test", "It is no operation if one of these holds.",
       "unless: {arg0: {is: current->mm}}"},
      {"within", Need::Optional, "", "name or list of names",
       "It is an operation only inside these functions.", "within: do_umount"},
      {"also-direct", Need::Optional, "", "`true`",
       "Direct calls of the functions that implement the member count too.", "also-direct: true"},
  };
  static const TableSchema table{"an operation", "What needs the check.", keys};
  return table;
}

const TableSchema &acceptsSchema() {
  static const KeySchema keys[] = {
      {"equals", Need::Required, "", "number or constant", "This alone accepts, and all others refuse.",
       "equals: -38"},
  };
  static const TableSchema table{"accepted results", "Where one result accepts that no word names.", keys};
  return table;
}

const TableSchema &modeSchema() {
  static const KeySchema keys[] = {
      {"parameter", Need::Required, "", "name", "The authorizer's parameter that carries the right.",
       "parameter: mask"},
      {"has", Need::OneOf, "test", "constant or list", "All these bits are set.", "has: MAY_WRITE"},
      {"any-bit", Need::OneOf, "test", "constant or list", "At least one of these bits is set.",
       "any-bit: [ATTR_MODE, ATTR_UID, ATTR_GID]"},
      {"equals", Need::OneOf, "test", "constant or list", "It is one of these.", "equals: CAP_SYS_MODULE"},
  };
  static const TableSchema table{"a mode", "The right an authorizer was asked for.", keys};
  return table;
}

const TableSchema &conditionSchema() {
  static const KeySchema keys[] = {
      {"equals", Need::Optional, "", "constant or list", "It is one of these.", "equals: SIGCONT"},
      {"has", Need::Optional, "", "constant or list", "All these bits are set.", "has: FMODE_OPENED"},
      {"any-bit", Need::Optional, "", "constant or list", "At least one of these bits is set.",
       "any-bit: [ATTR_MODE, ATTR_UID, ATTR_GID]"},
      {"is", Need::Optional, "", "expression", "It is the same object.", "is: \"&bpf_map_fops\""},
  };
  static const TableSchema table{"a test", "What an operand is compared with.", keys};
  return table;
}

const TableSchema &exemptionSchema() {
  static const KeySchema keys[] = {
      {"caller", Need::Optional, "", "name glob or list",
       "A function on the way to the operation, its own included.",
       "caller: [__kernel_write, __kernel_write_iter]"},
      {"file", Need::Optional, "", "path glob or list", "The source file of such a function.",
       "file: \"fs/ecryptfs/*\""},
      {"entry", Need::Optional, "", "name glob, class, or list", "The entry that reaches the operation.",
       "entry: exported"},
      {"when", Need::Optional, "", "map: expression -> test", "What holds for the operation's operands.",
       "when: {arg1: {is: \"&bpf_map_fops\"}}"},
      {"object", Need::Optional, "", "`current`", "The object is the running task.", "object: current"},
      {"object-from", Need::Optional, "", "name or list", "The object was made by one of these functions.",
       "object-from: aio_private_file"},
      {"why", Need::Required, "", "sentence", "The reason.",
       "why: stacked file system; the upper file was checked by the same call"},
      {"reviewer", Need::Optional, "", "name", "Who looked at it.", "reviewer: M. Example <m@example.org>"},
      {"until", Need::Optional, "", "YYYY-MM-DD", "After this day it must be looked at again.",
       "until: 2027-06-30"},
  };
  static const TableSchema table{
      "an exemption",
      "Why an operation needs no check; every selector that is given must match, and one must be given.",
      keys};
  return table;
}

const TableSchema &entrySchema() {
  static const KeySchema keys[] = {
      {"entry", Need::Required, "", "word", "The class of the entries.", "entry: system-call"},
      {"function", Need::Optional, "", "name glob", "The function's name; what `*` stands for is %1.",
       "function: start_kernel"},
      {"holder", Need::Optional, "", "name glob", "The variable that keeps the function's address.",
       "holder: \"__UNIQUE_ID___addressable_*\""},
      {"member", Need::Optional, "", "`record.field`", "The field that keeps the function's address.",
       "member: work_struct.func"},
      {"linkage", Need::Optional, "", "word", "Whether the function is `static`.", "linkage: external"},
      {"display", Need::Optional, "", "text with %1",
       "The name users know it by; the function's own if not said.", "display: \"%1\""},
  };
  static const TableSchema table{
      "an entry",
      "How entries are recognised; one of `function`, `holder`, `member` at least. The first match counts.",
      keys};
  return table;
}

const TableSchema &valueSchema() {
  static const KeySchema keys[] = {
      {"value", Need::Required, "", "word", "The object.", "value: current"},
      {"call", Need::Required, "", "function", "The function whose result it always is.",
       "call: get_current"},
  };
  static const TableSchema table{"a value",
                                 "A function whose result is a known object wherever it is called.", keys};
  return table;
}

const TableSchema &lookupSchema() {
  static const KeySchema keys[] = {
      {"lookup", Need::Required, "", "function or list",
       "Functions that yield the same object for the same key, unless it was replaced meanwhile.",
       "lookup: [kern_path, path_lookupat]"},
      {"key", Need::Required, "", "operand or list", "The arguments that are the key.", "key: arg0"},
  };
  static const TableSchema table{
      "a lookup", "What is checked after one lookup and used after another may be two objects (`relookup`).",
      keys};
  return table;
}

const TableSchema &volatileSchema() {
  static const KeySchema keys[] = {
      {"volatile", Need::Required, "", "`record.field`", "The field.", "volatile: task_struct.real_parent"},
  };
  static const TableSchema table{
      "a volatile field", "Others may change it at any time, so that two reads are two lookups.", keys};
  return table;
}

const TableSchema &pureSchema() {
  static const KeySchema keys[] = {
      {"pure", Need::Required, "", "function or list", "The functions.", "pure: [make_vfsuid, make_vfsgid]"},
  };
  static const TableSchema table{"pure functions",
                                 "The result depends on the arguments only; expressions may apply them: "
                                 "`make_vfsuid(arg0, arg1, arg2)`.",
                                 keys};
  return table;
}

const TableSchema &subjectSchema() {
  static const KeySchema keys[] = {
      {"subject", Need::Required, "", "function or list",
       "Functions that change on whose behalf the running task acts.", "subject: override_creds"},
      {"becomes", Need::Required, "", "operand or `before`",
       "The credentials from then on; `before`: those before the last change.", "becomes: arg0"},
  };
  static const TableSchema table{
      "a change of subject",
      "Expressions name the credentials that are judged: `objects: {subject: arg0->f_cred}`.", keys};
  return table;
}

const TableSchema &hookSchema() {
  static const KeySchema keys[] = {
      {"hook", Need::Required, "", "function or list", "The hooks.",
       "hook: [security_kernel_act_as, security_kernel_create_files_as]"},
      {"none", Need::Required, "", "word", "Why no rule is given.", "none: allocates"},
      {"why", Need::Required, "", "sentence", "The reason.",
       "why: prepares the label of an object that nobody has seen yet"},
  };
  static const TableSchema table{"a hook note", "An authorizing hook for which no rule can be given.", keys};
  return table;
}

const TableSchema &hookFamilySchema() {
  static const KeySchema keys[] = {
      {"hooks", Need::Required, "", "name glob",
       "Functions that authorize; only those that return a value count.", "hooks: \"security_*\""},
      {"outside", Need::Optional, "", "path glob or list", "Files whose calls place nothing.",
       "outside: \"security/*\""},
  };
  static const TableSchema table{"a hook family", "Which calls `hookqual mutate` takes away, one at a time.",
                                 keys};
  return table;
}

const TableSchema &refusalSchema() {
  static const KeySchema keys[] = {
      {"refusal", Need::Required, "", "function or list", "The functions.",
       "refusal: [inode_permission, generic_permission]"},
      {"right", Need::Optional, "", "operand", "The argument that says which right is asked for.",
       "right: arg1"},
      {"named", Need::Optional, "", "prefix", "How the names of the constants begin that are the rights.",
       "named: CAP_"},
      {"family", Need::Optional, "", "name",
       "What they, and others of this family, ask for in different words.", "family: capability"},
      {"why", Need::Required, "", "sentence", "Why the answer is a refusal.",
       "why: the answer says whether the task has the capability"},
  };
  static const TableSchema table{
      "a refusal",
      "Functions by whose answer code refuses, besides hooks: `hookqual learn` compares siblings by them.",
      keys};
  return table;
}

const TableSchema &refusalErrorSchema() {
  static const KeySchema keys[] = {
      {"refusal-error", Need::Required, "", "constant or list", "Error numbers, positive.",
       "refusal-error: [EPERM, EACCES, EROFS, EOVERFLOW]"},
      {"where", Need::Optional, "", "word",
       "`field`: only where a field decides, not the answer of a function.", "where: field"},
      {"why", Need::Required, "", "sentence", "Why they are refusals.", "why: the caller may not do this"},
  };
  static const TableSchema table{
      "a refusal error",
      "Errors that say \"you may not\": what a branch tests before it returns one is a check.", keys};
  return table;
}

const TableSchema &setSchema() {
  static const KeySchema keys[] = {
      {"set", Need::Required, "", "name", "Lists of names and patterns take it as `<name>`.",
       "set: tracefs-files"},
      {"names", Need::Required, "", "name glob or list", "What stands for it.",
       "names: [tracing_fops, show_traces_fops]"},
  };
  static const TableSchema table{"a set", "Names that several rules list, known in all files.", keys};
  return table;
}

const TableSchema &constantsSchema() {
  static const KeySchema keys[] = {
      {"constants", Need::Required, "", "map: NAME -> number", "Names for numbers, known in all files.",
       "constants: {MAY_EXEC: 0x1, MAY_WRITE: 0x2, MAY_READ: 0x4}"},
  };
  static const TableSchema table{"constants", "Numbers as the kernel's headers name them.", keys};
  return table;
}

llvm::ArrayRef<WordSchema> acceptsWords() {
  static const WordSchema words[] = {{"zero", "0"},
                                     {"nonzero", "anything but 0"},
                                     {"not-negative", "0 or more"},
                                     {"positive", "more than 0"},
                                     {"always", "anything; that it was called is enough"}};
  return words;
}

llvm::ArrayRef<WordSchema> confidenceWords() {
  static const WordSchema words[] = {{"high", "a finding is a bug or wants an exemption"},
                                     {"moderate", "known to have exceptions that the rule cannot say"},
                                     {"low", "a lead for a reader"}};
  return words;
}

llvm::ArrayRef<WordSchema> demandsWords() {
  static const WordSchema words[] = {
      {"check", "it says whether the operation may be"},
      {"label", "it labels the object, which must be done before others can find it (`unlabelled`)"}};
  return words;
}

llvm::ArrayRef<WordSchema> entryClassWords() {
  static const WordSchema words[] = {
      {"system-call", "native or compat system call"},
      {"op-table", "stands in an ops table, no caller seen"},
      {"exported", "exported to modules, no caller seen"},
      {"internal", "initcall or deferred callback: not started by user space"}};
  return words;
}

llvm::ArrayRef<WordSchema> linkageWords() {
  static const WordSchema words[] = {{"external", "not `static`"}, {"internal", "`static`"}};
  return words;
}

llvm::ArrayRef<WordSchema> bareTestWords() {
  static const WordSchema words[] = {{"null", "it is NULL"},
                                     {"not-null", "it is not NULL"},
                                     {"not-error", "it is neither NULL nor an ERR_PTR"},
                                     {"nonzero", "it is not 0"},
                                     {"not-negative", "it is 0 or more"}};
  return words;
}

llvm::ArrayRef<WordSchema> hookNoteWords() {
  static const WordSchema words[] = {
      {"provider", "the hook produces a value; nothing follows that it could guard"},
      {"allocates", "the hook prepares a security blob or a label of a new object"},
      {"notifies", "the hook is told; its result refuses nothing, or what it refuses is its own work"},
      {"selects", "the result chooses between two allowed continuations"},
      {"packet", "the hook judges one packet on its way; no entry acts for a user"}};
  return words;
}

llvm::ArrayRef<WordSchema> refusalPlaceWords() {
  static const WordSchema words[] = {{"field", "a branch on a field of an object"}};
  return words;
}

llvm::ArrayRef<WordSchema> knownValueWords() {
  static const WordSchema words[] = {{"current", "the running task"}};
  return words;
}

} // namespace hookqual::rules
