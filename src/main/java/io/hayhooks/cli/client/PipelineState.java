// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How one pipeline is; texts are empty where the server does not say.
 *
 * @param state {@code Loaded} when it is served
 * @param workers the states of its workers
 * @param calls calls that are being worked on or wait
 * @param error why it, or something else of its name, is not served
 */
public record PipelineState(
    String name,
    String type,
    String state,
    String description,
    List<String> capabilities,
    String revision,
    List<String> workers,
    int calls,
    String deployedAt,
    String error) {
  private static final String LOADED = "Loaded";

  public PipelineState {
    capabilities = List.copyOf(capabilities);
    workers = List.copyOf(workers);
  }

  static PipelineState of(JsonNode one) {
    List<String> capabilities = new ArrayList<>();
    one.path("capabilities").forEach(capability -> capabilities.add(capability.asText()));
    List<String> workers = new ArrayList<>();
    int calls = one.path("waiting").asInt();
    for (JsonNode worker : one.path("workers")) {
      workers.add(worker.path("state").asText());
      calls += worker.path("calls").asInt();
    }
    return new PipelineState(
        one.path("name").asText(),
        text(one, "type"),
        text(one, "state"),
        text(one, "description"),
        capabilities,
        text(one, "revision"),
        workers,
        calls,
        text(one, "deployed_at"),
        text(one, "error"));
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).isTextual() ? object.path(field).textValue() : "";
  }

  static PipelineState served(String name) {
    return new PipelineState(name, "", LOADED, "", List.of(), "", List.of(), 0, "", "");
  }

  /** Whether it takes calls. */
  public boolean isServed() {
    return state.equals(LOADED);
  }
}
