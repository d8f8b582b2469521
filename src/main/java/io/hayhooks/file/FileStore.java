// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.file;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.config.FilesConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps uploaded files on disk: their bytes in {@code contents/}, and beside that directory a
 * record each, which comes last and goes first. So whatever interrupts a change, a file is there
 * with its bytes or not at all; bytes without a record go after a while. What has expired is not
 * found any more, and deleted with the next upload. All methods touch the disk.
 */
@Singleton
public final class FileStore {
  /** Bytes without a record may belong to an upload of another server that is just going on. */
  private static final Duration ORPHANS_AGE = Duration.ofHours(1);

  private final Path directory;
  private final Path contents;
  private final FileRecords records;
  private final long maxSize;
  private final Duration expiry;
  private final Clock clock;

  @Inject
  public FileStore(FilesConfig config) {
    this(config.directory(), config.maxStoredSize(), config.expiry(), Clock.systemUTC());
  }

  FileStore(Path directory, long maxSize, Duration expiry, Clock clock) {
    this.directory = requireNonNull(directory, "directory is null");
    this.expiry = requireNonNull(expiry, "expiry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.maxSize = maxSize;
    contents = directory.resolve("contents");
    records = new FileRecords(directory, contents);
  }

  /**
   * Takes a file over, in the place of one with the same id.
   *
   * @param object what clients are told of it; gets {@code expires_at}
   * @param content where its bytes are; they are moved away from there
   * @param lifetime how long to keep it, when the upload says so
   * @throws ServerException {@code TOO_LARGE} when there is no room for it
   */
  public synchronized StoredFile add(ObjectNode object, Path content, Optional<Duration> lifetime) {
    Instant now = clock.instant();
    Optional<Instant> expires =
        lifetime.or(() -> Optional.of(expiry).filter(kept -> !kept.isZero())).map(now::plus);
    expires.ifPresent(when -> object.put("expires_at", when.getEpochSecond()));
    return attempt(
        () -> {
          Files.createDirectories(contents);
          makeRoom(Files.size(content));
          Path target = contents.resolve(UUID.randomUUID().toString());
          StoredFile file = new StoredFile(object, target, now, expires);
          Optional<StoredFile> before = records.find(file.id());
          move(content, target);
          try {
            records.write(file);
          } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
          }
          if (before.isPresent()) {
            Files.deleteIfExists(before.get().content());
          }
          return file;
        });
  }

  private void move(Path content, Path target) throws IOException {
    Files.move(content, target);
    Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** The file with this id. */
  public Optional<StoredFile> find(String id) {
    return attempt(() -> records.find(id)).filter(file -> !file.isExpired(clock.instant()));
  }

  /** All files, the oldest first. */
  public List<StoredFile> all() {
    return attempt(
        () -> {
          if (!Files.isDirectory(directory)) {
            return List.of();
          }
          Instant now = clock.instant();
          return records.all().stream()
              .filter(file -> !file.isExpired(now))
              .sorted(Comparator.comparing(StoredFile::stored).thenComparing(StoredFile::id))
              .toList();
        });
  }

  /** Deletes the file with this id; whether there was one. */
  public synchronized boolean delete(String id) {
    Optional<StoredFile> found = find(id);
    found.ifPresent(file -> attempt(() -> remove(file)));
    return found.isPresent();
  }

  private boolean remove(StoredFile file) throws IOException {
    boolean deleted = records.delete(file.id());
    Files.deleteIfExists(file.content());
    return deleted;
  }

  private void makeRoom(long more) throws IOException {
    Instant now = clock.instant();
    List<StoredFile> all = records.all();
    for (StoredFile file : all) {
      if (file.isExpired(now)) {
        remove(file);
      }
    }
    Set<Path> known = all.stream().map(StoredFile::content).collect(Collectors.toSet());
    if (size(known, now.minus(ORPHANS_AGE)) + more > maxSize) {
      throw new ServerException(
          ErrorCode.TOO_LARGE,
          "There is no room for the file among the %d bytes that HAYHOOKS_MAX_STORED_FILES_SIZE"
                  .formatted(maxSize)
              + " allows: delete some files");
    }
  }

  /** Bytes in use; what nobody knows and is old goes. */
  private long size(Set<Path> known, Instant old) throws IOException {
    long size = 0;
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(contents)) {
      for (Path path : paths) {
        if (!known.contains(path) && Files.getLastModifiedTime(path).toInstant().isBefore(old)) {
          Files.delete(path);
        } else {
          size += Files.size(path);
        }
      }
    }
    return size;
  }

  private interface Attempt<T> {
    T make() throws IOException;
  }

  private static <T> T attempt(Attempt<T> attempt) {
    try {
      return attempt.make();
    } catch (NoSuchFileException e) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "A stored file was deleted just now; try again", e);
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.INTERNAL_ERROR, "Stored files cannot be read or written", e);
    }
  }
}
