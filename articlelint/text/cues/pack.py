"""What a language's pack of cue words holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CuePack:
    """The cue words of one language. Entries of the first group are patterns, the others plain words in small letters.

    `see` are the verbs that send the reader elsewhere, `also` what may follow them; `line` begins a line that is a
    reference (hatnotes); `after` stands in brackets behind the name; `carriers` stand between cue and name; `purpose`
    begins a sentence that ends in a reference, `asides` stand before a cue that gives an example; `clauses` begin what is no part of a name; `conjunctions` join names; `elsewhere` within a name
    tells that it is a part of a document: "the section of". `labels` are parts of a document when a number follows.
    `announcers` are the carriers that may stand before any name of a list, not only behind the cue: "X, and the article Y";
    `locators` tell where in the work a name stands, wholly, so that another name may follow: "X under that head, and Y";
    `sections` are what the sections of articles are called: "Norway: History".
    """

    see: tuple[str, ...]
    also: tuple[str, ...]
    line: tuple[str, ...]
    after: tuple[str, ...]
    carriers: tuple[str, ...]
    purpose: tuple[str, ...]
    asides: tuple[str, ...]
    clauses: tuple[str, ...]
    conjunctions: tuple[str, ...]
    elsewhere: tuple[str, ...]

    openers: tuple[str, ...]
    never: tuple[str, ...]
    places: tuple[str, ...]
    parts: tuple[str, ...]
    sentence: tuple[str, ...]
    works: tuple[str, ...]
    outside: tuple[str, ...]
    scripture: tuple[str, ...]
    small: tuple[str, ...]
    labels: tuple[str, ...] = ()
    announcers: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
