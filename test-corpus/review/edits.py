# SPDX-License-Identifier: MIT
"""Edits of kernel sources as text, and the patches that make them.

Kernel style is relied upon: a function's body begins with `{` and ends with `}`, each alone
at the beginning of a line. An edit that does not compile is left out by who asks for it.
"""

import difflib
import re

CALL_OPENS, CALL_CLOSES = "(", ")"


def patch_of(file, before, after):
    """A unified diff; empty when nothing differs."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{file}", f"b/{file}", n=3
    )
    return "".join(lines)


def end_of_call(text, begin):
    """Behind the parenthesis that closes the first one after `begin`; -1 when there is none."""
    depth = 0
    for position in range(text.index(CALL_OPENS, begin), len(text)):
        if text[position] == CALL_OPENS:
            depth += 1
        elif text[position] == CALL_CLOSES:
            depth -= 1
            if depth == 0:
                return position + 1
    return -1


def offset_of(text, line, column):
    lines = text.splitlines(keepends=True)
    return sum(len(each.encode()) for each in lines[: line - 1]) + column - 1


def without_call(text, line, column, function, accepting="0"):
    """The text with the call at this place replaced by what it yields when it accepts; None when it is not there."""
    data = text.encode()
    begin = offset_of(text, line, column)
    if not data[begin:].startswith(function.encode()):
        return None
    rest = data[begin:].decode()
    end = end_of_call(rest, 0)
    if end < 0:
        return None
    return data[:begin].decode() + accepting + rest[end:]


class Body:
    """The body of one function: its lines, and where they lie in the file."""

    def __init__(self, lines, first, last):
        self.lines, self.first, self.last = lines, first, last

    def text(self):
        return "".join(self.lines[self.first : self.last])

    def replaced(self, text):
        return "".join(self.lines[: self.first]) + text + "".join(self.lines[self.last :])


def body_around(text, line):
    """The function body that holds the line (counted from 1); None outside of any."""
    lines = text.splitlines(keepends=True)
    first = next((i for i in range(line - 1, -1, -1) if lines[i].startswith("{")), None)
    last = next((i for i in range(line - 1, len(lines)) if lines[i].startswith("}")), None)
    if first is None or last is None or any(lines[i].startswith("}") for i in range(first, line - 1)):
        return None
    return Body(lines, first + 1, last)


DECLARATION = re.compile(r"^\t(?:const |unsigned |struct )*\w+ \**(\w+)(?: = [^;,]+)?;$")
ASSIGNMENT = re.compile(r"^(\t+)([\w>.-]+) = ([\w>. |&+-]+);$")
TEST = re.compile(r"^(\t+)if \((\w+)\)$", re.MULTILINE)
ACCESSORS = {"file_inode": "f_inode", "d_inode": "d_inode", "file_dentry": None}
WORD = re.compile(r"[A-Za-z_]\w*")


def rename_local(body):
    """A local gets another name."""
    for line in body.text().splitlines():
        match = DECLARATION.match(line)
        if match and len(match[1]) > 2 and not re.search(rf"(?:->|\.)\s*{match[1]}\b", body.text()):
            return re.sub(rf"\b{match[1]}\b", f"{match[1]}_renamed", body.text())
    return None


def move_lines(body):
    """Everything stands further down, and apart."""
    lines = body.text().splitlines(keepends=True)
    return "\t/* moved */\n\n\n" + "".join(lines) if lines else None


def swap_declarations(body):
    """Two neighbouring locals are declared the other way round."""
    lines = body.text().splitlines(keepends=True)
    for i in range(len(lines) - 1):
        first, second = DECLARATION.match(lines[i].rstrip("\n")), DECLARATION.match(lines[i + 1].rstrip("\n"))
        if first and second and not set(WORD.findall(lines[i + 1])) & {first[1]}:
            lines[i], lines[i + 1] = lines[i + 1], lines[i]
            return "".join(lines)
    return None


def swap_assignments(body):
    """Two neighbouring assignments that have nothing in common change places."""
    lines = body.text().splitlines(keepends=True)
    for i in range(len(lines) - 1):
        first, second = ASSIGNMENT.match(lines[i].rstrip("\n")), ASSIGNMENT.match(lines[i + 1].rstrip("\n"))
        if first and second and first[1] == second[1]:
            written = [first[2], second[2]]
            read = [first[3], second[3]]
            if not any(w.split("->")[-1] in r or w in r or r in w for w in written for r in read) and written[0] != written[1]:
                lines[i], lines[i + 1] = lines[i + 1], lines[i]
                return "".join(lines)
    return None


def write_out_test(body):
    """`if (error)` says what it compares with."""
    text = body.text()
    return TEST.sub(r"\1if (\2 != 0)", text, count=1) if re.search(r"^\tint \w*(?:error|ret|err|rc)\b", text, re.MULTILINE) and TEST.search(text) else None


def inline_accessor(body):
    """What an accessor does is written in its place."""
    match = re.search(r"\b(file_inode|d_inode)\((\w+)\)", body.text())
    if not match:
        return None
    return body.text().replace(match[0], f"{match[2]}->{ACCESSORS[match[1]]}")


def nest_block(body):
    """The statements after the declarations stand in a loop that runs once."""
    lines = body.text().splitlines(keepends=True)
    blank = next((i for i, line in enumerate(lines) if line == "\n"), None)
    if blank is None or "\tbreak;" in body.text() or "\tcontinue;" in body.text() or re.search(r"^\w+:", body.text(), re.MULTILINE):
        return None
    if not any(line.startswith("\treturn") for line in lines[-2:]):
        return None
    inner = "".join("\t" + line if line.strip() else line for line in lines[blank + 1 :])
    return "".join(lines[: blank + 1]) + "\tdo {\n" + inner + "\t} while (0);\n"


REFACTORINGS = {
    edit.__name__.replace("_", "-"): edit
    for edit in (rename_local, move_lines, swap_declarations, swap_assignments, write_out_test, inline_accessor, nest_block)
}


def split_function(text, line):
    """The function around the line becomes one that only calls what it was: the file's new text, or None."""
    body = body_around(text, line)
    if body is None:
        return None
    head_end = body.first - 1
    head_begin = head_end
    while head_begin > 0 and body.lines[head_begin - 1].strip() and not body.lines[head_begin - 1].startswith(("}", "#", "/*", " *")):
        head_begin -= 1
    head = "".join(body.lines[head_begin:head_end])
    match = re.match(r"((?:static |inline |const |unsigned |struct )*\w+[ \n]\**)(\w+)\(([^()]*)\)\s*$", head, re.DOTALL)
    if not match or match[3].strip() == "void" or "..." in match[3] or match[1].strip().split()[-1] == "void":
        return None
    names = [WORD.findall(parameter)[-1] for parameter in match[3].split(",")]
    returned = match[1] if match[1].startswith("static") else "static " + match[1]
    inner = f"{returned}{match[2]}_split({match[3]})\n{{\n{body.text()}}}\n\n"
    outer = f"{match[1]}{match[2]}({match[3]})\n{{\n\treturn {match[2]}_split({', '.join(names)});\n}}\n"
    return "".join(body.lines[:head_begin]) + inner + outer + "".join(body.lines[body.last + 1 :])
