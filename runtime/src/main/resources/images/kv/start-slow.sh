#!/bin/sh
# Warms up, then serves.
sleep 5
exec httpd -f -p 8080 -h /www
