# SPDX-License-Identifier: MIT
"""Captures on a full disk, and of a source tree that cannot be written to."""

import os
import re
import subprocess

from cases import Cases, left_over
from project import Project

WRONG_INPUT = 2
UNITS = 40
ROOM = 64 << 20


class PlaceCases(Cases):
    """Where a file system is needed that is not allowed here, a case says so and is left out."""

    def all(self):
        self.full_disk()
        self.read_only_source()
        return self.problems

    def full_disk(self):
        """Of ever more room, each little amount is used up at another moment."""
        case = "full-disk"
        place = self.place(case)
        project = Project(place / "source", 3)
        disk = SmallDisk(place / "disk")
        if not disk.is_mounted():
            print(f"  {case}: left out, since no file system can be mounted: {disk.problem}")
            return
        try:
            db = disk.directory / "facts.db"
            self.capture(case, db, project)
            _grow(project)
            self._fill(case, disk, db, project)
            disk.leave(ROOM)
            run = self.capture(f"{case}, with room", db, project)
            self.expect_counts(case, run, parsed=UNITS)
            self.expect_dump(case, db, self.fresh_dump(case, project), "not the facts of an undisturbed capture")
        finally:
            disk.unmount()

    def _fill(self, case, disk, db, project):
        old = db.read_bytes()
        failures = 0
        for room in (0, 16, 64, 128, 256, 384, 512, 768, 1024, 1280, 1536, 2048):
            disk.leave(room << 10)
            run = self.hookqual.capture(db, "-p", project.commands, "--kernel", project.directory)
            if run.code == 0:
                break
            failures += 1
            name = f"{case}, {room} KiB"
            self.expect(name, run, run.code == WRONG_INPUT, "exit code is not 2")
            self.expect(name, run, f"error: {disk.directory}/facts.db" in run.err, "the message does not name the file")
            full = re.search("error: .*(disk is full|No space left|disk I/O error)", run.err)
            self.expect(name, run, full, "the message does not say what is wrong")
            self.expect(name, run, db.read_bytes() == old, "the old database changed")
            self.expect(name, run, not left_over(db), f"left behind: {left_over(db)}")
        if failures < 3:
            self.problems.append(f"{case}: the disk was full in {failures} captures only")
        print(f"  {case}: full in {failures} captures")

    def read_only_source(self):
        case = "read-only-source"
        place = self.place(case)
        project = Project(place / "source", UNITS)
        before = look_of(project.directory)
        db = place / "facts.db"
        prefix = read_only(project.directory, case)
        run = self.hookqual.capture(db, "-p", project.commands, "--kernel", project.directory, prefix=prefix)
        self.expect(case, run, run.code == 0, "cannot be captured")
        self.expect_counts(case, run, parsed=UNITS)
        self.expect(case, run, look_of(project.directory) == before, "the source tree changed")


def _grow(project):
    for number in range(3, UNITS):
        lines = "".join(f"  x += common({number * 7919 + line * 104729}) ^ x;\n" for line in range(300))
        project.add(f"u{number}.c", f"int u{number}(int x) {{\n{lines}  return x;\n}}\n")
    project.list_units()


class SmallDisk:
    """A file system in memory, of any size."""

    def __init__(self, directory):
        self.directory = directory
        self.directory.mkdir()
        self.problem = self._mount("-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs")

    def _mount(self, *arguments):
        command = ["mount", *arguments, str(self.directory)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            return str(error)
        return done.stderr.strip() or "?" if done.returncode else ""

    def is_mounted(self):
        return not self.problem

    def leave(self, room):
        """Lets `room` bytes be free from now on."""
        status = os.statvfs(self.directory)
        used = (status.f_blocks - status.f_bfree) * status.f_frsize
        problem = self._mount("-o", f"remount,size={used + room}")
        if problem:
            raise RuntimeError(f"{self.directory}: cannot be resized: {problem}")

    def unmount(self):
        subprocess.run(["umount", "--lazy", self.directory], check=True)


def read_only(directory, case):
    """What to put before a command that shall not be able to write there."""
    script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    prefix = ["unshare", "--mount", "sh", "-c", script, str(directory)]
    try:
        tried = subprocess.run([*prefix, "true"], capture_output=True, text=True, check=False)
        problem = tried.stderr.strip() if tried.returncode else ""
    except OSError as error:
        problem = str(error)
    if problem:
        print(f"  {case}: not made read-only, only compared, since that is not allowed: {problem}")
    return [] if problem else prefix


def look_of(directory):
    """Names, sizes, times and inodes of all that lies there."""
    look = {}
    for parent, directories, files in os.walk(directory):
        for name in [".", *directories, *files]:
            path = os.path.join(parent, name)
            status = os.lstat(path)
            look[path] = status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode
    return look
