// What a test asks of a page: each of these gives the parts that are not as they should be, in a few words.
globalThis.looking = {
  /** Words of the figures whose contrast is below `least` as a filter has made them, from colour to grey. */
  faintInGrey(least) {
    return [...document.querySelectorAll("#content :not(svg, svg *, option)")]
      .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
      .map((one) => [contrast(getComputedStyle(one).color, behind(one)), named(one)])
      .filter(([found]) => found < least);
  },

  /** Boxes with more in them than they show. */
  spilling(selector) {
    return [...document.querySelectorAll(selector)]
      .filter((box) => box.checkVisibility() && getComputedStyle(box).display !== "inline")
      .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
      .map(named);
  },

  /** Boxes without a line round them. */
  borderless(selector) {
    const drawn = ({ borderBottomStyle, borderBottomWidth }) => borderBottomStyle === "solid" && parseFloat(borderBottomWidth) >= 1;
    return [...document.querySelectorAll(selector)].filter((box) => box.checkVisibility() && !drawn(getComputedStyle(box))).map(named);
  },
};

function named(one) {
  return one.outerHTML.slice(0, 200);
}

function behind(one) {
  const colour = getComputedStyle(one).backgroundColor;
  return colour === "rgba(0, 0, 0, 0)" ? behind(one.parentElement) : colour;
}

function contrast(one, other) {
  const [dark, bright] = [one, other].map((colour) => luminance(grey(colour))).sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

function grey(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

function luminance(level) {
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
}
