#!/bin/sh
# PID 1 of the shop image: render config from the environment, serve, stop gracefully.
: "${PORT:=8080}" "${APP_COLOR:=blue}" "${SESSION_STORE:=local}" "${UPLOAD_DIR:=/data}" "${DRAIN_SECONDS:=2}"
cat > /tmp/app.conf <<EOF
version=$(cat /app/VERSION)
color=$APP_COLOR
session_store=$SESSION_STORE
upload_dir=$UPLOAD_DIR
payment_url=$PAYMENT_URL
EOF
: > /tmp/sick                             # health check answers 503
httpd -f -p "$PORT" -h /www &
child=$!
stop() {
  : > /tmp/draining                       # health check answers 503 from now on
  sleep "$DRAIN_SECONDS"                  # give the load balancer time to notice
  kill "$child"                           # stop accepting new connections
  while pidof httpd >/dev/null; do sleep 0.1; done   # let requests in flight finish
  exit 0
}
trap stop TERM
wait "$child"
