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
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The pipelines directory as entries that are renamed. Everything kept under a name (its directory,
 * its YAML files) moves together: out into a bundle below {@code .hayhooks}, and back when the
 * change is not made. What is to be deleted moves into {@code .hayhooks/removed} first, so that
 * nothing half deleted can be taken for a pipeline. Not safe for use by many threads.
 */
final class PipelinesDirectory {
  private static final Logger LOG = Logger.getLogger(PipelinesDirectory.class.getName());

  private final Path root;
  private final Path staged;
  private final Map<SavedForm, Path> replaced = new EnumMap<>(SavedForm.class);
  private final Path removed;
  private final Path revisions;
  private final Path lock;
  private final Disk disk;

  PipelinesDirectory(Path root, Disk disk) {
    this.root = requireNonNull(root, "root is null");
    this.disk = requireNonNull(disk, "disk is null");
    Path own = root.resolve(PipelineName.RESERVED);
    staged = own.resolve("staged");
    replaced.put(SavedForm.DIRECTORY, own.resolve("replaced"));
    replaced.put(SavedForm.YML, own.resolve("replaced_by_yaml"));
    removed = own.resolve("removed");
    revisions = own.resolve("revisions");
    lock = own.resolve("lock");
  }

  /** The file that is locked by whoever changes the directory. */
  Path lock() {
    return lock;
  }

  /** Where the revisions of each pipeline are kept. */
  Path revisions() {
    return revisions;
  }

  /** Whether there is anything under a name. */
  boolean keeps(String name) {
    return !SavedForm.DIRECTORY.kept(root, name).isEmpty();
  }

  /** Where a pipeline is that is kept in a form. */
  Path of(String name, SavedForm form) {
    return form.in(root, name);
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

  static List<Path> entries(Path directory) throws IOException {
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
    for (Path bundles : replaced.values()) {
      for (Path bundle : entries(bundles)) {
        settle(nameOf(bundle));
      }
    }
    for (Path rubbish : entries(staged)) {
      if (disk.isLeftover(rubbish)) {
        disk.deleteTree(rubbish);
      }
    }
    for (Path rubbish : entries(removed)) {
      disk.deleteTree(rubbish);
    }
  }

  /**
   * Finishes or takes back a change of {@code name}. The entry of the form that is moved in (a
   * directory, when nothing is) is the first to be moved out, and the new one is moved in last; so
   * if there is one, the change was made, or nothing was moved out. It is also the last to be moved
   * back.
   */
  void settle(String name) throws IOException {
    for (SavedForm form : replaced.keySet()) {
      settle(name, form);
    }
  }

  private void settle(String name, SavedForm form) throws IOException {
    Path bundle = bundle(name, form);
    if (!exists(bundle)) {
      return;
    }
    List<SavedForm> old = form.kept(bundle, name);
    if (!old.isEmpty() && !form.isComplete(root, name)) {
      clear(name, form);
      Collections.reverse(old);
      for (SavedForm each : old) {
        clear(name, each);
        disk.move(each.in(bundle, name), of(name, each));
      }
      disk.sync(root);
      LOG.info(() -> "The files of '%s' are as they were before".formatted(name));
    }
    discard(bundle);
  }

  /** Deletes what is left of an original that was copied, or of a new entry that was taken back. */
  private void clear(String name, SavedForm form) {
    Path path = of(name, form);
    if (form.fits(path)) {
      discard(path);
    }
  }

  private Path bundle(String name, SavedForm form) {
    return replaced.get(form).resolve(name);
  }

  /** Moves whatever is kept under {@code name} out of the way of what comes in a form. */
  void moveOut(String name, SavedForm form) throws IOException {
    for (SavedForm any : replaced.keySet()) {
      if (exists(bundle(name, any))) {
        throw new IOException("an earlier change could not be finished");
      }
    }
    List<SavedForm> current = form.kept(root, name);
    if (!current.isEmpty()) {
      Path bundle = bundle(name, form);
      disk.createDirectories(bundle);
      for (SavedForm each : current) {
        moveOut(of(name, each), each.in(bundle, name));
      }
      disk.sync(bundle);
    }
  }

  /** Keeps what is prepared at {@code fresh} from now on. */
  void moveIn(Path fresh, String name, SavedForm form) throws IOException {
    disk.move(fresh, of(name, form));
  }

  void sync() throws IOException {
    disk.sync(root);
  }

  /** Lets go of what was moved out. */
  void forget(String name) {
    for (SavedForm form : replaced.keySet()) {
      discard(bundle(name, form));
    }
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

  static String nameOf(Path path) {
    return path.getFileName().toString();
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
