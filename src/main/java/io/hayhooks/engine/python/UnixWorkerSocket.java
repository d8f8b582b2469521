// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The unix socket on which one worker reports. Nobody else reaches its directory, so the first to
 * come is the worker, which connects in the order of {@link Purpose}.
 */
final class UnixWorkerSocket implements WorkerSocket {
  private final Path path;
  private final ServerSocketChannel channel;

  private UnixWorkerSocket(Path path, ServerSocketChannel channel) {
    this.path = requireNonNull(path, "path is null");
    this.channel = requireNonNull(channel, "channel is null");
  }

  static UnixWorkerSocket bind(Path path) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path), 2);
      return new UnixWorkerSocket(path, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public String address() {
    return path.toString();
  }

  @Override
  public String name() {
    return path.getFileName().toString();
  }

  @Override
  public SocketChannel accept(Purpose purpose) throws IOException {
    return channel.accept();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
