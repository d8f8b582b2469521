// SPDX-License-Identifier: Apache-2.0
/**
 * Tasks that other agents give to pipelines, from the first message to the state in which they
 * rest, kept on disk. {@link io.hayhooks.task.TaskService} alone starts, continues and ends them;
 * no thread waits for one. It knows {@code run}, {@code deploy}, {@code pipeline}, {@code config}
 * and {@code error}, but no protocol; the A2A edge calls it.
 */
package io.hayhooks.task;
