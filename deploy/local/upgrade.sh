# shellcheck shell=bash
# ./dev test upgrade [--from REV]: an earlier release's programs beside this checkout's, under load. Sourced by ./dev.
# Not part of ./dev test: it builds two releases, and needs the history, which a shallow clone does not have.

run_upgrade_tests() {
  local revision previous
  case ${1:-} in
    '') revision=$(previous_release) ;;
    --from) revision=$(git -C "$root" rev-parse --verify --quiet "${2:-}^{commit}") || die "no such revision here: ${2:-}; a shallow clone has no history" ;;
    *) die "usage: ./dev test upgrade [--from REV]" ;;
  esac
  require_sdk
  install_missing tests
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  trap - INT TERM HUP
  echo "from $(git -C "$root" log -1 --format='%h, %cs: %s' "$revision")"
  previous=$home/upgrade/$revision
  [[ -d $previous ]] || build_release "$revision" "$previous"
  dotnet build "$root/tests/Analytics.EndToEnd.Tests" --configuration Release -nologo -v:quiet -p:UseSharedCompilation=false ||
    { echo "the build failed" && exit 1; }
  ANALYTICS_PREVIOUS_RELEASE=$previous \
    exec dotnet "$root/tests/Analytics.EndToEnd.Tests/bin/Release/net10.0/Analytics.EndToEnd.Tests.dll" -class '*UpgradeTests' -showLiveOutput -noColor
}

# The last version that was given a tag; before there are tags, what was there before the schema last grew, which is the harder step.
previous_release() {
  local tag change
  if tag=$(git -C "$root" describe --tags --abbrev=0 --match 'v*' HEAD^ 2>/dev/null); then
    git -C "$root" rev-parse "$tag^{commit}"
    return
  fi
  change=$(git -C "$root" log --first-parent -m --diff-filter=A -1 --format=%H -- 'Analytics.Data/Schema/*.sql')
  [[ -n $change ]] && git -C "$root" rev-parse --verify --quiet "$change^1" || die "there is no earlier release here: a shallow clone has no history; fetch it, or say --from REV"
}

# build_release REV DIR: its programs, from its own sources, a directory each.
build_release() {
  local draft=$home/upgrade/draft program
  rm -rf "$draft"
  mkdir -p "$draft/sources"
  git -C "$root" archive "$1" | tar -x -C "$draft/sources"
  # Warnings are the present's errors: a newer SDK may have more of them than that release knew.
  for program in Ingest.Api Ingest.Worker; do
    dotnet publish "$draft/sources/$program" --configuration Release --output "$draft/$program" -nologo -v:quiet -p:UseSharedCompilation=false \
      -p:TreatWarningsAsErrors=false ||
      die "the build of $program of $1 failed (above)"
  done
  rm -rf "$draft/sources"
  mv "$draft" "$2"
}
