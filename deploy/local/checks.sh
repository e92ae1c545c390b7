# shellcheck shell=bash
# What is looked at beside the tests: the files in deploy/ that other programs read, and what the packages' licences are. Sourced by ./dev.

# Not npm ci, which wants in the lock what is only for other machines; with what is optional, as TypeScript's compiler is, for this one.
npm_packages() {
  (cd "$1" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error) || die "npm install failed (above)"
}

# ./dev test k8s: deploy/k8s against the schemas of Kubernetes and KEDA, and what it promises. Not part of ./dev test: it needs kubectl,
# which Debian does not have, and some thirty npm packages.
run_k8s_tests() {
  command -v kubectl > /dev/null || die "kubectl 1.27 or later is missing: https://kubernetes.io/docs/tasks/tools/ (no cluster is needed)"
  command -v node > /dev/null && command -v npm > /dev/null || die "Node.js 20 or later with npm is missing: apt-get install nodejs npm"
  npm_packages "$root/tests/k8s"
  run_node_tests "$root/tests/k8s"
}

# ./dev test monitoring: deploy/prometheus and deploy/grafana. Quick, but it needs promtool, which comes with Debian's Prometheus.
run_monitoring_tests() {
  install_missing monitoring
  promtool check config --syntax-only "$root/deploy/prometheus/prometheus.yml"
  promtool check rules "$root"/deploy/prometheus/rules/*.yml
  promtool test rules "$root"/tests/monitoring/*.test.yml
  run_node_tests "$root/tests/monitoring"
}

# Ends as ./dev test does: a line that says how many passed.
run_node_tests() {
  local code=0 report
  report=$(mktemp)
  # shellcheck disable=SC2064 # the name as it is now
  trap "rm -f '$report'" EXIT
  node --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$report" "$1"/*.test.mjs || code=$?
  awk '$2 == "pass" { passed = $3 } $2 == "fail" { failed = $3 } END { print passed + 0 " passed, " failed + 0 " failed" }' "$report"
  return "$code"
}

# ./dev third-party [--check]: THIRD-PARTY.md, written, or compared with what it would be.
run_third_party() {
  local project
  [[ $# == 0 || ($# == 1 && $1 == --check) ]] || die "usage: ./dev third-party [--check]"
  require_sdk
  command -v node > /dev/null && command -v npm > /dev/null || die "Node.js 20 or later with npm is missing: apt-get install nodejs npm"
  for project in Ingest.Api Ingest.Worker Analytics.Client load; do
    dotnet restore "$root/$project" -nologo -v:quiet
  done
  [[ -d $root/Ingest.Api/Dashboard/node_modules ]] || npm_packages "$root/Ingest.Api/Dashboard"
  node "$local_scripts/third-party.mjs" "$@"
}

# ./dev audit: packages with a known vulnerability, also those that came with others; fails when there is one. The list is the registry's: one
# that has none finds nothing.
run_audit() {
  local found
  require_sdk
  found=$(dotnet list "$root/Analytics.sln" package --vulnerable --include-transitive --format json)
  if has_vulnerabilities <<< "$found"; then
    dotnet list "$root/Analytics.sln" package --vulnerable --include-transitive
    exit 1
  fi
  echo "no package is known to be vulnerable"
}

# What `dotnet list package` says of each; its exit code is 0 either way.
has_vulnerabilities() { grep -qi '"vulnerabilities"'; }
