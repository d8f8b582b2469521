// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

/** A task has another status. */
public record StatusUpdate(String taskId, String contextId, TaskStatus status)
    implements TaskEvent {}
