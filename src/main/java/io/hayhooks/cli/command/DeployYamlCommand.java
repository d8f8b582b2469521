// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.Json;
import io.hayhooks.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline deploy-yaml}. */
@Command(name = "deploy-yaml", description = "Deploys a YAML pipeline.")
final class DeployYamlCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "The pipeline's name; the file's, if not given.")
  private String name;

  @Option(
      names = {"-o", "--overwrite"},
      description = "Replaces a pipeline of that name.")
  private boolean overwrite;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "What the pipeline does, for people and models.")
  private String description;

  @Option(names = "--skip-mcp", description = "The pipeline is no MCP tool.")
  private boolean skipMcp;

  @Option(names = "--skip-a2a", description = "The pipeline is no A2A agent.")
  private boolean skipA2a;

  @Option(
      names = "--no-save-file",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "With --no-save-file, the server forgets the pipeline when it stops.")
  private boolean save;

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file;

  DeployYamlCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    ObjectNode request = Json.object();
    String named = name == null ? stem(file) : name;
    request.put("name", named).put("source_code", source()).put("overwrite", overwrite);
    request.put("description", description).put("save_file", save).put("skip_mcp", skipMcp);
    if (skipA2a) {
      request.put("skip_a2a", true); // no field that other servers do not know, unless asked
    }
    HayhooksClient client = server.client();
    new Deploying(terminal, json).deploy(named, client, () -> client.deployYaml(request));
    return 0;
  }

  private static String stem(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private String source() {
    if (!Files.exists(file)) {
      throw new FailedException("Pipeline file does not exist.");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new FailedException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
