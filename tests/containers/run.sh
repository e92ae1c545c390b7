#!/usr/bin/env bash
# The compose file as it is, on a real engine: ./dev test containers. An engine that DOCKER_HOST names is used with the images that it has
# or can get; else one of our own is started, for root, with stand-ins for the images (stand-ins.sh). Where none can start it says so.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${1:?usage: run.sh DIR PORT} port=${2:?usage: run.sh DIR PORT}

if [[ -n ${DOCKER_HOST:-} ]]; then exec "$here/scenario.sh" "$port"; fi

unable() {
  echo "containers: not tested, $*"
  echo '0 passed, 0 failed, 1 skipped'
  exit 0
}

((EUID == 0)) || unable 'an engine of its own needs root; set DOCKER_HOST to use one that runs'
mkdir -p "$work"
work=$(cd "$work" && pwd)
"$here/engine.sh" "$work" > "$work/engine.log" 2>&1 &
engine=$!
# shellcheck disable=SC2064 # the pid as it is now
trap "kill $engine 2>/dev/null; wait $engine 2>/dev/null || true" EXIT
trap 'exit 130' INT TERM HUP
export DOCKER_HOST=unix://$work/docker.sock
until docker info > /dev/null 2>&1; do
  kill -0 "$engine" 2>/dev/null || unable "no engine can start here: $(tail -n 1 "$work/engine.log")"
  ((SECONDS < 60)) || unable "the engine did not answer within a minute: $(tail -n 1 "$work/engine.log")"
  sleep 0.2
done

echo 'making the stand-ins'
since=$SECONDS
"$here/stand-ins.sh" "$work" > "$work/stand-ins.log" 2>&1 || { tail -n 20 "$work/stand-ins.log" >&2 && exit 1; }
echo "the stand-ins are there ($((SECONDS - since)) s)"
code=0
timeout --foreground 1500 nsenter --net --target "$engine" "$here/scenario.sh" "$port" || code=$?
exit "$code"
