// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hayhooks.pipeline.PipelineYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Short hash of files: 16 hexadecimal digits. */
final class ContentHash {
  private ContentHash() {}

  /** Of a pipeline as it is kept; the same as that of the files which an engine gets of it. */
  static String of(SavedForm form, Path entry) throws IOException {
    return form == SavedForm.DIRECTORY
        ? of(entry)
        : of(PipelineYaml.parse(Files.readAllBytes(entry)));
  }

  private static String of(PipelineYaml yaml) {
    MessageDigest all = sha256();
    yaml.options()
        .ifPresent(options -> add(all, PipelineYaml.OPTIONS, digest(UTF_8.encode(options))));
    add(all, PipelineYaml.SOURCE, digest(yaml.source()));
    return text(all);
  }

  /** Of all files below a directory: their paths and contents. */
  static String of(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(directory)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    MessageDigest all = sha256();
    for (Path file : files) {
      String path = directory.relativize(file).toString().replace('\\', '/');
      add(all, path, digest(file));
    }
    return text(all);
  }

  /** All hexadecimal digits of one file's. */
  static String whole(Path file) throws IOException {
    return HexFormat.of().formatHex(digest(file));
  }

  private static void add(MessageDigest all, String path, byte[] digest) {
    all.update(path.getBytes(UTF_8));
    all.update((byte) 0);
    all.update(digest);
  }

  private static String text(MessageDigest all) {
    return HexFormat.of().formatHex(all.digest(), 0, 8);
  }

  private static byte[] digest(ByteBuffer content) {
    MessageDigest digest = sha256();
    digest.update(content);
    return digest.digest();
  }

  private static byte[] digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
