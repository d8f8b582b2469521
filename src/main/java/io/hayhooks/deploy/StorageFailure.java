// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Says in a client's words that the disk did not do what it should; paths of ours stay out. */
final class StorageFailure {
  private StorageFailure() {}

  /**
   * An error to answer with.
   *
   * @param what what was not done, such as {@code Pipeline 'x' could not be saved}
   */
  static ServerException of(String what, Exception cause) {
    return new ServerException(ErrorCode.INTERNAL_ERROR, what + ": " + reason(cause), cause);
  }

  /** Why an operation failed, without the paths that the exception's message has. */
  private static String reason(Exception failure) {
    if (failure instanceof InvalidPathException unwritable) {
      return "the server's file system cannot write the name '%s' (is its locale UTF-8?)"
          .formatted(unwritable.getInput());
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "two of its files have the same name on the server's file system";
    }
    if (failure instanceof NoSuchFileException) {
      return "a file vanished meanwhile";
    }
    if (failure instanceof AtomicMoveNotSupportedException) {
      return "it spans two file systems";
    }
    String reason =
        failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }
}
