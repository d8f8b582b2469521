// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How a server is.
 *
 * @param answer all that it said
 * @param status its own word for it
 * @param pipelines what is served
 * @param deployments what is served or should be, as far as the server tells
 */
public record ServerStatus(
    JsonNode answer, String status, List<String> pipelines, List<PipelineState> deployments) {
  public ServerStatus {
    pipelines = List.copyOf(pipelines);
    deployments = List.copyOf(deployments);
  }

  static ServerStatus of(JsonNode answer) {
    JsonNode status = answer.path("status");
    JsonNode names = answer.path("pipelines");
    boolean valid = status.isTextual() && names.isArray();
    if (!valid || elements(names).anyMatch(name -> !name.isTextual())) {
      throw new ConnectionException("This is no Hayhooks server's status", null);
    }
    return new ServerStatus(
        answer,
        status.textValue(),
        elements(names).map(JsonNode::textValue).toList(),
        elements(answer.path("deployments")).map(PipelineState::of).toList());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** What is known of all pipelines, whether the server says more than names or not. */
  public List<PipelineState> all() {
    List<PipelineState> all = new ArrayList<>();
    pipelines.forEach(name -> all.add(find(name).orElse(PipelineState.served(name))));
    deployments.stream().filter(one -> !pipelines.contains(one.name())).forEach(all::add);
    return all;
  }

  /** One of them. */
  public Optional<PipelineState> find(String name) {
    return deployments.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The same server as if it had one pipeline. */
  public ServerStatus only(String name) {
    return new ServerStatus(
        answer,
        status,
        pipelines.stream().filter(name::equals).toList(),
        deployments.stream().filter(one -> one.name().equals(name)).toList());
  }
}
