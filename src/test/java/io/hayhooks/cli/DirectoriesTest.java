// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoriesTest {
  @TempDir private Path directory;

  private static InputStream archive(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  @Test
  void anArchiveIsUnpackedWithItsDirectories() throws IOException {
    Path target = directory.resolve("new");
    Directories.unpack(archive("a.txt", "empty/", "deep/er/b.txt"), target);
    assertThat(target.resolve("a.txt")).hasContent("a.txt");
    assertThat(target.resolve("deep/er/b.txt")).hasContent("deep/er/b.txt");
    assertThat(target.resolve("empty")).isEmptyDirectory();
  }

  @Test
  void anArchiveStaysInItsDirectory() throws IOException {
    InputStream hostile = archive("../outside.txt");
    assertThatIOException()
        .isThrownBy(() -> Directories.unpack(hostile, directory.resolve("new")))
        .withMessageContaining("outside.txt");
    assertThat(directory.resolve("outside.txt")).doesNotExist();
  }

  @Test
  void deletingADirectoryLeavesWhatItsLinksPointTo() throws IOException {
    Path kept = Files.writeString(directory.resolve("kept.txt"), "kept");
    Path doomed = Files.createDirectories(directory.resolve("doomed/deep"));
    Files.createSymbolicLink(doomed.resolve("link"), kept);
    Directories.delete(directory.resolve("doomed"));
    assertThat(directory.resolve("doomed")).doesNotExist();
    assertThat(kept).hasContent("kept");
  }

  @Test
  void runsThatNobodyLocksAreDeleted() throws IOException {
    Files.writeString(Files.createDirectories(directory.resolve("run-1/server")).resolve("f"), "x");
    assertThat(RunDirectory.deleteUnused(directory)).isFalse();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aRunDeletesItsFilesAtItsEnd() throws IOException {
    try (RunDirectory run = RunDirectory.create(directory)) {
      Files.createDirectories(run.root());
      assertThat(run.root()).isDirectory();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aLockCanBeTakenAgainOnceItWasGivenBack() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (FileChannel lock = Directories.lock(directory)) {
        assertThat(lock.isOpen()).isTrue();
      }
    }
    assertThat(Directories.inUse(directory)).isFalse();
  }
}
