// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

/**
 * Text and the room it needs. The room is estimated, generously, for any sans-serif font: the
 * server may have none, and who looks at an SVG has another one.
 */
final class Label {
  private static final int MOST_CHARACTERS = 40;
  private static final String NARROW = "iljtfrI.,:;'|!()[] ";
  private static final String WIDE = "mwMWQGOD@%_";

  private Label() {}

  /** {@code text} without what cannot be shown, and not longer than people read. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int length = 0;
    for (int c : text.codePoints().toArray()) {
      if (++length > MOST_CHARACTERS) {
        return shown.append('…').toString();
      }
      shown.appendCodePoint(isShown(c) ? c : '\ufffd');
    }
    return shown.toString();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }

  /** The width of a text, in the same unit as its size. */
  static double width(String text, double size) {
    return text.codePoints().mapToDouble(Label::width).sum() * size;
  }

  private static double width(int c) {
    if (c > 0x2e80) {
      return 1.1; // as wide as high, in the scripts of East Asia and most symbols
    }
    if (NARROW.indexOf(c) >= 0) {
      return 0.4;
    }
    return WIDE.indexOf(c) >= 0 ? 0.95 : Character.isUpperCase(c) ? 0.74 : 0.63;
  }
}
