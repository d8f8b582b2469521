// SPDX-License-Identifier: Apache-2.0
/**
 * A call becomes a result or a stream. {@link io.hayhooks.run.RunService} finds the pipeline that
 * serves a name and hands it the call. It knows {@code deploy}, {@code pipeline} and {@code error};
 * the edges call it.
 */
package io.hayhooks.run;
