// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunStatus;
import io.hayhooks.pipeline.WorkerStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pipelines that share the memory of one worker. Each is loaded into it and unloaded by itself, and
 * has a queue of its own; a new worker loads them all. The group ends with its last member.
 */
final class WorkerGroup implements WorkerDuty, WorkerKeeper {
  private final Subject subject;
  private final Path interpreter;
  private final WorkerThreads threads;
  private final GroupRules rules;
  private final MeterRegistry meters;
  private final PoolOutput output = new PoolOutput(Clock.systemUTC());
  private final WorkerSlots slots;
  private final List<GroupMember> members = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private int lastUnit; // this and the following: guarded by this
  private boolean started;
  private boolean closed;

  /**
   * Makes a group without a worker.
   *
   * @param interpreter which all members run on
   * @param starter starts a worker for this group
   */
  WorkerGroup(
      String name,
      Path interpreter,
      Function<WorkerDuty, Worker> starter,
      WorkerThreads threads,
      GroupRules rules,
      MeterRegistry meters) {
    subject = Subject.group(name);
    this.interpreter = requireNonNull(interpreter, "interpreter is null");
    this.threads = requireNonNull(threads, "threads is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.meters = requireNonNull(meters, "meters is null");
    slots =
        new WorkerSlots(
            subject, () -> starter.apply(this), threads, rules.pool(), new SlotListener());
  }

  @Override
  public Subject subject() {
    return subject;
  }

  @Override
  public PoolOutput output() {
    return output;
  }

  boolean runsOn(Path other) {
    return interpreter.equals(other);
  }

  /** The names of its pipelines, each once. */
  List<String> names() {
    return members.stream().map(GroupMember::name).distinct().sorted().toList();
  }

  /** Takes a pipeline in, which then has to load; empty when the group has ended. */
  synchronized Optional<GroupMember> admit(Load load) {
    if (closed) {
      return Optional.empty();
    }
    lastUnit++;
    GroupMember member = new GroupMember(this, load.as(lastUnit), threads, rules, meters);
    members.add(member);
    return Optional.of(member);
  }

  /** Has its worker load new members; starts it with the first one. */
  void bringUp() {
    boolean first;
    synchronized (this) {
      first = !started;
      started = true;
    }
    if (!first) {
      reconcile();
      return;
    }
    var unused =
        slots
            .startFirst()
            .whenComplete(
                (ready, error) -> {
                  if (error != null) {
                    members.forEach(member -> member.settle(error));
                  }
                });
  }

  @Override
  public CompletableFuture<Ready> begin(WorkerUnits units) {
    return CompletableFuture.allOf(
            members.stream()
                .filter(GroupMember::isWanted)
                .map(member -> member.loadInto(units))
                .toArray(CompletableFuture<?>[]::new))
        .handle((done, error) -> null); // who could not be loaded holds up nobody else
  }

  /** Brings what the worker has loaded in line with what the members are. */
  private void reconcile() {
    for (Worker worker : slots.ready()) {
      members.forEach(member -> member.loadIfMissing(worker.units()));
      Set<Integer> wanted = members.stream().map(GroupMember::unit).collect(Collectors.toSet());
      for (int unit : worker.units().numbers()) {
        if (!wanted.contains(unit)) {
          var unused = worker.units().unload(unit);
        }
      }
    }
  }

  /** Lets a member go that has no calls any more; done when the worker has forgotten it. */
  CompletableFuture<Void> release(GroupMember member) {
    boolean last;
    synchronized (this) {
      members.remove(member);
      last = members.isEmpty();
      closed |= last;
    }
    if (last) {
      return end(slots.drain());
    }
    return CompletableFuture.allOf(
        slots.ready().stream()
            .map(worker -> worker.units().unload(member.unit()))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> end(CompletableFuture<Void> slotsEnd) {
    var unused = slotsEnd.thenRun(() -> gone.complete(null));
    return gone;
  }

  WorkerSlots slots() {
    return slots;
  }

  List<WorkerStatus> workers() {
    return slots.status();
  }

  private Stream<Dispatcher> dispatchers() {
    return members.stream().map(GroupMember::dispatcher);
  }

  @Override
  public List<RunStatus> running() {
    return dispatchers().flatMap(one -> one.running().stream()).toList();
  }

  @Override
  public boolean cancel(String id) {
    return dispatchers().anyMatch(one -> one.cancel(id));
  }

  @Override
  public void tick(long now) {
    List<Worker> leaving = slots.leaving(); // first: they get no further calls
    dispatchers().forEach(one -> one.tick(now));
    leaving.stream()
        .filter(worker -> worker.use().calls() > 0)
        .filter(worker -> dispatchers().allMatch(one -> one.allStuck(worker, now)))
        .forEach(Worker::kill); // it has nothing to lose
    slots.tick(now, 0);
    reconcile();
  }

  @Override
  public CompletionStage<Void> finish() {
    close();
    CompletableFuture<Void> quiet =
        CompletableFuture.allOf(
            dispatchers().map(Dispatcher::close).toArray(CompletableFuture<?>[]::new));
    return end(quiet.thenCompose(done -> slots.drain()));
  }

  @Override
  public void stop() {
    close();
    dispatchers().forEach(Dispatcher::refuse);
    var unused = end(slots.kill());
  }

  private synchronized void close() {
    closed = true;
  }

  @Override
  public CompletableFuture<Void> gone() {
    return gone;
  }

  private final class SlotListener implements WorkerSlot.Listener {
    @Override
    public void ready() {
      reconcile();
      dispatchers().forEach(Dispatcher::dispatch);
    }

    @Override
    public void unavailable(ServerException reason) {
      if (!slots.anyReady()) {
        dispatchers().forEach(one -> one.failWaiting(reason));
      }
    }
  }
}
