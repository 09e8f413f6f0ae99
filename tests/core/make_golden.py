"""Makes the golden project of a version that is about to be released.

    python -m tests.core.make_golden tests/data/golden/version-2

Only ever for the newest version: the older ones are what that program wrote.
"""

import json
import sys
from pathlib import Path

from tests.core.golden import as_read
from tests.core.whole import Whole, fill_history
from tests.core.whole_workspace import fill_workspace


def main(name: str) -> None:
    path = Path(f"{name}.qualcode")
    path.unlink(missing_ok=True)
    whole = Whole(path)
    with whole.project:
        fill_history(whole)
        fill_workspace(whole)
        expected = as_read(whole.project)
    text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True)
    Path(f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
