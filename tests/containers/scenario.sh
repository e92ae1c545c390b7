#!/usr/bin/env bash
# scenario.sh PORT: what deploy/ promises, one check after the other, on the engine that DOCKER_HOST names. Posts go on all the while; at
# the end every event that was accepted is stored once.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/containers/posts.sh
source "$here/posts.sh"

url=http://127.0.0.1:${1:?usage: scenario.sh PORT}
export API_ADDRESS=${url#http://} COMPOSE_HTTP_TIMEOUT=180
export POSTGRES_ADMIN_PASSWORD POSTGRES_PASSWORD POSTGRES_API_PASSWORD RABBITMQ_PASSWORD REDIS_PASSWORD
unset COMPOSE_PROFILES
compose=(docker-compose)
command -v docker-compose > /dev/null || compose=(docker compose)
compose+=(-p "analytics-test-$$" -f "$root/deploy/docker-compose.yml")
notes=$(mktemp -d)
account=containers
passed=0 doing=
as_root=()
((EUID == 0)) || as_root=(sudo -n)

compose() { "${compose[@]}" "$@" >> "$notes/compose.log" 2>&1; }

ok() {
  passed=$((passed + 1))
  echo "ok: $*"
}

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

finish() {
  local code=$?
  set +e
  trap '' INT TERM HUP
  stop_posts
  if ((code != 0)); then
    [[ -z $doing ]] || echo "while: $doing" >&2
    tail -n 30 "$notes/compose.log" >&2
    "${compose[@]}" logs --no-color --tail 20 >&2
    "${compose[@]}" ps >&2
  fi
  "${compose[@]}" down --volumes --timeout 20 > /dev/null 2>&1
  rm -rf "$notes"
  if ((code == 0)); then echo "$passed passed, 0 failed"; else echo "$passed passed, 1 failed"; fi
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# eventually SECONDS COMMAND…: polls until it succeeds.
eventually() {
  local -i until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || fail "not within the time given: $*"
    sleep 0.2
  done
}

ask() { curl -sS --max-time 5 -H "Authorization: Bearer $key" "$url$1" 2>> "$notes/curl.log"; }
container() { "${compose[@]}" ps -q "$1" | sed -n 1p; } # not head, which leaves before all is said
healthy_workers() { "${compose[@]}" ps -q worker | xargs -r docker inspect -f '{{.State.Health.Status}}' | grep -cx healthy || true; }
workers_are() { (($(healthy_workers) == $1)); }
number() { sed -nE "s/.*\"$1\":([0-9]+).*/\1/p"; }
stored_is() { (($(ask "/accounts/$account/pipeline" | number stored || echo -1) == $1)); }
ready() { curl -sf --max-time 3 -o /dev/null "$url/health/ready"; }
restarted() { (($(docker inspect -f '{{.RestartCount}}' "$1") >= 1)) && [[ $(docker inspect -f '{{.State.Running}}' "$1") == true ]]; }

doing='the example passwords'
POSTGRES_ADMIN_PASSWORD=change-me POSTGRES_PASSWORD=change-me POSTGRES_API_PASSWORD=change-me RABBITMQ_PASSWORD=change-me REDIS_PASSWORD=change-me
! compose up --detach postgres || fail 'it starts with the example passwords'
[[ -z $("${compose[@]}" ps -q postgres) || $(docker inspect -f '{{.State.Status}}' "$(container postgres)") == created ]] ||
  fail 'PostgreSQL ran with the example password'
compose down --volumes
ok 'the example passwords are refused'

doing='the start'
for name in POSTGRES_ADMIN_PASSWORD POSTGRES_PASSWORD POSTGRES_API_PASSWORD RABBITMQ_PASSWORD REDIS_PASSWORD; do
  printf -v "$name" %s "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
done
compose up --build --detach
eventually 120 ready
eventually 120 workers_are 1
ok 'one command builds and starts it'

doing='the images'
version=$(sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' "$root/Directory.Build.props")
for image in analytics-api analytics-worker; do
  [[ $(docker image inspect -f '{{index .Config.Labels "org.opencontainers.image.version"}}' "$image") == "$version" ]] || fail "$image says another version than $version"
done
for service in api worker; do
  [[ $(docker inspect -f '{{.HostConfig.ReadonlyRootfs}} {{.Config.User}} {{.HostConfig.CapDrop}}' "$(container $service)") == 'true 1654 [ALL]' ]] || fail "$service could write, or is root"
done
for service in postgres rabbitmq redis worker; do
  [[ -z $(docker port "$(container $service)") ]] || fail "$service is published"
done
[[ $("${compose[@]}" exec -T rabbitmq rabbitmqctl -q list_users) != *guest* ]] || fail 'RabbitMQ has the user guest'
ok 'the version is in the labels, nothing of ours is root or writes, no server is published, guest is off'

doing='keys'
[[ $(curl -s -o /dev/null -w '%{http_code}' --max-time 5 "$url/pipeline") == 401 ]] || fail 'it answers without a key'
make_key() { key=$("${compose[@]}" exec -T worker dotnet Ingest.Worker.dll keys add test --scope write,read --all-accounts 2>> "$notes/compose.log"); }
eventually 60 make_key
post_counts() { [[ $(post 1) == 202 ]]; }
eventually 20 post_counts
eventually 60 stored_is "$batch_events"
[[ $(ask "/accounts/$account/summary") == *'"page_view"'* ]] || fail 'the summary does not show the events'
[[ $(ask "/accounts/$account/series?tz=Europe/Paris") == *u002B0[12]:00* ]] || fail 'the image knows no time zones'
[[ $(curl -s --max-time 5 "$url/") == *'<script'* ]] || fail 'the image has no dashboard'
ok 'a key, POST, summary, time zones, dashboard'

doing='three workers under load'
start_posts
compose up --detach --no-recreate --scale worker=3
eventually 120 workers_are 3
eventually 60 more_posts 20
ok 'scaled to three workers under load'

doing='a killed worker'
victim=$(container worker)
# Not docker kill: what was told to stop is not started again.
"${as_root[@]}" kill -9 "$(docker inspect -f '{{.State.Pid}}' "$victim")"
eventually 60 restarted "$victim"
eventually 60 more_posts 20
ok 'a killed worker is started again'

doing='the broker restarted'
compose restart rabbitmq
eventually 120 more_posts 20
ok 'posts go on after a restart of the broker'

doing='PostgreSQL stopped'
compose stop postgres
away=$((SECONDS + 30))
while ((SECONDS < away)); do eventually 30 more_posts 5; done
compose start postgres
eventually 60 more_posts 20
ok 'posts go on while PostgreSQL is stopped for 30 s'

doing='what was started again'
again=$("${compose[@]}" ps -q api worker postgres rabbitmq redis | xargs docker inspect -f '{{.RestartCount}} {{.State.OOMKilled}} {{.Name}}' |
  grep -v '^0 false ' | grep -v "^1 false .*worker" || true)
[[ -z $again ]] || fail "they ended by themselves: $again"
ok 'nothing else ended, or had too little memory'

doing='down and up'
stop_posts
compose up --detach --no-recreate --scale worker=0
for ((n = 0; n < 5; n++)); do
  next=$(($(cat "$notes/accepted") + 1))
  post_next() { [[ $(post "$next") == 202 ]]; }
  eventually 30 post_next
  echo "$next" > "$notes/accepted"
done
compose down
compose up --detach --scale worker=3
eventually 120 ready
events=$(($(cat "$notes/accepted") * batch_events))
eventually 120 stored_is "$events"
ok 'down and up keep keys, stored events, and those in the queue'

doing='the ledger'
closed() { [[ $(ask "/accounts/$account/pipeline") == *'"in_flight":0,"closed":true'* ]]; }
eventually 60 closed
stored_is "$events" || fail 'more is stored than was sent'
[[ $(ask "/accounts/$account/summary?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z" | number events) == "$events" ]] ||
  fail "the summary does not say $events"
ok "the ledger closes: $events accepted, $events stored once"

doing='backup and restore'
"${compose[@]}" exec -T postgres pg_dump --username=postgres --format=custom analytics > "$notes/analytics.dump"
compose down --volumes
compose up --detach postgres
postgres_takes() { compose exec -T postgres pg_isready --quiet --host=127.0.0.1 --dbname=analytics; }
eventually 120 postgres_takes
"${compose[@]}" exec -T postgres pg_restore --username=postgres --dbname=analytics --single-transaction --exit-on-error < "$notes/analytics.dump"
compose up --detach
eventually 120 ready
eventually 60 stored_is "$events"
eventually 30 closed
next=$(($(cat "$notes/accepted") + 1))
eventually 60 post_next
eventually 60 stored_is "$((events + batch_events))"
ok 'a backup, restored into new volumes, has all events and keys, and takes more'
doing=
