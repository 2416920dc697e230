#!/bin/sh
: "${CHAT_ROOM:=default}" "${PORT:=3000}"
printf 'room=%s\n' "$CHAT_ROOM" > /tmp/chat.conf
mkdir -p /tmp/www; printf '<!doctype html><title>chat</title>room=%s\n' "$CHAT_ROOM" > /tmp/www/index.html
exec httpd -f -p "$PORT" -h /tmp/www
