# One command or connection after the steps: PORT COMMAND...
#
# PORT 0: runs the command to its end and exits with its status. Else waits until the port answers,
# then connects standard input and standard error with it until one side ends, and stops the process;
# without a command, a process beside is to answer. Standard error has CONNECTED or EXITED STATUS;
# whatever follows CONNECTED is the answer.
port=$1
shift

if [ "$port" = 0 ]; then
  "$@" </dev/null 2>&1 5<&- 6<&-
  exit
fi

if [ $# = 0 ]; then
  until connect "$port"; do
    nap 0.02
  done
else
  "$@" </dev/null 2>&1 5>&5 6<&- &
  sandbox=$!
  await "$port" "$sandbox" || {
    echo "EXITED $ended" >&2
    exit 0
  }
fi
echo CONNECTED >&2

cat <&0 >&3 2>/dev/null &
sender=$!
cat <&3 >&2 2>/dev/null &
receiver=$!
wait -n "$sender" "$receiver"
[ $# = 0 ] && exit 0
end "$sandbox"
