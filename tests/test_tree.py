"""Walking pandoc's tree: with its words, and without them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from octavo import tree

_WORDS = ("Str", "Space", "SoftBreak", "LineBreak")
_ATTR: list[Any] = ["x", ["class"], [["key", "value"]]]


def _str(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": text}


def _citation(inlines: list[Any]) -> dict[str, Any]:
    mode = {"t": "NormalCitation"}
    item = {"citationId": "doe", "citationPrefix": inlines, "citationSuffix": [], "citationMode": mode}
    return {"t": "Cite", "c": [[item], inlines]}


inlines = st.recursive(
    st.one_of(st.text(max_size=3).map(_str), st.sampled_from([{"t": name} for name in _WORDS[1:]])),
    lambda inner: st.lists(inner, max_size=4).flatmap(
        lambda found: st.sampled_from(
            [
                {"t": "Emph", "c": found},
                {"t": "Span", "c": [_ATTR, found]},
                {"t": "Note", "c": [{"t": "Para", "c": found}]},
                {"t": "Quoted", "c": [{"t": "SingleQuote"}, found]},
                {"t": "Code", "c": [_ATTR, "code"]},
                _citation(found),
            ]
        )
    ),
    max_leaves=25,
)
blocks = st.lists(st.lists(inlines, max_size=5).map(lambda found: {"t": "Para", "c": found}), max_size=4)


@given(blocks)
def test_structure_is_all_but_words(found: list[Any]) -> None:
    assert list(tree.structure(found)) == [node for node in tree.walk(found) if node["t"] not in _WORDS]
