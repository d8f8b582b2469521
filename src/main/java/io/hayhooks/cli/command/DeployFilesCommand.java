// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.client.ConnectionException;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.RefusedException;
import io.hayhooks.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline deploy-files}. */
@Command(
    name = "deploy-files",
    description = "Deploys the files of a directory with a pipeline_wrapper.py.")
final class DeployFilesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Option(
      names = {"-n", "--name"},
      required = true,
      paramLabel = "NAME",
      description = "The pipeline's name.")
  private String name;

  @Option(
      names = {"-o", "--overwrite"},
      description = "Replaces a pipeline of that name.")
  private boolean overwrite;

  @Option(
      names = {"-s", "--skip-saving-files"},
      description = "The server forgets the pipeline when it stops.")
  private boolean skipSaving;

  @Option(
      names = "--watch",
      description = "Deploys again whenever a file changes, until Ctrl-C; replaces a pipeline.")
  private boolean watch;

  @Parameters(paramLabel = "DIR", description = "The directory.")
  private Path directory;

  DeployFilesCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!Files.isDirectory(directory)) {
      throw new FailedException("Directory does not exist.");
    }
    HayhooksClient client = server.client();
    PipelineDirectory files = new PipelineDirectory(directory, server.config().ignoredFiles());
    if (watch) {
      watch(client, files);
    } else {
      deploy(client, read(files));
    }
    return 0;
  }

  private Map<String, String> read(PipelineDirectory files) {
    Map<String, String> contents =
        files.read(file -> terminal.warning(file + " is no text in UTF-8 and is not deployed"));
    if (contents.isEmpty()) {
      throw new FailedException("No valid pipeline files found in the specified directory.");
    }
    return contents;
  }

  private void deploy(HayhooksClient client, Map<String, String> files) {
    try {
      new Deploying(terminal, json)
          .deploy(
              name, client, () -> client.deployFiles(name, files, overwrite || watch, !skipSaving));
    } catch (RefusedException e) {
      SourceExcerpt.show(e.getMessage(), files, terminal);
      throw e;
    }
  }

  /** What cannot be deployed is told; the next change may be the remedy. */
  private void watch(HayhooksClient client, PipelineDirectory files) throws InterruptedException {
    DirectoryWatch changes = new DirectoryWatch(files::files);
    terminal.warning("Watching %s; Ctrl-C ends.".formatted(directory));
    while (true) {
      try {
        deploy(client, read(files));
      } catch (RefusedException | ConnectionException | FailedException e) {
        terminal.error(Failures.text(e));
      }
      changes.await();
    }
  }
}
