FROM lab/base:1
COPY src/fetch-deps.sh src/deps.txt /src/
RUN /src/fetch-deps.sh
COPY src/ /src/
RUN cp /src/*.html /www/
CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
