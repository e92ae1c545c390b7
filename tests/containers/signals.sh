# shellcheck shell=bash
# What the containers tell of themselves: measurements, log lines, memory. Sourced by scenario.sh.
# shellcheck disable=SC2154 # compose, project, notes and the like are the scenario's

# scrape CONTAINER: /metrics with its head, as somebody on the network of the compose file gets it: the broker's image has a shell.
scrape() {
  # shellcheck disable=SC2016 # the container's shell expands it
  "${compose[@]}" exec -T rabbitmq timeout 10 bash -c \
    'exec 3<> "/dev/tcp/$1/9464" && printf "GET /metrics HTTP/1.0\r\nHost: %s\r\n\r\n" "$1" >&3 && cat <&3' \
    scrape "$(docker inspect -f '{{slice .Name 1}}' "$1")" < /dev/null | tr -d '\r'
}

# measured SERVICE METRIC: its sum over all containers and labels.
measured() {
  local container
  for container in $("${compose[@]}" ps -q "$1"); do scrape "$container"; done |
    awk -v name="$2" '{ series = $1; sub(/\{.*/, "", series) } series == name { sum += $NF } END { print sum + 0 }'
}
measured_is() { (($(measured "$1" "$2") == $3)); }

# must_tell SERVICE METRIC: each of its containers answers with text that Prometheus reads, METRIC among it.
must_tell() {
  local container text body
  local -r line='(# (HELP|TYPE) [a-z_][a-zA-Z0-9_]* .+|[a-z_][a-zA-Z0-9_]*(\{.*\})? [-+0-9.eEInfNa]+)'
  for container in $("${compose[@]}" ps -q "$1"); do
    text=$(scrape "$container") || fail "a $1 does not answer on its metrics port"
    body=${text#*$'\n\n'}
    [[ ${text%%$'\n'*} == *' 200 OK' && $text == *$'\nContent-Type: text/plain; version=0.0.4'* ]] || fail "a $1 answers ${text%%$'\n\n'*}"
    [[ $body == *$'\n'"# TYPE $2 counter"$'\n'* ]] || fail "a $1 does not tell $2"
    ! grep -vxE "$line" <<< "$body" || fail "a $1 tells what Prometheus cannot read"
  done
}

# must_log_well SERVICE WORD…: log-lines.mjs has the rules; of each of its containers.
must_log_well() {
  local container
  for container in $("${compose[@]}" ps -q "$1"); do
    docker logs "$container" 2>&1 | node "$here/log-lines.mjs" "$(docker inspect -f '{{slice .Name 1}}' "$container")" "${@:2}" || fail "a $1 logs what it should not"
  done
}

# Notes what each container has in use now, at the end of a step under load: a stopped one nothing.
note_memory() {
  "${compose[@]}" ps -q api worker postgres rabbitmq redis | xargs docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' >> "$notes/memory"
}

# The most that was noted, a line a container.
say_memory() {
  awk '
    function mebibytes(text) { return text * (text ~ /GiB/ ? 1024 : text ~ /MiB/ ? 1 : 0) }
    { limit[$1] = mebibytes($4) } mebibytes($2) >= most[$1] { most[$1] = mebibytes($2) }
    END { for (name in most) printf "memory: %s %d of %d MiB\n", name, most[name], limit[name] }' "$notes/memory" |
    sed "s/${project}[-_]//" | sort
}
