#!/bin/sh
trap 'echo bye; exit 0' QUIT
while :; do sleep 0.2; done
