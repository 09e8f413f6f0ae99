"""Where the packaged program begins: as Qualcode, or as its reader of PDF files."""

import sys

from qualcode.core.importers.apart import serve_if_asked

if __name__ == "__main__":
    serve_if_asked()  # ends the process if it was started to read a file
    from qualcode.cli.main import main

    sys.exit(main())
