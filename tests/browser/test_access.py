"""Every page can be read and used by everybody: axe finds nothing, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from driving import App, Tabs
from test_safety import PAGES

from qualcode.sample import make_sample


@pytest.fixture(scope="module")
def sample(app: App) -> str:
    make_sample(app.folder / "Sample.qualcode")
    return "Sample"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "home")
def test_axe_finds_nothing(app: App, tabs: Tabs, sample: str, page: str, scheme: str):
    tab = tabs.open(scheme=scheme)
    tab.goto(app.address(page, project=sample, coder="Aigerim"))
    tab.get_by_role("heading", level=1).wait_for()
    tab.wait_for_timeout(2500)

    found = Axe().run(tab)

    assert [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
        for violation in found.response["violations"]
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "home")
def test_a_phone_needs_no_scrolling_to_the_side(app: App, tabs: Tabs, sample: str, page: str):
    tab = tabs.open(width=390, height=844)
    tab.goto(app.address(page, project=sample, coder="Aigerim"))
    tab.get_by_role("heading", level=1).wait_for()
    tab.wait_for_timeout(1500)

    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
