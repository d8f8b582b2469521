// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.deploy.KeptRevisions.Prepared;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineContent;
import io.hayhooks.pipeline.PipelineName;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The only one who knows where pipelines are kept and the only writer there: {@code <name>/} holds
 * a wrapper's files, {@code <name>.yml} a YAML pipeline. A change is prepared beside it and made by
 * renaming, the old files being kept until the new ones serve, so an interruption at any point
 * leaves the old or the new files, complete. Servers may share the directory: changes and looks
 * take turns among all of them.
 */
@Singleton
public final class PipelineStore {
  private static final Logger LOG = Logger.getLogger(PipelineStore.class.getName());
  static final String NOT_SAVED = "Pipeline '%s' could not be saved";
  private static final Duration LONGEST_TURN = Duration.ofSeconds(30);
  private static final String NOT_REMOVED = "Pipeline '%s' could not be removed";

  private final PipelinesDirectory directory;
  private final IgnoredFiles ignored;
  private final Disk disk;
  private final EntryWriter writer;
  private final KeptRevisions revisions;
  private final FreeNames names;
  private final EntrySwaps swaps;
  private final StoreLock lock;

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
    this.names = new FreeNames(directory);
    this.lock = new StoreLock(directory.lock(), LONGEST_TURN);
    this.swaps = new EntrySwaps(directory, names, revisions, lock);
  }

  @PreDestroy
  void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "The lock goes with the server", e);
    }
  }

  /** Makes the directory, and makes it consistent after an interruption. Called before all else. */
  void recover() {
    try {
      lock.alone(
          () -> {
            directory.recover();
            revisions.recover();
            return null;
          });
    } catch (IOException e) {
      throw StorageFailure.of("The pipelines directory could not be made ready", e);
    }
  }

  /** What is there to be loaded, in the order of the names. */
  List<SavedPipeline> list() {
    try {
      return lock.alone(new SavedPipelines(directory, ignored)::list);
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

  /** Refuses a name that something else on the disk already has. */
  void checkName(PipelineName name, SavedForm wanted) {
    names.check(name, wanted);
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
      return swaps.in(name, form, fresh, revision);
    } catch (ServerException e) {
      discard(fresh, revision);
      throw e;
    } catch (IOException | InvalidPathException e) {
      discard(fresh, revision);
      throw StorageFailure.of(NOT_SAVED.formatted(name), e);
    }
  }

  /** The revisions that are kept, the latest first. */
  List<KeptRevision> revisions(PipelineName name) {
    try {
      return lock.alone(() -> revisions.of(name.value()));
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
      lock.enter();
      try {
        revisions.keep(revision.get(), deployedAt);
      } finally {
        lock.leave();
      }
    } finally {
      discard(fresh, revision);
    }
  }

  /** Whether anything is kept under {@code name}; if not, its revisions go, too. */
  boolean keeps(PipelineName name) {
    try {
      return lock.alone(
          () -> {
            boolean kept = directory.keeps(name.value());
            if (!kept) {
              revisions.forget(name.value());
            }
            return kept;
          });
    } catch (IOException e) {
      throw StorageFailure.of("The pipelines directory could not be read", e);
    }
  }

  /** Keeps nothing under {@code name} from now on. */
  SavedChange remove(PipelineName name) {
    try {
      return swaps.out(name);
    } catch (IOException e) {
      throw StorageFailure.of(NOT_REMOVED.formatted(name), e);
    } catch (InvalidPathException e) {
      LOG.log(Level.FINE, "A name that cannot be written is not there", e);
      return SavedChange.NONE;
    }
  }

  private void discard(Path fresh, Optional<Prepared> revision) {
    if (fresh != null) {
      directory.discard(fresh);
    }
    revision.flatMap(Prepared::copy).ifPresent(directory::discard);
  }
}
