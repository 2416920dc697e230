# The same store, which takes five seconds to start.
FROM lab/kv:1.0
COPY --chmod=755 start-slow.sh /app/
HEALTHCHECK --interval=1s --timeout=1s --retries=3 CMD wget -q -O /dev/null "http://127.0.0.1:8080/cgi-bin/kv?op=list&k=x"
CMD ["/app/start-slow.sh"]
