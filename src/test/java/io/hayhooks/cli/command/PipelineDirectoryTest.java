// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipelineDirectoryTest {
  @TempDir private Path directory;

  private final List<Path> skipped = new ArrayList<>();

  private void write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Map<String, String> read(String... ignored) {
    return new PipelineDirectory(directory, List.of(ignored)).read(skipped::add);
  }

  @Test
  void whatIsHiddenOrABuildProductIsNotSent() throws IOException {
    for (String name :
        List.of("a.py", "sub/b.py", ".env", ".git/config", "__pycache__/a.pyc", "c.pyc")) {
      write(name, "of " + name);
    }
    assertThat(read("*.pyc", "__pycache__"))
        .containsOnlyKeys("a.py", "sub/b.py")
        .containsEntry("sub/b.py", "of sub/b.py");
  }

  @Test
  void whatIsNoTextIsTold() throws IOException {
    write("a.py", "a");
    Path picture = Files.write(directory.resolve("b.png"), new byte[] {(byte) 0xff, 0});
    assertThat(read()).containsOnlyKeys("a.py");
    assertThat(skipped).containsExactly(picture);
  }

  @Test
  void filesAndDirectoriesToUploadMustBeThere() throws IOException {
    write("a.txt", "a");
    write(".hidden", "b");
    Path file = directory.resolve("a.txt");
    assertThat(Uploads.of(List.of(file), List.of(directory))).containsExactly(file, file);
    assertThat(Uploads.size(List.of(file, file))).isEqualTo(2);
    assertThatExceptionOfType(FailedException.class)
        .isThrownBy(() -> Uploads.of(List.of(directory.resolve("x")), List.of()))
        .withMessageEndingWith("x does not exist");
    assertThatExceptionOfType(FailedException.class)
        .isThrownBy(() -> Uploads.of(List.of(), List.of(file)))
        .withMessageEndingWith("a.txt does not exist");
  }

  @Test
  void aChangeIsSeenWhenItHasComeToRest() throws Exception {
    write("a.py", "a");
    DirectoryWatch watch = new DirectoryWatch(new PipelineDirectory(directory, List.of())::files);
    CompletableFuture<Void> change = CompletableFuture.runAsync(() -> await(watch));
    write("b.py", "b");
    change.get(10, TimeUnit.SECONDS);
  }

  private static void await(DirectoryWatch watch) {
    try {
      watch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
