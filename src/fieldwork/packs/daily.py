"""The daily pack: a screen's content as one self-contained HTML file, to open from a stick or to print."""

import html
from dataclasses import dataclass
from string import Template

# No script, no address of anything: the policy says so to the browser too.
_PAGE = Template("""<!doctype html>
<html lang="en-GB" data-theme="light">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
  <title>$title – $inspection</title>
  <link rel="icon" href="data:,">
  <style>$style</style>
</head>
<body class="pack all-at-once" data-page="$page">
  <header class="top">
    <div class="top-name">
      <p class="top-product">fieldwork</p>
      <p class="top-inspection">$inspection</p>
    </div>
    <dl class="clocks" aria-label="Clocks">
      <div><dt>Data as at</dt><dd>$as_at</dd></div>
      <div><dt>Snapshot</dt><dd>$snapshot</dd></div>
    </dl>
  </header>
  <main id="screen">
    <h1 class="page-title">$title</h1>
    <div id="content">$content</div>
  </main>
</body>
</html>
""")


@dataclass(frozen=True)
class Sheet:
    """A screen's content: `html` is markup that is escaped already, everything else is text."""

    page: str
    title: str
    inspection: str
    as_at: str
    snapshot: str
    html: str


def daily(sheet: Sheet, style: str) -> str:
    """The whole file. `style` is the screens' own CSS."""
    texts = {
        name: html.escape(getattr(sheet, name))
        for name in ("page", "title", "inspection", "as_at", "snapshot")
    }
    return _PAGE.substitute(texts, content=sheet.html, style=style)
