// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.edge.HayhooksApplication;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description of the fixed routes is written by hand; this keeps it complete. */
class DescribedRoutesTest {
  @Test
  void everyJaxRsRouteIsDescribed() {
    OpenAPI found =
        new Reader(new SwaggerConfiguration().openAPI31(true))
            .read(new HayhooksApplication().getClasses());

    assertThat(found.getPaths()).isNotEmpty();
    assertThat(described()).containsAll(routes(found));
  }

  private static Set<String> routes(OpenAPI document) {
    return document.getPaths().entrySet().stream()
        .flatMap(
            path ->
                path.getValue().readOperationsMap().keySet().stream()
                    .map(method -> route(method.name(), path.getKey())))
        .collect(Collectors.toSet());
  }

  private static Set<String> described() {
    return OpenApiDocument.base().get("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(operation -> route(operation.getKey(), path.getKey())))
        .collect(Collectors.toSet());
  }

  /** Names of path parameters differ between code and description. */
  private static String route(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "{}");
  }
}
