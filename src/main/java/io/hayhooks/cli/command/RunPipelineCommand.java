// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.Answer;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.RefusedException;
import io.hayhooks.cli.terminal.ProgressBar;
import io.hayhooks.cli.terminal.Spinner;
import io.hayhooks.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline run}. */
@Command(name = "run", description = "Runs a pipeline with parameters and files.")
final class RunPipelineCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 404;

  private final Terminal terminal;

  @Mixin private ServerOptions server;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "KEY=VALUE",
      description = "A parameter; the value is text, or JSON if it looks like it. Repeatable.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A file to upload. Repeatable.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "DIR",
      description = "A directory whose files are uploaded. Repeatable.")
  private List<Path> directories = new ArrayList<>();

  @Option(
      names = {"-s", "--stream"},
      description = "Shows what a pipeline streams as it arrives.")
  private boolean stream;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes the answer's body to a file; - is the standard output.")
  private String output;

  @Option(names = "--json", description = "Prints the answer's body as it is, and nothing else.")
  private boolean bare;

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String name;

  RunPipelineCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    List<Path> uploads = Uploads.of(files, directories);
    Map<String, JsonNode> values = ParameterValues.parse(parameters);
    RunOutput shown = new RunOutput(terminal, name);
    boolean plain = bare || output != null;
    if (!plain && stream) {
      terminal.line("Running pipeline %s in streaming mode...".formatted(name));
    }
    try (Answer answer = found(values, uploads)) {
      if (plain) {
        shown.save(answer, output == null ? "-" : output);
      } else if (stream) {
        shown.stream(answer);
      } else {
        shown.show(answer);
      }
    }
    return 0;
  }

  private Answer found(Map<String, JsonNode> values, List<Path> uploads) {
    try {
      return request(values, uploads);
    } catch (RefusedException e) {
      if (e.status() == NOT_FOUND && terminal.isProgressWatched()) {
        terminal.warning("`hayhooks pipeline list` shows which pipelines there are.");
      }
      throw e;
    }
  }

  private Answer request(Map<String, JsonNode> values, List<Path> uploads) {
    HayhooksClient client = server.client();
    if (uploads.isEmpty()) {
      String text = "Running pipeline '%s'...".formatted(name);
      return Spinner.during(terminal, text, () -> client.run(name, values));
    }
    String text = "Uploading %d files".formatted(uploads.size());
    ProgressBar bar = new ProgressBar(terminal, text, Uploads.size(uploads));
    return client.upload(name, values, uploads, bar);
  }
}
