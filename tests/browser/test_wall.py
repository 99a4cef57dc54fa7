"""The wall on a real screen: it fits, it can be read, and the secret is in nothing that the browser has."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def declared(drawn, planted, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("planted"))
    planted.plant(path)
    return path


@pytest.fixture(scope="module")
def url(declared, planted):
    with planted.wall_of(declared) as (url, _):
        yield url


def opened(page, url, looks=""):
    page.goto(f"{url}wall?{looks}")
    expect(page.locator("section.panel")).to_have_count(4)
    expect(page.locator("#connection")).to_have_text("● Live")
    return page


def test_nothing_that_the_browser_gets_has_the_secret_or_comes_from_elsewhere(page, url, planted):
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    opened(page, url)
    assert page.outside == []
    assert page.complaints == []
    told = [f"{one.url} {one.all_headers()} {one.text()}" for one in answers if one.ok]
    told += [
        page.content(),
        page.inner_text("body"),
        page.evaluate("() => JSON.stringify([document.cookie, localStorage])"),
    ]
    assert len(told) > 5
    assert [text[:80] for text in told if planted.WORD.lower() in text.lower()] == []


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (2560, 1440), (3840, 2160)])
def test_the_wall_fits_on_one_screen_and_its_figures_can_be_read_from_six_metres(page, drawn, url, size):
    """Letters are a thousandth of the distance on a screen of 1.2 m: 2% of its width, for the figures."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    opened(page, url)
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        width,
        height,
    ]
    letters = page.locator("[data-key=key_questions] .tile-value").evaluate_all(
        "values => values.map(value => parseFloat(getComputedStyle(value).fontSize))"
    )
    assert min(letters) >= 0.02 * width


def test_larger_text_is_larger_on_a_large_screen_too(page, url):
    page.set_viewport_size({"width": 3840, "height": 2160})
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert opened(page, url).evaluate(size) < opened(page, url, "text=large").evaluate(size)


@pytest.mark.parametrize("looks", ["", "text=large", "text=largest"])
@pytest.mark.parametrize("width", [320, 900, 1366, 1920])
def test_no_name_is_squeezed_at_any_size_of_screen_or_letters(page, url, width, looks):
    page.set_viewport_size({"width": width, "height": 768})
    opened(page, url, looks)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    squeezed = page.locator(".tile-name").evaluate_all(
        """names => names.filter(name => name.clientWidth < 4 * parseFloat(getComputedStyle(name).fontSize))
                         .map(name => name.textContent)"""
    )
    assert squeezed == []


@pytest.mark.parametrize("looks", ["", "theme=dark", "theme=projector&text=largest"])
def test_axe_finds_nothing_to_complain_about(page, url, looks, axe):
    assert axe(opened(page, url, looks)) == []


def test_there_are_neither_filters_nor_other_pages(page, url):
    opened(page, url)
    expect(page.locator("form.choices")).to_be_hidden()
    expect(page.locator(".top-pages a")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wall")
