"""The network of who met whom as GEXF 1.3 (Gephi and its kin) and as GraphML (yEd, Cytoscape, igraph, networkx)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from lxml import etree

from whomet.exports.characters import line
from whomet.exports.csv import SIGN
from whomet.exports.graphs import Edge, Node, days, graph
from whomet.records import Account

_GEXF = "http://gexf.net/1.3"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_Value: TypeAlias = str | int
#: What nodes and edges say of themselves, and the types of both formats.
NODE_ATTRIBUTES = {
    "type": "string",
    "roles": "string",
    "names": "string",
    "wikidata": "string",
    "partners": "integer",
    "meetings_held": "integer",
    "meetings": "integer",
    "documents": "integer",
}
EDGE_ATTRIBUTES = {
    "status": "string",
    "meetings_held": "integer",
    "meetings": "integer",
    "meeting_ids": "string",
    "dates": "string",
    "first_day": "string",
    "last_day": "string",
    "cities": "string",
    "topics": "string",
    "documents": "integer",
    "independent_origins": "integer",
    "roles": "string",
}
_GRAPHML_TYPES = {"string": "string", "integer": "int"}


def gexf(account: Account, language: str = "en") -> bytes:
    """The network of an account as GEXF; ties of different kinds between the same two are parallel edges.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
    """
    made = graph(account, language)
    root = etree.Element(f"{{{_GEXF}}}gexf", version="1.3", nsmap=_as_default(_GEXF))
    meta = etree.SubElement(root, f"{{{_GEXF}}}meta")
    etree.SubElement(meta, f"{{{_GEXF}}}creator").text = "Whomet"
    etree.SubElement(meta, f"{{{_GEXF}}}description").text = "Who met whom"
    told = etree.SubElement(root, f"{{{_GEXF}}}graph", defaultedgetype="undirected", mode="static")
    for kind, attributes in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        declared = etree.SubElement(told, f"{{{_GEXF}}}attributes", {"class": kind})
        for name, type_ in attributes.items():
            etree.SubElement(declared, f"{{{_GEXF}}}attribute", id=f"{kind}_{name}", title=name, type=type_)
    nodes = etree.SubElement(told, f"{{{_GEXF}}}nodes")
    for node in made.nodes:
        element = etree.SubElement(nodes, f"{{{_GEXF}}}node", id=node.id, label=line(node.label))
        _gexf_values(element, "node", _node(node))
    edges = etree.SubElement(told, f"{{{_GEXF}}}edges")
    for number, edge in enumerate(made.edges):
        element = etree.SubElement(
            edges,
            f"{{{_GEXF}}}edge",
            id=str(number),
            source=edge.source,
            target=edge.target,
            kind=edge.kind,
            label=edge.kind,
            weight=str(edge.weight),
        )
        _gexf_values(element, "edge", _edge(edge))
    return _written(root)


def _gexf_values(element: etree._Element, kind: str, values: Mapping[str, _Value]) -> None:
    held = etree.SubElement(element, f"{{{_GEXF}}}attvalues")
    for name, value in values.items():
        etree.SubElement(held, f"{{{_GEXF}}}attvalue", {"for": f"{kind}_{name}", "value": str(value)})


def graphml(account: Account, language: str = "en") -> bytes:
    """The network of an account as GraphML; ties of different kinds between the same two are parallel edges.

    Args:
        account: What was concluded.
        language: BCP 47 code of the labels.
    """
    made = graph(account, language)
    root = etree.Element(f"{{{_GRAPHML}}}graphml", nsmap=_as_default(_GRAPHML))
    for kind, attributes in (
        ("node", {"label": "string", **NODE_ATTRIBUTES}),
        ("edge", {"weight": "integer", **EDGE_ATTRIBUTES}),
    ):
        for name, type_ in attributes.items():
            declared = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": _GRAPHML_TYPES[type_]}
            etree.SubElement(root, f"{{{_GRAPHML}}}key", declared)
    told = etree.SubElement(root, f"{{{_GRAPHML}}}graph", id="whomet", edgedefault="undirected")
    for node in made.nodes:
        element = etree.SubElement(told, f"{{{_GRAPHML}}}node", id=node.id)
        _graphml_values(element, "node", {"label": line(node.label), **_node(node)})
    for number, edge in enumerate(made.edges):
        ends = {"id": f"e{number}", "source": edge.source, "target": edge.target}
        element = etree.SubElement(told, f"{{{_GRAPHML}}}edge", ends)
        _graphml_values(element, "edge", {"weight": edge.weight, **_edge(edge)})
    return _written(root)


def _graphml_values(element: etree._Element, kind: str, values: Mapping[str, _Value]) -> None:
    for name, value in values.items():
        etree.SubElement(element, f"{{{_GRAPHML}}}data", key=f"{kind}_{name}").text = str(value)


def _as_default(space: str) -> Any:
    """A namespace as the one of elements without prefix; the stubs of lxml know no such map."""
    return {None: space}


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _node(node: Node) -> dict[str, _Value]:
    """The attributes of a node that it has a value for."""
    values: dict[str, _Value | None] = {
        "type": node.type,
        "roles": _joined(node.roles),
        "names": _joined(node.names),
        "wikidata": node.wikidata,
        "partners": node.degree,
        "meetings_held": node.meetings_held,
        "meetings": node.meetings,
        "documents": node.documents,
    }
    return dict(_known(values))


def _edge(edge: Edge) -> dict[str, _Value]:
    """The attributes of an edge that it has a value for."""
    first, last = days(edge)
    values: dict[str, _Value | None] = {
        "status": edge.kind,
        "meetings_held": edge.held,
        "meetings": len(edge.meetings),
        "meeting_ids": _joined(edge.meetings),
        "dates": _joined(edge.dates),
        "first_day": first,
        "last_day": last,
        "cities": _joined(edge.cities),
        "topics": _joined(edge.topics),
        "documents": edge.documents,
        "independent_origins": edge.independent_origins,
        "roles": _joined(edge.roles),
    }
    return dict(_known(values))


def _known(values: Mapping[str, _Value | None]) -> Iterator[tuple[str, _Value]]:
    for name, value in values.items():
        if value is not None and value != "":
            yield name, value


def _joined(texts: Sequence[str]) -> str:
    return SIGN.join(map(line, texts))


__all__ = ["EDGE_ATTRIBUTES", "NODE_ATTRIBUTES", "gexf", "graphml"]
