// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.Json;
import io.hayhooks.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** The option for programs that read what a command prints. */
final class JsonOption {
  @Option(names = "--json", description = "Prints the server's answer as one line of JSON.")
  private boolean wanted;

  boolean isWanted() {
    return wanted;
  }

  /** Prints the answer if it is wanted; whether it is. */
  boolean print(JsonNode answer, Terminal terminal) {
    if (wanted) {
      terminal.line(Json.compact(answer));
    }
    return wanted;
  }
}
