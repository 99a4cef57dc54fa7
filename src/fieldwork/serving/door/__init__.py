"""The door: who may look, how they sign in, and what no request may do.

from fieldwork.serving.door import Accounts, Guarded, Role, Signed, refuse_address, routes

door = Signed(Accounts.of(inspection.folders))
refuse_address(address, door)
application = Application(
    [*routes(base_url), (r"/page", Page)], door=door, hosts=LOCAL_HOSTS, headers=HEADERS, base_url=base_url
)

class Page(Guarded, RequestHandler):  # before tornado's or Jupyter's handler
    def get(self) -> None: ...        # here self.role is known
"""

from fieldwork.serving.door.accounts import Accounts
from fieldwork.serving.door.doors import (
    Door,
    Open,
    Proxied,
    Route,
    Signed,
    believes_proxy,
    read_users,
    refuse_address,
)
from fieldwork.serving.door.guard import LOCAL_HOSTS, Answering, Guarded, MissingHandler
from fieldwork.serving.door.roles import Role
from fieldwork.serving.door.signing import routes

__all__ = [
    "LOCAL_HOSTS",
    "Accounts",
    "Answering",
    "Door",
    "Guarded",
    "MissingHandler",
    "Open",
    "Proxied",
    "Role",
    "Route",
    "Signed",
    "believes_proxy",
    "read_users",
    "refuse_address",
    "routes",
]
