// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/** What a call gives: everything at once, a stream whose end is not known yet, or a file. */
public sealed interface RunResult permits RunAnswer, RunFile, RunStream {
  /** Status, media type and headers, known before the body. */
  RunHead head();
}
