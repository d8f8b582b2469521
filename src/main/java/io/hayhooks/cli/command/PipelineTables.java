// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.hayhooks.cli.client.PipelineState;
import io.hayhooks.cli.client.ServerStatus;
import io.hayhooks.cli.terminal.Table;
import io.hayhooks.cli.terminal.Terminal;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Pipelines as rows. */
final class PipelineTables {
  private PipelineTables() {}

  /** How they are, and below it why some are not served. */
  static void status(ServerStatus status, Terminal terminal) {
    Table table = new Table("№", "Name", "Status", "Workers", "Calls");
    int number = 1;
    for (PipelineState one : status.all()) {
      String state = one.isServed() ? "Active" : one.state();
      String calls = one.workers().isEmpty() ? "" : Integer.toString(one.calls());
      table.add(Integer.toString(number++), one.name(), state, workers(one.workers()), calls);
    }
    table.print(terminal);
    for (PipelineState one : status.all()) {
      if (!one.error().isEmpty()) {
        terminal.warning("%s: %s".formatted(one.name(), one.error()));
      }
    }
  }

  /** What they are. */
  static void list(ServerStatus status, Terminal terminal) {
    Table table = new Table("Name", "Status", "Can", "Revision", "Deployed", "Description");
    for (PipelineState one : status.all()) {
      table.add(
          one.name(),
          one.isServed() ? "Active" : one.state(),
          one.capabilities().stream().map(PipelineTables::verb).distinct().collect(joining(" ")),
          one.revision(),
          LocalTime.of(one.deployedAt()),
          one.description());
    }
    table.print(terminal);
  }

  private static String verb(String capability) {
    return switch (capability) {
      case "run_api" -> "run";
      case "chat_completion" -> "chat";
      case "responses" -> "respond";
      case "file_upload" -> "upload";
      case "mcp_eligible" -> "mcp";
      case "a2a_eligible" -> "a2a";
      default -> capability;
    };
  }

  /** Such as {@code 2 ready, 1 starting}. */
  private static String workers(List<String> states) {
    return states.stream()
        .collect(groupingBy(Function.identity(), TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(joining(", "));
  }
}
