"""A Markdown link or image to a file that is not there, or a label or footnote that is not defined."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Finding
from articlelint.resolve import Resolution


@check(kinds={"link", "image", "shortcode", "link-label", "footnote"}, statuses={"missing"})
def dangling_link(reference: Reference, resolution: Resolution) -> Iterator[Finding]:
    """Reports the target as written; of a link without a target, the whole link."""
    message, help = _words(reference, resolution)
    yield Finding(
        resolution.span if resolution.target or reference.kind == "footnote" else reference.whole,
        message,
        help,
        data={"target": resolution.target, "suggestions": list(resolution.suggestions)},
    )


def _words(reference: Reference, resolution: Resolution) -> tuple[str, str]:
    target = resolution.target
    if reference.kind == "link-label":
        return f"the link label `{target}` is not defined", f"add a line `[{target}]: ...`, or correct the label"
    if reference.kind == "footnote":
        return (
            f"the footnote `{target}` is not defined",
            f"add a line `[^{target.removeprefix('^')}]: ...`, or remove the mark",
        )
    what = "image" if reference.kind == "image" else "link"
    if not target:
        return f"the {what} has no target", "write the address between the parentheses"
    if resolution.note:
        return f"no page at `{target}`: {resolution.note}", resolution.did_you_mean("correct the address")
    return f"no file at `{target}`", resolution.did_you_mean("correct the path, or add the file")
