// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the files of one revision to be looked at. No more text is taken than people read; of all
 * else there is the hash, which tells whether it is the same elsewhere. Links are not followed.
 */
final class RevisionReader {
  private static final int MAX_TEXT = 1 << 20;
  private static final int MAX_TEXTS = 4 << 20;
  private static final String COMPILED = "__pycache__";

  private int room = MAX_TEXTS;

  /** Reads a directory, or the one file of a YAML pipeline. */
  static List<RevisionFile> read(Path entry) {
    RevisionReader reader = new RevisionReader();
    try {
      return Files.isDirectory(entry)
          ? reader.readAll(entry)
          : List.of(reader.read(PipelineYaml.SOURCE, entry));
    } catch (NoSuchFileException e) {
      throw new ServerException(
          ErrorCode.NOT_FOUND, "The revision was removed or deployed just now; try again", e);
    } catch (IOException e) {
      throw StorageFailure.of("The files of the revision could not be read", e);
    }
  }

  private List<RevisionFile> readAll(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> tree = Files.walk(directory)) {
      paths = tree.filter(RevisionReader::isOfTheRevision).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<RevisionFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(read(directory.relativize(path).toString().replace('\\', '/'), path));
    }
    return files;
  }

  /** A directory that serves also has what Python compiled there. */
  private static boolean isOfTheRevision(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        && !COMPILED.equals(PipelinesDirectory.nameOf(path.getParent()));
  }

  private RevisionFile read(String path, Path file) throws IOException {
    return new RevisionFile(path, Files.size(file), ContentHash.whole(file), text(file));
  }

  private Optional<String> text(Path file) throws IOException {
    int most = Math.min(MAX_TEXT, room);
    byte[] bytes;
    try (InputStream content = Files.newInputStream(file)) {
      bytes = content.readNBytes(most + 1);
    }
    if (bytes.length > most) {
      return Optional.empty();
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        return Optional.empty();
      }
      room -= bytes.length;
      return Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty(); // it is no text
    }
  }
}
