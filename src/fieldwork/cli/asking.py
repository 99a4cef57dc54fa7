"""What is asked of `fieldwork sample`, and how the receipt of an earlier draw says it again."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from fieldwork.consolidation import places, receipts
from fieldwork.errors import FormError, SampleError
from fieldwork.parameters import find, fingerprint
from fieldwork.programme.sampling import Drawing
from fieldwork.sync import Setup


@dataclass(frozen=True)
class Returned:
    """What came back: a case list with exclusions, `by` a role `on` a day where its rows do not say.

    `shortlist`: the hash of the case list that had gone out.
    """

    path: Path
    by: str
    on: date
    shortlist: str


@dataclass(frozen=True)
class Asked:
    """What a draw is made from. `on`, `by`: its day and role."""

    setup: Setup
    sample: str
    drawing: Drawing
    seed: int
    on: date
    by: str
    long_list: Path
    returned: Returned | None = None

    @property
    def pack(self) -> str:
        return f"sample-{self.sample}"

    @property
    def files(self) -> dict[str, str]:
        """The hash of each file that goes in."""
        paths = {"long_list": self.long_list} | ({"exclusions": self.returned.path} if self.returned else {})
        return {of: sha256(path.read_bytes()).hexdigest() for of, path in paths.items()}

    def about(self, size: int) -> dict[str, Any]:
        """What the receipt says of it; no name of a file, which may hold anybody's."""
        form = find("long_lists", self.drawing.long_list, FormError)
        return {
            "pack": "sample",
            "inspection": self.setup.inspection.name,
            "sample": self.sample,
            "size": size,
            "seed": self.seed,
            "drawn_on": self.on.isoformat(),
            "drawn_by": self.by,
            **(
                {"excluded_on": self.returned.on.isoformat(), "excluded_by": self.returned.by}
                if self.returned
                else {}
            ),
            "files": self.files,
            "made_from": {**self.setup.hashes, "long_list": fingerprint(form)},
        }


def returned(asked: Asked, size: int | None, path: Path) -> tuple[Asked, int]:
    """The draw that was made before, as its receipt says, with the exclusions in `path`; and its size.

    `asked.on` and `asked.by` are those of the exclusions. SampleError where there is no draw of this
    long list with the seed, and the size where one is said.
    """
    wanted = {"seed": asked.seed, "files": asked.files} | ({"size": size} if size else {})
    for folder in reversed(places.versions(asked.setup.inspection.folders, asked.pack)):
        said = receipts.read(folder)["the_same_on_every_run"]
        if wanted.items() <= said.items():
            back = Returned(path, asked.by, asked.on, said["outputs"]["case_list.csv"])
            drawn_on = date.fromisoformat(said["drawn_on"])
            return replace(asked, on=drawn_on, by=said["drawn_by"], returned=back), said["size"]
    wrong = "no draw of this long list in packs/ has this seed and size."
    raise SampleError(f"--seed {asked.seed}", wrong, "", "Both stand in the receipt.json of the draw.")
