// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.pipeline.MethodSignature;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.RunSignature;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** Payloads of HELLO, LOAD, READY, UNLOAD and UNLOADED. */
final class HandshakeCodec {
  private HandshakeCodec() {}

  static Hello decodeHello(ByteBuffer payload) throws ProtocolException {
    JsonNode hello = WireJson.readObject(payload);
    return new Hello(
        WireJson.text(hello, "token"),
        hello.path("protocol").asInt(-1),
        hello.path("pid").asLong(-1),
        hello.path("python").asText("unknown"));
  }

  static ByteBuffer encodeLoad(Load load) {
    return WireJson.write(load);
  }

  static ByteBuffer encodeUnload(int unit) {
    return WireJson.write(Map.of("unit", unit));
  }

  /** Which of a worker's pipelines READY, UNLOADED, or an ERROR of no call is about. */
  static int decodeUnit(ByteBuffer payload) throws ProtocolException {
    return WireJson.readObject(payload).path("unit").asInt();
  }

  static Ready decodeReady(ByteBuffer payload) throws ProtocolException {
    JsonNode ready = WireJson.readObject(payload);
    return new Ready(
        decodeSignature(ready),
        WireJson.optional(ready, "workers_min").map(JsonNode::asText),
        WireJson.optional(ready, "workers_max").map(JsonNode::asText),
        WireJson.optional(ready, "worker_group").map(JsonNode::asText),
        ready.path("threaded").asBoolean(true));
  }

  private static PipelineSignature decodeSignature(JsonNode signature) throws ProtocolException {
    JsonNode run = signature.path("run");
    return new PipelineSignature(
        signature.path("type").asText("unknown"),
        signature.path("description").asText(""),
        run.isObject() ? Optional.of(decodeRun(run)) : Optional.empty(),
        WireJson.optional(signature, "chat").map(HandshakeCodec::decodeMethod),
        WireJson.optional(signature, "response").map(HandshakeCodec::decodeMethod),
        signature.path("takes_files").asBoolean(),
        signature.path("has_graph").asBoolean(),
        signature.path("skip_mcp").asBoolean(),
        signature.path("skip_a2a").asBoolean(),
        WireJson.optional(signature, "a2a_card"));
  }

  private static MethodSignature decodeMethod(JsonNode method) {
    return new MethodSignature(method.path("wants_headers").asBoolean());
  }

  private static RunSignature decodeRun(JsonNode run) throws ProtocolException {
    JsonNode requestSchema =
        WireJson.optional(run, "request_schema")
            .orElseThrow(() -> new ProtocolException("READY has no request schema"));
    return new RunSignature(
        requestSchema,
        WireJson.optional(run, "response_schema"),
        run.path("body_required").asBoolean(),
        run.path("takes_uploads").asBoolean(),
        run.path("wants_headers").asBoolean());
  }
}
