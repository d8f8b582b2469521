// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The virtual machine's archive of loaded classes (AppCDS), which makes starts faster. The first
 * server that stops cleanly makes it; later ones use it. It only ever helps: the machine ignores an
 * archive that is missing, damaged or not its own. Whoever sets an option {@code -Xshare:…} does
 * without.
 */
final class ClassArchive {
  private final Path archive;
  private final Path made;
  private final boolean ownChoice;

  private ClassArchive(Path archive, Path made, boolean ownChoice) {
    this.ownChoice = ownChoice;
    this.archive = requireNonNull(archive, "archive is null");
    this.made = requireNonNull(made, "made is null");
  }

  /** The archive for this Java version and these options. */
  static ClassArchive of(Workplace workplace, List<String> jvmOptions) {
    CRC32 checksum = new CRC32();
    String kind = System.getProperty("java.vm.version") + jvmOptions;
    checksum.update(kind.getBytes(StandardCharsets.UTF_8));
    String name = "classes-%08x.jsa".formatted(checksum.getValue());
    boolean ownChoice = jvmOptions.stream().anyMatch(option -> option.startsWith("-Xshare"));
    return new ClassArchive(
        workplace.home().directory().resolve(name), workplace.run().archive(), ownChoice);
  }

  boolean isBeingMade() {
    return !ownChoice && !Files.exists(archive);
  }

  /** Options of the virtual machine: use the archive, or make one at the end. */
  List<String> options() {
    if (ownChoice) {
      return List.of();
    }
    String use =
        Files.exists(archive)
            ? "-XX:SharedArchiveFile=" + archive
            : "-XX:ArchiveClassesAtExit=" + made;
    return List.of(use, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  /** Keeps an archive that was made. */
  void keep() throws IOException {
    if (Files.exists(made)) {
      Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
