import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # the tests of this room share longlists.py
