// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.nameOf;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The last revisions of each pipeline, as entries of {@code .hayhooks/revisions/<name>}. What needs
 * space on the disk is done before a change of the pipeline; then one rename keeps the revision.
 * Not safe for use by many threads.
 */
final class KeptRevisions {
  private final PipelinesDirectory directory;
  private final Disk disk;
  private final int limit;

  /** Keeps so many of each pipeline; 0 for none. */
  KeptRevisions(PipelinesDirectory directory, Disk disk, int limit) {
    this.directory = requireNonNull(directory, "directory is null");
    this.disk = requireNonNull(disk, "disk is null");
    this.limit = limit;
  }

  /**
   * A revision that will be kept.
   *
   * @param copy its content, unless it is kept already
   */
  record Prepared(String name, String id, SavedForm form, Optional<Path> copy) {}

  /** Whether there is nothing to do. */
  boolean areOff() {
    return limit == 0;
  }

  /** Those of one pipeline, the latest first. */
  List<KeptRevision> of(String name) throws IOException {
    List<KeptRevision> revisions = new ArrayList<>();
    for (Path entry : PipelinesDirectory.entries(directory.revisions().resolve(name))) {
      KeptRevision.of(entry).ifPresent(revisions::add);
    }
    revisions.sort(Comparator.comparing(KeptRevision::deployedAt).reversed());
    return revisions;
  }

  Optional<KeptRevision> find(String name, String id) throws IOException {
    return of(name).stream().filter(revision -> revision.id().equals(id)).findFirst();
  }

  /** Copies {@code entry}, the directory or file of a pipeline. */
  Prepared prepare(String name, SavedForm form, Path entry) throws IOException {
    String id = ContentHash.of(form, entry);
    if (find(name, id).isPresent()) {
      return new Prepared(name, id, form, Optional.empty());
    }
    Path copy = directory.fresh();
    try {
      disk.copyTree(entry, copy);
    } catch (IOException e) {
      directory.discard(copy);
      throw e;
    }
    return new Prepared(name, id, form, Optional.of(copy));
  }

  /** Makes a revision the latest one; the time is moved when the clock went back. */
  void keep(Prepared revision, Instant deployedAt) throws IOException {
    Path parent = directory.revisions().resolve(revision.name());
    Optional<KeptRevision> known = find(revision.name(), revision.id());
    Path source =
        revision
            .copy()
            .or(() -> known.map(KeptRevision::path))
            .orElseThrow(() -> new IOException("another server has deleted it"));
    Instant time = deployedAt.truncatedTo(ChronoUnit.MILLIS);
    for (KeptRevision other : of(revision.name())) {
      Instant next = other.deployedAt().plusMillis(1);
      time = time.isBefore(next) ? next : time;
    }
    disk.createDirectories(parent);
    disk.move(source, KeptRevision.in(parent, revision.id(), time, revision.form()).path());
    disk.sync(parent);
    disk.sync(directory.revisions());
  }

  /** Deletes what is beyond the limit. */
  void prune(String name) throws IOException {
    of(name).stream().skip(limit).map(KeptRevision::path).forEach(directory::discard);
  }

  /** Deletes all those of a pipeline. */
  void forget(String name) {
    directory.discard(directory.revisions().resolve(name));
  }

  /** Deletes those of pipelines that are no longer there. */
  void recover() throws IOException {
    for (Path revisions : PipelinesDirectory.entries(directory.revisions())) {
      if (!directory.keeps(nameOf(revisions))) {
        forget(nameOf(revisions));
      }
    }
  }
}
