# Runs inside the outer sandbox: a network of its own with nothing but loopback, the host's files
# read-only. Starts the image's process in an inner sandbox that shares only this network.
#
#   bash -c "$(cat sandbox.bash one.bash)" sandbox MEMORY_KIB PROCESSES 0 STEPS STEP... PORT COMMAND...
#   bash -c "$(cat sandbox.bash many.bash)" sandbox MEMORY_KIB PROCESSES STOPPED STEPS STEP... MARK ASKS ASK...
#
# This part makes the steps; the others make what follows them.
#
# A step is PORT SAYS LENGTH WORD...: with port 0 a command that runs to its end first, else a process
# that runs beside and is waited for until its port answers and, unless SAYS is empty, a line of what
# it writes has that text. STOPPED is the number of the step whose process is told to end at last, by
# the number that bubblewrap writes to descriptor 5; 0: none is.
#
# Standard output carries what the processes write. Standard error begins with the line STARTED, then
# has UNREADY STEP STATUS if a step failed.
memory=$1 processes=$2 stopped=$3 steps=$4
shift 4

# Container engines let every user bind low ports; the copy of /proc that came with the outer
# sandbox cannot be written to.
mount -t proc proc /proc 2>/dev/null &&
  echo 0 2>/dev/null >/proc/sys/net/ipv4/ip_unprivileged_port_start
ulimit -c 0 -d "$memory" -u "$processes" || exit 125

# A pipe that nobody writes to: reading from it with a time-out sleeps without another process.
exec 6<> <(:)
nap() { read -r -t "$1" -u 6; }

connect() {
  { exec 3<>"/dev/tcp/127.0.0.1/$1" || exec 3<>"/dev/tcp/::1/$1"; } 2>/dev/null
}
# Connects to a port of a process as descriptor 3; if the process ends first, so does this with its
# status.
await() {
  until connect "$1"; do
    if ! kill -0 "$2" 2>/dev/null; then
      wait "$2"
      ended=$?
      return 1
    fi
    nap 0.02
  done
  return 0
}

# bubblewrap has written {"child-pid": N} for the sandbox of a process: the process itself is to be
# told to end, and is killed if it does not.
end() {
  local sandbox=$1 line child=
  while read -r -t 1 -u 5 line; do
    case $line in *child-pid*) child=${line//[^0-9]/} ;; "}") break ;; esac
  done
  kill -TERM "${child:-$sandbox}" 2>/dev/null
  for _ in {1..100}; do
    kill -0 "$sandbox" 2>/dev/null || return 0
    nap 0.02
  done
  echo "sandbox: the process did not end within 2 seconds of SIGTERM and was killed"
  kill -KILL "${child:-$sandbox}" 2>/dev/null
}

# Starts a process beside; what it writes is looked through for a text on its way.
beside() {
  local says=$1
  shift
  if [ -z "$says" ]; then
    exec 7>&1
  else
    exec 7> >(exec tee >(grep -q -F -e "$says"; echo "$?" >&8; exec cat >/dev/null))
  fi
  if [ "$step" = "$stopped" ]; then
    "$@" </dev/null >&7 2>&1 6<&- 7>&- 8>&- &
  else
    "$@" </dev/null >&7 2>&1 5<&- 6<&- 7>&- 8>&- &
  fi
  exec 7>&-
}
# Waits until the text was seen; if the process writes no more first, so does this with its status.
heard() {
  local found
  read -r -u 8 found
  [ "$found" = 0 ] && return
  wait "$1"
  ended=$?
  return 1
}

exec 5<> <(:)
started=()
echo STARTED >&2
for ((step = 1; step <= steps; step++)); do
  at=$1 says=$2 command=("${@:4:$3}")
  shift $(($3 + 3))
  if [ "$at" = 0 ]; then
    "${command[@]}" </dev/null 2>&1 5<&- 6<&-
    ended=$?
    [ "$ended" = 0 ]
  else
    exec 8<> <(:)
    beside "$says" "${command[@]}"
    started[step]=$!
    await "$at" "$!" && exec 3>&- && { [ -z "$says" ] || heard "$!"; }
  fi || {
    echo "UNREADY $step $ended" >&2
    exit 0
  }
done

