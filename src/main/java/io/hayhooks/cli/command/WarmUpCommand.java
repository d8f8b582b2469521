// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Does what most commands do, so that the virtual machine can make an archive of the classes that
 * takes: asks a server, which it is itself, and shows the answer.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  private static final String ANSWER =
      """
      {"status":"Up!","pipelines":["a"],"result":1.5,"name":"a","success":true,"deployments":[{"name":"a",\
      "state":"Loaded","capabilities":["run_api"],"deployed_at":"2026-01-01T00:00:00Z","workers":\
      [{"state":"ready","calls":1}]}]}""";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine root = spec.root().commandLine();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(server), "warm-up");
      thread.setDaemon(true);
      thread.start();
      String url = "http://127.0.0.1:" + server.getLocalPort();
      root.execute("status", "--url", url);
      root.execute("pipeline", "list", "--url", url);
      root.execute("pipeline", "run", "a", "-p", "b={}", "--url", url);
    }
    return 0;
  }

  private static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Answers the head of a request; nobody cares for its body. */
  private static void answer(Socket socket) throws IOException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = request.readLine(); line != null; line = request.readLine()) {
      if (line.isEmpty()) {
        break;
      }
    }
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(ANSWER.length());
    socket.getOutputStream().write((head + ANSWER).getBytes(StandardCharsets.US_ASCII));
  }
}
