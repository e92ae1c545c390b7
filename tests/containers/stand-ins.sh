#!/usr/bin/env bash
# stand-ins.sh DIR: where no registry of images can be reached, makes stand-ins for the ones that deploy/ names, under their names, from
# Debian's packages (debootstrap), the installed SDK, Node.js, and the packages that restore here. They take the environment that the real
# ones take, have the same users, ports and folders as far as deploy/ relies on them, and nothing else: they show that the compose file
# works, not that the real images do. DIR is for what is needed meanwhile; the images stay in the engine.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${1:?usage: stand-ins.sh DIR}
mkdir -p "$work"
export DOCKER_BUILDKIT=0

has_image() { docker image inspect "$1" > /dev/null 2>&1; }

# build NAME STAMP FILE CONTEXT, which is removed. FILE is in stand-ins/; the stamp says what the image was made of.
build() { docker build -q -t "$1" --label "stamp=$2" -f "$here/stand-ins/$3" "$4" && rm -rf "$4"; }
is_fresh() { [[ $(docker image inspect -f '{{index .Config.Labels "stamp"}}' "$1" 2> /dev/null) == "$2" ]]; }
stamp_of() { cat "$@" | sha256sum | cut -c1-12; }

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
sdk_version=$(dotnet --version)

# Debian with the three servers, from which all but one are made.
if ! has_image stand-in:servers; then
  rm -rf "$work/rootfs"
  debootstrap --variant=minbase --include=ca-certificates,curl,gosu,libicu72,postgresql-15,rabbitmq-server,redis-server,tzdata \
    bookworm "$work/rootfs" http://deb.debian.org/debian > "$work/debootstrap.log" 2>&1 || { tail -n 20 "$work/debootstrap.log" >&2 && exit 1; }
  tar -C "$work/rootfs" --exclude=./proc --exclude=./sys --exclude=./dev --exclude=./var/cache/apt --exclude=./var/lib/apt/lists -c . |
    docker import --change 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/lib/rabbitmq/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
      - stand-in:servers
  rm -rf "$work/rootfs"
fi

for image in postgres:15 rabbitmq:3.13 redis:7.2; do
  name=${image%:*}
  stamp=$(stamp_of "$here/stand-ins/$name.Dockerfile" "$here/stand-ins/$name-entrypoint.sh")
  is_fresh "$image" "$stamp" || docker build -q -t "$image" --label "stamp=$stamp" -f "$here/stand-ins/$name.Dockerfile" "$here/stand-ins"
done

# The SDK, with the packages that our projects restore to, so that a build asks no registry.
image=mcr.microsoft.com/dotnet/sdk:10.0
stamp=$sdk_version-$(cd "$root" && stamp_of Directory.*.props {Analytics,Ingest}.*/*.csproj "$here/stand-ins/sdk.Dockerfile")
if ! is_fresh "$image" "$stamp"; then
  rm -rf "$work/sdk"
  mkdir -p "$work/sdk/packages" "$work/sdk/source"
  # In a copy: a restore writes into the project's obj folder.
  tar -C "$root" --exclude=bin --exclude=obj --exclude=node_modules --exclude=wwwroot -c .editorconfig BannedSymbols.txt Directory.Build.props \
    Directory.Packages.props global.json Analytics.Contracts Analytics.Data Ingest.Api Ingest.Worker | tar -C "$work/sdk/source" -x
  for project in Ingest.Api Ingest.Worker; do
    NUGET_PACKAGES=$work/sdk/packages MSBUILDDISABLENODEREUSE=1 dotnet restore "$work/sdk/source/$project" -nologo -v:quiet
  done
  rm -rf "$work/sdk/source"
  cp -a "$dotnet" "$work/sdk/dotnet"
  build "$image" "$stamp" sdk.Dockerfile "$work/sdk"
fi

# The chiselled runtime: no shell, nothing but what the runtime loads.
image=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
stamp=$sdk_version-$(stamp_of "$here/stand-ins/aspnet.Dockerfile")
if ! is_fresh "$image" "$stamp"; then
  rm -rf "$work/aspnet"
  mkdir -p "$work/aspnet"
  cp -a "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" "$work/aspnet/"
  build "$image" "$stamp" aspnet.Dockerfile "$work/aspnet"
fi

# Node.js with npm and a cache of the dashboard's packages.
image=node:22-bookworm-slim
stamp=$(node --version)-$(stamp_of "$root/Ingest.Api/Dashboard/package-lock.json" "$here/stand-ins/node.Dockerfile")
if ! is_fresh "$image" "$stamp"; then
  rm -rf "$work/node"
  mkdir -p "$work/node/dashboard"
  cp "$root"/Ingest.Api/Dashboard/package*.json "$work/node/dashboard/"
  (cd "$work/node/dashboard" && npm ci --cache "$work/node/cache" --ignore-scripts --no-audit --no-fund --loglevel=error)
  rm -rf "$work/node/dashboard"
  cp "$(readlink -f "$(command -v node)")" "$work/node/node"
  npm=$(readlink -f "$(command -v npm)") # …/npm/bin/npm-cli.js
  cp -a "$(dirname "$(dirname "$npm")")" "$work/node/npm"
  build "$image" "$stamp" node.Dockerfile "$work/node"
fi
