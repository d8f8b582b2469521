// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.edge.http.Content;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
  private final Assets assets = assets();

  /** The assets as a server finds them: in the web application's root or inside its libraries. */
  static Assets assets() {
    return new Assets(
        path -> {
          try {
            Path file = Path.of("webapp" + path);
            InputStream library = Assets.class.getResourceAsStream("/META-INF/resources" + path);
            return library == null ? Files.newInputStream(file) : library;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"hayhooks.css", "swagger-ui-bundle.js", "redoc.standalone.js", "here.js"})
  void everyFileIsFoundByItsAddress(String file) {
    String path = assets.path(file);

    assertThat(path).startsWith(Assets.ROOT + "/").endsWith("/" + file);
    Content content = assets.find(path.substring(Assets.ROOT.length()));
    assertThat(path).contains(content.hash());
    assertThat(content.bytes()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/hayhooks.css", "/x/hayhooks.css", "/../../WEB-INF/beans.xml", "//", "/%2e"})
  void nothingElseIsFound(String path) {
    assertNotFound(path);
  }

  @Test
  void noPathAtAllIsNotFoundEither() {
    assertNotFound(null);
  }

  @Test
  void redocAsksNobodyForItsLogo() {
    String path = assets.path("redoc.standalone.js").substring(Assets.ROOT.length());

    assertThat(new String(assets.find(path).bytes(), StandardCharsets.UTF_8))
        .doesNotContain("cdn.redoc.ly");
  }

  private void assertNotFound(String path) {
    assertThatThrownBy(() -> assets.find(path))
        .isInstanceOfSatisfying(
            ServerException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }
}
