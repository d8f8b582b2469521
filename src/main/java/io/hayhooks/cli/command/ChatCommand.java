// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hayhooks.cli.client.ChatPiece;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.Json;
import io.hayhooks.cli.client.RefusedException;
import io.hayhooks.cli.terminal.Paint;
import io.hayhooks.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks chat}. */
@Command(
    name = "chat",
    description = "Talks to a pipeline; it remembers what was said. Ctrl-C or Ctrl-D ends.")
final class ChatCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 404;

  private final Terminal terminal;
  private final BufferedReader input;

  @Mixin private ServerOptions server;

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description = "Tells the pipeline first how to behave.")
  private String system;

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "Says this, shows the answer and ends.")
  private String message;

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String name;

  ChatCommand(Terminal terminal, BufferedReader input) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.input = requireNonNull(input, "input is null");
  }

  @Override
  public Integer call() throws IOException {
    HayhooksClient client = server.client();
    ArrayNode messages = Json.object().putArray("messages");
    if (system != null) {
      say(messages, "system", system);
    }
    if (message != null) {
      exchange(client, messages, message);
      return 0;
    }
    if (terminal.isConversation()) {
      terminal.warning("You talk to %s; Ctrl-D ends.".formatted(name));
    }
    for (String line = ask(); line != null; line = ask()) {
      if (!line.isBlank()) {
        tryExchange(client, messages, line);
      }
    }
    if (terminal.isConversation()) {
      terminal.line(""); // the shell's prompt begins a line
    }
    return 0;
  }

  private String ask() throws IOException {
    if (terminal.isConversation()) {
      terminal.out().print(terminal.painted(Paint.BOLD, "> "));
      terminal.out().flush();
    }
    return input.readLine();
  }

  private static void say(ArrayNode messages, String role, String text) {
    messages.addObject().put("role", role).put("content", text);
  }

  /** A conversation goes on after a failure, as if that had not been said. */
  private void tryExchange(HayhooksClient client, ArrayNode messages, String text) {
    int before = messages.size();
    try {
      exchange(client, messages, text);
    } catch (RefusedException e) {
      if (!terminal.isConversation() || e.status() == NOT_FOUND) {
        throw e;
      }
      messages.remove(before);
      terminal.line("");
      terminal.error(Failures.text(e));
    }
  }

  private void exchange(HayhooksClient client, ArrayNode messages, String text) {
    say(messages, "user", text);
    say(messages, "assistant", client.chat(name, messages, this::show));
    terminal.line("");
  }

  /** What is no part of the answer goes to standard error, when somebody looks. */
  private void show(ChatPiece piece) {
    if (piece.kind() == ChatPiece.Kind.TEXT) {
      terminal.out().print(piece.text());
      terminal.out().flush();
    } else if (terminal.isProgressWatched()) {
      boolean line = piece.kind() == ChatPiece.Kind.EVENT;
      String text = line ? "[%s]%n".formatted(piece.text()) : piece.text();
      terminal.err().print(terminal.paintedProgress(Paint.DIM, text));
      terminal.err().flush();
    }
  }
}
