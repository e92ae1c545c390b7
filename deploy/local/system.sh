# shellcheck shell=bash
# The whole system: three servers, the API, N workers; in which order they start and stop. Sourced by ./dev.
# Nothing watches over the processes: what is killed stays dead until the next up or scale. $home/run/workers holds how
# many workers are wanted, and stands for "should run" as long as it exists.

wanted_workers() { cat "$home/run/workers" 2>/dev/null; }

server_names=(postgres rabbitmq redis)

# The processes that should run, or, when stopped, would.
process_names() {
  local -i k
  echo api
  for ((k = 1; k <= $(wanted_workers || echo 1); k++)); do echo "worker-$k"; done
  printf '%s\n' "${server_names[@]}"
}

# Workers that have a pid file, wanted or not.
known_workers() {
  local file
  for file in "$home"/run/worker-*.pid; do
    [[ ! -e $file ]] || basename "$file" .pid
  done | sort -V
}

up_system() {
  install_missing
  take_lock
  start_system
  announce
}

# Starts what is dead, in order, and waits until everything is ready. `workers` empty keeps the number last asked for.
start_system() {
  local server wanted=${workers:-$(wanted_workers || echo 1)}
  check_ports
  publish_app page
  export_settings
  echo "$((10#$wanted))" > "$home/run/workers"
  for server in "${server_names[@]}"; do
    pid_of "$server" > /dev/null || start_server "$server"
  done
  await_ready "${server_names[@]}"
  if [[ $(app_state) != complete ]]; then migrate; fi
  pid_of api > /dev/null || start_process api "$http" \
    env -C "$app/api" ASPNETCORE_URLS="$http" Management__Url="http://127.0.0.1:$management_port" "$local_scripts/host" "$app/api/Ingest.Api.dll"
  set_workers "$wanted"
  await_ready api
}

# "complete" when the API and all wanted workers live.
app_state() {
  local name
  for name in $(process_names); do
    pid_of "$name" > /dev/null || return 0
  done
  echo complete
}

start_server() {
  case $1 in
    postgres) start_process postgres "127.0.0.1:$postgres_port" "$local_scripts/postgres" "$home/postgres" "$postgres_port" ;;
    rabbitmq) start_process rabbitmq "127.0.0.1:$rabbitmq_port" "$local_scripts/rabbitmq" "$home/rabbitmq" "$rabbitmq_port" "$dist_port" ;;
    redis) start_process redis "127.0.0.1:$redis_port" "$local_scripts/redis" "$home/redis" "$redis_port" ;;
  esac
}

migrate() {
  interruptible timeout "$start_seconds" env -C "$app/worker" dotnet "$app/worker/Ingest.Worker.dll" migrate \
    >> "$home/logs/migrate.log" 2>&1 < /dev/null || start_failed migrate "failed"
}

# set_workers N: worker-1 to worker-N live and are ready, and no other does.
set_workers() {
  local -i k
  local name port
  local -a surplus=() wanted=()
  for name in $(known_workers); do
    ((${name#worker-} <= 10#$1)) || surplus+=("$name")
  done
  stop_processes TERM "${surplus[@]}"
  for ((k = 1; k <= 10#$1; k++)); do
    wanted+=("worker-$k")
    pid_of "worker-$k" > /dev/null && continue
    port=$(free_worker_port "$k")
    start_process "worker-$k" "http://127.0.0.1:$port" \
      env -C "$app/worker" ASPNETCORE_URLS="http://127.0.0.1:$port" Management__Url= "$local_scripts/host" "$app/worker/Ingest.Worker.dll"
  done
  await_ready "${wanted[@]}"
}

# A worker's port answers health checks and scrapes only: any free one will do, and the pid file says which.
free_worker_port() {
  local -i port=$((worker_port_base + $1)) i
  for ((i = 0; i < 100; i++)); do
    if ! port_taken "$port"; then
      echo "$port"
      return
    fi
    port=$((31200 + RANDOM % 1500))
  done
  die "no free port found for worker-$1"
}

# Before anything starts: each port that a start will need is free.
check_ports() {
  check_port api "$http_port" "ANALYTICS_HTTP to http://127.0.0.1:PORT with a free port"
  check_port api "$management_port" "ANALYTICS_MANAGEMENT_PORT to a free port"
  check_port postgres "$postgres_port" "ANALYTICS_POSTGRES_PORT to a free port"
  check_port rabbitmq "$rabbitmq_port" "ANALYTICS_RABBITMQ_PORT to a free port"
  check_port rabbitmq "$dist_port" "ANALYTICS_RABBITMQ_DIST_PORT to a free port"
  check_port redis "$redis_port" "ANALYTICS_REDIS_PORT to a free port"
}

check_port() {
  if ! pid_of "$1" > /dev/null && port_taken "$2"; then
    die "port $2, wanted for $1, is taken by another program; stop that, or set $3"
  fi
}

announce() {
  echo "ready: $http"
  echo "curl -sS $http/events -H 'content-type: application/json' -d '{\"account_id\":\"acme\",\"user_id\":\"u1\",\"type\":\"page_view\",\"path\":\"/\"}'"
}

scale_system() {
  take_lock
  wanted_workers > /dev/null || die "nothing is up; ./dev up --workers $1"
  publish_app
  export_settings
  echo "$((10#$1))" > "$home/run/workers"
  set_workers "$1"
  echo "workers: $((10#$1))"
}

down_system() {
  take_lock
  stop_system
  if [[ ${1:-} == --wipe ]]; then
    rm -rf "${home:?}/postgres" "$home/postgres.init" "$home/rabbitmq" "$home/redis"
  fi
}

# From the mouth to the stomach: no new events, then the workers finish what they hold, then the servers.
stop_system() {
  local -a running
  rm -f "$home/run/workers"
  stop_processes TERM api
  mapfile -t running < <(known_workers)
  stop_processes TERM "${running[@]}"
  stop_processes TERM rabbitmq
  # SIGINT is PostgreSQL's fast shutdown: it does not wait for its clients.
  stop_processes INT postgres
  stop_processes TERM redis
}

run_system() {
  local name
  local -A log_start=() followers=()
  install_missing
  take_lock
  for name in $(process_names) $(known_workers); do
    ! pid_of "$name" > /dev/null || die "already running in the background: ./dev logs follows it, ./dev down stops it"
  done
  for name in $(process_names); do
    log_start[$name]=$(stat -c %s "$home/logs/$name.log" 2>/dev/null || echo 0)
  done

  # PIPE: whoever read the logs is gone. EXIT covers the failures too.
  trap 'exit 0' INT TERM HUP PIPE
  trap end_run EXIT
  start_system
  announce
  release_lock
  # Ends when ./dev down in another terminal took the system away; follows workers that ./dev scale adds.
  while [[ -f $home/run/workers ]]; do
    for name in $(process_names); do
      [[ -n ${followers[$name]:-} || ! -f $home/logs/$name.log ]] && continue
      tail --pid=$$ -c "+$((${log_start[$name]:-0} + 1))" -F "$home/logs/$name.log" 2>/dev/null > >(exec sed -u "s/^/$name | /") &
      followers[$name]=$!
    done
    interruptible sleep 1
  done
}

end_run() {
  local code=$?
  set +e
  trap '' INT TERM HUP PIPE
  end_interruptible
  take_lock
  stop_system
  ((${#followers[@]} == 0)) || kill "${followers[@]}" 2>/dev/null
  exit "$code"
}

show_status() {
  local name state pid code=0
  for name in $(process_names); do
    state=$(state_of "$name")
    [[ $state == running ]] || code=1
    pid=$(pid_of "$name") || pid=-
    printf '%-10s %8s  %-26s %s\n' "$name" "$pid" "$(address_of "$name")" "$state"
  done
  return "$code"
}

# running; starting (its first minute); unready (lives, but does not answer as it should); dead (should run); stopped.
state_of() {
  local pid
  if ! pid=$(pid_of "$1"); then
    if wanted_workers > /dev/null; then echo dead; else echo stopped; fi
  elif is_frozen "$pid"; then
    echo unready
  elif is_ready "$1"; then
    echo running
  elif (($(age_seconds "$pid") < 60)); then
    echo starting
  else
    echo unready
  fi
}

# One that has ended in the meantime is as old as the machine.
age_seconds() {
  local uptime started
  read -r uptime _ < /proc/uptime
  started=$(start_time "$1")
  echo "$((${uptime%.*} - ${started:-0} / $(getconf CLK_TCK)))"
}

follow_logs() {
  if [[ -n $1 ]]; then
    [[ -f $home/logs/$1.log ]] || die "no log of '$1'; there are: $(cd "$home/logs" 2>/dev/null && echo *.log | sed 's/\.log//g')"
    exec tail -n 50 -F "$home/logs/$1.log"
  fi
  compgen -G "$home/logs/*.log" > /dev/null || die "no logs in $home/logs yet"
  exec tail -n 20 -F "$home"/logs/*.log
}
