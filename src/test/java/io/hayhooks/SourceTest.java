// SPDX-License-Identifier: Apache-2.0
package io.hayhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every source file has in common. */
final class SourceTest {
  private static final int MOST_LINES = 300;
  private static final int MOST_LINES_OF_THE_CONSOLE = 200;

  static Stream<Path> sources() throws IOException {
    try (Stream<Path> main = Files.walk(Path.of("src/main/java"));
        Stream<Path> test = Files.walk(Path.of("src/test/java"))) {
      return Stream.concat(main, test)
          .filter(path -> path.toString().endsWith(".java"))
          .toList()
          .stream();
    }
  }

  static Stream<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("webapp/console"))) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }

  static Stream<Path> packages() throws IOException {
    try (Stream<Path> main = Files.walk(Path.of("src/main/java"))) {
      return main
          .filter(path -> path.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyFileNamesItsLicenceAndIsShortEnoughToRead(Path source) throws IOException {
    List<String> lines = Files.readAllLines(source);
    assertThat(lines).first().isEqualTo("// SPDX-License-Identifier: Apache-2.0");
    assertThat(lines.size()).isLessThanOrEqualTo(MOST_LINES);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void soIsEveryFileOfTheConsole(Path source) throws IOException {
    List<String> lines = Files.readAllLines(source);
    assertThat(lines).anyMatch(line -> line.contains("SPDX-License-Identifier: Apache-2.0"));
    assertThat(lines.size()).isLessThanOrEqualTo(MOST_LINES_OF_THE_CONSOLE);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void everyPackageHasACharter(Path directory) {
    assertThat(directory.resolve("package-info.java")).isRegularFile();
  }
}
