// SPDX-License-Identifier: Apache-2.0
/**
 * Python pipelines, each in a supervised worker process. A pool keeps the workers of one revision
 * alive, a worker is one OS process with its connection, and {@link io.hayhooks.engine.python.wire}
 * is the language they speak. It implements the SPI of {@code pipeline}; nothing outside knows
 * Python.
 */
package io.hayhooks.engine.python;
