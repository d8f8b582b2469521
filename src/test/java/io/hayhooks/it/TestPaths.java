// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where the build puts what the tests use. */
final class TestPaths {
  static final Path TARGET = Path.of("target").toAbsolutePath();

  /** An interpreter with the base environment and the Python clients. */
  static final Path PYTHON = TARGET.resolve("python/bin/python");

  /** The real hayhooks' command line. */
  static final Path REFERENCE_CLI = TARGET.resolve("reference/bin/hayhooks");

  /** An interpreter with the newest clients of MCP and A2A. */
  static final Path CLIENTS = TARGET.resolve("clients/bin/python");

  /** An interpreter with the major versions before. */
  static final Path OLDER_CLIENTS = TARGET.resolve("older-clients/bin/python");

  static final Path TEST_PYTHON = Path.of("src/test/python").toAbsolutePath();

  static final Path FIXTURES = Path.of("src/test/resources/fixtures").toAbsolutePath();

  private TestPaths() {}

  /** The files of a fixture: relative path → text. */
  static Map<String, String> fixture(String name) {
    Path directory = FIXTURES.resolve(name);
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String key = directory.relativize(path).toString();
        if (!key.contains("__pycache__")) {
          files.put(key, Files.readString(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
