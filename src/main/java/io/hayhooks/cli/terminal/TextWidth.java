// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import java.lang.Character.UnicodeBlock;
import java.util.Set;

/** How many columns a text takes: none for combining marks, two for East Asian and emoji. */
final class TextWidth {
  private static final Set<UnicodeBlock> WIDE =
      Set.of(
          UnicodeBlock.HIRAGANA,
          UnicodeBlock.KATAKANA,
          UnicodeBlock.HANGUL_SYLLABLES,
          UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
          UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);

  private TextWidth() {}

  static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  private static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int codePoint) {
    return Character.isIdeographic(codePoint)
        || isInWideBlock(codePoint)
        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
  }

  private static boolean isInWideBlock(int codePoint) {
    UnicodeBlock block = UnicodeBlock.of(codePoint);
    return block != null && WIDE.contains(block);
  }

  /** The text, or as much of its beginning as fits with an ellipsis. */
  static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 1;
    for (int codePoint : text.codePoints().toArray()) {
      used += of(codePoint);
      if (used > width) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept.append('…').toString();
  }
}
