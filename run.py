"""The two commands of a fresh machine: ``python3 run.py demo`` and ``python3 run.py test``.

Makes a virtual environment in ``.venv``, installs what is locked, and hands every other word on to
``python -m bot``. Standard library only; it needs Python 3.11 or newer.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": HOME / "requirements.lock", "test": HOME / "tests" / "requirements.lock"}
NEEDED = (3, 11)


def stop(sentence: str) -> None:
    """End with a sentence and the exit status of wrong use."""
    print(sentence, file=sys.stderr)
    sys.exit(2)


def make_environment() -> None:
    """Make the virtual environment if there is none that works."""
    if PYTHON.exists():
        return
    print("Making .venv (once) …", file=sys.stderr)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        stop("Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv")


def install(lock: Path) -> None:
    """Install what a lock file names, unless that was done before."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f".{lock.parent.name if lock.parent != HOME else 'run'}-{digest[:16]}"
    if stamp.exists():
        return
    print(f"Installing {lock.relative_to(HOME)} …", file=sys.stderr)
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    command = [*pip, "--quiet", "--require-hashes", "-r", str(lock)]
    if subprocess.run(command, check=False).returncode:
        stop("The packages could not be installed. Check the network, then run the same command again.")
    stamp.touch()


def python(*arguments: str, is_last: bool = True) -> int:
    """Run the environment's Python; its exit status. If it is the last thing to do it takes this one's place."""
    paths = os.pathsep.join(part for part in (str(HOME), os.environ.get("PYTHONPATH")) if part)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    command = [str(PYTHON), *arguments]
    if os.name == "posix" and is_last:
        sys.stdout.flush()
        os.execve(command[0], command, environment)  # so that a signal reaches the bot itself
    try:
        return subprocess.run(command, check=False, env=environment).returncode
    except KeyboardInterrupt:
        return 1


def bench(wanted: list[str]) -> int:
    """Run the benchmarks one after the other, or those whose names are given."""
    files = sorted((HOME / "tests" / "bench").glob("bench_*.py"))
    chosen = [file for file in files if not wanted or any(word in file.stem for word in wanted)]
    if not chosen:
        stop(f"No benchmark of that name. There are: {', '.join(file.stem[6:] for file in files)}")
    return max(python(str(file), is_last=False) for file in chosen)


def main(arguments: list[str]) -> int:
    """Do what the words ask."""
    if sys.version_info < NEEDED:
        stop(f"Sagabot needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    make_environment()
    install(LOCKS["test" if verb in ("test", "bench") else "run"])
    if verb == "test":
        return python("-m", "pytest", "--rootdir", str(HOME), *(rest or ["-n", "auto", str(HOME / "tests")]))
    if verb == "bench":
        return bench(rest)
    return python("-m", "bot", verb, *rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
