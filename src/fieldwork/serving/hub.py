"""A server that JupyterHub started: where it listens, and who looks, as JupyterHub says.

JupyterHub tells its servers by environment variables (JUPYTERHUB_…). It signs its users in, once for all its
servers: a browser without our cookie goes to the hub and comes back to `oauth_callback`, which keeps the
hub's token for this browser. jupyterhub is imported only here, and only when it is asked for.
"""

import os
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from tornado.web import RequestHandler

from fieldwork import folders
from fieldwork.errors import ServingError
from fieldwork.serving.door import Answering, Door, Role, Route, read_users
from fieldwork.serving.starting import Where


def where_the_hub_says(hosts: tuple[str, ...] = ()) -> Where:
    """The address, port and path of this server. ServingError where no JupyterHub started it."""
    try:
        at = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
        return Where(at.hostname or "", at.port or 80, os.environ["JUPYTERHUB_SERVICE_PREFIX"], hosts)
    except KeyError as missing:
        raise ServingError(
            str(missing.args[0]),
            "it is not set, so no JupyterHub started this server.",
            "--hub is for the command of a JupyterHub's spawner or service.",
            "Leave --hub out; or see docs/serving.md, Under JupyterHub.",
        ) from None


def door_of_the_hub(of: folders.Folders) -> "Hub":
    """The door of an inspection under JupyterHub: its users.json gives roles to the hub's user names.

    ServingError where jupyterhub is not installed, or users.json is unfit.
    """
    try:
        from jupyterhub.services.auth import HubOAuth
    except ModuleNotFoundError:
        raise ServingError(
            "jupyterhub",
            "this Python does not have it, and --hub needs it.",
            remedy="Install it in the version of your JupyterHub: pip install fieldwork[hub]",
        ) from None
    return Hub(HubOAuth.instance(), read_users(of.root / "users.json"))


class Hub(Door):
    """JupyterHub signs the user in; `roles` says who may look."""

    signs_in = True

    def __init__(self, auth: Any, roles: Mapping[str, Role]) -> None:
        self._auth, self._roles = auth, roles

    async def role(self, handler: RequestHandler) -> Role | None:
        user = await self._user(handler)
        return self._roles.get(user) if user else None

    async def way_in(self, handler: RequestHandler) -> str | None:
        """To the hub, unless it has named the user already: then there is no other way."""
        if await self._user(handler):
            return None
        state = self._auth.set_state_cookie(handler, next_url=handler.request.uri)
        return f"{self._auth.login_url}&{urlencode({'state': state})}"

    def routes(self, base_url: str) -> list[Route]:
        from jupyterhub.services.auth import HubOAuthCallbackHandler

        class CallbackHandler(Answering, HubOAuthCallbackHandler):  # type: ignore[misc]
            """From the hub, with its word for the user; on to the page that was wanted."""

        return [(f"{base_url}oauth_callback", CallbackHandler, {})]

    async def _user(self, handler: RequestHandler) -> str | None:
        """The name of a user whom the hub allows to use this server; it is asked every five minutes."""
        token = handler.get_signed_cookie(self._auth.cookie_name)
        if not token:
            return None
        session = self._auth.get_session_id(handler)  # ends with the hub's own sign-out
        user = await self._auth.user_for_token(token.decode("ascii"), session_id=session, sync=False)
        allowed = user and self._auth.check_scopes(self._auth.access_scopes, user)
        return cast(str, user["name"]) if allowed else None
