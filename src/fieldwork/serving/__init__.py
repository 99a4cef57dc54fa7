"""The dashboards of one inspection, over Voilà, on this machine only.

    from fieldwork.serving import serve
    serve("demo-crc", port=8866, ready=print)

Voilà's server runs in this process; each page has a kernel of its own (a process) that runs its notebook.
"""

from fieldwork.serving.application import serve

__all__ = ["serve"]
