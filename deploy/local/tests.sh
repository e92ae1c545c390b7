# shellcheck shell=bash
# All tests, one project after the other, and one line at the end that says how they went. Sourced by ./dev.

run_tests() {
  local results code=0 passed failed
  local -a filter=()
  [[ -z $1 ]] || filter=(--filter "FullyQualifiedName~$1")
  require_sdk
  install_missing

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
