"""Make the README's picture of the site from a real run: the demo, served, its home page by headless Chromium.

    python scripts/site_picture.py config/demo/site.png

Needs Chromium, a font with Chinese, Japanese and Korean letters (Debian: apt install chromium fonts-noto-cjk) and
Playwright, which the test tools bring.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE = {"width": 1280, "height": 1400}


def main() -> None:
    target = Path(sys.argv[1]).resolve()
    chromium = shutil.which("chromium") or sys.exit("chromium is missing (Debian: apt install chromium)")
    voltwire = [sys.executable, "-m", "voltwire"]
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/demo.db"
        subprocess.run([*voltwire, "--db", database, "demo"], check=True, stdout=subprocess.DEVNULL)
        served = [*voltwire, "--db", database, "serve", "--port", "0"]
        with subprocess.Popen(served, stdout=subprocess.PIPE, text=True) as site, sync_playwright() as playwright:
            assert site.stdout is not None
            address = site.stdout.readline().partition(": ")[2].split()[0]
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport=SIZE)
            page.goto(address, wait_until="load")
            page.screenshot(path=target)
            browser.close()
            site.terminate()


if __name__ == "__main__":
    main()
