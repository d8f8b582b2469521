// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A file, written to disk as it arrives. */
final class FilePart implements FormPart {
  private static final Logger LOG = Logger.getLogger(FilePart.class.getName());

  private final String field;
  private final String filename;
  private final String contentType;
  private final UploadDirectory directory;
  private final Consumer<UploadedFile> target;
  private final Path path;
  private final FileChannel channel;
  private long size;

  FilePart(
      String field,
      String filename,
      String contentType,
      UploadDirectory directory,
      Consumer<UploadedFile> target)
      throws IOException {
    this.field = requireNonNull(field, "field is null");
    this.filename = requireNonNull(filename, "filename is null");
    this.contentType = contentType;
    this.directory = requireNonNull(directory, "directory is null");
    this.target = requireNonNull(target, "target is null");
    path = directory.newFile();
    channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void add(ByteBuffer content) throws IOException {
    size += content.remaining();
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  @Override
  public void complete() throws IOException {
    channel.close();
    if (size == 0 && filename.isEmpty()) { // a browser's file field in which nothing was chosen
      directory.delete(List.of(path));
      return;
    }
    target.accept(new UploadedFile(field, filename, contentType, path, size));
  }

  @Override
  public void abort() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "The file is deleted all the same", e);
    }
    directory.delete(List.of(path));
  }
}
