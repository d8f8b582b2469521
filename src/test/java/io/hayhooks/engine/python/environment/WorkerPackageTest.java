// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.config.BundledFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPackageTest {
  @TempDir private Path data;

  @Test
  void allWhoUnpackAtOnceGetTheSameWholeDirectory() throws Exception {
    Set<Path> directories = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 20)
        .parallel()
        .forEach(
            i ->
                directories.add(
                    new WorkerPackage(data, new BundledFiles("/fake_worker")).directory()));
    assertThat(directories).hasSize(1);
    assertThat(directories.iterator().next().resolve("__main__.py")).isRegularFile();
    try (Stream<Path> unpacked = Files.list(data.resolve("worker"))) {
      assertThat(unpacked).hasSize(1);
    }
  }

  @Test
  void theRealPackageUnpacks() {
    Path directory = new WorkerPackage(data, new BundledFiles("/python")).directory();
    assertThat(directory.resolve("hayhooks/__init__.py")).isRegularFile();
  }
}
