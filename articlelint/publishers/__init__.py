"""The tools that show articles to readers, one file a publisher: names, addresses, links and anchors as each decides them.

Everybody else asks the `View` that `detection.detect(...).at(path)` gives, and names no publisher. To add one, write a module here with a
subclass of `publisher.Publisher` (frozen, with slots) that has a `name` and `marks`; nothing else registers it. What it does not override
is as for a publisher of which nothing is known: any reading by which a link leads somewhere is good. `docs/publishers/index.md` says more.

The second half of a run, and so every method but `evidence` and `configure`, sees facts and names of files, never a text.
Where only the publisher itself can know, the answer is `UNKNOWN` (or None), which yields no finding.
"""
