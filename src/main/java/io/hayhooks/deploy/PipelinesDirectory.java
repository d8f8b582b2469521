// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The pipelines directory as entries that are renamed. Everything kept under a name (its directory,
 * its YAML file) moves together: out into {@code .hayhooks/replaced}, and back when the change is
 * not made. What is to be deleted moves into {@code .hayhooks/removed} first, so that nothing half
 * deleted can be taken for a pipeline. Not safe for use by many threads.
 */
final class PipelinesDirectory {
  private static final Logger LOG = Logger.getLogger(PipelinesDirectory.class.getName());
  private static final List<String> YAML = List.of(".yml", ".yaml");

  private final Path root;
  private final Path staged;
  private final Path replaced;
  private final Path removed;
  private final Disk disk;

  PipelinesDirectory(Path root, Disk disk) {
    this.root = requireNonNull(root, "root is null");
    this.disk = requireNonNull(disk, "disk is null");
    Path own = root.resolve(PipelineName.RESERVED);
    staged = own.resolve("staged");
    replaced = own.resolve("replaced");
    removed = own.resolve("removed");
  }

  /** Where the files of a pipeline are. */
  Path of(String name) {
    return root.resolve(name);
  }

  /** A new path to prepare files at. */
  Path fresh() throws IOException {
    disk.createDirectories(staged);
    return staged.resolve(UUID.randomUUID().toString());
  }

  /** Every entry, in the order of their names. */
  List<Path> entries() throws IOException {
    return entries(root);
  }

  private static List<Path> entries(Path directory) throws IOException {
    if (!exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  /** Makes everything as it was before, or as it was to be after, whatever was interrupted. */
  void recover() throws IOException {
    disk.createDirectories(root);
    for (Path bundle : entries(replaced)) {
      settle(nameOf(bundle));
    }
    for (Path rubbish : entries(staged)) {
      disk.deleteTree(rubbish);
    }
    for (Path rubbish : entries(removed)) {
      disk.deleteTree(rubbish);
    }
  }

  /**
   * Finishes or takes back a change of {@code name}. The directory is the first entry to be moved
   * out, and the new one is moved in last; so if there is one, the change was made, or nothing was
   * moved out. It is also the last to be moved back.
   */
  void settle(String name) throws IOException {
    Path bundle = replaced.resolve(name);
    if (!exists(bundle)) {
      return;
    }
    if (!isComplete(of(name))) {
      discard(of(name));
      List<Path> old = kept(bundle, name);
      Collections.reverse(old);
      for (Path entry : old) {
        disk.move(entry, root.resolve(nameOf(entry)));
      }
      disk.sync(root);
      LOG.info(() -> "The files of '%s' are as they were before".formatted(name));
    }
    discard(bundle);
  }

  /** Moves whatever is kept under {@code name} out of the way. */
  void moveOut(String name) throws IOException {
    List<Path> current = kept(root, name);
    if (!current.isEmpty()) {
      Path bundle = replaced.resolve(name);
      disk.createDirectories(bundle);
      for (Path entry : current) {
        moveOut(entry, bundle.resolve(nameOf(entry)));
      }
      disk.sync(bundle);
    }
  }

  /** Serves the files prepared at {@code fresh} from now on. */
  void moveIn(Path fresh, String name) throws IOException {
    disk.move(fresh, of(name));
  }

  void sync() throws IOException {
    disk.sync(root);
  }

  /** Lets go of what was moved out. */
  void forget(String name) {
    discard(replaced.resolve(name));
  }

  /** Deletes; what cannot be deleted now is out of the way and goes at the next start. */
  void discard(Path path) {
    if (!exists(path)) {
      return;
    }
    try {
      disk.createDirectories(removed);
      Path rubbish = removed.resolve(UUID.randomUUID().toString());
      try {
        disk.move(path, rubbish);
      } catch (AtomicMoveNotSupportedException e) {
        deleteInPlace(path);
      }
      disk.deleteTree(rubbish);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Old files of a pipeline could not be deleted: " + path, e);
    }
  }

  /** Renames; what a container image brought in a lower layer can only be copied and deleted. */
  private void moveOut(Path entry, Path target) throws IOException {
    try {
      disk.move(entry, target);
    } catch (AtomicMoveNotSupportedException e) {
      Path copy = fresh();
      disk.copyTree(entry, copy);
      disk.move(copy, target);
      deleteInPlace(entry);
    }
  }

  /** Deletes the wrapper first: that marks what is left as incomplete. */
  private void deleteInPlace(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      disk.delete(path.resolve(PipelineFiles.WRAPPER));
    }
    disk.deleteTree(path);
  }

  private static boolean isComplete(Path directory) {
    return Files.isSymbolicLink(directory) || exists(directory.resolve(PipelineFiles.WRAPPER));
  }

  /** What is kept under a name in {@code directory}, the pipeline's own directory first. */
  private static List<Path> kept(Path directory, String name) {
    List<Path> entries = new ArrayList<>();
    Path own = directory.resolve(name);
    if (Files.isDirectory(own) || Files.isSymbolicLink(own)) {
      entries.add(own);
    }
    for (String suffix : YAML) {
      Path yaml = directory.resolve(name + suffix);
      if (exists(yaml) && !Files.isDirectory(yaml)) {
        entries.add(yaml);
      }
    }
    return entries;
  }

  static boolean isYaml(Path path) {
    return YAML.stream().anyMatch(nameOf(path)::endsWith);
  }

  static String stem(String fileName) {
    return fileName.substring(0, fileName.lastIndexOf('.'));
  }

  static String nameOf(Path path) {
    return path.getFileName().toString();
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
