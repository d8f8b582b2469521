// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

/** What those learn who follow a task: first the task as it is, then what changes. */
public sealed interface TaskEvent permits Task, StatusUpdate, ArtifactUpdate {}
