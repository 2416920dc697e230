# The portal in one piece: every section in one program.
FROM lab/base:1
COPY --chmod=644 news.sh sports.sh showbiz.sh /app/sections/
COPY --chmod=755 mono-page /www/cgi-bin/page
COPY --chmod=644 VERSION /app/
EXPOSE 8080
CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
