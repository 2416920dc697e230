#!/bin/awk -f
BEGIN { printf "Content-Type: text/plain\r\n\r\nhello from awk\n" }
