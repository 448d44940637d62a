# SPDX-License-Identifier: MIT
"""The cache of a capture: only what can have changed is collected, and facts are never stale."""

import os
import random
import shutil

from cases import Cases, counts_of
from project import Project

UNITS = 12  # enough for a precompiled header


class CacheCases(Cases):
    """Edits of a small project between captures into one database."""

    def all(self):
        for case in (
            self.nothing_changed, self.one_unit_changed, self.header_changed, self.changed_back, self.header_hidden,
            self.unit_unwanted, self.without_cache, self.cache_deleted, self.cache_truncated, self.cache_overwritten,
            self.precompiled_damaged, self.precompiled_overwritten, self.pruned,
        ):  # fmt: skip
            case()
        self.expect_gap(self.header_beside, "analyzer/capture/HeaderShadows.h says so")
        self.expect_gap(self.header_appears, "__has_include leaves no dependency when there is no file")
        return self.problems

    def _captured(self, case):
        """A project, the database that it was captured into, and that database's dump."""
        place = self.place(case)
        project = Project(place / "source", UNITS)
        project.write("include/deep.h", "#define DEEP 1\n")
        project.write("include/mid.h", "#include <deep.h>\n#define MID DEEP\n")
        for number in range(3):
            project.add(f"mid{number}.c", f"int mid{number}(void) {{ return MID; }}\n", headers=["common.h", "mid.h"])
        project.add("deep.c", "int deep(void) { return DEEP; }\n", headers=["deep.h"])
        project.list_units()
        db = place / "facts.db"
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=UNITS + 4, parsed=UNITS + 4)
        return project, db, self.dump_of(case, db)

    def nothing_changed(self):
        case = "nothing-changed"
        project, db, _ = self._captured(case)
        before = db.read_bytes()
        os.utime(project.path("u0.c"))
        os.utime(project.path("include/common.h"))
        for turn in ("second", "third"):
            run = self.capture(f"{case}, {turn}", db, project)
            self.expect_counts(case, run, collected=0, cached=0, unchanged=UNITS + 4)
            self.expect(case, run, "facts.db: " in run.out and "as it was" in run.out, "does not say so")
            self.expect(case, run, db.read_bytes() == before, "the database changed")

    def one_unit_changed(self):
        case = "one-unit-changed"
        project, db, first = self._captured(case)
        project.write("u1.c", project.read("u1.c") + "int added(void) { return common(3); }\n")
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=1, cached=0, unchanged=UNITS + 3)
        wanted = self.fresh_dump(case, project)
        self.expect(case, run, "added" in wanted and wanted != first, "the change has no effect")
        self.expect_dump(case, db, wanted, "not the facts of a fresh capture")

    def header_changed(self):
        case = "header-changed"
        project, db, _ = self._captured(case)
        project.write("include/deep.h", "#define DEEP 2\n")
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=4, unchanged=UNITS)
        self.expect_dump(case, db, self.fresh_dump(case, project), "not the facts of a fresh capture")
        project.write("include/common.h", project.read("include/common.h").replace("COMMON 1", "COMMON 5"))
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=UNITS + 3, parsed=UNITS + 4)
        self.expect_dump(case, db, self.fresh_dump(case + "-2", project), "not the facts of a fresh capture")

    def changed_back(self):
        """As `git checkout` of another branch and back does, with files made anew."""
        case = "changed-back"
        project, db, first = self._captured(case)
        names = ["u2.c", "include/deep.h", "include/common.h"]
        originals = {name: project.read(name) for name in names}
        for name in names:
            project.path(name).unlink()
            project.write(name, originals[name].replace("1", "9").replace("* 2", "* 22"))
        self.capture(case, db, project)
        second = self.dump_of(case, db)
        for turn, wanted in (("back", first), ("forth", second), ("back again", first)):
            for name in names:
                project.path(name).unlink()
                text = originals[name] if wanted == first else originals[name].replace("1", "9").replace("* 2", "* 22")
                project.write(name, text)
            run = self.capture(f"{case}, {turn}", db, project)
            self.expect_counts(f"{case}, {turn}", run, collected=0, parsed=UNITS + 4)
            self.expect_dump(f"{case}, {turn}", db, wanted, "not the facts of then")

    def header_hidden(self):
        """A new header in an earlier include directory."""
        self._expect_noticed("header-hidden", "late.c", "#include <late.h>\n", "include/late.h")

    def header_beside(self):
        """A new header beside the source, where names in quotes are searched for first."""
        self._expect_noticed("header-beside", "near/near.c", '#include "late.h"\n', "near/late.h")

    def header_appears(self):
        """A header whose absence a unit had noticed."""
        text = "#if __has_include(<maybe.h>)\n#include <maybe.h>\n#else\n#define LATE 1\n#endif\n"
        self._expect_noticed("header-appears", "maybe.c", text, "include/maybe.h")

    def _expect_noticed(self, case, unit, text, new):
        """When the header `new` comes, and when it goes."""
        project, db, _ = self._captured(case)
        project.write("later/late.h", "#define LATE 1\n")
        project.add(unit, text + "int late(void) { return LATE; }\n")
        project.list_units()
        self.capture(case, db, project)
        before = self.dump_of(case, db)
        project.write(new, "#define LATE 2\n")
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=1)
        self.expect_dump(case, db, self.fresh_dump(case, project), f"{new} is not noticed")
        project.path(new).unlink()
        self.capture(case, db, project)
        self.expect_dump(case, db, before, f"{new} is still there")

    def unit_unwanted(self):
        case = "unit-unwanted"
        project, db, first = self._captured(case)
        project.list_units("u3.c")
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=0, parsed=UNITS + 3)
        dump = self.dump_of(case, db)
        self.expect(case, run, "unit u3.c" not in dump and "u3 u3.c" not in dump, "the unit is still there")
        self.expect(case, run, "unit u4.c" in dump, "another unit is gone")
        project.list_units()
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=0, cached=1, unchanged=UNITS + 3)
        self.expect_dump(case, db, first, "not the facts of before")

    def without_cache(self):
        case = "without-cache"
        project, db, first = self._captured(case)
        run = self.capture(case, db, project, "--no-cache")
        self.expect_counts(case, run, collected=UNITS + 4)
        self.expect_dump(case, db, first, "not the facts of before")

    def cache_deleted(self):
        case = "cache-deleted"
        project, db, first = self._captured(case)
        shutil.rmtree(f"{db}.cache")
        self._expect_recovery(case, project, db, first)

    def cache_truncated(self):
        case = "cache-truncated"
        project, db, first = self._captured(case)
        cache = db.parent / "facts.db.cache" / "units.db"
        whole = cache.read_bytes()
        for size in (0, 10, 100, 5000, len(whole) // 2, len(whole) - 100):
            cache.write_bytes(whole[:size])
            self._expect_recovery(f"{case} to {size} bytes", project, db, first)

    def cache_overwritten(self):
        """Bytes in the middle: of one page, of one entry's facts, anywhere."""
        case = "cache-overwritten"
        project, db, first = self._captured(case)
        cache = db.parent / "facts.db.cache" / "units.db"
        whole = cache.read_bytes()
        chance = random.Random(1)
        for turn in range(30):
            length = chance.choice([1, 40, 5000])
            at = chance.randrange(100, len(whole) - length)
            damaged = bytes(byte ^ chance.randrange(1, 256) for byte in whole[at : at + length])
            cache.write_bytes(whole[:at] + damaged + whole[at + length :])
            db.unlink(missing_ok=True)  # so that everything is asked of the cache
            self._expect_recovery(f"{case}, turn {turn}: {length} at {at}", project, db, first)

    def precompiled_damaged(self):
        """Each file empty, cut in half, with other bytes in the middle, and gone."""
        case = "precompiled-damaged"
        project, db, _ = self._captured(case)
        files = self._precompiled(case, db)
        for number, (suffix, path) in enumerate(files.items()):
            whole = path.read_bytes()
            middle = len(whole) // 2
            contents = [b"", whole[:middle], whole[:middle] + b"damaged" + whole[middle + 7 :], None]
            for turn, content in enumerate(contents):
                path.unlink()
                if content is not None:
                    path.write_bytes(content)
                self._expect_good_header(f"{case}{suffix}-{turn}", project, db, number * 10 + turn)

    def precompiled_overwritten(self):
        """A few other bytes anywhere, which a compiler does not look for."""
        case = "precompiled-overwritten"
        project, db, _ = self._captured(case)
        files = self._precompiled(case, db)
        chance = random.Random(3)
        for turn in range(12):
            suffix = (".pch", ".index")[turn % 2]
            path = files.get(suffix)
            if path is None:
                return
            damaged = bytearray(path.read_bytes())
            for _ in range(20):
                damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
            path.write_bytes(damaged)
            self._expect_good_header(f"{case}{suffix}-{turn}", project, db, turn)

    def _precompiled(self, case, db):
        folder = db.parent / "facts.db.cache" / "precompiled"
        files = {path.suffix: path for path in folder.iterdir() if path.suffix != ".h"}
        if files.keys() != {".pch", ".index", ".key"}:
            self.problems.append(f"{case}: not the files of a precompiled header: {sorted(files)}")
            return {}
        return files

    def _expect_good_header(self, case, project, db, number):
        """After a change of each unit, so that all of them ask for the precompiled header."""
        for unit in range(UNITS):
            name = f"u{unit}.c"
            text = project.read(name).partition("/*")[0]
            project.write(name, text + f"/* {case} */\nint n{unit}(void) {{ return {number}; }}\n")
        run = self.capture(case, db, project)
        self.expect_counts(case, run, collected=UNITS, parsed=UNITS + 4)
        self.expect(case, run, "parsed without" not in run.out, "the precompiled header is of no use")
        self.expect_dump(case, db, self.fresh_dump(case, project, "--no-pch"), "not the facts of a fresh capture")

    def _expect_recovery(self, case, project, db, wanted):
        run = self.capture(case, db, project)
        self.expect_counts(case, run, parsed=UNITS + 4)
        self.expect_dump(case, db, wanted, "not the facts of before")

    def pruned(self):
        case = "pruned"
        project, db, _ = self._captured(case)
        cache = db.parent / "facts.db.cache" / "units.db"
        chance = random.Random(2)
        for turn in range(3):
            for unit in range(UNITS):
                body = "".join(f"  x ^= common({chance.getrandbits(31)}) + y[{i}];\n" for i in range(8000))
                project.add(f"u{unit}.c", f"int u{unit}(int x, int *y) {{\n{body}  return x;\n}}\n")
            run = self.capture(f"{case}, turn {turn}", db, project, "--cache-size", "1")
            self.expect_counts(case, run, parsed=UNITS + 4)
            size = cache.stat().st_size
            self.expect(case, run, size < 2 << 20, f"turn {turn}: the cache takes {size} bytes")
        self.expect_dump(case, db, self.fresh_dump(case, project), "not the facts of a fresh capture")
        db.unlink(missing_ok=True)
        run = self.capture(case, db, project, "--cache-size", "1")
        counts = counts_of(run)
        self.expect(case, run, counts and 0 < counts.collected < UNITS + 4, "everything or nothing was forgotten")
        self.expect_dump(case, db, self.dump_of(case, self.directory / f"{case}-fresh" / "facts.db"), "wrong facts")
