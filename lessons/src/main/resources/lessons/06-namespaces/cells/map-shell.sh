ls -l /proc/$$/ns
