// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.Revision;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The directories that engines load from: one for each load, never changed and never shared, so
 * that a pipeline can read its own files as long as it lives, whatever is deployed meanwhile. They
 * are copies and go with the server.
 */
@Singleton
public final class RevisionStore {
  private static final Logger LOG = Logger.getLogger(RevisionStore.class.getName());

  private final Path parent;
  private final AtomicLong sequence = new AtomicLong();
  private InstanceDirectory instance; // guarded by this

  @Inject
  public RevisionStore(PipelinesConfig config) {
    this(config.dataDirectory().resolve("revisions"));
  }

  RevisionStore(Path parent) {
    this.parent = requireNonNull(parent, "parent is null");
  }

  /** Makes a revision of files. */
  Revision add(PipelineName name, FileSource files) {
    Path fresh = null;
    try {
      long number = sequence.incrementAndGet();
      Path directory = instance();
      fresh = Files.createDirectory(directory.resolve("new-" + number));
      files.writeTo(fresh);
      String id = ContentHash.of(fresh);
      return new Revision(name, id, Files.move(fresh, directory.resolve(id + "-" + number)));
    } catch (IOException | InvalidPathException e) {
      delete(fresh);
      throw StorageFailure.of("The files of '%s' could not be prepared".formatted(name), e);
    }
  }

  /** Deletes a revision that no pipeline needs any more. */
  void discard(Revision revision) {
    delete(revision.directory());
  }

  private static void delete(Path directory) {
    if (directory == null) {
      return;
    }
    try {
      new Disk().deleteTree(directory);
    } catch (IOException e) {
      LOG.log(Level.FINE, "A revision's files stay until the server stops: " + directory, e);
    }
  }

  private synchronized Path instance() throws IOException {
    if (instance == null) {
      instance = InstanceDirectory.open(parent);
    }
    return instance.path();
  }

  /** Deletes all revisions; a further one would start anew. */
  synchronized void close() {
    if (instance == null) {
      return;
    }
    try {
      instance.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Revisions could not be deleted; the next start does it", e);
    }
    instance = null;
  }
}
