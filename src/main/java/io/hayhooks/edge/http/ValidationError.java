// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * One mismatch between a request and its schema, in pydantic's form.
 *
 * @param type pydantic's name of the error, such as {@code missing}
 * @param loc the path to the value: {@code body}, then field names and indexes
 * @param msg the error in words
 * @param input the value that was refused
 * @param ctx further facts, or null
 */
public record ValidationError(
    String type,
    List<Object> loc,
    String msg,
    @JsonInclude(JsonInclude.Include.ALWAYS) Object input,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Object> ctx) {
  public ValidationError {
    loc = List.copyOf(loc);
  }
}
