# As root of the computer, in a mount namespace of its own: shows what the machine is made of under a directory that
# everybody may enter, because the id that the machine runs as can reach nobody's private directories. Then gives up
# being root for good.
#
# Arguments: public directory, user id, group id, then unshare(1) and its options up to the word wait, then the six
# paths that machine.sh takes and what follows them.
set -eu
public=$1 user=$2 group=$3
shift 3
mount -t tmpfs -o nosuid,nodev,mode=755,size=64k tmpfs "$public"
count=$#
found=no
position=0
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  count=$((count - 1))
  if [ "$found" = yes ] && [ "$position" -lt 6 ]; then
    position=$((position + 1))
    shown=$public/$position
    if [ -d "$argument" ]; then mkdir "$shown"; else : >"$shown"; fi
    # The fourth is the store: the server attaches it itself, with its owners mapped.
    [ "$position" = 4 ] || mount --rbind "$argument" "$shown"
    argument=$shown
  fi
  if [ "$argument" = wait ]; then found=yes; fi
  set -- "$@" "$argument"
done
exec setpriv --reuid "$user" --regid "$group" --clear-groups "$@"
