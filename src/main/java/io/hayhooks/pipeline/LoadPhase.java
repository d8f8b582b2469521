// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/** What is done, one after the other, to get a pipeline loaded; not every one needs all of it. */
public enum LoadPhase {
  /** Its files are made ready. */
  PREPARING,
  /** An environment is made with the packages that it names. */
  INSTALLING,
  /** A worker imports it and sets it up. */
  LOADING,
  LOADED,
  FAILED
}
