// SPDX-License-Identifier: Apache-2.0
/**
 * Interpreters to run workers with: the managed base environment, made on first use, or the one
 * that {@code HAYHOOKS_PYTHON} names; and the worker package, unpacked from the WAR. It starts
 * processes only to make environments. Only {@code engine.python} uses it.
 */
package io.hayhooks.engine.python.environment;
