// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The server's API. Methods block, and throw a {@link RefusedException} for an error that the
 * server answers and a {@link ConnectionException} when there is no answer.
 */
public final class HayhooksClient {
  private final ServerAddress address;
  private final Http http;

  public HayhooksClient(ServerAddress address) {
    this.address = requireNonNull(address, "address is null");
    http = new Http(address);
  }

  /** The server's base URL. */
  public String url() {
    return address.base().toString();
  }

  /** How the server is. */
  public ServerStatus status() {
    return ServerStatus.of(object(http.get("/status")));
  }

  /** Deploys the files of a wrapper. */
  public JsonNode deployFiles(
      String name, Map<String, String> files, boolean overwrite, boolean save) {
    ObjectNode body = Json.object().put("name", name);
    ObjectNode contents = body.putObject("files");
    files.forEach(contents::put);
    body.put("save_files", save).put("overwrite", overwrite);
    return object(http.post("/deploy_files", Body.json(body)));
  }

  /** Deploys a YAML pipeline; the object has the fields of the request. */
  public JsonNode deployYaml(ObjectNode request) {
    return object(http.post("/deploy-yaml", Body.json(request)));
  }

  public JsonNode undeploy(String name) {
    return object(http.post("/undeploy/" + PathText.of(name), Body.none()));
  }

  /** Calls a pipeline; whoever calls reads the answer and closes it. */
  public Answer run(String name, Map<String, JsonNode> parameters) {
    ObjectNode body = Json.object();
    parameters.forEach(body::set);
    return http.post(runPath(name), Body.json(body));
  }

  /** Calls a pipeline with files. */
  public Answer upload(
      String name, Map<String, JsonNode> parameters, List<Path> files, LongConsumer progress) {
    try {
      return http.post(runPath(name), new FormBody(parameters, files, progress));
    } catch (IOException e) {
      throw new ConnectionException("A file cannot be read: " + e.getMessage(), e);
    }
  }

  private static String runPath(String name) {
    return "/%s/run".formatted(PathText.of(name));
  }

  /**
   * Talks to a pipeline; the whole text of its answer, whose pieces are handed over as they come.
   */
  public String chat(String name, ArrayNode messages, Consumer<ChatPiece> taker) {
    ObjectNode body = Json.object().put("model", name).put("stream", true);
    body.set("messages", messages);
    try (Answer answer = http.post("/v1/chat/completions", Body.json(body))) {
      if (!answer.type().equals("text/event-stream")) {
        String text =
            answer.object().path("choices").path(0).path("message").path("content").asText("");
        taker.accept(new ChatPiece(ChatPiece.Kind.TEXT, text));
        return text;
      }
      return ChatStream.read(new EventStream(answer.body()), taker);
    } catch (IOException e) {
      throw ConnectionException.broken(e);
    }
  }

  /** The deployments of a pipeline that can be gone back to. */
  public JsonNode revisions(String name) {
    return object(http.get("/revisions/" + PathText.of(name)));
  }

  /** A revision of a pipeline with its files. */
  public JsonNode revision(String name, String revision) {
    return object(http.get("/revisions/%s/%s".formatted(PathText.of(name), PathText.of(revision))));
  }

  /** Goes back to a revision, or to the one before the present. */
  public JsonNode rollback(String name, Optional<String> revision) {
    Body body =
        revision.map(id -> Body.json(Json.object().put("revision", id))).orElseGet(Body::none);
    return object(http.post("/rollback/" + PathText.of(name), body));
  }

  /** The last lines that a pipeline printed. */
  public JsonNode logs(String name, int limit) {
    return object(http.get("/logs/%s?limit=%d".formatted(PathText.of(name), limit)));
  }

  /** Follows the deployments of a name until the connection ends; the server need not know how. */
  public void progress(String name, BiConsumer<String, Optional<String>> taker) {
    try (Answer answer = http.get("/progress/" + PathText.of(name))) {
      EventStream events = new EventStream(answer.body());
      for (Optional<String> data = events.next(); data.isPresent(); data = events.next()) {
        JsonNode step = Json.parse(data.get()).orElseGet(Json::object);
        taker.accept(
            step.path("phase").asText(), Optional.ofNullable(step.path("line").textValue()));
      }
    } catch (IOException | RefusedException | ConnectionException e) {
      return; // nobody hears of it then; the deployment itself is another request
    }
  }

  /** The runs that go on, of one pipeline or of all. */
  public JsonNode runs(Optional<String> name) {
    return object(http.get("/runs" + name.map(one -> "?pipeline=" + PathText.of(one)).orElse("")));
  }

  /** Ends a run. */
  public JsonNode cancel(String run) {
    return object(http.post("/runs/%s/cancel".formatted(PathText.of(run)), Body.none()));
  }

  /** The latest traces. */
  public JsonNode traces(int limit) {
    return object(http.get("/traces?limit=" + limit));
  }

  private static JsonNode object(Answer answer) {
    try (answer) {
      return answer.object();
    }
  }
}
