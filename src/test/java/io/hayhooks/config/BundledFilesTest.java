// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundledFilesTest {
  private final BundledFiles bundle = new BundledFiles("/bundle");

  @Test
  void theIndexNamesTheFiles() {
    assertThat(bundle.paths()).containsExactly("a.txt", "deep/b.txt");
  }

  @Test
  void theTreeIsCopiedAsItIs(@TempDir Path directory) throws IOException {
    bundle.copyTo(directory);
    bundle.copyTo(directory);
    assertThat(Files.readString(directory.resolve("deep/b.txt"))).isEqualTo("zwei\n");
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void theHashDependsOnPathsAndContents() {
    assertThat(bundle.hash()).matches("[0-9a-f]{16}").isEqualTo(new BundledFiles("/bundle").hash());
    assertThat(new BundledFiles("/other-bundle").hash()).isNotEqualTo(bundle.hash());
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatNullPointerException()
        .isThrownBy(() -> bundle.read("c.txt"))
        .withMessage("/bundle/c.txt is missing");
  }

  @Test
  void theWorkerPackageIsBundled() {
    assertThat(new BundledFiles("/python").paths())
        .contains("requirements.txt", "hayhooks/__init__.py")
        .noneMatch(path -> path.contains("__pycache__"));
  }
}
