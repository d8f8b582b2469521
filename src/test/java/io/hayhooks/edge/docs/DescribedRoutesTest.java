// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.edge.HayhooksApplication;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description of the fixed routes is written by hand; this keeps it complete. */
class DescribedRoutesTest {
  @Test
  void everyJaxRsRouteIsDescribed() {
    OpenAPI found =
        new Reader(new SwaggerConfiguration().openAPI31(true))
            .read(Set.copyOf(HayhooksApplication.CLASSES));

    assertThat(found.getPaths()).isNotEmpty();
    assertThat(routes(found))
        .allSatisfy(route -> assertThat(described()).anyMatch(route.asMatchPredicate()));
  }

  /** As patterns: a parameter may stand for a part of the path that is described in full. */
  private static List<Pattern> routes(OpenAPI document) {
    return document.getPaths().entrySet().stream()
        .flatMap(
            path ->
                path.getValue().readOperationsMap().keySet().stream()
                    .map(method -> method.name() + " " + path.getKey()))
        .map(route -> Pattern.compile(route.replaceAll("\\{[^}]*}", ".*")))
        .toList();
  }

  private static List<String> described() {
    return OpenApiDocument.base().get("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        operation ->
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .toList();
  }
}
