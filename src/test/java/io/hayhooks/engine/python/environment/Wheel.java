// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package of one module, {@code tiny}, that knows its version. */
final class Wheel {
  private Wheel() {}

  /** Writes {@code tiny-<version>-py3-none-any.whl}, with what it needs. */
  static Path write(Path directory, String version, String... needs) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("tiny-" + version + "-py3-none-any.whl");
    String info = "tiny-" + version + ".dist-info/";
    StringBuilder metadata =
        new StringBuilder("Metadata-Version: 2.1\nName: tiny\nVersion: " + version + "\n");
    for (String need : needs) {
      metadata.append("Requires-Dist: ").append(need).append('\n');
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      add(zip, "tiny.py", "version = '" + version + "'\n");
      add(zip, info + "METADATA", metadata.toString());
      add(zip, info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      add(zip, info + "RECORD", "tiny.py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n");
    }
    return file;
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
