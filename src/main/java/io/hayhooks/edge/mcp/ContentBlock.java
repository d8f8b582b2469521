// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.pipeline.RunHead;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Blocks of which a tool's result consists, by what is in them. */
final class ContentBlock {
  /** What a block of each type must have to be one. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "text", List.of("/text"),
          "image", List.of("/data", "/mimeType"),
          "audio", List.of("/data", "/mimeType"),
          "resource", List.of("/resource/uri"),
          "resource_link", List.of("/uri", "/name"));

  private ContentBlock() {}

  /** A body that has no name. */
  static Content of(String tool, RunHead head, ByteBuffer body) {
    return MediaTypes.isText(head.contentType())
        ? TextContent.builder(MediaTypes.text(body)).build()
        : of(tool, "result", MediaTypes.plain(head.contentType()), body);
  }

  /** A file, or what could be one. */
  static Content of(String tool, String name, String type, ByteBuffer bytes) {
    if (type.startsWith("image/") && !MediaTypes.isText(type)) {
      return new ImageContent(null, base64(bytes), type, null);
    }
    if (type.startsWith("audio/")) {
      return new AudioContent(null, base64(bytes), type, null);
    }
    String uri = uri(tool, name);
    return new EmbeddedResource(
        null,
        MediaTypes.isText(type)
            ? new TextResourceContents(uri, type, MediaTypes.text(bytes), null)
            : new BlobResourceContents(uri, type, base64(bytes), null),
        null);
  }

  /** The blocks that a wrapper made itself, when all items of a list are some. */
  static Optional<List<Content>> listed(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return Optional.empty();
    }
    List<Content> blocks = new ArrayList<>();
    for (JsonNode item : value) {
      if (!isBlock(item)) {
        return Optional.empty();
      }
      blocks.add(JsonRpc.convert(item, Content.class));
    }
    return Optional.of(blocks);
  }

  private static boolean isBlock(JsonNode item) {
    List<String> fields = FIELDS.get(item.path("type").asText());
    return item.isObject()
        && fields != null
        && fields.stream().allMatch(field -> item.at(field).isTextual())
        && (!item.has("resource") || hasContents(item.get("resource")));
  }

  private static boolean hasContents(JsonNode resource) {
    return resource.path("text").isTextual() || resource.path("blob").isTextual();
  }

  private static String base64(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1
        .decode(Base64.getEncoder().encode(bytes.duplicate()))
        .toString();
  }

  /** A name for a resource that is nowhere but in the result. */
  private static String uri(String tool, String name) {
    try {
      return new URI("hayhooks", null, "/" + tool + "/" + name, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Any path can be quoted", e);
    }
  }
}
