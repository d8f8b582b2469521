// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

/**
 * Where the server is to listen.
 *
 * @param host a host name or address; all addresses of a name are listened on
 * @param hostSetting the setting that says so
 * @param portSetting the setting of the port
 */
record Door(String host, int port, String hostSetting, String portSetting) {
  Door {
    requireNonNull(host, "host is null");
    requireNonNull(hostSetting, "hostSetting is null");
    requireNonNull(portSetting, "portSetting is null");
  }
}
