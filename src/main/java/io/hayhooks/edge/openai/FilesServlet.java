// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.form.Forms;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.file.FileStore;
import io.hayhooks.file.StoredFile;
import io.hayhooks.pipeline.RunHead;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** {@code /v1/files}: OpenAI's Files API. No thread waits for a form, a pipeline or a client. */
@Singleton
public final class FilesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String CONTENT = "/content";

  private final transient Exchanges exchanges;
  private final transient Forms forms;
  private final transient FileUploads uploads;
  private final transient FileStore store;
  private final transient ManagedExecutorService executor;

  @Inject
  public FilesServlet(
      Exchanges exchanges,
      Forms forms,
      FileUploads uploads,
      FileStore store,
      ManagedExecutorService executor) {
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
    this.forms = requireNonNull(forms, "forms is null");
    this.uploads = requireNonNull(uploads, "uploads is null");
    this.store = requireNonNull(store, "store is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Exchange exchange = exchanges.open(request, response);
    String path = path(request);
    try {
      if (path.isEmpty()) {
        all(exchange);
      } else if (path.endsWith(CONTENT)) {
        content(exchange, path.substring(0, path.length() - CONTENT.length()));
      } else {
        one(exchange, path.replaceFirst("/$", ""));
      }
    } catch (ServerException e) {
      exchange.fail(e);
    }
  }

  /** What follows the mapping, as it was sent: servers take a decoded {@code ;} for the end. */
  private static String path(HttpServletRequest request) {
    int start = request.getContextPath().length() + request.getServletPath().length();
    return request.getRequestURI().substring(start).replaceFirst("^/", "");
  }

  private void all(Exchange exchange) {
    switch (exchange.request().getMethod()) {
      case "POST" -> create(exchange);
      case "GET", "HEAD" -> {
        FileList list = FileList.of(exchange.request());
        later(exchange, () -> list.page(store.all()), page -> json(exchange, page));
      }
      default -> throw ModelRuns.onlyTakes("GET, POST");
    }
  }

  private void create(Exchange exchange) {
    if (Forms.isForm(exchange.request())) {
      forms.read(exchange, form -> uploads.take(exchange, form));
    } else {
      exchange.withBody(
          body ->
              exchange.fail(FileRequest.refusal(StandardCharsets.UTF_8.decode(body).toString())));
    }
  }

  private void one(Exchange exchange, String id) {
    switch (exchange.request().getMethod()) {
      case "GET", "HEAD" -> later(exchange, () -> find(id).object(), file -> json(exchange, file));
      case "DELETE" -> later(exchange, () -> delete(id), deleted -> json(exchange, deleted));
      default -> throw ModelRuns.onlyTakes("DELETE, GET");
    }
  }

  private void content(Exchange exchange, String id) {
    switch (exchange.request().getMethod()) {
      case "GET", "HEAD" ->
          later(exchange, () -> find(id), file -> exchange.file(FileContent.of(file)));
      default -> throw ModelRuns.onlyTakes("GET");
    }
  }

  private StoredFile find(String id) {
    return store.find(id).orElseThrow(() -> unknown(id));
  }

  private ObjectNode delete(String id) {
    if (!store.delete(id)) {
      throw unknown(id);
    }
    return Json.MAPPER.createObjectNode().put("id", id).put("object", "file").put("deleted", true);
  }

  private static ServerException unknown(String id) {
    return new ServerException(ErrorCode.PIPELINE_NOT_FOUND, "No such file: '%s'".formatted(id));
  }

  private <T> void later(Exchange exchange, Supplier<T> work, Consumer<T> then) {
    exchange.await(CompletableFuture.supplyAsync(work, executor), then);
  }

  private static void json(Exchange exchange, ObjectNode value) {
    exchange.answer(RunHead.JSON, ByteBuffer.wrap(Json.bytes(value)));
  }
}
