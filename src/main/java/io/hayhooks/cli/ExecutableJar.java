// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** The jar this command runs from, with the WAR and the server nested inside. */
final class ExecutableJar implements AutoCloseable {
  static final String WAR = "hayhooks.war";
  static final String PAYARA = "payara-micro.jar";

  private final JarFile jar;

  private ExecutableJar(JarFile jar) {
    this.jar = jar;
  }

  static ExecutableJar open() throws IOException {
    Path file = location();
    if (!Files.isRegularFile(file)) {
      throw new IOException("run needs the executable jar (hayhooks.jar), not " + file);
    }
    return new ExecutableJar(new JarFile(file.toFile()));
  }

  private static Path location() throws IOException {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  InputStream open(String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      throw new IOException("%s has no %s".formatted(jar.getName(), name));
    }
    return jar.getInputStream(entry);
  }

  /** Names of the files below a directory. */
  List<String> names(String directory) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(directory))
        .map(ZipEntry::getName)
        .sorted()
        .toList();
  }

  /** A checksum of some files, from the checksums the jar already holds. */
  String checksum(List<String> names) {
    CRC32 checksum = new CRC32();
    for (String name : names) {
      ZipEntry entry = jar.getEntry(name);
      String line = "%s %x %d%n".formatted(name, entry.getCrc(), entry.getSize());
      checksum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return "%08x".formatted(checksum.getValue());
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
