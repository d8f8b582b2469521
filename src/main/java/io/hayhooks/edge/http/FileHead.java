// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunHead;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What is said of a file before its bytes, which depends on what the client asked for. */
final class FileHead implements FileAnswer.Head {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final RunHead head;

  FileHead(HttpServletRequest request, HttpServletResponse response, RunHead head) {
    this.request = requireNonNull(request, "request is null");
    this.response = requireNonNull(response, "response is null");
    this.head = requireNonNull(head, "head is null");
  }

  @Override
  public FilePiece piece(long size) {
    boolean partly = head.status() == HttpServletResponse.SC_OK && isSameFile();
    return partly ? FilePiece.of(request.getHeader("Range"), size) : FilePiece.whole(size);
  }

  /** Whether a client that has some of a file already has some of this one. */
  private boolean isSameFile() {
    String known = request.getHeader("If-Range");
    return known == null || known.equals(header("ETag")) || known.equals(header("Last-Modified"));
  }

  private String header(String name) {
    return head.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  @Override
  public void write(FilePiece piece) {
    ResponseHead.write(head, response);
    response.setHeader("Accept-Ranges", "bytes");
    response.setContentLengthLong(piece.length());
    if (piece.length() > FileAnswer.BLOCK) {
      response.setHeader("Connection", "close"); // so that one that breaks off is seen to
    }
    if (!piece.isWhole()) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", piece.contentRange());
    }
  }
}
