"""The report as an HTML page."""

import base64
import dataclasses
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

from iurc.shapes.coverage import Coverage
from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.html_page import MOST_ALIKE, write_html
from iurc.shapes.reporting.html_style import STYLE

VOID = {"meta", "input"}


class Page(HTMLParser):
    """Reads a page strictly: every element that is opened is closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.elements.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold the end against the beginning."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Give text to all elements around it."""
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Give the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def test_awkward_texts(awkward: Report, context: Context) -> None:
    """Whatever stands in the findings, it is text: the elements are ours, and all are closed."""
    text = write_html(awkward, context)
    assert text.encode()
    page = Page(text)
    assert "script" not in {tag for tag, _ in page.elements}
    assert len([each for each in page.all("li") if "finding" in (each.get("class") or "")]) == len(
        awkward.findings
    )
    assert "<script>alert(1)</script>" in page.texts["main"][0]
    assert "北京 – Münsingen 🏙" in page.texts["main"][0]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_the_page_needs_nothing_else(awkward: Report, context: Context) -> None:
    """No element makes a browser ask for anything; the policy forbids it and allows exactly this style."""
    text = write_html(awkward, context)
    page = Page(text)
    loading = {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "source",
        "form",
        "base",
        "script",
    }
    assert not loading & {tag for tag, _ in page.elements}
    assert not any({"src", "srcset", "style"} & set(attributes) for _, attributes in page.elements)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    policy = page.all("meta")[1]["content"] or ""
    (allowed,) = re.findall(r"style-src 'sha256-([^']+)'", policy)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() == allowed
    assert policy.startswith("default-src 'none'")


def test_links_lead_only_to_the_web(plain: Finding, context: Context) -> None:
    """A node with a web address is a link; a `javascript:` one is text."""
    harmless = dataclasses.replace(plain, focus_node="<javascript:alert(1)>")
    page = Page(write_html(Report((plain, harmless)), context))
    assert [each["href"] for each in page.all("a")] == ["https://w3id.org/iurc/id/phase/one"]


def test_structure(awkward: Report, context: Context) -> None:
    """The page has a language, a title, one main heading and no level left out; each box has a label."""
    page = Page(write_html(awkward, context))
    assert page.all("html") == [{"lang": "en"}]
    assert page.texts["title"][0].startswith("Refused: ")
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("label")) == len(page.all("input")) == len(awkward.counts())
    assert all(label.strip() for label in page.texts["label"])
    assert all(each["type"] == "checkbox" and "checked" in each for each in page.all("input"))
    for each in page.all("input"):
        assert f"#{each['id']}:not(:checked)" in STYLE


def test_one_finding(plain: Finding, context: Context) -> None:
    """A finding says node, severity, place, property, message, source line with carets, expectation and rule."""
    page = Page(write_html(Report((plain,)), context))
    assert page.texts["summary"] == ["phases.ttl 1 finding"]
    (told,) = page.texts["li"]
    for part in (
        "violation",
        "phases.ttl:3:20",
        'iurc:phaseNumber "4"',
        plain.message,
        "Expected: A Roman number.",
    ):
        assert part in told
    line, marker = page.texts["pre"][0].split("\n")
    assert line[marker.index("^") : marker.index("^") + marker.count("^")] == '"4"'


def test_many_alike(many: Callable[[int], Report], context: Context) -> None:
    """Of many findings of one kind in a file some are written, the others counted."""
    page = Page(write_html(many(1000), context))
    assert len(page.all("li")) == 2 * MOST_ALIKE
    assert page.texts["p"].count("… and 400 more like this: iurcsh:Phase-number/In") == 2
    assert "1,000 violations" in page.texts["h1"][0] + page.texts["p"][0]


def test_verdict(plain: Finding, context: Context) -> None:
    """The page says what the exit code says."""
    mild = Report((dataclasses.replace(plain, severity=Severity.INFO, position=Position("a", 1)),))
    assert "Accepted. 1 remark." in Page(write_html(mild, context)).texts["p"][0]
    assert (
        "Refused."
        in Page(write_html(mild, dataclasses.replace(context, fail_on=Severity.INFO))).texts["p"][0]
    )
    assert "Accepted. Nothing found" in Page(write_html(Report(), context)).texts["p"][0]
    told = dataclasses.replace(context, coverage=Coverage(1, 0), require_coverage=True)
    assert "Refused." in Page(write_html(Report(), told)).texts["p"][0]


def test_coverage(context: Context) -> None:
    """What no shape looked at is listed, the sample with the number of the others."""
    coverage = Coverage(2, 5, ("<http://example.org/S>",), 9, 4, ("<http://example.org/a>",))
    page = Page(write_html(Report(), dataclasses.replace(context, coverage=coverage)))
    assert page.texts["li"] == ["<http://example.org/S>", "<http://example.org/a>", "and 3 more"]
