# 2.0 with a fault: every third request for info fails.
FROM lab/shop:2.0
COPY --chmod=644 BAD /app/
COPY --chmod=644 versions/2.1-bad /app/VERSION
