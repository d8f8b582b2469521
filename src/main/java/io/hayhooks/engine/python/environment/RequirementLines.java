// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a requirements file that say something. It may include files of its pipeline only:
 * what an installer says about a file that it cannot read as requirements would show lines of it.
 */
final class RequirementLines {
  private static final Pattern INCLUDE =
      Pattern.compile("(?:-r|-c|--requirements?|--constraints?)(?:\\s*=\\s*|\\s*)(?<target>.*)");

  private static final Pattern EDITABLE = Pattern.compile("(?:-e|--editable)\\b.*");
  private static final Pattern ADDRESS = Pattern.compile("(?!file:)[A-Za-z][A-Za-z+]+://.*");

  private final Path directory;
  private final Set<Path> seen = new HashSet<>();

  private RequirementLines(Path directory) {
    this.directory = requireNonNull(directory, "directory is null");
  }

  /**
   * The lines of a pipeline's file, checked, with those that it includes; empty when there are
   * none.
   *
   * @throws ServerException {@code PIPELINE_NOT_LOADABLE}, when it asks for what is not allowed
   */
  static String of(Path directory, String file) throws IOException {
    RequirementLines lines = new RequirementLines(directory);
    List<String> own = lines.read(directory.resolve(file));
    for (String line : own) {
      lines.check(line, directory.resolve(file));
    }
    return String.join("\n", own);
  }

  private void check(String line, Path file) throws IOException {
    if (EDITABLE.matcher(line).matches()) {
      throw refused(
          line, "the environment outlives the files of a deployment; leave out -e to copy them");
    }
    Matcher include = INCLUDE.matcher(line);
    if (!include.matches()) {
      return;
    }
    String target = include.group("target").strip().replaceAll("^[\"']|[\"']$", "");
    if (ADDRESS.matcher(target).matches()) {
      return;
    }
    Path included = inside(target, file, line);
    if (seen.add(included)) {
      for (String further : read(included)) {
        check(further, included);
      }
    }
  }

  private Path inside(String target, Path file, String line) {
    try {
      Path included = file.resolveSibling(target).normalize();
      if (included.startsWith(directory.normalize())
          && !target.startsWith("~")
          && !target.startsWith("file:")
          && !target.contains("${")) {
        return included;
      }
    } catch (InvalidPathException e) {
      throw refused(line, "that is no path");
    }
    throw refused(line, "only files of the pipeline itself can be included");
  }

  private static ServerException refused(String line, String reason) {
    return new ServerException(
        ErrorCode.PIPELINE_NOT_LOADABLE,
        "%s: '%s' is not possible: %s"
            .formatted(PipelineRequirements.REQUIREMENTS_FILE, line, reason));
  }

  /** Continued lines are joined, comments and empty lines left out. */
  private List<String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return text(file)
        .replaceAll("\\\\\\R", " ")
        .lines()
        .map(line -> line.replaceFirst("(?:^|\\s)#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
