// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.nameOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.deploy.KeptRevisions.Prepared;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineContent;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The only one who knows where pipelines are kept and the only writer there: {@code <name>/} holds
 * a wrapper's files, {@code <name>.yml} a YAML pipeline. A change is prepared beside it and made by
 * renaming, the old files being kept until the new ones serve, so an interruption at any point
 * leaves the old or the new files, complete.
 */
@Singleton
public final class PipelineStore {
  private static final Logger LOG = Logger.getLogger(PipelineStore.class.getName());
  private static final String NOT_SAVED = "Pipeline '%s' could not be saved";
  private static final int MAX_ENTRY_BYTES = 255;
  private static final String NOT_REMOVED = "Pipeline '%s' could not be removed";

  private final PipelinesDirectory directory;
  private final IgnoredFiles ignored;
  private final Disk disk;
  private final EntryWriter writer;
  private final KeptRevisions revisions;

  @Inject
  public PipelineStore(PipelinesConfig config) {
    this(
        config.pipelinesDirectory(),
        new IgnoredFiles(config.ignoredFiles()),
        new Disk(),
        config.revisionsKept());
  }

  PipelineStore(Path root, IgnoredFiles ignored, Disk disk, int revisionsKept) {
    this.directory = new PipelinesDirectory(root, disk);
    this.ignored = requireNonNull(ignored, "ignored is null");
    this.disk = requireNonNull(disk, "disk is null");
    this.writer = new EntryWriter(disk);
    this.revisions = new KeptRevisions(directory, disk, revisionsKept);
  }

  /** Makes the directory, and makes it consistent after an interruption. Called before all else. */
  synchronized void recover() {
    try {
      directory.recover();
      revisions.recover();
    } catch (IOException e) {
      throw StorageFailure.of("The pipelines directory could not be made ready", e);
    }
  }

  /** What is there to be loaded, in the order of the names. */
  synchronized List<SavedPipeline> list() {
    try {
      return new SavedPipelines(directory, ignored).list();
    } catch (IOException e) {
      throw StorageFailure.of("The pipelines directory could not be read", e);
    }
  }

  /** The files of a saved pipeline. */
  FileSource files(SavedPipeline saved) {
    return saved.form() == SavedForm.DIRECTORY
        ? FileSource.of(saved.path(), ignored)
        : FileSource.ofYaml(saved.path());
  }

  /** What changes whenever the files of a saved pipeline do. */
  String state(SavedPipeline saved) throws IOException {
    return FileState.of(saved.path(), ignored);
  }

  /**
   * Refuses a name that something else on the disk already has: a file, or on some file systems an
   * entry whose name differs only in case or in how its characters are composed.
   */
  void checkName(PipelineName name, SavedForm wanted) {
    try {
      for (SavedForm form : SavedForm.values()) {
        Path path = directory.of(name.value(), form);
        if (form == wanted) {
          checkFree(form, path);
        }
        if (form.fits(path) && !directory.entries().contains(path)) {
          throw taken("To the server's file system, another pipeline has the name '%s'", name);
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw StorageFailure.of(NOT_SAVED.formatted(name), e);
    }
  }

  private static void checkFree(SavedForm form, Path path) {
    String entry = nameOf(path);
    if (entry.getBytes(UTF_8).length > MAX_ENTRY_BYTES) {
      throw new ServerException(
          ErrorCode.INVALID_REQUEST,
          "No file can have the name '%s': it is longer than %d bytes"
              .formatted(entry, MAX_ENTRY_BYTES));
    }
    if (PipelinesDirectory.exists(path) && !form.fits(path)) {
      String other = form == SavedForm.DIRECTORY ? "file" : "directory";
      throw taken("In the pipelines directory, a " + other + " has the name '%s'", entry);
    }
  }

  private static ServerException taken(String message, Object name) {
    return new ServerException(ErrorCode.PIPELINE_EXISTS, message.formatted(name));
  }

  /** Keeps {@code content} under {@code name} from now on. */
  SavedChange save(PipelineName name, PipelineContent content) {
    return save(name, SavedForm.of(content), fresh -> writer.write(content, fresh));
  }

  /** Keeps an earlier revision under {@code name} from now on. */
  SavedChange restore(PipelineName name, KeptRevision revision) {
    return save(name, revision.form(), fresh -> disk.copyTree(revision.path(), fresh));
  }

  /** Writes an entry of the pipelines directory to where it is prepared. */
  private interface Staging {
    void writeTo(Path fresh) throws IOException;
  }

  private SavedChange save(PipelineName name, SavedForm form, Staging staging) {
    Path fresh = null;
    Optional<Prepared> revision = Optional.empty();
    try {
      fresh = directory.fresh();
      staging.writeTo(fresh);
      if (!revisions.areOff()) {
        revision = Optional.of(revisions.prepare(name.value(), form, fresh));
      }
      return swap(name, new Swap(name.value(), form, fresh, revision));
    } catch (ServerException e) {
      discard(fresh, revision);
      throw e;
    } catch (IOException | InvalidPathException e) {
      discard(fresh, revision);
      throw StorageFailure.of(NOT_SAVED.formatted(name), e);
    }
  }

  /** The revisions that are kept, the latest first. */
  synchronized List<KeptRevision> revisions(PipelineName name) {
    try {
      return revisions.of(name.value());
    } catch (IOException | InvalidPathException e) {
      throw StorageFailure.of("The revisions of '%s' could not be read".formatted(name), e);
    }
  }

  /** Keeps what stands in the place of a served pipeline that no deployment brought. */
  void keepReplaced(Deployment served) {
    String name = served.name().value();
    try {
      if (revisions.areOff() || revisions.find(name, served.revision().id()).isPresent()) {
        return;
      }
      for (SavedPipeline saved : list()) {
        if (saved.name().equals(name) && saved.problem().isEmpty()) {
          keep(saved, served.deployedAt());
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw StorageFailure.of(NOT_SAVED.formatted(name), e);
    }
  }

  private void keep(SavedPipeline saved, Instant deployedAt) throws IOException {
    Path fresh = directory.fresh();
    Optional<Prepared> revision = Optional.empty();
    try {
      SavedForm form = writer.write(saved, files(saved), fresh);
      revision = Optional.of(revisions.prepare(saved.name(), form, fresh));
      synchronized (this) {
        revisions.keep(revision.get(), deployedAt);
      }
    } finally {
      discard(fresh, revision);
    }
  }

  /** Keeps nothing under {@code name} from now on. */
  SavedChange remove(PipelineName name) {
    try {
      return swap(name, new Swap(name.value(), SavedForm.DIRECTORY, null, Optional.empty()));
    } catch (IOException e) {
      throw StorageFailure.of(NOT_REMOVED.formatted(name), e);
    } catch (InvalidPathException e) {
      LOG.log(Level.FINE, "A name that cannot be written is not there", e);
      return SavedChange.NONE;
    }
  }

  private synchronized SavedChange swap(PipelineName name, Swap change) throws IOException {
    directory.settle(name.value());
    if (change.fresh != null) {
      checkName(name, change.form);
    }
    try {
      directory.moveOut(name.value(), change.form);
      if (change.fresh != null) {
        directory.moveIn(change.fresh, name.value(), change.form);
        change.isIn = true;
      }
      directory.sync();
    } catch (IOException | RuntimeException e) {
      change.undo();
      throw e;
    }
    return change;
  }

  private synchronized void discard(Path fresh, Optional<Prepared> revision) {
    if (fresh != null) {
      directory.discard(fresh);
    }
    revision.flatMap(Prepared::copy).ifPresent(directory::discard);
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
      synchronized (PipelineStore.this) {
        keepRevision();
        directory.forget(name);
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
        discard(null, revision);
      }
    }

    @Override
    public void undo() {
      synchronized (PipelineStore.this) {
        discard(null, revision);
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
}
