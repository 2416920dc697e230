FROM lab/base:1
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN false | true
