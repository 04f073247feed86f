"""A reference that goes through a redirect or alias, or a redirect page that leads to another or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from articlelint.engine.rule import check
from articlelint.model.article import Reference
from articlelint.model.diagnostics import Edit, Finding, Fix
from articlelint.resolve import Resolution


@check(statuses={"redirect", "broken-redirect"})
def redirect(reference: Reference, resolution: Resolution) -> Iterator[Finding]:
    """A detour is worth a look; a redirect page that points to a redirect, or to nothing, is an error."""
    target, title = resolution.target, resolution.title
    data = {"target": target, "suggestions": [title] if title else list(resolution.suggestions)}
    fix = Fix((Edit(*resolution.span, resolution.written(reference)),)) if title else None
    if resolution.status == "broken-redirect":
        help = resolution.did_you_mean("point it to an article that exists, or delete the page")
        yield Finding(
            resolution.span,
            f"the redirect leads to `{target}`, which does not exist",
            help,
            data=data,
            severity="error",
        )
    elif reference.kind == "redirect":
        help = f"point it to `{title}`"
        yield Finding(
            resolution.span, f"the redirect leads to `{target}`, which is a redirect itself", help, fix, data, "error"
        )
    else:
        yield Finding(
            resolution.span, f"`{target}` is another name of `{title}`", f"write `{title}`", fix, data, "info"
        )
