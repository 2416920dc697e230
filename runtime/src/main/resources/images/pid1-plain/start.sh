#!/bin/sh
# Starts the server and waits for it to end.
httpd -f -p 8080 -h /www
