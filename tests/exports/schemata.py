"""What the model of FollowTheMoney, version 4.11, has of what the export uses: names of schemata and properties.

The library itself cannot be installed from wheels alone; where it is there, a test holds this table against it.
"""

#: Schema -> the properties it needs, and the type of each that is used; for entities the schema that they must be.
SCHEMATA = {
    "Address": (
        (),
        {
            "alias": "name",
            "full": "address",
            "name": "name",
            "proof": "entity Document",
            "sourceUrl": "url",
            "wikidataId": "identifier",
        },
    ),
    "Article": (
        (),
        {
            "author": "string",
            "bodyText": "text",
            "encoding": "string",
            "fileName": "string",
            "language": "language",
            "locationMentioned": "address",
            "modifiedAt": "date",
            "notes": "text",
            "publishedAt": "date",
            "publisher": "string",
            "sourceUrl": "url",
            "title": "string",
        },
    ),
    "Employment": (
        ("employer", "employee"),
        {"employee": "entity Person", "employer": "entity Organization", "proof": "entity Document", "role": "string"},
    ),
    "Event": (
        ("name",),
        {
            "addressEntity": "entity Address",
            "description": "text",
            "endDate": "date",
            "involved": "entity LegalEntity",
            "keywords": "string",
            "location": "address",
            "name": "name",
            "notes": "text",
            "organizer": "entity LegalEntity",
            "proof": "entity Document",
            "recordId": "string",
            "startDate": "date",
            "summary": "text",
        },
    ),
    "Mention": (
        ("document", "name"),
        {"detectedSchema": "string", "document": "entity Document", "name": "name", "resolved": "entity LegalEntity"},
    ),
    "Note": (
        (),
        {
            "description": "text",
            "entity": "entity Thing",
            "keywords": "string",
            "name": "name",
            "proof": "entity Document",
        },
    ),
    "Organization": (
        ("name",),
        {"alias": "name", "name": "name", "proof": "entity Document", "sourceUrl": "url", "wikidataId": "identifier"},
    ),
    "Person": (
        ("name",),
        {
            "alias": "name",
            "name": "name",
            "position": "string",
            "proof": "entity Document",
            "sourceUrl": "url",
            "wikidataId": "identifier",
        },
    ),
    "UnknownLink": (
        ("subject", "object"),
        {
            "object": "entity Thing",
            "proof": "entity Document",
            "role": "string",
            "subject": "entity Thing",
            "summary": "text",
        },
    ),
}

#: What else a schema is, of the schemata that properties ask for.
KINDS = {
    "Address": {"Address", "Thing"},
    "Article": {"Article", "Document", "Thing"},
    "Event": {"Event", "Thing"},
    "Note": {"Note", "Thing"},
    "Organization": {"Organization", "LegalEntity", "Thing"},
    "Person": {"Person", "LegalEntity", "Thing"},
}

#: What values of a type look like.
TYPES = {
    "address": r"(?s).{1,250}",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "entity": r"[0-9A-Za-z]([0-9A-Za-z.-]{0,198}[0-9A-Za-z])?",
    "identifier": r"Q\d+",
    "language": r"[a-z]{3}",
    "name": r"(?s).{1,384}",
    "string": r"(?s).{1,1024}",
    "text": r"(?s).{1,65000}",
    "url": r"https?://\S+",
}
