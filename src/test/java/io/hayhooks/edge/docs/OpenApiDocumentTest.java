// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hayhooks.config.HttpConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.RecordedChanges;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.ProductVersion;
import io.hayhooks.pipeline.PipelineName;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  private final RecordedChanges changes = new RecordedChanges();
  private final PipelineRegistry registry = new PipelineRegistry(changes);
  private final OpenApiDocument document =
      new OpenApiDocument(
          registry, new HttpConfig(Settings.of(Map.of())), new ProductVersion("1.2.3"));

  OpenApiDocumentTest() {
    changes.listen(document::forget);
  }

  @Test
  void isKeptAsLongAsNothingChanges() {
    assertThat(document.json()).isSameAs(document.json());
  }

  @Test
  void showsAPipelineAsSoonAsItIsDeployed() throws IOException {
    document.json();
    registry.replace(Deployments.echo("echo"));

    assertThat(paths().has("/echo/run")).isTrue();
  }

  @Test
  void forgetsAPipelineAsSoonAsItIsUndeployed() throws IOException {
    registry.replace(Deployments.echo("echo"));
    document.json();
    registry.remove(new PipelineName("echo"));

    assertThat(paths().has("/echo/run")).isFalse();
  }

  @Test
  void aChangeWhileItIsMadeIsNotLost() throws IOException {
    // The first listener asks for the document before the second tells the document.
    RecordedChanges early = new RecordedChanges();
    PipelineRegistry other = new PipelineRegistry(early);
    OpenApiDocument described =
        new OpenApiDocument(
            other, new HttpConfig(Settings.of(Map.of())), new ProductVersion("1.2.3"));
    early.listen(change -> described.json());
    early.listen(described::forget);
    other.replace(Deployments.echo("echo"));

    assertThat(Json.MAPPER.readTree(described.json().bytes()).get("paths").has("/echo/run"))
        .isTrue();
  }

  @Test
  void saysTheSameInYaml() throws IOException {
    registry.replace(Deployments.echo("echo"));

    assertThat(new YAMLMapper().readTree(document.yaml().bytes()))
        .isEqualTo(Json.MAPPER.readTree(document.json().bytes()));
  }

  private JsonNode paths() throws IOException {
    return Json.MAPPER.readTree(document.json().bytes()).get("paths");
  }
}
