// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Python that was asked about itself.
 *
 * @param canMakeEnvironments whether it has what {@code python -m venv} needs; Debian ships that
 *     apart
 * @param hasHaystack whether Haystack is installed there
 */
record Interpreter(
    Path path, PythonVersion version, boolean canMakeEnvironments, boolean hasHaystack) {
  private static final String QUESTION =
      """
      import sys
      from importlib.util import find_spec
      found = lambda *names: all(find_spec(name) is not None for name in names)
      print("python", *sys.version_info[:3], found("venv", "ensurepip"), found("haystack"))
      """;

  private static final String VERSIONS_QUESTION =
      """
      import sys
      from importlib.metadata import PackageNotFoundError, version
      for name in sys.argv[1:]:
          try:
              print(name + "==" + version(name))
          except PackageNotFoundError:
              pass
      """;

  Interpreter {
    requireNonNull(path, "path is null");
    requireNonNull(version, "version is null");
  }

  /** The versions of those of some packages that are installed there, as {@code name==version}. */
  List<String> installed(List<String> packages) {
    List<String> words = new ArrayList<>(List.of(path.toString(), "-c", VERSIONS_QUESTION));
    words.addAll(packages);
    return Command.answer(words).stream().flatMap(String::lines).toList();
  }

  /** Asks; empty when there is no working Python 3 at {@code path}. */
  static Optional<Interpreter> at(Path path) {
    return Command.answer(List.of(path.toString(), "-c", QUESTION))
        .flatMap(answer -> parse(path, answer.strip().split(" ")));
  }

  private static Optional<Interpreter> parse(Path path, String[] words) {
    if (words.length != 6 || !words[0].equals("python")) {
      return Optional.empty();
    }
    PythonVersion version =
        new PythonVersion(
            Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    return Optional.of(
        new Interpreter(path, version, words[4].equals("True"), words[5].equals("True")));
  }
}
