# shellcheck shell=bash
# Where this checkout's system lives and listens. Sourced by ./dev; everything here is fixed for the whole run.
# shellcheck disable=SC2034 # read by the other parts

die() {
  echo "dev: $*" >&2
  exit 1
}

http=${ANALYTICS_HTTP:-http://127.0.0.1:8080}
http=${http%/}
[[ $http =~ ^http://([A-Za-z0-9.-]+|\[[0-9a-f:]+\]):([0-9]{1,5})$ ]] || die "ANALYTICS_HTTP must look like http://127.0.0.1:8080, not '$http'"
http_port=${BASH_REMATCH[2]}

home=${ANALYTICS_HOME:-.local}
[[ $home == /* ]] || home=$root/$home

# Where the programs really are: another system of this checkout may run from the same ones, by a link (./dev bench growth).
apps=$(readlink -m "$home/app")

# Each HTTP port has a block of 100 ports of its own, below the range the kernel hands out (32768 up): neighbouring HTTP
# ports never share one. 211 is a prime, so round differences (100, 1000) do not meet either.
block=$((10000 + (10#$http_port % 211) * 100))
postgres_port=${ANALYTICS_POSTGRES_PORT:-$block}
rabbitmq_port=${ANALYTICS_RABBITMQ_PORT:-$((block + 1))}
redis_port=${ANALYTICS_REDIS_PORT:-$((block + 2))}
dist_port=${ANALYTICS_RABBITMQ_DIST_PORT:-$((block + 3))}
management_port=${ANALYTICS_MANAGEMENT_PORT:-$((block + 4))}
worker_port_base=$((block + 10))
worker_limit=80

# How long a start may take before it is called failed, and a stop before it is forced. A worker's own shutdown
# finishes its batch and may take 40 s.
start_seconds=120
stop_seconds=45

password() { "$local_scripts/password" "$home/password"; }

# What the API, the workers and the load tool read.
export_settings() {
  local secret
  secret=$(password)
  export ConnectionStrings__Postgres="Host=127.0.0.1;Port=$postgres_port;Username=analytics;Password=$secret;Database=analytics"
  export ConnectionStrings__RabbitMq="amqp://analytics:$secret@127.0.0.1:$rabbitmq_port/"
  export ConnectionStrings__Redis="127.0.0.1:$redis_port,password=$secret"
  # Everybody on this machine is let in; the API refuses to listen where others could reach it.
  export Security__Mode=${Security__Mode:-Open}
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# One ./dev at a time changes what runs from the same programs. Descriptor 9 is the lock; whatever is started closes it (9>&-),
# or the lock would live as long as the process.
take_lock() {
  mkdir -p "$home/run" "$home/logs"
  exec 9> "$apps.lock"
  flock -n 9 && return
  echo "waiting for another ./dev in this checkout to finish" >&2
  flock -w 300 9 || die "another ./dev has held $apps.lock for 5 minutes"
}

release_lock() { exec 9>&-; }

# Runs a long command so that a signal to this script is served at once: bash waits for a command in the foreground first.
interruptible() {
  "$@" 9>&- &
  interruptible_pid=$!
  local code=0
  wait "$interruptible_pid" || code=$?
  interruptible_pid=
  return "$code"
}
interruptible_pid=

# For the EXIT trap.
end_interruptible() { [[ -z $interruptible_pid ]] || kill "$interruptible_pid" 2>/dev/null || true; }
