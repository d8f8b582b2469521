// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.logging.Logger;

/** Asks the server whether it answers: a port that is open says nothing about the WAR behind it. */
final class ReadyProbe {
  private static final Logger LOG = Logger.getLogger(ReadyProbe.class.getName());
  private static final int ATTEMPTS = 150;
  private static final int PAUSE_MILLIS = 200;
  private static final int TIMEOUT_MILLIS = 10_000;

  private ReadyProbe() {}

  /** Whether {@code url} answers 200 within half a minute. */
  static boolean answers(URI url) throws InterruptedException {
    String last = "nothing";
    for (int i = 0; i < ATTEMPTS; i++) {
      last = ask(url);
      if (last.equals("200")) {
        return true;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    LOG.severe("The server started, but %s answers %s".formatted(url, last));
    return false;
  }

  private static String ask(URI url) {
    try {
      var connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      return Integer.toString(status);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
