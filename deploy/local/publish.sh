# shellcheck shell=bash
# The programs as they run: published below $ANALYTICS_HOME/app, one directory a state of the sources, so that neither a
# build in the checkout nor a newer publish disturbs a process that runs. Sourced by ./dev.

app_sources=(Analytics.Client Analytics.Contracts Analytics.Data Ingest.Api Ingest.Worker load Directory.Build.props Directory.Packages.props global.json)

# Sets `app` to the directory of the current sources' programs; builds them when there is none yet. With `page`, also when they were
# built without the dashboard while npm's registry was away, and it is there again.
publish_app() {
  local stamp draft project
  # npm counts: with it the dashboard is built.
  stamp=$(cd "$root" && { command -v npm || true; find "${app_sources[@]}" \( -name bin -o -name obj -o -name node_modules -o -name wwwroot -o -name results -o -name reports \) -prune \
    -o -type f -printf '%p %s %T@\n'; } | LC_ALL=C sort | sha256sum | cut -c1-12)
  app=$apps/$stamp
  if [[ ! -d $app && -d $app.pageless ]] && { [[ ${1:-} != page ]] || page_is_away; }; then app=$app.pageless; fi
  if [[ -d $app ]]; then
    touch "$app"
    return
  fi

  require_sdk
  echo "building"
  draft=$apps/draft.$$
  mkdir -p "$home/logs"
  rm -rf "$apps"/draft.*
  for project in api=Ingest.Api worker=Ingest.Worker load=load; do
    interruptible publish_project "$root/${project#*=}" "$draft/${project%%=*}" > "$home/logs/build.log" 2>&1 || {
      tail -n 30 "$home/logs/build.log" >&2
      die "the build failed: $home/logs/build.log"
    }
  done
  if lacks_page "$draft"; then app=$app.pageless; fi
  [[ -d $app ]] || mv "$draft" "$app"
  remove_old_apps
}

# Whether npm was there and could not get the page's packages. Without npm a publish is whole without the page.
lacks_page() { command -v npm > /dev/null && ! grep -q dashboard/index.html "$1/api/Ingest.Api.dll"; }

# Tries the page alone, which costs little while the registry is away; 3 says that it still is, 124 that it does not even refuse.
page_is_away() {
  local code=0
  echo "building the dashboard, which was left out"
  interruptible timeout 60 node "$root/Ingest.Api/Dashboard/build.mjs" > "$home/logs/build.log" 2>&1 || code=$?
  ((code == 3 || code == 124))
}

# For `interruptible`, whose signal must hit the build itself: hence exec. No build server stays behind, neither a compiler
# nor MSBuild nodes. ANALYTICS_BUILT says that these very sources were built just now, as ./dev test does: they are only copied.
publish_project() {
  exec env MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 \
    dotnet publish "$1" --configuration Release --output "$2" -nologo -v:quiet -p:UseSharedCompilation=false ${ANALYTICS_BUILT:+--no-build}
}

# Keeps the current programs, and older ones that a process still runs from.
remove_old_apps() {
  local directory arguments
  arguments=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' || true)
  for directory in "$apps"/*; do
    [[ $directory == "$app" || $arguments == *"$directory/"* ]] || rm -rf "$directory"
  done
}

# Without the servers' packages: the system may be another machine's.
run_load_tool() {
  take_lock
  publish_app
  release_lock
  export_settings
  # Relative file names are the caller's: the working directory stays.
  ANALYTICS_HTTP=$http exec "$local_scripts/host" "$app/load/Analytics.Load.dll" "$@"
}

run_keys() {
  install_missing
  take_lock
  publish_app
  release_lock
  export_settings
  exec dotnet "$app/worker/Ingest.Worker.dll" keys "$@"
}
