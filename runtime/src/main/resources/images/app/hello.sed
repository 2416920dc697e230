#!/bin/sed 1d;s/$/\r/
Content-Type: text/plain

hello from sed
