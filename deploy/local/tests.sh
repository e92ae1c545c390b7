# shellcheck shell=bash
# All tests, one project after the other, and one line at the end that says how they went. Sourced by ./dev.

run_tests() {
  local results code=0 passed failed
  local -a filter=()
  [[ -z $1 ]] || filter=(--filter "FullyQualifiedName~$1")
  require_sdk
  install_missing tests

  # The build and the tests run in the foreground and hear Ctrl-C themselves.
  trap - INT TERM HUP
  # No build server stays behind: neither a compiler nor MSBuild nodes.
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  dotnet build "$root/Analytics.sln" --configuration Release -nologo -v:quiet -p:UseSharedCompilation=false ||
    { echo "the build failed" && exit 1; }

  results=$(mktemp -d)
  # shellcheck disable=SC2064 # the name as it is now
  trap "rm -rf '$results'" EXIT
  # -m:1: the projects take turns; their servers and loads would disturb each other on a small machine.
  dotnet test "$root/Analytics.sln" --configuration Release --no-build -nologo -m:1 "${filter[@]}" \
    --results-directory "$results" --logger 'trx;LogFilePrefix=run' --logger 'console;verbosity=minimal' || code=$?
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
