#!/bin/sh
# Makes dist/Qualcode.app and a disk image of it. Run it in the checkout: sh packaging/macos/build.sh
# It is signed only if CODESIGN_IDENTITY says by whom; unsigned, macOS asks before it opens it.
set -eu
cd "$(dirname "$0")/../.."
python3 tools/dev.py package
if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --deep --force --options runtime --sign "$CODESIGN_IDENTITY" dist/Qualcode.app
fi
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' qualcode/__init__.py)
hdiutil create -volname Qualcode -srcfolder dist/Qualcode.app -ov -format UDZO "dist/qualcode-$version.dmg"
