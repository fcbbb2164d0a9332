"""The wheel works outside the checkout: config, catalogue and model included, another `pipeline` folder beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "tests" / "pages" / "reference.html"


def test_the_wheel_extracts_a_saved_page_in_an_empty_environment(tmp_path: Path) -> None:
    def run(*command: object, cwd: Path = tmp_path) -> str:
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=cwd, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    # A copy is built: setuptools leaves its build folder behind, and takes files from an older one.
    copy = tmp_path / "checkout"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "tests"))
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", copy)
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    constraints = ROOT / "scripts" / "constraints.txt"
    run(python, "-m", "pip", "install", "--quiet", "--upgrade", "pip", "-c", constraints)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "/training/" in name]
    assert {"voltwire/site/templates/voltwire_home.html", "voltwire/site/static/vendor/d3.min.js"} <= set(names)
    run(python, "-m", "pip", "install", "--quiet", "-c", constraints, wheel)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "pipeline").mkdir(parents=True)
    (elsewhere / "pipeline" / "__init__.py").write_text("raise RuntimeError('the wrong pipeline was imported')\n")
    (told,) = json.loads(run(tmp_path / "env" / "bin" / "voltwire", "extract", PAGE, "--json", cwd=elsewhere))
    assert told["ok"]
    assert {"company:catl", "company:seres"} <= {mention["entity_id"] for mention in told["mentions"]}
    assert (told["page_kind"], told["language"]) == ("article", "en")
