"""Make the README's picture from a real run of the demo: its terminal output as PNG, by headless Chromium.

    python scripts/readme_picture.py config/demo/summary.png

Needs Chromium and a font with Chinese, Japanese and Korean letters (Debian: apt install chromium fonts-noto-cjk).
"""

from __future__ import annotations

import html
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LINES = 31
WIDTH = 1330
STYLES = {"1": "font-weight:bold;color:#fff", "2": "color:#9aa7b5", "36": "color:#5ad1e6"}


def terminal_output(*command: str) -> str:
    """What a command prints on a terminal, colours included."""
    leader, follower = pty.openpty()
    with subprocess.Popen(command, stdout=follower, stderr=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "140"}):
        os.close(follower)
        pieces = []
        try:
            while piece := os.read(leader, 65536):
                pieces.append(piece)
        except OSError:  # Linux tells the end of a terminal so
            pass
    return b"".join(pieces).decode().replace("\r\n", "\n")


def as_html(text: str) -> str:
    """Bold, dim and cyan of ANSI text as spans."""
    parts = re.split(r"\x1b\[([0-9;]*)m", html.escape(text))
    page, open_spans = [parts[0]], 0
    for codes, piece in zip(parts[1::2], parts[2::2], strict=True):
        if codes in ("", "0"):
            page.append("</span>" * open_spans)
            open_spans = 0
        else:
            style = ";".join(STYLES[code] for code in codes.split(";") if code in STYLES)
            page.append(f'<span style="{style}">')
            open_spans += 1
        page.append(piece)
    return "".join(page) + "</span>" * open_spans


def main() -> None:
    target = Path(sys.argv[1]).resolve()
    voltwire = Path(sys.executable).parent / "voltwire"
    shown = terminal_output(str(voltwire), "demo").replace(str(Path.home()), "~")
    text = "\n".join(shown.strip().split("\n")[:LINES])
    page = (
        '<meta charset="utf-8"><style>body{margin:0;background:#14181d}pre{margin:0;padding:18px 22px;color:#dfe6ee;'
        f"font:14px/1.42 'DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace;white-space:pre}}</style>"
        f"<pre>$ scripts/run\n\n{as_html(text)}\n</pre>"
    )
    chromium = shutil.which("chromium") or sys.exit("chromium is missing (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        height = 36 + 20 * (LINES + 3)
        options = [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
            f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{height}", f"--screenshot={target}",
        ]  # fmt: skip
        subprocess.run([chromium, *options, source.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
