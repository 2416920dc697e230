#!/bin/sh
# The runtime in use is the one that /opt/rt leads to.
[ -e /opt/rt ] || ln -s rt2 /opt/rt
exec sleep infinity
