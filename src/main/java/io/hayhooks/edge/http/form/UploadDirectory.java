// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.UploadConfig;
import io.hayhooks.deploy.InstanceDirectory;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where uploaded files are while their calls last. It goes with the server; what a killed server
 * left behind goes when the next one starts.
 */
@Singleton
public final class UploadDirectory {
  private static final Logger LOG = Logger.getLogger(UploadDirectory.class.getName());

  private final Path parent;
  private final Executor executor;
  private final AtomicLong sequence = new AtomicLong();
  private InstanceDirectory instance; // guarded by this

  @Inject
  public UploadDirectory(UploadConfig config, ManagedExecutorService executor) {
    this(config.directory(), (Executor) executor);
  }

  UploadDirectory(Path parent, Executor executor) {
    this.parent = requireNonNull(parent, "parent is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  @PostConstruct
  void open() {
    try {
      path();
    } catch (IOException e) { // uploads will say so, again and again; all else works
      LOG.log(Level.WARNING, "No file can be uploaded: %s cannot be used".formatted(parent), e);
    }
  }

  /** The name of a file that does not exist yet. */
  Path newFile() throws IOException {
    return path().resolve(Long.toString(sequence.incrementAndGet()));
  }

  /** Bytes that are left for files. */
  long usableSpace() throws IOException {
    return Files.getFileStore(path()).getUsableSpace();
  }

  /** Deletes files; not on this thread, since removing large ones takes its time. */
  void delete(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    try {
      executor.execute(() -> files.forEach(UploadDirectory::delete));
    } catch (RejectedExecutionException e) { // the server stops, and the whole directory goes
      LOG.log(Level.FINE, "Uploaded files go with the server", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "An uploaded file could not be deleted: " + file, e);
    }
  }

  private synchronized Path path() throws IOException {
    if (instance == null) {
      instance = InstanceDirectory.open(parent);
      InstanceDirectory.keepPrivate(parent);
    }
    return instance.path();
  }

  @PreDestroy
  synchronized void close() {
    if (instance == null) {
      return;
    }
    try {
      instance.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Uploaded files could not be deleted; the next start does it", e);
    }
    instance = null;
  }
}
