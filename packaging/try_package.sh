#!/bin/sh
# Installs the Debian package in a clean root and starts it there on a virtual screen, as root:
#     sudo sh packaging/try_package.sh dist/qualcode_*.deb [FOLDER FOR THE ROOT]
# Needs debootstrap. Ends with 0 if the window came up, the example could be made from the command
# line and was opened, and every file of the package is gone after it was removed.
set -eu
package=$(realpath "$1")
root=${2:-$(mktemp -d)/root}
[ -d "$root/usr" ] || debootstrap --variant=minbase --include=ca-certificates bookworm "$root"
cp "$package" "$root/tmp/qualcode.deb"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
inside apt-get update -q
inside apt-get install -q -y --no-install-recommends /tmp/qualcode.deb xvfb xauth x11-utils
inside qualcode --version
inside rm -rf /root/example
inside qualcode demo /root/example
inside sh -c '
    Xvfb :7 -screen 0 1280x800x24 >/dev/null 2>&1 & screen=$!
    sleep 2
    export DISPLAY=:7
    project=$(ls /root/example/*.qualcode | head -n 1)
    qualcode "$project" >/tmp/window.log 2>&1 & program=$!
    seen=1
    for second in $(seq 1 30); do
        sleep 1
        if xwininfo -root -tree | grep -q "Qualcode"; then seen=0; break; fi
    done
    sleep 2
    kill -0 $program || seen=2
    kill $program $screen
    cat /tmp/window.log
    exit $seen
'
inside apt-get remove -q -y qualcode
inside sh -c 'test ! -e /usr/bin/qualcode && test ! -e /usr/lib/qualcode'
echo "The package installs, starts and goes."
