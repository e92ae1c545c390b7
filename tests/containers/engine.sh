#!/usr/bin/env bash
# engine.sh DIR: a Docker engine of one's own in the foreground (this pid becomes dockerd's), with its data in DIR and its socket at
# DIR/docker.sock, in a network namespace of its own: neither its bridges nor its packet filter are the machine's. SIGTERM stops it.
# Its published ports are reached from within: nsenter --net --target PID.
set -euo pipefail

work=${1:?usage: engine.sh DIR}
mkdir -p "$work/data" "$work/exec"
export PATH=$PATH:/usr/sbin:/sbin
# shellcheck disable=SC2016 # the inner shell expands it
exec unshare --net -- bash -c '
  ip link set lo up
  exec dockerd --data-root "$1/data" --exec-root "$1/exec" --pidfile "$1/docker.pid" --host "unix://$1/docker.sock"' engine "$work"
