"""Every number that the local Discord goes by says where it is from."""

import ast
import re
from pathlib import Path

import bot.localdiscord

SOURCE = re.compile(
    r"""pages?\s"|documentation|discord\.py|discord-api-docs|our\sown\schoice""", re.IGNORECASE
)
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
# A constant of numbers is made of these alone; what calls anything else is no number.
PLAIN = (
    ast.Constant | ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop | ast.Name | ast.Attribute | ast.Tuple
    | ast.Set | ast.Dict | ast.Call | ast.expr_context
)  # fmt: skip
FILES = sorted(Path(bot.localdiscord.__file__).parent.glob("*.py"))


def targets(node: ast.stmt) -> list[str]:
    """The names that look like constants and are given a value by a statement."""
    match node:
        case ast.Assign(targets=given):
            names = [name for one in given for name in ast.walk(one)]
        case ast.AnnAssign(target=given, value=ast.expr()):
            names = [given]
        case _:
            return []
    return [name.id for name in names if isinstance(name, ast.Name) and CONSTANT.fullmatch(name.id)]


def is_of_numbers(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    parts = list(ast.walk(node.value))
    called = {ast.unparse(part.func) for part in parts if isinstance(part, ast.Call)}
    has_number = any(isinstance(part, ast.Constant) and type(part.value) in {int, float} for part in parts)
    return (
        has_number
        and called <= {"frozenset", "set", "range"}
        and all(isinstance(one, PLAIN) for one in parts)
    )


def comment_above(lines: list[str], line: int) -> str:
    """The nearest comment above a line (counted from 1), with no blank line between them."""
    found: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.strip() or (found and not text.startswith("#")):
            break
        if text.startswith("#"):
            found.append(text)
    return " ".join(reversed(found))


def docstring_below(body: list[ast.stmt], index: int) -> str:
    """The string that follows a statement, or the group of constants without blank lines that it is in."""
    for before, after in zip(body[index:], body[index + 1 :], strict=False):
        if before.end_lineno is None or after.lineno != before.end_lineno + 1:
            return ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            return str(after.value.value)
        if not targets(after):
            return ""
    return ""


def without_source(path: Path) -> list[str]:
    """The constants of numbers in a file that neither a comment nor a docstring gives a source for."""
    text = path.read_text(encoding="utf-8")
    lines, body = text.splitlines(), ast.parse(text).body
    missing: list[str] = []
    for index, node in enumerate(body):
        if targets(node) and is_of_numbers(node):
            beside = lines[node.lineno - 1].partition("#")[2]
            said = " ".join([comment_above(lines, node.lineno), beside, docstring_below(body, index)])
            missing += [] if SOURCE.search(said) else targets(node)
        elif isinstance(node, ast.ClassDef) and any(targets(one) and is_of_numbers(one) for one in node.body):
            missing += [] if SOURCE.search(ast.get_docstring(node) or "") else [node.name]
    return [f"{path.name}: {name}" for name in missing]


def test_every_number_says_where_it_is_from() -> None:
    assert [name for path in FILES for name in without_source(path)] == []


def test_a_number_without_a_source_is_found(tmp_path: Path) -> None:
    path = tmp_path / "limits.py"
    path.write_text(
        """# Page "Message Resource", Embed Limits
TITLE = 256
DESCRIPTION = 4096

FIELDS = 25
# Just so
OTHER = 1 << 3

ROUTE = Route(success=201)
SECONDS = 600.0
MINUTES = 10
\"\"\"How long it lasts (page "Rate Limits").\"\"\"
KINDS = {1, 2}  # page "Channels Resource"
""",
        encoding="utf-8",
    )
    assert without_source(path) == ["limits.py: FIELDS", "limits.py: OTHER"]


def test_most_files_of_limits_have_numbers_at_all() -> None:
    counted = sum(
        bool(targets(node)) and is_of_numbers(node)
        for path in FILES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
    )
    assert counted > 60
