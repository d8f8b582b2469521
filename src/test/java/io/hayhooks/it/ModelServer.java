// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The OpenAI-compatible model of {@code src/test/python/model_server.py}, as a process. */
final class ModelServer implements AutoCloseable {
  private final Process process;
  private final int port;

  private ModelServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ModelServer start() {
    try {
      int port;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      Process process =
          new ProcessBuilder(
                  TestPaths.PYTHON.toString(),
                  TestPaths.TEST_PYTHON.resolve("model_server.py").toString(),
                  Integer.toString(port))
              .inheritIO()
              .start();
      Awaitility.await("the model answers").atMost(Duration.ofSeconds(20)).until(() -> open(port));
      return new ModelServer(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean open(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port + "/v1";
  }

  @Override
  public void close() {
    process.destroy();
  }
}
