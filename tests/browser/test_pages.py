"""The pages in a real browser: nothing blocked, nothing fetched from elsewhere, no axe finding, usable when narrow."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright (the extra 'browser')")
axe_playwright = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="needs axe (the extra 'browser')"
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's Chromium on the PATH")

# Nothing but this server is reached, and the browser itself asks nobody either.
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
NAMES = "SELECT ?c ?name WHERE { ?c a <https://w3id.org/iurc/ontology#CityPairing> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY ?name LIMIT 40"
PAGES = {
    "home": "",
    "table": f"sparql?query={quote(NAMES)}",
    "truth": "sparql?query=ASK%7B%7D",
    "graph": "sparql?query=" + quote("DESCRIBE <https://w3id.org/iurc/id/place/sk-bratislava>"),
    "broken query": "sparql?query=" + quote("SELECT * {\n ?s ?p"),
    "nothing here": "nowhere",
}


@pytest.fixture(scope="module")
def address(serve: Callable[[Path], AbstractContextManager[str]], shipped_data: Path) -> Iterator[str]:
    """A server with the shipped facts."""
    with serve(shipped_data) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium."""
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Visit:
    """A page that notes what a user should never see."""

    def __init__(self, browser: object, address: str, **options: object) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._watch)
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )

    def _note(self, message: object) -> None:
        # A page of an error is itself answered with 4xx, of which the browser tells.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.complaints.append(message.text)

    def _watch(self, request: object) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"outside: {request.url}")

    def go(self, path: str) -> object:
        """Open a page of the site."""
        self.page.goto(self.address + path)
        return self.page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_to_complain_of(browser: object, address: str, name: str, scheme: str) -> None:
    """No CSP violation, no console error, no outside request, no axe finding, and no sideways scrolling at 320 px."""
    visit = Visit(browser, address, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = visit.go(PAGES[name])
    found = axe_playwright.Axe().run(page, options=WCAG).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert visit.complaints == []
    visit.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_form_answers(browser: object, address: str, *, scripts: bool) -> None:
    """A query typed into the form gives a table, with scripts and without."""
    visit = Visit(browser, address, java_script_enabled=scripts)
    page = visit.go("")
    page.get_by_label("SPARQL query").fill(NAMES)
    page.get_by_role("button", name="Run").click()
    assert page.get_by_role("row").count() == 41
    assert page.get_by_role("heading", name="Answer").is_visible()
    assert visit.complaints == []
    visit.context.close()


def test_every_example_runs(browser: object, address: str) -> None:
    """Each of the ten examples leads to rows, and the form then holds its query."""
    visit = Visit(browser, address)
    page = visit.go("")
    links = [link.get_attribute("href") for link in page.locator("ol a").all()]
    assert len(links) == 10
    for link in links:
        page.goto(address + link.removeprefix("/"))
        assert page.get_by_role("row").count() >= 2, link
        assert "SELECT" in page.get_by_label("SPARQL query").input_value()
    assert visit.complaints == []
    visit.context.close()


def test_the_keyboard_reaches_the_content(browser: object, address: str) -> None:
    """The first Tab offers to skip the navigation, and Enter does it."""
    visit = Visit(browser, address)
    page = visit.go("")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    visit.context.close()


def test_a_broken_query_is_marked(browser: object, address: str) -> None:
    """The page of a refusal says where, and keeps the query to be mended."""
    visit = Visit(browser, address)
    page = visit.go(PAGES["broken query"])
    text = page.locator("main").inner_text()
    assert "line 1" in text.lower()
    assert page.get_by_label("SPARQL query").input_value().strip() == "SELECT * {\n ?s ?p"
    visit.context.close()
