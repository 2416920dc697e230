# The portal's front page, which asks the services for their sections.
FROM lab/base:1
COPY --chmod=755 front-page /www/cgi-bin/page
COPY --chmod=644 VERSION /app/
EXPOSE 8080
CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
