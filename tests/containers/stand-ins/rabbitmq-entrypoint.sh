#!/usr/bin/env bash
# What the real image's does of what deploy/ asks for.
set -euo pipefail

if [[ $1 == rabbitmq-server && $(id -u) == 0 ]]; then
  chown -R rabbitmq:rabbitmq /var/lib/rabbitmq
  exec gosu rabbitmq "${BASH_SOURCE[0]}" "$@"
fi
exec "$@"
