"""The corpus and its scripts lie beside each other, as `run.py` needs them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
