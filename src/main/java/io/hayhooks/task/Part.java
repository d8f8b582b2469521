// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A piece of a message or artifact: one of {@code text}, {@code raw}, {@code url} and {@code data}.
 * What is absent is null.
 *
 * @param raw a file's bytes in Base64
 * @param url where a file is
 * @param data any JSON value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Part(
    String text,
    String raw,
    String url,
    JsonNode data,
    ObjectNode metadata,
    String filename,
    String mediaType) {
  /** A piece of text. */
  public static Part text(String text) {
    return new Part(text, null, null, null, null, null, null);
  }
}
