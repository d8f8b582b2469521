// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which pipeline takes a file, and what clients find of it afterwards. */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FilesIT {
  private static final String ONE = "upload_store";
  private static final String OTHER = "openai_pipeline";
  private static final String NONE = "echo_typed";

  private final ServerProcess server;

  FilesIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  void deploy() {
    for (String name : List.of(ONE, OTHER, NONE)) {
      server.deployFixture(name);
    }
  }

  private HttpResponse<String> upload(Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(
                    "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(name))
                .append(value)
                .append("\r\n"));
    form.append(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ä b.txt\"\r\n\r\n")
        .append("alpha\r\n--b--\r\n");
    return server.send(
        server
            .request("/v1/files")
            .header("content-type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build());
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestJson.read(answer);
  }

  @Test
  void theModelOrThePurposeNamesThePipelineThatTakesTheFile() {
    JsonNode byModel = ok(upload(Map.of("purpose", "user_data", "model", ONE)));
    assertThat(byModel.path("id").asText()).isEqualTo("file-fixed");
    assertThat(ok(upload(Map.of("purpose", OTHER))).path("purpose").asText()).isEqualTo(OTHER);
  }

  @Test
  void whereSeveralPipelinesTakeFilesNoneIsPickedByLuck() {
    HttpResponse<String> answer = upload(Map.of("purpose", "user_data"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(ONE, OTHER, "'model'");
  }

  @Test
  void aModelThatTakesNoFilesIsRefused() {
    assertThat(upload(Map.of("purpose", "x", "model", NONE)).statusCode()).isEqualTo(501);
    assertThat(upload(Map.of("purpose", "x", "model", "nope")).statusCode()).isEqualTo(404);
  }

  @Test
  void whatThePipelineSaysOfTheFileIsWhatClientsFind() {
    ok(upload(Map.of("purpose", "user_data", "model", ONE, "expires_after[seconds]", "3600")));
    JsonNode found = ok(server.get("/files/file-fixed"));
    assertThat(found.path("created_at").asInt()).isEqualTo(1_700_000_000);
    assertThat(found.path("expires_at").asLong()).isPositive();
    HttpResponse<String> content = server.get("/v1/files/file-fixed/content");
    assertThat(content.body()).isEqualTo("alpha");
    assertThat(content.headers().firstValue("content-disposition"))
        .contains("attachment; filename*=UTF-8''%C3%A4%20b.txt");
    HttpResponse<String> part =
        server.send(
            server.request("/v1/files/file-fixed/content").header("Range", "bytes=1-2").build());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("lp");
  }

  @Test
  void filesAreListedPageByPage() {
    String purpose = "pages-" + System.nanoTime();
    String first = ok(upload(Map.of("purpose", purpose, "model", OTHER))).path("id").asText();
    String second = ok(upload(Map.of("purpose", purpose, "model", OTHER))).path("id").asText();
    String query = "/v1/files?limit=1&purpose=" + purpose;
    JsonNode newest = ok(server.get(query));
    assertThat(newest.path("data").findValuesAsText("id")).containsExactly(second);
    assertThat(newest.path("has_more").asBoolean()).isTrue();
    JsonNode rest = ok(server.get(query + "&after=" + second));
    assertThat(rest.path("data").findValuesAsText("id")).containsExactly(first);
    assertThat(rest.path("has_more").asBoolean()).isFalse();
    assertThat(ok(server.get(query + "&order=asc")).path("first_id").asText()).isEqualTo(first);
    assertThat(server.get("/v1/files?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void otherMethodsAreRefused() {
    HttpRequest.Builder request =
        server.request("/v1/files/x").method("PATCH", HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> answer = server.send(request.build());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("DELETE, GET");
  }
}
