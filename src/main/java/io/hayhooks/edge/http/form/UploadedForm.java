// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A form that has arrived, with its files on disk. Whoever gets one closes it, which deletes them;
 * a file that shall stay is moved away before.
 */
public final class UploadedForm implements AutoCloseable {
  private final List<FormField> fields;
  private final List<UploadedFile> files;
  private final UploadDirectory directory;

  UploadedForm(List<FormField> fields, List<UploadedFile> files, UploadDirectory directory) {
    this.fields = List.copyOf(fields);
    this.files = List.copyOf(files);
    this.directory = requireNonNull(directory, "directory is null");
  }

  /** The text fields, in the order in which they came. */
  public List<FormField> fields() {
    return fields;
  }

  /** The files, in the order in which they came. */
  public List<UploadedFile> files() {
    return files;
  }

  /** Deletes the files, soon and on another thread. */
  @Override
  public void close() {
    directory.delete(files.stream().map(UploadedFile::path).toList());
  }
}
