"""The list of contributors: who has a biography, with affiliation and ORCID iD."""

from collections.abc import Mapping

from octavo import tree
from octavo.findings import Place
from octavo.model import Chapter, Config, Contributor, Kind, Node, Nodes
from octavo.words import words

CONTRIBUTORS = "book-contributors"


def contributors(config: Config, trees: Mapping[str, Nodes]) -> tuple[Chapter, ...]:
    """The chapter that tells who made the book, none where nobody has a biography. ``trees`` are the biographies."""
    told = {person.name: person for person in reversed(config.contributors) if person.biography}
    people = [person for person in config.contributors if told.get(person.name) is person]
    if not people or not config.contributors_list:
        return ()
    title = tree.words(words(config.language).contributors)
    blocks = [_entry(person, trees.get(person.biography) or []) for person in people]
    place = Place(config.path)
    return (
        Chapter(CONTRIBUTORS, config.path, Kind.BACK, None, title, "", False, blocks, place, classes=("contributors",)),
    )


def _entry(person: Contributor, biography: Nodes) -> Node:
    """A person: name, affiliation and iD in a line, then what is told."""
    line: Nodes = [{"t": "Strong", "c": tree.words(person.name)}]
    if person.affiliation:
        line += [tree.string(","), {"t": "Space"}, *tree.words(person.affiliation)]
    if person.orcid:
        address = f"https://orcid.org/{person.orcid}"
        line += [tree.string("."), {"t": "Space"}, tree.link(tree.words(f"ORCID {person.orcid}"), address)]
    inner = [{"t": "Para", "c": line}, *biography]
    return {"t": "Div", "c": [["", ["contributor"], []], inner]}
