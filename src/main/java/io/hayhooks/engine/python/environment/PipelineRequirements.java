// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages that a pipeline names: in {@code requirements.txt}, else in {@code pyproject.toml}
 * ({@code [project]}, {@code dependencies}), else in the inline script metadata of its wrapper or
 * YAML.
 *
 * @param directory the pipeline's files
 * @param file which of them names packages
 * @param text its lines that do
 * @param hash of all that decides what gets installed
 */
record PipelineRequirements(Path directory, String file, String text, String hash) {
  static final String REQUIREMENTS_FILE = "requirements.txt";
  private static final String PROJECT_FILE = "pyproject.toml";
  private static final String WRAPPER_FILE = "pipeline_wrapper.py";

  /** As the Python packaging specifications define it. */
  private static final Pattern SCRIPT =
      Pattern.compile("(?m)^# /// script$\\R(?<content>(?:^#(?:| .*)$\\R)+)^# ///$");

  /** The table of that name, up to the next one. */
  private static final Pattern PROJECT =
      Pattern.compile("(?ms)^\\s*\\[\\s*project\\s*\\](?<content>.*?)(?=^\\s*\\[|\\z)");

  private static final Pattern DEPENDENCIES =
      Pattern.compile("(?m)^(?:#\\s)?\\s*(?:dependencies|dynamic)\\s*=\\s*\\[(?!\\s*\\])");

  /** Addresses and absolute paths: what lies there is not the pipeline's. */
  private static final Pattern ELSEWHERE = Pattern.compile("(?:[A-Za-z+]+:/|(?<=[\\s=\"'])/)\\S*");

  /** Paths of further files that decide, or are packages themselves. */
  private static final Pattern OTHER_FILES =
      Pattern.compile("[/\\\\]|(?m)^(?:-r|-c|--req|--con)|\\.(?:whl|tar|zip)|\\bpath\\b");

  PipelineRequirements {
    requireNonNull(directory, "directory is null");
    requireNonNull(file, "file is null");
    requireNonNull(text, "text is null");
    requireNonNull(hash, "hash is null");
  }

  /**
   * Those of the pipeline in a directory; empty when it names no packages.
   *
   * @throws io.hayhooks.error.ServerException {@code PIPELINE_NOT_LOADABLE}, when it asks for what
   *     is not allowed
   */
  static Optional<PipelineRequirements> in(Path directory) throws IOException {
    String lines = RequirementLines.of(directory, REQUIREMENTS_FILE);
    if (!lines.isEmpty()) {
      return Optional.of(of(directory, REQUIREMENTS_FILE, lines));
    }
    String project = read(directory, PROJECT_FILE);
    if (namesPackages(PROJECT.matcher(project))) {
      return Optional.of(of(directory, PROJECT_FILE, project));
    }
    for (String file : List.of(WRAPPER_FILE, PipelineYaml.SOURCE)) {
      Matcher script = SCRIPT.matcher(read(directory, file));
      if (namesPackages(script)) {
        return Optional.of(of(directory, file, script.group("content")));
      }
    }
    return Optional.empty();
  }

  private static boolean namesPackages(Matcher part) {
    return part.find() && DEPENDENCIES.matcher(part.group("content")).find();
  }

  private static PipelineRequirements of(Path directory, String file, String text)
      throws IOException {
    EnvironmentHash hash = new EnvironmentHash().add(file).add(text);
    if (OTHER_FILES.matcher(ELSEWHERE.matcher(text).replaceAll("")).find()) {
      for (Path path : files(directory)) {
        hash.add(directory.relativize(path).toString()).add(Files.readAllBytes(path));
      }
    }
    return new PipelineRequirements(directory, file, text, hash.text());
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The inline metadata as a script of nothing else; empty when another form names packages. */
  Optional<String> script() {
    boolean inline = !file.equals(REQUIREMENTS_FILE) && !file.equals(PROJECT_FILE);
    return inline ? Optional.of("# /// script\n" + text + "# ///\n") : Optional.empty();
  }

  /** The text of a file, with bytes that are no text made into something that says nothing. */
  static String read(Path directory, String file) throws IOException {
    Path path = directory.resolve(file);
    return Files.isRegularFile(path) ? RequirementLines.text(path) : "";
  }
}
