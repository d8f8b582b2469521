// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.nameOf;
import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The only one who knows where pipelines are kept and the only writer there: {@code <name>/} holds
 * a pipeline's files. A change is prepared beside it and made by renaming, the old files being kept
 * until the new ones serve, so an interruption at any point leaves the old or the new files,
 * complete.
 */
@Singleton
public final class PipelineStore {
  private static final Logger LOG = Logger.getLogger(PipelineStore.class.getName());
  private static final String NOT_SAVED = "Pipeline '%s' could not be saved";
  private static final String NOT_REMOVED = "Pipeline '%s' could not be removed";

  private final PipelinesDirectory directory;
  private final IgnoredFiles ignored;
  private final Disk disk;

  @Inject
  public PipelineStore(PipelinesConfig config) {
    this(config.pipelinesDirectory(), new IgnoredFiles(config.ignoredFiles()), new Disk());
  }

  PipelineStore(Path root, IgnoredFiles ignored, Disk disk) {
    this.directory = new PipelinesDirectory(root, disk);
    this.ignored = requireNonNull(ignored, "ignored is null");
    this.disk = requireNonNull(disk, "disk is null");
  }

  /** Makes the directory, and makes it consistent after an interruption. Called before all else. */
  synchronized void recover() {
    try {
      directory.recover();
    } catch (IOException e) {
      throw StorageFailure.of("The pipelines directory could not be made ready", e);
    }
  }

  /** What is there to be loaded, in the order of the names. */
  synchronized List<SavedPipeline> list() {
    try {
      return directory.entries().stream().map(this::inspect).filter(Objects::nonNull).toList();
    } catch (IOException e) {
      throw StorageFailure.of("The pipelines directory could not be read", e);
    }
  }

  /** What an entry is; null for what never was meant to be a pipeline. */
  private SavedPipeline inspect(Path path) {
    String name = nameOf(path);
    boolean hidden = IgnoredFiles.isHidden(path);
    if (name.equals(PipelineName.RESERVED) || name.equals("lost+found") || ignored.matches(path)) {
      return null;
    }
    if (Files.isDirectory(path) || Files.isSymbolicLink(path)) {
      boolean wrapper = Files.exists(path.resolve(PipelineFiles.WRAPPER));
      return hidden && !wrapper ? null : new SavedPipeline(name, path, problem(path, wrapper));
    }
    if (PipelinesDirectory.isYaml(path) && !hidden) {
      String reason = "%s was not loaded: YAML pipelines are not supported yet".formatted(name);
      return new SavedPipeline(PipelinesDirectory.stem(name), path, Optional.of(reason));
    }
    return null;
  }

  private Optional<String> problem(Path path, boolean wrapper) {
    String name = nameOf(path);
    if (!PipelineName.isValid(name) || !directory.of(name).equals(path)) {
      return Optional.of("A pipeline cannot have this name");
    }
    if (!Files.isReadable(path)) {
      return Optional.of("Its directory cannot be read");
    }
    return wrapper
        ? Optional.empty()
        : Optional.of("Missing required file: " + PipelineFiles.WRAPPER);
  }

  /** The files of a saved pipeline. */
  FileSource files(SavedPipeline saved) {
    return FileSource.of(saved.path(), ignored);
  }

  /**
   * Refuses a name that something else on the disk already has: a file, or on some file systems a
   * directory whose name differs only in case or in how its characters are composed.
   */
  void checkName(PipelineName name) {
    try {
      Path own = directory.of(name.value());
      if (!PipelinesDirectory.exists(own)) {
        return;
      }
      if (Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS)) {
        throw taken("In the pipelines directory, a file has the name '%s'", name);
      }
      if (directory.entries().stream().noneMatch(entry -> nameOf(entry).equals(name.value()))) {
        throw taken("To the server's file system, another pipeline has the name '%s'", name);
      }
    } catch (IOException | InvalidPathException e) {
      throw StorageFailure.of(NOT_SAVED.formatted(name), e);
    }
  }

  private static ServerException taken(String message, PipelineName name) {
    return new ServerException(ErrorCode.PIPELINE_EXISTS, message.formatted(name));
  }

  /** Keeps {@code files} under {@code name} from now on. */
  SavedChange save(PipelineName name, PipelineFiles files) {
    Path fresh = null;
    try {
      fresh = directory.fresh();
      stage(files, fresh);
      return swap(name, Optional.of(fresh));
    } catch (IOException | InvalidPathException e) {
      discard(fresh);
      throw StorageFailure.of(NOT_SAVED.formatted(name), e);
    }
  }

  /** Keeps nothing under {@code name} from now on. */
  SavedChange remove(PipelineName name) {
    try {
      return swap(name, Optional.empty());
    } catch (IOException e) {
      throw StorageFailure.of(NOT_REMOVED.formatted(name), e);
    } catch (InvalidPathException e) {
      LOG.log(Level.FINE, "A name that cannot be written is not there", e);
      return SavedChange.NONE;
    }
  }

  private void stage(PipelineFiles files, Path fresh) throws IOException {
    disk.createDirectories(fresh);
    TreeSet<Path> directories = new TreeSet<>(List.of(fresh));
    for (String path : files.paths()) {
      Path file = fresh.resolve(path);
      disk.createDirectories(file.getParent());
      disk.write(file, files.content(path));
      for (Path parent = file.getParent(); directories.add(parent); ) {
        parent = parent.getParent();
      }
    }
    for (Path written : directories.descendingSet()) {
      disk.sync(written);
    }
  }

  private synchronized SavedChange swap(PipelineName name, Optional<Path> fresh)
      throws IOException {
    directory.settle(name.value());
    if (fresh.isPresent()) {
      checkName(name);
    }
    Swap change = new Swap(name.value());
    try {
      directory.moveOut(name.value());
      if (fresh.isPresent()) {
        directory.moveIn(fresh.get(), name.value());
        change.isIn = true;
      }
      directory.sync();
    } catch (IOException | RuntimeException e) {
      change.undo();
      throw e;
    }
    return change;
  }

  private synchronized void discard(Path path) {
    if (path != null) {
      directory.discard(path);
    }
  }

  /** A change that is made. */
  private final class Swap implements SavedChange {
    private final String name;
    private boolean isIn;

    private Swap(String name) {
      this.name = name;
    }

    @Override
    public void complete() {
      synchronized (PipelineStore.this) {
        directory.forget(name);
      }
    }

    @Override
    public void undo() {
      synchronized (PipelineStore.this) {
        try {
          if (isIn) {
            directory.discard(directory.of(name));
          }
          directory.settle(name);
        } catch (IOException e) {
          LOG.log(Level.SEVERE, "The files of '%s' come back at the next start".formatted(name), e);
        }
      }
    }
  }
}
