# shellcheck shell=bash
# The packages the private servers and the tests need, by apt, and never a system-wide server with them. Sourced by ./dev.

require_sdk() {
  dotnet --list-sdks 2>/dev/null | grep -q '^10\.' && return
  die "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0, or: apt-get install dotnet-sdk-10.0"
}

missing_packages() {
  "$local_scripts/find-program" postgres > /dev/null 2>&1 || echo postgresql
  "$local_scripts/find-program" redis-server > /dev/null 2>&1 || echo redis-server
  "$local_scripts/find-program" rabbitmq-server > /dev/null 2>&1 || echo rabbitmq-server
  command -v psql > /dev/null || echo postgresql-client
  command -v redis-cli > /dev/null || echo redis-tools
  command -v curl > /dev/null || echo curl
  command -v setsid > /dev/null && command -v setpriv > /dev/null && command -v flock > /dev/null || echo util-linux
  [[ $1 != tests ]] || missing_for_tests
  [[ $1 != containers ]] || missing_for_containers
  [[ $1 != monitoring ]] || missing_for_monitoring
}

missing_for_monitoring() {
  command -v promtool > /dev/null || echo prometheus
  command -v node > /dev/null || echo nodejs
}

missing_for_containers() {
  local -r program_path=$PATH:/usr/sbin:/sbin
  PATH=$program_path command -v dockerd > /dev/null || echo docker.io
  command -v docker-compose > /dev/null || echo docker-compose
  PATH=$program_path command -v debootstrap > /dev/null || echo debootstrap
  PATH=$program_path command -v iptables > /dev/null || echo iptables
  PATH=$program_path command -v ip > /dev/null || echo iproute2
  command -v node > /dev/null || echo nodejs
  command -v npm > /dev/null || echo npm
}

# The dashboard is built by npm and tested in a browser; the system itself runs without either.
missing_for_tests() {
  command -v node > /dev/null || echo nodejs
  command -v npm > /dev/null || echo npm
  if ! command -v chromium > /dev/null && ! command -v google-chrome > /dev/null; then
    printf '%s\n' chromium fonts-liberation # without a font it would draw no letters
  fi
}

# install_missing [tests | containers | monitoring]: what the system needs, or what its tests need too.
install_missing() {
  local -a packages as_root=()
  mapfile -t packages < <(missing_packages "${1:-system}")
  ((${#packages[@]})) || return 0

  local advice="missing: ${packages[*]}; install with: sudo apt-get install ${packages[*]}"
  command -v apt-get > /dev/null || die "missing: ${packages[*]}; there is no apt-get here, install them with this system's package manager"
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || die "$advice (it needs root or passwordless sudo to do so itself)"
    as_root=(sudo -n)
  fi
  echo "installing: ${packages[*]}"
  interruptible apt_install || die "apt-get failed (above). $advice"
  mapfile -t packages < <(missing_packages "${1:-system}")
  ((${#packages[@]} == 0)) || die "still missing after apt-get: ${packages[*]}"
}

apt_install() (
  # Packages start their server when installed, and PostgreSQL makes a cluster: neither is wanted. What is there already stays.
  policy=/usr/sbin/policy-rc.d clusters=/etc/postgresql-common/createcluster.conf
  if [[ ! -e $policy ]]; then
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
    trap 'exit 130' INT TERM HUP
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" > /dev/null
    "${as_root[@]}" chmod 755 "$policy"
  fi
  if [[ ! -e $clusters ]] && ! dpkg-query -W -f '${Status}' postgresql-common 2>/dev/null | grep -q 'ok installed'; then
    "${as_root[@]}" mkdir -p "$(dirname "$clusters")"
    echo 'create_main_cluster = false' | "${as_root[@]}" tee "$clusters" > /dev/null
  fi

  apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@"; }
  compgen -G '/var/lib/apt/lists/*_Packages*' > /dev/null || apt_get update
  # Old lists name versions that are gone: one update, one more try.
  apt_get install -y --no-install-recommends "${packages[@]}" ||
    { apt_get update && apt_get install -y --no-install-recommends "${packages[@]}"; } || exit 1

  # Nor at the next boot: only for packages that were installed just now.
  if [[ -d /run/systemd/system ]]; then
    for package in "${packages[@]}"; do
      [[ $package != *-server && $package != prometheus ]] || "${as_root[@]}" systemctl disable --quiet "$package" || true
    done
  fi
)
