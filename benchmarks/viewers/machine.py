"""The machine that was measured on, without its name or any path of it."""

import os
import platform
import sys
from importlib.metadata import version

import psutil
from playwright.sync_api import Browser


def described(browser: Browser) -> dict[str, str]:
    """Heading -> words."""
    return {
        "Cores": f"{os.cpu_count()} ({platform.machine()})",
        "Memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "System": f"{platform.system()} {platform.release()}",
        "Python": ".".join(map(str, sys.version_info[:3])),
        "Browser": f"Chromium {browser.version}, headless",
        "DuckDB": version("duckdb"),
        "plotly": version("plotly"),
    }
