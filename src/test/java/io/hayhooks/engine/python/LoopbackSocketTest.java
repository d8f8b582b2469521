// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.within;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.engine.python.WorkerSocket.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only the worker gets through a port that everybody can reach. */
class LoopbackSocketTest {
  private final List<Socket> sockets = new ArrayList<>();
  private LoopbackSocket socket;

  @BeforeEach
  void bind() throws IOException {
    socket = LoopbackSocket.bind("7", "secret");
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    for (Socket one : sockets) {
      one.close();
    }
  }

  private Socket connect(String greeting) throws IOException {
    int port = Integer.parseInt(socket.address().substring("tcp:".length()));
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(client);
    client.getOutputStream().write(greeting.getBytes(US_ASCII));
    return client;
  }

  private CompletableFuture<SocketChannel> accept(Purpose purpose) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return socket.accept(purpose);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String said(SocketChannel channel) throws IOException {
    channel.shutdownOutput();
    return new String(channel.socket().getInputStream().readAllBytes(), US_ASCII);
  }

  @Test
  void workerConnectsTwiceInAnyOrder() throws IOException {
    connect("lsecretlink").shutdownOutput();
    connect("osecretoutput").shutdownOutput();
    SocketChannel output = within(accept(Purpose.OUTPUT), 1000);
    assertThat(output.isBlocking()).isTrue();
    assertThat(said(output)).isEqualTo("output");
    assertThat(said(within(accept(Purpose.LINK), 1000))).isEqualTo("link");
  }

  @Test
  void whoDoesNotKnowTheTokenIsTurnedAway() throws IOException {
    CompletableFuture<SocketChannel> accepted = accept(Purpose.LINK);
    for (String greeting : List.of("lsecreT", "xsecret", "GET / HTTP/1.1\r\n\r\n")) {
      assertThat(isTurnedAway(connect(greeting))).isTrue();
    }
    connect("lse").close();
    connect("lsecret");
    assertThat(within(accepted, 1000).isConnected()).isTrue();
  }

  private static boolean isTurnedAway(Socket client) {
    try {
      client.setSoTimeout(5000);
      return client.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset, as something unread was left
    }
  }

  @Test
  void whoSaysNothingHoldsUpNobodyAndIsTurnedAwayInTime() throws IOException {
    CompletableFuture<SocketChannel> output = accept(Purpose.OUTPUT);
    Socket silent = connect("");
    List<Socket> many = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      many.add(connect("o"));
    }
    assertThat(isTurnedAway(silent)).isTrue(); // too many of them
    assertThat(isTurnedAway(many.get(69))).isTrue(); // after two seconds
    assertThat(output).isNotDone();
    connect("osecret");
    assertThat(within(output, 1000).isConnected()).isTrue();
  }

  @Test
  void closingEndsTheWait() throws IOException {
    CompletableFuture<SocketChannel> accepted = accept(Purpose.LINK);
    Socket stranger = connect("l");
    socket.close();
    assertThatExceptionOfType(CompletionException.class).isThrownBy(accepted::join);
    assertThat(isTurnedAway(stranger)).isTrue();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect("lsecret"));
  }
}
