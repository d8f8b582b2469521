// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pictures of pipelines, of YAML and of a wrapper whose graph only its worker knows. */
@ExtendWith(ServerExtension.class)
final class DrawIT {
  private final ServerProcess server;

  DrawIT(ServerProcess server) {
    this.server = server;
  }

  private HttpResponse<byte[]> draw(String path, String accept)
      throws IOException, InterruptedException {
    HttpRequest request = server.request(path).header("accept", accept).GET().build();
    // Without an offer of HTTP/2, after which Grizzly leaves the type of larger answers out.
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aYamlPipelineIsDrawnAsPngAndAsSvg() throws Exception {
    String source = Files.readString(TestPaths.FIXTURES.resolve("yaml/calc.yml"));
    server.post(
        "/deploy-yaml",
        TestJson.write(Map.of("name", "drawn yaml", "source_code", source, "overwrite", true)));
    HttpResponse<byte[]> png = draw("/draw/drawn%20yaml", "*/*");
    assertThat(png.headers().firstValue("content-type")).hasValue("image/png");
    assertThat(ImageIO.read(new ByteArrayInputStream(png.body())).getWidth()).isGreaterThan(300);
    for (HttpResponse<byte[]> svg :
        List.of(
            draw("/draw/drawn%20yaml", "image/svg+xml"),
            draw("/draw/drawn%20yaml?format=svg", "*/*"))) {
      assertThat(svg.headers().firstValue("content-type")).hasValue("image/svg+xml");
      assertThat(new String(svg.body(), StandardCharsets.UTF_8))
          .contains("plus.result → twice.value", "AddFixedValue", "Double");
    }
    server.post("/undeploy/drawn%20yaml", "");
    assertThat(draw("/draw/drawn%20yaml", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void aWrapperIsDrawnWhenItHasAPipeline() throws Exception {
    server.deployFixture("yaml_llm_chat");
    server.deployFixture("echo_typed");
    HttpResponse<String> svg = server.get("/draw/yaml_llm_chat?format=svg");
    assertThat(svg.body()).contains("OpenAIChatGenerator", "prompt.prompt → llm.messages");
    HttpResponse<String> none = server.get("/draw/echo_typed");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body())
        .contains("has no graph to draw")
        .contains("\"detail\":\"Pipeline 'echo_typed' not found\"");
    assertThat(server.get("/draw/yaml_llm_chat?format=gif").statusCode()).isEqualTo(400);
  }
}
