"""``python -m qualcode`` is ``qualcode``."""

import sys

from qualcode.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
