#!/bin/ash
printf 'Content-Type: text/plain\r\n\r\nhello from ash\n'
