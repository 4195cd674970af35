"""The metadata packet of a bound PDF, written as text so that the same book gives the same bytes."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def packet(
    title: str, authors: tuple[str, ...], language: str, day: date | None, producer: str, identifier: str, tagged: bool
) -> bytes:
    """The XMP packet: Dublin Core, dates, producer, and the claim of PDF/UA for a tagged book."""
    names = " ".join(f"xmlns:{prefix}={quoteattr(address)}" for prefix, address in NAMESPACES.items())
    persons = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in authors)
    moment = f"{day.isoformat()}T00:00:00Z" if day else ""
    parts = [
        "<dc:format>application/pdf</dc:format>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq>{persons}</rdf:Seq></dc:creator>" if persons else "",
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>",
        f"<dc:identifier>{escape(identifier)}</dc:identifier>" if identifier else "",
        f"<pdf:Producer>{escape(producer)}</pdf:Producer>",
        f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>" if moment else "",
        "<pdfuaid:part>1</pdfuaid:part>" if tagged else "",
    ]
    body = "\n".join(part for part in parts if part)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {names}>\n<rdf:Description rdf:about="">\n{body}\n'
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()
