// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.McpConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunFile;
import io.modelcontextprotocol.spec.McpSchema.Content;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Files that pipelines give, read into results: on threads that may wait for a disk. */
@Singleton
final class FileContents {
  private final Executor threads;
  private final long maxSize;

  @Inject
  FileContents(ManagedExecutorService threads, McpConfig config) {
    this.threads = requireNonNull(threads, "threads is null");
    maxSize = config.maxContentSize();
  }

  /** The file as a block; the pipeline is told when it has been read, or that nobody wants it. */
  Mono<Content> read(String tool, RunFile file) {
    return Mono.create(sink -> file.rest().subscribe(new Reading(tool, file, sink)));
  }

  private Content content(String tool, RunFile file) {
    String name = FileName.of(file);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      if (channel.size() > maxSize) {
        throw tooLarge("The file '%s' of %d bytes".formatted(name, channel.size()), maxSize);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      int count = 0;
      while (bytes.hasRemaining() && count >= 0) { // a file may become shorter
        count = channel.read(bytes);
      }
      return ContentBlock.of(tool, name, MediaTypes.plain(file.head().contentType()), bytes.flip());
    } catch (IOException e) {
      String reason = e instanceof NoSuchFileException ? "it does not exist" : "it cannot be read";
      throw new ServerException(
          ErrorCode.PIPELINE_FAILED,
          "Pipeline execution failed: the file '%s' was not sent: %s".formatted(name, reason),
          e);
    }
  }

  static ServerException tooLarge(String what, long limit) {
    return new ServerException(
        ErrorCode.TOO_LARGE,
        "%s is more than the %d bytes that HAYHOOKS_MCP_MAX_CONTENT_SIZE allows in a result"
            .formatted(what, limit));
  }

  /** One file on its way. */
  private final class Reading implements Flow.Subscriber<RunChunk> {
    private final String tool;
    private final RunFile file;
    private final MonoSink<Content> sink;

    Reading(String tool, RunFile file, MonoSink<Content> sink) {
      this.tool = tool;
      this.file = file;
      this.sink = sink;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      sink.onCancel(subscription::cancel);
      threads.execute(() -> read(subscription));
    }

    private void read(Flow.Subscription subscription) {
      try {
        Content content = content(tool, file);
        subscription.request(1);
        sink.success(content);
      } catch (RuntimeException | OutOfMemoryError e) {
        subscription.cancel();
        sink.error(e);
      }
    }

    @Override
    public void onNext(RunChunk chunk) {}

    @Override
    public void onError(Throwable failure) {} // of what came after: the file is here

    @Override
    public void onComplete() {}
  }
}
