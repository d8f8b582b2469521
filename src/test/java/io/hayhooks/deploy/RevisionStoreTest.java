// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.Revision;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionStoreTest {
  private static final PipelineName NAME = new PipelineName("x");

  @TempDir Path temp;

  private static FileSource files(String text) {
    return FileSource.of(Trees.files("pipeline_wrapper.py", text, "sub/a.py", ""));
  }

  @Test
  void everyLoadHasADirectoryOfItsOwnAndTheIdTellsTheContent() {
    RevisionStore revisions = new RevisionStore(temp);
    Revision first = revisions.add(NAME, files("one"));
    Revision again = revisions.add(NAME, files("one"));
    Revision other = revisions.add(NAME, files("two"));
    assertThat(first.id()).isEqualTo(again.id()).isNotEqualTo(other.id());
    assertThat(first.directory()).isNotEqualTo(again.directory());
    revisions.discard(first);
    assertThat(first.directory()).doesNotExist();
    assertThat(Trees.read(again.directory())).containsKeys("pipeline_wrapper.py", "sub/a.py");
  }

  @Test
  void theIdIsTheSameForSentFilesAndForSavedOnes() throws IOException {
    RevisionStore revisions = new RevisionStore(temp.resolve("revisions"));
    Path saved = temp.resolve("saved");
    Files.createDirectory(saved);
    files("one").writeTo(saved);
    FileSource read = FileSource.of(saved, new IgnoredFiles(java.util.List.of()));
    assertThat(revisions.add(NAME, read).id()).isEqualTo(revisions.add(NAME, files("one")).id());
  }

  @Test
  void nothingStaysOfFilesThatCannotBeWritten() {
    RevisionStore revisions = new RevisionStore(temp);
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(
            () ->
                revisions.add(
                    NAME,
                    target -> {
                      files("one").writeTo(target);
                      throw new IOException("No space left on device");
                    }))
        .withMessage("The files of 'x' could not be prepared: No space left on device");
    assertThat(Trees.read(temp).keySet()).allMatch(path -> path.endsWith(".lock"));
  }

  @Test
  void nothingStaysWhenTheServerStops() {
    RevisionStore revisions = new RevisionStore(temp);
    revisions.add(NAME, files("one"));
    revisions.close();
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void theRevisionsOfDeadServersGoAndThoseOfLivingOnesStay() throws IOException {
    Trees.write(temp, "1-1-dead/x/pipeline_wrapper.py", "", "1-1-dead.lock", "");
    RevisionStore living = new RevisionStore(temp);
    Revision revision = living.add(NAME, files("one"));
    RevisionStore second = new RevisionStore(temp);
    second.add(NAME, files("one"));
    assertThat(temp.resolve("1-1-dead")).doesNotExist();
    assertThat(temp.resolve("1-1-dead.lock")).doesNotExist();
    assertThat(revision.directory()).isDirectory();
    second.close();
    assertThat(revision.directory()).isDirectory();
  }

  @Test
  void theLockOfALivingServerHoldsWhileOthersStart() throws IOException {
    RevisionStore living = new RevisionStore(temp);
    living.add(NAME, files("one"));
    new RevisionStore(temp).add(NAME, files("one"));
    Path lock = lockFiles();
    // within one virtual machine an overlapping lock is an exception: the lock is still held
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      assertThatExceptionOfType(java.nio.channels.OverlappingFileLockException.class)
          .isThrownBy(channel::tryLock);
    }
  }

  private Path lockFiles() throws IOException {
    try (var entries = Files.list(temp)) {
      return entries.filter(path -> path.toString().endsWith(".lock")).findFirst().orElseThrow();
    }
  }
}
