"""Ways through the JSON of an account."""


def places(node):
    """Every dictionary, however deep, that says where something stands."""
    if isinstance(node, dict):
        if {"document", "start", "end"} <= node.keys():
            yield node
        for value in node.values():
            yield from places(value)
    elif isinstance(node, list):
        for value in node:
            yield from places(value)
