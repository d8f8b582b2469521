// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.nameOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Tells which names an entry of the pipelines directory can have. */
final class FreeNames {
  private static final int MAX_ENTRY_BYTES = 255;

  private final PipelinesDirectory directory;

  FreeNames(PipelinesDirectory directory) {
    this.directory = requireNonNull(directory, "directory is null");
  }

  /**
   * Refuses a name that something else on the disk already has: a file, or on some file systems an
   * entry whose name differs only in case or in how its characters are composed.
   */
  void check(PipelineName name, SavedForm wanted) {
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
      throw StorageFailure.of(PipelineStore.NOT_SAVED.formatted(name), e);
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
}
