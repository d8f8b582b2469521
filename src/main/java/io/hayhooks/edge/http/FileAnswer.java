// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunFile;
import jakarta.servlet.ServletOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends a file, as fast as the client takes it, in turns and on threads that may wait for a disk.
 * Between two turns there is no buffer. As in {@link StreamAnswer}, whoever finds {@link #work} at
 * zero does what all ask for.
 */
final class FileAnswer implements Flow.Subscriber<RunChunk>, WriteEvents {
  private static final Logger LOG = Logger.getLogger(FileAnswer.class.getName());

  /** The most that is read at once: no larger file can break off. */
  static final int BLOCK = 64 * 1024;

  private static final int BLOCKS_PER_TURN = 16;

  /** What goes before the bytes. */
  interface Head {
    /** What the client wants of a file of this size; throws when there is no such part. */
    FilePiece piece(long size);

    /** Says what will be sent. */
    void write(FilePiece piece);
  }

  /** What becomes of the connection. */
  interface Connection {
    /** There is nothing more to do. */
    void complete();

    /** The file cannot be sent, and nothing was said of it so far. */
    void refuse(ServerException failure);
  }

  private final RunFile file;
  private final Head head;
  private final ServletOutputStream out;
  private final FileTurns turns;
  private final Connection connection;
  private final AtomicInteger work = new AtomicInteger();
  private volatile Flow.Subscription subscription;
  private volatile boolean open;
  private volatile boolean gone;
  private volatile boolean callEnded;
  // the rest is confined to the thread that does the work
  private FileChannel channel;
  private long position;
  private long end;
  private boolean sent;
  private boolean toldSent;
  private boolean ended;
  private boolean cancelled;

  FileAnswer(
      RunFile file, Head head, ServletOutputStream out, FileTurns turns, Connection connection) {
    this.file = requireNonNull(file, "file is null");
    this.head = requireNonNull(head, "head is null");
    this.out = requireNonNull(out, "out is null");
    this.turns = requireNonNull(turns, "turns is null");
    this.connection = requireNonNull(connection, "connection is null");
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    wake();
  }

  @Override
  public void onNext(RunChunk chunk) {}

  @Override
  public void onError(Throwable failure) { // of what came after, or of the worker: the file is here
    onComplete();
  }

  @Override
  public void onComplete() {
    callEnded = true;
    wake();
  }

  @Override
  public void writePossible() {
    open = true;
    wake();
  }

  @Override
  public void clientGone() {
    gone = true;
    wake();
  }

  private void wake() {
    if (work.getAndIncrement() == 0) {
      turns.add(this::takeTurn);
    }
  }

  private void takeTurn() {
    int seen = work.get();
    boolean more = step();
    if (work.addAndGet(-seen) != 0) {
      turns.add(this::takeTurn);
    } else if (more) {
      wake();
    }
  }

  /** Does what can be done now; whether there is more of it. */
  private boolean step() {
    if (ended) {
      cancel(); // a file may be refused before anybody has subscribed
      return false;
    }
    try {
      if (gone) {
        end(connection::complete);
      } else if (open && !sent) {
        return send();
      } else if (sent) {
        finish();
      }
    } catch (ServerException e) {
      end(() -> connection.refuse(e));
    } catch (IOException e) {
      LOG.log(Level.FINE, e, () -> "The file %s was not sent to its end".formatted(file.path()));
      end(connection::complete);
    }
    return false;
  }

  private boolean send() throws IOException {
    if (channel == null) {
      begin();
    }
    byte[] block = null;
    for (int i = 0; out.isReady(); i++) {
      if (position == end) {
        sent = true;
        channel.close();
        return true;
      }
      if (i == BLOCKS_PER_TURN) {
        return true;
      }
      block = block == null ? new byte[BLOCK] : block;
      write(block);
    }
    return false;
  }

  private void write(byte[] block) throws IOException {
    int wanted = (int) Math.min(BLOCK, end - position);
    int count = channel.read(ByteBuffer.wrap(block, 0, wanted), position);
    if (count < 0) {
      LOG.warning("The file %s has become shorter while it was sent".formatted(file.path()));
      throw new EOFException("The file has become shorter");
    }
    position += count;
    out.write(block, 0, count);
  }

  private void begin() {
    try {
      channel = FileChannel.open(file.path(), StandardOpenOption.READ);
      FilePiece piece = head.piece(channel.size());
      position = piece.start();
      end = position + piece.length();
      head.write(piece);
    } catch (IOException e) {
      String name = String.valueOf(file.path().getFileName());
      String reason = e instanceof NoSuchFileException ? "it does not exist" : "it cannot be read";
      throw new ServerException(
          ErrorCode.PIPELINE_FAILED,
          "Pipeline execution failed: the file '%s' was not sent: %s".formatted(name, reason),
          e);
    }
  }

  /** Tells the pipeline, and waits for what it does then. */
  private void finish() {
    if (callEnded) {
      end(connection::complete);
    } else if (!toldSent && subscription != null) {
      toldSent = true;
      subscription.request(1);
    }
  }

  private void end(Runnable how) {
    ended = true;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "A file that was only read could not be closed", e);
    }
    cancel();
    how.run();
  }

  private void cancel() {
    if (subscription != null && !callEnded && !cancelled) {
      cancelled = true;
      subscription.cancel();
    }
  }
}
