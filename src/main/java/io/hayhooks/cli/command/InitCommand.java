// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline init}. */
@Command(name = "init", description = "Writes a first pipeline that can be deployed as it is.")
final class InitCommand implements Callable<Integer> {
  /** What can be written. */
  enum Template {
    WRAPPER("pipeline_wrapper.py", "deploy-files -n %s %s", "-p name=Ada"),
    YAML("pipeline.yml", "deploy-yaml -n %s %s", "-p name=Ada");

    private final String file;
    private final String deploy;
    private final String parameters;

    Template(String file, String deploy, String parameters) {
      this.file = file;
      this.deploy = deploy;
      this.parameters = parameters;
    }

    private String resource() {
      return "templates/%s/%s".formatted(name().toLowerCase(Locale.ROOT), file);
    }

    /** What to give to the command that deploys: the directory, or the file in it. */
    private Path deployed(Path directory) {
      return this == YAML ? directory.resolve(file) : directory;
    }
  }

  private final Terminal terminal;

  @Option(
      names = "--template",
      paramLabel = "KIND",
      defaultValue = "wrapper",
      description = "wrapper (Python; the default) or yaml.")
  private Template template;

  @Parameters(paramLabel = "DIR", description = "The directory, made if it is not there.")
  private Path directory;

  InitCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    Path file = directory.resolve(template.file);
    try {
      if (Files.exists(directory) && !isEmptyDirectory()) {
        throw new FailedException("%s is there already, and not empty".formatted(directory));
      }
      Files.createDirectories(directory);
      try (InputStream source = InitCommand.class.getResourceAsStream(template.resource())) {
        Files.copy(source, file);
      }
    } catch (IOException e) {
      throw new FailedException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
    tellNext(file);
    return 0;
  }

  private boolean isEmptyDirectory() throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private void tellNext(Path file) {
    String name = directory.toAbsolutePath().normalize().getFileName().toString();
    String deploy = template.deploy.formatted(name, template.deployed(directory));
    terminal.success("Wrote " + file);
    terminal.line("");
    terminal.line("Next:");
    terminal.line("  hayhooks pipeline " + deploy);
    terminal.line("  hayhooks pipeline run %s %s".formatted(name, template.parameters));
    if (template != Template.YAML) {
      terminal.line("  hayhooks chat " + name);
    }
  }
}
