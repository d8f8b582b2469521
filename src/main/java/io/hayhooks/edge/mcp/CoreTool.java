// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The tools of the server itself. A pipeline of such a name is no tool: these were here first. */
enum CoreTool {
  GET_ALL_PIPELINE_STATUSES,
  GET_PIPELINE_STATUS,
  UNDEPLOY_PIPELINE,
  DEPLOY_PIPELINE;

  private static final String DESCRIPTIONS = "/mcp/core-tools.json";
  private static final ObjectNode ALL = read();

  /** The tool of that name, if there is one. */
  static Optional<CoreTool> named(String name) {
    return Arrays.stream(values()).filter(tool -> tool.toolName().equals(name)).findFirst();
  }

  String toolName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a client is told of it. */
  ObjectNode description() {
    ObjectNode description = ALL.objectNode().put("name", toolName());
    return description.setAll((ObjectNode) ALL.get(toolName()));
  }

  private static ObjectNode read() {
    try (InputStream stream =
        Objects.requireNonNull(CoreTool.class.getResourceAsStream(DESCRIPTIONS), DESCRIPTIONS)) {
      return (ObjectNode) JsonRpc.MAPPER.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
