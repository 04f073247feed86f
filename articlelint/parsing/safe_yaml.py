"""YAML as front matter has it: the safe loader of PyYAML, without what one value may do to a whole run.

Imported only where a block is not plain lines of `key: value`: the library costs as much as reading fifty articles.
"""

from __future__ import annotations

from typing import Any, TypeGuard

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from articlelint.text.complaints import Unparsed, complaint

_MOST_VALUES = (
    100_000  # after all aliases are written out; ten lines of aliases can stand for a thousand million values
)
_IMPLICIT = ("int", "float", "timestamp")


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader; what only looks like a date or a number (`2024-02-30`) is the text that stands there, as for other loaders."""


def _lenient(tag: str) -> Any:
    construct = yaml.SafeLoader.yaml_constructors[tag]

    def constructor(loader: Loader, node: ScalarNode) -> Any:
        try:
            return construct(loader, node)
        except (ValueError, OverflowError):
            return node.value

    return constructor


for _kind in _IMPLICIT:
    Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", _lenient(f"tag:yaml.org,2002:{_kind}"))


class ProblemError(ValueError):
    """What is wrong with a block of YAML; `line` and `column` count from 0, `offset` is told where YAML itself counts so."""

    def __init__(self, said: str, line: int = 0, column: int = 0, offset: int | None = None) -> None:
        super().__init__(said)
        self.line = line
        self.column = column
        self.offset = offset


def compose(body: str) -> Node | None:
    """The nodes of a block; None when it holds none. Raises ProblemError for what does not parse, or has no value.

    `title: {{title}}` has none before a template engine has filled it in: that is no mistake of its author.
    """
    root, loader = _read(body)
    if root is not None and "{{" not in body:
        _construct(loader, root)
    return root


def load(body: str) -> Any:
    """The values of a block. Raises ProblemError."""
    root, loader = _read(body)
    return None if root is None else _construct(loader, root)


def is_text(node: Node) -> TypeGuard[ScalarNode]:
    """Whether a node names something: a text, number, date or word such as `true`, but neither `null` nor nothing."""
    return isinstance(node, ScalarNode) and bool(node.value) and not node.tag.endswith(":null")


def _read(body: str) -> tuple[Node | None, Loader]:
    try:
        loader = Loader(body)
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        raise _told(error) from error
    except Unparsed as error:  # an escape beyond Unicode, where there is no libyaml
        raise ProblemError(complaint(error)) from error
    if root is not None:
        _judge(root, {})
    return root, loader


def _construct(loader: Loader, root: Node) -> Any:
    try:
        return loader.construct_document(root)
    except yaml.YAMLError as error:
        raise _told(error) from error
    except Exception as error:  # whatever constructing a `!!int`, `!!bool` or date of odd words raises
        raise ProblemError(str(error) or type(error).__name__) from error


def _told(error: yaml.YAMLError) -> ProblemError:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or "does not parse"
        return ProblemError(said, mark.line if mark else 0, mark.column if mark else 0)
    return ProblemError(getattr(error, "reason", "does not parse"), offset=getattr(error, "position", 0))


def _judge(node: Node, sizes: dict[int, int]) -> int:
    """How many values a node stands for, its aliases written out. Raises ProblemError for too many, for a circle, for a key said twice."""
    known = sizes.get(id(node))
    if known is not None:
        if not known:
            raise _problem(node, "refers to itself")
        return known
    sizes[id(node)] = 0
    size = 1
    if isinstance(node, MappingNode):
        _refuse_twice(node)
        size += sum(_judge(key, sizes) + _judge(value, sizes) for key, value in node.value)
    elif isinstance(node, SequenceNode):
        size += sum(_judge(value, sizes) for value in node.value)
    if size > _MOST_VALUES:
        raise _problem(node, "its aliases stand for too many values")
    sizes[id(node)] = size
    return size


def _refuse_twice(mapping: MappingNode) -> None:
    """YAML asks for unique keys. Loaders that allow a second one take one or the other value, without a word."""
    seen: set[tuple[str, str]] = set()
    for key, _ in mapping.value:
        if isinstance(key, ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
            name = (key.tag, key.value)
            if name in seen:
                raise _problem(key, f"the key `{key.value}` stands twice")
            seen.add(name)


def _problem(node: Node, said: str) -> ProblemError:
    mark = node.start_mark
    return ProblemError(said, mark.line if mark else 0, mark.column if mark else 0)
