// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file of a form, on disk.
 *
 * @param field the form field it came in; several files may have the same
 * @param filename as the client sent it: not to be trusted as a path
 * @param contentType the part's media type, or null when the client sent none
 * @param path where its bytes are; the name there is ours
 */
public record UploadedFile(
    String field, String filename, String contentType, Path path, long size) {
  public UploadedFile {
    requireNonNull(field, "field is null");
    requireNonNull(filename, "filename is null");
    requireNonNull(path, "path is null");
  }
}
