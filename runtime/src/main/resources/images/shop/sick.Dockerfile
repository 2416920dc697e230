# 2.0 that never becomes healthy.
FROM lab/shop:2.0
COPY --chmod=755 start-sick.sh /app/start.sh
COPY --chmod=644 versions/2.2-sick /app/VERSION
