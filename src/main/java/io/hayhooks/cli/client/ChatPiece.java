// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

/** A piece of a chat's answer: the answer's text, what the model thinks, or what is going on. */
public record ChatPiece(Kind kind, String text) {
  /** What a piece is. */
  public enum Kind {
    TEXT,
    REASONING,
    EVENT
  }
}
