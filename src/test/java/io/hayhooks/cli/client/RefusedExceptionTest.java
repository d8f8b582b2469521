// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RefusedExceptionTest {
  private static String message(String body) {
    return RefusedException.of(500, body).getMessage();
  }

  @Test
  void aDetailIsTheMessage() {
    assertThat(message("{\"error\":{\"message\":\"a\"},\"detail\":\"b\"}")).isEqualTo("b");
    assertThat(message("{\"error\":{\"message\":\"a\"}}")).isEqualTo("a");
    assertThat(message("{\"detail\":{\"why\":1.50}}")).isEqualTo("{\"why\":1.50}");
  }

  @Test
  void violationsAreLinesThatSayWhere() {
    assertThat(
            message(
                """
                {"detail":[{"loc":["body","items",0],"msg":"Not a number"},{"loc":["body"],"msg":"Wrong"},
                {"loc":["query","limit"],"msg":"Too small"}]}"""))
        .isEqualTo("items.0: Not a number\nbody: Wrong\nquery.limit: Too small");
  }

  @Test
  void whatIsNoJsonIsCutToItsFirstLine() {
    assertThat(message("\nInternal Server Error\nmore")).isEqualTo("Internal Server Error");
    assertThat(message("")).isEqualTo("status 500");
  }
}
