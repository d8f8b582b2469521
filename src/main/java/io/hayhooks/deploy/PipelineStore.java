// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.nameOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineContent;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineYaml;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
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

  /**
   * Refuses a name that something else on the disk already has: a file, or on some file systems an
   * entry whose name differs only in case or in how its characters are composed.
   */
  void checkName(PipelineName name, PipelineContent content) {
    try {
      for (SavedForm form : SavedForm.values()) {
        Path path = directory.of(name.value(), form);
        if (form == SavedForm.of(content)) {
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
    Path fresh = null;
    try {
      fresh = directory.fresh();
      if (content instanceof PipelineYaml yaml) {
        disk.write(fresh, yaml.kept());
      } else {
        stage((PipelineFiles) content, fresh);
      }
      return swap(name, content, fresh);
    } catch (ServerException e) {
      discard(fresh);
      throw e;
    } catch (IOException | InvalidPathException e) {
      discard(fresh);
      throw StorageFailure.of(NOT_SAVED.formatted(name), e);
    }
  }

  /** Keeps nothing under {@code name} from now on. */
  SavedChange remove(PipelineName name) {
    try {
      return swap(name, null, null);
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

  private synchronized SavedChange swap(PipelineName name, PipelineContent content, Path fresh)
      throws IOException {
    directory.settle(name.value());
    if (content != null) {
      checkName(name, content);
    }
    SavedForm form = content == null ? SavedForm.DIRECTORY : SavedForm.of(content);
    Swap change = new Swap(name.value(), form);
    try {
      directory.moveOut(name.value(), form);
      if (content != null) {
        directory.moveIn(fresh, name.value(), form);
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
    private final SavedForm form;
    private boolean isIn;

    private Swap(String name, SavedForm form) {
      this.name = name;
      this.form = form;
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
