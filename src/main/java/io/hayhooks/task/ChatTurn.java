// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import io.hayhooks.error.Causes;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import io.hayhooks.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** What a chat method gives becomes what its task says, and how the run ends, how the task does. */
final class ChatTurn implements Flow.Subscriber<RunChunk> {
  private static final int WINDOW = 64;
  private static final String FAILED = "Pipeline execution failed: ";

  private final WorkingTask task;
  // confined to the publisher's calls, which come one after the other
  private final StringBuilder question = new StringBuilder();
  private Flow.Subscription subscription;
  private int taken;

  ChatTurn(WorkingTask task) {
    this.task = requireNonNull(task, "task is null");
  }

  void follow(Run run) {
    task.onStop(() -> run.result().cancel(true));
    CompletionStage<RunResult> stage = run.result();
    stage.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            take(result);
          } else {
            onError(failure);
          }
        });
  }

  private void take(RunResult result) {
    if (result instanceof RunAnswer answer) {
      whole(answer);
    } else if (result instanceof RunStream stream) {
      stream.chunks().subscribe(this);
    } else if (result instanceof RunFile file) {
      file.discard();
      fail("a file cannot be a chat completion");
    }
  }

  private void whole(RunAnswer answer) {
    String type = answer.head().contentType();
    boolean json = type != null && type.startsWith("application/json");
    try {
      say(json ? content(answer.body()) : text(answer.body()), answer.body().remaining());
      task.settle(TaskState.COMPLETED, null);
    } catch (IOException e) {
      fail(e.getMessage());
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    task.onStop(newSubscription::cancel);
    newSubscription.request(WINDOW);
  }

  @Override
  public void onNext(RunChunk chunk) {
    try {
      say(text(chunk), chunk.data().remaining());
    } catch (IOException e) {
      subscription.cancel();
      fail(e.getMessage());
    }
    taken++;
    if (taken == WINDOW / 2) {
      subscription.request(taken);
      taken = 0;
    }
  }

  private String text(RunChunk chunk) throws IOException {
    return switch (chunk.kind()) {
      case BYTES, TEXT -> text(chunk.data());
      case DELTA -> delta(tree(chunk.data()));
      case COMPLETION -> content(chunk.data());
      case EVENT -> "";
    };
  }

  private String delta(JsonNode delta) {
    String content = delta.path("content").asText("");
    if (delta.path("input_required").asBoolean()) {
      question.append(question.isEmpty() ? "" : "\n").append(content);
      return "";
    }
    return content;
  }

  /** What a chat completion, or a chunk of one, says in its first choice. */
  private static String content(ByteBuffer completion) throws IOException {
    JsonNode choice = tree(completion).path("choices").path(0);
    JsonNode whole = choice.path("message").path("content");
    return (whole.isTextual() ? whole : choice.path("delta").path("content")).asText("");
  }

  private static String text(ByteBuffer utf8) {
    return StandardCharsets.UTF_8.decode(utf8.duplicate()).toString();
  }

  private static JsonNode tree(ByteBuffer json) throws IOException {
    try (InputStream stream = new ByteBufferBackedInputStream(json.duplicate())) {
      return TaskJson.MAPPER.readTree(stream);
    }
  }

  private void say(String text, int size) {
    if (!text.isEmpty()) {
      task.say(Part.text(text), size);
    }
  }

  @Override
  public void onError(Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (cause instanceof ServerException known && known.code() == ErrorCode.UNAVAILABLE) {
      task.settle(TaskState.REJECTED, known.getMessage());
    } else if (cause instanceof ServerException known && known.code() == ErrorCode.CANCELLED) {
      task.settle(TaskState.CANCELED, known.getMessage());
    } else {
      fail(reason(cause));
    }
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    if (!(failure instanceof ServerException) || message == null) {
      return "the call broke off";
    }
    return message.startsWith(FAILED) ? message.substring(FAILED.length()) : message;
  }

  private void fail(String reason) {
    task.settle(
        TaskState.FAILED,
        "Error running pipeline '%s' as A2A agent: %s".formatted(task.agent(), reason));
  }

  @Override
  public void onComplete() {
    if (question.isEmpty()) {
      task.settle(TaskState.COMPLETED, null);
    } else {
      task.settle(TaskState.INPUT_REQUIRED, question.toString());
    }
  }
}
