// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PoolConfig;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.WorkerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The slots of a pool, more of them under load and fewer when there is little to do. */
final class WorkerSlots implements Workforce {
  private static final Logger LOGGER = Logger.getLogger(WorkerSlots.class.getName());

  /** After a further worker could not be started. */
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final Subject subject;
  private final Supplier<Worker> starter;
  private final WorkerThreads threads;
  private final PoolRules rules;
  private final WorkerSlot.Listener listener;

  /** Read by every call; written, guarded by this, when the pool grows or shrinks. */
  private final List<WorkerSlot> slots = new CopyOnWriteArrayList<>();

  private final Map<WorkerSlot, CompletableFuture<Void>> ending = new ConcurrentHashMap<>();
  private volatile PoolSize size = new PoolSize(1, 1);
  private volatile long nextAttempt = System.nanoTime();
  private boolean stopping; // guarded by this

  WorkerSlots(
      Subject subject,
      Supplier<Worker> starter,
      WorkerThreads threads,
      PoolRules rules,
      WorkerSlot.Listener listener) {
    this.subject = requireNonNull(subject, "subject is null");
    this.starter = requireNonNull(starter, "starter is null");
    this.threads = requireNonNull(threads, "threads is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** Starts the worker that will tell what the pipeline is. */
  CompletableFuture<Ready> startFirst() {
    return add().orElseGet(() -> CompletableFuture.failedFuture(Unavailable.stopped(subject)));
  }

  /** Sets how many workers there may be; returns those that start so that there are enough. */
  List<CompletableFuture<Ready>> resize(PoolSize newSize) {
    size = newSize;
    List<CompletableFuture<Ready>> started = new ArrayList<>();
    for (int count = slots.size(); count < newSize.least(); count++) {
      add().ifPresent(started::add);
    }
    return started;
  }

  private Optional<CompletableFuture<Ready>> add() {
    WorkerSlot slot = new WorkerSlot(subject, starter, new RestartBackoff(), threads, listener);
    synchronized (this) {
      if (stopping || slots.size() >= size.most()) {
        return Optional.empty();
      }
      slots.add(slot);
    }
    CompletableFuture<Ready> ready = start(slot);
    var unused = ready.whenComplete((done, failure) -> dropIf(failure, slot));
    return Optional.of(ready);
  }

  private static CompletableFuture<Ready> start(WorkerSlot slot) {
    try {
      return slot.start();
    } catch (ServerException e) { // no process came to be
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * A slot whose first worker fails goes; if it was wanted for load, another one is tried later.
   */
  private void dropIf(Throwable failure, WorkerSlot slot) {
    if (failure == null) {
      return;
    }
    nextAttempt = System.nanoTime() + PAUSE_NANOS;
    LOGGER.log(Level.FINE, failure, () -> "A worker of %s did not start".formatted(subject));
    remove(slot);
    if (slots.isEmpty() && failure instanceof ServerException reason) {
      listener.unavailable(reason);
    }
  }

  /** The one with the least to do of the workers that take calls. */
  @Override
  public Optional<Worker> leastLoaded(int concurrency, int dispatched) {
    Worker best = null;
    int least = concurrency;
    for (WorkerSlot slot : slots) {
      Worker worker = slot.worker().orElse(null);
      int calls = worker == null ? concurrency : worker.use().calls();
      if (calls < least) {
        least = calls;
        best = worker;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The workers that take calls. */
  List<Worker> ready() {
    return slots.stream().flatMap(slot -> slot.worker().stream()).toList();
  }

  boolean anyReady() {
    return slots.stream().anyMatch(slot -> slot.worker().isPresent());
  }

  @Override
  public boolean anyReadySoon() {
    return anyReady() || slots.stream().anyMatch(WorkerSlot::isStarting);
  }

  @Override
  public Optional<ServerException> refusal() {
    Optional<ServerException> refusal = Optional.empty();
    for (WorkerSlot slot : slots) { // on the way of every call, so without a stream
      refusal = slot.refusal();
      if (refusal.isEmpty()) {
        return refusal;
      }
    }
    return refusal;
  }

  @Override
  public boolean canGrow() {
    return slots.size() < size.most();
  }

  @Override
  public void growFor(int calls) {
    int count = slots.size();
    if (count >= size.most()
        || calls <= (long) count * rules.config().callsPerWorker()
        || System.nanoTime() - nextAttempt < 0
        || slots.stream().anyMatch(WorkerSlot::isStarting)) {
      return;
    }
    add();
  }

  void tick(long now, int calls) {
    growFor(calls);
    shrink(now);
    PoolConfig config = rules.config();
    slots.forEach(slot -> slot.worker().ifPresent(worker -> retire(slot, worker, config, now)));
  }

  private void retire(WorkerSlot slot, Worker worker, PoolConfig config, long now) {
    worker.use().outlived(config, now, worker.pid()).ifPresent(slot::replace);
  }

  private void shrink(long now) {
    long patience = rules.config().idleTimeout().toNanos();
    if (slots.size() <= size.least()) {
      return;
    }
    slots.stream()
        .filter(
            slot -> slot.worker().filter(worker -> worker.use().isIdle(now, patience)).isPresent())
        .reduce((first, last) -> last)
        .ifPresent(this::remove);
  }

  private void remove(WorkerSlot slot) {
    if (slots.remove(slot)) {
      CompletableFuture<Void> end = slot.drain();
      ending.put(slot, end);
      var unused = end.thenRun(() -> ending.remove(slot));
    }
  }

  @Override
  public void replace(Worker worker, String reason) {
    for (WorkerSlot slot : slots) {
      if (slot.worker().filter(worker::equals).isPresent()) {
        slot.replace(reason);
      }
    }
  }

  /** Workers that were replaced and still have calls. */
  List<Worker> leaving() {
    return slots.stream().flatMap(slot -> slot.leaving().stream()).toList();
  }

  List<WorkerStatus> status() {
    return slots.stream().map(WorkerSlot::status).toList();
  }

  CompletableFuture<Void> drain() {
    return end(WorkerSlot::drain);
  }

  CompletableFuture<Void> kill() {
    return end(WorkerSlot::kill);
  }

  private CompletableFuture<Void> end(Function<WorkerSlot, CompletableFuture<Void>> how) {
    synchronized (this) {
      stopping = true;
    }
    List<CompletableFuture<Void>> ends = new ArrayList<>(ending.values());
    slots.forEach(slot -> ends.add(how.apply(slot)));
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }
}
