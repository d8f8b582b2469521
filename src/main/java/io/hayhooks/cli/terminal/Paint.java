// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

/** The few colours there are. */
public enum Paint {
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private static final String ESCAPE = "\u001b[";

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  String of(String text) {
    return ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
