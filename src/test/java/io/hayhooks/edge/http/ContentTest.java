// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentTest {
  private final Content content = page("one");

  @Test
  void theTagStandsForTheBytes() {
    assertThat(content.etag()).isEqualTo(page("one").etag());
    assertThat(content.etag()).isNotEqualTo(page("two").etag());
  }

  @Test
  void aClientWithTheSameTagHasItAlready() {
    assertThat(content.matches(content.etag())).isTrue();
    assertThat(content.matches("\"other\", W/" + content.etag())).isTrue();
    assertThat(content.matches("*")).isTrue();
  }

  @Test
  void aClientWithAnotherTagOrNoneHasNot() {
    assertThat(content.matches(null)).isFalse();
    assertThat(content.matches("\"other\"")).isFalse();
    assertThat(content.matches("")).isFalse();
  }

  private static Content page(String text) {
    return Content.html("<p>" + text + "</p>", "default-src 'none'");
  }
}
