// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How to run a pipeline. Schemas are JSON Schema 2020-12; references point to {@code
 * #/components/schemas/X} and the definitions stand under {@code $defs}.
 *
 * @param requestSchema the body: one property per parameter
 * @param responseSchema {@code {"result": …}}, absent for streams, files and hand-made responses
 * @param bodyRequired whether at least one parameter has no default
 * @param takesUploads whether the body is {@code multipart/form-data}
 * @param wantsHeaders whether the method declares the HTTP request's headers
 */
public record RunSignature(
    JsonNode requestSchema,
    Optional<JsonNode> responseSchema,
    boolean bodyRequired,
    boolean takesUploads,
    boolean wantsHeaders) {
  public RunSignature {
    requireNonNull(requestSchema, "requestSchema is null");
    requireNonNull(responseSchema, "responseSchema is null");
  }
}
