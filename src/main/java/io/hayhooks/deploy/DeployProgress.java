// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import io.hayhooks.pipeline.LoadPhase;
import io.hayhooks.pipeline.LoadProgress;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * How far deployments are, for those who watch a name. Who comes late is told the last steps of
 * what goes on; of what has ended nothing is kept.
 */
@Singleton
public final class DeployProgress {
  private static final int STEPS_KEPT = 200;

  private final Map<String, Course> courses = new HashMap<>(); // guarded by this

  /** What is known of one name; there while it is loaded or watched. */
  private static final class Course {
    final Deque<ProgressStep> steps = new ArrayDeque<>();
    final List<Consumer<ProgressStep>> watchers =
        new CopyOnWriteArrayList<>(); // who is told may leave
    boolean goesOn;
  }

  /**
   * Tells {@code watcher} every step that a deployment of {@code name} takes, until the result is
   * run. It is called by one thread after the other and must not block.
   */
  public synchronized Runnable watch(String name, Consumer<ProgressStep> watcher) {
    Course course = courses.computeIfAbsent(name, key -> new Course());
    course.watchers.add(watcher);
    course.steps.forEach(watcher);
    return () -> leave(name, course, watcher);
  }

  private synchronized void leave(String name, Course course, Consumer<ProgressStep> watcher) {
    course.watchers.remove(watcher);
    forgetIfIdle(name, course);
  }

  private void forgetIfIdle(String name, Course course) {
    if (!course.goesOn && course.watchers.isEmpty()) {
      courses.remove(name, course);
    }
  }

  /** The progress of a load that begins now; it ends with {@code LOADED} or {@code FAILED}. */
  LoadProgress begin(PipelineName name) {
    LoadProgress progress =
        new LoadProgress() {
          private volatile LoadPhase now = LoadPhase.PREPARING;

          @Override
          public void begins(LoadPhase phase) {
            now = phase;
            tell(name.value(), new ProgressStep(phase, Optional.empty()));
          }

          @Override
          public void prints(String line) {
            tell(name.value(), new ProgressStep(now, Optional.of(line)));
          }
        };
    progress.begins(LoadPhase.PREPARING);
    return progress;
  }

  private synchronized void tell(String name, ProgressStep step) {
    Course course = courses.computeIfAbsent(name, key -> new Course());
    course.goesOn = step.phase() != LoadPhase.LOADED && step.phase() != LoadPhase.FAILED;
    if (course.steps.size() == STEPS_KEPT) {
      course.steps.removeFirst();
    }
    course.steps.addLast(step);
    course.watchers.forEach(watcher -> watcher.accept(step));
    if (!course.goesOn) {
      course.steps.clear();
      forgetIfIdle(name, course);
    }
  }
}
