// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;

/**
 * Brings calls to the workers of a pool, each to the one with the least to do. A call that no
 * worker can take waits here rather than in a worker, so that one worker's death costs only what it
 * was working on.
 */
final class Dispatcher {
  private static final Logger LOGGER = Logger.getLogger(Dispatcher.class.getName());

  /** OpenAI's clients would try again by themselves. */
  private static final Map<String, String> NO_SECOND_ATTEMPT = Map.of("x-should-retry", "false");

  private final String name;
  private final Workforce workers;
  private final PoolRules rules;
  private final PoolMeters meters;
  private final Set<Ticket> tickets = new LinkedHashSet<>(); // this and the following: guarded by
  private final Deque<Ticket> waiting = new ArrayDeque<>(); // this
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private int concurrency;
  private boolean closed;

  Dispatcher(String name, Workforce workers, PoolRules rules, PoolMeters meters) {
    this.name = requireNonNull(name, "name is null");
    this.workers = requireNonNull(workers, "workers is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.meters = requireNonNull(meters, "meters is null");
  }

  /** Takes calls from now on, up to {@code callsPerWorker} for each worker at once. */
  synchronized void open(int callsPerWorker) {
    concurrency = callsPerWorker;
  }

  /** Starts a call now or when a worker can take it, or fails it. */
  void submit(Call call) {
    Ticket ticket = new Ticket(call);
    Optional<ServerException> refusal = admit(ticket);
    if (refusal.isPresent()) {
      call.fail(refusal.get());
      return;
    }
    var unused = call.ended().thenRun(() -> ended(ticket));
    dispatch();
  }

  private synchronized Optional<ServerException> admit(Ticket ticket) {
    if (closed) {
      return Optional.of(Unavailable.stopped(name));
    }
    if (tickets.size() >= rules.maxCalls()) {
      return Optional.of(
          Unavailable.because(
              "Pipeline '%s' has %d calls in flight already".formatted(name, rules.maxCalls())));
    }
    Optional<ServerException> refusal = workers.refusal();
    if (refusal.isEmpty()) {
      tickets.add(ticket);
      waiting.add(ticket);
    }
    return refusal;
  }

  /** Hands out what waits, as far as there are workers for it. */
  void dispatch() {
    for (Ticket ticket = take(); ticket != null; ticket = take()) {
      if (ticket.worker.submit(ticket.call)) {
        meters.started(System.nanoTime() - ticket.admitted);
      } else {
        putBack(ticket);
      }
    }
    if (workers.canGrow()) {
      workers.growFor(inFlight());
    }
  }

  private synchronized Ticket take() {
    while (!waiting.isEmpty() && waiting.peek().call.result().isDone()) {
      waiting.remove(); // cancelled meanwhile
    }
    int dispatched = tickets.size() - waiting.size();
    Worker worker =
        waiting.isEmpty() ? null : workers.leastLoaded(concurrency, dispatched).orElse(null);
    if (worker == null) {
      becomeQuiet();
      return null;
    }
    Ticket ticket = waiting.remove();
    ticket.worker = worker;
    worker.use().reserve();
    return ticket;
  }

  /** The worker ended just then. */
  private synchronized void putBack(Ticket ticket) {
    ticket.worker.use().release();
    ticket.worker = null;
    waiting.addFirst(ticket);
  }

  private void ended(Ticket ticket) {
    boolean more;
    synchronized (this) {
      tickets.remove(ticket);
      if (ticket.worker != null) {
        ticket.worker.use().release();
      }
      more = !waiting.isEmpty();
      becomeQuiet();
    }
    Call call = ticket.call;
    meters.ended(call.request().method(), call.outcome(), System.nanoTime() - ticket.admitted);
    if (more) {
      dispatch();
    }
  }

  /** Calls in flight, waiting ones included. */
  synchronized int inFlight() {
    return tickets.size();
  }

  /** Calls that no worker has yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** All calls that have not ended. */
  synchronized List<RunStatus> running() {
    long now = System.nanoTime();
    Instant clock = Instant.now();
    return tickets.stream().map(ticket -> ticket.status(name, now, clock)).toList();
  }

  /** Ends a call as an operator wants; false when there is none of this id. */
  boolean cancel(String id) {
    Optional<Ticket> found;
    synchronized (this) {
      found = tickets.stream().filter(ticket -> ticket.call.request().id().equals(id)).findAny();
    }
    found.map(ticket -> ticket.call).filter(call -> !call.isAbandoned()).ifPresent(this::cancel);
    return found.isPresent();
  }

  private void cancel(Call call) {
    LOGGER.info("An operator cancels run %s of '%s'".formatted(call.request().id(), name));
    String message = "The call of pipeline '%s' was cancelled by an operator".formatted(name);
    ErrorCode code = ErrorCode.CANCELLED;
    call.expire(
        new ServerException(code, code.status(), message, message, NO_SECOND_ATTEMPT, null));
  }

  /** Fails what waits. */
  void failWaiting(ServerException reason) {
    List<Ticket> failed;
    synchronized (this) {
      failed = List.copyOf(waiting);
      waiting.clear();
    }
    failed.forEach(ticket -> ticket.call.fail(reason));
  }

  /** Takes no further call; done when none waits for a worker any more. */
  CompletableFuture<Void> close() {
    synchronized (this) {
      closed = true;
      becomeQuiet();
    }
    if (!workers.anyReadySoon()) {
      failWaiting(Unavailable.stopped(name));
    }
    return quiet;
  }

  private void becomeQuiet() {
    if (closed && waiting.isEmpty()) {
      quiet.complete(null);
    }
    if (closed && tickets.isEmpty()) {
      idle.complete(null);
    }
  }

  /** Done when no further call is taken and all have ended. */
  CompletableFuture<Void> idle() {
    return idle;
  }

  /** Takes no further call and gives up those that have not ended. */
  void giveUp() {
    refuse();
    List<Ticket> left;
    synchronized (this) {
      left = List.copyOf(tickets);
    }
    left.stream()
        .map(ticket -> ticket.call)
        .filter(call -> !call.isAbandoned())
        .forEach(call -> call.expire(Unavailable.stopped(name)));
  }

  /** Takes no further call and fails those that wait. */
  void refuse() {
    var unused = close();
    failWaiting(Unavailable.stopped(name));
  }

  /** Ends calls whose time is over, and workers that do not give up a call. */
  void tick(long now) {
    List<Ticket> all;
    synchronized (this) {
      if (tickets.isEmpty()) {
        return;
      }
      all = new ArrayList<>(tickets);
    }
    all.stream()
        .map(ticket -> ticket.call)
        .filter(call -> call.request().deadline().isPassed(now) && !call.isAbandoned())
        .forEach(call -> call.expire(deadlineExceeded()));
    all.stream().filter(ticket -> isStuck(ticket, now)).forEach(this::replace);
  }

  private boolean isStuck(Ticket ticket, long now) {
    long grace = rules.config().cancelGrace().toNanos();
    return grace > 0 && ticket.call.isStuck(now, grace);
  }

  private ServerException deadlineExceeded() {
    return new ServerException(
        ErrorCode.DEADLINE_EXCEEDED,
        "The call of pipeline '%s' did not end before its deadline and was cancelled"
            .formatted(name));
  }

  private void replace(Ticket ticket) {
    workers.replace(ticket.worker, "a cancelled call did not end in time");
  }

  /** Whether a worker gives up none of the calls that it has from here. */
  synchronized boolean allStuck(Worker worker, long now) {
    return tickets.stream()
        .filter(ticket -> worker.equals(ticket.worker))
        .allMatch(ticket -> isStuck(ticket, now));
  }
}
