// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.edge.http.ArrivingBody;
import io.hayhooks.edge.http.ClientGoneException;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormReaderTest {
  private static final String BOUNDARY = "b-o-u-n-d";

  /** Everything that looks like a boundary or its beginning without being one. */
  private static final String TRICKY =
      "\r\n--b-o\r\n\r--b-o-u-n-d\n\r\n-\r\r\n--b-o-u-n-\0\u00e9\u4f60\r\n--\r\n--b-o-u-n-c\r";

  @TempDir private Path directory;
  private final ArrivingBody in = new ArrivingBody();
  private UploadDirectory uploads;
  private boolean refused;

  private CompletableFuture<UploadedForm> read(long announced, long most) {
    uploads = new UploadDirectory(directory, Runnable::run);
    FormParts parts = new FormParts(uploads, new FieldMemory(3 * 1024 * 1024));
    FormReader.Limits limits = new FormReader.Limits(announced, most);
    return FormReader.read(in, limits, BOUNDARY, parts, () -> refused = true);
  }

  @AfterEach
  void nothingStaysWhenTheServerStops() throws IOException {
    if (uploads != null) {
      uploads.close();
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String field(String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, value);
  }

  private static String file(String name, String filename, String content) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(BOUNDARY, name, filename)
        + "Content-Type: text/plain\r\n\r\n"
        + content
        + "\r\n";
  }

  private static String end() {
    return "--" + BOUNDARY + "--\r\n";
  }

  private static String text(UploadedFile file) {
    try {
      return Files.readString(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> filesOnDisk() throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found
          .filter(Files::isRegularFile)
          .filter(path -> !path.toString().endsWith(".lock"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 11, 64, 10_000})
  void aFormIsTheSameWhereverItIsCutOnItsWay(int step) throws IOException {
    byte[] sent =
        bytes(
            field("note", TRICKY)
                + file("files", "caf\u00e9 \u4f60.txt", TRICKY)
                + field("empty", "")
                + file("files", "../../etc/x", "")
                + end());
    CompletableFuture<UploadedForm> reading = read(sent.length, sent.length);
    for (int i = 0; i < sent.length; i += step) {
      assertThat(reading).isNotDone();
      in.arrive(Arrays.copyOfRange(sent, i, Math.min(sent.length, i + step)));
    }
    try (UploadedForm form = reading.join()) {
      assertThat(form.fields())
          .containsExactly(new FormField("note", TRICKY), new FormField("empty", ""));
      assertThat(form.files()).extracting(FormReaderTest::text).containsExactly(TRICKY, "");
      UploadedFile file = form.files().get(0);
      assertThat(file.field()).isEqualTo("files");
      assertThat(file.filename()).isEqualTo("caf\u00e9 \u4f60.txt");
      assertThat(file.contentType()).isEqualTo("text/plain");
      assertThat(file.size()).isEqualTo(bytes(TRICKY).length);
      assertThat(form.files().get(1).filename()).isEqualTo("../../etc/x");
      assertThat(form.files().get(1).path().normalize()).startsWith(directory);
    }
    assertThat(filesOnDisk()).isEmpty();
  }

  @Test
  void aFormOfUnknownLengthEndsWhenItEnds() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, 1000);
    in.arrive(bytes(field("a", "1") + end()));
    assertThat(reading).isNotDone();
    in.end();
    assertThat(reading.join().fields()).containsExactly(new FormField("a", "1"));
  }

  @Test
  void anEmptyBodyIsAnEmptyForm() {
    assertThat(read(0, 1000).join().fields()).isEmpty();
  }

  @Test
  void aPartThatHasNoEndIsLeftOut() throws IOException {
    byte[] sent = bytes(field("a", "1") + file("files", "x", "abc"));
    CompletableFuture<UploadedForm> reading = read(sent.length, 1000);
    in.arrive(Arrays.copyOf(sent, sent.length - 2));
    in.end();
    assertThat(reading.join().fields()).hasSize(1);
    assertThat(reading.join().files()).isEmpty();
    assertThat(filesOnDisk()).isEmpty();
  }

  @Test
  void aFileFieldInWhichNothingWasChosenIsNoFile() throws IOException {
    byte[] sent = bytes(file("files", "", "") + file("files", "", "x") + end());
    CompletableFuture<UploadedForm> reading = read(sent.length, 1000);
    in.arrive(sent);
    assertThat(reading.join().files()).extracting(UploadedFile::size).containsExactly(1L);
    assertThat(filesOnDisk()).hasSize(1);
  }

  @Test
  void whatIsNoFormIsRefused() throws IOException {
    CompletableFuture<UploadedForm> reading = read(7, 1000);
    in.arrive(bytes("garbage"));
    assertFails(reading, ErrorCode.INVALID_REQUEST, "Invalid multipart data");
  }

  @Test
  void aFormThatGrowsTooLargeIsRefusedOnTheWayAndLeavesNothing() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, 300);
    in.arrive(bytes(file("files", "x", "y".repeat(100))));
    in.arrive(bytes(file("files", "x", "y".repeat(100))));
    assertFails(reading, ErrorCode.TOO_LARGE, "HAYHOOKS_MAX_UPLOAD_SIZE");
  }

  @Test
  void aFieldOfMoreThanAMebibyteIsRefused() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, Long.MAX_VALUE);
    in.arrive(bytes(file("files", "x", "y") + field("note", "n".repeat(1024 * 1024 + 1))));
    assertFails(reading, ErrorCode.INVALID_REQUEST, "Part exceeded maximum size of 1024KB.");
  }

  @Test
  void allFieldsTogetherAreBounded() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, Long.MAX_VALUE);
    String mebibyte = field("note", "n".repeat(1024 * 1024));
    in.arrive(bytes(mebibyte.repeat(3)));
    assertThat(reading).isNotDone();
    in.arrive(bytes(mebibyte));
    assertFails(reading, ErrorCode.TOO_LARGE, "HAYHOOKS_MAX_BODY_SIZE");
  }

  @Test
  void moreThanAThousandFilesAreRefused() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, Long.MAX_VALUE);
    in.arrive(bytes(file("files", "x", "y").repeat(1001)));
    assertFails(
        reading, ErrorCode.INVALID_REQUEST, "Too many files. Maximum number of files is 1000.");
  }

  @Test
  void moreThanAThousandFieldsAreRefused() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, Long.MAX_VALUE);
    in.arrive(bytes(field("a", "y").repeat(1001)));
    assertFails(
        reading, ErrorCode.INVALID_REQUEST, "Too many fields. Maximum number of fields is 1000.");
  }

  @Test
  void headersWithoutEndTakeNoMemory() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, Long.MAX_VALUE);
    in.arrive(bytes("--" + BOUNDARY + "\r\nX-Long: " + "x".repeat(20_000)));
    assertFails(reading, ErrorCode.INVALID_REQUEST, "headers max length exceeded");
  }

  @Test
  void aPartNeedsAName() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, 1000);
    in.arrive(bytes("--" + BOUNDARY + "\r\nContent-Type: text/plain\r\n\r\nx\r\n" + end()));
    assertFails(reading, ErrorCode.INVALID_REQUEST, "\"name\" must be provided");
  }

  @Test
  void aClientThatLeavesLeavesNothingBehind() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, 1000);
    in.arrive(bytes(file("files", "x", "y") + file("files", "x", "more and")));
    assertThat(filesOnDisk()).hasSize(2);
    in.fail(new IOException("reset"));
    assertThatThrownBy(reading::join).hasCauseInstanceOf(ClientGoneException.class);
    assertThat(filesOnDisk()).isEmpty();
    assertThat(refused).isFalse();
  }

  @Test
  void aCancelledReadingLeavesNothingBehindAndTakesNoMore() throws IOException {
    CompletableFuture<UploadedForm> reading = read(-1, 1000);
    in.arrive(bytes(file("files", "x", "y") + file("files", "x", "more and")));
    reading.cancel(true);
    assertThat(filesOnDisk()).isEmpty();
    in.arrive(bytes(file("files", "x", "y")));
    assertThat(filesOnDisk()).isEmpty();
  }

  @Test
  void filesOfAKilledServerGoWithTheNextStart() throws IOException {
    Path dead = Files.createDirectory(directory.resolve("1-1-dead"));
    Files.writeString(dead.resolve("1"), "left behind");
    Files.createFile(directory.resolve("1-1-dead.lock"));
    uploads = new UploadDirectory(directory, Runnable::run);
    uploads.open();
    assertThat(filesOnDisk()).isEmpty();
  }

  @Test
  void anUploadThatTheDiskDoesNotTakeIsRefused() throws IOException {
    uploads = new UploadDirectory(directory, Runnable::run);
    uploads.open();
    uploads.close();
    Files.createFile(directory.resolve("plain"));
    FormParts parts =
        new FormParts(
            new UploadDirectory(directory.resolve("plain"), Runnable::run), new FieldMemory(1));
    CompletableFuture<UploadedForm> reading =
        FormReader.read(in, new FormReader.Limits(-1, 1000), BOUNDARY, parts, () -> refused = true);
    in.arrive(bytes(file("files", "x", "y")));
    assertFails(reading, ErrorCode.UNAVAILABLE, "The upload cannot be stored");
    Files.delete(directory.resolve("plain"));
  }

  private void assertFails(CompletableFuture<UploadedForm> reading, ErrorCode code, String message)
      throws IOException {
    assertThat(refused).isTrue();
    assertThat(reading).isCompletedExceptionally();
    assertThatThrownBy(reading::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            ServerException.class, failure -> assertThat(failure.code()).isEqualTo(code));
    assertThat(filesOnDisk()).allMatch(path -> path.endsWith("plain"));
  }
}
