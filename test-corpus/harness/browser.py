# SPDX-License-Identifier: MIT
"""Pages as a headless Chromium shows them: what it draws, and what it complains of."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
         "--enable-logging=stderr", "--virtual-time-budget=4000")
CONSOLE = re.compile(r':CONSOLE[:(]\d+\)?\] (.*)')


def find():
    """Chromium's path; None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def run(page, *flags, timeout=120):
    """What it prints, and the lines of the page's console."""
    with tempfile.TemporaryDirectory(prefix="hookqual-chromium-") as profile:
        command = [find(), *FLAGS, f"--user-data-dir={profile}", *flags, Path(page).resolve().as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    return done.stdout, CONSOLE.findall(done.stderr)


def dom(page, width=1280):
    """The document after its scripts ran, and the console."""
    return run(page, "--dump-dom", f"--window-size={width},900")


def screenshot(page, image, width=1280, height=1600, dark=False):
    flags = ["--blink-settings=preferredColorScheme=0"] if dark else []
    return run(page, f"--screenshot={image}", f"--window-size={width},{height}", *flags)[1]
