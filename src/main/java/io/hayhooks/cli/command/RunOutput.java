// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.Answer;
import io.hayhooks.cli.client.ConnectionException;
import io.hayhooks.cli.client.Json;
import io.hayhooks.cli.terminal.Sizes;
import io.hayhooks.cli.terminal.Spinner;
import io.hayhooks.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a pipeline answered, for people. */
final class RunOutput {
  private static final int BUFFER = 8192;

  private final Terminal terminal;
  private final String name;

  RunOutput(Terminal terminal, String name) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.name = requireNonNull(name, "name is null");
  }

  /** Prints the result. */
  void show(Answer answer) {
    String waiting = "Running pipeline '%s'...".formatted(name);
    byte[] body = Spinner.during(terminal, waiting, answer::bytes);
    if (answer.type().equals("text/plain")) {
      terminal.warning(
          "This endpoint returns a streaming response."
              + " Use --stream flag to see tokens as they arrive.");
    }
    Optional<String> text = decode(body);
    success();
    terminal.line("");
    if (text.isEmpty()) {
      terminal.line(
          "The result is a file%s (%s, %s). Use --output FILE to write it."
              .formatted(
                  answer.fileName().map(file -> " '%s'".formatted(file)).orElse(""),
                  answer.type(),
                  Sizes.text(body.length)));
      return;
    }
    terminal.line("Result:");
    terminal.line(
        answer.type().startsWith("text/")
            ? text.get().stripTrailing()
            : Json.parse(text.get()).map(RunOutput::result).orElse(text.get()));
  }

  private static Optional<String> decode(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The result, or all there is when nothing is called so. */
  private static String result(JsonNode answer) {
    JsonNode result = answer.path("result");
    JsonNode shown = result.isMissingNode() ? answer : result;
    return shown.isTextual() ? shown.textValue() : Json.indented(shown);
  }

  /** Prints a stream as it arrives. */
  void stream(Answer answer) {
    terminal.line("");
    terminal.line("Streaming output:");
    copy(answer, terminal.out());
    terminal.line("");
    success();
  }

  /** Writes the answer's body to a file, or to standard output for {@code -}. */
  void save(Answer answer, String file) {
    if (file.equals("-")) {
      copy(answer, terminal.out());
      if (answer.type().equals("application/json")) {
        terminal.line("");
      }
      return;
    }
    Path path = Path.of(file);
    try (OutputStream out = Files.newOutputStream(path)) {
      copy(answer, out);
    } catch (IOException e) {
      throw new FailedException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
    terminal.success("Result of pipeline %s written to %s".formatted(name, file));
  }

  private static void copy(Answer answer, OutputStream out) {
    byte[] buffer = new byte[BUFFER];
    InputStream body = answer.body();
    for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
      try {
        out.write(buffer, 0, count);
        out.flush();
      } catch (IOException e) {
        throw new FailedException("The result cannot be written: " + e.getMessage(), e);
      }
    }
  }

  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw ConnectionException.broken(e);
    }
  }

  private void success() {
    terminal.success("Pipeline %s executed successfully!".formatted(name));
  }
}
