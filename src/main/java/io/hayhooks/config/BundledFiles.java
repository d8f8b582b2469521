// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A tree of files inside the WAR, listed by its {@code index.txt} (one relative path a line,
 * written by the build), since no portable way lists a class path.
 */
public final class BundledFiles {
  private final String root;

  /**
   * Names a tree.
   *
   * @param root its class path, such as {@code /python}
   */
  public BundledFiles(String root) {
    this.root = requireNonNull(root, "root is null");
  }

  /** Relative paths of all files, in the order of the index. */
  public List<String> paths() {
    return new String(read("index.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** The content of one file. */
  public byte[] read(String path) {
    String resource = root + "/" + path;
    try (InputStream stream =
        requireNonNull(
            BundledFiles.class.getResourceAsStream(resource), resource + " is missing")) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Short hash of all paths and contents: 16 hexadecimal digits. */
  public String hash() {
    MessageDigest digest = sha256();
    for (String path : paths()) {
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      digest.update(read(path));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Writes the tree below {@code directory}, replacing files of the same name. */
  public void copyTo(Path directory) throws IOException {
    for (String path : paths()) {
      Path target = directory.resolve(path);
      Files.createDirectories(target.getParent());
      Files.write(target, read(path));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
