// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hayhooks.edge.http.ProductVersion;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.ProtocolVersions;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What this server answers to which message, whatever transport brings it. */
@Singleton
final class Protocol {
  /** The versions spoken here, the newest last. */
  static final List<String> VERSIONS =
      List.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  static final String INITIALIZE = McpSchema.METHOD_INITIALIZE;
  static final String TOOLS_CHANGED = McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED;

  private static final String SERVER = "hayhooks-mcp-server";
  private static final String TITLE = "Hayhooks EE";

  private final ToolList tools;
  private final CoreTools coreTools;
  private final PipelineTools pipelineTools;
  private final Provider<ProductVersion> version;
  private final Map<String, McpRequestHandler<?>> requests;

  /**
   * Takes what has the answers.
   *
   * @param version asked for later: at start there is no servlet context that could tell it
   */
  @Inject
  Protocol(
      ToolList tools,
      CoreTools coreTools,
      PipelineTools pipelineTools,
      Provider<ProductVersion> version) {
    this.tools = requireNonNull(tools, "tools is null");
    this.coreTools = requireNonNull(coreTools, "coreTools is null");
    this.pipelineTools = requireNonNull(pipelineTools, "pipelineTools is null");
    this.version = requireNonNull(version, "version is null");
    requests =
        Map.<String, McpRequestHandler<?>>of(
            McpSchema.METHOD_PING,
            answering((exchange, params) -> Mono.just(Map.of())),
            McpSchema.METHOD_TOOLS_LIST,
            answering((exchange, params) -> Mono.just(this.tools.all())),
            McpSchema.METHOD_TOOLS_CALL,
            answering((exchange, params) -> call(exchange, tree(params))),
            McpSchema.METHOD_LOGGING_SET_LEVEL,
            answering((exchange, params) -> Mono.just(Map.of())));
  }

  /** Lets the compiler find out the type of an answer. */
  private static <T> McpRequestHandler<T> answering(McpRequestHandler<T> handler) {
    return handler;
  }

  /** What answers requests, by their method. */
  Map<String, McpRequestHandler<?>> requests() {
    return requests;
  }

  /** Reads how a client introduces itself. */
  static InitializeRequest client(JSONRPCRequest message) {
    try {
      return JsonRpc.convert(tree(message.params()), InitializeRequest.class);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, JsonRpc.INVALID_PARAMS, "Validation error: no such client can be");
    }
  }

  /** The answer to a client that introduces itself: its version if it is spoken here. */
  InitializeResult initialize(InitializeRequest request) {
    String wanted = request.protocolVersion();
    return new InitializeResult(
        VERSIONS.contains(wanted) ? wanted : VERSIONS.get(VERSIONS.size() - 1),
        ServerCapabilities.builder().tools(true).build(),
        new Implementation(SERVER, TITLE, version.get().value(), null, null, null),
        null,
        null);
  }

  private Mono<CallToolResult> call(McpAsyncServerExchange exchange, JsonNode params) {
    ToolCall call = ToolCall.of(exchange, params);
    return CoreTool.named(call.tool())
        .map(tool -> coreTools.call(tool, call))
        .orElseGet(() -> pipelineTools.call(call));
  }

  private static JsonNode tree(Object params) {
    return params == null ? JsonNodeFactory.instance.objectNode() : (JsonNode) params;
  }
}
