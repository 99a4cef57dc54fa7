"""Who may look. A role has a password; a person has no account, so no fact about a person is kept."""

from enum import StrEnum

from fieldwork.errors import ServingError, nearest


class Role(StrEnum):
    """From the one that sees least to the one that sees most. Ask `sees`: `<` compares the words."""

    WALL = "wall"  # a screen on a wall, before which anybody may stand
    TEAM = "team"
    DEPUTY = "deputy"
    LEAD = "lead"

    def sees(self, other: "Role") -> bool:
        """Whether this role may see all that `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)

    @classmethod
    def named(cls, word: str, place: str) -> "Role":
        """The role called `word`, which stands at `place`. ServingError where there is none."""
        try:
            return cls(word)
        except ValueError:
            wrong = f"{word!r} is not a role{nearest(word, cls)}."
            raise ServingError(place, wrong, f"Roles are {', '.join(cls)}.") from None
