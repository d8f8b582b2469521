// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration FOREVER = Duration.ZERO;

  @TempDir Path directory;

  private FileStore store(long maxSize, Duration expiry, Instant now) {
    return new FileStore(
        directory.resolve("files"), maxSize, expiry, Clock.fixed(now, ZoneOffset.UTC));
  }

  private FileStore store() {
    return store(1000, FOREVER, NOW);
  }

  private StoredFile add(FileStore store, String id, String content) throws IOException {
    Path path = Files.writeString(Files.createTempFile(directory, "upload", ""), content);
    ObjectNode object = new ObjectMapper().createObjectNode().put("id", id);
    StoredFile file = store.add(object, path, Optional.empty());
    assertThat(path).doesNotExist();
    return file;
  }

  private long contents() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("files/contents"))) {
      return files.count();
    }
  }

  @Test
  void whatIsStoredSurvivesARestart() throws IOException {
    add(store(), "file-1", "alpha");
    StoredFile found = store().find("file-1").orElseThrow();
    assertThat(found.content()).hasContent("alpha");
    assertThat(found.object().path("id").asText()).isEqualTo("file-1");
    assertThat(found.stored()).isEqualTo(NOW);
    assertThat(found.expires()).isEmpty();
  }

  @Test
  void anIdMayBeAnything() throws IOException {
    String id = "../../é x".repeat(100);
    add(store(), id, "alpha");
    assertThat(store().find(id)).isPresent();
    assertThat(store().find("file-1")).isEmpty();
  }

  @Test
  void theSameIdAgainTakesThePlaceOfTheOldFile() throws IOException {
    add(store(), "file-1", "alpha");
    add(store(), "file-1", "beta");
    assertThat(store().find("file-1").orElseThrow().content()).hasContent("beta");
    assertThat(contents()).isOne();
  }

  @Test
  void filesAreListedInTheOrderInWhichTheyCame() throws IOException {
    add(store(1000, FOREVER, NOW.plusSeconds(1)), "b", "1");
    add(store(), "c", "1");
    add(store(), "a", "1");
    assertThat(store().all()).extracting(StoredFile::id).containsExactly("a", "c", "b");
  }

  @Test
  void nothingIsThereBeforeTheFirstUpload() {
    assertThat(store().all()).isEmpty();
    assertThat(store().find("x")).isEmpty();
    assertThat(store().delete("x")).isFalse();
  }

  @Test
  void aDeletedFileIsGone() throws IOException {
    add(store(), "file-1", "alpha");
    assertThat(store().delete("file-1")).isTrue();
    assertThat(store().delete("file-1")).isFalse();
    assertThat(store().all()).isEmpty();
    assertThat(contents()).isZero();
  }

  @Test
  void whatHasExpiredIsNotFoundAndMakesRoom() throws IOException {
    StoredFile file = add(store(10, Duration.ofHours(1), NOW), "old", "0123456789");
    assertThat(file.object().path("expires_at").asLong())
        .isEqualTo(NOW.plusSeconds(3600).getEpochSecond());
    FileStore later = store(10, Duration.ofHours(1), NOW.plusSeconds(3600));
    assertThat(later.find("old")).isEmpty();
    assertThat(later.all()).isEmpty();
    add(later, "new", "0123456789");
    assertThat(contents()).isOne();
  }

  @Test
  void anUploadMaySayHowLongItIsKept() throws IOException {
    Path path = Files.writeString(directory.resolve("1"), "x");
    ObjectNode object = new ObjectMapper().createObjectNode().put("id", "short");
    store().add(object, path, Optional.of(Duration.ofSeconds(5)));
    assertThat(store(1000, FOREVER, NOW.plusSeconds(4)).find("short")).isPresent();
    assertThat(store(1000, FOREVER, NOW.plusSeconds(5)).find("short")).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefusedAndLeavesNothing() throws IOException {
    FileStore store = store(10, FOREVER, NOW);
    add(store, "a", "012345");
    assertThatThrownBy(() -> add(store, "b", "012345"))
        .isInstanceOfSatisfying(
            ServerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    assertThat(store.all()).extracting(StoredFile::id).containsExactly("a");
    assertThat(contents()).isOne();
  }

  @Test
  void oldBytesThatNobodyKnowsGoWithTheNextUpload() throws IOException {
    add(store(), "a", "1");
    Path orphan = Files.writeString(directory.resolve("files/contents/orphan"), "x");
    Path fresh = Files.writeString(directory.resolve("files/contents/fresh"), "x");
    Files.setLastModifiedTime(orphan, FileTime.from(NOW.minus(Duration.ofHours(2))));
    Files.setLastModifiedTime(fresh, FileTime.from(NOW));
    add(store(), "b", "1");
    assertThat(orphan).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void aRecordThatIsNoRecordHidesNoOther() throws IOException {
    add(store(), "a", "1");
    Files.writeString(directory.resolve("files/broken.json"), "{");
    assertThat(store().all()).extracting(StoredFile::id).containsExactly("a");
  }
}
