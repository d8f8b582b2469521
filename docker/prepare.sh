#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the server twice while the image is made: the first run unpacks it, the second writes the archive of loaded
# classes when it stops. What is worth keeping comes to /opt/prepared.
set -eu

HAYHOOKS_PORT=$("$HAYHOOKS_PYTHON" -I -c "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])")
export HAYHOOKS_PORT

for run in first second; do
  echo "The $run run"
  hayhooks run --examples --host 127.0.0.1 &
  server=$!
  tries=0
  until "$HAYHOOKS_PYTHON" -I /opt/hayhooks/healthcheck.py; do
    tries=$((tries + 1))
    if [ "$tries" -gt 240 ] || ! kill -0 "$server"; then
      echo "The server does not become ready" >&2
      exit 1
    fi
    sleep 0.5
  done
  kill -TERM "$server"
  wait "$server" || [ $? -eq 143 ]
done

cd "$HAYHOOKS_DATA_DIR/server"
for home in */; do
  ls "$home"classes-*.jsa >/dev/null
  rm -rf "${home}runs"
  cp -a "$home" /opt/prepared/
done
