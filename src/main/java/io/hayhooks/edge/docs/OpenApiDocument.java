// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hayhooks.config.HttpConfig;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.PipelinesChanged;
import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.ProductVersion;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The API's description as it is now. It is made when somebody asks for it and kept until pipelines
 * change.
 */
@Singleton
final class OpenApiDocument {
  private static final String BASE = "/openapi/base.yaml";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private record Built(long change, Content json, Content yaml) {}

  private final PipelineRegistry registry;
  private final OpenApiBuilder builder;
  private final AtomicLong changes = new AtomicLong();
  private volatile Built built = new Built(-1, null, null);

  @Inject
  OpenApiDocument(PipelineRegistry registry, HttpConfig config, ProductVersion version) {
    this.registry = requireNonNull(registry, "registry is null");
    builder = new OpenApiBuilder(base(), version.value(), config.validationStatus());
  }

  static ObjectNode base() {
    try (InputStream stream =
        requireNonNull(OpenApiDocument.class.getResourceAsStream(BASE), BASE + " is missing")) {
      return (ObjectNode) YAML.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Content json() {
    return current().json();
  }

  Content yaml() {
    return current().yaml();
  }

  /** Before somebody asks there is nothing to forget, and at start no servlet context to ask in. */
  void forget(@Observes(notifyObserver = Reception.IF_EXISTS) PipelinesChanged change) {
    changes.incrementAndGet();
  }

  private Built current() {
    Built now = built;
    return now.change() == changes.get() ? now : rebuilt();
  }

  private synchronized Built rebuilt() {
    // Read before the registry is: a change in between makes the outcome count as old.
    long change = changes.get();
    if (built.change() != change) {
      ObjectNode document =
          builder.build(
              registry.all().stream().flatMap(item -> RunRoute.of(item).stream()).toList());
      built =
          new Built(
              change,
              new Content("application/json", Json.bytes(document)),
              new Content("application/yaml", yaml(document)));
    }
    return built;
  }

  private static byte[] yaml(ObjectNode document) {
    try {
      return YAML.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Any tree can be written as YAML", e);
    }
  }
}
