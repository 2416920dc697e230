. /tmp/app.conf
q() { printf '%s' "$QUERY_STRING" | tr '&' '\n' | sed -n "s/^$1=//p" | head -n 1 | tr -cd 'A-Za-z0-9._-'; }
head200() { printf 'Content-Type: %s\r\nX-App-Version: %s\r\nX-App-Host: %s\r\n\r\n' "${1:-text/plain}" "$version" "$(hostname)"; }
head500() { printf 'Status: 500 Internal Server Error\r\nContent-Type: text/plain\r\nX-App-Version: %s\r\nX-App-Host: %s\r\n\r\n' "$version" "$(hostname)"; }
