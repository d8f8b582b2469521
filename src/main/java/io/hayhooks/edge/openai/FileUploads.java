// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.form.UploadedForm;
import io.hayhooks.file.FileStore;
import io.hayhooks.pipeline.CallTrace;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.run.RunService;
import io.hayhooks.trace.Tag;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes uploads: shows the file to the pipeline that takes it, if there is one, and stores it under
 * the id that the pipeline gives it, or one of its own.
 */
@Singleton
final class FileUploads {
  private static final int ID_LENGTH = 24;

  private final FileHooks hooks;
  private final RunService runs;
  private final FileStore store;
  private final ManagedExecutorService executor;
  private final Clock clock = Clock.systemUTC();

  @Inject
  FileUploads(FileHooks hooks, RunService runs, FileStore store, ManagedExecutorService executor) {
    this.hooks = requireNonNull(hooks, "hooks is null");
    this.runs = requireNonNull(runs, "runs is null");
    this.store = requireNonNull(store, "store is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  void take(Exchange exchange, UploadedForm form) {
    FileRequest upload = FileRequest.of(form);
    Optional<String> hook = hooks.choose(upload.model(), upload.purpose());
    if (hook.isEmpty()) {
      store(exchange, upload, object(upload));
      return;
    }
    ByteBuffer manifest = form.manifest();
    RunMethod method = RunMethod.FILE_UPLOAD;
    Deadline deadline = exchange.deadline();
    exchange.await(
        runs.start(
            hook.get(),
            method,
            signature ->
                new RunRequest(
                        method, "application/json", List.of(), true, deadline, manifest.duplicate())
                    .traced(trace(exchange, hook.get()))),
        result -> {
          RunAnswer answer = (RunAnswer) result; // the engine makes no stream of it
          store(exchange, upload, (ObjectNode) Json.tree(answer.body()));
        });
  }

  private static CallTrace trace(Exchange exchange, String pipeline) {
    return exchange.trace(
        "hayhooks.openai.file_upload",
        pipeline,
        new Tag("hayhooks.transport", "openai"),
        new Tag("hayhooks.openai.operation", "run_file_upload"));
  }

  private void store(Exchange exchange, FileRequest upload, ObjectNode object) {
    exchange.await(
        CompletableFuture.supplyAsync(
            () -> store.add(object, upload.file().path(), upload.lifetime()), executor),
        stored -> exchange.answer(RunHead.JSON, ByteBuffer.wrap(Json.bytes(stored.object()))));
  }

  private ObjectNode object(FileRequest upload) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    object.put("id", ResponseId.random("file-").substring(0, "file-".length() + ID_LENGTH));
    object.put("object", "file").put("bytes", upload.file().size());
    object.put("created_at", clock.instant().getEpochSecond());
    object.put("filename", upload.file().filename()).put("purpose", upload.purpose());
    return object.put("status", "processed");
  }
}
