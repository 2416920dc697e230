#!/bin/sh
# minimal init for `docker run --init`: start the program, forward signals, reap orphans
"$@" & c=$!
trap 'kill -TERM "$c" 2>/dev/null' TERM
trap 'kill -INT "$c" 2>/dev/null' INT
while :; do
  wait "$c"; rc=$?
  kill -0 "$c" 2>/dev/null || exit "$rc"
done
