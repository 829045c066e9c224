"""Every value that the schema of NewsML-G2 allows is accounted for: in the record, `extra` or a finding.

The ledger knows nothing of the reader. Its documents are made of the official schema: each element
and attribute that it allows, in any number, with values unlike all others, so that each can be
looked for in what was read. With them come what no schema allows: texts beside elements, elements
beside texts, parts out of their place, attributes with the names that `extra` uses itself.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

import attrs
import pytest

import newsrec
from newsrec.formats._format import Decoded, Reading
from newsrec.formats.newsml_g2 import decode
from tests._chance import chance

if TYPE_CHECKING:
    from pathlib import Path

XS = "{http://www.w3.org/2001/XMLSchema}"
NS = "http://iptc.org/std/nar/2006-10-01/"
PARTICLES = (f"{XS}sequence", f"{XS}choice", f"{XS}group")
# The names that the reader itself uses in `extra`, and others that no element has.
STRAY_NAMES = [
    "stray", "f:stray", "children", "markup", "text", "spelling", "element", "group", "elements", "public",
    "members", "shown", "untold", "word",
]  # fmt: skip
# Types of few values, which the ledger does not look for; "" is a digit.
SMALL = {
    "boolean": "true", "gMonth": "--05", "gMonthDay": "--05-06", "gDay": "---07", "Int1to9Type": "",
    "Int100Type": "",
}  # fmt: skip
BODY = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{}</title></head><body><p>{}</p></body></html>'
)


class Schema:
    """The declarations of the schema, by kind and name."""

    def __init__(self, path: Path) -> None:
        self.named: dict[tuple[str, str], Any] = {
            (each.tag[len(XS) :], each.get("name") or ""): each
            for each in ET.parse(path).getroot()  # noqa: S314 - the standard's own file
        }

    def __getitem__(self, key: tuple[str, str]) -> Any:
        return self.named[key]

    def get(self, kind: str, name: str | None) -> Any:
        return self.named.get((kind, name or ""))


class Maker:
    """Makes one document; `values` are those that must be found again."""

    def __init__(self, schema: Schema, seed: int, density: float, stray: float) -> None:
        self.schema, self.density, self.stray = schema, density, stray
        self.random = chance(seed)
        self.values: dict[str, str] = {}  # value → where it stands
        self.number = 10_000

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def value(self, where: str, pattern: str = "Tok{}", sought: str | None = None) -> str:
        """A value unlike all others; `sought` is the part of it that must be found again."""
        self.number += 1
        made = pattern.format(self.number)
        self.values[(sought or pattern).format(self.number)] = where
        return made

    def simple(self, kind: Any, where: str) -> str:
        """A value of a simple type, which has a name or stands there itself."""
        if isinstance(kind, str):
            return self.builtin(kind, where)
        union, listed = kind.find(f"{XS}union"), kind.find(f"{XS}list")
        if union is not None and union.get("memberTypes"):
            return self.simple(self.random.choice(union.get("memberTypes").split()), where)
        if listed is not None:
            kind = listed.get("itemType")
            return (
                " ".join([self.simple(kind, where) for _ in range(self.random.randint(1, 2))])
                if kind
                else "1"
            )
        restriction = kind.find(f"{XS}restriction")
        choices = [each.get("value") for each in restriction.findall(f"{XS}enumeration")]
        return self.random.choice(choices) if choices else self.simple(restriction.get("base"), where)

    def builtin(self, kind: str, where: str) -> str:
        name = kind.rpartition(":")[2]
        digit = self.random.randint(1, 9)
        if name == "EmptyStringType":
            return ""
        if name == "QCodeType":
            self.values[f"co{self.number + 1}"] = where
            return self.value(where, "al{0}:co{0}", "al{0}")
        if name in {"anyURI", "IRIType"}:
            return self.value(where, "https://t.example/{}")
        if name in {"integer", "positiveInteger", "nonNegativeInteger"}:
            return self.value(where, "{}")
        if name in {"decimal", "double", "float"}:
            return self.value(where, "7.{}")
        if name in {"dateTime", "date", "gYear", "gYearMonth"}:
            self.number += 1
            year = str(self.number - 9_000)
            self.values[year] = where
            zone = self.random.choice(["Z", "+02:00", ""])
            return {
                "dateTime": f"{year}-03-04T05:0{digit}:00{zone}",
                "date": f"{year}-03-04",
                "gYear": year,
            }.get(name, f"{year}-05")
        if name in SMALL:
            return SMALL[name] or str(digit)
        named = self.schema.get("simpleType", kind)
        return self.value(where) if named is None else self.simple(named, where)

    def attributes(self, declared: Any, found: dict[str, str], where: str) -> None:
        for each in declared:
            if each.tag == f"{XS}attributeGroup":
                self.attributes(self.schema["attributeGroup", each.get("ref")], found, where)
            elif each.tag == f"{XS}anyAttribute" and self.chance(self.density / 5):
                found["f:any"] = self.value(f"{where}/@f:any")
            elif each.tag == f"{XS}attribute" and (
                each.get("use") == "required" or self.chance(self.density)
            ):
                name = each.get("name") or each.get("ref")
                place = f"{where}/@{name}"
                if name == "xml:lang":
                    found[name] = self.value(place, "de-x-t{}")
                elif each.get("name") and name not in found:
                    kind = each.get("type") or each.find(f"{XS}simpleType")
                    found[name] = each.get("fixed") or self.simple("string" if kind is None else kind, place)

    def children(self, declared: Any, found: list[str], where: str, depth: int) -> None:
        least, most = int(declared.get("minOccurs", "1")), declared.get("maxOccurs", "1")
        times = least or int(self.chance(self.density / (1 + depth * 0.3)))
        if times and most != "1":
            times = self.random.randint(times, times + 2)
        for _ in range(times):
            if declared.tag == f"{XS}element":
                found.append(self.element(declared, where, depth + 1))
            elif declared.tag == f"{XS}sequence":
                for each in declared:
                    self.children(each, found, where, depth)
            elif declared.tag == f"{XS}choice":
                one = self.random.choice([each for each in declared if each.tag != f"{XS}annotation"])
                self.children(one, found, where, depth)
            elif declared.tag == f"{XS}group":
                for each in self.schema["group", declared.get("ref")]:
                    self.children(each, found, where, depth)
            elif declared.tag == f"{XS}any" and self.chance(self.density / 3):
                found.append(f'<f:x f:y="{self.value(where)}">{self.value(where)}</f:x>')

    def content(
        self, kind: Any, attributes: dict[str, str], children: list[str], where: str, depth: int
    ) -> Any:
        """Fill in what a complex type asks for; what its text is: "mixed", the name of a type, or None."""
        text = "mixed" if kind.get("mixed") == "true" else None
        for each in kind:
            if each.tag in (f"{XS}simpleContent", f"{XS}complexContent"):
                extension = next(child for child in each if child.tag != f"{XS}annotation")
                base = extension.get("base")
                named = self.schema.get("complexType", base)
                if named is not None:
                    text = self.content(named, attributes, children, where, depth) or text
                elif each.tag == f"{XS}simpleContent":
                    text = base
                for child in extension:
                    if child.tag in PARTICLES:
                        self.children(child, children, where, depth)
                self.attributes(extension, attributes, where)
            elif each.tag in PARTICLES:
                self.children(each, children, where, depth)
        self.attributes(kind, attributes, where)
        return text

    def element(self, declared: Any, where: str, depth: int = 0) -> str:
        if declared.get("ref"):
            declared = self.schema["element", declared.get("ref")]
        name = declared.get("name")
        where = f"{where}/{name}"
        attributes: dict[str, str] = {}
        children: list[str] = []
        kind = declared.find(f"{XS}complexType")
        if kind is None:
            kind = self.schema.get("complexType", declared.get("type"))
        if kind is not None:
            text = self.content(kind, attributes, children, where, depth)
        else:
            text = declared.get("type") or declared.find(f"{XS}simpleType")
        if name == "inlineXML":
            attributes.setdefault("contenttype", "application/xhtml+xml")
            children = [BODY.format(self.value(where), self.value(where))]
        elif name == "itemSet":
            kinds = self.random.choices(["newsItem", "packageItem"], k=self.random.randint(1, 2))
            children += [self.element(self.schema["element", each], where, 2) for each in kinds]
        if text == "mixed":
            pieces = [self.value(f"{where}/text")]
            pieces += [f"{each}{self.value(f'{where}/text')}" for each in children]
            inside = "".join(pieces)
        elif text is not None:
            inside = self.simple(text, f"{where}/text")
        else:
            inside = "".join(children)
        inside = self.strayed(inside, attributes, where)
        written = "".join([f" {key}={quoteattr(value)}" for key, value in attributes.items()])
        return f"<{name}{written}>{inside}</{name}>{self.random.choice(['', chr(10)])}"

    def strayed(self, inside: str, attributes: dict[str, str], where: str) -> str:
        """What no schema allows, added to an element."""
        if self.chance(self.stray):
            name = self.random.choice(STRAY_NAMES)
            if name not in attributes:
                attributes[name] = self.value(f"{where}/@{name}")
        if self.chance(self.stray):
            inside += self.value(f"{where}/stray text")
        if self.chance(self.stray):
            inside += self.random.choice(["<stray>{}</stray>", "<f:stray>{}</f:stray>"]).format(
                self.value(f"{where}/stray element")
            )
        return inside

    def document(self, root: str) -> bytes:
        made = self.element(self.schema["element", root], "")
        return made.replace(f"<{root}", f'<{root} xmlns="{NS}" xmlns:f="urn:f"', 1).encode()


@pytest.fixture(scope="module")
def schema(shared: Path) -> Schema:
    return Schema(shared / "schemas" / "newsml-g2-2.35" / "NewsML-G2_2.35-spec-All-Power.xsd")


def told(decoded: Decoded) -> str:
    """All that was read, as one text."""
    message = decoded.message or newsrec.Message()
    whole = newsrec.dumps(attrs.evolve(message, items=decoded.items), "json")
    return "\0".join(
        [json.dumps(json.loads(whole), ensure_ascii=False), *[each.message for each in decoded.findings]]
    )


@pytest.mark.parametrize("root", ["newsItem", "packageItem", "newsMessage"])
@pytest.mark.parametrize(("density", "stray"), [(0.3, 0.0), (0.2, 0.1), (0.1, 0.3)])
def test_no_value_that_the_schema_allows_is_lost(
    schema: Schema, root: str, density: float, stray: float
) -> None:
    sought = 0
    for seed in range(40):
        made = Maker(schema, seed, density, stray)
        read = told(decode(made.document(root), Reading()))
        assert [(seed, *each) for each in made.values.items() if each[0] not in read] == []
        sought += len(made.values)
    assert sought > 1000


def test_a_message_reads_alike_whole_and_as_a_stream(schema: Schema) -> None:
    for seed in range(40):
        data = Maker(schema, seed, 0.15, 0.15).document("newsMessage")
        whole = decode(data, Reading())
        found: list[newsrec.Finding] = []
        with newsrec.iter_items(io.BytesIO(data), format="newsml-g2", on_finding=found.append) as stream:
            assert tuple(stream) == whole.items
            assert stream.message == whole.message
        assert sorted(each.message for each in found) == sorted(each.message for each in whole.findings)
