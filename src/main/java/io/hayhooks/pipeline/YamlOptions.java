// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a deployment says of a YAML pipeline beside its source.
 *
 * @param description what it does, for people and for clients that choose among pipelines
 * @param skipMcp whether it is kept out of MCP
 * @param skipA2a whether it is kept out of A2A
 * @param workerGroup the group of pipelines with which it shares a worker
 */
public record YamlOptions(
    Optional<String> description,
    Optional<Boolean> skipMcp,
    Optional<Boolean> skipA2a,
    Optional<String> workerGroup) {
  /** Nothing is said. */
  public static final YamlOptions NONE = new YamlOptions(Optional.empty(), Optional.empty());

  private static final String DESCRIPTION = "description";
  private static final String SKIP_MCP = "skip_mcp";
  private static final String SKIP_A2A = "skip_a2a";
  private static final String WORKER_GROUP = "worker_group";

  public YamlOptions {
    description = description.filter(text -> !text.isBlank());
    requireNonNull(skipMcp, "skipMcp is null");
    requireNonNull(skipA2a, "skipA2a is null");
    requireNonNull(workerGroup, "workerGroup is null");
  }

  /** Those of a pipeline that is an agent if it can be one, and belongs to no group. */
  public YamlOptions(Optional<String> description, Optional<Boolean> skipMcp) {
    this(description, skipMcp, Optional.empty(), Optional.empty());
  }

  /** Takes what is known of an object; other fields and types are no options. */
  static YamlOptions of(JsonNode object) {
    return new YamlOptions(
        Optional.ofNullable(object.path(DESCRIPTION).textValue()),
        flag(object.path(SKIP_MCP)),
        flag(object.path(SKIP_A2A)),
        Optional.ofNullable(object.path(WORKER_GROUP).textValue()));
  }

  private static Optional<Boolean> flag(JsonNode value) {
    return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
  }

  /** These, and where they say nothing, the others. */
  YamlOptions or(YamlOptions others) {
    return new YamlOptions(
        description.or(others::description),
        skipMcp.or(others::skipMcp),
        skipA2a.or(others::skipA2a),
        workerGroup.or(others::workerGroup));
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  ObjectNode json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    description.ifPresent(text -> object.put(DESCRIPTION, text));
    skipMcp.ifPresent(skip -> object.put(SKIP_MCP, skip));
    skipA2a.ifPresent(skip -> object.put(SKIP_A2A, skip));
    workerGroup.ifPresent(group -> object.put(WORKER_GROUP, group));
    return object;
  }
}
