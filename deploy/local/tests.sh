# shellcheck shell=bash
# All tests, one project after the other, and one line at the end that says how they went. Sourced by ./dev.

run_tests() {
  local results code=0 passed failed
  require_sdk
  install_missing tests

  # No build server stays behind: neither a compiler nor MSBuild nodes.
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  # The build runs in the foreground and hears Ctrl-C itself.
  trap - INT TERM HUP
  dotnet build "$root/Analytics.sln" --configuration Release -nologo -v:quiet -p:UseSharedCompilation=false ||
    { echo "the build failed" && exit 1; }

  # The programs live for seconds here: measuring themselves to be compiled better, which pays in hours, would take a fifth of the cores.
  export DOTNET_TieredPGO=0

  results=$(mktemp -d)
  # shellcheck disable=SC2064 # the name as it is now
  trap "rm -rf '$results'" EXIT
  if [[ -n $1 ]]; then
    test_projects "$root/Analytics.sln" "FullyQualifiedName~$1" || code=$?
  else
    test_all || code=$?
  fi
  read -r passed failed < <(count_results "$results")

  if ((code == 0 && passed + failed == 0)); then
    echo "no test ran"
    code=1
  elif ((code != 0 && failed == 0)); then
    echo "the test run failed (above), though no test did"
  fi
  ((failed == 0 || code != 0)) || code=1
  echo "$passed passed, $failed failed"
  exit "$code"
}

# Two projects at a time, since each waits for its servers now and then; those of the whole system by themselves, since a cluster
# that is broken on purpose needs the machine to heal in time.
test_all() {
  local project
  for project in "$root"/tests/*.Tests; do
    [[ $project != *.EndToEnd.Tests ]] || continue
    (($(jobs -rp | wc -l) < 2)) || wait -n || true
    test_aside "$project" &
  done
  wait
  test_projects "$root/tests/Analytics.EndToEnd.Tests" || return 1
  [[ ! -e $results/failed ]]
}

# Beside another: what it says comes in one piece, at its end.
test_aside() {
  local said
  said=$(test_projects "$1" 2>&1) || touch "$results/failed"
  echo "$said"
}

# test_projects PROJECT-OR-SOLUTION [FILTER]. -m:1: the projects of a solution take turns, too.
test_projects() {
  local -a filter=()
  [[ -z ${2:-} ]] || filter=(--filter "$2")
  # In the background a script's commands are begun without Ctrl-C.
  env --default-signal=INT dotnet test "$1" --configuration Release --no-build -nologo -m:1 "${filter[@]}" \
    --results-directory "$results" --logger "trx;LogFilePrefix=run-$BASHPID" --logger 'console;verbosity=minimal'
}

# ./dev soak DURATION [--seed N]: one fault after another on a system of its own, for as long as one likes; the verdict at the end.
run_soak() {
  local seconds seed=
  [[ ${1:-} =~ ^([0-9]+)([smh])$ ]] || die "usage: ./dev soak DURATION [--seed N], for example ./dev soak 60m --seed 7"
  case ${BASH_REMATCH[2]} in
    s) seconds=${BASH_REMATCH[1]} ;;
    m) seconds=$((10#${BASH_REMATCH[1]} * 60)) ;;
    h) seconds=$((10#${BASH_REMATCH[1]} * 3600)) ;;
  esac
  shift
  if (($# > 0)); then
    [[ $# == 2 && $1 == --seed && $2 =~ ^[0-9]{1,9}$ ]] || die "usage: ./dev soak DURATION [--seed N]; N has at most nine digits"
    seed=$2
  fi
  require_sdk
  install_missing
  trap - INT TERM HUP
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  dotnet build "$root/tests/Analytics.EndToEnd.Tests" --configuration Release -nologo -v:quiet -p:UseSharedCompilation=false ||
    { echo "the build failed" && exit 1; }
  ANALYTICS_SOAK_SECONDS=$seconds ANALYTICS_SOAK_SEED=$seed \
    exec dotnet "$root/tests/Analytics.EndToEnd.Tests/bin/Release/net10.0/Analytics.EndToEnd.Tests.dll" -class '*SoakTests' -showLiveOutput -noColor
}

# ./dev test sdks: the clients of other services as they are published, against a system of its own that asks for keys. Not part of
# ./dev test: it installs Chromium and some 130 packages, and waits out the clients' own pauses before they send again.
run_sdk_tests() {
  local suite=$root/tests/sdks account=sdk_tests code=0
  command -v node > /dev/null && command -v npm > /dev/null || die "Node.js 20 or later with npm is missing: apt-get install nodejs npm"
  require_sdk
  install_missing tests
  # Not npm ci, which wants in the lock what is only for other machines than the one that wrote it.
  (cd "$suite" && npm install --no-save --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error) || die "npm install failed (above)"

  # The block of ports after this checkout's own, and data that is thrown away.
  sdk_home=$(mktemp -d)
  sdk_env=(env "ANALYTICS_HOME=$sdk_home" "ANALYTICS_HTTP=http://127.0.0.1:$((10#$http_port + 1))" Security__Mode=Keys)
  trap 'end_interruptible; "${sdk_env[@]}" "$root/dev" down --wipe > /dev/null 2>&1 || true; rm -rf "$sdk_home"' EXIT
  "${sdk_env[@]}" "$root/dev" up > "$sdk_home/up.log" 2>&1 || { tail -n 30 "$sdk_home/up.log" >&2 && die "the system did not start"; }
  export ANALYTICS_ACCOUNT=$account
  ANALYTICS_WRITE_KEY=$("${sdk_env[@]}" "$root/dev" keys add sdks --scope write --account "$account" 2>> "$sdk_home/up.log" | tail -n 1)
  ANALYTICS_READ_KEY=$("${sdk_env[@]}" "$root/dev" keys add sdks --scope read --account "$account" 2>> "$sdk_home/up.log" | tail -n 1)
  export ANALYTICS_WRITE_KEY ANALYTICS_READ_KEY
  ANALYTICS_HTTP=http://127.0.0.1:$((10#$http_port + 1)) interruptible node "$suite/run.mjs" || code=$?
  exit "$code"
}

# ./dev test containers: deploy/docker-compose.yml as it is, on a real engine. Not part of ./dev test: it needs root, and minutes. The images'
# parts stay in $ANALYTICS_HOME/containers for the next time.
run_container_tests() {
  if [[ -z ${DOCKER_HOST:-} ]] && ((EUID == 0)); then
    require_sdk
    install_missing containers
  fi
  exec "$root/tests/containers/run.sh" "$home/containers" "$http_port"
}

# "passed failed", summed over the result files: one <Counters total= executed= passed= failed= error= …/> each.
count_results() {
  local file
  for file in "$1"/*.trx; do
    [[ ! -e $file ]] || grep -ho '<Counters [^>]*>' "$file" || true
  done | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    { passed += value("passed"); failed += value("failed") + value("error") + value("timeout") + value("aborted") }
    END { print passed + 0, failed + 0 }'
}
