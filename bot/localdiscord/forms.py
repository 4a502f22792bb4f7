"""Collecting what is wrong with a request's body, in the shape in which Discord tells it (error 50035)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.localdiscord.errors import ApiError, Known

if TYPE_CHECKING:
    from collections.abc import Sized

    from bot.localdiscord.wire import Json

Path = tuple[str | int, ...]
"""Where in a body something is: field names and indices, outermost first."""


class Form:
    """The faults of one body; ``finish`` raises them all at once, as Discord reports them."""

    def __init__(self) -> None:
        self._errors: Json = {}

    def fault(self, path: Path, code: str, message: str) -> None:
        """Note a fault at ``path``."""
        node = self._errors
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def required(self, path: Path, value: Any) -> bool:
        """Note a fault unless there is a value; True if there is one."""
        if value is None or value == "":
            self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")
            return False
        return True

    def length(self, path: Path, value: Sized | None, most: int, least: int = 0) -> None:
        """Note a fault unless a text or list that is present is ``least`` to ``most`` long.

        Blanks around a text do not count, as Discord trims them (page "Message Resource", embed limits).
        """
        if value is None:
            return
        size = len(value.strip()) if isinstance(value, str) else len(value)
        if size < least or size > most:
            if least and most:
                self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
            else:
                self.fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def number(self, path: Path, value: float | None, low: float, high: float) -> None:
        """Note a fault unless a number that is present lies from ``low`` to ``high``."""
        if value is not None and not low <= value <= high:
            self.fault(path, "NUMBER_TYPE_RANGE", f"int value should be between {low} and {high}.")

    def one_of(self, path: Path, value: Any, choices: set[int]) -> bool:
        """Note a fault unless the value is one of ``choices``; True if it is."""
        if value in choices:
            return True
        listed = ", ".join(str(choice) for choice in sorted(choices))
        self.fault(path, "BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")
        return False

    def web_address(self, path: Path, value: str | None, *schemes: str) -> None:
        """Note a fault unless an address that is present has one of the schemes."""
        if value is not None and not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
            listed = ", ".join(f"'{scheme}'" for scheme in schemes)
            message = f"Scheme must be one of ({listed})." if "://" in value else "Not a well formed URL."
            self.fault(path, "URL_TYPE_INVALID_SCHEME" if "://" in value else "URL_TYPE_INVALID_URL", message)

    def finish(self) -> None:
        """Raise what was noted.

        Raises:
            ApiError: 400 with code 50035 if there was any fault.
        """
        if self._errors:
            raise ApiError(Known.INVALID_FORM, self._errors)
