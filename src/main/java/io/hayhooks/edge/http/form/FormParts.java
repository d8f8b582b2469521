// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * What the parser finds in a form, counted and put where it belongs. The parser swallows what its
 * listener throws; so the first failure is kept, and nothing is taken after it.
 */
final class FormParts extends MultiPart.AbstractPartsListener {
  private static final int MOST_FILES = 1000;
  private static final int MOST_FIELDS = 1000;

  private final UploadDirectory directory;
  private final FieldMemory memory;
  private final List<FormField> fields = new ArrayList<>();
  private final List<UploadedFile> files = new ArrayList<>();
  private String contentType;
  private FormPart part;
  private boolean recognized;
  private ServerException failure;

  private interface Step {
    void take() throws IOException;
  }

  FormParts(UploadDirectory directory, FieldMemory memory) {
    this.directory = requireNonNull(directory, "directory is null");
    this.memory = requireNonNull(memory, "memory is null");
  }

  /** Throws what went wrong so far. */
  void check() {
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * The form; a part that has not ended is left out, as Hayhooks does.
   *
   * @param bodyLength how many bytes the parser got
   */
  UploadedForm form(long bodyLength) {
    if (bodyLength > 0 && !recognized) {
      throw FormErrors.malformed("there is no boundary in it");
    }
    abortPart();
    return new UploadedForm(fields, files, directory);
  }

  /** Leaves nothing on disk. */
  void abort() {
    abortPart();
    new UploadedForm(fields, files, directory).close();
    fields.clear();
    files.clear();
  }

  @Override
  public void onPartBegin() {
    recognized = true;
  }

  @Override
  public void onComplete() {
    recognized = true;
  }

  @Override
  public void onPartHeader(String name, String value) {
    super.onPartHeader(name, value);
    if (HttpHeader.CONTENT_TYPE.is(name)) {
      contentType = value;
    }
  }

  @Override
  public void onPartHeaders() {
    guarded(() -> part = open(getName(), getFileName()));
    contentType = null;
  }

  private FormPart open(String name, String filename) throws IOException {
    if (name == null) {
      throw FormErrors.noName();
    }
    if (filename == null) {
      if (fields.size() == MOST_FIELDS) {
        throw FormErrors.tooMany("fields", MOST_FIELDS);
      }
      return new FieldPart(name, memory, fields::add);
    }
    if (files.size() == MOST_FILES) {
      throw FormErrors.tooMany("files", MOST_FILES);
    }
    return new FilePart(name, filename, contentType, directory, files::add);
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    if (chunk.hasRemaining()) {
      guarded(() -> part.add(chunk.getByteBuffer()));
    }
  }

  @Override
  public void onPart(String name, String fileName, HttpFields headers) {
    guarded(
        () -> {
          part.complete();
          part = null;
        });
  }

  @Override
  public void onFailure(Throwable cause) {
    if (failure == null && !(cause instanceof EOFException)) {
      failure = FormErrors.malformed(cause.getMessage());
    }
  }

  private void guarded(Step step) {
    if (failure != null) {
      return;
    }
    try {
      step.take();
    } catch (ServerException e) {
      failure = e;
    } catch (IOException e) {
      failure = FormErrors.noSpace(e);
    }
  }

  private void abortPart() {
    if (part != null) {
      part.abort();
      part = null;
    }
  }
}
