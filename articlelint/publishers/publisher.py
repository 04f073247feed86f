"""What a publisher is: the questions that are asked of it, and the answers of one that knows no more than the files tell."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, NamedTuple, Self

from articlelint.model.article import Article, Reference
from articlelint.model.facts import Facts
from articlelint.publishers import paths
from articlelint.publishers.slugs import GITHUB, Anchoring
from articlelint.publishers.sources import Sources
from articlelint.publishers.values import UNKNOWN, Corpus, Files, Front, Place, Target, WikiLink
from articlelint.publishers.wikilinks import in_markdown

Role = Literal["site", "wiki", "host"]


class Evidence(NamedTuple):
    """That a corpus is a publisher's. Of two publishers the one with the smaller evidence is believed: sure, near the root, early in its list.

    `mark` is the file or folder that shows it, `why` a sentence for people where that is not enough.
    """

    doubt: int
    depth: int
    rank: int
    mark: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """One tool that shows articles to readers, and what it was told about this corpus. Frozen and picklable.

    A publisher has up to three roles: a site has addresses and links of its own, a wiki has wiki links, a host shows what no site builds.
    `folder` is where its own files stand, `root` the folder that links beginning with `/` start from, if the settings say so.
    Second-half methods see facts and names of files, never a text.
    """

    name: ClassVar[str] = ""
    role: ClassVar[Role] = "site"
    rank: ClassVar[int] = 0
    marks: ClassVar[tuple[str, ...]] = ()  # names of files, and of folders with a slash, that give the publisher away
    configs: ClassVar[tuple[str, ...]] = ()  # names of further files that `evidence` and `configure` look into
    weak_marks: ClassVar[tuple[str, ...]] = ()  # the same, believed only where no publisher has a better one
    pages_are_folders: ClassVar[bool] = False
    html_names: ClassVar[bool] = False
    content: ClassVar[tuple[str, ...]] = ()
    own_anchors: ClassVar[bool] = False  # anchors differ from the host's
    wikilinks: ClassVar[bool] = False  # a site has wiki links without a plug-in
    own_links: ClassVar[bool] = False  # a wiki decides where Markdown links lead, too
    links_by_file: ClassVar[bool] = False  # wiki links name files, not titles
    titles_are_names: ClassVar[bool] = True  # two articles of one title are a fault
    labels_from_elsewhere: ClassVar[bool] = False  # a plug-in defines link labels

    unreported: ClassVar[frozenset[str]] = frozenset()  # rules that do not hold for its articles

    folder: str = ""
    root: str | None = None

    # Evidence and configuration: the only questions that may look into files.

    @classmethod
    def evidence(cls, sources: Sources) -> Evidence | None:
        """How sure it is that this publisher shows the corpus; None for not at all."""
        return cls.marked(sources)

    @classmethod
    def marked(cls, sources: Sources) -> Evidence | None:
        """The evidence of the marks alone."""
        found = [
            (doubt, path.count("/"), cls.rank, path)
            for doubt, names in enumerate((cls.marks, cls.weak_marks))
            for name in names
            for path in sources.marks.get(name.lower(), ())
        ]
        return Evidence(*min(found)) if found else None

    def configure(self, sources: Sources) -> Self:
        """The publisher as its own config files, below `folder`, set it up for this corpus. Called once a run, when it is known."""
        return self

    def placed(self, folder: str, root: str | None) -> Self:
        """The publisher whose files stand in this folder."""
        return replace(self, folder=folder, root=root)

    # The first half: what an article says of itself.

    def is_article(self, path: str) -> bool:
        """Whether the file is an article, by its path: not a template, a partial, a sidebar."""
        return True

    def adapt(self, article: Article) -> Article:
        """The article as the publisher reads it, where that is not how everybody does."""
        return article

    def refine(self, facts: Facts, article: Article) -> Facts:
        """The facts of an article as the publisher sees them: the names that it goes by, references in the publisher's own syntax.

        A shortcode, role or directive that names a file becomes a reference of kind `shortcode`, whose label is the shortcode's name.
        """
        return facts

    def title_of_file(self, path: str) -> str | None:
        """The title that a file's name gives its page; None where titles do not come from names of files."""
        return None

    def file_of_title(self, title: str) -> str | None:
        """The name, without suffix, of the file for a page of this title; None where nothing particular is known."""
        return None

    # Addresses and Markdown links.

    @property
    def layout(self) -> paths.Layout:
        """How pages are laid out, for what is common to many publishers."""
        return paths.Layout(self.role == "site", self.root, self.pages_are_folders, self.html_names, self.content)

    def routes(self, path: str, front: Front) -> tuple[str, ...] | None:
        """The addresses of an article on the site, with their leading `/`, from its path and front matter; () when it is not built.

        None where the publisher has none of its own: then the path without suffix is one.
        """
        return None

    def locate(self, href: str, here: str, files: Files) -> Place:
        """Where a link's path, as written and without fragment, leads from the article `here`."""
        return paths.locate(href, here, files, self.layout)

    def locate_shortcode(self, name: str, target: str, here: str, files: Files) -> Place:
        """Where the target of a shortcode leads from the article `here`."""
        return UNKNOWN

    def vantage(self, href: str, here: str) -> str:
        """As much of `here` as matters for where a link leads: links of one vantage are located once."""
        return here if self.pages_are_folders and not href.startswith("/") else posixpath.dirname(here)

    def write_link(self, href: str, path: str, here: str) -> str:
        """The link from `here` to the file `path` in the manner of `href`."""
        return paths.rewritten(href, path, here, self.layout)

    def write_shortcode(self, name: str, target: str, path: str, here: str) -> str:
        """The target of a shortcode that leads from `here` to the file `path`, in the manner of `target`."""
        return self.write_link(target, path, here)

    def write_moved(self, href: str, path: str, here: str) -> str:
        """The same for an article that was renamed or moved: a link without suffix, or to a folder, stays one."""
        return paths.without_suffix(href, self.write_link(href, path, here), path)

    # Anchors.

    def anchorings(self, path: str, *, sure: bool) -> tuple[Anchoring, ...]:
        """The ways in which the anchors of a page may be made; the first is the one to suggest in.

        `sure`: the settings name this publisher's way, so that no other counts.
        """
        return (GITHUB,)

    # Wiki links.

    def reads_wikilinks(self, path: str) -> bool:
        """Whether `[[x]]` on a page can be a link. Asked of the publisher of Markdown links, for where no wiki is known."""
        return True

    def read_wikilink(self, reference: Reference) -> WikiLink | None:
        """The page and place that a wiki link names. None where the publisher reads no link there."""
        return in_markdown(reference)

    def resolve_wikilink(self, link: WikiLink, reference: Reference, facts: Facts, corpus: Corpus) -> Target | None:
        """Where a wiki link with a page leads. None where nobody can tell."""
        return None

    def write_wikilink(self, before: str, page: str) -> str:
        """A wiki link to `page` in the manner of the link that stood there before."""
        return page
