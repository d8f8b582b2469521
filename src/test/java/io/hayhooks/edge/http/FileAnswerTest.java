// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the test's own thread: every turn is taken at once. */
final class FileAnswerTest {
  private static final int BLOCK = FileAnswer.BLOCK;

  private final List<String> said = new ArrayList<>();
  private final TakingClient client = new TakingClient();
  private String range;
  @TempDir private Path directory;
  private Path path;

  @BeforeEach
  void writeFile() throws IOException {
    path = Files.writeString(directory.resolve("out"), "x".repeat(3 * BLOCK + 5));
  }

  private FileAnswer answer() {
    FileAnswer answer = unsubscribed();
    answer.onSubscribe(new Subscription());
    return answer;
  }

  private FileAnswer unsubscribed() {
    RunFile file = new RunFile(RunHead.JSON, path, nobody -> {});
    FileTurns turns = new FileTurns(Runnable::run);
    return new FileAnswer(file, new Head(), client, turns, new Connection());
  }

  private final class Head implements FileAnswer.Head {
    @Override
    public FilePiece piece(long size) {
      return FilePiece.of(range, size);
    }

    @Override
    public void write(FilePiece piece) {
      said.add("head " + piece.start() + " " + piece.length());
    }
  }

  private final class Connection implements FileAnswer.Connection {
    @Override
    public void complete() {
      said.add("complete");
    }

    @Override
    public void refuse(ServerException failure) {
      said.add("refused: " + failure.getMessage());
    }
  }

  private final class Subscription implements Flow.Subscription {
    @Override
    public void request(long count) {
      said.add("requested " + count);
    }

    @Override
    public void cancel() {
      said.add("cancelled");
    }
  }

  @Test
  void aFileIsSentThenThePipelineIsToldThenTheExchangeEnds() {
    FileAnswer answer = answer();
    assertThat(said).isEmpty();
    answer.writePossible();
    assertThat(said).containsExactly("head 0 " + (3 * BLOCK + 5), "requested 1");
    assertThat(client.received()).hasSize(3 * BLOCK + 5);
    assertThat(client.writes()).isEqualTo(4);
    answer.onComplete();
    assertThat(said).last().isEqualTo("complete");
    assertThat(said).doesNotContain("cancelled");
  }

  @Test
  void noMoreIsReadThanTheClientTakes() {
    client.takeWrites(1);
    FileAnswer answer = answer();
    answer.writePossible();
    assertThat(client.received()).hasSize(BLOCK);
    client.takeWrites(2);
    answer.writePossible();
    assertThat(client.received()).hasSize(3 * BLOCK);
    assertThat(said).hasSize(1);
  }

  @Test
  void aLargeFileTakesSeveralTurns() throws IOException {
    Files.writeString(path, "x".repeat(40 * BLOCK));
    answer().writePossible();
    assertThat(client.writes()).isEqualTo(40);
    assertThat(said).last().isEqualTo("requested 1");
  }

  @Test
  void onlyTheWantedPartIsSent() {
    range = "bytes=10-19";
    answer().writePossible();
    assertThat(said).first().isEqualTo("head 10 10");
    assertThat(client.received()).hasSize(10);
  }

  @Test
  void anImpossiblePartIsRefusedAndThePipelineToldSo() {
    range = "bytes=9999999-";
    answer().writePossible();
    assertThat(said).first().isEqualTo("cancelled");
    assertThat(said).last().asString().startsWith("refused: The file has");
  }

  @Test
  void thePipelineIsToldAlsoWhenTheRefusalCameFirst() {
    range = "bytes=9999999-";
    FileAnswer answer = unsubscribed();
    answer.writePossible();
    assertThat(said).singleElement().asString().startsWith("refused: The file has");
    answer.onSubscribe(new Subscription());
    answer.clientGone();
    assertThat(said).hasSize(2).last().isEqualTo("cancelled");
  }

  @Test
  void aMissingFileIsAnErrorThatNamesIt() throws IOException {
    Files.delete(path);
    answer().writePossible();
    assertThat(said)
        .containsExactly(
            "cancelled",
            "refused: Pipeline execution failed: the file 'out' was not sent: it does not exist");
  }

  @Test
  void aClientThatLeavesCancelsWhatIsLeftToDo() {
    client.takeWrites(1);
    FileAnswer answer = answer();
    answer.writePossible();
    answer.clientGone();
    assertThat(said).endsWith("cancelled", "complete");
  }

  @Test
  void aClientThatLeavesUnseenIsFoundOutByWriting() {
    client.leave();
    answer().writePossible();
    assertThat(said).endsWith("cancelled", "complete");
  }

  @Test
  void aFileThatShrinksEndsTheExchange() throws IOException {
    client.takeWrites(1);
    FileAnswer answer = answer();
    answer.writePossible();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(BLOCK);
    }
    client.takeWrites(9);
    answer.writePossible();
    assertThat(said).endsWith("cancelled", "complete");
  }

  @Test
  void theDeathOfThePipelineDoesNotTouchTheFile() {
    client.takeWrites(1);
    FileAnswer answer = answer();
    answer.writePossible();
    answer.onError(new IOException("died"));
    assertThat(said).hasSize(1);
    client.takeWrites(9);
    answer.writePossible();
    assertThat(client.received()).hasSize(3 * BLOCK + 5);
    assertThat(said).last().isEqualTo("complete");
  }
}
