// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.PipelinesChanged;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.run.RunService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Draws pipelines. Each revision is drawn once for each form that somebody asks for, on a thread
 * that may take its time; whoever asks meanwhile gets the same picture.
 */
@Singleton
public final class Drawings {
  private static final int MOST_COMPONENTS = 200;
  private static final int MOST_CONNECTIONS = 600;

  private record Key(Revision revision, PictureType type) {}

  private final PipelineRegistry registry;
  private final RunService runs;
  private final Executor executor;
  private final Map<Key, CompletableFuture<byte[]>> pictures = new ConcurrentHashMap<>();

  @Inject
  public Drawings(PipelineRegistry registry, RunService runs, ManagedExecutorService executor) {
    this(registry, runs, (Executor) executor);
  }

  Drawings(PipelineRegistry registry, RunService runs, Executor executor) {
    this.registry = requireNonNull(registry, "registry is null");
    this.runs = requireNonNull(runs, "runs is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  /** The picture of a pipeline, now or soon. */
  CompletionStage<byte[]> picture(String name, PictureType type) {
    Deployment deployment = registry.find(name).orElseThrow(() -> notFound(name, "not found"));
    if (!deployment.signature().hasGraph()) {
      throw notFound(
          name,
          "has no graph to draw: its wrapper sets no Haystack pipeline or agent as 'pipeline'");
    }
    Key key = new Key(deployment.revision(), type);
    CompletableFuture<byte[]> picture = pictures.computeIfAbsent(key, k -> draw(name, type));
    return picture
        .minimalCompletionStage()
        .whenComplete((bytes, failure) -> keepOnly(key, picture, failure == null));
  }

  /** A failure is not kept, nor what was replaced while it was drawn. */
  private void keepOnly(Key key, CompletableFuture<byte[]> picture, boolean drawn) {
    boolean serves =
        registry
            .find(key.revision().name().value())
            .filter(now -> now.revision().equals(key.revision()))
            .isPresent();
    if (!drawn || !serves) {
      pictures.remove(key, picture);
    }
  }

  /** Pictures go with their pipelines. */
  void forget(@Observes PipelinesChanged change) {
    pictures.keySet().removeIf(key -> key.revision().name().equals(change.name()));
  }

  private CompletableFuture<byte[]> draw(String name, PictureType type) {
    RunRequest request = new RunRequest(RunMethod.GRAPH, null, List.of(), ByteBuffer.allocate(0));
    return runs.start(name, RunMethod.GRAPH, signature -> request)
        .result()
        .thenApplyAsync(result -> draw(name, graph(result), type), executor);
  }

  private static Graph graph(RunResult result) {
    if (!(result instanceof RunAnswer answer)) {
      throw new IllegalStateException("A graph is no stream");
    }
    try {
      byte[] body = new byte[answer.body().remaining()];
      answer.body().duplicate().get(body);
      JsonNode json = Json.MAPPER.readTree(body);
      return Graph.of(json);
    } catch (IOException e) {
      throw new IllegalStateException("A worker's graph is no JSON", e);
    }
  }

  private static byte[] draw(String name, Graph graph, PictureType type) {
    if (graph.components().size() > MOST_COMPONENTS
        || graph.connections().size() > MOST_CONNECTIONS) {
      throw new ServerException(
          ErrorCode.NOT_IMPLEMENTED,
          "Pipeline '%s' is too large to be drawn: it has %d components and %d connections"
              .formatted(name, graph.components().size(), graph.connections().size()));
    }
    return type == PictureType.SVG ? SvgWriter.write(picture(graph), name) : png(picture(graph));
  }

  private static Picture picture(Graph graph) {
    try {
      return PictureBuilder.picture(graph);
    } catch (LinkageError e) {
      throw cannot("This server's Java lacks the module java.desktop, which drawing needs", e);
    }
  }

  /** Java looks for fonts when it first needs one, and says in many ways that it has none. */
  private static byte[] png(Picture picture) {
    try {
      return PngWriter.write(picture);
    } catch (NullPointerException | LinkageError | InternalError e) {
      throw cannot(
          "This server has no fonts to paint a PNG with (install fontconfig and a font);"
              + " ?format=svg needs none",
          e);
    }
  }

  private static ServerException cannot(String message, Throwable cause) {
    return new ServerException(ErrorCode.NOT_IMPLEMENTED, message, cause);
  }

  /** Hayhooks knows one reason only, and clients may read it. */
  private static ServerException notFound(String name, String reason) {
    return new ServerException(
        ErrorCode.PIPELINE_NOT_FOUND,
        ErrorCode.PIPELINE_NOT_FOUND.status(),
        "Pipeline '%s' %s".formatted(name, reason),
        "Pipeline '%s' not found".formatted(name),
        Map.of(),
        null);
  }
}
