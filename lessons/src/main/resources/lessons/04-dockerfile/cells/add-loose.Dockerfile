FROM lab/base:1
RUN false | true
