#!/usr/bin/env bash
# What the real image's does of what deploy/ asks for.
set -euo pipefail

if [[ $1 == redis-server && $(id -u) == 0 ]]; then
  chown redis .
  exec gosu redis "${BASH_SOURCE[0]}" "$@"
fi
exec "$@"
