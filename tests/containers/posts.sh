# shellcheck shell=bash
# Posts with known events, each sent until it is accepted: what is stored at the end is known to the event. Sourced by scenario.sh.
# shellcheck disable=SC2154 # url, key, account, notes, payload are the scenario's

batch_events=100
# The first hold 48 MB, more than the buffers of a connection and its proxy take: an export of them cannot end while its reader pauses.
large_batches=60
printf -v padding '%8000s' ''
post_limit=20000 # bounds the loop whatever happens
poster=

# post N: sends the Nth batch; prints the status, 000 when no answer came.
post() {
  local -i i
  local note=$payload
  (($1 > large_batches)) || note+=${padding// /.}
  {
    printf '{"events":['
    for ((i = 0; i < batch_events; i++)); do
      ((i == 0)) || printf ,
      printf '{"event_id":"e-%d-%d","account_id":"%s","user_id":"u%d","type":"page_view","path":"/","metadata":{"note":"%s"}}' "$1" "$i" "$account" "$((i % 7))" "$note"
    done
    printf ']}'
  } | curl -s -o /dev/null -w '%{http_code}' --max-time 5 -H "Authorization: Bearer $key" -H 'Content-Type: application/json' --data-binary @- "$url/events" || true
}

# In the background: from the second batch on (the first was the scenario's own), one after the other.
start_posts() {
  echo 1 > "$notes/accepted"
  post_all &
  poster=$!
}

post_all() {
  local -i n=2
  trap - EXIT
  while ((n <= post_limit)) && [[ ! -e $notes/stop ]]; do
    if [[ $(post "$n") == 202 ]]; then
      echo "$n" > "$notes/draft" && mv "$notes/draft" "$notes/accepted"
      n+=1
    else
      sleep 0.2 # far less than Retry-After says: the more are unanswered when something dies
    fi
  done
}

# more_posts N: N more were accepted since it was first asked so.
more_posts() {
  local -i now
  now=$(cat "$notes/accepted")
  [[ -e $notes/since ]] || echo "$now" > "$notes/since"
  ((now >= $(cat "$notes/since") + $1)) || return 1
  rm "$notes/since"
}

# Ends with the batch that is under way: what it sent last may be stored without having been accepted, so that one is sent to the end.
stop_posts() {
  [[ -n $poster ]] || return 0
  touch "$notes/stop"
  wait "$poster" || true
  poster=
}
