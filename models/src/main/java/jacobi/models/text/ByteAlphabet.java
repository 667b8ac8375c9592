package jacobi.models.text;

/// A printable character for each byte, as GPT-2 has them: printable Latin-1 stands for itself, the
/// other bytes for the characters from U+0100 on.
final class ByteAlphabet {
  private static final int BYTES = 256;

  private final char[] shown = new char[BYTES];
  private final int[] hidden = new int[2 * BYTES];

  ByteAlphabet() {
    java.util.Arrays.fill(hidden, -1);
    int next = BYTES;
    for (int i = 0; i < BYTES; i++) {
      boolean printable = (i > ' ' && i <= '~') || (i >= 0xA1 && i != 0xAD);
      shown[i] = (char) (printable ? i : next++);
      hidden[shown[i]] = i;
    }
  }

  /// The character that stands for a byte.
  char shown(byte value) {
    return shown[value & 0xFF];
  }

  /// The byte a character stands for, or −1 if it stands for none.
  int hidden(char symbol) {
    return symbol < hidden.length ? hidden[symbol] : -1;
  }
}
