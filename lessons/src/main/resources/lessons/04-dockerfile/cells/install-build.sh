docker build -t my/web:1 /lab/df
uname -r
