// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a loaded pipeline can do, as its engine found out.
 *
 * @param type {@code pipeline}, {@code agent} or {@code unknown}
 * @param description first line of the run method's documentation; may be empty
 * @param run how to run it, when it has a run method
 * @param chat how to chat with it, when it has a chat method
 * @param response how to ask it for an OpenAI response, when it has a method for that
 * @param takesFiles whether it has a hook for uploaded OpenAI files
 * @param hasGraph whether it has components and connections that can be drawn
 * @param skipMcp whether it opted out of MCP
 * @param skipA2a whether it opted out of A2A
 * @param agentCard what its A2A agent card shall say, an object
 */
public record PipelineSignature(
    String type,
    String description,
    Optional<RunSignature> run,
    Optional<MethodSignature> chat,
    Optional<MethodSignature> response,
    boolean takesFiles,
    boolean hasGraph,
    boolean skipMcp,
    boolean skipA2a,
    Optional<JsonNode> agentCard) {
  public PipelineSignature {
    requireNonNull(type, "type is null");
    requireNonNull(description, "description is null");
    requireNonNull(run, "run is null");
    requireNonNull(chat, "chat is null");
    requireNonNull(response, "response is null");
    requireNonNull(agentCard, "agentCard is null");
  }

  /** Whether {@code method} exists. */
  public boolean has(RunMethod method) {
    return switch (method) {
      case RUN -> run.isPresent();
      case CHAT_COMPLETION -> chat.isPresent();
      case RESPONSE -> response.isPresent();
      case FILE_UPLOAD -> takesFiles;
      case GRAPH -> hasGraph;
    };
  }

  /** Whether {@code method} wants to see the HTTP request's headers. */
  public boolean wantsHeaders(RunMethod method) {
    return switch (method) {
      case RUN -> run.map(RunSignature::wantsHeaders).orElse(false);
      case CHAT_COMPLETION -> chat.map(MethodSignature::wantsHeaders).orElse(false);
      case RESPONSE -> response.map(MethodSignature::wantsHeaders).orElse(false);
      case FILE_UPLOAD, GRAPH -> false;
    };
  }
}
