#!/bin/sh
# Starts the server beside itself, so that it is free to hear signals while it waits.
httpd -f -p 8080 -h /www &
child=$!
stop() {
  kill "$child"
  wait "$child"
  exit 0
}
trap stop TERM
wait "$child"
