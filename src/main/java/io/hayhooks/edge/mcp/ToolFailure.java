// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Failures of a call as the model reads them, which may then do better: they are results, in the
 * words of Hayhooks.
 */
final class ToolFailure {
  private static final Logger LOG = Logger.getLogger(ToolFailure.class.getName());
  private static final String WHAT = "Pipeline execution failed: ";

  private ToolFailure() {}

  /** A call of one of the server's own tools that failed. */
  static CallToolResult ofServer(String tool, Throwable failure) {
    ServerException known = known(failure);
    return isMismatch(known)
        ? mismatch(known)
        : result("General unhandled error in call_tool for tool '%s': ", tool, known.getMessage());
  }

  /** A call of a pipeline that failed. */
  static CallToolResult ofPipeline(String tool, Throwable failure) {
    ServerException known = known(failure);
    String message = known.getMessage();
    return isMismatch(known)
        ? mismatch(known)
        : result(
            "General unhandled error in call_tool for tool '%1$s': "
                + "Error calling pipeline as MCP Tool '%1$s': ",
            tool, message.startsWith(WHAT) ? message.substring(WHAT.length()) : message);
  }

  private static CallToolResult result(String lead, String tool, String message) {
    return CallToolResult.builder()
        .addTextContent(lead.formatted(tool) + message)
        .isError(true)
        .build();
  }

  private static boolean isMismatch(ServerException failure) {
    return failure.code() == ErrorCode.INVALID_REQUEST && failure.detail() instanceof Iterable;
  }

  private static CallToolResult mismatch(ServerException failure) {
    List<String> errors = new ArrayList<>();
    JsonNode detail = Json.MAPPER.valueToTree(failure.detail());
    detail.forEach(error -> errors.add(text(error)));
    return CallToolResult.builder()
        .addTextContent("Input validation error: " + String.join("; ", errors))
        .isError(true)
        .build();
  }

  private static String text(JsonNode error) {
    List<String> path = new ArrayList<>();
    error.path("loc").forEach(step -> path.add(step.asText()));
    String where = path.stream().skip(1).collect(Collectors.joining("."));
    if (error.path("type").asText().equals("missing")) {
      return "'%s' is a required property".formatted(where);
    }
    String message = error.path("msg").asText();
    return where.isEmpty() ? message : "%s: %s".formatted(where, message);
  }

  private static ServerException known(Throwable failure) {
    if (failure instanceof ServerException known) {
      return known;
    }
    LOG.log(Level.SEVERE, "A call of a tool failed in a way that nobody foresaw", failure);
    return new ServerException(
        ErrorCode.INTERNAL_ERROR, "Internal server error; the server's log says more", failure);
  }
}
