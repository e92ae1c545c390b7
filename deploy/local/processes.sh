# shellcheck shell=bash
# Processes by name: start, stop, alive, ready. A pid file holds "pid start-time address"; the start time tells the process
# from a stranger that got its pid later. Nothing is ever found or killed by name. Sourced by ./dev.

# The start time of a pid in clock ticks since boot; empty when it is gone or a zombie. The name in the second field may
# hold spaces and brackets: count from its end.
start_time() {
  local stat
  { stat=$(< "/proc/$1/stat"); } 2>/dev/null || return 0
  # shellcheck disable=SC2206 # words wanted
  local -a fields=(${stat##*) })
  [[ ${fields[0]} == [ZX] ]] || echo "${fields[19]}"
}

is_frozen() { grep -qs '^State:[[:space:]]*[Tt]' "/proc/$1/status"; }

# Prints the pid when the process of that name lives.
pid_of() {
  local pid started
  [[ -f $home/run/$1.pid ]] && read -r pid started _ < "$home/run/$1.pid" || return 1
  [[ -n $started && $(start_time "$pid") == "$started" ]] && echo "$pid"
}

address_of() {
  local address
  case $1 in
    api) echo "$http" ;;
    postgres) echo "127.0.0.1:$postgres_port" ;;
    rabbitmq) echo "127.0.0.1:$rabbitmq_port" ;;
    redis) echo "127.0.0.1:$redis_port" ;;
    worker-*) { [[ -f $home/run/$1.pid ]] && read -r _ _ address < "$home/run/$1.pid" && echo "$address"; } || echo - ;;
  esac
}

port_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start_process NAME ADDRESS COMMAND…: in its own session, so that Ctrl-C in the terminal reaches ./dev alone.
start_process() {
  local name=$1 address=$2 log=$home/logs/$1.log
  shift 2
  if [[ -f $log && $(stat -c %s "$log") -gt 67108864 ]]; then mv "$log" "$log.1"; fi
  setsid "$@" < /dev/null >> "$log" 2>&1 9>&- &
  local pid=$!
  # A process that ends at once leaves no start time: a word that matches none keeps the file readable.
  echo "$pid $(start_time "$pid" | grep . || echo gone) $address" > "$home/run/$name.pid"
}

# stop_processes SIGNAL NAME…: all at once, wait, force what remains, forget the pid files.
stop_processes() {
  local signal=$1 name pid deadline=$((SECONDS + stop_seconds))
  shift
  for name in "$@"; do
    pid=$(pid_of "$name") || continue
    # A frozen process hears the signal only when it goes on.
    kill -"$signal" "$pid" 2>/dev/null && kill -CONT "$pid" 2>/dev/null || true
  done
  for name in "$@"; do
    while pid=$(pid_of "$name"); do
      if ((SECONDS >= deadline)); then
        echo "$name did not stop within $stop_seconds s: killed" >&2
        kill -KILL "$pid" 2>/dev/null || true
        deadline=$((SECONDS + 5))
      fi
      sleep 0.1
    done
    rm -f "$home/run/$name.pid"
  done
}

# Quick: at most about a second.
is_ready() {
  case $1 in
    api) http_ready "$http" ;;
    worker-*) http_ready "$(address_of "$1")" ;;
    postgres) "$local_scripts/ready" postgres "$home/postgres" "$postgres_port" ;;
    rabbitmq) "$local_scripts/ready" rabbitmq "$home/rabbitmq" "$rabbitmq_port" ;;
    redis) "$local_scripts/ready" redis "$home/redis" "$redis_port" ;;
  esac
}

http_ready() { [[ $(curl --silent --noproxy '*' --max-time 1 --output /dev/null --write-out '%{http_code}' "$1/health/ready") == 200 ]]; }

# await_ready NAME…: until each is ready; says which failed, with the end of its log, when one dies or the time is up.
await_ready() {
  local name deadline=$((SECONDS + start_seconds))
  for name in "$@"; do
    until is_ready "$name"; do
      pid_of "$name" > /dev/null || start_failed "$name" "ended while starting"
      ((SECONDS < deadline)) || start_failed "$name" "is not ready after $start_seconds s"
      sleep 0.2
    done
  done
}

start_failed() {
  echo "--- last lines of $home/logs/$1.log" >&2
  tail -n 25 "$home/logs/$1.log" >&2 || true
  die "$1 $2"
}
