FROM lab/base:1
CMD ["echo", "$APP_USER"]
