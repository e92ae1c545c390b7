# shellcheck shell=bash
# ./dev replay: tries again what was set aside, or what stands in RabbitMQ's error queue, through the running API.

# Every byte but the unreserved ones as %XX, so that an account id may hold anything.
percent_encode() {
  local LC_ALL=C text=$1 i byte
  for ((i = 0; i < ${#text}; i++)); do
    byte=${text:i:1}
    case $byte in
      [A-Za-z0-9._~-]) printf '%s' "$byte" ;;
      *) printf '%%%02X' "'$byte" ;;
    esac
  done
}

replay() {
  local path
  case ${1:-} in
    --errors) path=/pipeline/errors/replay ;;
    '' | -*) die 'usage: ./dev replay ACCOUNT [SQLSTATE] | ./dev replay --errors' ;;
    *) path=/accounts/$(percent_encode "$1")/set-aside/replay${2:+?reason=$(percent_encode "$2")} ;;
  esac
  # The key on standard input: a process list shows arguments to everybody.
  printf '%s' "${ANALYTICS_KEY:+header = \"X-Api-Key: $ANALYTICS_KEY\"}" |
    curl --config - --silent --show-error --fail-with-body --max-time 10 --request POST "$http$path" && echo
}
