"""The dashboards of one inspection, over Voilà.

    from fieldwork.serving import Where, serve
    serve("demo-crc", Where(port=8866), ready=print)

Voilà's server runs in this process. Each screen has one kernel (a process) that runs its notebook, however
many look: the server asks it for what pages want to know, and passes on what it says. No page reaches it.
"""

from fieldwork.serving.hub import door_of_the_hub, where_the_hub_says
from fieldwork.serving.starting import Where, door_of, serve

__all__ = ["Where", "door_of", "door_of_the_hub", "serve", "where_the_hub_says"]
