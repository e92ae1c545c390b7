# shellcheck shell=bash
# ./dev bench NAME: what measures a running system is part of the load tool; the other benchmarks are begun here. Sourced by ./dev.

run_bench() {
  case ${1:-} in
    edge) run_edge_bench "${@:2}" ;;
    growth | drain) if [[ -n ${ANALYTICS_BENCH_DEV:-} ]]; then run_load_tool bench "$@"; else run_bench_of_its_own "$@"; fi ;;
    *) run_load_tool bench "$@" ;;
  esac
}

# It takes the API and the worker apart, so it is a program of its own, and built only when asked for.
run_edge_bench() {
  require_sdk
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  interruptible dotnet build "$root/load/Edge" --configuration Release -nologo -v:quiet -p:UseSharedCompilation=false ||
    { echo "the build failed" && exit 1; }
  export_settings
  exec "$local_scripts/host" "$root/load/Edge/bin/Release/net10.0/Analytics.Load.Edge.dll" "$@"
}

# On a system of its own, since it leaves millions of rows or stops the workers: the next block of ports, the same programs, data that is
# thrown away. Not in /tmp, which may be memory, where no fsync costs anything.
run_bench_of_its_own() {
  local code=0
  [[ " $* " != *" --help "* && " $* " != *" -h "* && " $* " != *" -? "* ]] || run_load_tool bench "$@"
  mkdir -p "$home/app" "$home/bench"
  ln -sfn "$home/app" "$home/bench/app"
  # With ANALYTICS_BENCH_DEV the second ./dev takes the system that it finds; the tool asks that same ./dev for more workers.
  bench_env=(env -u ANALYTICS_POSTGRES_PORT -u ANALYTICS_RABBITMQ_PORT -u ANALYTICS_REDIS_PORT -u ANALYTICS_RABBITMQ_DIST_PORT -u ANALYTICS_MANAGEMENT_PORT -u Security__Mode -u ANALYTICS_KEY
    "ANALYTICS_HOME=$home/bench" "ANALYTICS_HTTP=http://127.0.0.1:$((10#$http_port + 1))" "ANALYTICS_BENCH_DEV=$root/dev")
  trap 'end_interruptible; "${bench_env[@]}" "$root/dev" down --wipe > /dev/null 2>&1 || true; rm -rf "${home:?}/bench"' EXIT
  # What an interrupted run may have left.
  "${bench_env[@]}" "$root/dev" down --wipe > /dev/null
  "${bench_env[@]}" "$root/dev" up --workers 1 > "$home/bench/up.log" 2>&1 || { tail -n 30 "$home/bench/up.log" >&2 && die "the system did not start"; }
  interruptible "${bench_env[@]}" "$root/dev" bench "$@" || code=$?
  exit "$code"
}
