// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The groups of an engine by name. */
final class WorkerGroups {
  private final Map<String, WorkerGroup> groups = new HashMap<>(); // guarded by this

  /**
   * Takes a pipeline into the group that it names, or into a new one.
   *
   * @param maker makes the new one
   * @throws ServerException {@code PIPELINE_NOT_LOADABLE} when the group has other packages
   */
  synchronized GroupMember admit(
      String name, Path interpreter, Load load, Supplier<WorkerGroup> maker) {
    Optional<WorkerGroup> group = Optional.ofNullable(groups.get(name));
    if (group.isPresent() && !group.get().runsOn(interpreter)) {
      refuseIfShared(name, group.get(), load);
      group = Optional.empty();
    }
    return group
        .flatMap(open -> open.admit(load))
        .orElseGet(
            () -> {
              WorkerGroup fresh = maker.get();
              groups.put(name, fresh);
              return fresh.admit(load).orElseThrow();
            });
  }

  /** A pipeline that has the group for itself may take it to other packages. */
  private static void refuseIfShared(String name, WorkerGroup group, Load load) {
    List<String> others =
        group.names().stream().filter(member -> !member.equals(load.name())).toList();
    if (!others.isEmpty()) {
      throw new ServerException(
          ErrorCode.PIPELINE_NOT_LOADABLE,
          ("Pipeline '%s' names worker group '%s', whose other pipelines (%s) have other packages:"
                  + " all pipelines of a group need the same requirements")
              .formatted(load.name(), name, String.join(", ", others)));
    }
  }

  /** The group has ended. */
  synchronized void forget(WorkerGroup group) {
    groups.values().remove(group);
  }
}
