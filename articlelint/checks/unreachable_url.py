"""A URL that does not answer. Asks the network, and so runs only when it is told to (`--urls`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class Options:
    """`timeout` in seconds; `pause` between two questions to one host; `allow` are glob patterns of URLs that are not asked for."""

    timeout: float = 10.0
    pause: float = 0.5
    allow: tuple[str, ...] = ()


@check()
def unreachable_url(article: Article, options: Options) -> Iterator[Finding]:
    """Reports the URL: an error when it is surely gone, a warning when that could not be found out."""
    references = [each for each in article.references if each.kind == "url" and each.target[:4].lower() == "http"]
    if not references:
        return
    from articlelint.web.urls import ask_all

    answers = ask_all((each.target for each in references), options.timeout, options.pause, options.allow)
    for reference in references:
        answer = answers.get(reference.target)
        if answer is None:
            continue
        yield Finding(
            reference.span,
            f"the URL does not answer: {answer.said}"
            if answer.gone
            else f"the URL could not be checked: {answer.said}",
            "correct it, link to an archived copy, or take it out" if answer.gone else "open it in a browser",
            data={"target": reference.target},
            severity="error" if answer.gone else "warning",
        )
