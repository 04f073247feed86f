"""The metadata before a Markdown article: YAML between `---`, TOML between `+++`, or a JSON object.

What an article is called is read without a YAML loader where the lines are plain, which nearly all are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from articlelint.model.nodes import FrontMatter
from articlelint.text.complaints import MOST_DIGITS, Unparsed, complaint
from articlelint.text.source import Span, without_surrogates

# A line's end is atomic: read now as `\r\n`, now as `\r` and an empty line, a text would have twice as many readings with each line.
_EOL = r"(?>\r\n?|\n)"
_END = rf"(?:{_EOL}|\Z)"
_YAML = re.compile(rf"---[ \t]*{_EOL}((?:[^\r\n]*{_EOL})*?)(?:---|\.\.\.)[ \t]*{_END}")
_TOML = re.compile(rf"\+\+\+[ \t]*{_EOL}((?:[^\r\n]*{_EOL})*?)\+\+\+[ \t]*{_END}")
_JSON = re.compile(r"\{[ \t]*+(?:(?:\r\n?|\n)[ \t]*+)?\"")
_JSON_BLOCK = re.compile(
    r"\{[ \t]*(?>\r\n?|\n)[ \t]*\"[\w-]+\"[ \t]*:(?:[^\r\n]*+(?>\r\n?|\n))+?\}(?=[ \t]*(?:[\r\n]|\Z))"
)

# A line that could only be YAML: prose between two thematic breaks is no front matter.
_KEY_LINE = re.compile(rf"(?:[ \t]*+(?:#[^\r\n]*)?{_EOL})*+[ \t]*+[\"']?[\w$@][^:\r\n]*:(?:[ \t\r\n]|\Z)")

# `---`, a comment, `---`: front matter that says nothing yet.
_COMMENTS = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?>\r\n?|\n))*+[ \t]*+(?:#[^\r\n]*+)?\Z")

# What a plain scalar may not begin with. Said the other way round it would be a range of 65,000 letters, slow to compile.
_NO_BEGINNING = re.escape("".join(c for c in map(chr, range(128)) if not c.isalnum() and c not in "_/.(+$^~"))
_PLAIN = rf"(?:[^{_NO_BEGINNING}](?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \t](?!#))*+)"
_QUOTED = r"\"[^\"\\\r\n]*\"|'[^'\r\n]*'"
_SCALAR = rf"(?:{_QUOTED}|{_PLAIN})"
_FLOW_ITEM = r"[ \t]*(?:" + _QUOTED + r"|[^" + _NO_BEGINNING + r"][^\r\n:#,\[\]{}\"']*+)[ \t]*+"
_FLOW = rf"\[(?:{_FLOW_ITEM}(?:,{_FLOW_ITEM})*+)?\]"
_LINE = re.compile(
    rf"(?:(?P<key>[A-Za-z_][\w.-]*):(?:[ \t]+(?P<value>{_SCALAR}|{_FLOW}))?"
    rf"|(?P<dash>[ ]*- )(?P<item>{_SCALAR})|[ \t]*+(?:#[^\r\n]*)?)[ \t]*+{_END}"
)
# What decides under which addresses a publisher shows an article, and whether it does.
_KEYS = "slug|url|permalink|alias|aliases|redirect_from|id|draft|published|unlisted|headless|layout|date|publishdate|expirydate|tags|categories|category"
_FIELD = re.compile(rf"^[\"' \t]*+({_KEYS})[\"']?[ \t]*[:=]", re.MULTILINE | re.IGNORECASE)
_PLAIN_FIELD = re.compile(rf"^({_KEYS}):[ \t]+({_SCALAR})[ \t]*(?:[ \t]#[^\r\n]*)?\r?$", re.MULTILINE | re.IGNORECASE)
# Keys that name an article, as the generators spell them in small letters: Hugo and Obsidian `aliases`, Obsidian of old `alias`.
_NAMES = {"title": "title", "aliases": "aliases", "alias": "aliases"}
_NAMING = frozenset(_NAMES.values())
_ALIASES = tuple(key for key, meaning in _NAMES.items() if meaning == "aliases")
# All lines are `key: value`: then only the title's is looked at.
_PLAIN_BODY = re.compile(rf"(?:[A-Za-z_][\w.-]*:[ \t]++{_SCALAR}[ \t]*+{_EOL})*+\Z")
_PLAIN_KEY = re.compile(r"^[^:]+", re.MULTILINE)
_PLAIN_TITLE = re.compile(rf"^(?i:title):[ \t]+({_SCALAR})", re.MULTILINE)
_NULLS = frozenset({"null", "Null", "NULL", "~"})
_DEEPEST = 500
# More parts in one dotted key than anyone writes: tomllib keeps every beginning of a key, so a long one costs the square of its length.
_DOTTED = re.compile(r"(?<![\w\"'.-])(?:(?:[\w-]++|\"[^\"\r\n]*+\"|'[^'\r\n]*+')[ \t]*+\.[ \t]*+){100}")
_LONG_NUMBER = re.compile(rf"\d[\d_]{{{MOST_DIGITS - 1},}}")
_TITLE_LINE = re.compile(
    r"^[ \t]*+[\"']?title[\"']?[ \t]*+[:=][ \t]*+([\"'])?(.*?)(?(1)\1|(?:(?<![ \t])|(?=[,\r]|$)))[ \t]*+,?[ \t]*+\r?$",
    re.MULTILINE | re.IGNORECASE,
)
# Of a list in one line. None begins within another one, so that what no comma ends is looked at once.
_ITEM = re.compile(r"(?<![^,\]\"'])[ \t]*+(\"[^\"]*+\"|'[^']*+'|[^,\]\"' \t][^,\]\"']*+)[ \t]*+[,\]]")
_TOML_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def read_front_matter(text: str) -> tuple[FrontMatter | None, int]:
    """The front matter of a text, if it has one, and the offset at which the article begins."""
    front, end = _read(text)
    if front and front.problem is None and _FIELD.search(text, front.span.start, front.span.end):
        front = replace(front, fields=_fields(text, front))
    return front, end


def _read(text: str) -> tuple[FrontMatter | None, int]:
    if text.startswith("---"):
        match = _YAML.match(text)
        if match and (_KEY_LINE.match(match[1]) or _says_nothing(match[1])):
            return _read_yaml(match[1], match.start(1)), match.end()
    elif text.startswith("+++"):
        match = _TOML.match(text)
        if match:
            return _read_toml(match[1], match.start(1)), match.end()
    elif text.startswith("{") and _JSON.match(text):
        return _read_json(text)
    return None, 0


def data_of(text: str, front: FrontMatter) -> Mapping[str, Any]:
    """All that front matter says, by a real loader. Raises ValueError when it does not parse or is no table of keys."""
    if front.problem is not None:
        raise ValueError(front.problem[1])
    body = text[front.span.start : front.span.end]
    try:
        found = _LOADERS[front.language](body)
    except Unparsed as error:
        raise ValueError(complaint(error)) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError("front matter is not a table of keys")  # noqa: TRY004
    return {str(key): value for key, value in found.items()}


def _fields(text: str, front: FrontMatter) -> tuple[tuple[str, str], ...]:
    """What front matter says of the article's publication. Plain lines, as nearly all are, need no loader."""
    body = text[front.span.start : front.span.end]
    keys = _FIELD.findall(body)
    if front.language == "yaml":
        plain = _PLAIN_FIELD.findall(body)
        if len(plain) == len(keys):
            return tuple((key.lower(), value[1:-1] if value[0] in "\"'" else value) for key, value in plain)
    try:
        data = data_of(text, front)
    except ValueError:
        return ()
    wanted = {key.lower() for key in keys}
    found = []
    for key, value in data.items():
        if key.lower() in wanted:
            values = value if isinstance(value, list) else [value]
            found += [(key.lower(), said) for each in values if (said := _field_text(each))]
    return tuple(found)


def _field_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _text(value)


def _toml_data(body: str) -> Any:
    import tomllib

    if _DOTTED.search(body):
        raise RecursionError  # as tomllib does for tables that are nested as deeply
    return tomllib.loads(body.replace("\r\n", "\n"))


def _json_data(body: str) -> Any:
    import json

    return json.loads(body, parse_int=_whole_number)


def _yaml_data(body: str) -> Any:
    from articlelint.parsing import safe_yaml

    if _too_deep(body):
        raise ValueError("front matter is nested too deeply")
    return safe_yaml.load(without_surrogates(body))


_LOADERS: Mapping[str, Callable[[str], Any]] = {"yaml": _yaml_data, "toml": _toml_data, "json": _json_data}


def _read_yaml(body: str, start: int) -> FrontMatter:
    lowered = body.lower()
    if not any(key in lowered for key in _ALIASES) and _PLAIN_BODY.match(body):
        written = _PLAIN_KEY.findall(body)
        if len(set(written)) < len(written):
            return _load_yaml(body, start)  # which says where
        found = _PLAIN_TITLE.search(body)
        return _named("yaml", body, start, [_unquoted(body, *found.span(1))] if found else [], [])
    names: dict[str, list[Span]] = {"title": [], "aliases": []}
    keys: set[str] = set()
    key = ""
    dash = ""
    pos = 0
    while pos < len(body):
        match = _LINE.match(body, pos)
        if not match or match.end() == pos:
            return _load_yaml(body, start)
        group = match.lastgroup
        if group in ("key", "value"):
            if match["key"] in keys:
                return _load_yaml(body, start)
            keys.add(match["key"])
            key = _name(match["key"])
            dash = ""
            if match["value"]:
                names.setdefault(key, []).extend(_values(body, match.span("value")) if key in _NAMING else ())
        elif group == "item":
            if not key or (dash and dash != match["dash"]) or (not dash and names.get(key)):
                return _load_yaml(body, start)
            dash = match["dash"]
            if key in _NAMING:
                names[key].append(_unquoted(body, *match.span("item")))
        pos = match.end()
    return _named("yaml", body, start, names["title"][:1], names["aliases"])


def _says_nothing(body: str) -> bool:
    return _COMMENTS.match(body) is not None


def _name(key: str) -> str:
    """As the generators read it: `Title` is `title`, and `alias` a list of one."""
    key = key.lower()
    return _NAMES.get(key, key)


def _named(language: Any, body: str, start: int, titles: list[Span], aliases: list[Span]) -> FrontMatter:
    span = Span(start, start + len(body))
    title = next((each for each in titles if _is_said(body, each)), None)
    return FrontMatter(
        span,
        language,
        body[title.start : title.end] if title else None,
        Span(title.start + start, title.end + start) if title else None,
        tuple(body[each.start : each.end] for each in aliases if _is_said(body, each)),
    )


def _is_said(body: str, span: Span) -> bool:
    """Whether a value says anything: `title: null` and `title: ~` do not, `title: "null"` does."""
    return span.start < span.end and (body[span.start : span.end] not in _NULLS or body[span.start - 1] in "\"'")


def _values(body: str, span: tuple[int, int]) -> Iterator[Span]:
    start, end = span
    if body[start] != "[":
        yield _unquoted(body, start, end)
        return
    for match in _ITEM.finditer(body[start + 1 : end]):
        words = match[1].rstrip()
        yield _unquoted(body, start + 1 + match.start(1), start + 1 + match.start(1) + len(words))


def _unquoted(body: str, start: int, end: int) -> Span:
    if body[start] in "\"'" and end - start > 1 and body[end - 1] == body[start]:
        return Span(start + 1, end - 1)
    return Span(start, start + len(body[start:end].rstrip()))


def _load_yaml(body: str, start: int) -> FrontMatter:
    """By the loader, for what the fast way does not know."""
    from yaml.nodes import MappingNode, SequenceNode

    from articlelint.parsing import safe_yaml

    if _too_deep(body):
        return _broken("yaml", body, start, 0, "is nested too deeply")
    try:
        root = safe_yaml.compose(without_surrogates(body))
    except safe_yaml.ProblemError as error:
        place = error.offset if error.offset is not None else _offset(body, error.line, error.column)
        return _broken("yaml", body, start, place, str(error))
    if root is None:
        return _named("yaml", body, start, [], [])
    if not isinstance(root, MappingNode):
        return _broken("yaml", body, start, 0, "is not a table of keys")
    title = None
    span = None
    aliases: list[str] = []
    for key, value in root.value:
        name = _name(key.value) if isinstance(key.value, str) else ""
        if name == "title" and safe_yaml.is_text(value):
            title = " ".join(value.value.split())
            span = _node_span(body, value, start)
        elif name == "aliases":
            nodes = value.value if isinstance(value, SequenceNode) else [value]
            aliases += [node.value for node in nodes if safe_yaml.is_text(node)]
    return FrontMatter(Span(start, start + len(body)), "yaml", title, span, tuple(aliases))


_NESTING = re.compile(r"[\[{]|[\]}]|(?<![^\s])[-?:](?=\s)|\n +")


def _too_deep(body: str) -> bool:
    """Whether collections are nested so deeply that libyaml, which recurses, might overflow its stack."""
    flow = block = 0
    for match in _NESTING.finditer(body):
        mark = match[0]
        if mark[0] == "\n":
            block = len(mark)
        elif mark in "[{":
            flow += 1
        elif mark in "]}":
            flow = max(0, flow - 1)
        else:
            block += 1
        if flow + block > _DEEPEST:
            return True
    return False


def _node_span(body: str, node: Any, start: int) -> Span:
    first = _offset(body, node.start_mark.line, node.start_mark.column)
    last = _offset(body, node.end_mark.line, node.end_mark.column)
    if node.style in ("'", '"'):
        first, last = first + 1, last - 1
    elif node.style in ("|", ">"):
        block = body[first:last]
        first += len(block) - len(block.partition("\n")[2].lstrip())
    last = first + len(body[first:last].rstrip())
    return Span(start + first, start + max(first, last))


_LINE_START = re.compile(r"\r\n?|[\n\x85\u2028\u2029]")  # what ends a line in YAML


def _offset(body: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in _LINE_START.finditer(body))]
    return min(starts[min(line, len(starts) - 1)] + column, len(body))


def _guess(language: Any, body: str, start: int) -> FrontMatter:
    """Only the title, from the line that looks like it."""
    match = _TITLE_LINE.search(body)
    titles = [_without_comment(body, Span(*match.span(2)))] if match and match[2] else []
    return _named(language, body, start, titles, [])


def _without_comment(body: str, span: Span) -> Span:
    """` #` begins a comment in a value that is not quoted, in YAML and TOML."""
    words = body[span.start : span.end].partition(" #")[0].rstrip()
    return span if body[span.start - 1] in "\"'" else Span(span.start, span.start + len(words))


def _broken(language: Any, body: str, start: int, place: int, problem: str) -> FrontMatter:
    guess = _guess(language, body, start)
    return FrontMatter(
        guess.span, language, guess.title, guess.title_span, (), (start + min(place, len(body)), problem)
    )


def _read_toml(body: str, start: int) -> FrontMatter:
    try:
        data = _toml_data(body)
    except Unparsed as error:  # a plain ValueError for a number of thousands of digits
        problem = complaint(error)
        match = _TOML_PLACE.search(problem)
        number = _LONG_NUMBER.search(body)
        place = number.start() if number else len(body)
        if match:
            place = _offset(body, int(match[1]) - 1, int(match[2]) - 1)
        return _broken("toml", body, start, place, problem[: match.start()] if match else problem)
    return _from_data("toml", body, start, data)


def _whole_number(digits: str) -> int | float:
    """Python refuses to read integers of more than 4,300 digits; JSON's numbers have no size."""
    return int(digits) if len(digits) < MOST_DIGITS else float(digits)


def _read_json(text: str) -> tuple[FrontMatter | None, int]:
    import json

    try:
        data, end = json.JSONDecoder(parse_int=_whole_number).raw_decode(text)
    except (ValueError, RecursionError) as error:
        return _broken_json(text, error)
    if text[end : end + 1] not in ("", "\r", "\n"):
        return None, 0
    return _from_data("json", text[:end], 0, data), end


def _broken_json(text: str, error: Exception) -> tuple[FrontMatter | None, int]:
    """A block of keys that a brace alone on its line closes was meant as front matter."""
    match = _JSON_BLOCK.match(text)
    if not match:
        return None, 0
    problem = str(getattr(error, "msg", "is nested too deeply"))
    return _broken("json", match[0], 0, getattr(error, "pos", 0), problem), match.end()


def _from_data(language: Any, body: str, start: int, data: Mapping[str, Any]) -> FrontMatter:
    title = _text(data.get("title"))
    aliases: Any = next((data[key] for key in _ALIASES if key in data), [])
    aliases = aliases if isinstance(aliases, list) else [aliases]
    span = _guess(language, body, start).title_span if title else None
    texts = (_text(each) for each in aliases)
    return FrontMatter(Span(start, start + len(body)), language, title or None, span, tuple(filter(None, texts)))


def _text(value: object) -> str:
    """A value that names something, as a text: `title = 1984` is a title too."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    return str(value)
