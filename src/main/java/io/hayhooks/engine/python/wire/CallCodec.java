// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.pipeline.CallTrace;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Payloads of RUN, RESULT, STREAM, CHUNK and CREDIT. Bodies are views, never copies. */
final class CallCodec {
  private static final String JSON = "application/json";
  private static final ByteBuffer NO_HEAD = ByteBuffer.allocate(0);

  private CallCodec() {}

  /** What stands before the body of a RUN. */
  static ByteBuffer encodeRun(RunRequest request, int unit) {
    ByteBuffer head = encodeRunHead(request, unit);
    return ByteBuffer.allocate(5 + head.remaining())
        .put(number(request.method()))
        .putInt(head.remaining())
        .put(head)
        .flip();
  }

  private static ByteBuffer encodeRunHead(RunRequest request, int unit) {
    boolean usual = JSON.equals(request.contentType()) && request.headers().isEmpty();
    OptionalLong remaining = request.deadline().remaining(System.nanoTime());
    CallTrace trace = request.trace();
    if (usual && unit == 0 && !request.form() && remaining.isEmpty() && !trace.isOn()) {
      return NO_HEAD.duplicate();
    }
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("content_type", request.contentType());
    head.put(
        "headers",
        request.headers().stream().map(header -> List.of(header.name(), header.value())).toList());
    if (unit != 0) {
      head.put("unit", unit);
    }
    if (request.form()) {
      head.put("form", true);
    }
    remaining.ifPresent(nanos -> head.put("timeout", nanos / 1e9));
    if (trace.isOn()) {
      head.put("trace", List.of(trace.parent(), trace.state(), trace.requestId()));
    }
    return WireJson.write(head);
  }

  static RunAnswer decodeResult(ByteBuffer payload) throws ProtocolException {
    if (payload.remaining() < 4) {
      throw new ProtocolException("a RESULT has no head length");
    }
    long headLength = Integer.toUnsignedLong(payload.getInt());
    if (headLength > payload.remaining()) {
      throw new ProtocolException("the head of a RESULT is longer than its frame");
    }
    ByteBuffer head = payload.slice(payload.position(), (int) headLength);
    payload.position(payload.position() + (int) headLength);
    return new RunAnswer(decodeHead(head), payload.slice());
  }

  static StreamHead decodeStream(ByteBuffer payload) throws ProtocolException {
    if (!payload.hasRemaining()) {
      return new StreamHead(RunHead.JSON, Optional.empty());
    }
    JsonNode head = WireJson.readObject(payload);
    return new StreamHead(decodeHead(head), decodeFile(head.path("file")));
  }

  private static Optional<Path> decodeFile(JsonNode file) throws ProtocolException {
    if (file.isMissingNode()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(file.asText());
      if (path.isAbsolute()) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      throw new ProtocolException("a file's path is none: " + e.getMessage());
    }
    throw new ProtocolException("a file's path is not absolute");
  }

  static RunHead decodeHead(ByteBuffer payload) throws ProtocolException {
    return payload.hasRemaining() ? decodeHead(WireJson.readObject(payload)) : RunHead.JSON;
  }

  private static RunHead decodeHead(JsonNode head) throws ProtocolException {
    int status = head.path("status").asInt(RunHead.JSON.status());
    if (status < 100 || status > 599) {
      throw new ProtocolException("no answer has status %d".formatted(status));
    }
    JsonNode contentType = head.path("content_type");
    return new RunHead(
        status,
        contentType.isMissingNode() ? JSON : contentType.textValue(),
        decodeHeaders(head.path("headers")));
  }

  private static List<Header> decodeHeaders(JsonNode pairs) throws ProtocolException {
    List<Header> headers = new ArrayList<>(pairs.size());
    for (JsonNode pair : pairs) {
      if (!pair.path(0).isTextual() || !pair.path(1).isTextual()) {
        throw new ProtocolException("a header is not a pair of texts");
      }
      headers.add(new Header(pair.get(0).textValue(), pair.get(1).textValue()));
    }
    return headers;
  }

  static RunChunk decodeChunk(ByteBuffer payload) throws ProtocolException {
    int kind = payload.hasRemaining() ? payload.get() : -1;
    return new RunChunk(kind(kind), payload.slice());
  }

  private static RunChunk.Kind kind(int number) throws ProtocolException {
    return switch (number) {
      case 0 -> RunChunk.Kind.BYTES;
      case 1 -> RunChunk.Kind.TEXT;
      case 2 -> RunChunk.Kind.DELTA;
      case 3 -> RunChunk.Kind.EVENT;
      case 4 -> RunChunk.Kind.COMPLETION;
      default -> throw new ProtocolException("no chunk has kind %d".formatted(number));
    };
  }

  private static byte number(RunMethod method) {
    return switch (method) {
      case RUN -> 0;
      case CHAT_COMPLETION -> 1;
      case RESPONSE -> 2;
      case FILE_UPLOAD -> 3;
      case GRAPH -> 4;
    };
  }

  static ByteBuffer encodeCredit(int chunks) {
    return ByteBuffer.allocate(4).putInt(chunks).flip();
  }
}
