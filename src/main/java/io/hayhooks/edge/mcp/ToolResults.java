// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.config.McpConfig;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import reactor.core.publisher.Mono;

/** What a pipeline gives becomes what a tool gives: text for the model, structure for programs. */
@Singleton
final class ToolResults {
  private static final String RESULT = "result";

  private final FileContents files;
  private final long maxSize;

  @Inject
  ToolResults(FileContents files, McpConfig config) {
    this.files = requireNonNull(files, "files is null");
    maxSize = config.maxContentSize();
  }

  /** The result of a call. */
  Mono<CallToolResult> of(ToolCall call, RunResult result) {
    if (result instanceof RunStream stream) {
      return StreamedResult.of(call, stream, maxSize)
          .map(bytes -> streamed(call, stream.head(), bytes));
    }
    if (result instanceof RunFile file) {
      return files.read(call.tool(), file).map(content -> whole(file.head(), content));
    }
    return Mono.fromCallable(() -> of(call, (RunAnswer) result));
  }

  private static CallToolResult of(ToolCall call, RunAnswer answer) {
    if (answer.head().contentType() == null || !MediaTypes.isJson(answer.head().contentType())) {
      return whole(answer.head(), ContentBlock.of(call.tool(), answer.head(), answer.body()));
    }
    JsonNode body = Json.tree(answer.body());
    if (!(body instanceof ObjectNode object) || body.size() != 1 || !body.has(RESULT)) {
      return whole(answer.head(), text(body.toString())); // a response of the wrapper's own
    }
    JsonNode value = object.get(RESULT);
    List<Content> content =
        ContentBlock.listed(value).orElseGet(() -> List.of(text(ResultText.of(value))));
    return new CallToolResult(content, false, object, null);
  }

  private static CallToolResult streamed(ToolCall call, RunHead head, ByteBuffer bytes) {
    if (!MediaTypes.isText(head.contentType())) {
      return whole(head, ContentBlock.of(call.tool(), head, bytes));
    }
    String text = MediaTypes.text(bytes);
    JsonNode structured = JsonNodeFactory.instance.objectNode().put(RESULT, text);
    return new CallToolResult(List.of(text(text)), isError(head), structured, null);
  }

  private static CallToolResult whole(RunHead head, Content content) {
    return new CallToolResult(List.of(content), isError(head), null, null);
  }

  private static boolean isError(RunHead head) {
    return head.status() >= 400;
  }

  private static TextContent text(String text) {
    return TextContent.builder(text).build();
  }
}
