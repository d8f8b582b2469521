// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.terminal.Paint;
import io.hayhooks.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline diff}. */
@Command(
    name = "diff",
    description = "Shows what a rollback would change, in the form of diff -u.",
    footer = {"", "The exit status is 0 also when the revisions differ."})
final class DiffCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;

  @Option(
      names = "--since",
      paramLabel = "REVISION",
      description = "Compares with this revision; with the one that serves, if not given.")
  private String since;

  @Parameters(index = "0", paramLabel = "NAME", description = "The pipeline's name.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "REVISION",
      description = "A revision, or how it begins; the one before the present, if not given.")
  private String revision;

  DiffCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    HayhooksClient client = server.client();
    List<String> known = new ArrayList<>();
    String current = "";
    for (JsonNode one : client.revisions(name).path("revisions")) {
      known.add(one.path("revision").asText());
      current = one.path("current").asBoolean() ? known.get(known.size() - 1) : current;
    }
    String before = since == null ? current : named(since, known);
    String now = revision == null ? other(before, known) : named(revision, known);
    FilesDifference.between(client.revision(name, before), client.revision(name, now))
        .forEach(this::show);
    return 0;
  }

  private String other(String before, List<String> known) {
    return known.stream()
        .filter(one -> !one.equals(before))
        .findFirst()
        .orElseThrow(
            () -> new FailedException("Pipeline %s has one revision only.".formatted(name)));
  }

  private static String named(String start, List<String> known) {
    List<String> fitting = known.stream().filter(one -> one.startsWith(start)).toList();
    if (fitting.size() != 1) {
      throw new FailedException(
          "%s is not how one revision begins; there are %s"
              .formatted(start, String.join(", ", known)));
    }
    return fitting.get(0);
  }

  private void show(String line) {
    terminal.line(
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
          case '+' -> terminal.painted(Paint.GREEN, line);
          case '-' -> terminal.painted(Paint.RED, line);
          case '@' -> terminal.painted(Paint.CYAN, line);
          default -> line;
        });
  }
}
