# One section of the portal as a service of its own.
FROM lab/base:1
COPY --chmod=755 section /www/cgi-bin/
COPY --chmod=644 VERSION /app/
ARG SECTION
COPY --chmod=644 ${SECTION}.sh /app/section.sh
EXPOSE 8080
CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
