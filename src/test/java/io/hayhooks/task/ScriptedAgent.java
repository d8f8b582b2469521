// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.MethodSignature;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A pipeline that chats as the test tells it to. */
final class ScriptedAgent implements IdlePipeline {
  private static final PipelineSignature CHATS =
      new PipelineSignature(
          "pipeline",
          "",
          Optional.empty(),
          Optional.of(new MethodSignature(false)),
          Optional.empty(),
          false,
          false,
          false,
          false,
          Optional.empty());

  /** What it was told, call by call, as {@code role: content} lines. */
  final List<String> told = new CopyOnWriteArrayList<>();

  /** What the next calls get. */
  volatile CompletableFuture<RunResult> next = new CompletableFuture<>();

  Deployment deployed(String name) {
    return new Deployment(
        new Revision(new PipelineName(name), "1", Path.of("/nowhere")), this, Instant.EPOCH);
  }

  static RunAnswer text(String text) {
    RunHead head = new RunHead(200, "text/plain; charset=utf-8", List.of());
    return new RunAnswer(head, StandardCharsets.UTF_8.encode(text));
  }

  static RunChunk chunk(RunChunk.Kind kind, String text) {
    return new RunChunk(kind, StandardCharsets.UTF_8.encode(text));
  }

  static RunChunk question(String text) {
    return chunk(
        RunChunk.Kind.DELTA, "{\"content\":\"%s\",\"input_required\":true}".formatted(text));
  }

  @Override
  public PipelineSignature signature() {
    return CHATS;
  }

  @Override
  public CompletableFuture<RunResult> run(RunRequest request) {
    try {
      byte[] body = new byte[request.body().remaining()];
      request.body().get(body);
      JsonNode messages = TaskJson.MAPPER.readTree(body).path("messages");
      told.add(
          StreamSupport.stream(messages.spliterator(), false)
              .map(said -> said.path("role").asText() + ": " + said.path("content").asText())
              .collect(Collectors.joining("\n")));
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stream whose chunks the test sends. */
  static final class Stream implements Flow.Subscription {
    private Flow.Subscriber<? super RunChunk> subscriber;
    private boolean cancelled;

    RunStream result() {
      return new RunStream(
          RunHead.JSON,
          newcomer -> {
            subscriber = newcomer;
            newcomer.onSubscribe(this);
          });
    }

    void send(RunChunk... chunks) {
      for (RunChunk chunk : chunks) {
        subscriber.onNext(chunk);
      }
    }

    void end() {
      subscriber.onComplete();
    }

    void fail(Throwable failure) {
      subscriber.onError(failure);
    }

    boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
