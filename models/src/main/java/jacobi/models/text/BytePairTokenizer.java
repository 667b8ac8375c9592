package jacobi.models.text;

import jacobi.models.data.TextFile;
import jacobi.models.io.FileException;
import jacobi.models.io.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// GPT-2's byte-level byte-pair encoding: text is cut into words, a word is its UTF-8 bytes, and
/// neighbors are merged in the order in which merging was learned.
///
/// Every text has tokens. Bytes that are no UTF-8 after decoding become U+FFFD.
///
/// Source: Sennrich et al., *Neural machine translation of rare words with subword units*, 2016;
/// Radford et al., *Language models are unsupervised multitask learners*, 2019.
public final class BytePairTokenizer implements Tokenizer {
  /// Contractions, letters, numbers, the rest, and spaces but the one before a word.
  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+"
              + "| ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+"
              + "|\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})|\\p{IsWhite_Space}+");

  private static final int MAX_BYTES = 1 << 24;

  private final ByteAlphabet bytes = new ByteAlphabet();
  private final Map<String, Integer> numbers;
  private final String[] pieces;
  private final Map<Pair, Integer> ranks;

  private record Pair(String left, String right) {}

  private BytePairTokenizer(Map<String, Integer> numbers, Map<Pair, Integer> ranks) {
    this.numbers = numbers;
    this.ranks = ranks;
    this.pieces = new String[numbers.size()];
    numbers.forEach((piece, number) -> pieces[number] = piece);
  }

  /// Reads `encoder.json`, which numbers the pieces, and `vocab.bpe`, which lists the merges.
  ///
  /// @throws FileException if a file cannot be read or is not what it should be
  public static BytePairTokenizer read(Path encoder, Path merges) {
    Map<String, Integer> numbers = numbers(encoder);
    Map<Pair, Integer> ranks = new HashMap<>();
    List<String> lines = TextFile.read(merges, MAX_BYTES).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || (i == 0 && line.startsWith("#version"))) {
        continue;
      }
      int space = line.indexOf(' ');
      if (space < 1 || space == line.length() - 1 || line.indexOf(' ', space + 1) >= 0) {
        throw new FileException("%s, line %d: wanted two pieces".formatted(merges, i + 1));
      }
      var pair = new Pair(line.substring(0, space), line.substring(space + 1));
      if (!numbers.containsKey(pair.left + pair.right)) {
        throw new FileException(
            "%s, line %d: %s has no number for the merged piece".formatted(merges, i + 1, encoder));
      }
      ranks.putIfAbsent(pair, i);
    }
    return new BytePairTokenizer(numbers, ranks);
  }

  private static Map<String, Integer> numbers(Path encoder) {
    Map<String, Object> object;
    try {
      object = Json.object(TextFile.read(encoder, MAX_BYTES));
    } catch (FileException malformed) {
      throw new FileException("%s: %s".formatted(encoder, malformed.getMessage()), malformed);
    }
    Map<String, Integer> numbers = new HashMap<>();
    boolean[] used = new boolean[object.size()];
    object.forEach((piece, value) -> {
      if (!(value instanceof Long number)
          || number < 0
          || number >= used.length
          || used[number.intValue()]) {
        throw new FileException(
            "%s: '%s' wants a number of its own below %d".formatted(encoder, piece, used.length));
      }
      used[number.intValue()] = true;
      numbers.put(piece, number.intValue());
    });
    var alphabet = new ByteAlphabet();
    for (int i = 0; i < 256; i++) {
      if (!numbers.containsKey(Character.toString(alphabet.shown((byte) i)))) {
        throw new FileException("%s: byte %d has no number".formatted(encoder, i));
      }
    }
    return numbers;
  }

  @Override
  public int size() {
    return pieces.length;
  }

  @Override
  public int[] encode(String text) {
    Map<String, int[]> known = new HashMap<>();
    int[] tokens = new int[16];
    int count = 0;
    Matcher words = WORDS.matcher(text);
    while (words.find()) {
      int[] word = known.computeIfAbsent(words.group(), this::word);
      if (count + word.length > tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * (count + word.length));
      }
      System.arraycopy(word, 0, tokens, count, word.length);
      count += word.length;
    }
    return Arrays.copyOf(tokens, count);
  }

  /// The tokens of a word.
  private int[] word(String word) {
    List<String> parts = new ArrayList<>();
    for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
      parts.add(Character.toString(bytes.shown(value)));
    }
    Pair first = first(parts);
    while (first != null) {
      parts = merged(parts, first);
      first = first(parts);
    }
    return parts.stream().mapToInt(numbers::get).toArray();
  }

  /// The neighbors whose merge was learned first, or null if none was.
  private @Nullable Pair first(List<String> parts) {
    Pair first = null;
    int rank = Integer.MAX_VALUE;
    for (int i = 1; i < parts.size(); i++) {
      var pair = new Pair(parts.get(i - 1), parts.get(i));
      int found = ranks.getOrDefault(pair, Integer.MAX_VALUE);
      if (found < rank) {
        first = pair;
        rank = found;
      }
    }
    return first;
  }

  private static List<String> merged(List<String> parts, Pair pair) {
    List<String> merged = new ArrayList<>(parts.size());
    int i = 0;
    while (i < parts.size()) {
      boolean both =
          i + 1 < parts.size()
              && parts.get(i).equals(pair.left)
              && parts.get(i + 1).equals(pair.right);
      merged.add(both ? pair.left + pair.right : parts.get(i));
      i += both ? 2 : 1;
    }
    return merged;
  }

  @Override
  public String decode(int[] tokens) {
    var out = new ByteArrayOutputStream();
    for (int token : tokens) {
      if (token < 0 || token >= pieces.length) {
        throw new TextException("%d is no token: there are %d".formatted(token, pieces.length));
      }
      String piece = pieces[token];
      for (int i = 0; i < piece.length(); i++) {
        int value = bytes.hidden(piece.charAt(i));
        if (value >= 0) {
          out.write(value);
        } else {
          byte[] literal = Character.toString(piece.charAt(i)).getBytes(StandardCharsets.UTF_8);
          out.writeBytes(literal);
        }
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
