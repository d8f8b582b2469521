// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentTest {
  private final Content content = Content.html("<p>one</p>");

  @Test
  void theTagStandsForTheBytes() {
    assertThat(content.etag()).isEqualTo(Content.html("<p>one</p>").etag());
    assertThat(content.etag()).isNotEqualTo(Content.html("<p>two</p>").etag());
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
}
