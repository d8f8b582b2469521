// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Json;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** How a form travels on the worker link: its fields, and where its files are. */
  public ByteBuffer manifest() {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put(
        "fields", fields.stream().map(field -> List.of(field.name(), field.value())).toList());
    manifest.put("files", files.stream().map(UploadedForm::describe).toList());
    return ByteBuffer.wrap(Json.bytes(manifest));
  }

  private static Map<String, Object> describe(UploadedFile file) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("field", file.field());
    description.put("filename", file.filename());
    description.put("content_type", file.contentType());
    description.put("path", file.path().toString());
    description.put("size", file.size());
    return description;
  }

  /** Deletes the files, soon and on another thread. */
  @Override
  public void close() {
    directory.delete(files.stream().map(UploadedFile::path).toList());
  }
}
