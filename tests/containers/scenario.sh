#!/usr/bin/env bash
# scenario.sh PORT: what deploy/ promises, one check after the other, on the engine that DOCKER_HOST names. Posts go on all the while; at
# the end every event that was accepted is stored once.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/containers/posts.sh
source "$here/posts.sh"
# shellcheck source=tests/containers/signals.sh
source "$here/signals.sh"

url=http://127.0.0.1:${1:?usage: scenario.sh PORT}
export API_ADDRESS=${url#http://} COMPOSE_HTTP_TIMEOUT=180
export POSTGRES_ADMIN_PASSWORD POSTGRES_PASSWORD POSTGRES_API_PASSWORD RABBITMQ_PASSWORD REDIS_PASSWORD
unset COMPOSE_PROFILES
compose=(docker-compose)
command -v docker-compose > /dev/null || compose=(docker compose)
project=analytics-test-$$
compose+=(-p "$project" -f "$root/deploy/docker-compose.yml")
notes=$(mktemp -d)
account=containers
payload=payload-$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n') # in every event, and in no log
passed=0 since=0 doing=
as_root=()
((EUID == 0)) || as_root=(sudo -n)

compose() { "${compose[@]}" "$@" >> "$notes/compose.log" 2>&1; }

ok() {
  passed=$((passed + 1))
  echo "ok: $* ($((SECONDS - since)) s)"
  since=$SECONDS
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
[[ $(docker port "$(container api)") == "8080/tcp -> $API_ADDRESS" ]] || fail 'the API is published elsewhere, or more of it'
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

doing='the measurements'
eventually 30 measured_is api analytics_events_accepted_total "$batch_events"
eventually 30 measured_is worker analytics_events_stored_total "$batch_events"
must_tell api analytics_events_accepted_total
must_tell worker analytics_events_stored_total
[[ $(curl -s --max-time 5 -H "Authorization: Bearer $key" "$url/metrics") != *'# TYPE'* ]] || fail 'the public port tells the measurements'
ok 'the API and the worker count on their metrics ports, inside only'

doing='what is refused'
refused() { [[ $(curl -s -o /dev/null -w '%{http_code}' --max-time 5 -H 'Content-Type: application/json' "$@") == 4?? ]] || fail "it takes ${*: -2:1}"; }
refused -H "Authorization: Bearer $key" --data-binary "{\"events\":[{\"metadata\":{\"note\":\"$payload\"}," "$url/events"
refused -H "Authorization: Bearer $key" --data-binary "{\"account_id\":\"$account\",\"type\":\"login\",\"timestamp\":\"$payload\"}" "$url/events"
refused --data-binary "{\"account_id\":\"$account\",\"type\":\"login\",\"metadata\":{\"note\":\"$payload\"}}" "$url/events?key=ak_$payload"

doing='three workers under load'
start_posts
compose up --detach --no-recreate --scale worker=3
eventually 120 workers_are 3
eventually 60 more_posts 20
must_tell worker dotnet_process_cpu_time_seconds_total
note_memory
ok 'scaled to three workers under load, each tells its measurements'

doing='a killed worker'
victim=$(container worker)
# Not docker kill: what was told to stop is not started again.
"${as_root[@]}" kill -9 "$(docker inspect -f '{{.State.Pid}}' "$victim")"
eventually 60 restarted "$victim"
eventually 60 more_posts 20
note_memory
ok 'a killed worker is started again'

doing='the broker restarted'
compose restart rabbitmq
eventually 120 more_posts 20
note_memory
ok 'posts go on after a restart of the broker'

doing='PostgreSQL stopped'
# An export whose reader pauses until PostgreSQL is away: it can only be broken off.
exec 5< <(trap - EXIT && exec curl -s --max-time 120 -H "Authorization: Bearer $key" -H 'X-Request-Id: broken-export' "$url/accounts/$account/events.ndjson")
export=$!
read -r -N 1 -t 20 -u 5 _ || fail 'no export begins'
compose stop postgres
away=$((SECONDS + 30))
cat <&5 > /dev/null
exec 5<&-
! wait "$export" || fail 'an export ended as if it were whole'
while ((SECONDS < away)); do eventually 30 more_posts 5; done
note_memory
compose start postgres
eventually 60 more_posts 20
note_memory
ok 'posts go on while PostgreSQL is stopped for 30 s, and an export is broken off'

doing='what was started again'
again=$("${compose[@]}" ps -q api worker postgres rabbitmq redis | xargs docker inspect -f '{{.RestartCount}} {{.State.OOMKilled}} {{.Name}}' |
  grep -v '^0 false ' | grep -v "^1 false .*worker" || true)
[[ -z $again ]] || fail "they ended by themselves: $again"
ok 'nothing else ended, or had too little memory'

doing='the logs'
secrets=("$payload" "${key##*_}" "$POSTGRES_ADMIN_PASSWORD" "$POSTGRES_PASSWORD" "$POSTGRES_API_PASSWORD" "$RABBITMQ_PASSWORD" "$REDIS_PASSWORD")
must_log_well api "${secrets[@]}"
must_log_well worker "${secrets[@]}"
[[ $(docker logs "$(container api)" 2>&1) == *'"ClientRequestId":"broken-export"'* ]] || fail 'the broken export has no line with its id'
[[ $("${compose[@]}" logs --no-color 2>&1) != *"$payload"* ]] || fail 'a log holds what an event holds'
ok 'logs of the API and the workers are JSON, name request and trace, and hold no payload, key or password'

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
say_memory
doing=
