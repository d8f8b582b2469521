// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ServerException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePieceTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=2-4, 2, 3",
    "bytes=2-, 2, 8",
    "bytes=2-99999999999999999999, 2, 8",
    "bytes=-3, 7, 3",
    "bytes=-99, 0, 10",
    "Bytes= 1 - 2, 1, 2",
  })
  void oneRangeIsAPiece(String range, long start, long length) {
    assertThat(FilePiece.of(range, 10)).isEqualTo(new FilePiece(start, length, 10));
  }

  @Test
  void aPieceSaysWhereItStands() {
    assertThat(FilePiece.of("bytes=2-4", 10).contentRange()).isEqualTo("bytes 2-4/10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=1-2,4-5", "lines=1-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=4-2"})
  void whateverElseIsTheWholeFile(String range) {
    assertThat(FilePiece.of(range, 10)).isEqualTo(FilePiece.whole(10));
    assertThat(FilePiece.of(null, 10).isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
  void whatTheFileDoesNotHaveIsRefusedWithItsSize(String range) {
    assertThatThrownBy(() -> FilePiece.of(range, 10))
        .isInstanceOfSatisfying(
            ServerException.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(416);
              assertThat(failure.headers()).isEqualTo(Map.of("Content-Range", "bytes */10"));
            });
  }
}
