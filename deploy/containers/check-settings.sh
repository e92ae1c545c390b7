#!/bin/sh
# Ends with 1 when a password may not be used; the rest of the stack waits for this and then does not start.
set -eu

refuse() {
  echo "$1: $2. Copy deploy/.env.example to deploy/.env and set it there, or, on your own machine, set COMPOSE_PROFILES=dev." >&2
  refused=1
}

refused=
case ,${COMPOSE_PROFILES:-}, in *,dev,*) dev=1 ;; *) dev= ;; esac
for name in POSTGRES_ADMIN_PASSWORD POSTGRES_PASSWORD POSTGRES_API_PASSWORD RABBITMQ_PASSWORD REDIS_PASSWORD; do
  eval "value=\$$name"
  case $value in
    *[!A-Za-z0-9_.-]*) refuse "$name" "holds more than letters, digits, '_', '.' and '-'" ;;
    *change-me*) [ -n "$dev" ] || refuse "$name" 'is the example, which everybody knows' ;;
    ????????????????*) ;;
    *) [ -n "$dev" ] || refuse "$name" 'has fewer than 16 characters' ;;
  esac
done
[ -z "$refused" ] || exit 1
echo 'the passwords may be used'
