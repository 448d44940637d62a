#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Proves the arithmetic and the commands of the benchmark."""

import unittest

from estimates import Row, Total, error_of_ratio, growth, markdown, medians, spread
from units import Unit, frontend_arguments, syntax_only, tool_command

RECORDED = (
    "/k/tools/cc", "-Wp,-MMD,ipc/.shm.o.d", "-Wp,-DLOUD", "-MF", "shm.d", "-include", "kconfig.h", "-Wall", "-Iipc",
    "-c", "-o", "ipc/shm.o", "/k/ipc/shm.c",
)  # fmt: skip
KEPT = ["-Wp,-DLOUD", "-include", "kconfig.h", "-Wall", "-Iipc", "/k/ipc/shm.c"]


class Commands(unittest.TestCase):
    UNIT = Unit("ipc/shm.c", "/k/object", "/k/ipc/shm.c", "ipc/shm.o", RECORDED)

    def test_drops_what_says_where_results_go(self):
        self.assertEqual(frontend_arguments(RECORDED), KEPT)

    def test_survives_a_missing_operand(self):
        self.assertEqual(frontend_arguments(["cc", "a.c", "-o"]), ["a.c"])

    def test_parses_where_the_unit_was_recorded(self):
        self.assertEqual(syntax_only(self.UNIT), (["clang-19", "-w", "-fsyntax-only", *KEPT], "/k/object"))

    def test_compiles_to_nowhere(self):
        command, _ = tool_command("compile", self.UNIT)
        self.assertEqual(command, ["clang-19", "-c", "-o", "/dev/null", *KEPT])


class Samples(unittest.TestCase):
    def test_are_evenly_spaced(self):
        self.assertEqual(spread(list(range(100)), 4), [12, 37, 62, 87])

    def test_repeat_nothing(self):
        for count in range(1, 12):
            self.assertEqual(len(set(spread(list(range(11)), count))), min(count, 11))

    def test_are_everything_when_that_is_little(self):
        self.assertEqual(spread("abc", 40), ["a", "b", "c"])


class Estimates(unittest.TestCase):
    def test_median_is_taken_place_by_place(self):
        self.assertEqual(medians([[1, 9], [5, 7], [2, 8]]), [2, 8])

    def test_median_refuses_unequal_repetitions(self):
        self.assertRaises(ValueError, medians, [[1, 2], [1]])

    def test_total_of_a_sample_is_extrapolated(self):
        total = Total.of([1.0, 3.0], 8)
        self.assertEqual(total.value, 16)
        # 8 units, scatter sqrt(2), 3/4 unseen, 2 measured
        self.assertAlmostEqual(total.error, 8 * (2 * 0.75 / 2) ** 0.5)
        self.assertAlmostEqual(error_of_ratio(4, total), 0.25 * total.error / 16)

    def test_total_of_everything_is_exact(self):
        self.assertEqual(Total.of([1.0, 3.0], 2), Total(4.0, 0.0, 2, 2))

    def test_growth_is_one_when_linear(self):
        self.assertEqual(growth(10, 5, 40, 20), 1)
        self.assertEqual(growth(10, 5, 80, 20), 2)


class Rows(unittest.TestCase):
    def test_meet_their_bar(self):
        self.assertEqual(Row("a", 0.25, 0.25).verdict(), "met")
        self.assertEqual(Row("a", 0.26, 0.25).verdict(), "missed")

    def test_must_stay_below_where_the_bar_says_so(self):
        self.assertEqual(Row("a", 1, 1, below=True).verdict(), "missed")
        self.assertEqual(Row("a", 0.9, 1, below=True).verdict(), "met")

    def test_miss_when_nothing_was_measured(self):
        self.assertEqual(Row("a", None, 1).verdict(), "missed")
        self.assertEqual(Row("a", float("nan"), 1).verdict(), "missed")
        self.assertEqual(Row("a", None).verdict(), "-")

    def test_are_lines_of_a_table(self):
        cells = Row("a", 1.234, 2, "MiB", error=0.1, note="n").cells()
        self.assertEqual(markdown(["h"], [cells]), "| h |\n| --- |\n| a | 1.23 MiB ± 0.1 | 2 MiB | met | n |")


if __name__ == "__main__":
    unittest.main()
