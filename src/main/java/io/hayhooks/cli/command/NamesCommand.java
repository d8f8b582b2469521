// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.PipelineState;
import io.hayhooks.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code hayhooks pipeline names}, for shells that complete one: a name a line, nothing when the
 * server does not answer at once.
 */
@Command(name = "names", hidden = true)
final class NamesCommand implements Callable<Integer> {
  private static final int PATIENCE_MILLIS = 1500;

  private final Terminal terminal;

  @Mixin private ServerOptions server;

  NamesCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      names().forEach(terminal::line);
      return 0;
    } catch (ExecutionException | TimeoutException e) {
      return 1;
    }
  }

  private List<String> names() throws InterruptedException, ExecutionException, TimeoutException {
    HayhooksClient client = server.client();
    return CompletableFuture.supplyAsync(client::status)
        .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .all()
        .stream()
        .map(PipelineState::name)
        .toList();
  }
}
