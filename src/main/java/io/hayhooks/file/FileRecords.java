// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.file;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is known of stored files: one small JSON file each, named by a hash of the id, since ids are
 * whatever a pipeline says. A record that is there is whole.
 */
final class FileRecords {
  private static final Logger LOG = Logger.getLogger(FileRecords.class.getName());
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final Path contents;

  FileRecords(Path directory, Path contents) {
    this.directory = requireNonNull(directory, "directory is null");
    this.contents = requireNonNull(contents, "contents is null");
  }

  Optional<StoredFile> find(String id) throws IOException {
    try {
      return Optional.of(read(path(id)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** All of them; one that cannot be read is left out. */
  List<StoredFile> all() throws IOException {
    List<StoredFile> all = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path path : paths) {
        try {
          all.add(read(path));
        } catch (NoSuchFileException e) {
          LOG.log(Level.FINE, "Deleted meanwhile", e);
        } catch (IOException e) {
          LOG.log(
              Level.WARNING,
              "A stored file''s record cannot be read: {0}: {1}",
              new Object[] {path, e.getMessage()});
        }
      }
    }
    return all;
  }

  private StoredFile read(Path path) throws IOException {
    JsonNode fields = MAPPER.readTree(Files.readAllBytes(path));
    if (!(fields.path("object") instanceof ObjectNode object)) {
      throw new IOException("It names no file");
    }
    Optional<Instant> expires =
        fields.hasNonNull("expires")
            ? Optional.of(Instant.ofEpochSecond(fields.get("expires").asLong()))
            : Optional.empty();
    return new StoredFile(
        object,
        contents.resolve(fields.path("content").asText()),
        Instant.ofEpochMilli(fields.path("stored").asLong()),
        expires);
  }

  void write(StoredFile file) throws IOException {
    ObjectNode fields = MAPPER.createObjectNode();
    fields.set("object", file.object());
    fields.put("content", file.content().getFileName().toString());
    fields.put("stored", file.stored().toEpochMilli());
    file.expires().ifPresent(when -> fields.put("expires", when.getEpochSecond()));
    Path draft = directory.resolve(UUID.randomUUID() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer json = ByteBuffer.wrap(MAPPER.writeValueAsBytes(fields));
      while (json.hasRemaining()) {
        channel.write(json);
      }
      channel.force(true);
      Files.move(draft, path(file.id()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Whether there was one. */
  boolean delete(String id) throws IOException {
    return Files.deleteIfExists(path(id));
  }

  private Path path(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return directory.resolve(HexFormat.of().formatHex(hash, 0, 16) + SUFFIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
