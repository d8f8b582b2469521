// SPDX-License-Identifier: Apache-2.0
/**
 * Interpreters to run workers with: the one that {@code HAYHOOKS_PYTHON} names, the managed base
 * environment, or a pipeline's own one, made on first use and removed when nothing uses it; and the
 * worker package, unpacked from the WAR. It starts processes only to make environments. Only {@code
 * engine.python} uses it.
 */
package io.hayhooks.engine.python.environment;
