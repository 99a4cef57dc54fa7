"""Who takes part: how each is started, as its own documentation says, and where its page is."""

import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Competitor:
    """`arguments` are those of its Python; {port}, {inspection} and {app} are filled in."""

    name: str
    arguments: tuple[str, ...]
    path: str = "/"
    plots: int = 3  # bars, split and heat map
    socket: bool = True  # its page is live once a WebSocket has delivered a message

    @property
    def environment(self) -> Path | None:
        """The virtual environment; None for fieldwork, which runs in the one that runs this program."""
        return None if self.name == "fieldwork" else HERE / "environments" / self.name

    @property
    def python(self) -> Path:
        if self.environment is None:
            return Path(sys.executable)
        folder, file = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
        return self.environment / folder / file

    @property
    def requirements(self) -> Path:
        return HERE / "requirements" / f"{self.name}.txt"

    def command(self, port: int, inspection: Path) -> list[str]:
        values = {"port": port, "inspection": inspection, "app": HERE / "apps" / f"{self.name}_app.py"}
        return [str(self.python), "-m", *(argument.format(**values) for argument in self.arguments)]


def _words(command: str) -> tuple[str, ...]:
    return tuple(command.split())


COMPETITORS = (
    Competitor(
        "fieldwork",
        ("fieldwork", "serve", "{inspection}", "--port", "{port}", "--no-browser"),
        path="/key_questions",
        plots=2,  # its heat map is an HTML table
    ),
    Competitor(
        "dash",
        _words("gunicorn apps.dash_app:server --bind 127.0.0.1:{port} --workers 1 --threads 8"),
        socket=False,  # HTTP only: a figure of its plots has come by a callback, or with the layout
    ),
    Competitor(
        "panel",
        _words("panel serve {app} --address 127.0.0.1 --port {port} --warm")
        + _words("--allow-websocket-origin 127.0.0.1:{port}"),
        path="/panel_app",
    ),
    Competitor(
        "streamlit",
        _words("streamlit run {app} --server.address 127.0.0.1 --server.port {port} --server.headless true")
        + _words("--server.fileWatcherType none --browser.gatherUsageStats false"),
    ),
    Competitor("solara", _words("solara run {app} --host 127.0.0.1 --port {port} --production --no-open")),
    Competitor("marimo", _words("marimo run {app} --host 127.0.0.1 --port {port} --headless --no-token")),
)
