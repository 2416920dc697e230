FROM lab/base:1
SHELL ["/bin/ash", "-eo", "____", "-c"]
RUN false | true
