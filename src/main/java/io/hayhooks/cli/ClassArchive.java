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
 * The virtual machine's archive of loaded classes (AppCDS), which makes starts faster. It only ever
 * helps: the machine ignores an archive that is missing, damaged or not its own. Making one costs
 * seconds at the start and at the end, so the first run of a home does not: many homes, as in
 * containers, have no second. Whoever sets an option {@code -Xshare:…} does without.
 */
final class ClassArchive {
  private enum Part {
    NONE,
    MADE,
    USED
  }

  private final Path archive;
  private final Path made;
  private final Part part;

  private ClassArchive(Path archive, Path made, Part part) {
    this.archive = requireNonNull(archive, "archive is null");
    this.made = requireNonNull(made, "made is null");
    this.part = requireNonNull(part, "part is null");
  }

  /** The archive for this Java version and these options. */
  static ClassArchive of(Workplace workplace, List<String> jvmOptions) {
    CRC32 checksum = new CRC32();
    String kind = System.getProperty("java.vm.version") + jvmOptions;
    checksum.update(kind.getBytes(StandardCharsets.UTF_8));
    String name = "classes-%08x.jsa".formatted(checksum.getValue());
    Path archive = workplace.home().directory().resolve(name);
    return new ClassArchive(
        archive, workplace.run().archive(), part(workplace, archive, jvmOptions));
  }

  private static Part part(Workplace workplace, Path archive, List<String> jvmOptions) {
    if (jvmOptions.stream().anyMatch(option -> option.startsWith("-Xshare"))) {
      return Part.NONE;
    }
    if (Files.exists(archive)) {
      return Part.USED;
    }
    return workplace.first() ? Part.NONE : Part.MADE;
  }

  boolean isBeingMade() {
    return part == Part.MADE;
  }

  /** Options of the virtual machine: use the archive, make one at the end, or neither. */
  List<String> options() {
    return switch (part) {
      case NONE -> List.of();
      case MADE -> quietly("-XX:ArchiveClassesAtExit=" + made);
      case USED -> quietly("-XX:SharedArchiveFile=" + archive);
    };
  }

  private static List<String> quietly(String option) {
    return List.of(option, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  /** Keeps an archive that was made. */
  void keep() throws IOException {
    if (Files.exists(made)) {
      Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
