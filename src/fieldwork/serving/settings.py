"""Voilà's settings: our template, nothing by the address, nothing from outside."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from traitlets.config import Config
from voila._version import __version__ as voila_version

from fieldwork.serving.assets import plotly, screen_parts, style
from fieldwork.serving.kernels import OwnPython, ViewedKernels
from fieldwork.serving.pages import Page

_SCRIPTS = "script-src 'self'"
_ORDINARY_SCRIPTS = f"{_SCRIPTS} 'unsafe-inline' blob:"  # Voilà's own bootstrap; anywidget's modules
ALONE = 45  # seconds without a page: a kernel in Voilà's ordinary way ends; a shared one: see its room
_NEEDED_EXTENSIONS = [
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
]


def headers(shared: bool) -> dict[str, str]:
    """What every answer carries."""
    policy = [
        "default-src 'self'",
        _SCRIPTS if shared else _ORDINARY_SCRIPTS,
        "style-src 'self' 'unsafe-inline'",  # plotly places its letters by style attributes
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


def settings(dashboards: Path, shown: Sequence[Page], base_url: str, shared: bool) -> Config:
    """For `Dashboards`. `resources.fieldwork` is what the template knows; `shared`: a kernel, many pages."""
    config = Config()
    config.Voila.update(root_dir=str(dashboards), base_url=base_url, open_browser=False, log_level="CRITICAL")
    config.Voila.config_file_paths = []  # a stray voila.json must not change what is served
    # A connection whose other end has vanished is noticed within twenty seconds.
    config.Voila.tornado_settings = {
        "log_function": lambda handler: None,
        "websocket_ping_interval": 10,
        "websocket_ping_timeout": 10,
        **_cookie_of_forms(base_url, shared),
    }
    config.VoilaConfiguration.update(
        template="fieldwork",
        allow_template_override="NO",
        allow_theme_override="NO",
        file_allowlist=[],
        extension_allowlist=_NEEDED_EXTENSIONS,
        multi_kernel_manager_class=ViewedKernels,
        kernel_spec_manager_class=OwnPython,
        preheat_kernel=not shared,
        default_pool_size=1,
        page_config_hook=_use_cached_addresses,
        resources={
            "fieldwork": {
                "pages": [{"name": page.name, "title": page.title} for page in shown],
                "titles": {page.name: page.title for page in shown},
                "shared": shared,
                "version": screen_parts().version,
                "parts": f"fieldwork/parts/{screen_parts().version}",
                "style": style([page.name for page in shown]),
                "plotly": f"fieldwork/plotly/{plotly().version}/plotly.min.js",
            }
        },
    )
    # A kernel that restarts by itself would be an empty one.
    config.KernelManager.autorestart = False
    # Shared kernels are ended by their rooms; the others by their own manager.
    config.ViewedKernels.update(
        cull_idle_timeout=0 if shared else ALONE, cull_interval=5, buffer_offline_messages=False
    )
    return config


def _cookie_of_forms(base_url: str, shared: bool) -> dict[str, Any]:
    """The cookie that goes with the token in every form of ours: no script and no other site needs it.

    It has a name of its own: browsers share cookies between the ports of a machine, and the scripts of a
    notebook server there must be able to read theirs. So must Voilà's own, in its ordinary way.
    """
    ours = {"xsrf_cookie_name": "_xsrf-fieldwork"} if shared else {}
    return {**ours, "xsrf_cookie_kwargs": {"path": base_url, "samesite": "Strict", "httponly": shared}}


def _use_cached_addresses(page_config: dict[str, Any], base_url: str, **_: Any) -> dict[str, Any]:
    """Voilà's own scripts through our assets too: one request each, then from the browser's cache."""
    page_config["fullStaticUrl"] = f"{base_url}fieldwork/voila/{voila_version}"
    page_config["fullLabextensionsUrl"] = f"{base_url}fieldwork/extensions/{voila_version}"
    return page_config
