// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.KeptRevisions.Prepared;
import io.hayhooks.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Swaps what the pipelines directory has under a name, in turns: from when a change is made until
 * it is complete or undone, everybody else who wants to change or look waits.
 */
final class EntrySwaps {
  private static final Logger LOG = Logger.getLogger(EntrySwaps.class.getName());

  private final PipelinesDirectory directory;
  private final FreeNames names;
  private final KeptRevisions revisions;
  private final StoreLock lock;

  EntrySwaps(
      PipelinesDirectory directory, FreeNames names, KeptRevisions revisions, StoreLock lock) {
    this.directory = requireNonNull(directory, "directory is null");
    this.names = requireNonNull(names, "names is null");
    this.revisions = requireNonNull(revisions, "revisions is null");
    this.lock = requireNonNull(lock, "lock is null");
  }

  /** Puts what is prepared at {@code fresh} in the place of whatever is there. */
  SavedChange in(PipelineName name, SavedForm form, Path fresh, Optional<Prepared> revision)
      throws IOException {
    return make(name, new Swap(name.value(), form, fresh, revision));
  }

  /** Takes away whatever is there. */
  SavedChange out(PipelineName name) throws IOException {
    return make(name, new Swap(name.value(), SavedForm.DIRECTORY, null, Optional.empty()));
  }

  private SavedChange make(PipelineName name, Swap change) throws IOException {
    lock.enter();
    boolean made = false;
    try {
      directory.settle(name.value());
      if (change.fresh != null) {
        names.check(name, change.form);
      }
      move(change);
      made = true;
      return change;
    } finally {
      if (!made) {
        lock.leave();
      }
    }
  }

  private void move(Swap change) throws IOException {
    try {
      directory.moveOut(change.name, change.form);
      if (change.fresh != null) {
        directory.moveIn(change.fresh, change.name, change.form);
        change.isIn = true;
      }
      directory.sync();
    } catch (IOException | RuntimeException e) {
      change.takeBack();
      throw e;
    }
  }

  /** A change that is made. What comes in is at {@code fresh}; null when nothing does. */
  private final class Swap implements SavedChange {
    private final String name;
    private final SavedForm form;
    private final Path fresh;
    private final Optional<Prepared> revision;
    private boolean isIn;

    private Swap(String name, SavedForm form, Path fresh, Optional<Prepared> revision) {
      this.name = name;
      this.form = form;
      this.fresh = fresh;
      this.revision = revision;
    }

    @Override
    public void complete() {
      try {
        keepRevision();
        directory.forget(name);
      } finally {
        lock.leave();
      }
    }

    /** What could not be kept now is kept when it is replaced. */
    private void keepRevision() {
      if (!isIn) {
        revisions.forget(name);
        return;
      }
      try {
        if (revision.isPresent()) {
          revisions.keep(revision.get(), Instant.now());
        }
        revisions.prune(name);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A revision of '%s' could not be kept".formatted(name), e);
        discardRevision();
      }
    }

    @Override
    public void undo() {
      try {
        takeBack();
      } finally {
        lock.leave();
      }
    }

    private void discardRevision() {
      revision.flatMap(Prepared::copy).ifPresent(directory::discard);
    }

    private void takeBack() {
      discardRevision();
      try {
        if (isIn) {
          directory.discard(directory.of(name, form));
        }
        directory.settle(name);
      } catch (IOException e) {
        LOG.log(Level.SEVERE, "The files of '%s' come back at the next start".formatted(name), e);
      }
    }
  }
}
