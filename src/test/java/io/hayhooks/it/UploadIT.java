// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way in and out, and what is left of them: nothing. */
@ExtendWith(ServerExtension.class)
final class UploadIT {
  static final String WRAPPER =
      """
      import os
      from fastapi import UploadFile
      from fastapi.responses import FileResponse
      from hayhooks import BasePipelineWrapper
      from starlette.background import BackgroundTask

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self, files: list[UploadFile] | None = None, path: str = "", die: bool = False,
                      names: list[str] = [], options: dict | None = None) -> object:
              if die:
                  os._exit(3)
              if path:
                  return FileResponse(path, filename="big.bin", background=BackgroundTask(os.unlink, path))
              sizes = [f.file.seek(0, 2) for f in files]
              return {"sizes": sizes, "names": names, "options": options}
      """;

  private static final int SIZE = 64 * 1024 * 1024;

  private final ServerProcess server;
  @TempDir private Path directory;

  UploadIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    server.deployWrapper("files", WRAPPER);
    server.deployFixture("upload");
  }

  @AfterEach
  void nothingIsLeft() {
    Uploads.awaitNone();
  }

  @Test
  void aFileComesInAndAnotherGoesOut() throws IOException {
    Path file = Uploads.random(directory.resolve("in"), SIZE);
    HttpRequest.Builder request = server.request("/files/run");
    HttpResponse<String> answer = server.send(Uploads.form(request, "files", file));
    assertThat(TestJson.read(answer).at("/result/sizes/0").asLong()).isEqualTo(SIZE);

    byte[] sent = Files.readAllBytes(file);
    try (InputStream body = open(request(file))) {
      assertThat(body.readAllBytes()).isEqualTo(sent);
    }
    Awaitility.await("the file is deleted after it was sent").until(() -> Files.notExists(file));
  }

  @Test
  void aReaderMayTakeItsTimeAndOthersAreServedMeanwhile() throws IOException {
    Path file = Uploads.random(directory.resolve("out"), SIZE);
    try (InputStream body = open(request(file))) {
      byte[] first = body.readNBytes(1000);
      for (int i = 0; i < 20; i++) {
        assertThat(server.post("/upload/run", "{}").statusCode()).isEqualTo(200);
      }
      assertThat(first.length + (long) body.readAllBytes().length).isEqualTo(SIZE);
    }
  }

  @Test
  void aFileIsDeletedAlsoWhenItsReaderLeaves() throws IOException {
    Path file = Uploads.random(directory.resolve("out"), SIZE);
    try (InputStream body = open(request(file))) {
      assertThat(body.readNBytes(1000)).hasSize(1000);
      assertThat(file).exists();
    }
    Awaitility.await("the file is deleted").until(() -> Files.notExists(file));
  }

  @Test
  void aPartOfAFileCanBeAskedFor() throws IOException {
    Path file = Files.writeString(directory.resolve("out"), "0123456789");
    HttpResponse<String> part = server.send(request(file, "Range", "bytes=2-4"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("234");
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 2-4/10");
    assertThat(part.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    assertThat(part.headers().firstValue("ETag")).isPresent();

    Files.writeString(file, "0123456789");
    HttpResponse<String> none = server.send(request(file, "Range", "bytes=10-"));
    assertThat(none.statusCode()).isEqualTo(416);
    assertThat(none.headers().firstValue("Content-Range")).hasValue("bytes */10");

    Awaitility.await("the file is deleted").until(() -> Files.notExists(file));
    Files.writeString(file, "0123456789");
    HttpResponse<String> changed =
        server.send(request(file, "Range", "bytes=2-4", "If-Range", "\"another\""));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo("0123456789");
  }

  @Test
  void aClientThatLeavesWhileItSendsLeavesNoFile() throws IOException {
    try (Uploads.Unfinished upload = Uploads.begin(server.port(), "/files/run")) {
      Uploads.awaitSome();
      assertThat(upload.isOpen()).isTrue();
    }
    Uploads.awaitNone();
  }

  @Test
  void theFilesOfAWorkerThatDiesGoWithIt() throws IOException {
    Path file = Uploads.random(directory.resolve("in"), 1000);
    HttpRequest.Builder request = server.request("/files/run");
    HttpResponse<String> answer = server.send(Uploads.form(request, "files", file, "die", "1"));
    assertThat(answer.statusCode()).isEqualTo(502);
    Uploads.awaitNone();
  }

  @Test
  void aRefusedFormIsAnsweredAlthoughItsRestIsNotRead() throws IOException {
    String twoMebibytes = "n".repeat(2 * 1024 * 1024);
    Path file = Uploads.random(directory.resolve("in"), SIZE / 4);
    HttpRequest.Builder request = server.request("/files/run");
    HttpResponse<String> answer =
        server.send(Uploads.form(request, "files", file, "note", twoMebibytes));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestJson.read(answer).path("detail").asText())
        .isEqualTo("Part exceeded maximum size of 1024KB.");
    Uploads.awaitNone();
  }

  @Test
  void theCommandLineSendsFilesWithListsAndMaps() throws IOException {
    Path file = Files.writeString(directory.resolve("a.txt"), "alpha");
    String output =
        Commands.cli(
            server,
            "pipeline",
            "run",
            "files",
            "-f",
            file.toString(),
            "-p",
            "names=[\"a\", \"b\"]",
            "-p",
            "options={\"k\": [1]}");
    assertThat(output.replaceAll("\\s", ""))
        .contains("\"sizes\":[5]", "\"names\":[\"a\",\"b\"]", "\"options\":{\"k\":[1]}");
  }

  @Test
  void aServerWithLittleMemoryTakesAndSendsMuch() throws IOException {
    Map<String, String> settings =
        Map.of("HAYHOOKS_JVM_OPTIONS", "-Xmx128m", "HAYHOOKS_MAX_UPLOAD_SIZE", "300MiB");
    long size = 256L * 1024 * 1024;
    Path file = Uploads.sparse(directory.resolve("in"), size);
    try (ServerProcess small = ServerProcess.start(directory.resolve("pipelines"), settings)) {
      small.deployWrapper("files", WRAPPER);
      HttpRequest.Builder request = small.request("/files/run");
      JsonNode answer = TestJson.read(small.send(Uploads.form(request, "files", file)));
      assertThat(answer.at("/result/sizes/0").asLong()).isEqualTo(size);

      Path larger = Uploads.sparse(directory.resolve("larger"), size + 64 * 1024 * 1024);
      HttpResponse<String> refused =
          small.send(Uploads.form(small.request("/files/run"), "files", larger));
      assertThat(refused.statusCode()).isEqualTo(413);

      try (InputStream body = open(post(small.request("/files/run"), file))) {
        body.skipNBytes(size);
        assertThat(body.read()).isEqualTo(-1);
      }
      Uploads.begin(small.port(), "/files/run");
      Uploads.awaitSome();
      small.processes().forEach(ProcessHandle::destroyForcibly);
      small.kill();
    }
    assertThat(Uploads.left()).isNotEmpty();
    try (ServerProcess next = ServerProcess.start(directory.resolve("pipelines"), settings)) {
      assertThat(Uploads.left()).isEmpty();
      assertThat(next.get("/status").statusCode()).isEqualTo(200);
    }
  }

  private InputStream open(HttpRequest request) throws IOException {
    try {
      return server.client().send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(Path file, String... headers) {
    HttpRequest.Builder request = server.request("/files/run").timeout(Duration.ofMinutes(1));
    return post(headers.length == 0 ? request : request.headers(headers), file);
  }

  private static HttpRequest post(HttpRequest.Builder request, Path file) {
    return request
        .header("content-type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                TestJson.write(Map.of("path", file.toAbsolutePath().toString()))))
        .build();
  }
}
