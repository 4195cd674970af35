"""The metadata packet of a bound PDF, written as text so that the same book gives the same bytes."""

from datetime import date
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
# PDF/A knows no schema of PDF/UA: the packet describes it.
_DESCRIBED = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_CLAIMS = "<pdfuaid:part>1</pdfuaid:part>\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"


def packet(
    title: str, authors: tuple[str, ...], language: str, day: date | None, producer: str, identifier: str, tagged: bool
) -> bytes:
    """The XMP packet: Dublin Core, dates, producer, and the claims of PDF/UA-1 and PDF/A-2a for a tagged book."""
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
        _CLAIMS if tagged else "",
    ]
    body = "\n".join(part for part in parts if part)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {names}>\n<rdf:Description rdf:about="">\n{body}\n'
        f"</rdf:Description>\n{_DESCRIBED if tagged else ''}"
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def with_press(text: bytes, identifier: str) -> bytes:
    """A packet that also claims PDF/X-4. What identifies a file that must be the same each time is what it holds."""
    unique = uuid5(NAMESPACE_URL, f"{identifier} {sha256(text).hexdigest()}")
    claims = (
        '<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">\n'
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>\n"
        f"<xmpMM:DocumentID>uuid:{unique}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>"
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass></rdf:Description>\n"
    )
    return text.replace(b"</rdf:RDF>", claims.encode() + b"</rdf:RDF>")
