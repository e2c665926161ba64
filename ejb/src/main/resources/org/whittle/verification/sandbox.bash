# Runs inside the outer sandbox: a network of its own with nothing but loopback, the host's files
# read-only. Starts the image's process in an inner sandbox that shares only this network.
#
#   bash -c "$(cat sandbox.bash)" sandbox MEMORY_KIB PROCESSES PORT COMMAND...
#
# PORT 0: runs the command to its end and exits with its status. Else waits until the port answers,
# then connects standard input and standard error with it until one side ends, and stops the
# process. Standard output carries what the process writes. Standard error begins with the lines
# STARTED and then CONNECTED or EXITED; whatever follows CONNECTED is the answer.
memory=$1 processes=$2 port=$3
shift 3

# Container engines let every user bind low ports; the copy of /proc that came with the outer
# sandbox cannot be written to.
mount -t proc proc /proc 2>/dev/null &&
  echo 0 2>/dev/null >/proc/sys/net/ipv4/ip_unprivileged_port_start
ulimit -c 0 -d "$memory" -u "$processes" || exit 125

# A pipe that nobody writes to: reading from it with a time-out sleeps without another process.
exec 6<> <(:)
nap() { read -r -t "$1" -u 6; }

echo STARTED >&2
if [ "$port" = 0 ]; then
  exec "$@" </dev/null 2>&1
fi

exec 5<> <(:)
"$@" </dev/null 2>&1 5>&5 6<&- &
sandbox=$!

connect() {
  { exec 3<>"/dev/tcp/127.0.0.1/$port" || exec 3<>"/dev/tcp/::1/$port"; } 2>/dev/null
}
until connect; do
  if ! kill -0 "$sandbox" 2>/dev/null; then
    wait "$sandbox"
    echo "EXITED $?" >&2
    exit 0
  fi
  nap 0.02
done
echo CONNECTED >&2

cat <&0 >&3 2>/dev/null &
sender=$!
cat <&3 >&2 &
receiver=$!
wait -n "$sender" "$receiver"

# bubblewrap has written {"child-pid": N}; the process itself is to be told, not its sandbox.
while read -r -t 1 -u 5 line; do
  case $line in *child-pid*) child=${line//[^0-9]/} ;; "}") break ;; esac
done
kill -TERM "${child:-$sandbox}" 2>/dev/null
for _ in {1..100}; do
  kill -0 "$sandbox" 2>/dev/null || exit 0
  nap 0.02
done
echo "sandbox: the process did not end within 2 seconds of SIGTERM and was killed"
kill -KILL "${child:-$sandbox}" 2>/dev/null
