# Several commands and connections, one after another, on one start of the processes beside:
# MARK ASKS ASK...
#
# An ask is PORT LENGTH WORD...: with port 0 a command, else a connection. Each is made when standard
# input says so, by a line. A command's output goes to standard error, up to a record separator with
# MARK and its status in the rest of the line. A connection begins with the line CONNECTED on standard
# error, or it is EXITED STATUS; then standard input gives the number of bytes to send in a line, those
# bytes, and a line when enough was answered; the answer ends with a separator and MARK.
mark=$1 asks=$2
shift 2

ask() {
  local at=$1 length status receiver enough
  shift
  if [ "$at" = 0 ]; then
    "$@" </dev/null >&2 2>&1 5<&- 6<&-
    status=$?
    printf '\036%s %s\n' "$mark" "$status" >&2
    return
  fi
  await "$at" "${started[-1]}" || {
    echo "EXITED $ended" >&2
    return 1
  }
  echo CONNECTED >&2
  read -r length && head -c "$length" >&3
  cat <&3 >&2 2>/dev/null &
  receiver=$!
  { read -r _; } <&0 &
  enough=$!
  { wait -n "$receiver" "$enough"; kill "$receiver"; wait "$receiver"; } 2>/dev/null
  printf '\036%s\n' "$mark" >&2
  wait "$enough"
  exec 3>&-
}

echo READY >&2
for (( ; asks > 0; asks--)); do
  at=$1 command=("${@:3:$2}")
  shift $(($2 + 2))
  read -r _ && ask "$at" "${command[@]}" || exit 0
done
[ "$stopped" = 0 ] || end "${started[stopped]}"
