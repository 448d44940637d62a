# SPDX-License-Identifier: MIT
"""Proves on bad miniature trees that each hygiene check catches what it is for."""

import subprocess
import tempfile
import unittest
from pathlib import Path

import check
import check_format
from includes import read_rooms


class ChecksTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def found(self, name):
        return [str(violation) for violation in check.violations(name, self.root)]

    def rejects(self, name, *expected):
        self.assertEqual(self.found(name), list(expected))

    def accepts(self, name):
        self.assertEqual(self.found(name), [])

    # includes

    def test_only_collect_includes_clang(self):
        self.write("analyzer/collect/A.cpp", '#include "clang/AST/Decl.h"\n')
        self.write("analyzer/infer/B.cpp", '// why\n#include "clang/AST/Decl.h"\n')
        self.rejects("includes", "analyzer/infer/B.cpp:2: only analyzer/collect may include clang/AST/Decl.h")

    def test_only_store_includes_sqlite(self):
        self.write("analyzer/store/A.cpp", "#include <sqlite3.h>\n#include <SQLiteCpp/SQLiteCpp.h>\n")
        self.write("analyzer/link/B.cpp", "#include <sqlite3.h>\n # include <SQLiteCpp/SQLiteCpp.h>\n")
        self.rejects(
            "includes",
            "analyzer/link/B.cpp:1: only analyzer/store may include sqlite3.h",
            "analyzer/link/B.cpp:2: only analyzer/store may include SQLiteCpp/SQLiteCpp.h",
        )

    def test_only_witness_and_the_oracle_include_z3(self):
        self.write("analyzer/witness/A.cpp", "#include <z3++.h>\n")
        self.write("lattice/oracle/ATest.cpp", "#include <z3++.h>\n")
        self.write("lattice/B.h", "#include <z3++.h>\n")
        self.rejects("includes", "lattice/B.h:1: only lattice/oracle and analyzer/witness may include z3++.h")

    def test_rooms_include_only_listed_rooms(self):
        self.write("analyzer/infer/A.cpp", '#include "rules/Rule.h"\n#include "analyzer/store/Database.h"\n')
        self.write("lattice/B.h", '#include "analyzer/ir/Ids.h"\n')
        self.write("analyzer/witness/C.h", '#include "reports/Finding.h"\n#include "reports/JsonReport.h"\n')
        self.rejects(
            "includes",
            "analyzer/infer/A.cpp:2: analyzer/infer may not include analyzer/store",
            "analyzer/witness/C.h:2: analyzer/witness may not include reports",
            "lattice/B.h:1: lattice may not include analyzer/ir",
        )

    def test_only_tests_include_test_libraries(self):
        self.write("lattice/ATest.cpp", "#include <gtest/gtest.h>\n")
        self.write("lattice/A.cpp", "#include <gtest/gtest.h>\n")
        self.rejects("includes", "lattice/A.cpp:1: only tests may include gtest/gtest.h")

    def test_every_source_lies_in_a_room(self):
        self.write("utils/A.h", "\n")
        self.rejects("includes", "utils/A.h: lies in no room of rooms.txt")

    def test_the_corpus_is_no_room(self):
        self.write("test-corpus/include/fs.h", "\n")
        self.accepts("includes")

    def test_an_empty_table_is_no_permission(self):
        self.write("rooms.txt", "# nothing\n")
        with self.assertRaises(ValueError):
            read_rooms(self.root / "rooms.txt")

    # sizes

    def test_long_files(self):
        self.write("lattice/A.cpp", "\n" * 500)
        self.write("lattice/B.cpp", "\n" * 501)
        self.rejects("sizes", "lattice/B.cpp: 501 lines, at most 500: split it by duty")

    # paths

    def test_paths_that_do_not_exist(self):
        self.write("rules/Rule.h", "\n")
        self.write("docs/a.md", "`rules/Rule.h` and `rules/Gone.h`\n`./gone` but not `a/b` or `rules/*.h`\n")
        self.write("docs/b/c.md", "```sh\n./gone --now a/b docs/x\n```\n`docs/x`\n")
        self.write("README.md", "[a](docs/a.md) [b](docs/b.md#x) [c](https://example.org/rules/x)\n")
        self.rejects(
            "paths",
            "README.md:1: 'docs/b.md' does not exist",
            "docs/a.md:1: 'rules/Gone.h' does not exist",
            "docs/a.md:2: './gone' does not exist",
            "docs/b/c.md:2: './gone' does not exist",
            "docs/b/c.md:4: 'docs/x' does not exist",
        )

    # rules

    def test_rules_without_a_corpus_file(self):
        self.write("rules/linux/vfs.yaml", "- rule: vfs/unlink\n- rule: vfs/rmdir\n")
        self.write("test-corpus/flow/a.yaml", "- rule: vfs/unlink\n")
        self.write("test-corpus/flow/a.c", "// A.\n// rules: pack:\nint f; // expect: vfs/unlink d\n")
        self.rejects(
            "rules",
            "rules/linux/vfs.yaml:2: no corpus file tests vfs/rmdir",
            "test-corpus/flow/a.yaml:1: no corpus file tests vfs/unlink",
        )

    def test_the_list_of_untested_rules_only_shrinks(self):
        self.write("rules/linux/vfs.yaml", "- rule: vfs/unlink\n- rule: vfs/rmdir\n")
        self.write("test-corpus/flow/a.c", "// A.\n// rules: pack:vfs.yaml\nint f; // missed: vfs/unlink - why\n")
        self.write("test-corpus/hygiene/rules-without-corpus.txt", "# why\nvfs/unlink\nvfs/rmdir\nvfs/gone\n")
        self.rejects(
            "rules",
            "test-corpus/hygiene/rules-without-corpus.txt:2: vfs/unlink is tested now: remove this line",
            "test-corpus/hygiene/rules-without-corpus.txt:4: vfs/gone is no shipped rule",
        )

    # names

    def test_kernel_names_in_strings(self):
        self.write("rules/A.cpp", 'f("security_inode_unlink");\n// "vfs_unlink"\ng("fs/namei.c");\nh("word");\n')
        self.write("rules/ATest.cpp", 'f("security_inode_unlink");\n')
        self.rejects(
            "names",
            'rules/A.cpp:1: kernel name "security_i belongs in rules/',
            'rules/A.cpp:3: kernel name "fs/namei.c" belongs in rules/',
        )

    # format

    def test_format(self):
        self.write("lattice/A.cpp", "int f();\n")
        self.assertEqual(check_format.main(["clang-format-19", str(self.root)]), 0)
        self.write("lattice/A.cpp", "int  f( );\n")
        self.assertNotEqual(check_format.main(["clang-format-19", str(self.root)]), 0)

    def test_format_of_nothing_is_no_success(self):
        self.assertEqual(check_format.main(["clang-format-19", str(self.root)]), 2)

    def test_format_without_the_program(self):
        self.write("lattice/A.cpp", "int f();\n")
        self.assertEqual(check_format.main(["no-such-program", str(self.root)]), 2)

    # the tree

    def test_ignores_what_git_ignores(self):
        subprocess.run(["git", "init", "-q", str(self.root)], check=True)
        self.write(".gitignore", "build/\n")
        self.write("build/A.h", "\n" * 501)
        self.write("lattice/A.h", "\n" * 501)
        self.rejects("sizes", "lattice/A.h: 501 lines, at most 500: split it by duty")

    def test_a_clean_tree_is_clean(self):
        self.write("lattice/A.h", '#include "llvm/ADT/StringRef.h"\n#include <vector>\n')
        for name in check.CHECKS:
            with self.subTest(name):
                self.accepts(name)


if __name__ == "__main__":
    unittest.main()
