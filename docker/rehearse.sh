#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the image's root file system and runs a container of it, without a container engine: reads the Dockerfile,
# does its steps in scratch roots, and starts the last one as an engine would, read-only, as its user, without
# capabilities, in name spaces of its own. Needs Linux, root and mmdebstrap. An empty directory as the argument is
# where the roots are made and kept; without it they are deleted. REHEARSE_BASE names the root of a base image.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ $# -gt 0 ]; then
  work=$(realpath "$1") tidy=:
  mkdir -p "$work"
else
  work=$(mktemp -d)
  tidy="rm -rf --one-file-system $work"
fi
trap '$tidy' EXIT

say() { printf '%6d s  %s\n' "$SECONDS" "$*"; }
fail() { say "FAILED: $*" >&2; exit 1; }

# The base image: Debian of the same release, not the same bytes; it trusts what this machine trusts.
base() {
  local image=$1
  [[ $image =~ ^debian:12[.] ]] || fail "no stand-in for the base image $image"
  if [ -n "${REHEARSE_BASE:-}" ]; then
    cp -a "$REHEARSE_BASE" "$root"
  else
    mmdebstrap --quiet --variant=minbase bookworm "$root" /etc/apt/sources.list.d/debian.sources
  fi
  mkdir -p "$root/usr/local/share/ca-certificates"
  cp /usr/local/share/ca-certificates/* "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  if [ -f /etc/pip.conf ]; then cp /etc/pip.conf "$root/etc/"; fi
}

# What the engine would send to the builder, by .dockerignore.
context() {
  local kept
  mapfile -t kept < <(sed -n 's/^!//p' .dockerignore)
  mkdir "$work/context"
  tar c --exclude-from=<(sed -n 's|^\*\*/||p' .dockerignore) "${kept[@]}" | tar x --no-same-owner -C "$work/context"
}

# Runs a command in a root, in the environment and as the user of the image so far. The rest of the arguments are
# mounts: a directory of this machine and its place in the root.
inside() {
  local command=$1; shift
  # shellcheck disable=SC2016 # for the inner shell
  unshare --mount --pid --fork --kill-child bash -euc '
    root=$1 directory=$2 user=$3 command=$4 environment=$5; shift 5
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
    while [ $# -gt 0 ]; do
      mkdir -p "$1" "$root$2" && mount --bind "$1" "$root$2" && shift 2
    done
    exec chroot --userspec="$user" "$root" \
      /usr/bin/env -i $environment /bin/sh -c "cd \"$directory\" && $command"
  ' inside "$root" "$directory" "$user" "$command" "$environment" "$@" < /dev/null
}

run() {
  local mounts=() target
  while [[ $1 =~ ^--mount=type=cache,target=([^\ ]+)\ (.*)$ ]]; do
    target=${BASH_REMATCH[1]}
    set -- "${BASH_REMATCH[2]}"
    if [ -d "$target" ]; then mounts+=("$target" "$target"); else mounts+=("$work/cache$target" "$target"); fi
  done
  inside "$1" "${mounts[@]}"
}

copy() {
  local from=$work/context words sources target source
  read -ra words <<< "$1"
  if [[ ${words[0]} == --from=* ]]; then from=$work/${words[0]#--from=}; words=("${words[@]:1}"); fi
  [[ ${words[0]} != --* ]] || fail "COPY ${words[0]} is not rehearsed"
  sources=("${words[@]::${#words[@]}-1}") target=${words[-1]}
  [[ $target == /* ]] || target=$directory/$target
  [[ ${#sources[@]} -eq 1 || $target == */ ]] || fail "COPY of several files needs a directory"
  for source in "${sources[@]}"; do
    source=$from/$source
    [ ! -d "$source" ] || { source=$source/. && mkdir -p "$root$target"; }
    mkdir -p "$root$(dirname "$target.")"
    cp -a --no-preserve=ownership "$source" "$root$target"
  done
}

# A JSON array as words of the shell.
words() { python3 -c 'import json, shlex, sys; print(shlex.join(json.loads(sys.argv[1])))' "$1"; }

stage() {
  local from=$1 name=${3:-image}
  say "stage $name, from $from"
  root=$work/$name
  if [ -d "$work/$from" ]; then
    cp -a "$work/$from" "$root"
    # shellcheck disable=SC1090 # written below
    source "$work/$from.settings"
  else
    environment=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin user=0:0 directory=/
    base "$from"
  fi
}

build() {
  local instruction rest
  while read -r instruction rest; do
    [ "$instruction" = FROM ] || say "  $instruction ${rest:0:90}"
    case $instruction in
      FROM) read -ra words <<< "$rest" && stage "${words[@]}" ;;
      RUN) run "$rest" ;;
      COPY) copy "$rest" ;;
      ENV) environment+=" $rest" ;;
      USER) user=$rest ;;
      WORKDIR) directory=$rest && mkdir -p "$root$rest" ;;
      HEALTHCHECK) health=$(words "${rest#*CMD }") ;;
      ENTRYPOINT) entrypoint=$(words "$rest") ;;
      CMD) arguments=$(words "$rest") ;;
      VOLUME) volumes=$(words "$rest") ;;
      LABEL | EXPOSE | STOPSIGNAL) ;;
      *) fail "$instruction is not rehearsed" ;;
    esac
    declare -p environment user directory | sed 's/^declare --/declare -g/' > "$root.settings"
  done < <(sed '/^ *#/d' docker/Dockerfile | sed -e ':again' -e '/\\$/N; s/ *\\\n */ /; t again' | sed '/^$/d')
}

# A container in the background; the argument is a volume that it may only read, if any.
# As `docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --network none` with volumes.
container() {
  # shellcheck disable=SC2154 # said in the Dockerfile
  local fixed=${1:-} mounts=() volume
  for volume in $volumes; do
    mkdir -p "$work/volumes$volume" && chown "$user" "$work/volumes$volume"
    mounts+=("$work/volumes$volume" "$volume" rw)
    [[ "$volume" != "$fixed" ]] || mounts[-1]=ro
  done
  # shellcheck disable=SC2016 # for the inner shell
  unshare --mount --pid --net --ipc --uts --fork --kill-child bash -euc '
    root=$1 directory=$2 user=$3 command=$4 environment=$5; shift 5
    ip link set lo up
    mount --bind "$root" "$root" && mount -o remount,bind,ro "$root"
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o nosuid,nodev,noexec tmpfs "$root/tmp"
    while [ $# -gt 0 ]; do
      mount --bind "$1" "$root$2" && mount -o "remount,bind,$3" "$root$2" && shift 3
    done
    exec chroot "$root" setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups --no-new-privs \
      --bounding-set=-all --inh-caps=-all /usr/bin/env -i $environment /bin/sh -c "cd \"$directory\" && exec $command"
  ' container "$root" "$directory" "$user" "$entrypoint $arguments" "$environment" "${mounts[@]}" < /dev/null \
    > "$work/container.log" 2>&1 &
  container=$!
  trap 'kill -KILL "$container" 2> /dev/null || true; $tidy' EXIT
}

# Runs a command in the running container, as `docker exec`.
execute() {
  # shellcheck disable=SC2086 # no value has spaces
  nsenter --target "$first" --mount --pid --net --ipc --uts --root --wd setpriv --reuid "${user%:*}" --regid "${user#*:}" \
    --clear-groups --no-new-privs /usr/bin/env -i $environment /bin/sh -c "$1" < /dev/null
}

healthy() { execute "$health" 2> /dev/null; }

started() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    first=$(pgrep -P "$container") && healthy && return
    kill -0 "$container" 2> /dev/null || break
    sleep 0.2
  done
  cat "$work/container.log"
  fail "the container is not healthy"
}

pipeline() {
  local tries answer
  mkdir -p "$work/volumes/pipelines/greeter"
  cat > "$work/volumes/pipelines/greeter/pipeline_wrapper.py" << 'WRAPPER'
from haystack import Pipeline
from haystack.components.builders import PromptBuilder
from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = Pipeline()
        self.pipeline.add_component("greeter", PromptBuilder("Hello, {{ name }}!", required_variables="*"))

    def run_api(self, name: str = "world") -> str:
        """Greets somebody."""
        return self.pipeline.run({"greeter": {"name": name}})["greeter"]["prompt"]
WRAPPER
  for ((tries = 0; tries < 100; tries++)); do
    answer=$(execute 'hayhooks pipeline run greeter -p name=Ada' 2>&1) && break
    sleep 0.2
  done
  [[ $answer == *"Hello, Ada!"* ]] || fail "the pipeline answers: $answer"
}

stopped() {
  local status=0 before=$EPOCHREALTIME
  kill -TERM "$first"
  wait "$container" || status=$?
  [ "$status" = 143 ] || [ "$status" = 0 ] || fail "the container ends with $status"
  say "stopped within $(bc <<< "$EPOCHREALTIME - $before") s, status $status"
}

context
build
for file in java python; do
  [ -s "$root/opt/hayhooks/sbom/$file.json" ] || fail "there is no bill of materials for $file"
done
say "container of $(du -sh --exclude=proc --exclude=dev "$root" | cut -f 1)"
environment+=" HAYHOOKS_PIPELINES_WATCH=true"

container
started
say "healthy; the log says: $(grep -o 'Ready after [0-9.]* s' "$work/container.log")"
if execute 'touch /opt/hayhooks/x' 2> /dev/null; then fail "the root file system is not read-only"; fi
pipeline
say "a pipeline runs; the data directory has $(du -sh "$work/volumes/data" | cut -f 1)"
stopped

say "again, with the same volumes, the pipelines read-only"
container /pipelines
started
say "healthy; the log says: $(grep -o 'Ready after [0-9.]* s' "$work/container.log")"
pipeline
stopped
say "rehearsed"
