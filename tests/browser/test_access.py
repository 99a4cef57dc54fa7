"""For everyone: WCAG 2.2 AA where axe alone does not see it, and where a page is not as it usually is."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SCREENS = ["today", "key_questions", "completion", "meetings", "arrivals", "panel"]
LOOKS = ["", "theme=dark", "theme=projector"]
LOOKING = (Path(__file__).parent / "looking.js").read_text("utf-8")
INK_AND_PAPER = {
    "light": ("rgb(11, 12, 12)", "rgb(255, 255, 255)"),
    "dark": ("rgb(243, 245, 247)", "rgb(27, 33, 39)"),
}


def looking(page, question):
    """What `looking.js` answers of the page as it is."""
    page.evaluate(LOOKING)
    return page.evaluate(f"looking.{question}")


def opened(page, served, address):
    page.goto(served.url + address)
    expect(page.locator("#connection")).to_have_text("● Live")
    expect(page.locator(".chart[data-drawn]")).to_have_count(page.locator(".chart").count())
    return page


@pytest.fixture
def silent(page):
    """Pages that hear nothing from their server: `silent(address)` opens one and waits until it says so."""
    page.route_web_socket("**/live", lambda line: None)
    page.clock.install()

    def opened(address):
        page.goto(address)
        page.clock.run_for(18_000)
        expect(page.locator("#not-live")).to_be_visible()
        page.clock.resume()

    return opened


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("name", ["today", "key_questions", "completion"])
def test_a_page_that_is_not_live_is_grey_and_can_be_read(name, looks, page, served, silent, axe):
    silent(f"{served.url}{name}?{looks}")
    content = page.locator("#content")
    expect(content).to_have_css("filter", "grayscale(1)")
    paper = "panel => getComputedStyle(panel).backgroundColor"
    grey = page.locator("section.panel").first.evaluate(paper)
    assert axe(page) == []
    assert looking(page, "faintInGrey(4.5)") == []
    page.evaluate("document.body.classList.remove('stale')")
    assert page.locator("section.panel").first.evaluate(paper) != grey


@pytest.mark.parametrize("name", SCREENS)
def test_at_400_per_cent_nothing_lies_beside_the_window(name, page, served, axe):
    """320 by 256 points are a screen of 1280 by 1024 at 400 %."""
    page.set_viewport_size({"width": 320, "height": 256})
    opened(page, served, f"{name}?text=largest")
    assert axe(page) == []
    page.locator("#display summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    menu = page.locator("#looks").bounding_box()
    assert 0 <= menu["x"] < menu["x"] + menu["width"] <= 320
    title, filters = page.locator(".page-title").bounding_box(), page.locator(".choice").first.bounding_box()
    assert title["y"] + title["height"] <= filters["y"]
    for place in range(page.locator(".chart").count()):
        frame = page.locator(".chart-frame").nth(place)
        assert frame.locator(".drawing > svg").evaluate("plot => plot.width.baseVal.value") >= 100
        assert frame.locator(".plot").evaluate(
            "plot => plot.offsetWidth > plot.parentElement.offsetParent.offsetWidth"
        )
        frame.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())


def test_single_keys_can_be_turned_off_and_stay_off(page, served):
    asked = """() => {
        window.asked = 0;
        document.documentElement.requestFullscreen = () => (window.asked += 1);
    }"""
    opened(page, served, "completion").evaluate(asked)
    page.keyboard.press("f")
    assert page.evaluate("window.asked") == 1
    page.locator("#display summary").click()
    page.get_by_label("Keys").select_option("Off")
    expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    page.locator("main").focus()
    page.keyboard.press("f")
    assert page.evaluate("window.asked") == 1
    page.get_by_role("link", name="Today").click()
    expect(page.locator(".rotation")).to_contain_text("1 of 5")
    page.evaluate(asked)
    for key in ("f", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("window.asked") == 0
    expect(page.locator(".rotation")).to_contain_text("1 of 5")


SPACED = """
.panel { content-visibility: visible !important; }
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
BOXES = ".top, .top-pages a, .clocks > div, .choice, select, button, .panel, .sentence, .tile, .tile > *, td"


@pytest.mark.parametrize("width", [320, 1366])
@pytest.mark.parametrize("name", SCREENS)
def test_with_more_space_between_letters_words_and_lines_nothing_is_cut(name, width, page, served):
    """WCAG 2.2, 1.4.12: what a reader's own style sheet may ask for."""
    page.set_viewport_size({"width": width, "height": 768})
    opened(page, served, name).add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert looking(page, f"spilling({BOXES!r})") == []


def test_who_wants_no_motion_gets_pages_that_stay_and_marks_that_do_not_fade(page, served):
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    page.goto(f"{served.url}today")
    expect(page.get_by_role("button", name="Rotate")).to_be_visible()
    page.clock.run_for(60_000)
    expect(page.locator(".rotation")).to_contain_text("1 of 5")
    page.clock.resume()
    opened(page, served, "completion")
    served.publish(complete=40)
    expect(page.locator("#samples-title.moved")).to_be_visible()
    seen = page.locator("#samples-title").evaluate(
        """heading => {
            const [mark] = heading.getAnimations({ subtree: true });
            mark.pause();
            return [0, 15_000, 19_000, 20_000].map((time) => {
                mark.currentTime = time;
                return getComputedStyle(heading, "::after").opacity;
            });
        }"""
    )
    assert seen == ["1", "1", "1", "0"]


@pytest.mark.parametrize("device", ["light", "dark"])
def test_where_colours_are_forced_borders_focus_and_charts_are_still_seen(device, page, served):
    page.emulate_media(forced_colors="active", color_scheme=device)
    opened(page, served, "key_questions?theme=light")
    page.locator("#display summary").click()
    assert looking(page, "borderless('select, input, button, .tile, .panel, .top')") == []
    edge = "link => getComputedStyle(link).borderBottomColor"
    here, others = page.locator(".top-pages [aria-current]"), page.locator(".top-pages a:not([aria-current])")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert others.first.evaluate(edge) == ground
    assert here.evaluate(edge) != others.first.evaluate(edge)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_css("outline-style", "solid")
    assert focused.evaluate("link => getComputedStyle(link).outlineColor") != ground
    chart = page.locator(".chart").first
    ink, paper = INK_AND_PAPER[device]
    expect(chart).to_have_css("background-color", paper)
    expect(chart.locator(".drawing text", has_text="2.1.1")).to_have_css("fill", ink)


@pytest.mark.parametrize("looks", ["theme=dark", "theme=projector", ""])
def test_paper_is_light_whatever_the_screen_is(looks, page, served):
    page.emulate_media(color_scheme="dark")
    opened(page, served, f"completion?{looks}")
    page.emulate_media(media="print", color_scheme="dark")
    ink, paper = INK_AND_PAPER["light"]
    expect(page.locator("section.panel").first).to_have_css("background-color", paper)
    expect(page.locator(".sentence").first).to_have_css("color", ink)
    expect(page.locator(".drawing > svg > text[text-anchor=end]").first).to_have_css("fill", ink)


def test_a_drawn_chart_has_the_colours_of_its_page(page, served):
    opened(page, served, "completion?theme=dark")
    plot = page.locator(".plot").first
    expect(plot.locator(".ytick text").first).to_have_css("fill", "rgb(243, 245, 247)")
    page.locator("#display summary").click()
    page.get_by_label("Colours").select_option("Light")
    expect(plot.locator(".ytick text").first).to_have_css("fill", "rgb(11, 12, 12)")


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("key_questions?tier1=Atlantis", "Key questions – fieldwork"),
        ("no_such_page", "There is no such page – fieldwork"),
        ("today/capture", "Write it down – fieldwork"),
    ],
)
def test_what_is_no_screen_says_what_it_is_and_axe_finds_nothing(address, title, page, served, axe):
    page.goto(served.url + address)
    expect(page).to_have_title(title)
    assert axe(page) == []


def test_one_viewer_too_many_is_told_so_in_a_page_that_axe_finds_nothing_in(
    browser, page, server, drawn, tmp_path, axe
):
    small = server(drawn, tmp_path, viewers=1)
    try:
        opened(page, small, "completion")
        context = browser.new_context()
        second = context.new_page()
        second.goto(f"{small.url}completion")
        expect(second).to_have_title("As many pages are open as this server allows – fieldwork")
        assert axe(second) == []
        context.close()
    finally:
        small.stop()


def test_the_door_says_in_its_titles_what_happened_and_axe_finds_nothing(page, locked, axe):
    page.goto(f"{locked.url}panel")
    expect(page).to_have_title("Sign in – fieldwork")
    assert axe(page) == []
    for password, title in (
        ("wrong", "Error: Sign in"),
        (locked.options["passwords"]["team"], "This is not open to you"),
    ):
        page.locator("#role-team").check()
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_title(f"{title} – fieldwork")
        assert axe(page) == []
