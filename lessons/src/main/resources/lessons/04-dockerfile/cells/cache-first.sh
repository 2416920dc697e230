docker build -t my/slow:1 /lab/slow
