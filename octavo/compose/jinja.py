"""The door to Jinja: templates in a sandbox, everything escaped, nothing undefined."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from octavo import house
from octavo.compose.views import Page
from octavo.model import SourceFile
from octavo.safety import safe_address

FOLDERS = {"print-pdf": "print", "screen-pdf": "print", "epub": "epub", "web": "web"}


class TemplateFault(Exception):
    """A template of the book is wrong: its name, the line, and what Jinja says."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(message)
        self.name, self.line, self.message = name, line, message


class Templates:
    """The templates of one format: the book's own first, then the engine's, and in both the shared ones."""

    def __init__(self, format_name: str, own: tuple[SourceFile, ...] = ()) -> None:
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        kind = FOLDERS[format_name]
        loaders: list[Any] = []
        self._paths: dict[str, str] = {}
        for folder in ("shared", kind):
            start = f"{folder}/"
            texts = {f.path.removeprefix(start): f.data.decode("utf-8") for f in own if f.path.startswith(start)}
            self._paths.update({name: start + name for name in texts})
            loaders.insert(0, jinja2.DictLoader(texts))
        loaders += [jinja2.FileSystemLoader(house.folder("templates") / folder) for folder in (kind, "shared")]
        self._environment = ImmutableSandboxedEnvironment(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["safe_url"] = lambda address: address if safe_address(str(address)) else ""

    def render(self, name: str, page: Page) -> str:
        """A template's text for this page. Raises TemplateFault with the template's line."""
        return self.render_values(name, {field.name: getattr(page, field.name) for field in dataclasses.fields(page)})

    def render_values(self, name: str, values: Mapping[str, Any]) -> str:
        """A template's text for named values."""
        import jinja2

        try:
            return self._environment.get_template(name).render(**values)
        except jinja2.TemplateSyntaxError as fault:
            raise TemplateFault(self._path(fault.name or name), fault.lineno, fault.message or "syntax error") from None
        except jinja2.TemplateNotFound as fault:
            raise TemplateFault(self._path(str(fault.name)), 0, "there is no such template") from None
        except jinja2.TemplateError as fault:
            raise TemplateFault(self._path(name), _line(fault, name), fault.message or type(fault).__name__) from None

    def _path(self, name: str) -> str:
        """A template's path below the folder of templates."""
        return self._paths.get(name, name)


def markup(text: str) -> Any:
    """Markup that templates print as it is."""
    from markupsafe import Markup

    return Markup(text)


def _line(fault: BaseException, name: str) -> int:
    """The line of the template where a run-time fault arose."""
    trace, line = fault.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(name) or trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
