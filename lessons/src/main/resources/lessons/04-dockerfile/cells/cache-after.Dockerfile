FROM lab/base:1
COPY src/____ src/deps.txt /src/
RUN /src/fetch-deps.sh
COPY ____ /src/
RUN cp /src/*.html /www/
CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
